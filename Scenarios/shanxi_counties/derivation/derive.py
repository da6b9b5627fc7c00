"""Writes figures.csv (monthly figures of the 117 counties of Shanxi, 2019) and regions.csv.

    python3 derive.py DATA_FOLDER

The folder is that of `../../shanxi_cities/derivation/derive.py`, whose station days are used. A county with stations
of its own takes their mean; one without takes its city's, and says so. Monthly figures: means of PM2.5, PM10 and SO2
(27 valid days, February 25), and the composite index of the ranking rule, the sum over six items of C / S with the
limits of GB 3095-2012, Grade II: CO as 95th and O3 as 90th percentile by HJ 663-2013, annex A.
"""
import csv
import importlib.util
import pathlib
import sys

import numpy
import pandas
from pypinyin import lazy_pinyin

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent
LIMITS = {"so2": 60, "no2": 40, "co": 4, "o3": 160, "pm10": 70, "pm25": 35}


READINGS = {"万柏林区": "Wanbailin", "繁峙县": "Fanshi", "洪洞县": "Hongtong", "长子县": "Zhangzi", "城区": "Urban district",
            "矿区": "Mining district", "郊区": "Suburban district"}


def english(name):
    """The county's name in pinyin, without the word for its rank."""
    short = name[:-1] if len(name) > 2 and name[-1] in "县市区" else name
    return READINGS.get(name) or "".join(lazy_pinyin(short)).capitalize()


def cities():
    path = HERE.parent.parent / "shanxi_cities/derivation/derive.py"
    spec = importlib.util.spec_from_file_location("cities", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(table, month):
    """The month's figures of one region: item -> value, empty where fewer days are valid than the rule asks."""
    needed = 25 if month == 2 else 27
    values = {}
    for column, item in enumerate(LIMITS):
        valid = table[:, column][~numpy.isnan(table[:, column])]
        if len(valid) >= needed:
            level = {"co": 95, "o3": 90}.get(item)
            values[item] = float(numpy.percentile(valid, level) if level else valid.mean())
    if len(values) == len(LIMITS):
        values["composite_index"] = sum(values[item] / limit for item, limit in LIMITS.items())
    return values


def write(name, header, rows):
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    module = cities()
    days, stations = module.station_days(folder), module.stations(folder)
    counties = pandas.read_csv(folder / "boundaries/shanxi_counties.csv", dtype=str)
    months = numpy.array([int(date[5:7]) for date in module.DAYS])
    rows, regions = [], []
    for county in counties.itertuples():
        own = sorted(code for code, place in stations.items() if place == county.adcode)
        city = sorted(code for code, place in stations.items() if place[:4] == county.adcode[:4])
        daily = module.mean_days(days, own or city)
        table = numpy.array([daily[date][0] for date in module.DAYS])
        status = "measured" if own else "city_mean"
        for month in range(1, 13):
            values = figures(table[months == month], month)
            for item in ["composite_index", "pm25", "pm10", "so2"]:
                unit = "1" if item == "composite_index" else "ug/m3"
                rows.append([county.adcode, f"2019-{month:02d}", item,
                             f"{values[item]:.4f}" if item in values else "", unit, "gb3095_2012", status])
        regions.append([county.adcode, county.name, english(county.name), county.city_adcode, county.city,
                        module.EN[county.city_adcode],
                        county.area_km2, county.centroid_lon, county.centroid_lat])
    write("figures.csv", "region,period,pollutant,value,unit,standard,status".split(","), rows)
    header = "region,name_zh,name_en,city,city_zh,city_en,area_km2,longitude,latitude"
    write("regions.csv", header.split(","), regions)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
