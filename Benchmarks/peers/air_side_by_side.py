#!/usr/bin/env python3
"""Times this project and polars in turn on a year of hourly air data, and compares their annual figures.

    air_side_by_side.py FOLDER [--runs 5] [--ecocomp PROGRAM] [--polars PYTHON] [--out RESULTS]

FOLDER is a scenario of `../air/make_hours.py`. Every round runs, as whole processes: the floor (`cat`, and `wc -l`,
which looks at every byte), the digest that the run's provenance needs, `ecocomp run`, and `air_polars.py` under a
Python that has polars (`pip install polars` into an environment of its own). CPU seconds are user + system time of the
process as the kernel counts them. `ecocomp run` writes its tables, report and workbook besides, and makes the daily AQI,
which the peer does not.
"""
import argparse
import csv
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measurements

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
ITEMS = {
    "so2": "so2_ug_m3", "no2": "no2_ug_m3", "co": "co_mg_m3", "o3": "o3_ug_m3", "pm10": "pm10_ug_m3",
    "pm25": "pm25_ug_m3"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--ecocomp", type=Path, default=CHECKOUT / ".build" / "release" / "ecocomp")
    parser.add_argument("--polars", type=Path, default=Path(sys.executable), help="a Python with polars")
    parser.add_argument("--out", type=Path, help="file of results in which the rows are kept")
    return parser.parse_args()


def run(command):
    start = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{errors.decode(errors='replace')[-2000:]}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start,
        "peak": usage.ru_maxrss * 1024}


def ours(folder):
    """Figures of `air.csv` by region, pollutant and statistic."""
    figures = {}
    with open(folder / "air.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            statistic = "percentile" if re.fullmatch(r"percentile_\d+", row["statistic"]) else row["statistic"]
            if row["pollutant"] in ITEMS and statistic in ("mean", "percentile"):
                figures[row["region"], row["pollutant"], statistic] = float(row["value"])
                figures[row["region"], row["pollutant"], "days"] = float(row["valid_days"])
    return figures


def theirs(path):
    figures = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            for pollutant, column in ITEMS.items():
                for statistic in ("mean", "percentile", "days"):
                    if row[f"{column}_{statistic}"]:
                        figures[row["region"], pollutant, statistic] = float(row[f"{column}_{statistic}"])
    return figures


def compare(left, right):
    """Number of common figures and their largest relative difference; every figure of ours must be there."""
    missing = [key for key in left if key not in right]
    if missing or not left:
        sys.exit(f"{len(missing)} of {len(left)} figures have no counterpart, such as {missing[:3]}")
    worst = max(abs(value - right[key]) / max(1e-300, abs(value), abs(right[key])) if value != right[key] else 0.0
                for key, value in left.items())
    return len(left), worst


def main():
    options = arguments()
    sitting = measurements.sitting({options.polars: ("polars",)})
    table = options.folder / "hours.csv"
    scratch = Path(tempfile.mkdtemp(prefix="air-"))
    commands = {
        "cat": ["cat", table], "wc -l": ["wc", "-l", table], "sha256": ["openssl", "dgst", "-sha256", table],
        "ecocomp run --jobs 1": [options.ecocomp, "run", options.folder, "--jobs", "1", "--out", scratch / "one"],
        "ecocomp run --jobs 2": [options.ecocomp, "run", options.folder, "--jobs", "2", "--out", scratch / "two"],
        "polars, streaming": [options.polars, HERE / "air_polars.py", options.folder, scratch / "polars.csv"],
    }
    rounds = {name: [] for name in commands}
    try:
        for number in range(options.warmup + options.runs):
            for name, command in commands.items():
                for folder in ("one", "two"):
                    shutil.rmtree(scratch / folder, ignore_errors=True) if folder in str(command[-1]) else None
                measured = run(command)
                print(f"{name}: {measured['cpu']:.3f} s", file=sys.stderr, flush=True)
                if number >= options.warmup:
                    rounds[name].append(measured)
        identical = (scratch / "one" / "air.csv").read_bytes() == (scratch / "two" / "air.csv").read_bytes()
        count, worst = compare(ours(scratch / "two"), theirs(scratch / "polars.csv"))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    peer = [measured["cpu"] for measured in rounds["polars, streaming"]]
    size, kept = f"{table.stat().st_size / 1e6:.0f} MB", []
    print(f"{size}, {options.runs} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"{'':22} {'CPU s':>8} {'least':>8} {'most':>8} {'wall s':>8} {'MB':>7} {'polars / it':>12}")
    for name, results in rounds.items():
        cpu = [measured["cpu"] for measured in results]
        ratio = statistics.median(other / own for own, other in zip(cpu, peer)) if min(cpu) > 0 else math.nan
        peak = max(measured["peak"] for measured in results) / 1e6
        wall = statistics.median(measured["wall"] for measured in results)
        print(f"{name:22} {statistics.median(cpu):8.3f} {min(cpu):8.3f} {max(cpu):8.3f} {wall:8.2f} {peak:7.0f} "
              f"{ratio:12.1f}")
        kept.append({"subject": "hours_of_a_year", "program": name, "size": size, "runs": len(cpu),
                     "cpu_median": round(statistics.median(cpu), 4), "cpu_min": round(min(cpu), 4),
                     "cpu_max": round(max(cpu), 4), "wall_median": round(wall, 4), "peak_bytes": int(peak * 1e6)})
    if options.out:
        measurements.keep(options.out, sitting, kept)
    print(f"figures compared: {count}, largest relative difference {worst:.1e}; "
          f"air.csv of 1 and 2 jobs {'identical' if identical else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
