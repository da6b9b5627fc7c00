"""AQI reports of a run recomputed with Python's fractions: every row must agree.

    air_index_reference.py FOLDER RUN SHARE

FOLDER holds hours.csv and stations.csv as the run read them (stations by county, regions by city), RUN the
air_index_daily.csv and air_index_hourly.csv that it wrote, SHARE the run's minimum_station_share. Checks the daily
rows of GB 3095-2012 and GB 3095-2026 and the hourly rows of 2026, written apart from the engine's code.
"""
import csv
import datetime
import math
import sys
from collections import defaultdict
from fractions import Fraction

folder, run, share = sys.argv[1], sys.argv[2], Fraction(sys.argv[3])
ORDER = ["so2", "no2", "co", "o3", "pm10", "pm25"]
LEVELS = [0, 50, 100, 150, 200, 300, 400, 500]
# Breakpoints and the sub-index above the last; None: the other averaging time decides.
DAY_2012 = {
    "so2": ([0, 50, 150, 475, 800, 1600, 2100, 2620], 500), "no2": ([0, 40, 80, 180, 280, 565, 750, 940], 500),
    "co": ([0, 2, 4, 14, 24, 36, 48, 60], 500), "o3": ([0, 100, 160, 215, 265, 800], None),
    "pm10": ([0, 50, 150, 250, 350, 420, 500, 600], 500), "pm25": ([0, 35, 75, 115, 150, 250, 350, 500], 500),
    "o3_hour": ([0, 160, 200, 300, 400, 800, 1000, 1200], 500)}
DAY_2026 = {name: points for name, points in DAY_2012.items() if name != "o3_hour"} | {
    "o3": (DAY_2012["o3"][0], 300), "pm10": ([0, 50, 120, 250, 350, 420, 500, 600], 500),
    "pm25": ([0, 35, 60, 115, 150, 250, 350, 500], 500)}
HOUR_2026 = {
    "so2": ([0, 150, 500, 650, 800], 200), "no2": ([0, 100, 200, 700, 1200, 2340, 3090, 3840], 500),
    "co": ([0, 5, 10, 35, 60, 90, 120, 150], 500), "o3": DAY_2012["o3_hour"], "pm10": DAY_2026["pm10"],
    "pm25": DAY_2026["pm25"]}


def sub_index(points, top, value):
    for i in range(1, len(points)):
        if value <= points[i]:
            slope = Fraction(LEVELS[i] - LEVELS[i - 1], points[i] - points[i - 1])
            return math.ceil(LEVELS[i - 1] + slope * (value - points[i - 1]))
    return top


def half_even(value, digits):
    scaled = value * 10 ** digits
    return Fraction(round(scaled), 10 ** digits)  # round() of a fraction goes to the even neighbour


def verdict(subs):
    """AQI, primary and exceeding pollutants of sub-indices by item."""
    largest = max(subs.values(), default=0)
    have = {item.removesuffix("_hour") for item in subs}
    if not subs or (len(have) < 6 and largest <= 100):
        aqi, primary = "NA", "NA"
    else:
        aqi, primary = str(largest), "-"
        if largest > 50:
            primary = ";".join(p for p in ORDER if largest in (subs.get(p), subs.get(p + "_hour")))
    over = [p for p in ORDER if max(subs.get(p) or 0, subs.get(p + "_hour") or 0) > 100]
    return aqi, primary, ";".join(over)


def regional(values, needed, item):
    """Mean of the stations, rounded; None of too few."""
    if len(values) < max(1, needed):
        return None
    return half_even(Fraction(sum(values)) / len(values), 1 if item == "co" else 0)


city = {}
for row in csv.DictReader(open(f"{folder}/stations.csv")):
    if row["background"] != "yes":
        city[row["station"]] = row["region"][:4] + "00"
needed = {c: math.ceil(share * sum(other == c for other in city.values())) for c in city.values()}

by_hour, by_day = defaultdict(list), defaultdict(lambda: [None] * 24)
reader = csv.reader(open(f"{folder}/hours.csv"))
items = [name.split("_")[0] for name in next(reader)[2:]]
for time, station, *cells in reader:
    if station not in city:
        continue
    date, clock = datetime.date.fromisoformat(time[:10]), int(time[11:13])
    if clock == 0:
        date, clock = date - datetime.timedelta(1), 24
    for item, cell in zip(items, cells):
        if cell:
            by_hour[city[station], date, clock, item].append(Fraction(cell))
            by_day[station, date, item][clock - 1] = Fraction(cell)

daily = defaultdict(list)
for (station, date, item), hours in by_day.items():
    valid = [h for h in hours if h is not None]
    if item != "o3":
        if len(valid) >= 20:
            daily[city[station], date, item].append(sum(valid) / len(valid))
        continue
    windows = [[h for h in hours[end - 8:end] if h is not None] for end in range(8, 25)]
    means = [sum(w) / len(w) for w in windows if len(w) >= 6]
    if means and (len(means) >= 14 or max(means) > 160):
        daily[city[station], date, "o3"].append(max(means))
    if valid and (len(valid) >= 20 or max(valid) > 200):
        daily[city[station], date, "o3_hour"].append(max(valid))

COLUMNS = {"co": "co_mg_m3", "o3": "o3_mda8_ug_m3", "o3_hour": "o3_max1h_ug_m3"}
rows = differences = 0
for row in csv.DictReader(open(f"{run}/air_index_daily.csv")):
    is_2012 = row["standard"] == "gb3095_2012"
    date, subs, rows = datetime.date.fromisoformat(row["date"]), {}, rows + 1
    for item, (points, top) in (DAY_2012 if is_2012 else DAY_2026).items():
        value = regional(daily.get((row["region"], date, item), []), needed[row["region"]], item)
        printed = row[COLUMNS.get(item, f"{item}_ug_m3")]
        differences += (printed != "NA") if value is None else printed == "NA" or Fraction(printed) != value
        index = None if value is None else sub_index(points, top, value)
        if index is not None:
            subs[item] = index
    aqi, primary, over = verdict(subs)
    differences += (row["aqi"], row["primary_pollutants"]) != (aqi, primary)
    differences += row["exceeding_pollutants"] != (over if is_2012 else "")
print(f"daily: {rows} rows, {differences} differences")

rows = differences = 0
for row in csv.DictReader(open(f"{run}/air_index_hourly.csv")):
    if not row["standard"].startswith("gb3095_2026"):
        continue
    date, clock, subs, rows = datetime.date.fromisoformat(row["time"][:10]), int(row["time"][11:13]), {}, rows + 1
    for item, (points, top) in HOUR_2026.items():
        value = regional(by_hour.get((row["region"], date, clock, item), []), needed[row["region"]], item)
        printed = row["co_mg_m3" if item == "co" else f"{item}_ug_m3"]
        differences += (printed != "NA") if value is None else printed == "NA" or Fraction(printed) != value
        if value is not None:
            subs[item] = sub_index(points, top, value)
    differences += (row["aqi"], row["primary_pollutants"]) != verdict(subs)[:2]
print(f"hourly, 2026: {rows} rows, {differences} differences")
