"""Many runs of one scenario as one dataset."""

from __future__ import annotations

import atexit
import fnmatch
import importlib.util
import itertools
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from ._commands import override_arguments
from ._errors import EcoCompError
from ._library import Progress
from ._model import Model
from ._problem import is_problem, variations
from ._program import call_json
from ._results import frame_of
from ._values import Overrides, yaml
from .cluster import Cluster, compute_sweep

# A file with a plan; a plan as `sweep.yaml` holds it; a problem of SALib; {path: values}; or a frame with a run a row.
Design = str | os.PathLike[str] | Mapping[str, Any] | pd.DataFrame


def sweep(
    scenario: str | os.PathLike[str],
    design: Design,
    *,
    overrides: Overrides | None = None,
    sample: str | None = None,
    n: int | None = None,
    seed: int | None = None,
    market: str | None = None,
    figures: Iterable[str] | None = None,
    tables: Iterable[str] | None = None,
    out: str | os.PathLike[str] | None = None,
    resume: bool = True,
    jobs: int | None = None,
    engine: str = "process",
    geodata: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    cluster: Cluster = None,
) -> xr.Dataset:
    """Computes a scenario many times with other values.

    scenario    folder with `scenario.yaml`, or such a file
    design      a file with a plan (`ecocomp describe sweep` tells what it takes) or its content as a dictionary with
                `vary`; a problem dictionary of SALib, with `sample` and `n`; {path: values}, all combinations, where
                a text stands for values as the command line takes them ("10..30/5 万元", "uniform(20, 80) CNY/t"); or
                a frame with a path a column and a run a row
    sample, n, seed   plan of the runs, such as "lhs", "sobol", "morris"; its size; seed of its random numbers
    market      "anew" (the quota market of each run is solved from nothing: the figures of a run by itself) or "followed"
                (from plan and prices of the scenario as it stands: faster, each proven; prices that could be others as
                well may differ from those of a run by itself)
    figures     patterns of figures such as "gep.*.value_yuan" besides those over all regions; all with ["*"]
    tables      tables of the run folder to keep of every run, such as ["accounts"]
    out         folder of the sweep, on disk part by part: the same call resumes after a kill with no run lost or
                doubled; a temporary one where absent
    resume      False: an existing `out` is an error
    engine      "process" for the program, durable and resumable; "library" for the shared library, in memory
    geodata     for the library: what `ecocomp geodata` wrote, where the scenario has rasters
    progress    for the library: called with (done, failed, total)
    cluster     for the program: "local" for the processes of this machine, "tcp://ADDRESS:PORT", a cluster of Dask such
                as `ecocomp.cluster.slurm(jobs=8)`, or a client; `out` is then a folder that all machines see

    The dataset has one variable for each figure, by `run`, with its unit in `attrs["units"]`. Figures of regions are one
    variable by `run` and `region`: `gep.140122.value_yuan` is `data["gep.region.value_yuan"].sel(region="140122")`.
    What varies, `variant` and `status` ("ok" or "failed") are coordinates of `run`; a failed run is NaN.
    `data.ecocomp` has the frames of the sweep: `failures`, `quantiles`, `indices`, `tornado`, `table(name)`,
    `to_frame()`, `to_parquet(path)`.
    """
    if engine == "library":
        if sample or market or tables is not None or out is not None or cluster is not None:
            raise ValueError("sample, market, tables, out and cluster belong to engine='process'")
        return _in_memory(scenario, design, overrides, figures, geodata, jobs, progress)
    if engine != "process":
        raise ValueError(f"engine is 'process' or 'library', not {engine!r}")
    folder = _folder(out, resume)
    if cluster is not None and out is not None:
        folder.parent.mkdir(parents=True, exist_ok=True)
    arguments = ["sweep", os.path.abspath(scenario), "--format", "json", "--quiet", "--out", str(folder)]
    arguments += override_arguments(overrides)
    options = (("--n", n), ("--seed", seed), ("--jobs", jobs), ("--sample", sample), ("--market", market))
    for option, value in options:
        arguments += [] if value is None else [option, str(value)]
    # The workers of a cluster read the plan too.
    beside = None if cluster is None else folder.parent
    with tempfile.TemporaryDirectory(prefix=".ecocomp-", dir=beside) as temporary:
        if isinstance(design, (str, os.PathLike)):
            arguments.append(os.path.abspath(design))
        elif (texts := _texts(design)) is not None:
            arguments += [argument for text in texts for argument in ("--vary", text)]
        else:
            plan = str(Path(temporary) / "plan.yaml")
            document = json.dumps(_document(design), ensure_ascii=False, indent=1)
            Path(plan).write_text(document, encoding="utf-8")
            arguments.append(plan)
        for option, names in (("--figures", figures), ("--tables", tables)):
            arguments += [option, *names] if names is not None else []
        if cluster is not None:
            compute_sweep(arguments, folder, cluster)
        call_json(arguments)
    return open_sweep(folder)


def open_sweep(folder: str | os.PathLike[str]) -> xr.Dataset:
    """The dataset of a finished sweep."""
    place = Path(folder)
    path = place / "manifest.json"
    if not path.is_file():
        raise EcoCompError.single("no_sweep", f"{place} is no finished sweep: it has no manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    results = frame_of((place / "results.csv").read_bytes())
    figures = frame_of((place / "figures.csv").read_bytes()).set_index("figure")
    shown = [name for name in results.columns if name in figures.index]
    records = manifest["variations"]
    parameters = pd.DataFrame({record["path"]: results[record["name"]] for record in records})
    data = _dataset(
        results[shown].to_numpy(dtype=np.float64), figures.loc[shown], parameters,
        {record["path"]: record["unit"] for record in records}, list(results["status"]),
    )  # fmt: skip
    data = data.assign_coords(run=results["run"].to_numpy())
    if manifest.get("variants"):
        data = data.assign_coords(variant=("run", results["variant"].astype(object)))
    data.attrs = {key: manifest[key] for key in ("scenario", "sample", "seed", "fingerprint", "failed")}
    data.attrs["folder"] = str(place)
    return data


@xr.register_dataset_accessor("ecocomp")  # type: ignore[no-untyped-call]
class SweepFrames:
    """The frames of a sweep's dataset."""

    def __init__(self, data: xr.Dataset) -> None:
        self._data = data

    @property
    def failures(self) -> pd.DataFrame:
        """What was found wrong with the runs that failed."""
        return self.table("failures", missing=True)

    @property
    def quantiles(self) -> pd.DataFrame:
        """Mean, spread and quantiles of each figure."""
        return self.table("quantiles")

    @property
    def indices(self) -> pd.DataFrame:
        """Indices of Sobol' or Morris."""
        return self.table("indices")

    @property
    def tornado(self) -> pd.DataFrame:
        """What one value at a time does."""
        return self.table("tornado")

    def table(self, name: str, *, missing: bool = False) -> pd.DataFrame:
        """A table of the sweep's folder by its name."""
        path = Path(self._data.attrs.get("folder", "")) / f"{name}.csv"
        if "folder" in self._data.attrs and path.is_file():
            return frame_of(path.read_bytes())
        if missing:
            return pd.DataFrame()
        raise KeyError(f"the sweep has no table {name!r}")

    def to_frame(self) -> pd.DataFrame:
        """One row a run: what varies, then every figure by its id."""
        columns: dict[str, Any] = {}
        for name, values in self._data.coords.items():
            if values.dims == ("run",) and name != "run":
                columns[str(name)] = values.to_numpy()
        units: dict[str, str] = {}
        for name, array in self._data.data_vars.items():
            if "region" not in array.dims:
                columns[str(name)] = array.to_numpy()
                units[str(name)] = str(array.attrs["units"])
                continue
            for region in array["region"].to_numpy():
                own = array.sel(region=region).to_numpy()
                id = str(name).replace(".region.", f".{region}.", 1)
                if not np.isnan(own).all():
                    columns[id] = own
                    units[id] = str(array.attrs["units"])
        frame = pd.DataFrame(columns, index=pd.Index(self._data["run"].to_numpy(), name="run"))
        frame.attrs["units"] = units
        return frame

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """The tidy table as Parquet, with the units in its metadata.

        Needs pyarrow: `pip install './Notebooks[parquet]'`.
        """
        if importlib.util.find_spec("pyarrow") is None:
            raise EcoCompError.single(
                "no_parquet", "Parquet is written by pyarrow, which is not installed: pip install pyarrow"
            )
        self.to_frame().to_parquet(path, engine="pyarrow")


def _in_memory(
    scenario: str | os.PathLike[str],
    design: Design,
    overrides: Overrides | None,
    figures: Iterable[str] | None,
    geodata: str | os.PathLike[str] | None,
    jobs: int | None,
    progress: Progress | None,
) -> xr.Dataset:
    rows, units = _rows(design)
    with Model(scenario, overrides, geodata=geodata) as model:
        every = model.figures
        wanted = [
            id for id, region in every["region"].items()
            if (region is None and not str(id).startswith("quota.receptor."))
            or any(fnmatch.fnmatchcase(str(id), pattern) for pattern in figures or [])
        ]  # fmt: skip
        values, failures = model.evaluate_texts(
            rows, figures=[str(id) for id in wanted], threads=jobs, progress=progress
        )
    status = ["failed" if place in failures else "ok" for place in range(len(rows))]
    chosen = every.loc[wanted].rename(columns={"meaning_en": "meaning"})
    data = _dataset(values, chosen, pd.DataFrame(list(rows)), units, status)
    data.attrs = {"scenario": os.fspath(scenario), "failed": len(failures)}
    return data


def _dataset(
    values: npt.NDArray[np.float64],
    figures: pd.DataFrame,
    parameters: pd.DataFrame,
    units: Mapping[str, str | None],
    status: Sequence[str],
) -> xr.Dataset:
    """Figures as variables: those of regions side by side."""
    parts: dict[str, list[tuple[str | None, int]]] = {}
    for place, (id, region) in enumerate(figures["region"].items()):
        code = region if isinstance(region, str) and region else None
        name = str(id) if code is None else str(id).replace(f".{code}.", ".region.", 1)
        parts.setdefault(name, []).append((code, place))
    regions = sorted({code for own in parts.values() for code, _ in own if code is not None})
    positions = {code: place for place, code in enumerate(regions)}
    arrays: dict[str, tuple[tuple[str, ...], npt.NDArray[np.float64], dict[str, Any]]] = {}
    for name, own in parts.items():
        record = figures.iloc[own[0][1]]
        unit = record["unit"] if isinstance(record["unit"], str) else ""
        attrs = {"units": unit or "1", "long_name": record["meaning"]}
        if own[0][0] is None:
            arrays[name] = (("run",), values[:, own[0][1]], attrs)
            continue
        array = np.full((len(values), len(regions)), np.nan)
        for code, place in own:
            array[:, positions[str(code)]] = values[:, place]
        arrays[name] = (("run", "region"), array, attrs)
    data = xr.Dataset(arrays, coords={"run": np.arange(1, len(values) + 1)})
    if regions:
        data = data.assign_coords(region=np.array(regions, dtype=object))
    for path in parameters.columns:
        column = parameters[path]
        plain = column.to_numpy() if pd.api.types.is_numeric_dtype(column) else column.astype(object).to_numpy()
        data = data.assign_coords({path: ("run", plain, {"units": units.get(path) or ""})})
    return data.assign_coords(status=("run", np.array(list(status), dtype=object)))


def _document(design: Mapping[str, Any] | pd.DataFrame) -> dict[str, Any]:
    """The design as the plan that a file would hold."""
    if isinstance(design, pd.DataFrame):
        columns = [{"path": str(path), "values": [yaml(value) for value in design[path]]} for path in design.columns]
        return {"sample": "list", "vary": columns}
    if is_problem(design):
        return {"vary": variations(design)}
    if "vary" in design:
        return dict(design)
    grid = [{"path": path, "values": [yaml(value) for value in values]} for path, values in design.items()]
    return {"sample": "grid", "vary": grid}


def _texts(design: Mapping[str, Any] | pd.DataFrame) -> list[str] | None:
    """The design as options of the command line, where a text stands for the values of a path; else None."""
    if isinstance(design, pd.DataFrame) or is_problem(design) or "vary" in design:
        return None
    if not any(isinstance(values, str) for values in design.values()):
        return None
    return [
        f"{path}={values if isinstance(values, str) else ', '.join(str(yaml(value)) for value in values)}"
        for path, values in design.items()
    ]


def _rows(design: Design) -> tuple[list[dict[str, Any]], dict[str, str | None]]:
    """The runs of a design without random numbers, and the units of what varies."""
    if isinstance(design, pd.DataFrame):
        return [{str(key): value for key, value in row.items()} for row in design.to_dict("records")], {}
    if (
        isinstance(design, (str, os.PathLike))
        or is_problem(design)
        or "vary" in design
        or any(isinstance(values, str) for values in design.values())
    ):
        raise ValueError("a plan that the program reads needs engine='process'; give a frame or {path: values}")
    return [dict(zip(design, row)) for row in itertools.product(*design.values())], {}


def _folder(out: str | os.PathLike[str] | None, resume: bool) -> Path:
    if out is None:
        folder = Path(tempfile.mkdtemp(prefix="ecocomp-sweep-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder / "sweep"
    if not resume and Path(out).exists():
        raise EcoCompError.single("output_exists", f"{out} exists; resume=True goes on with the sweep in it")
    return Path(os.path.abspath(out))
