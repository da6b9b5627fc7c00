"""A scenario that is opened once and computed as often as its values change."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Any, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ._errors import EcoCompError
from ._library import OpenScenario, Progress
from ._results import frame_of
from ._values import Overrides, override_texts


class Model:
    """A scenario held open by the shared library.

        model = ecocomp.Model("Scenarios/reference/two_counties", only=["compensation"])
        model.figures                                   # what a run reports, with units
        model.run({"compensation.schemes.yearly_change.money_per_point": "30 万元"})
        model.evaluate(matrix, paths=["compensation.schemes.yearly_change.money_per_point"], units=["万元"])

    scenario    folder with `scenario.yaml`, or such a file
    overrides   {dotted path: value} for all runs
    only        modules to compute, such as ["air", "compensation"]
    geodata     file that `ecocomp geodata` wrote: what a scenario with rasters needs here
    jobs        threads of one computation; those of `evaluate` are its own

    A model may be used from several threads. Raises EcoCompError with every located finding.
    """

    def __init__(
        self,
        scenario: str | os.PathLike[str],
        overrides: Overrides | None = None,
        *,
        only: Iterable[str] | None = None,
        geodata: str | os.PathLike[str] | None = None,
        jobs: int = 1,
    ) -> None:
        self.scenario = os.fspath(scenario)
        self._arguments = (
            override_texts(overrides), None if only is None else ",".join(only),
            None if geodata is None else os.fspath(geodata), jobs,
        )  # fmt: skip
        self._open = OpenScenario(self.scenario, *self._arguments)
        records = self._open.description["figures"]
        self._figures = pd.DataFrame(
            {
                "region": [record["region"] for record in records],
                "item": [record["item"] for record in records],
                "unit": [record["unit"] for record in records],
                "meaning_en": [record["meaning"]["en"] for record in records],
                "meaning_zh": [record["meaning"]["zh"] for record in records],
            },
            index=pd.Index([record["id"] for record in records], name="figure", dtype=object),
            dtype=object,
        )

    @property
    def figures(self) -> pd.DataFrame:
        """What a run reports, by its id: region, item, unit and meaning."""
        return self._figures.copy()

    def run(self, overrides: Overrides | None = None) -> pd.Series[float]:
        """The figures of one run by their ids; NaN where one is absent. Their units stand in `figures`."""
        values = self._open.run(override_texts(overrides))
        return pd.Series(values, index=self._figures.index, name="value", copy=False)

    def evaluate(
        self,
        values: npt.ArrayLike | pd.DataFrame,
        paths: Sequence[str] | None = None,
        *,
        units: Sequence[str | None] | Mapping[str, str] | None = None,
        figures: Sequence[str] | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
        errors: str = "raise",
    ) -> npt.NDArray[np.float64]:
        """Runs by figures: one run for each row of `values`, written by the core straight into the result.

        values      numbers, runs by paths; a frame brings the paths as names of its columns
        paths       dotted path of each column, where `values` is no frame
        units       unit of each column such as "CNY/t", as a list or {path: unit}; None where a value has none
        figures     ids wanted, in this order; all where absent
        threads     runs at once; one for each processor where absent
        progress    called with (done, failed, total) about ten times a second; returning False stops the batch
        errors      "raise": the first failed run raises; "nan": its row is NaN
        """
        if errors not in ("raise", "nan"):
            raise ValueError(f"errors is 'raise' or 'nan', not {errors!r}")
        if isinstance(values, pd.DataFrame):
            paths = list(values.columns) if paths is None else paths
        if paths is None:
            raise ValueError("name the paths of the columns, or give a frame")
        matrix = np.asarray(values, dtype=np.float64)
        if matrix.ndim == 1 and len(paths) == 1:
            matrix = matrix[:, None]
        if matrix.ndim != 2 or matrix.shape[1] != len(paths):
            raise ValueError(f"values of shape {matrix.shape} for {len(paths)} paths")
        if isinstance(units, Mapping):
            unknown = set(units) - set(paths)
            if unknown:
                raise ValueError(f"units for {', '.join(sorted(unknown))}, which do not vary")
            units = [units.get(path) for path in paths]
        if units is not None and len(units) != len(paths):
            raise ValueError(f"{len(units)} units for {len(paths)} paths")
        results, _, failures = self._open.run_many(
            paths, numbers=matrix, units=units, figures=self._places(figures),
            threads=threads or os.cpu_count() or 1, progress=progress,
        )  # fmt: skip
        if failures and errors == "raise":
            raise _first(failures)
        return results

    def evaluate_texts(
        self,
        rows: Sequence[Overrides],
        *,
        figures: Sequence[str] | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[npt.NDArray[np.float64], dict[int, EcoCompError]]:
        """As `evaluate`, for values of any kind: {path: value} of each run, all with the same paths.

        Returns the values, NaN where a run failed, and the error of each failed run by its place.
        """
        paths = list(rows[0]) if rows else []
        for place, row in enumerate(rows):
            if set(row) != set(paths):
                raise ValueError(f"run {place} changes other values than run 0")
        texts = [[_value(row, path) for path in paths] for row in rows]
        results, _, failures = self._open.run_many(
            paths, texts=texts, figures=self._places(figures), threads=threads or os.cpu_count() or 1,
            progress=progress,
        )  # fmt: skip
        return results, failures

    def table(self, name: str, overrides: Overrides | None = None) -> pd.DataFrame:
        """A table of a run's folder by its name, such as "accounts" or "transfers"."""
        return frame_of(self._open.table(name, override_texts(overrides)))

    def write_run(self, folder: str | os.PathLike[str], overrides: Overrides | None = None) -> None:
        """Writes a run folder as `ecocomp run` does, without report and workbook."""
        self._open.write_run(override_texts(overrides), os.fspath(folder))

    def close(self) -> None:
        """Frees what the scenario holds; later calls raise EcoCompError."""
        self._open.close()

    def __enter__(self) -> Model:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        # Opened anew in another process, such as the worker of a cluster.
        return (_reopened, (self.scenario, self._arguments))

    def __repr__(self) -> str:
        return f"<Model {self.scenario}: {len(self._figures)} figures>"

    def _places(self, figures: Sequence[str] | None) -> list[int] | None:
        if figures is None:
            return None
        places = self._figures.index.get_indexer(pd.Index(list(figures), dtype=object))
        for figure, place in zip(figures, places):
            if place < 0:
                raise KeyError(f"a run has no figure {figure!r}; `figures` lists them")
        return [int(place) for place in places]


def _reopened(scenario: str, arguments: tuple[list[str], str | None, str | None, int]) -> Model:
    overrides, only, geodata, jobs = arguments
    settings = dict(text.split("=", 1) for text in overrides)
    return Model(scenario, settings, only=None if only is None else only.split(","), geodata=geodata, jobs=jobs)


def _value(row: Mapping[str, Any], path: str) -> str:
    return override_texts({path: row[path]})[0][len(path) + 1 :]


def _first(failures: Mapping[int, EcoCompError]) -> EcoCompError:
    """The error of the first run that failed, with its place."""
    place = min(failures)
    error = failures[place]
    error.add_note(f"in run {place}, row {place} of the values; {len(failures)} runs failed")
    return error
