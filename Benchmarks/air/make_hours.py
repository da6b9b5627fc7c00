"""A made-up year of hourly air data as a scenario folder: hours.csv, stations.csv, regions.csv, scenario.yaml.

A pure function of its options and seed. Rows come hour by hour as networks publish them, or station by station;
values are whole numbers, CO with one decimal; some cells and some rows are missing.

    make_hours.py FOLDER [--stations 1500] [--regions 300] [--days 365] [--order time|station] [--seed 1]
"""
import argparse
from pathlib import Path

import numpy

ITEMS = ["pm25_ug_m3", "pm10_ug_m3", "so2_ug_m3", "no2_ug_m3", "o3_ug_m3", "co_mg_m3"]
MEANS = numpy.array([38.0, 70.0, 12.0, 28.0, 62.0, 0.8])


def texts(values, missing, decimals):
    """One text for each value; a missing one is empty."""
    table = numpy.array([f"{step / 10**decimals:g}" for step in range(int(values.max()) + 1)])
    cells = table[values].astype(object)
    cells[missing] = ""
    return cells


def station_year(random, hours):
    """Six columns of texts: a daily cycle, weather over days, noise of hours; 1 in 50 cells missing."""
    hour = numpy.arange(hours)
    days = hours // 24 + 1
    columns = []
    for item, mean in enumerate(MEANS):
        weather = numpy.repeat(random.gamma(4.0, 0.25, days), 24)[:hours]
        phase = 14 if item == 4 else 8
        cycle = 1 + 0.5 * numpy.cos((hour % 24 - phase) * numpy.pi / 12)
        season = 1 + (0.4 if item != 4 else -0.4) * numpy.cos(hour * 2 * numpy.pi / 8760)
        value = mean * random.uniform(0.6, 1.4) * weather * cycle * season * random.gamma(9.0, 1 / 9.0, hours)
        decimals = 1 if item == 5 else 0
        steps = numpy.rint(value * 10**decimals).astype(int)
        columns.append(texts(steps, random.random(hours) < 0.02, decimals))
    return columns


def write_hours(path, stations, hours, order, seed):
    labels = numpy.datetime_as_string(
        numpy.datetime64("2019-01-01T01:00") + numpy.arange(hours) * numpy.timedelta64(1, "h"), unit="m")
    rows = []
    for number, code in enumerate(stations):
        random = numpy.random.default_rng([seed, number])
        columns = station_year(random, hours)
        absent = random.random(hours) < 0.002
        lines = [f"{label},{code},{','.join(cells)}" for label, *cells in zip(labels, *columns)]
        rows.append([None if gone else line for gone, line in zip(absent, lines)])
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write("time,station," + ",".join(ITEMS) + "\n")
        if order == "station":
            for lines in rows:
                file.write("".join(line + "\n" for line in lines if line))
        else:
            for hour in range(hours):
                file.write("".join(lines[hour] + "\n" for lines in rows if lines[hour]))


SCENARIO = """name: hours_of_a_year
title: {en: A made-up year of hours, zh: 虚构的逐时数据}
year: 2019
regions: {table: regions.csv}
air:
  standards: [gb3095_2012]
  settlement_standard: gb3095_2012
  periods: ["2019"]
  hourly: hours.csv
  stations: stations.csv
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stations", type=int, default=1500)
    parser.add_argument("--regions", type=int, default=300)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--order", choices=["time", "station"], default="time")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    regions = [f"{110000 + 100 * (number // 20) + number % 20 + 1}" for number in range(options.regions)]
    stations = [f"{1001 + number}A" for number in range(options.stations)]
    (options.folder / "regions.csv").write_text(
        "region,name_zh,name_en,city,city_zh,city_en,area_km2,longitude,latitude,population,status,note\n"
        + "".join(
            f"{code},县{code},County {code},{code[:4]}00,市{code[:4]},City {code[:4]},8,112.5,38,1000,assumed,\n"
            for code in regions),
        encoding="utf-8")
    (options.folder / "stations.csv").write_text(
        "station,region,background\n"
        + "".join(
            f"{code},{regions[number % len(regions)]},{'yes' if number % 50 == 49 else 'no'}\n"
            for number, code in enumerate(stations)))
    (options.folder / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    write_hours(options.folder / "hours.csv", stations, options.days * 24, options.order, options.seed)


if __name__ == "__main__":
    main()
