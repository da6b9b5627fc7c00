"""What every step shares: the counties, the source tables, and how a table is read and written."""
import csv
import math

import geopandas
import pandas

YEAR = 2019
EN = {"140106": "Yingze", "140107": "Xinghualing", "140108": "Jiancaoping", "140109": "Wanbailin",
      "140122": "Yangqu", "140181": "Gujiao", "140902": "Xinfu", "140921": "Dingxiang", "140922": "Wutai",
      "140923": "Daixian", "140924": "Fanshi", "140981": "Yuanping"}
REGIONS = sorted(EN)
CITY_EN = {"太原市": "Taiyuan", "忻州市": "Xinzhou"}
URBAN = ["140106", "140107", "140108", "140109"]  # built-up districts of Taiyuan inside the zone
POLLUTANTS = ["so2", "nox"]
ECONOMY_YEAR = {"140902": 2021, "140922": 2021, "140981": 2021, "140921": 2017, "140181": 2020}


# -------- tables in and out
def number(value, digits):
    """Fixed digits without trailing zeros; empty text for a missing value."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = f"{float(value):.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def write_table(folder, name, header, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_table(path):
    return pandas.read_csv(path, dtype=str, keep_default_na=False)


class Source:
    """The tables that more than one step reads."""

    def __init__(self, folder):
        self.folder = folder
        counties = read_table(folder / "boundaries/shanxi_counties.csv").set_index("adcode")
        self.counties = counties
        self.zone = counties.loc[REGIONS]
        self.area = counties.area_km2.astype(float)
        self.polygons = geopandas.read_file(folder / "boundaries/shanxi_counties.geojson").set_index("adcode")
        self.population_rows = read_table(folder / "facts/population.csv")
        self.economy = read_table(folder / "facts/county_economy.csv")
        self.stations = read_table(folder / "air/shanxi_stations.csv")

    def population(self, unit, year):
        rows = self.population_rows
        return int(rows[(rows.unit == unit) & (rows.year == str(year))].population.iloc[0])

    def economic(self, county, year, column):
        rows = self.economy[(self.economy.county == county) & (self.economy.year == str(year))]
        values = [value for value in rows[column] if value]
        return float(values[0])
