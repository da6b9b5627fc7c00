#!/usr/bin/env python3
"""Sums the peer's rasters over counties with exact shares of border cells, as this project does.

    exact_counties.py GRID WORKSPACE OUT.csv

InVEST counts a cell for the county of its centre. The rasters of its workspace, summed again by exactextract with exact
shares, tell how much of a difference between county tables comes from that rule alone. For each raster found: mean over
valid cells and valid area (m2) by county.
"""
import sys
from pathlib import Path

import geopandas
import rasterio
from exactextract import exact_extract

RASTERS = {
    "wyield": "wyield.tif", "aet": "aet.tif", "fractp": "fractp.tif",
    "carbon": "c_storage_bas.tif", "carbon_alt": "c_storage_alt.tif", "carbon_change": "c_change_bas_alt.tif",
    "usle": "usle.tif", "sed_export": "sed_export.tif", "sed_deposition": "sed_deposition.tif",
    "avoided_erosion": "avoided_erosion.tif", "avoided_export": "avoided_export.tif",
}


def main(grid, workspace, out):
    counties = geopandas.read_file(Path(grid) / "counties.gpkg")
    table = counties[["ws_id"]].copy()
    for name, file in RASTERS.items():
        found = next(Path(workspace).rglob(file), None)
        if found is None:
            continue
        with rasterio.open(found) as raster:
            cell = abs(raster.transform.a * raster.transform.e)
        rows = exact_extract(found, counties, ["mean", "count"], include_cols=["ws_id"], output="pandas")
        rows = rows.set_index("ws_id").loc[table.ws_id]
        table[f"{name}_mean"] = rows["mean"].to_numpy()
        table[f"{name}_area_m2"] = rows["count"].to_numpy() * cell
    table.sort_values("ws_id").to_csv(out, index=False, float_format="%.12g")


if __name__ == "__main__":
    main(*sys.argv[1:])
