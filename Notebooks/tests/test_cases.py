"""The worked cases by program, library and open model; the same file is passed by a Swift test."""

import csv
import json
from pathlib import Path

import pytest

import ecocomp

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """What the rasters of the one scenario that has some tell the library."""
    folder = tmp_path_factory.mktemp("geodata")
    return ecocomp.geodata(ROOT / "Scenarios" / "reference" / "two_counties", folder / "two_counties.json")


def arguments(case, record):
    scenario = ROOT / "Scenarios" / case["scenario"]
    given = {"geodata": record} if case.get("rasters") else {}
    return scenario, case["overrides"], case.get("only"), given


def total(expected, lines):
    """What a case reads from a table, without pandas between."""
    rows = [row for row in csv.DictReader(lines) if all(row[key] == value for key, value in expected["where"].items())]
    assert rows, "no row is meant"
    found = sum(float(row[expected["sum"]] or 0) for row in rows)
    # Fen are whole: a division keeps yuan exact where a product with 0.01 would not.
    return found / 100 if expected.get("times") == 0.01 else found


def is_close(found, expected, case):
    return abs(found - expected["value"]) <= case.get("tolerance", 1e-15) * abs(expected["value"])


@pytest.mark.parametrize("engine", ["process", "library"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_run_folder_holds_the_worked_figures(case, engine, record):
    scenario, overrides, only, given = arguments(case, record)
    run = ecocomp.run(scenario, overrides, only=only, engine=engine, **(given if engine == "library" else {}))
    for expected in case["expected"]:
        lines = (run.folder / f"{expected['table']}.csv").read_text(encoding="utf-8").splitlines()
        assert is_close(total(expected, lines), expected, case), expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_model_gives_the_worked_figures(case, record):
    scenario, overrides, only, given = arguments(case, record)
    with ecocomp.Model(scenario, only=only, **given) as model:
        values = model.run(overrides)
        for expected in case["expected"]:
            if "figure" in expected:
                assert is_close(values[expected["figure"]], expected, case), expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_program_and_library_write_the_same_tables(case, record):
    scenario, overrides, only, given = arguments(case, record)
    one = ecocomp.run(scenario, overrides, only=only)
    other = ecocomp.run(scenario, overrides, only=only, engine="library", **given)
    assert one.tables == other.tables
    for name in one.tables:
        assert (one.folder / f"{name}.csv").read_bytes() == (other.folder / f"{name}.csv").read_bytes(), name
