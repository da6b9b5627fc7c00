"""The run folder as frames."""

from __future__ import annotations

import io
import json
import os
from functools import cached_property
from pathlib import Path
from typing import Any, Iterator, Mapping

import pandas as pd
import xarray as xr

from ._errors import Diagnostic, EcoCompError

# Codes of GB/T 2260 and other names: never numbers, whatever they look like.
_TEXTS = {
    "region", "party", "payer", "payee", "from", "to", "scheme", "period", "pollutant", "sector", "indicator",
    "ecosystem", "account", "unit", "status", "note", "note_zh", "standard", "statistic", "receptor", "pool",
    "basis", "limit", "clause", "id", "code", "name_en", "name_zh", "file", "variant",
}  # fmt: skip
_UNITS = {
    "yuan": "CNY", "fen": "0.01 CNY", "t": "t", "yuan_per_t": "CNY/t", "ug_m3": "ug/m3", "km2": "km2", "ha": "ha",
    "days": "d", "share": "1",
}  # fmt: skip


class Run:
    """A finished run.

    Tables come by the name of their file: `run["accounts"]` is `accounts.csv`. Region codes stay text, so that
    leading zeros survive; what is absent is NaN, never 0.
    """

    def __init__(
        self, folder: str | os.PathLike[str], *, summary: Mapping[str, Any] | None = None, keeper: Any = None
    ) -> None:
        self.folder = Path(folder)
        self.summary: dict[str, Any] = dict(summary or {})
        self._keeper = keeper
        if not (self.folder / "manifest.json").is_file():
            finding = Diagnostic("error", "no_run", f"{self.folder} is no run folder: it has no manifest.json")
            raise EcoCompError([finding], 2)
        self._tables: dict[str, pd.DataFrame] = {}

    @property
    def tables(self) -> list[str]:
        """The names of its tables."""
        return sorted(path.stem for path in self.folder.glob("*.csv"))

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __contains__(self, name: object) -> bool:
        return name in self.tables

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A table; the unit of each column that has one stands in its `attrs["units"]`."""
        if name not in self._tables:
            path = self.folder / f"{name}.csv"
            if not path.is_file():
                raise KeyError(f"the run has no table {name!r}; it has {', '.join(self.tables)}")
            self._tables[name] = frame_of(path.read_bytes())
        return self._tables[name].copy()

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Tool, inputs and outputs with their digests, rule packs, standards."""
        return dict(json.loads((self.folder / "manifest.json").read_text(encoding="utf-8")))

    @cached_property
    def warnings(self) -> list[Diagnostic]:
        """Findings that did not stop the run."""
        path = self.folder / "diagnostics.json"
        if not path.is_file():
            return []
        records = json.loads(path.read_text(encoding="utf-8"))
        records = records.get("diagnostics", []) if isinstance(records, dict) else records
        return [Diagnostic.from_json(record) for record in records]

    @cached_property
    def certificate(self) -> dict[str, Any] | None:
        """The proof of the quota market; None where the scenario has none."""
        path = self.folder / "certificate.json"
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None

    @property
    def report(self) -> Path:
        """The report, to be opened in a browser."""
        return self.folder / "report.html"

    @property
    def regions(self) -> pd.DataFrame:
        """The counties by code."""
        return self["regions"].set_index("region" if "region" in self["regions"] else "code")

    def accounts(self, values: str = "value_yuan") -> pd.DataFrame:
        """Regions by indicator: the rows of whole regions, in yuan (or `values="quantity"`)."""
        rows = self["accounts"]
        whole = rows[rows["ecosystem"].isna() & ~rows["indicator"].str.contains(".", regex=False)]
        whole = whole[whole["account"] != "extent"]
        keys = whole["indicator"].where(whole["indicator"] != "total", whole["account"] + "_total")
        return whole.assign(indicator=keys).pivot(index="region", columns="indicator", values=values)

    def to_xarray(self) -> xr.Dataset:
        """Accounts, payments and the market by region, with units.

        Variables: `value` and `quantity` (region, indicator) in yuan and the indicator's unit, `net_payment`
        (region, scheme) in yuan, `emission`, `abatement`, `abatement_cost` (region, pollutant).
        """
        parts: dict[str, xr.DataArray] = {}
        if "accounts" in self:
            parts["value"] = _array(self.accounts(), "CNY", "value of the service")
            parts["quantity"] = _array(self.accounts("quantity"), "of the indicator", "quantity of the service")
        if "statement" in self:
            rows = self["statement"]
            known = set(self.regions.index)
            rows = rows[rows["party"].isin(known)].rename(columns={"party": "region"})
            net = rows.pivot_table(index="region", columns="scheme", values="net_fen", aggfunc="sum") / 100
            parts["net_payment"] = _array(net, "CNY", "received less paid")
        if "quota" in self:
            rows = self["quota"].groupby(["region", "pollutant"]).sum(numeric_only=True)
            for name, column, unit in (
                ("emission", "emitted_t", "t"),
                ("abatement", "abated_t", "t"),
                ("abatement_cost", "cost_yuan", "CNY"),
            ):
                parts[name] = _array(rows[column].unstack(), unit, name.replace("_", " "))
        dataset = xr.Dataset(parts)
        dataset.attrs = {
            "scenario": self.manifest["scenario"],
            "year": self.manifest["year"],
            "fingerprint": self.manifest["fingerprint"],
        }
        return dataset

    def __repr__(self) -> str:
        title = self.manifest.get("title", {})
        return f"<Run {self.manifest['scenario']}: {title.get('en', '')}; tables {', '.join(self.tables)}>"


def open_run(folder: str | os.PathLike[str]) -> Run:
    """A run that was computed before."""
    return Run(folder)


def frame_of(table: bytes) -> pd.DataFrame:
    """A table of a run folder as a frame."""
    names = pd.read_csv(io.BytesIO(table), nrows=0, encoding="utf-8").columns
    types = {name: "string" for name in names if name in _TEXTS}
    frame = pd.read_csv(io.BytesIO(table), dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8")
    frame.attrs["units"] = {name: unit for name in names if (unit := _unit(name))}
    return frame


def _unit(column: str) -> str | None:
    """From the ending of a column's name: `cost_yuan`, `price_yuan_per_t`."""
    for ending in sorted(_UNITS, key=len, reverse=True):
        if column == ending or column.endswith(f"_{ending}"):
            return _UNITS[ending]
    return None


def _array(frame: pd.DataFrame, unit: str, long_name: str) -> xr.DataArray:
    # Coordinates as plain texts: pandas' own kind of text is not known to every reader of netCDF.
    plain = frame.set_axis(frame.index.astype(object)).set_axis(frame.columns.astype(object), axis="columns")
    array = xr.DataArray(plain, dims=("region", str(frame.columns.name)))
    array.attrs = {"units": unit, "long_name": long_name}
    return array
