#!/usr/bin/env python3
"""compare_sediment.py GRID MODEL TABLE RUN : cells and counties of a run against InVEST's.

GRID     folder of the generated grid (counties.tif)
MODEL    workspace of run_invest.py sdr or sdr_d8 on that grid
TABLE    its county table, expected/*_sdr.csv
RUN      run folder of `ecocomp run` with the rasters of sediment_delivery
"""
import csv
import sys

import numpy as np
import rasterio

PAIRS = [
    ("erosion", "usle", "usle_tot"), ("export", "sed_export", "sed_export"),
    ("deposition", "sed_deposition", "sed_dep"), ("avoided_export", "avoided_export", "avoid_exp"),
    ("avoided_erosion", "avoided_erosion", "avoid_eros"),
]


def read(path):
    with rasterio.open(path) as data:
        cells, nodata = data.read(1), data.nodata
        area = abs(data.transform.a * data.transform.e)
    missing = np.isnan(cells) if nodata is None or np.isnan(nodata) else cells == cells.dtype.type(nodata)
    return np.where(missing, np.nan, cells.astype(float)), area


def main(grid, model, table, run):
    counties = rasterio.open(f"{grid}/counties.tif").read(1)
    count = int(counties.max())
    rows = {int(row["ws_id"]): row for row in csv.DictReader(open(table))}
    for ours, theirs, column in PAIRS:
        answer, area = read(f"{model}/{theirs}.tif")
        own, _ = read(f"{run}/rasters/sediment_delivery.{ours}_t_per_ha.tif")
        both = ~np.isnan(answer) & ~np.isnan(own)
        gap = np.abs(own[both] - answer[both])
        share = gap / np.maximum(np.abs(answer[both]), 1e-12)
        large = np.abs(answer[both]) > 1e-3
        sums = np.bincount(counties[~np.isnan(own)], own[~np.isnan(own)], count + 1)[1:] * area / 1e4
        told = np.array([float(rows[number][column] or "nan") for number in range(1, count + 1)])
        known = ~np.isnan(told) & (told != 0)
        ratio = sums[known] / told[known] - 1
        print(
            f"{ours:16s} only theirs {np.sum(~np.isnan(answer) & np.isnan(own))}"
            f" | cells: most {gap.max():.2e} t/ha, share {share[large].max():.2e},"
            f" above 1e-4: {np.sum(share[large] > 1e-4)} of {large.sum()}"
            f" | counties: most {np.abs(ratio).max():.2e}, mean {ratio.mean():.1e}")


main(*sys.argv[1:])
