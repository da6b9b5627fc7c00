#!/usr/bin/env python3
"""Times sweeps beside one process a run, calls of the library, and empty tasks of Dask.

    sweeps_side_by_side.py [--rounds 3] [--runs 10000] [--ecocomp PROGRAM] [--python PYTHON] [--out RESULTS]
                           [--only PART ...]

Parts: `sweep` (each case with --runs runs on one and on two threads, and `ecocomp run` as often as --processes says),
`memory` (one case with ten times the runs), `library` (calls of a Python that has the package, $ECOCOMP_LIBRARY naming
the library), `dask` (a thousand empty tasks). Rounds take the programs in turn. CPU seconds are user + system time of
a process with all it starts; of the library those of the calls alone.
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


class Case(NamedTuple):
    name: str
    scenario: str
    path: str
    low: float
    high: float
    unit: str

    def value(self, share: float) -> str:
        return f"{self.low + (self.high - self.low) * share:.6f} {self.unit}".strip()

    @property
    def vary(self) -> str:
        return f"{self.path}=uniform({self.low:g}, {self.high:g}) {self.unit}".strip()


CASES = [
    Case("share of the pool", "shanxi_counties", "compensation.schemes.monthly.pool_share", 0.6, 1, ""),
    Case("cap of a county", "shanxi_counties", "compensation.schemes.monthly.payment_cap", 200, 900, "万元"),
    Case("price of carbon", "taixin", "accounts.indicators.carbon_fixation.carbon_price.amount", 20, 120, "CNY/t"),
]

CALLS = """
import json, sys, time
import ecocomp
scenario, path, low, high, unit, calls, geodata = json.loads(sys.argv[1])
with ecocomp.Model(scenario, geodata=geodata or None) as model:
    model.run({path: f"{low} {unit}".strip()})
    before = time.process_time()
    for call in range(calls):
        model.run({path: f"{low + (high - low) * call / calls:.6f} {unit}".strip()})
    print(time.process_time() - before)
"""

TASKS = """
import time
from distributed import Client, LocalCluster
from ecocomp import cluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as local, \\
            Client(local) as client:
        cluster.spread(client, str, list(range(100)), name="warm")
        before = time.process_time()
        cluster.spread(client, str, list(range(1000)), name="empty")
        print(time.process_time() - before)
"""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=10)
    parser.add_argument("--calls", type=int, default=1_000)
    parser.add_argument("--ecocomp", type=Path, default=CHECKOUT / ".build" / "release" / "ecocomp")
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--only", nargs="+", default=["sweep", "memory", "library", "dask"])
    parser.add_argument("--out", type=Path, help="file of results in which the rows are kept")
    return parser.parse_args()


class Times:
    """What the rounds of one program took."""

    def __init__(self) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []
        self.peak = 0

    def add(self, cpu: float, wall: float, peak: int = 0) -> None:
        self.cpu.append(cpu)
        self.wall.append(wall)
        self.peak = max(self.peak, peak)

    def row(self, subject: str, program: str, size: str) -> dict[str, Any]:
        row: dict[str, Any] = {
            "subject": subject, "program": program, "size": size, "runs": len(self.cpu),
            "cpu_median": round(statistics.median(self.cpu), 3), "cpu_min": round(min(self.cpu), 3),
            "cpu_max": round(max(self.cpu), 3), "wall_median": round(statistics.median(self.wall), 3)}
        return row | ({"peak_bytes": self.peak} if self.peak else {})


def timed(command: list[Any], times: Times) -> None:
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], cwd=CHECKOUT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{errors.decode(errors='replace')[-2000:]}")
    times.add(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss * 1024)


def printed(python: Path, code: str, times: Times, *words: str) -> None:
    """Runs Python code that prints the seconds it counts."""
    start = time.monotonic()
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(code)
        file.flush()
        done = subprocess.run([str(python), "-W", "ignore", file.name, *words], cwd=CHECKOUT, capture_output=True,
                              text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"failed: {python}\n{done.stderr[-2000:]}")
    times.add(float(done.stdout.split()[-1]), time.monotonic() - start)


class Rounds:
    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.found: dict[tuple[str, str, str], Times] = {}

    def times(self, subject: str, program: str, size: str) -> Times:
        return self.found.setdefault((subject, program, size), Times())

    def sweep(self, case: Case, runs: int, jobs: int) -> None:
        shutil.rmtree(self.folder / "sweep", ignore_errors=True)
        command = [self.options.ecocomp, "sweep", f"Scenarios/{case.scenario}", "--vary", case.vary, "--sample",
                   "random", "--n", runs, "--seed", 1, "--jobs", jobs, "--quiet", "--out", self.folder / "sweep"]
        timed(command, self.times(case.scenario, f"{case.name}: sweep --jobs {jobs}", f"{runs} runs"))

    def processes(self, case: Case) -> None:
        count = self.options.processes
        all_of_them = Times()
        for number in range(count):
            shutil.rmtree(self.folder / "run", ignore_errors=True)
            timed([self.options.ecocomp, "run", f"Scenarios/{case.scenario}", "--set",
                   f"{case.path}={case.value(number / count)}", "--quiet", "--jobs", 1, "--out",
                   self.folder / "run"], all_of_them)
        self.times(case.scenario, f"{case.name}: a process for each run", f"{count} runs").add(
            sum(all_of_them.cpu), sum(all_of_them.wall), all_of_them.peak)

    def calls(self, case: Case, geodata: str) -> None:
        words = json.dumps([f"Scenarios/{case.scenario}", case.path, case.low, case.high, case.unit,
                            self.options.calls, geodata])
        printed(self.options.python, CALLS,
                self.times(case.scenario, f"{case.name}: calls of the library", f"{self.options.calls} runs"), words)

    def geodata(self, case: Case) -> str:
        """What the library needs of a scenario with rasters; empty where there is none."""
        if "rasters" not in os.listdir(CHECKOUT / "Scenarios" / case.scenario):
            return ""
        file = self.folder / f"{case.scenario}.json"
        timed([self.options.ecocomp, "geodata", f"Scenarios/{case.scenario}", "--out", file], Times())
        return str(file)


def main() -> None:
    options = arguments()
    own = measurements.sitting({options.python: ("numpy", "pandas", "distributed")})
    with tempfile.TemporaryDirectory() as name:
        rounds = Rounds(options, Path(name))
        geodata = {case: rounds.geodata(case) for case in CASES} if "library" in options.only else {}
        for _ in range(options.rounds):
            for case in CASES:
                if "sweep" in options.only:
                    rounds.processes(case)
                    for jobs in (1, 2):
                        rounds.sweep(case, options.runs, jobs)
                if "library" in options.only:
                    rounds.calls(case, geodata[case])
            if "dask" in options.only:
                printed(options.python, TASKS, rounds.times("dask", "empty tasks on two workers", "1000 tasks"))
        if "memory" in options.only:
            rounds.sweep(CASES[0], 10 * options.runs, 2)
    rows = [times.row(*key[:2], key[2]) for key, times in rounds.found.items()]
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    if options.out:
        measurements.keep(options.out, own, rows)


if __name__ == "__main__":
    main()
