#!/usr/bin/env python3
"""Times sweeps beside one process a run, calls of the library, and empty tasks of Dask.

    sweeps_side_by_side.py [--rounds 3] [--runs 10000] [--ecocomp PROGRAM] [--python PYTHON] [--out RESULTS]
                           [--only PART ...] [--case WORDS ...]

Parts: `sweep` (each case with --runs runs on --jobs threads), `processes` (`ecocomp run` with its report, as often as
--processes says), `library` (calls of a Python that has the package; $ECOCOMP_LIBRARY names the library), `memory`
(one case with a tenth, once, ten and fifty times the runs), `dask` (a thousand empty tasks). Rounds take the programs in
turn.
CPU seconds are user + system time of a process with all it starts; of the library and of Dask those of the calls alone.
`count` in a row is how many runs, calls or tasks the figures are of. `Benchmarks/tables.py` writes the tables of
docs/performance-sweeps.md from the rows that `--out results/sweeps.json` keeps.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import measurements

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
PARTS = ["sweep", "processes", "library", "memory", "dask"]


class Case(NamedTuple):
    subject: str
    scenario: str
    path: str
    low: float
    high: float
    unit: str = ""
    # Of the runs asked for: what takes a thousand times as long is done less often.
    share: float = 1

    def value(self, share: float) -> str:
        return f"{self.low + (self.high - self.low) * share:.6f} {self.unit}".strip()

    @property
    def vary(self) -> str:
        return f"{self.path}=uniform({self.low:g}, {self.high:g}) {self.unit}".strip()

    def runs(self, asked: int) -> int:
        return max(1, round(asked * self.share))


INDICATORS = "accounts.indicators"
MONTHLY = "compensation.schemes.monthly"
CASES = [
    Case("117 counties, account: price of carbon", "shanxi_account",
         f"{INDICATORS}.carbon_fixation.carbon_price.amount", 20, 120, "CNY/t"),
    Case("117 counties, account: growth that stays in forests", "shanxi_account",
         f"{INDICATORS}.carbon_fixation.ratios.forest", 0.1, 0.3),
    Case("117 counties, payments: share of the pool", "shanxi_counties", f"{MONTHLY}.pool_share", 0.6, 1),
    Case("117 counties, payments: cap of a county", "shanxi_counties", f"{MONTHLY}.payment_cap", 200, 900, "万元"),
    Case("117 counties, payments: weight of PM2.5", "shanxi_counties", f"{MONTHLY}.indicators[1].weight", 0.5, 1.5),
    Case("117 counties, market: fee", "shanxi_market", "quota.fee_rate", 0, 0.02, share=0.002),
    Case("12 counties, account: price of carbon", "taixin", f"{INDICATORS}.carbon_fixation.carbon_price.amount",
         20, 120, "CNY/t"),
    Case("2 counties, account: price of carbon", "reference/two_counties",
         f"{INDICATORS}.carbon_fixation.carbon_price.amount", 20, 120, "CNY/t"),
]

CALLS = """
import json, sys, time
import ecocomp
scenario, path, low, high, unit, calls, geodata = json.loads(sys.argv[1])
with ecocomp.Model(scenario, geodata=geodata or None) as model:
    model.run({path: f"{low} {unit}".strip()})
    values = [f"{low + (high - low) * call / calls:.6f} {unit}".strip() for call in range(calls)]
    cpu, wall = time.process_time(), time.perf_counter()
    for value in values:
        model.run({path: value})
    print(time.process_time() - cpu, time.perf_counter() - wall)
"""

TASKS = """
import time
from distributed import Client, LocalCluster
from ecocomp import cluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as local, \\
            Client(local) as client:
        cluster.spread(client, str, list(range(100)), name="warm")
        cpu, wall = time.process_time(), time.perf_counter()
        cluster.spread(client, str, list(range(1000)), name="empty")
        print(time.process_time() - cpu, time.perf_counter() - wall)
"""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[2])
    parser.add_argument("--processes", type=int, default=10)
    parser.add_argument("--calls", type=int, default=1_000)
    parser.add_argument("--ecocomp", type=Path, default=CHECKOUT / ".build" / "release" / "ecocomp")
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--case", nargs="+", default=[""], help="only cases that begin with one of these words")
    parser.add_argument("--out", type=Path, help="file of results in which the rows are kept")
    return parser.parse_args()


class Times:
    """What the rounds of one program took."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.cpu: list[float] = []
        self.wall: list[float] = []
        self.peak = 0

    def add(self, cpu: float, wall: float, peak: int = 0) -> None:
        self.cpu.append(cpu)
        self.wall.append(wall)
        self.peak = max(self.peak, peak)

    def row(self, subject: str, program: str, size: str) -> dict[str, Any]:
        row: dict[str, Any] = {
            "subject": subject, "program": program, "size": size, "count": self.count, "runs": len(self.cpu),
            "cpu_median": round(statistics.median(self.cpu), 3), "cpu_min": round(min(self.cpu), 3),
            "cpu_max": round(max(self.cpu), 3), "wall_median": round(statistics.median(self.wall), 3),
            "wall_min": round(min(self.wall), 3)}
        return row | ({"peak_bytes": self.peak} if self.peak else {})


def timed(command: list[Any], times: Times) -> None:
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], cwd=CHECKOUT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{errors.decode(errors='replace')[-2000:]}")
    times.add(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss * 1024)


def printed(python: Path, code: str, times: Times, *words: str) -> None:
    """Runs Python code that prints the seconds it counts: of CPU, and by the clock."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(code)
        file.flush()
        done = subprocess.run([str(python), "-W", "ignore", file.name, *words], cwd=CHECKOUT, capture_output=True,
                              text=True, check=False, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    if done.returncode != 0:
        sys.exit(f"failed: {python}\n{done.stderr[-2000:]}")
    cpu, wall = map(float, done.stdout.splitlines()[-1].split())
    times.add(cpu, wall)


class Rounds:
    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.found: dict[tuple[str, str, str], Times] = {}

    def times(self, subject: str, program: str, count: int, of: str = "runs") -> Times:
        return self.found.setdefault((subject, program, f"{count} {of}"), Times(count))

    def sweep(self, case: Case, runs: int, jobs: int) -> None:
        out = self.folder / "sweep"
        shutil.rmtree(out, ignore_errors=True)
        command = [self.options.ecocomp, "sweep", f"Scenarios/{case.scenario}", "--vary", case.vary, "--sample",
                   "random", "--n", runs, "--seed", 1, "--jobs", jobs, "--quiet", "--out", out]
        timed(command, self.times(case.subject, f"sweep, {jobs} thread{'s' if jobs > 1 else ''}", runs))
        if (out / "failures.csv").exists():
            sys.exit(f"{case.subject}: runs failed, as {out}/failures.csv says")

    def processes(self, case: Case) -> None:
        count = max(3, case.runs(self.options.processes))
        all_of_them = Times(count)
        for number in range(count):
            shutil.rmtree(self.folder / "run", ignore_errors=True)
            timed([self.options.ecocomp, "run", f"Scenarios/{case.scenario}", "--set",
                   f"{case.path}={case.value(number / count)}", "--quiet", "--jobs", 1, "--out",
                   self.folder / "run"], all_of_them)
        self.times(case.subject, "a process for each run", count).add(
            sum(all_of_them.cpu), sum(all_of_them.wall), all_of_them.peak)

    def calls(self, case: Case, geodata: str) -> None:
        calls = case.runs(self.options.calls)
        words = json.dumps([f"Scenarios/{case.scenario}", case.path, case.low, case.high, case.unit, calls, geodata])
        printed(self.options.python, CALLS, self.times(case.subject, "Model.run in Python", calls), words)

    def geodata(self, case: Case) -> str:
        """What the library needs of a scenario with rasters; empty where there is none."""
        if "rasters" not in os.listdir(CHECKOUT / "Scenarios" / case.scenario):
            return ""
        file = self.folder / f"{case.scenario.replace('/', '-')}.json"
        if not file.exists():
            timed([self.options.ecocomp, "geodata", f"Scenarios/{case.scenario}", "--out", file], Times(1))
        return str(file)

    def one(self, cases: list[Case]) -> None:
        only = self.options.only
        for case in cases:
            if "processes" in only:
                self.processes(case)
            for jobs in self.options.jobs if "sweep" in only else []:
                self.sweep(case, case.runs(self.options.runs), jobs)
            if "library" in only:
                self.calls(case, self.geodata(case))
        if "dask" in only:
            printed(self.options.python, TASKS, self.times("Dask", "empty tasks on two workers", 1000, "tasks"))


def main() -> None:
    options = arguments()
    own = measurements.sitting({options.python: ("numpy", "pandas", "distributed")})
    cases = [case for case in CASES if case.subject.startswith(tuple(options.case))]
    with tempfile.TemporaryDirectory() as name:
        rounds = Rounds(options, Path(name))
        for _ in range(options.rounds):
            rounds.one(cases)
        # Rows of the memory alone: the sweep of its size above may have other rounds.
        for factor in (0.1, 1, 10, 50) if "memory" in options.only else ():
            alone = cases[-1]._replace(subject=f"memory, {cases[-1].subject}")
            rounds.sweep(alone, round(factor * options.runs), 2)
    rows = [times.row(*key) for key, times in rounds.found.items()]
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    if options.out:
        measurements.keep(options.out, own, rows)


if __name__ == "__main__":
    main()
