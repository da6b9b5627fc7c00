"""The optimum of the market by an independent solver (Clarabel, all rows at once), from the tables alone.

    python3 check_market.py            pip install clarabel==0.11.1 scipy

Per source e + sum a - sum y = E; per account e - b/rho + s - x <= Q; s <= share x Q; e <= cap; per pool and zone
buys - sells + outflow - inflow - reserve <= 0, no inflow into Taiyuan; T e <= limit - background with the distance decay of scenario.yaml.
"""
import csv
import math
import pathlib
import re
import sys
from collections import defaultdict

import clarabel
import numpy
from scipy.sparse import coo_matrix, csc_matrix

from derive import disc, distance_km, AIR, DECAY_KM, FLOOR, NEAREST_KM

FEE = 0.0075  # each side, of the floor price
FOLDER = pathlib.Path(__file__).resolve().parent.parent
TEXT = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")


def numbers(key):
    """The map of numbers that stands under a key of scenario.yaml."""
    body = re.search(rf"^ +{key}: \{{(.*)\}}$", TEXT, re.M).group(1)
    return {name: float(value) for name, value in re.findall(r"(\w+): ([\d.]+)", body)}


def read(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Programme:
    """min c x + x q x / 2, 0 <= x <= upper, rows (terms, right) equal or at most."""

    def __init__(self):
        self.cost, self.slope, self.upper, self.equal, self.most = [], [], [], [], []

    def column(self, cost, upper, slope=0.0):
        self.cost.append(cost)
        self.slope.append(slope)
        self.upper.append(upper)
        return len(self.cost) - 1

    def solve(self):
        # Columns without room leave the programme: an interior point needs some.
        free = [index for index, upper in enumerate(self.upper) if upper > 0]
        place, n = {index: position for position, index in enumerate(free)}, len(free)
        # Columns as parts of their upper limits: masses range over six decades.
        scale = numpy.array([self.upper[index] for index in free])
        kept = lambda rows: [(left, right) for terms, right in rows
                             if (left := [(place[j], v) for j, v in terms if j in place])]
        equal, most = kept(self.equal), kept(self.most)
        rows = equal + most
        rows += [([(position, 1.0)], self.upper[index]) for position, index in enumerate(free)]
        rows += [([(position, -1.0)], 0.0) for position in range(n)]
        row, column, value = zip(*[(index, j, v) for index, (terms, _) in enumerate(rows) for j, v in terms])
        matrix = coo_matrix((numpy.array(value) * scale[list(column)], (row, column)), shape=(len(rows), n)).tocsc()
        right = numpy.array([right for _, right in rows], dtype=float)
        size = numpy.maximum(abs(matrix).max(axis=1).toarray().ravel(), 1e-12)
        matrix, right = csc_matrix(matrix.multiply(1 / size[:, None])), right / size
        cost = numpy.array(self.cost)[free] * scale / 1e6
        quadratic = csc_matrix((numpy.array(self.slope)[free] * scale * scale / 1e6, (range(n), range(n))), shape=(n, n))
        cones = [clarabel.ZeroConeT(len(equal)), clarabel.NonnegativeConeT(len(rows) - len(equal))]
        settings = clarabel.DefaultSettings()
        settings.verbose, settings.tol_gap_rel, settings.tol_feas, settings.max_iter = False, 1e-10, 1e-10, 500
        answer = clarabel.DefaultSolver(quadratic, cost, matrix, right, cones, settings).solve()
        return str(answer.status), answer.obj_val * 1e6


def effects():
    """(receptor, region) -> exp(-d / length), as the block `dispersion` computes it."""
    result = {}
    for region in read("regions.csv"):
        points = list(disc(float(region["longitude"]), float(region["latitude"]), float(region["area_km2"])))
        for station in read("quota_receptors.csv"):
            place = float(station["longitude"]), float(station["latitude"])
            total = sum(math.exp(-max(NEAREST_KM, distance_km(point, place)) / DECAY_KM) for point in points)
            result[station["receptor"], region["region"]] = total / len(points)
    return result


def build(trade=True, receptors=True):
    model, emission, accounts = Programme(), defaultdict(list), defaultdict(list)
    floor, zone = FLOOR, {row["region"]: row["zone"] for row in read("quota_zones.csv")}
    missed = {(row["region"], row["standard"]) for row in read("attainment.csv") if row["met"] == "no"}
    steps, projects = defaultdict(list), defaultdict(list)
    key = lambda row: (row["region"], row["pollutant"], row["sector"])
    for row in read("quota_measures.csv"):
        steps[key(row)].append(row)
    for row in read("quota_projects.csv"):
        projects[key(row)].append(row)
    natural = {}
    for row in read("quota_sources.csv"):
        baseline, grown = float(row["baseline_t"]), sum(float(p["maximum_t"]) for p in projects[key(row)])
        level = model.column(0, min(baseline + grown, float(row["emission_cap_t"])))
        natural[level] = baseline + grown
        emission[row["region"], row["pollutant"]].append(level)
        accounts[row["region"], row["pollutant"], row["pool"]].append((row, level))
        terms = [(level, 1.0)]
        for step in steps[key(row)]:
            terms.append((model.column(float(step["cost_yuan_per_t"]), float(step["maximum_t"]),
                                       float(step["slope_yuan_per_t2"])), 1.0))
        for project in projects[key(row)]:
            terms.append((model.column(-float(project["value_yuan_per_t"]), float(project["maximum_t"])), -1.0))
        model.equal.append((terms, baseline))
    pools, supply = defaultdict(list), defaultdict(float)
    for (region, pollutant, pool), members in accounts.items():
        quota = sum(float(row["quota_t"]) for row, _ in members)
        sold = sum(float(row["quota_t"]) * float(row["tradable_share"]) for row, _ in members)
        need, ratio = sum(natural[level] for _, level in members), 1.0
        if (pollutant in AIR and (region, "pm25") in missed) or (pollutant == "nox" and (region, "o3") in missed):
            ratio = 2
        cost = FEE * floor[pollutant]
        buy, sell = model.column(cost, ratio * need if trade else 0), model.column(cost, sold if trade else 0)
        short = model.column(200000, need)
        model.most.append(([(level, 1) for _, level in members] + [(buy, -1 / ratio), (sell, 1), (short, -1)], quota))
        pools[pollutant, pool, zone[region]] += [(buy, 1), (sell, -1)]
        supply[pollutant, pool] += sold
    reserve, price, drawn = numbers("reserve"), numbers("reserve_price"), defaultdict(list)
    arcs = re.findall(r"from: (\w+), to: (\w+)", TEXT)
    for (pollutant, pool, name), terms in list(pools.items()):
        column = model.column(price[pollutant], reserve[pollutant] if trade else 0)
        terms.append((column, -1))
        drawn[pollutant].append((column, 1))
        for source, target in arcs:
            if source == name and target != "taiyuan" and (pollutant, pool, target) in pools and trade:
                flow = model.column(0, supply[pollutant, pool] + reserve[pollutant])
                terms.append((flow, 1))
                pools[pollutant, pool, target].append((flow, -1))
    model.most += [(terms, 0) for terms in pools.values()]
    model.most += [(terms, reserve[pollutant]) for pollutant, terms in drawn.items()]
    if receptors:
        strength, effect = numbers("strength"), effects()
        for station in read("quota_receptors.csv"):
            terms = [(level, strength[pollutant] * effect[station["receptor"], region])
                     for (region, pollutant), levels in emission.items() if pollutant in strength for level in levels]
            model.most.append((terms, float(station["limit_ug_m3"]) - float(station["background_ug_m3"])))
    return model


if __name__ == "__main__":
    for trade, receptors in [(True, True), (False, True), (True, False), (False, False)]:
        status, value = build(trade, receptors).solve()
        print(f"{'trade' if trade else 'no trade'}, {'station limits' if receptors else 'no station limits'}: "
              f"{value:,.0f} yuan a year ({status})")
    sys.exit(0)
