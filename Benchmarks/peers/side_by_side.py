#!/usr/bin/env python3
"""Times this project and its peers in turn, as whole processes, on a generated grid.

    side_by_side.py GRID [--subject ID ...] [--runs N] [--peers FOLDER] [--commands FOLDER] [--out RESULTS]

GRID is a folder made by `make_grid.py` of the folder of peers (default ../shared/peers beside the checkout), whose
`.venv-peers` its `setup.sh` makes. Every round runs each command of a subject once, so that a change of the machine's
speed meets all of them. CPU seconds are user + system time of the process and its children, as the kernel counts them.
`--out results/rasters.json` keeps the rows for `tables.py`.
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
from typing import Any

import measurements
from subjects import SUBJECTS, Command, Peers

CHECKOUT = Path(__file__).resolve().parents[2]
# GDAL loads OpenBLAS, whose threads wait for work that never comes and count as CPU: one for everybody, as the launcher
# of ours sets it.
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("grid", type=Path)
    parser.add_argument("--subject", action="append", choices=sorted(SUBJECTS))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--peers", type=Path, default=CHECKOUT.parent / "shared" / "peers")
    parser.add_argument("--commands", type=Path, default=CHECKOUT / "Benchmarks" / ".build" / "release",
                        help="folder of the program Benchmarks")
    parser.add_argument("--ecocomp", type=Path, default=CHECKOUT / ".build" / "release" / "ecocomp")
    parser.add_argument("--without", action="append", default=[], help="label of a command to leave out")
    parser.add_argument("--out", type=Path, help="file of results in which the rows are kept")
    return parser.parse_args()


def run(command: Command, scratch: Path) -> dict[str, float]:
    """CPU seconds, wall seconds and peak bytes of one process with all it starts."""
    log = open(scratch / "last.log", "wb")
    shutil.rmtree(scratch / "out", ignore_errors=True)
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=log, stderr=subprocess.STDOUT,
                               stdin=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        text = (scratch / "last.log").read_text(errors="replace")[-2000:]
        sys.exit(f"failed: {' '.join(map(str, command))}\n{text}")
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "peak": usage.ru_maxrss * 1024}


def measure(
        commands: dict[str, Command], runs: int, warmup: int, scratch: Path) -> dict[str, list[dict[str, float]]]:
    for _ in range(warmup):
        for command in commands.values():
            run(command, scratch)
    rows: dict[str, list[dict[str, float]]] = {label: [] for label in commands}
    for _ in range(runs):
        for label, command in commands.items():
            rows[label].append(run(command, scratch))
    return rows


def report(
        subject: str, rows: dict[str, list[dict[str, float]]], cells: int, reference: str) -> list[dict[str, Any]]:
    """Prints a table and gives its rows as they are kept."""
    print(f"\n### {subject} ({cells} cells, {len(next(iter(rows.values())))} rounds)")
    print("| program | CPU s, median | min to max | ns per cell | peak MB | wall s | ours is this much less |")
    print("|---|---|---|---|---|---|---|")
    ours = statistics.median(row["cpu"] for row in rows[reference])
    lines = []
    for label, values in rows.items():
        cpu = sorted(row["cpu"] for row in values)
        median = statistics.median(cpu)
        peak = max(row["peak"] for row in values) / 1e6
        wall = statistics.median(row["wall"] for row in values)
        print(f"| {label} | {median:.2f} | {cpu[0]:.2f} to {cpu[-1]:.2f} | {median / cells * 1e9:.1f} | {peak:.0f} "
              f"| {wall:.2f} | {median / ours:.2f} |")
        lines.append({"subject": subject, "program": label, "cells": cells, "runs": len(values),
                      "cpu_median": round(median, 4), "cpu_min": round(cpu[0], 4), "cpu_max": round(cpu[-1], 4),
                      "wall_median": round(wall, 4), "peak_bytes": max(row["peak"] for row in values)})
    sys.stdout.flush()
    return lines


def main() -> None:
    options = arguments()
    peers = Peers(options.peers)
    sitting = measurements.sitting(peers.packages)
    if reason := peers.absence:
        print(f"peers left out: {reason}", file=sys.stderr)
    cells = json.loads((options.grid / "manifest.json").read_text())["size"] ** 2
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for subject in options.subject or list(SUBJECTS):
            possible = SUBJECTS[subject](options, peers, scratch)
            commands = {label: words for label, words in possible.items()
                        if words and not any(label.startswith(skip) for skip in options.without)}
            if not commands:
                continue
            rows = measure(commands, options.runs, options.warmup, scratch)
            lines = report(subject, rows, cells, next(iter(commands)))
            if options.out:
                measurements.keep(options.out, sitting, lines)


if __name__ == "__main__":
    main()
