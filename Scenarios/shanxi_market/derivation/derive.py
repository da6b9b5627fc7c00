"""Writes the tables of the quota market of the 117 counties of Shanxi.

    python3 derive.py DATA_FOLDER

The folder is that of `../../shanxi_cities/derivation/derive.py`, whose station days are used, with
`facts/county_economy.csv` and `facts/point_sources.csv`. No emission of a county was published: all are derived here
from population, value added and plants, and every figure of that kind has the status `assumed`; the formulas stand in
`assumptions.csv` under the id that the note of a row names.
"""
import csv
import importlib.util
import math
import pathlib
import sys

import numpy
import pandas

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent
AIR, WATER = ["so2", "nox", "industrial_dust"], ["cod", "nh3_n"]
FLOOR = {"so2": 18000, "nox": 19000, "industrial_dust": 5900, "cod": 29000, "nh3_n": 30000}  # yuan/t, cinic.org.cn 2017

# -------- emissions (assumptions: industry, power, steel, residential, wastewater)
INTENSITY = {"so2": 10, "nox": 25, "industrial_dust": 12, "cod": 4, "nh3_n": 0.3}   # t per 1e8 yuan of secondary value added
INNER_CITY, BUILT_UP = 0.2, ["140106", "140107", "140108", "140109"]
LIMIT = {"so2": 35, "nox": 50, "industrial_dust": 10}                               # mg/m3, ultra-low emission
HOURS, POWER_GAS, STEEL_OUTPUT, STEEL_GAS = 5000, 3270, 10.86e6, 10000
COAL_PER_HEAD, COAL_FACTOR = 0.5, {"so2": 13.6, "nox": 1.6, "industrial_dust": 8.0}
LOOSE, LOOSE_BUILT_UP = 0.4, 0.05
HEAD_LOAD, LEFT = {"cod": 65, "nh3_n": 8}, {"cod": 0.15, "nh3_n": 0.20}    # g a head and day; part that plants let pass
PLANTS = {"Xishan Gujiao power station": "140181", "Datong-2 power station": "140214", "Shuozhou cogen": "140602",
          "Muguajie": "140603", "Zhaoguang": "141082", "Jiexiu Gangue": "140781", "Yanggao": "140221"}

# -------- market (assumptions: quota, measures, projects, receptors)
CUT, TRADABLE, CAP = 0.15, 0.5, 1.1
LIMITS = {"pm25": 35, "o3": 160}  # GB 3095-2012, grade II: annual mean; 90th percentile of daily 8 h maxima
# sector, pollutant -> (measure, share of the baseline, cost at the first and the last t)
MEASURES = {
    ("power", "so2"): [("desulphurisation_tuning", 0.15, 9000, 16000), ("second_absorber", 0.25, 20000, 34000)],
    ("power", "nox"): [("scr_tuning", 0.20, 10747, 16120), ("scr_additional_layer", 0.20, 21494, 32241)],
    ("power", "industrial_dust"): [("wet_electrostatic_filter", 0.30, 4000, 9000)],
    ("steel", "so2"): [("sinter_desulphurisation", 0.20, 12000, 20000), ("activated_coke", 0.25, 24000, 40000)],
    ("steel", "nox"): [("sinter_scr", 0.30, 15000, 24000), ("low_nox_hot_stoves", 0.15, 28000, 45000)],
    ("steel", "industrial_dust"): [("sinter_bag_filter", 0.30, 3500, 8000)],
    ("industry", "so2"): [("desulphurisation_upgrade", 0.20, 8000, 16000),
                          ("ultra_low_boiler_retrofit", 0.25, 18000, 30000), ("boiler_to_gas", 0.20, 36000, 60000)],
    ("industry", "nox"): [("low_nox_burners", 0.20, 7000, 14000), ("kiln_scr", 0.30, 16000, 28000),
                          ("boiler_to_gas", 0.15, 38000, 65000)],
    ("industry", "industrial_dust"): [("bag_filters", 0.25, 2500, 5500), ("enclosed_stockyards", 0.20, 6000, 12000)],
    ("residential", "so2"): [("clean_briquettes", 0.25, 9000, 15000), ("clean_heating", 0.45, 22000, 45000)],
    ("residential", "nox"): [("gas_heating", 0.20, 26000, 36000), ("heat_pumps", 0.25, 40000, 60000)],
    ("residential", "industrial_dust"): [("clean_briquettes", 0.25, 3000, 6000), ("clean_heating", 0.45, 8000, 16000)],
    ("industry", "cod"): [("anaerobic_upgrade", 0.25, 12000, 25000), ("advanced_oxidation", 0.20, 30000, 52000)],
    ("industry", "nh3_n"): [("stripping", 0.25, 14000, 28000), ("membrane_nitrification", 0.20, 32000, 60000)],
    ("municipal", "cod"): [("plant_extension", 0.25, 15000, 30000), ("deep_treatment", 0.20, 32000, 55000)],
    ("municipal", "nh3_n"): [("aeration_upgrade", 0.25, 15000, 32000), ("denitrifying_filters", 0.20, 34000, 62000)],
}
# rank of the county by industrial baseline within its city -> (project, pollutants, multiple of the floor, share)
PROJECTS = {1: ("new_materials_park", ["so2", "nox"], 4.5, 0.20), 2: ("equipment_manufacturing", ["nox"], 4.0, 0.15),
            3: ("biotechnology_park", ["cod"], 4.0, 0.30)}
DECAY_KM, POINTS, NEAREST_KM, RADIUS_KM = 40.0, 20, 1.0, 6371.0088
LOCAL_SHARE = {"so2": 0.06, "nox": 0.08, "industrial_dust": 0.05}  # of the stations' mean PM2.5, from the baselines
TIGHTNESS = 0.42


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def number(value, digits):
    text = f"{float(value):.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def write(name, header, rows):
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


# -------- people and value added
def population(counties, people, economy):
    """adcode -> (residents, status, how)."""
    census = people[people.year == "2020"].set_index("unit").population.astype(int)
    older = people[people.year == "2016"].set_index("unit").population.astype(int)
    stated = economy[economy.resident_pop != ""].drop_duplicates("county").set_index("county")
    result = {}
    for row in counties.itertuples():
        if row.name in census.index:
            result[row.adcode] = int(census[row.name]), "published", "census of 2020"
        elif row.name in stated.index and row.name not in older.index:
            figure = stated.loc[row.name]
            result[row.adcode] = int(figure.resident_pop), "published", f"residents of {figure.year}"
    for city, own in counties.groupby("city"):
        open_ones = [row for row in own.itertuples() if row.adcode not in result]
        rest = int(census[city]) - sum(result[row.adcode][0] for row in own.itertuples() if row.adcode in result)
        weights = [older.get(row.name, 0) for row in open_ones]
        even = not all(weights)
        for row, weight in zip(open_ones, weights):
            part = 1 / len(open_ones) if even else weight / sum(weights)
            how = "an equal part" if even else "in proportion to 2016"
            result[row.adcode] = round(rest * part), "derived", f"rest of the city's census of 2020, {how}"
    return result


def value_added(counties, people, economy):
    """adcode -> (secondary value added in 1e8 yuan, how)."""
    of = lambda county, column: [float(value) for value in economy[economy.county == county][column] if value]
    city = economy[(economy.county == "忻州市") & (economy.year == "2021")].iloc[0]
    share = float(city.secondary) / float(city.gdp_1e8_yuan)
    head = float(city.secondary) / float(city.resident_pop)
    result = {}
    for row in counties.itertuples():
        secondary, product = of(row.name, "secondary"), of(row.name, "gdp_1e8_yuan")
        if secondary:
            result[row.adcode] = secondary[0], "published"
        elif product:
            result[row.adcode] = product[0] * share, "published GDP x Xinzhou's share"
        else:
            part = INNER_CITY if row.adcode in BUILT_UP else 1
            result[row.adcode] = people[row.adcode][0] * head * part, "residents x Xinzhou's value a head"
    return result


def emissions(counties, people, values, plants):
    """(region, pollutant, sector) -> (t, assumption)."""
    result = {}
    for name, region in PLANTS.items():
        for pollutant, limit in LIMIT.items():
            amount = float(plants.loc[name, "capacity"]) * HOURS * POWER_GAS * limit * 1e-9
            result[region, pollutant, "power"] = amount, "power"
    for pollutant, limit in LIMIT.items():
        result["140108", pollutant, "steel"] = STEEL_OUTPUT * STEEL_GAS * limit * 1e-9, "steel"
    for region in counties.adcode:
        residents = people[region][0]
        loose = LOOSE_BUILT_UP if region in BUILT_UP else LOOSE
        for pollutant in AIR + WATER:
            result[region, pollutant, "industry"] = values[region][0] * INTENSITY[pollutant], "industry"
        for pollutant in AIR:
            amount = residents * loose * COAL_PER_HEAD * COAL_FACTOR[pollutant] * 1e-3
            result[region, pollutant, "residential"] = amount, "residential"
        for pollutant in WATER:
            amount = residents * HEAD_LOAD[pollutant] * 365 * 1e-6 * LEFT[pollutant]
            result[region, pollutant, "municipal"] = amount, "wastewater"
    return {key: (round(amount, 1), how) for key, (amount, how) in sorted(result.items())}


# -------- quota tables
def sources(amounts):
    rows = []
    for (region, pollutant, sector), (baseline, how) in amounts.items():
        pool = {"power": "power", "municipal": "municipal"}.get(sector, "general")
        rows.append([region, pollutant, sector, pool, number(baseline, 1), number(baseline * (1 - CUT), 2), TRADABLE,
                     number(baseline * CAP, 2), "assumed", f"{how}; quota"])
    return rows


def scale_factor(amounts, region, pollutant, sector):
    """Six-tenths rule: unit cost falls with size to the power 0.4, within 0.6..1.7."""
    if sector != "industry":
        return 1.0
    sizes = [value[0] for key, value in amounts.items() if key[1:] == (pollutant, sector)]
    return min(1.7, max(0.6, (sum(sizes) / len(sizes) / amounts[region, pollutant, sector][0]) ** 0.4))


def measures(amounts):
    rows, attainable = [], {}
    for (region, pollutant, sector), (baseline, _) in amounts.items():
        factor = scale_factor(amounts, region, pollutant, sector)
        for measure, share, first, last in MEASURES[sector, pollutant]:
            maximum = round(share * baseline, 2)
            attainable[region, pollutant] = attainable.get((region, pollutant), 0) + maximum
            rows.append([region, pollutant, sector, measure, number(first * factor, 0),
                         number((last - first) * factor / maximum, 4), number(maximum, 2), "assumed", "measures"])
    return rows, attainable


def projects(counties, amounts):
    rows = []
    for _, own in counties.groupby("city_adcode"):
        order = sorted(own.adcode, key=lambda region: (-amounts[region, "nox", "industry"][0], region))
        for rank, (project, pollutants, multiple, share) in PROJECTS.items():
            if rank > len(order):
                continue
            for pollutant in pollutants:
                region = order[rank - 1]
                rows.append([region, pollutant, "industry", project, number(multiple * FLOOR[pollutant], 0),
                             number(share * amounts[region, pollutant, "industry"][0], 1), "assumed", "projects"])
    return rows


# -------- stations: the formula of the block `dispersion` with method distance_decay and no wind rose
def disc(longitude, latitude, area):
    radius = math.sqrt(area / math.pi)
    for index in range(POINTS):
        away, turn = radius * math.sqrt((index + 0.5) / POINTS), index * math.pi * (3 - math.sqrt(5))
        yield (longitude + math.degrees(away * math.sin(turn) / (RADIUS_KM * math.cos(math.radians(latitude)))),
               latitude + math.degrees(away * math.cos(turn) / RADIUS_KM))


def distance_km(first, second):
    (x1, y1), (x2, y2) = [[math.radians(value) for value in point] for point in (first, second)]
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1, math.sqrt(h)))


def breathing(counties, stations, people):
    """Residents by station: those of a county count for the station nearest to its centroid."""
    places = {station.code: (float(station.lon), float(station.lat)) for station in stations.itertuples()}
    residents = dict.fromkeys(places, 0)
    for county in counties.itertuples():
        centre = float(county.centroid_lon), float(county.centroid_lat)
        nearest = min(sorted(places), key=lambda code: distance_km(centre, places[code]))
        residents[nearest] += int(people[county.adcode][0])
    return residents


def receptors(counties, stations, means, amounts, attainable, homes, residents, titles):
    """Rows of quota_receptors.csv and the strength of each pollutant, ug/m3 for each t."""
    decay = {}
    for county in counties.itertuples():
        points = list(disc(float(county.centroid_lon), float(county.centroid_lat), float(county.area_km2)))
        for station in stations.itertuples():
            place = float(station.lon), float(station.lat)
            decay[station.code, county.adcode] = sum(
                math.exp(-max(NEAREST_KM, distance_km(point, place)) / DECAY_KM) for point in points) / POINTS
    total = {(region, pollutant): sum(value[0] for key, value in amounts.items() if key[:2] == (region, pollutant))
             for region in counties.adcode for pollutant in AIR}
    level = sum(mean for mean, _ in means.values()) / len(means)
    strength = {}
    for pollutant in AIR:
        load_mean = sum(decay[code, region] * total[region, pollutant]
                        for code in means for region in counties.adcode) / len(means)
        strength[pollutant] = float(f"{LOCAL_SHARE[pollutant] * level / load_mean:.2g}")
    rows = []
    for station in stations.itertuples():
        mean, days = means[station.code]
        effect = {(region, pollutant): strength[pollutant] * decay[station.code, region]
                  for region in counties.adcode for pollutant in AIR}
        loaded = sum(effect[key] * total[key] for key in effect)
        removable = sum(effect[key] * attainable[key] for key in effect)
        limit = math.ceil((mean - TIGHTNESS * removable) * 1000) / 1000
        rows.append([station.code, *titles[station.code], homes[station.code], station.lon, station.lat,
                     number(limit, 3), number(mean - loaded, 3), residents[station.code], "assumed",
                     f"receptors; 2019 mean {mean:.3f} of {days} days; local load {loaded:.3f}; removable {removable:.3f}"])
    return rows, strength


def main(folder):
    cities = load("cities", HERE.parent.parent / "shanxi_cities/derivation/derive.py")
    names = load("names", HERE.parent.parent / "shanxi_counties/derivation/derive.py")
    read = lambda name: pandas.read_csv(folder / name, dtype=str, keep_default_na=False)
    counties, economy = read("boundaries/shanxi_counties.csv"), read("facts/county_economy.csv")
    people = population(counties, read("facts/population.csv"), economy)
    values = value_added(counties, people, economy)
    amounts = emissions(counties, people, values, read("facts/point_sources.csv").set_index("name"))
    days, in_use = cities.station_days(folder), cities.stations(folder)
    means = {}
    for code in sorted(in_use):
        series = numpy.array([value[5] for key, value in days.items() if key[0] == code])
        valid = series[~numpy.isnan(series)]
        if len(valid) >= 324:  # HJ 663: a year has 324 valid days
            means[code] = float(valid.mean()), len(valid)
    attainment = []
    for county in counties.itertuples():
        own = sorted(code for code in in_use if in_use[code] == county.adcode)
        near = own or sorted(code for code in in_use if in_use[code][:4] == county.adcode[:4])
        series = numpy.array([values for values, _ in cities.mean_days(days, near).values()])
        figures = {"pm25": float(numpy.nanmean(series[:, 5])), "o3": float(numpy.nanpercentile(series[:, 3], 90))}
        for item, figure in figures.items():
            met = "yes" if round(figure) <= LIMITS[item] else "no"
            attainment.append([county.adcode, item, met, f"{figure:.1f} ug/m3 in 2019, {'own stations' if own else 'city'}"])
    table = read("air/shanxi_stations.csv")
    stations = table[table.code.isin(means)].sort_values("code")
    measure_rows, attainable = measures(amounts)
    # Names of stations recur from city to city: each is told with its own.
    city = {county.adcode: (county.city.removesuffix("市"), cities.EN[county.city_adcode]) for county in counties.itertuples()}
    titles = {}
    for station in stations.itertuples():
        (zh, en), name = city[in_use[station.code]], station.name.split("(")[0]
        own = name.removeprefix(zh)
        reading = "".join(names.lazy_pinyin(own)).capitalize().replace("dou", "du" if "都" in own else "dou")
        titles[station.code] = zh + own, f"{en} {reading}"
    receptor_rows, strength = receptors(counties, stations, means, amounts, attainable, in_use,
                                        breathing(counties, stations, people), titles)
    regions = []
    for county in counties.itertuples():
        residents, status, how = people[county.adcode]
        regions.append([county.adcode, county.name, names.english(county.name), county.city_adcode, county.city,
                        cities.EN[county.city_adcode], county.area_km2, county.centroid_lon, county.centroid_lat,
                        residents, status, how])
    write("regions.csv", "region,name_zh,name_en,city,city_zh,city_en,area_km2,longitude,latitude,population,"
          "population_status,note", regions)
    write("quota_sources.csv", "region,pollutant,sector,pool,baseline_t,quota_t,tradable_share,emission_cap_t,"
          "status,note", sources(amounts))
    write("quota_measures.csv", "region,pollutant,sector,measure,cost_yuan_per_t,slope_yuan_per_t2,maximum_t,status,"
          "note", measure_rows)
    write("quota_projects.csv", "region,pollutant,sector,project,value_yuan_per_t,maximum_t,status,note",
          projects(counties, amounts))
    write("quota_zones.csv", "region,zone",
          [[county.adcode, cities.EN[county.city_adcode].lower()] for county in counties.itertuples()])
    write("quota_receptors.csv", "receptor,name_zh,name_en,region,longitude,latitude,limit_ug_m3,"
          "background_ug_m3,population,status,note",
          receptor_rows)
    write("attainment.csv", "region,standard,met,note", attainment)
    write("quota_indicators.csv", "region,indicator,value,status,note",
          [[region, "secondary_value_added", number(value, 2), "assumed", f"1e8 yuan: {how}"]
           for region, (value, how) in values.items()])
    print("strength of the block `dispersion`, ug/m3 for each t:", strength)
    for pollutant in AIR + WATER:
        print(pollutant, round(sum(value[0] for key, value in amounts.items() if key[1] == pollutant)), "t")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
