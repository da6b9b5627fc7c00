#!/usr/bin/env python3
"""True area of each class of a raster in degrees on WGS 84, m2, apart from the engine: RASTER.

One count of classes a row, times the closed formula of the row's cells. The benchmark `world_classes RASTER rows` gives
the same by squares of 30 degrees; summed by class they agree.
"""
import sys

import numpy
import rasterio
from rasterio.windows import Window

from shanxi_reference import zone_area

with rasterio.open(sys.argv[1]) as source:
    edges = zone_area(source.transform.f + numpy.arange(source.height + 1) * source.transform.e)
    area = -numpy.diff(edges) * numpy.radians(source.transform.a)
    totals = numpy.zeros(256)
    for first in range(0, source.height, 512):
        rows = source.read(1, window=Window(0, first, source.width, min(512, source.height - first)))
        for offset, row in enumerate(rows):
            totals += numpy.bincount(row, minlength=256) * area[first + offset]
for code in numpy.nonzero(totals)[0]:
    print(code, repr(float(totals[code])))
