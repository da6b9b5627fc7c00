"""Writes the files of this scenario: sums by county and land-cover class, and a grid that holds nothing else.

    python3 derive.py DATA_FOLDER        counties_and_classes.csv from the shared rasters and outlines, then the rest
    python3 derive.py                    the rest alone, from counties_and_classes.csv and ../shanxi_market

The outlines of the counties may not be passed on. What follows from them may: how much of every class a county has, and
how much rain, evapotranspiration and growth there is on it. All figures of the account are linear in these four, so a
grid with one cell for every county and class gives the same account as the rasters themselves. Each county is a tile of
such cells; its outline is one square in each cell, as large as the class is in the county. Tiles stand in rows from
north to south, in a row from west to east: an order, not places.

Shares of cells come from exactextract, cell areas from the closed formula of the ellipsoidal zone, resampling,
evapotranspiration and growth from numpy, as in `Benchmarks/peers/shanxi_reference.py`. The same input gives the same
bytes. Needs the packages of requirements.txt.
"""
import csv
import importlib.util
import json
import math
import pathlib
import shutil
import sys

import numpy
import pandas
from pyproj import CRS, Transformer

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent
SCENARIOS = OUT.parent
SUMS = "counties_and_classes.csv"
# Column of the sums, file of the layer, digits.
LAYERS = {"class": ("land_cover_igbp", 0), "precipitation_mm": ("precipitation_mm", 4),
          "evapotranspiration_mm": ("evapotranspiration_mm", 4), "npp_g_m2": ("npp_dry_matter_g_m2", 4)}
TILES_IN_A_ROW = 9
NODATA = -9999
EQUAL_AREA = CRS.from_epsg(6933)


def reference():
    """The recomputation beside the engine, whose parts are used here."""
    path = SCENARIOS.parent / "Benchmarks/peers/shanxi_reference.py"
    spec = importlib.util.spec_from_file_location("shanxi_reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def miami(rain, warmth):
    """Net primary production by the Miami model (Lieth 1975), g of dry matter per m2 and year."""
    return numpy.minimum(3000 / (1 + numpy.exp(1.315 - 0.119 * warmth)), 3000 * (1 - numpy.exp(-0.000664 * rain)))


# -------- Sums by county and class
def sums(data):
    """Area of every class in every county, and the means of the layers over it."""
    own = reference()
    classes, rain, warmth, shares = own.stack(data)
    layers = {"precipitation_mm": rain, "evapotranspiration_mm": own.turc(rain, warmth),
              "npp_g_m2": miami(rain, warmth)}
    frames = []
    for code, cells, weight in shares:
        area = weight / 1e6
        frame = pandas.DataFrame({"region": code, "class": classes[cells], "area_km2": area})
        for name, layer in layers.items():
            frame[name] = layer.ravel()[cells] * area
        frames.append(frame[(frame["class"] != 255) & (frame.area_km2 > 0)])
    table = pandas.concat(frames).groupby(["region", "class"], as_index=False).sum()
    for name in layers:
        table[name] /= table.area_km2
    return table


def write_sums(table):
    text = table.copy()
    text["area_km2"] = text.area_km2.map("{:.6f}".format)
    for name, (_, digits) in LAYERS.items():
        if name != "class":
            text[name] = text[name].map(f"{{:.{digits}f}}".format)
    # What rounds to nothing is a sliver of a border.
    text[text.area_km2.astype(float) > 0].to_csv(OUT / SUMS, index=False, lineterminator="\n")


# -------- The grid
class Grid:
    """Tiles of square cells, and where every county and class lies in them."""

    def __init__(self, table, regions):
        self.side = math.ceil(math.sqrt(table.groupby("region").size().max()))
        self.cell = math.ceil(math.sqrt(table.area_km2.max())) * 1000
        order = regions.sort_values("latitude", ascending=False).region.tolist()
        west_to_east = regions.set_index("region").longitude
        self.tiles = {}
        for row, start in enumerate(range(0, len(order), TILES_IN_A_ROW)):
            own = sorted(order[start:start + TILES_IN_A_ROW], key=west_to_east.get)
            self.tiles |= {region: (row, column) for column, region in enumerate(own)}
        self.rows = self.side * (1 + max(row for row, _ in self.tiles.values()))
        self.columns = self.side * TILES_IN_A_ROW
        self.west = -self.columns * self.cell / 2
        self.north = self.rows * self.cell / 2

    def place(self, region, number):
        """Row and column of the cell of a county's class, by its number among them."""
        row, column = self.tiles[region]
        return row * self.side + number // self.side, column * self.side + number % self.side

    def square(self, row, column, area):
        """Corners of a square of so many km2 in the middle of a cell, metres, as GeoJSON winds them."""
        x = self.west + (column + 0.5) * self.cell
        y = self.north - (row + 0.5) * self.cell
        half = math.sqrt(area) * 500
        return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half),
                (x - half, y - half)]


def write_layer(grid, name, digits, values):
    lines = [f"ncols {grid.columns}", f"nrows {grid.rows}", f"xllcorner {grid.west:.0f}",
             f"yllcorner {-grid.north:.0f}", f"cellsize {grid.cell}", f"NODATA_value {NODATA}"]
    for row in range(grid.rows):
        cells = [values.get((row, column)) for column in range(grid.columns)]
        lines.append(" ".join(str(NODATA) if cell is None else f"{cell:.{digits}f}" for cell in cells))
    folder = OUT / "rasters"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.asc").write_text("\n".join(lines) + "\n")
    (folder / f"{name}.prj").write_text(EQUAL_AREA.to_wkt("WKT1_ESRI") + "\n")


def write_outlines(grid, squares):
    degrees = Transformer.from_crs(EQUAL_AREA, "EPSG:4326", always_xy=True)
    features = []
    for region, corners in sorted(squares.items()):
        polygons = [[[[round(value, 9) for value in degrees.transform(*corner)] for corner in ring]]
                    for ring in corners]
        features.append(json.dumps({
            "type": "Feature", "properties": {"region": region},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons}}, separators=(",", ":")))
    attribution = {
        "en": "No places: squares as large as each land-cover class is in a county",
        "zh": "非地理边界：方块面积为各地类在县内的面积",
    }
    (OUT / "outlines.geojson").write_text(
        '{"type":"FeatureCollection","attribution":' + json.dumps(attribution, ensure_ascii=False, separators=(",", ":"))
        + ',"features":[\n' + ",\n".join(features) + "\n]}\n", encoding="utf-8")


def write_grid(table, regions):
    grid = Grid(table, regions)
    layers = {name: {} for name in LAYERS}
    squares = {}
    for region, own in table.groupby("region"):
        for number, row in enumerate(own.to_dict("records")):
            place = grid.place(region, number)
            for name in LAYERS:
                layers[name][place] = row[name]
            squares.setdefault(region, []).append(grid.square(*place, row["area_km2"]))
    for name, (file, digits) in LAYERS.items():
        write_layer(grid, file, digits, layers[name])
    write_outlines(grid, squares)


# -------- Tables of the market of the province
def write_emissions():
    """All sectors of a county together; the market's tables say how each came about."""
    rows = pandas.read_csv(SCENARIOS / "shanxi_market/quota_sources.csv", dtype={"region": str})
    rows["pollutant"] = rows.pollutant.replace("industrial_dust", "dust")
    rows = rows[rows.pollutant.isin(["so2", "nox", "dust"])]
    found = rows.groupby(["region", "pollutant"]).agg(t=("baseline_t", "sum"), sectors=("sector", list))
    with open(OUT / "emissions.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["region", "pollutant", "emission_t", "status", "note"])
        for (region, pollutant), own in found.iterrows():
            note = "shanxi_market/quota_sources.csv: " + " + ".join(sorted(own.sectors))
            writer.writerow([region, pollutant, f"{own.t:.1f}", "assumed", note])


def main():
    if len(sys.argv) > 1:
        write_sums(sums(pathlib.Path(sys.argv[1])))
    shutil.copy(SCENARIOS / "shanxi_market/regions.csv", OUT / "regions.csv")
    regions = pandas.read_csv(OUT / "regions.csv", dtype={"region": str})
    write_grid(pandas.read_csv(OUT / SUMS, dtype={"region": str}), regions)
    write_emissions()


if __name__ == "__main__":
    main()
