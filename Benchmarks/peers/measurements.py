"""Measured figures as JSON: what was run, how long it took, on what machine and with which versions.

A file of `results/` holds `sittings`, told apart by name, and `rows`, each of one sitting:

    {"sitting": "...", "subject": "water_yield", "program": "ours: pass, table only", "cells": 16000000, "runs": 3,
     "cpu_median": 0.62, "cpu_min": 0.61, "cpu_max": 0.63, "wall_median": 0.63, "peak_bytes": 102000000}

Seconds are user + system of a process with all it starts. `cells` is left out where costs are not per cell; `size`
may say what is large instead. A new row replaces the one of the same subject, size and program.
"""
import json
import os
import platform
import re
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def first_line(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (done.stdout or done.stderr).strip().partition("\n")[0]


def processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"^model name\s*:\s*(.*)$", text, re.MULTILINE)
    return found.group(1) if found else platform.machine()


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{os.cpu_count()} x {processor()}, {memory:.0f} GiB, {platform.system()} {kernel}"


def distribution() -> str:
    found = re.search(r'^PRETTY_NAME="(.*)"$', Path("/etc/os-release").read_text(), re.MULTILINE)
    return found.group(1) if found else platform.system()


def version_in(python: Path, package: str) -> str:
    """Version of a package in a virtual environment; empty where it has none."""
    code = f"from importlib import metadata; print(metadata.version('{package}'))"
    return first_line(str(python), "-c", code) if python.exists() else ""


def versions(pythons: dict[Path, tuple[str, ...]]) -> dict[str, str]:
    """Of the toolchain and, for every interpreter, of the packages named with it."""
    swift = re.search(r"Swift version (\S+)", first_line("swift", "--version"))
    found = {"Swift": swift.group(1) if swift else "", "GDAL": first_line("gdal-config", "--version"),
             "system": distribution()}
    for python, packages in pythons.items():
        for package in packages:
            version = version_in(python, package)
            if re.fullmatch(r"[0-9][\w.+-]*", version):
                found[package] = version
    return {name: version for name, version in found.items() if version}


def sitting(pythons: dict[Path, tuple[str, ...]] | None = None) -> Row:
    """What holds for all rows of one sitting: when, where, with what, and how busy the machine was before it."""
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "machine": machine(),
        "load_before": round(os.getloadavg()[0], 1),
        "versions": versions(pythons or {}),
    }


def key(row: Row) -> tuple[Any, ...]:
    return row["subject"], row.get("cells"), row.get("size"), row["program"]


def keep(path: Path, own: Row, rows: list[Row]) -> None:
    """Puts rows of one sitting into a file of results, in place of older ones of the same work."""
    content = json.loads(path.read_text()) if path.exists() else {"sittings": {}, "rows": []}
    name = own["date"]
    while name in content["sittings"] and content["sittings"][name] != own:
        base, _, number = name.partition("#")
        name = f"{base}#{int(number or 1) + 1}"
    content["sittings"][name] = own
    new = [{"sitting": name, **row} for row in rows]
    replaced = {key(row) for row in new}
    content["rows"] = [row for row in content["rows"] if key(row) not in replaced] + new
    used = {row["sitting"] for row in content["rows"]}
    content["sittings"] = {name: own for name, own in content["sittings"].items() if name in used}
    write(path, content)


def write(path: Path, content: dict[str, Any]) -> None:
    """One row a line, so that a change shows as what it is."""
    sittings = json.dumps(content["sittings"], indent=2, ensure_ascii=False).replace("\n", "\n  ")
    rows = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in content["rows"])
    path.write_text(f'{{\n  "sittings": {sittings},\n  "rows": [\n    {rows}\n  ]\n}}\n')
