"""The annual statistics of a year of hours by polars, as its users would write them: lazy, streaming.

    air_polars.py FOLDER OUT.csv [--engine streaming|in-memory]

FOLDER is a scenario of make_hours.py. The rules are those of the scenario: days of the hours 01 to 24 with at least
20 valid ones, the O3 maximum over 8-hour means of at least 6 hours that end at 08:00 to 24:00, at least 14 of them or
above 160 ug/m3, regional days from at least three quarters of the stations, annual means and percentiles.
"""
import argparse
from pathlib import Path

import polars as pl

MEANS = ["so2_ug_m3", "no2_ug_m3", "co_mg_m3", "pm10_ug_m3", "pm25_ug_m3"]
OZONE = "o3_ug_m3"
PERCENTILES = {
    "so2_ug_m3": 0.98, "no2_ug_m3": 0.98, "co_mg_m3": 0.95, "o3_ug_m3": 0.90, "pm10_ug_m3": 0.95, "pm25_ug_m3": 0.95}


def hours(folder):
    schema = {"time": pl.String, "station": pl.String} | {name: pl.Float64 for name in MEANS + [OZONE]}
    end = pl.col("time").str.to_datetime("%Y-%m-%dT%H:%M", time_unit="ms")
    start = end.dt.offset_by("-1h")
    return pl.scan_csv(folder / "hours.csv", schema_overrides=schema).select(
        "station", start.dt.date().alias("day"), (start.dt.hour() + 1).alias("hour"), *MEANS, OZONE)


def station_days(rows):
    """Sums by day, and 24 columns of O3 hours: the widest part of the work stays one pass over the file."""
    wide = rows.group_by("station", "day").agg(
        *[pl.col(name).mean().alias(name) for name in MEANS],
        *[pl.col(name).count().alias(f"{name}_n") for name in MEANS],
        *[pl.col(OZONE).filter(pl.col("hour") == hour).first().alias(f"h{hour}") for hour in range(1, 25)])
    windows = []
    for last in range(8, 25):
        names = [f"h{hour}" for hour in range(last - 7, last + 1)]
        valid = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int32) for name in names)
        windows.append(
            pl.when(valid >= 6).then(pl.sum_horizontal(names) / valid).alias(f"w{last}"))
    names = [f"w{last}" for last in range(8, 25)]
    largest = pl.max_horizontal(names)
    number = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int32) for name in names)
    return wide.with_columns(windows).select(
        "station", "day",
        *[pl.when(pl.col(f"{name}_n") >= 20).then(pl.col(name)).alias(name) for name in MEANS],
        pl.when((number >= 14) | (largest > 160)).then(largest).alias(OZONE))


def station_days_by_rolling(rows):
    """The same with polars' rolling means in place of the 24 columns."""
    means = rows.group_by("station", "day").agg(
        *[pl.when(pl.col(name).count() >= 20).then(pl.col(name).mean()).alias(name) for name in MEANS])
    window = (
        rows.select("station", "day", "hour", OZONE).sort("station", "day", "hour")
        .with_columns(pl.col("hour").cast(pl.Int64))
        .rolling(index_column="hour", period="8i", group_by=["station", "day"])
        .agg(pl.col(OZONE).mean().alias("mean"), pl.col(OZONE).count().alias("n")))
    largest = (
        window.filter((pl.col("hour") >= 8) & (pl.col("n") >= 6)).group_by("station", "day")
        .agg(pl.col("mean").max().alias("largest"), pl.len().alias("windows"))
        .select(
            "station", "day",
            pl.when((pl.col("windows") >= 14) | (pl.col("largest") > 160)).then(pl.col("largest")).alias(OZONE)))
    return means.join(largest, on=["station", "day"], how="left")


def region_days(days, folder):
    stations = pl.scan_csv(folder / "stations.csv", schema_overrides={"region": pl.String}).filter(
        pl.col("background") == "no").select("station", "region")
    needed = stations.group_by("region").agg((pl.len() * 0.75).ceil().alias("needed"))
    items = MEANS + [OZONE]
    return days.join(stations, on="station").join(needed, on="region").group_by("region", "day").agg(
        *[pl.when(pl.col(name).count() >= pl.col("needed").first()).then(pl.col(name).mean()).alias(name)
          for name in items])


def annual(days):
    items = MEANS + [OZONE]
    return days.group_by("region").agg(
        *[pl.col(name).mean().alias(f"{name}_mean") for name in items],
        *[pl.col(name).quantile(PERCENTILES[name], "linear").alias(f"{name}_percentile") for name in items],
        *[pl.col(name).count().alias(f"{name}_days") for name in items]).sort("region")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--engine", default="streaming")
    parser.add_argument("--rolling", action="store_true")
    options = parser.parse_args()
    rows = hours(options.folder)
    days = (station_days_by_rolling if options.rolling else station_days)(rows)
    result = annual(region_days(days, options.folder)).collect(engine=options.engine)
    result.write_csv(options.out)


if __name__ == "__main__":
    main()
