"""The package against the command line: the same figures, the same findings."""

import csv
import json
import pickle
import subprocess
from pathlib import Path

import pandas as pd
import pytest

import ecocomp

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "Scenarios" / "reference" / "two_counties"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    with pytest.warns() if ecocomp.check(SMALL) else _nothing():
        return ecocomp.run(SMALL, out=tmp_path_factory.mktemp("runs") / "small")


class _nothing:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def test_tables_hold_what_the_files_hold(small):
    for name in small.tables:
        with open(small.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        frame = small[name]
        assert len(frame) == len(rows)
        for column in frame.columns:
            for mine, text in zip(frame[column], (row[column] for row in rows)):
                if text == "":
                    assert pd.isna(mine), (name, column)
                elif isinstance(mine, str):
                    assert mine == text
                else:
                    assert float(mine) == float({"True": "1", "False": "0"}.get(str(mine), text))


def test_region_codes_stay_text(small):
    assert all(isinstance(code, str) and len(code) == 6 for code in small["transfers"]["payer"] if code.isdigit())


def test_the_command_line_prints_the_same_summary(small, tmp_path):
    command = [str(ecocomp.program()), "run", str(SMALL), "--out", str(tmp_path / "r"), "--format", "json", "--quiet"]
    printed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    mine = dict(small.summary)
    for summary in (printed, mine):
        summary.pop("run")
        summary["manifest"].pop("timing", None)
    assert printed == mine


def test_dataset_has_units_and_the_same_sums(small):
    data = small.to_xarray()
    assert data["value"].attrs["units"] == "CNY"
    rows = small["statement"]
    regions = rows[rows["party"].isin(small.regions.index)]
    assert float(data["net_payment"].sum()) == pytest.approx(regions["net_fen"].sum() / 100, abs=1e-9)


def test_overrides_take_effect():
    """Money is in proportion to the price of a point: 100 and 60 of 10,000 yuan become 150 and 90."""
    path = "compensation.schemes.yearly_change.money_per_point"
    amounts = []
    for price in ("20 万元", "30 万元"):
        rows = ecocomp.run(SMALL, overrides={path: price}, only=["compensation"])["transfers"]
        rows = rows[rows["scheme"] == "yearly_change"]
        amounts.append(sorted(rows["amount_fen"].abs() / 1_000_000))
    assert amounts[0][-1] == 100 and amounts[1][-1] == 150
    assert [1.5 * amount for amount in amounts[0]] == amounts[1]


def test_findings_come_with_their_places():
    with pytest.raises(ecocomp.EcoCompError) as caught:
        ecocomp.run(SMALL, overrides={"no_such_block.value": 3, "year": "soon"})
    assert caught.value.exit_code == 2
    assert len(caught.value.diagnostics) == 2
    for diagnostic in caught.value.diagnostics:
        assert diagnostic.is_error and diagnostic.file and diagnostic.line and diagnostic.hint
    assert [d.code for d in ecocomp.check(SMALL, {"no_such_block.value": 3})] == ["unknown_path"]


def test_errors_travel_between_processes():
    error = ecocomp.EcoCompError([ecocomp.Diagnostic("error", "x", "y", file="a.yaml", line=3)], 2)
    again = pickle.loads(pickle.dumps(error))
    assert again.diagnostics == error.diagnostics and again.exit_code == 2


def test_temporary_runs_go_with_their_value():
    run = ecocomp.run(SMALL, only=["compensation"])
    folder = run.folder
    assert folder.is_dir()
    del run
    assert not folder.exists()


def test_a_folder_without_a_run_is_refused(tmp_path):
    with pytest.raises(ecocomp.EcoCompError):
        ecocomp.open_run(tmp_path)
    with pytest.raises(KeyError):
        ecocomp.run(SMALL, only=["compensation"])["quota_of_the_moon"]


def test_schema_and_catalogue():
    schema = ecocomp.schema()
    assert "quota" in schema["$defs"]["scenario"]["properties"]
    for id in ecocomp.ids("schemes"):
        assert id in ecocomp.describe(id)


def test_the_program_must_be_found(monkeypatch):
    monkeypatch.setenv("ECOCOMP", "/nowhere/ecocomp")
    with pytest.raises(ecocomp.ProgramNotFound):
        ecocomp.version()


@pytest.mark.parametrize(
    "value, text",
    [
        (True, "true"), (None, "~"), (3, "3"), (0.1, "0.1"), ("20 CNY/t", "20 CNY/t"), ([1, 2], "[1, 2]"),
        ({"a": 1, "b": "x: y"}, '{a: 1, b: "x: y"}'), (["a,b"], '["a,b"]'),
    ],
)  # fmt: skip
def test_values_as_the_command_line_reads_them(value, text):
    from ecocomp._values import yaml

    assert yaml(value) == text


def test_what_changed_between_runs(tmp_path):
    """At 30 instead of 20 of 10,000 yuan a point, West gets 500,000 yuan more and East pays 300,000 more."""
    path = "compensation.schemes.yearly_change.money_per_point"
    runs = [ecocomp.run(SMALL, {path: f"{price} 万元"}, only=["compensation"], out=tmp_path / f"{price}") for price in (20, 30)]
    comparison = ecocomp.compare(*runs, causes=False)
    changes = comparison.differences.set_index("figure")["change"]
    assert changes["payments.140122.net_yuan"] == 500_000
    assert changes["payments.140981.net_yuan"] == -300_000
    assert comparison.page.is_file() and "inputs_changed" in comparison.tables
