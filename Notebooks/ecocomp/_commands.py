"""The commands as functions."""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path
from typing import Any, Iterable

from ._errors import Diagnostic, EcoCompError, EcoCompWarning
from ._model import Model
from ._program import call, call_json, findings
from ._results import Run
from ._values import Overrides as Overrides, override_texts


def run(
    scenario: str | os.PathLike[str],
    overrides: Overrides | None = None,
    *,
    out: str | os.PathLike[str] | None = None,
    only: Iterable[str] | None = None,
    jobs: int | None = None,
    parts: str | os.PathLike[str] | None = None,
    engine: str = "process",
    geodata: str | os.PathLike[str] | None = None,
) -> Run:
    """Computes a scenario and returns its run.

    scenario    folder with `scenario.yaml`, or such a file
    overrides   {dotted path: value}; a value is a number, a text such as "20 CNY/t", True, None (drops the value),
                a list or a dictionary
    out         the run folder; without it a temporary folder that goes when the run does
    only        modules to compute, such as ["accounts"]
    jobs        threads; one for each processor where absent
    parts       folder of the parts of its rasters, where they were measured apart (`ecocomp.cluster.run_parts`)
    engine      "process" for the program; "library" for the shared library in this process, which writes the same
                tables, and no report and workbook
    geodata     for the library: what `ecocomp geodata` wrote, where the scenario has rasters

    Raises EcoCompError with every located finding. Findings that do not stop the run are EcoCompWarning.
    """
    keeper = None if out is not None else tempfile.TemporaryDirectory(prefix="ecocomp-")
    folder = Path(out) if out is not None else Path(keeper.name) / "run"  # type: ignore[union-attr]
    summary: dict[str, Any] = {}
    if engine == "library":
        if parts is not None:
            raise ValueError("parts belong to engine='process'")
        with Model(scenario, overrides, only=only, geodata=geodata, jobs=jobs or os.cpu_count() or 1) as model:
            model.write_run(folder)
    elif engine == "process":
        arguments = ["run", os.fspath(scenario), "--format", "json", "--quiet", "--out", str(folder)]
        arguments += override_arguments(overrides)
        if only is not None:
            arguments += ["--only", ",".join(only)]
        if jobs is not None:
            arguments += ["--jobs", str(jobs)]
        if parts is not None:
            arguments += ["--parts", os.path.abspath(parts)]
        summary = call_json(arguments)
    else:
        raise ValueError(f"engine is 'process' or 'library', not {engine!r}")
    result = Run(folder, summary=summary, keeper=keeper)
    for diagnostic in result.warnings:
        warnings.warn(str(diagnostic), EcoCompWarning, stacklevel=2)
    return result


def check(scenario: str | os.PathLike[str], overrides: Overrides | None = None) -> list[Diagnostic]:
    """Every finding that needs no computation; empty where the scenario is right. Does not raise for findings."""
    arguments = ["check", os.fspath(scenario), "--format", "json", *override_arguments(overrides)]
    try:
        return findings(call(arguments).stdout)
    except EcoCompError as error:
        if error.exit_code in (1, 2):
            return list(error.diagnostics)
        raise


def explain(run: Run | str | os.PathLike[str], figure: str, *, lang: str = "en") -> dict[str, Any]:
    """The trail of a figure of a run, such as "transfers:PAYER:PAYEE:PERIOD:SCHEME"."""
    folder = run.folder if isinstance(run, Run) else Path(run)
    answer = call_json(["explain", str(folder), figure, "--format", "json", "--lang", lang])
    return dict(answer)


def geodata(
    scenario: str | os.PathLike[str],
    out: str | os.PathLike[str],
    overrides: Overrides | None = None,
    *,
    variants: Iterable[Overrides] = (),
) -> Path:
    """Records what the rasters of a scenario tell its account, for `Model` and engine="library".

    Prices and coefficients may then change; values that rasters are read with must be named: each of `variants` is one
    {dotted path: value} that will be asked for.
    """
    arguments = ["geodata", os.fspath(scenario), "--out", os.fspath(out), "--quiet", *override_arguments(overrides)]
    for variant in variants:
        for text in override_texts(variant):
            arguments += ["--variant", text]
    call([*arguments, "--format", "json"])
    return Path(out)


def schema(id: str | None = None) -> dict[str, Any]:
    """JSON Schema of a scenario file, or of one block."""
    return dict(call_json(["schema", *([id] if id else [])]))


def describe(id: str, *, lang: str = "en") -> str:
    """What an indicator, scheme, standard, rule pack or block takes and gives."""
    return call(["describe", id, "--lang", lang]).stdout


def ids(kind: str) -> list[str]:
    """The ids of a kind, such as "indicators" or "schemes"."""
    return [line.split()[0] for line in call(["list", kind]).stdout.splitlines() if line.strip()]


def override_arguments(overrides: Overrides | None) -> list[str]:
    """`--set PATH=VALUE` for each override."""
    return [word for text in override_texts(overrides) for word in ("--set", text)]
