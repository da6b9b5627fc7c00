"""Writes figures.csv and regions.csv: quarterly PM2.5 of 183 cities, 2014 to 2016.

    python3 derive.py DATA_FOLDER

The folder holds `air/china_183city_pm25_daily_2014_2016.csv.gz` (city means of each day; 0 stands for a missing day).
A quarter counts where each of its months has 27 valid days, February 25 (HJ 663-2013). `cities.csv` gives each city its
code; the source has names in pinyin alone.
"""
import csv
import datetime
import pathlib
import sys

import pandas

OUT = pathlib.Path(__file__).resolve().parent.parent


def quarters(days):
    """(year, quarter) -> mean of the valid days, empty where a month is not valid."""
    result = {}
    for (year, quarter), part in days.groupby(["year", "quarter"]):
        valid = part[part.value > 0]
        counts = valid.groupby("month").value.count()
        is_valid = all(counts.get(month, 0) >= (25 if month == 2 else 27) for month in range(3 * quarter - 2, 3 * quarter + 1))
        result[year, quarter] = f"{valid.value.mean():.4f}" if is_valid else ""
    return result


def write(name, header, rows):
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    codes = pandas.read_csv(OUT / "derivation/cities.csv", dtype=str).set_index("city")
    data = pandas.read_csv(folder / "air/china_183city_pm25_daily_2014_2016.csv.gz")
    data.columns = ["city", "year", "day", "value"]
    dates = [datetime.date(year, 1, 1) + datetime.timedelta(day - 1) for year, day in zip(data.year, data.day)]
    data["month"] = [date.month for date in dates]
    data["quarter"] = (data.month + 2) // 3
    rows, regions = [], []
    for city in sorted(codes.index, key=lambda name: codes.loc[name, "code"]):
        code, name = codes.loc[city, "code"], codes.loc[city, "name_zh"]
        regions.append([code, name, city])
        for (year, quarter), value in quarters(data[data.city == city]).items():
            rows.append([code, f"{year}-Q{quarter}", "pm25", value, "ug/m3", "measured" if value else "missing"])
    write("figures.csv", "region,period,pollutant,value,unit,status".split(","), rows)
    write("regions.csv", "region,name_zh,name_en".split(","), regions)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
