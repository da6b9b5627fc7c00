"""Emissions by county and sector, and the quota tables built on them; see the docstring of derive.py."""
import math

import numpy
import pyproj

from common import ECONOMY_YEAR, POLLUTANTS, REGIONS, URBAN, number, read_table

PM25 = 5  # position of PM2.5 in a station-day


# -------- emissions
LIMIT = {"so2": 35, "nox": 50, "dust": 10}  # mg/m3, ultra-low emission limits
HOURS, POWER_GAS = 5000, 3270               # h/a; Nm3 of flue gas per MWh
STEEL_OUTPUT, STEEL_GAS = 10.86e6, 10000    # t crude steel 2019; Nm3 per t
INTENSITY = {"so2": 10, "nox": 25, "dust": 12}              # t per 1e8 yuan of secondary value added
INNER_CITY = 0.2                                            # industry left in the built-up districts
COAL_PER_HEAD, COAL_FACTOR = 0.5, {"so2": 13.6, "nox": 1.6, "dust": 8.0}   # t coal/a; kg per t coal
LOOSE = {"urban": 0.05, "county": 0.4}                      # share of residents heating with loose coal
LIMIT_ORIGIN = "ultra-low limit {} mg/m3 (power: 2015 programme; steel: MEE 2019 No 35)"


def secondary_value(source, region, population):
    """Secondary value added in 1e8 yuan and its formula."""
    published = {"140902": "忻府区", "140922": "五台县"}
    city_share = source.economic("忻州市", 2021, "secondary") / source.economic("忻州市", 2021, "gdp_1e8_yuan")
    city_head = source.economic("忻州市", 2021, "secondary") / source.economic("忻州市", 2021, "resident_pop")
    if region in published:
        value = source.economic(published[region], 2021, "secondary")
        return value, f"{value} (published for 2021)"
    if region in ECONOMY_YEAR:
        year = ECONOMY_YEAR[region]
        gdp = source.economic(source.counties.loc[region, "name"], year, "gdp_1e8_yuan")
        return gdp * city_share, f"GDP of {year} {gdp} x {city_share:.4f}, Xinzhou's share of secondary industry in 2021"
    value = population * city_head
    text = f"population {population} x {city_head * 1e8:.0f} yuan, Xinzhou's secondary value added per head in 2021"
    if region in URBAN:
        return value * INNER_CITY, f"{text} x {INNER_CITY} (built-up district: large plants moved out)"
    return value, text


def emissions(source, people):
    """(region, pollutant, sector) -> (t, note)."""
    result = {}
    plants = read_table(source.folder / "facts/point_sources.csv").set_index("name")
    megawatts = float(plants.loc["Xishan Gujiao power station", "capacity"])
    for pollutant, limit in LIMIT.items():
        origin = LIMIT_ORIGIN.format(limit)
        result["140181", pollutant, "power"] = (
            megawatts * HOURS * POWER_GAS * limit * 1e-9,
            f"Gujiao power station {megawatts:.0f} MW (gem.wiki) x {HOURS} h (hours of the published SCR cost case) x "
            f"{POWER_GAS} Nm3/MWh (9.08 MJ/kWh x 0.36 Nm3/MJ, dry, 6 % O2; own estimate) x {origin}")
        result["140108", pollutant, "steel"] = (
            STEEL_OUTPUT * STEEL_GAS * limit * 1e-9,
            f"TISCO {STEEL_OUTPUT / 1e6} Mt crude steel in 2019 (steelorbis) x {STEEL_GAS} Nm3/t over all processes "
            f"(own estimate) x {origin}")
        for region in REGIONS:
            population = people[region][0]
            value, text = secondary_value(source, region, population)
            result[region, pollutant, "industry"] = (
                value * INTENSITY[pollutant], f"secondary value added in 1e8 yuan: {text}; x {INTENSITY[pollutant]} t "
                "per 1e8 yuan (order of magnitude of Shanxi's industrial emission over its secondary value added; own "
                "estimate)")
            share = LOOSE["urban" if region in URBAN else "county"]
            result[region, pollutant, "residential"] = (
                population * share * COAL_PER_HEAD * COAL_FACTOR[pollutant] * 1e-3,
                f"population {population} x {share} heating with loose coal x {COAL_PER_HEAD} t coal a year x "
                f"{COAL_FACTOR[pollutant]} kg/t (SO2: 2 x 0.8 % sulphur x 0.85; NOx and dust usual stove factors; own "
                "estimate)")
    return {key: (round(amount, 1), note) for key, (amount, note) in sorted(result.items())}


def emission_rows(amounts):
    rows = []
    for region in REGIONS:
        for pollutant in LIMIT:
            parts = [(key[2], *value) for key, value in amounts.items() if key[:2] == (region, pollutant)]
            note = " | ".join(f"{sector} {number(amount, 1)} t = {text}" for sector, amount, text in parts)
            rows.append([region, pollutant, number(sum(part[1] for part in parts), 1), "assumed", note])
    return rows


# -------- quota tables
CUT, TRADABLE, CAP = 0.20, 0.5, 1.1
PM25_LIMIT = 35
SCR = 6.15 / (350e-6 * POWER_GAS * 1e-3)  # yuan/t: mean 6.15 yuan/MWh over 350 mg/m3 removed
# sector, pollutant -> (measure, share of the baseline, cost at the first t, cost at the last t), yuan per t
MEASURES = {
    ("power", "so2"): [("desulphurisation_slurry_tuning", 0.15, 9000, 16000),
                       ("desulphurisation_second_tower", 0.25, 20000, 34000)],
    ("power", "nox"): [("scr_tuning", 0.20, 2 * SCR, 3 * SCR), ("scr_additional_catalyst_layer", 0.20, 4 * SCR, 6 * SCR)],
    ("steel", "so2"): [("sinter_desulphurisation_upgrade", 0.20, 12000, 20000),
                       ("activated_coke_sinter_cleaning", 0.25, 24000, 40000)],
    ("steel", "nox"): [("sinter_scr", 0.30, 15000, 24000), ("low_nox_hot_stoves", 0.15, 28000, 45000)],
    ("industry", "so2"): [("desulphurisation_upgrade", 0.20, 8000, 16000),
                          ("ultra_low_boiler_retrofit", 0.25, 18000, 30000),
                          ("coal_boiler_to_gas", 0.20, 36000, 60000)],
    ("industry", "nox"): [("low_nox_burners", 0.20, 7000, 14000), ("kiln_scr", 0.30, 16000, 28000),
                          ("coal_boiler_to_gas", 0.15, 38000, 65000)],
    ("residential", "so2"): [("clean_briquettes", 0.25, 9000, 15000), ("clean_heating", 0.45, 22000, 45000)],
    ("residential", "nox"): [("gas_heating", 0.20, 26000, 36000), ("heat_pump_heating", 0.25, 40000, 60000)],
}
# region, pollutant, project, multiple of the floor price, share of the county's industrial baseline
PROJECTS = [
    ("140108", "nox", "special_steel_finishing", 4.0, 0.40), ("140108", "so2", "special_steel_finishing", 4.0, 0.40),
    ("140122", "nox", "new_materials_park", 4.5, 0.45), ("140122", "so2", "new_materials_park", 4.5, 0.45),
    ("140902", "nox", "semiconductor_materials_park", 5.0, 0.15),
    ("140902", "so2", "semiconductor_materials_park", 5.0, 0.15),
    ("140921", "nox", "flange_forging_upgrade", 4.0, 0.40), ("140981", "nox", "equipment_manufacturing", 4.5, 0.25),
    ("140981", "so2", "equipment_manufacturing", 4.5, 0.25),
]
FLOOR = {"so2": 18000, "nox": 19000}
DECAY_KM = 40.0
LOCAL_SHARE = {"so2": 0.06, "nox": 0.08}  # of the receptors' mean PM2.5, from the baseline of the 12 counties
TIGHTNESS = 0.42


def zone_of(region):
    return "taiyuan" if region.startswith("1401") else "xinzhou"


def quota_sources(amounts, annual_pm25):
    rows = []
    for (region, pollutant, sector), (baseline, _) in amounts.items():
        if pollutant == "dust":
            continue
        ratio = 2 if annual_pm25[region] > PM25_LIMIT else 1
        pool = "power" if sector == "power" else "general"
        rows.append([region, pollutant, sector, pool, number(baseline, 1), number(baseline * (1 - CUT), 2), TRADABLE,
                     number(baseline * CAP, 2), ratio, "yes", "assumed",
                     f"baseline: emissions.csv, sector {sector}; quota = {1 - CUT:g} x baseline; cap = {CAP} x baseline; "
                     f"half of the quota may be sold; ratio {ratio} because the 2019 PM2.5 mean {annual_pm25[region]:.1f} "
                     f"{'misses' if ratio == 2 else 'meets'} 35 ug/m3 (Shanxi rule of 2022)"
                     + ("; quota of power plants trades apart (Shanxi draft rule of 2022)" if pool == "power" else "")])
    return rows


def scale_factor(amounts, region, pollutant, sector):
    """Six-tenths rule: unit cost falls with size to the power 0.4, within 0.6..1.7."""
    if sector != "industry":
        return 1.0
    sizes = [value[0] for key, value in amounts.items() if key[1:] == (pollutant, sector)]
    ratio = (sum(sizes) / len(sizes) / amounts[region, pollutant, sector][0]) ** 0.4
    return round(min(1.7, max(0.6, ratio)), 3)


def quota_measures(amounts):
    rows, attainable = [], {}
    for (region, pollutant, sector), (baseline, _) in amounts.items():
        if pollutant == "dust":
            continue
        factor = scale_factor(amounts, region, pollutant, sector)
        for measure, share, first, last in MEASURES[sector, pollutant]:
            maximum = round(share * baseline, 2)
            start, slope = round(first * factor), (last - first) * factor / maximum
            attainable[region, pollutant] = attainable.get((region, pollutant), 0) + maximum
            note = (f"{share} x baseline {number(baseline, 1)} t; cost rises from {first * factor:.0f} to "
                    f"{last * factor:.0f} yuan/t, assumed around the floor price {FLOOR[pollutant]}")
            if sector == "power" and pollutant == "nox":
                note += f"; multiples of {SCR:.0f} yuan/t = 6.15 yuan/MWh (published SCR cost, 600 MW) / 1.1445 kg/MWh"
            if factor != 1:
                note += f"; size factor {factor} = (mean baseline / baseline)^0.4, six-tenths rule, within 0.6..1.7"
            rows.append([region, pollutant, sector, measure, start, number(slope, 6), number(maximum, 2), "assumed", note])
    return rows, attainable


def quota_projects(amounts):
    rows = []
    for region, pollutant, project, multiple, share in PROJECTS:
        baseline = amounts[region, pollutant, "industry"][0]
        rows.append([region, pollutant, "industry", project, number(multiple * FLOOR[pollutant], 0),
                     number(share * baseline, 1), "assumed",
                     f"invented project in a priority sector: value {multiple} x floor price {FLOOR[pollutant]} yuan/t, "
                     f"size {share} x the county's industrial baseline {number(baseline, 1)} t"])
    return rows


STATION_EN = {"1081A": "Jiancaoping", "1083A": "Shanglan (background)", "1086A": "Taoyuan", "1088A": "Nanzhai",
              "3185A": "Julun", "2181A": "Development Zone", "2182A": "Exhibition Centre", "3208A": "City Hall"}


def distance_km(first, second):
    return pyproj.Geod(ellps="WGS84").inv(*first, *second)[2] / 1000


def receptor_tables(source, days, amounts, attainable):
    """quota_receptors.csv and source_receptor.csv."""
    stations = source.stations.set_index("code").loc[sorted(STATION_EN)]
    mean = {}
    for code in stations.index:
        values = numpy.array([day[PM25] for key, day in days.items() if key[0] == code])
        mean[code] = float(values[~numpy.isnan(values)].mean()), int((~numpy.isnan(values)).sum())
    total = {(region, pollutant): sum(value[0] for key, value in amounts.items() if key[:2] == (region, pollutant))
             for region in REGIONS for pollutant in POLLUTANTS}
    decay = {(code, region): math.exp(-distance_km((float(row.lon), float(row.lat)),
             (float(source.counties.loc[region, "centroid_lon"]), float(source.counties.loc[region, "centroid_lat"])))
             / DECAY_KM) for code, row in stations.iterrows() for region in REGIONS}
    level = sum(value for value, _ in mean.values()) / len(mean)
    strength = {}
    for pollutant in POLLUTANTS:
        load = sum(decay[code, region] * total[region, pollutant] for code in mean for region in REGIONS) / len(mean)
        strength[pollutant] = float(f"{LOCAL_SHARE[pollutant] * level / load:.2g}")
    matrix = {(code, region, pollutant): float(f"{strength[pollutant] * decay[code, region]:.5g}")
              for code in mean for region in REGIONS for pollutant in POLLUTANTS}
    receptors = []
    for code, row in stations.iterrows():
        pairs = [(region, pollutant) for region in REGIONS for pollutant in POLLUTANTS]
        load = sum(matrix[code, *pair] * total[pair] for pair in pairs)
        removable = sum(matrix[code, *pair] * attainable[pair] for pair in pairs)
        annual, count = mean[code]
        background = round(annual - load, 3)
        limit = math.ceil((annual - TIGHTNESS * removable) * 1000) / 1000
        name = row["name"].split("(")[0]
        receptors.append([code, name, STATION_EN[code], row.lon, row.lat, number(limit, 3), number(background, 3),
                          "assumed", f"PM2.5; 2019 mean {annual:.3f} ug/m3 of {count} valid days (measured"
                          f"{', part of the year only' if count < 324 else ''}); local load "
                          f"of the baseline {load:.3f} by source_receptor.csv; background = mean - load; limit = mean - "
                          f"{TIGHTNESS} x {removable:.3f}, the load that all measures together remove, rounded up"])
    matrix_rows = [[*key, f"{value:.9f}".rstrip("0")] for key, value in sorted(matrix.items())]
    return receptors, matrix_rows, strength
