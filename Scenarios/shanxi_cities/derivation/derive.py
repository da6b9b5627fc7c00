"""Writes air_daily.csv and regions.csv of the eleven cities of Shanxi, 2019.

    python3 derive.py DATA_FOLDER

The folder holds `air/shanxi_hourly_2019.csv.gz`, `air/shanxi_published_daily_2019.csv`, `air/shanxi_stations.csv`,
`boundaries/shanxi_counties.csv` and `facts/population.csv`. A city's daily value is the mean over its stations in
use, background stations left out (HJ 663); a station's day is valid with 20 hours (MDA8: 14 windows of 6 hours, or a
maximum above the limit), and a station-day that the recorded hours leave invalid takes the network's published value.
"""
import csv
import pathlib
import sys

import numpy
import pandas

OUT = pathlib.Path(__file__).resolve().parent.parent
EN = {"140100": "Taiyuan", "140200": "Datong", "140300": "Yangquan", "140400": "Changzhi", "140500": "Jincheng",
      "140600": "Shuozhou", "140700": "Jinzhong", "140800": "Yuncheng", "140900": "Xinzhou", "141000": "Linfen",
      "141100": "Lvliang"}
COLUMNS = ["so2_ug", "no2_ug", "co_mg", "o3_ug", "pm10_ug", "pm25_ug"]
PUBLISHED = ["so2", "no2", "co", "o3_mda8", "pm10", "pm25"]
DAYS = [day.strftime("%Y-%m-%d") for day in pandas.date_range("2019-01-01", "2019-12-31")]


def mda8(hours):
    """Largest 8 h mean over the windows ending at hours 08 to 24."""
    windows = [hours[end - 8:end] for end in range(8, 25)]
    means = [window[~numpy.isnan(window)].mean() for window in windows if (~numpy.isnan(window)).sum() >= 6]
    return max(means) if means and (len(means) >= 14 or max(means) > 160) else numpy.nan


def station_days(folder):
    """(station, date) -> the six daily values, NaN where the day is not valid."""
    hourly = pandas.read_csv(folder / "air/shanxi_hourly_2019.csv.gz")
    hour = pandas.to_datetime(hourly.time) - pandas.Timedelta(hours=1)  # labels are ends of hours
    hourly["date"], hourly["hour"] = hour.dt.strftime("%Y-%m-%d"), hour.dt.hour
    days = {}
    for (code, date), day in hourly[hourly.date.isin(DAYS)].groupby(["code", "date"]):
        values = numpy.full((24, 6), numpy.nan)
        values[day.hour.to_numpy()] = day[COLUMNS].to_numpy(dtype=float)
        counts = (~numpy.isnan(values)).sum(axis=0)
        means = [numpy.nanmean(values[:, column]) if counts[column] >= 20 else numpy.nan for column in range(6)]
        means[3] = mda8(values[:, 3])
        days[code, date] = means
    published = pandas.read_csv(folder / "air/shanxi_published_daily_2019.csv")
    for row in published.itertuples():
        own = days.get((row.code, row.day), [numpy.nan] * 6)
        days[row.code, row.day] = [getattr(row, name) if numpy.isnan(value) else value
                                   for name, value in zip(PUBLISHED, own)]
    return days


def stations(folder):
    """Station -> county, of the stations in use that count in means."""
    rows = pandas.read_csv(folder / "air/shanxi_stations.csv", dtype=str)
    rows = rows[(rows.has_2019 == "1") & (rows.background == "0")]
    return dict(zip(rows.code, rows.adcode))


def mean_days(days, codes):
    """date -> the six means over stations with their number; NaN where no station is valid."""
    result = {}
    served = {code: [date for date in DAYS if (code, date) in days and not numpy.isnan(days[code, date]).all()]
              for code in codes}
    for date in DAYS:
        # A station that was moved or opened in the year counts from its first to its last record.
        working = [code for code in codes if served[code] and served[code][0] <= date <= served[code][-1]]
        table = numpy.array([days.get((code, date), [numpy.nan] * 6) for code in working]).reshape(-1, 6)
        valid = ~numpy.isnan(table)
        counts = valid.sum(axis=0)
        sums = numpy.where(valid, table, 0).sum(axis=0)
        # At least three quarters of the stations (HJ 663).
        enough = (counts > 0) & (4 * counts >= 3 * len(working))
        means = numpy.where(enough, sums / numpy.maximum(counts, 1), numpy.nan)
        result[date] = means, int(valid.any(axis=1).sum())
    return result


def number(value, digits):
    return "" if numpy.isnan(value) else f"{value:.{digits}f}".rstrip("0").rstrip(".")


def write(name, header, rows):
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    days, counties = station_days(folder), stations(folder)
    places = pandas.read_csv(folder / "boundaries/shanxi_counties.csv", dtype=str)
    people = pandas.read_csv(folder / "facts/population.csv", dtype=str)
    air, regions = [], []
    for city, name in EN.items():
        codes = sorted(code for code, county in counties.items() if county[:4] == city[:4])
        for date, (means, count) in mean_days(days, codes).items():
            digits = [1, 1, 2, 1, 1, 1]
            air.append([city, date, *[number(value, digit) for value, digit in zip(means, digits)], "measured", count])
        own = places[places.city_adcode == city]
        area = own.area_km2.astype(float)
        zh = own.city.iloc[0]
        census = people[(people.unit == zh) & (people.year == "2020")]
        regions.append([city, zh, name, f"{area.sum():.1f}",
                        f"{(own.centroid_lon.astype(float) * area).sum() / area.sum():.4f}",
                        f"{(own.centroid_lat.astype(float) * area).sum() / area.sum():.4f}",
                        census.population.iloc[0], "published",
                        "area: sum of the counties' ellipsoidal areas; population: census of 2020"])
    header = "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3,basis,stations"
    write("air_daily.csv", header.split(","), air)
    write("regions.csv",
          "region,name_zh,name_en,area_km2,longitude,latitude,population,population_status,note".split(","), regions)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
