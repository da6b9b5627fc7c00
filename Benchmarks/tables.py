#!/usr/bin/env python3
"""Writes the tables of measured figures in docs/ from results/*.json.

    tables.py [--check]

A table stands between two lines of a document and is written anew from the rows of one subject:

    <!-- table: rasters water_yield 16000000 -->      results/rasters.json, subject, cells (or size), programs
    <!-- end of table -->

Where further words follow in quotes, only programs that start with one of them are shown. `<!-- goals: rasters -->`
makes the table of goals that `results/goals.json` states, `<!-- sittings: rasters -->` tells when, where and with which
versions was measured. Of rows with a `count` of runs, calls or tasks, `<!-- each: sweeps "117 counties" -->` gives what
each of them costs, for all subjects that start with one of the words; goals of such rows state `of` (a key of the row)
with `at_most` or `at_least`. `--check` writes nothing and fails where a document differs.
"""
import argparse
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DOCUMENTS = sorted((HERE.parent / "docs").glob("performance*.md"))
MARKED = re.compile(r"(<!-- (table|goals|sittings|each): ([^\n]*?) -->\n).*?(<!-- end of table -->)", re.DOTALL)
Row = dict[str, Any]


class Results:
    def __init__(self, name: str) -> None:
        content = json.loads((HERE / "results" / f"{name}.json").read_text())
        self.sittings: dict[str, Row] = content["sittings"]
        self.rows: list[Row] = content["rows"]
        names = [row["sitting"] for row in self.rows]
        known: list[str] = []
        # That of most rows first and without a mark; sittings under the same conditions are one.
        for name in sorted(set(names), key=lambda name: (-names.count(name), name)):
            if self.conditions(name) not in known:
                known.append(self.conditions(name))
        self.known = known

    def of(self, subject: str, size: str) -> list[Row]:
        return [row for row in self.rows
                if row["subject"] == subject and size in (str(row.get("cells", "")), str(row.get("size", "")))]

    def beginning(self, word: str) -> list[Row]:
        """Rows of all subjects that begin with a word."""
        return [row for row in self.rows if row["subject"].startswith(word)]

    def row(self, subject: str, size: str, program: str) -> Row:
        for row in self.of(subject, size):
            if row["program"] == program:
                return row
        sys.exit(f"tables: no row {subject}, {size}, {program}")

    def conditions(self, name: str) -> str:
        """Machine, versions and load of a sitting in one line."""
        own = self.sittings[name]
        versions = [f"{package} {version}" for package, version in own["versions"].items() if package != "system"]
        return (f"{own['date']}; {own['machine']}, {own['versions']['system']}; load before {own['load_before']}; "
                + ", ".join(versions))

    def mark(self, row: Row) -> str:
        number = self.known.index(self.conditions(row["sitting"]))
        return "¹²³⁴⁵⁶⁷⁸⁹"[number - 1] if number else ""


def seconds(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:.1f}"


def spread(row: Row) -> str:
    return f"{seconds(row['cpu_median'])} s ({seconds(row['cpu_min'])} to {seconds(row['cpu_max'])}, {row['runs']} rounds)"


def per_cell(row: Row) -> float:
    return float(row["cpu_median"] / row["cells"] * 1e9)


def table(results: Results, subject: str, size: str, programs: list[str]) -> list[str]:
    rows = [row for row in results.of(subject, size)
            if not programs or any(row["program"].startswith(program) for program in programs)]
    if not rows:
        sys.exit(f"tables: results hold nothing of {subject} {size}")
    has_cells = all("cells" in row for row in rows)
    lines = ["| program | CPU, median (least to most) |" + (" per cell |" if has_cells else "") + " memory |",
             "|---|---|" + ("---|" if has_cells else "") + "---|"]
    for row in rows:
        cost = f" {per_cell(row):.1f} ns |" if has_cells else ""
        peak = f"{row['peak_bytes'] / 1e6:.0f} MB" if row.get("peak_bytes") else ""
        lines.append(f"| {row['program']}{results.mark(row)} | {spread(row)} |{cost} {peak} |")
    return lines


def of_one(seconds: float, count: int) -> str:
    """What one run, call or task of many costs."""
    value = seconds / count * 1e3
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.3g} ms"


def each(results: Results, words: list[str]) -> list[str]:
    rows = [row for word in words for row in results.beginning(word)]
    if not rows:
        sys.exit(f"tables: results hold nothing that begins with {', '.join(words)}")
    has_memory = all(row.get("peak_bytes") for row in rows)
    lines = ["| work | by | of | CPU, median (least to most) | clock, least | CPU of one | clock of one |"
             + (" memory |" if has_memory else ""), "|---" * (8 if has_memory else 7) + "|"]
    last = ""
    for row in rows:
        subject = "" if row["subject"] == last else row["subject"]
        last = row["subject"]
        memory = f" {row['peak_bytes'] / 1e6:.1f} MB |" if has_memory else ""
        lines.append(f"| {subject} | {row['program']}{results.mark(row)} | {row['size']} | {spread(row)} "
                     f"| {seconds(row['wall_min'])} s | {of_one(row['cpu_median'], row['count'])} "
                     f"| {of_one(row['wall_min'], row['count'])} |{memory}")
    return lines


def reached(results: Results, goal: Row) -> tuple[float, str]:
    """What a goal of one number is about: the least of the rounds by the clock, or a ratio of such."""
    row = results.row(goal["subject"], goal["size"], goal["program"])
    value = row[goal["of"]] / (row["count"] if goal.get("is_each") else 1)
    if "times" in goal:
        other = results.row(goal["subject"], goal["times"]["size"], goal["times"]["program"])
        value = other[goal["of"]] / other["count"] / value
    return value * goal.get("scale", 1), results.mark(row)


def single_goals(results: Results, stated: list[Row]) -> list[str]:
    lines = ["| work | reached | goal |", "|---|---|---|"]
    for goal in stated:
        value, mark = reached(results, goal)
        is_reached = value >= goal["at_least"] if "at_least" in goal else value <= goal["at_most"]
        bold = "**" if is_reached else ""
        limit = f"at least {goal['at_least']}" if "at_least" in goal else f"at most {goal['at_most']}"
        shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        lines.append(f"| {goal['work']} | {bold}{shown} {goal['unit']}{bold}{mark} | {limit} {goal['unit']} |")
    return lines


def goals(results: Results, name: str) -> list[str]:
    stated = json.loads((HERE / "results" / "goals.json").read_text())[name]
    if all("of" in goal for goal in stated):
        return single_goals(results, stated)
    lines = ["| work | ours | goal | beside, and how many times ours it costs |", "|---|---|---|---|"]
    for goal in stated:
        ours = results.row(goal["subject"], goal["size"], goal["program"])
        bold = "**" if per_cell(ours) <= goal["goal_ns"] else ""
        beside = []
        for program in goal["beside"]:
            row = results.row(goal["subject"], goal["size"], program)
            ratio = row["cpu_median"] / ours["cpu_median"]
            beside.append(f"{program} {per_cell(row):,.1f} ns, {ratio:.3g}{results.mark(row)}")
        lines.append(f"| {goal['work']} | {bold}{per_cell(ours):.1f} ns{bold}{results.mark(ours)}, {spread(ours)} "
                     f"| {goal['goal_ns']} | {'; '.join(beside)} |")
    return lines


def sittings(results: Results) -> list[str]:
    return [f"- {'¹²³⁴⁵⁶⁷⁸⁹'[index - 1] + ' ' if index else ''}{conditions}"
            for index, conditions in enumerate(results.known)]


def written(match: re.Match[str]) -> str:
    words = shlex.split(match.group(3))
    results = Results(words[0])
    if match.group(2) == "goals":
        lines = goals(results, words[0])
    elif match.group(2) == "sittings":
        lines = sittings(results)
    elif match.group(2) == "each":
        lines = each(results, words[1:])
    else:
        lines = table(results, words[1], words[2], words[3:])
    return match.group(1) + "\n".join(lines) + "\n" + match.group(4)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a document differs")
    is_check = parser.parse_args().check
    stale = []
    for document in DOCUMENTS:
        before = document.read_text()
        after = MARKED.sub(written, before)
        if after == before:
            continue
        stale.append(document.name)
        if not is_check:
            document.write_text(after)
    if stale and is_check:
        print(f"tables: {', '.join(stale)} not as results/ say: run Benchmarks/tables.py", file=sys.stderr)
    elif stale:
        print(f"tables: {', '.join(stale)} written")
    return 1 if stale and is_check else 0


if __name__ == "__main__":
    sys.exit(main())
