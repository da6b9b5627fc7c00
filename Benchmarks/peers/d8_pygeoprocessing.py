#!/usr/bin/env python3
"""Pit filling, D8 directions and accumulation by pygeoprocessing, the library under InVEST: GRID OUT."""
import os
import sys

import pygeoprocessing.routing as routing

grid, out = sys.argv[1:3]
os.makedirs(out, exist_ok=True)
dem, filled, direction = (grid + "/dem.tif", 1), out + "/filled.tif", out + "/direction.tif"
routing.fill_pits(dem, filled, working_dir=out)
routing.flow_dir_d8((filled, 1), direction, working_dir=out)
routing.flow_accumulation_d8((direction, 1), out + "/accumulation.tif")
