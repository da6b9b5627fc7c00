"""Check the quota tables with independent solvers: a linear programme (scipy, HiGHS), or a quadratic one (Clarabel).

    python check_market.py SCENARIO_FOLDER [SEGMENTS]

Each measure whose cost rises is cut into SEGMENTS equal pieces, so the optimum lies a little above the convex
one (the error falls with SEGMENTS squared); with 0 the convex programme itself is solved. The model per source: e = E - sum a + sum y; e - b/rho + s <= Q;
s <= share x Q; e <= cap; pool per pollutant and zone; T e <= limit - background. Flow goes from taiyuan to xinzhou;
the last case opens the other direction too, and so tells what the one-way rule costs.
"""
import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import clarabel
import numpy
import pandas
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, identity, vstack

FEE = {"so2": 0.0075 * 18000, "nox": 0.0075 * 19000}


class Model:
    """Rows and columns of a linear programme, added one by one."""

    def __init__(self):
        self.slope = {}
        self.cost, self.bound, self.rows, self.label = [], [], {"le": [], "eq": []}, {"le": [], "eq": []}

    def column(self, cost, upper, slope=0.0):
        if slope:
            self.slope[len(self.cost)] = slope
        self.cost.append(cost)
        self.bound.append((0, upper))
        return len(self.cost) - 1

    def row(self, kind, label, terms, right):
        self.rows[kind].append((terms, right))
        self.label[kind].append(label)

    def matrix(self, kind):
        entries = [(index, column, value) for index, (terms, _) in enumerate(self.rows[kind]) for column, value in terms]
        row, column, value = zip(*entries)
        shape = (len(self.rows[kind]), len(self.cost))
        return coo_matrix((value, (row, column)), shape=shape).tocsr(), [right for _, right in self.rows[kind]]

    def solve(self):
        (upper, upper_right), (equal, equal_right) = self.matrix("le"), self.matrix("eq")
        if self.slope:
            return self.convex(upper, upper_right, equal, equal_right)
        return linprog(self.cost, upper, upper_right, equal, equal_right, self.bound, method="highs-ds")

    def convex(self, upper, upper_right, equal, equal_right):
        """Clarabel, in thousands of yuan; the answer has the members of linprog that are read here."""
        count, money = len(self.cost), 1e3
        curvature = coo_matrix(
            ([slope / money for slope in self.slope.values()], (list(self.slope), list(self.slope))), shape=(count, count))
        most = numpy.array([numpy.inf if limit is None else limit for _, limit in self.bound])
        bounded, unit = numpy.isfinite(most), identity(count, format="csr")
        rows = vstack([equal, upper, unit[bounded], -unit]).tocsc()
        right = numpy.concatenate([equal_right, upper_right, most[bounded], numpy.zeros(count)])
        settings = clarabel.DefaultSettings()
        settings.verbose, settings.tol_gap_rel, settings.tol_gap_abs, settings.tol_feas = False, 1e-13, 1e-7, 1e-11
        cones = [clarabel.ZeroConeT(len(equal_right)), clarabel.NonnegativeConeT(len(right) - len(equal_right))]
        answer = clarabel.DefaultSolver(
            curvature.tocsc(), numpy.array(self.cost) / money, rows, right, cones, settings).solve()
        x, first = numpy.array(answer.x), len(equal_right)
        duals = -money * numpy.array(answer.z)[first:first + len(upper_right)]
        status = 0 if str(answer.status) == "Solved" else 4
        rest = SimpleNamespace(marginals=duals, residual=numpy.array(upper_right) - upper @ x)
        return SimpleNamespace(status=status, message=str(answer.status), x=x, fun=answer.obj_val * money, ineqlin=rest)


def build(folder, segments, trade=True, receptors=True, one_way=True):
    types = {"region": str, "receptor": str}
    read = lambda name: pandas.read_csv(folder / name, dtype=types)
    sources, measures, projects = (read(f"quota_{name}.csv") for name in ("sources", "measures", "projects"))
    zone = read("quota_zones.csv").set_index("region").zone
    model, emission, buys, sells = Model(), defaultdict(list), defaultdict(list), defaultdict(list)
    accounts = defaultdict(list)
    for row in sources.itertuples():
        key = (row.region, row.pollutant, row.sector)
        level = model.column(0, row.emission_cap_t)
        emission[key[:2]].append(level)
        accounts[row.region, row.pollutant, row.pool].append((row, level))
        balance = [(level, 1.0)]
        for step in measures[(measures.region == key[0]) & (measures.pollutant == key[1]) & (measures.sector == key[2])].itertuples():
            if segments == 0:
                slope = step.slope_yuan_per_t2
                balance.append((model.column(step.cost_yuan_per_t, step.maximum_t, slope), 1.0))
                continue
            width = step.maximum_t / segments
            for piece in range(segments):
                cost = step.cost_yuan_per_t + step.slope_yuan_per_t2 * width * (piece + 0.5)
                balance.append((model.column(cost, width), 1.0))
        for project in projects[(projects.region == key[0]) & (projects.pollutant == key[1]) & (projects.sector == key[2])].itertuples():
            balance.append((model.column(-project.value_yuan_per_t, project.maximum_t), -1.0))
        model.row("eq", ("balance", key), balance, row.baseline_t)
    for key, members in accounts.items():
        pool = (key[1], zone[key[0]], key[2])
        first = members[0][0]
        may_buy = first.may_buy == "yes" and trade
        buy = model.column(FEE[key[1]], None if may_buy else 0)
        sell = model.column(FEE[key[1]], sum(r.tradable_share * r.quota_t for r, _ in members) if trade else 0)
        buys[pool].append((key, buy))
        sells[pool].append((key, sell))
        terms = [(level, 1) for _, level in members] + [(buy, -1 / first.replacement_ratio), (sell, 1)]
        model.row("le", ("quota", key), terms, sum(r.quota_t for r, _ in members))
    # Quota flows between pools that both have members: out of a pool without any it would come from nowhere.
    flows, back = {}, {}
    for pollutant, sort in sorted({(pool[0], pool[2]) for pool in buys}):
        both = all((pollutant, one, sort) in buys for one in ("taiyuan", "xinzhou"))
        flows[pollutant, sort] = model.column(0, None if trade and both else 0)
        back[pollutant, sort] = model.column(0, None if trade and both and not one_way else 0)
    for pool in sorted(buys):
        sign, kind = 1 if pool[1] == "taiyuan" else -1, (pool[0], pool[2])
        terms = [(column, 1) for _, column in buys[pool]] + [(column, -1) for _, column in sells[pool]]
        model.row("le", ("pool", pool), terms + [(flows[kind], sign), (back[kind], -sign)], 0)
    if receptors:
        matrix = read("source_receptor.csv")
        for station in read("quota_receptors.csv").itertuples():
            terms = [(level, row.ug_m3_per_t) for row in matrix[matrix.receptor == station.receptor].itertuples()
                     for level in emission[row.region, row.pollutant]]
            model.row("le", ("receptor", station.receptor), terms, station.limit_ug_m3 - station.background_ug_m3)
    return model, buys, sells, flows, emission


def describe(title, parts, detail):
    model, buys, sells, flows, emission = parts
    answer = model.solve()
    if answer.status != 0:
        print(f"{title}: {answer.message}")
        return
    x, dual = answer.x, -answer.ineqlin.marginals
    print(f"{title}: optimum {answer.fun:,.2f} yuan/a")
    if not detail:
        return
    for (kind, key), price, slack in zip(model.label["le"], dual, answer.ineqlin.residual):
        if kind == "pool":
            bought, sold = (sum(x[column] for _, column in side[key]) for side in (buys, sells))
            flow = x[flows[key[0], key[2]]]
            print(f"  pool {key}: bought {bought:.1f} t, sold {sold:.1f} t, flow to xinzhou {flow:.1f} t, price {price:,.0f} yuan/t")
        if kind == "receptor":
            print(f"  receptor {key}: slack {slack:.4f} ug/m3, shadow price {price:,.0f} yuan per ug/m3")
    for pool in sorted(buys):
        for sign, side in (("buys", buys), ("sells", sells)):
            text = ", ".join(f"{key[0]} {key[2]} {x[column]:.1f}" for key, column in side[pool] if x[column] > 1e-6)
            print(f"  {pool} {sign}: {text or '-'}")
    for pollutant in ("so2", "nox"):
        total = sum(x[column] for key, columns in emission.items() if key[1] == pollutant for column in columns)
        print(f"  emission of {pollutant} after: {total:.1f} t")


def main(arguments):
    folder, segments = Path(arguments[1]), int(arguments[2]) if len(arguments) > 2 else 20
    describe("trade, receptors", build(folder, segments), True)
    describe("trade, no receptors", build(folder, segments, receptors=False), False)
    describe("no trade, receptors", build(folder, segments, trade=False), False)
    describe("no trade, no receptors", build(folder, segments, trade=False, receptors=False), False)
    describe("trade both ways, receptors", build(folder, segments, one_way=False), False)


if __name__ == "__main__":
    main(sys.argv)
