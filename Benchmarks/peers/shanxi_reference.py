#!/usr/bin/env python3
"""Recomputes extent and water retention of Shanxi's 117 counties apart from the engine.

    shanxi_reference.py DATA [OUT.csv]

DATA is the folder of shared data. Shares of cells come from exactextract, cell areas from the closed formula of the
ellipsoidal zone, resampling and evapotranspiration from numpy. Needs rasterio, exactextract, geopandas (as the peers'
virtual environment has them). Writes one row for each county and class, and prints the sums of the province.
"""
import sys
from pathlib import Path

import geopandas
import numpy
import pandas
import rasterio
from exactextract import exact_extract

# Runoff, percent, by IGBP class: Gong Shihan et al. 2017, table 2; grassland stands as temperate steppe, shrubland as
# deciduous broad-leaved shrubland.
RUNOFF = {0: 0, 1: 4.52, 2: 4.65, 3: 0.88, 4: 2.70, 5: 3.52, 6: 4.17, 7: 19.20, 8: 19.20, 9: 3.94, 10: 3.94, 11: 0}
ECOSYSTEM = {0: "wetland", 1: "forest", 2: "forest", 3: "forest", 4: "forest", 5: "forest", 6: "shrubland",
             7: "shrubland", 8: "forest", 9: "grassland", 10: "grassland", 11: "wetland", 12: "cropland", 13: "urban",
             14: "cropland", 15: "other", 16: "bare"}


def zone_area(latitude):
    """Area from the equator to a latitude over one radian of longitude on WGS 84, m2 (closed form)."""
    a, f = 6378137.0, 1 / 298.257223563
    e = numpy.sqrt(f * (2 - f))
    s = numpy.sin(numpy.radians(latitude))
    return a * a * (1 - e * e) / 2 * (s / (1 - (e * s) ** 2) + numpy.log((1 + e * s) / (1 - e * s)) / (2 * e))


def bilinear(path, target):
    """Bands of a raster at the cell centres of another; beyond the outermost centres the edge value holds."""
    with rasterio.open(path) as source:
        bands, own = source.read().astype(float), source.transform
    columns = (target.transform.c + (numpy.arange(target.width) + 0.5) * target.transform.a - own.c) / own.a - 0.5
    rows = (target.transform.f + (numpy.arange(target.height) + 0.5) * target.transform.e - own.f) / own.e - 0.5

    def weights(position, count):
        position = numpy.clip(position, 0, count - 1)
        low = numpy.minimum(position.astype(int), count - 2)
        return low, position - low

    (r, y), (c, x) = weights(rows, bands.shape[1]), weights(columns, bands.shape[2])
    y, x = y[:, None], x[None, :]
    upper = bands[:, r][:, :, c] * (1 - x) + bands[:, r][:, :, c + 1] * x
    lower = bands[:, r + 1][:, :, c] * (1 - x) + bands[:, r + 1][:, :, c + 1] * x
    return upper * (1 - y) + lower * y


def turc(rain, warmth):
    """Turc (1954): actual evapotranspiration of the year, mm, from rain (mm) and mean temperature (degrees C)."""
    limit = 300 + 25 * warmth + 0.05 * warmth ** 3
    return numpy.minimum(rain, rain / numpy.sqrt(0.9 + (rain / limit) ** 2))


def stack(data):
    """Classes, rain (mm) and mean temperature (degrees C) on the cells of the land cover; of every county its code, the
    cells in it and their areas there, m2."""
    cover = rasterio.open(data / "raster/shanxi/landcover_igbp_mcd12c1_2019_0p05.tif")
    rain = bilinear(data / "raster/shanxi/precip_monthly_itu_p837_0p25.tif", cover).sum(0)
    warmth = bilinear(data / "raster/shanxi/tair_monthly_itu_p1510_0p75.tif", cover).mean(0) - 273.15
    edges = zone_area(cover.transform.f + numpy.arange(cover.height + 1) * cover.transform.e)
    row_area = -numpy.diff(edges) * numpy.radians(cover.transform.a)
    counties = geopandas.read_file(data / "boundaries/shanxi_counties.geojson")
    # Coordinates, not names of reference systems, tell that both are degrees on WGS 84.
    parts = exact_extract(cover, counties, ["cell_id", "coverage"], include_cols=["adcode"], output="pandas")
    shares = []
    for county in parts.itertuples():
        cells = numpy.asarray(county.cell_id, dtype=int)
        shares.append((county.adcode, cells, numpy.asarray(county.coverage) * row_area[cells // cover.width]))
    return cover.read(1).ravel(), rain, warmth, shares


def table(data):
    classes, rain, warmth, shares = stack(data)
    evaporated = turc(rain, warmth)
    frames = []
    for code, cells, weight in shares:
        kind = classes[cells]
        kept = kind != 255
        cells, weight, kind = cells[kept], weight[kept], kind[kept]
        runoff = numpy.array([RUNOFF.get(code, numpy.nan) for code in kind]) / 100
        p, et = rain.ravel()[cells], evaporated.ravel()[cells]
        depth = p - p * runoff - et
        frames.append(pandas.DataFrame({
            "region": code, "class": kind, "area_m2": weight, "rain_m3": p * weight / 1000,
            "signed_m3": depth * weight / 1000, "clamped_m3": numpy.where(depth < 0, 0, depth) * weight / 1000}))
    return pandas.concat(frames).groupby(["region", "class"], as_index=False).sum(min_count=1)


def main():
    result = table(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        result.to_csv(sys.argv[2], index=False, float_format="%.10g")
    result["ecosystem"] = result["class"].map(ECOSYSTEM)
    province = result.groupby("ecosystem")[["area_m2", "rain_m3", "signed_m3", "clamped_m3"]].sum(min_count=1)
    pandas.set_option("display.float_format", "{:.10g}".format, "display.width", 200)
    print(province)
    print("area km2", province.area_m2.sum() / 1e6, "mean rain mm", province.rain_m3.sum() / province.area_m2.sum() * 1000)
    counties = result.groupby("region")[["area_m2", "rain_m3", "clamped_m3"]].sum()
    rain = counties.rain_m3 / counties.area_m2 * 1000
    print("rain by county mm", rain.min(), rain.max(), "counties", len(counties))
    print(counties.loc[counties.index.isin(["140105", "140122", "140882", "140981", "140303", "141125"])])


if __name__ == "__main__":
    main()
