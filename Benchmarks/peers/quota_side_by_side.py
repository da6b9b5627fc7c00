#!/usr/bin/env python3
"""Times solvers of this project and others in turn on a pairwise quota market of the peers' generator.

    quota_side_by_side.py SOLVERS [--size small] [--quad] [--ours ID ...] [--peer NAME ...] [--runs 3] [--out RESULTS]

SOLVERS is the folder `solvers` of the peers (`make_quota.py`, `run_solver.py`), `--python` a Python that has highspy
and clarabel. Every round runs each solver once, as a process of its own; what counts are the CPU seconds of solving
alone, as each program tells them, because reading a model is not the same work for both. Peers find the optimum that
ours does, or the script says by how much they differ.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import measurements

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("solvers", type=Path)
    parser.add_argument("--size", default="small")
    parser.add_argument("--quad", action="store_true", help="sloped steps")
    parser.add_argument("--ours", action="append", help="ids of our solvers (default interior_point)")
    parser.add_argument("--peer", action="append", help="solvers of run_solver.py (default: two that fit the model)")
    parser.add_argument("--limit", type=int, default=900, help="seconds after which a peer gives up")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--commands", type=Path, default=CHECKOUT / "Benchmarks" / ".build" / "release")
    parser.add_argument("--out", type=Path, help="file of results in which the rows are kept")
    return parser.parse_args()


def answer(command: list[str | Path]) -> dict[str, Any]:
    """What a solver prints as lines of JSON, taken together."""
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{done.stderr[-2000:]}")
    found: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            found |= json.loads(line)
    return found


def seconds(found: dict[str, Any]) -> float:
    return float(found["solve_cpu_seconds"] if "solve_cpu_seconds" in found else found["cpu"])


def objective(found: dict[str, Any]) -> float:
    return float(found["check"] if "check" in found else found.get("obj", float("nan")))


def commands(options: argparse.Namespace, folder: Path) -> dict[str, list[str | Path]]:
    """The same market as a file for each side; then what solves it."""
    model, market = folder / "market.npz", folder / "market.bin"
    words = ["--size", options.size, *(["--quad"] if options.quad else [])]
    for script, tail in ((options.solvers / "make_quota.py", ["--out", model.with_suffix("")]),
                         (HERE / "export_pairwise.py", [options.solvers, market])):
        subprocess.run([options.python, script, *tail, *words], check=True, stdout=subprocess.DEVNULL)
    peers = options.peer or (["clarabel-faer"] if options.quad else ["highs-simplex", "highs-ipx"])
    return {
        **{f"ours: {name}": [options.commands / "Benchmarks", "run", "quota_edges", market, name]
           for name in options.ours or ["interior_point"]},
        **{name: [options.python, options.solvers / "run_solver.py", model, name, str(options.limit)]
           for name in peers},
    }


def main() -> None:
    options = arguments()
    sitting = measurements.sitting({options.python: ("highspy", "clarabel")})
    size = f"{options.size}, {'sloped' if options.quad else 'flat'}"
    with tempfile.TemporaryDirectory() as folder:
        chosen = commands(options, Path(folder))
        rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in chosen}
        for _ in range(options.runs):
            for name, command in chosen.items():
                rounds[name].append(answer(command))
    best = objective(next(iter(rounds.values()))[0])
    rows = []
    for name, found in rounds.items():
        cpu = sorted(seconds(one) for one in found)
        difference = abs(objective(found[0]) / best - 1)
        print(f"{name}: {statistics.median(cpu):.4f} s ({cpu[0]:.4f} to {cpu[-1]:.4f}), "
              f"optimum differs by {difference:.1e}, iterations {found[0].get('iterations', found[0].get('info'))}")
        rows.append({"subject": "pairwise_market", "program": name, "size": size, "runs": len(cpu),
                     "cpu_median": round(statistics.median(cpu), 5), "cpu_min": round(cpu[0], 5),
                     "cpu_max": round(cpu[-1], 5), "objective_difference": difference})
    if options.out:
        measurements.keep(options.out, sitting, rows)


if __name__ == "__main__":
    main()
