"""The commands as functions."""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path
from typing import Any, Iterable, Mapping

from ._errors import Diagnostic, EcoCompError, EcoCompWarning
from ._program import call, call_json, findings
from ._results import Run

Overrides = Mapping[str, Any]


def run(
    scenario: str | os.PathLike[str],
    overrides: Overrides | None = None,
    *,
    out: str | os.PathLike[str] | None = None,
    only: Iterable[str] | None = None,
    jobs: int | None = None,
) -> Run:
    """Computes a scenario and returns its run.

    scenario    folder with `scenario.yaml`, or such a file
    overrides   {dotted path: value}; a value is a number, a text such as "20 CNY/t", True, None (drops the value),
                a list or a dictionary
    out         the run folder; without it a temporary folder that goes when the run does
    only        modules to compute, such as ["accounts"]
    jobs        threads; one for each processor where absent

    Raises EcoCompError with every located finding. Findings that do not stop the run are EcoCompWarning.
    """
    keeper = None if out is not None else tempfile.TemporaryDirectory(prefix="ecocomp-")
    folder = Path(out) if out is not None else Path(keeper.name) / "run"  # type: ignore[union-attr]
    arguments = ["run", os.fspath(scenario), "--format", "json", "--quiet", "--out", str(folder)]
    arguments += override_arguments(overrides)
    if only is not None:
        arguments += ["--only", ",".join(only)]
    if jobs is not None:
        arguments += ["--jobs", str(jobs)]
    summary = call_json(arguments)
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
    return [word for path, value in (overrides or {}).items() for word in ("--set", f"{path}={yaml(value)}")]


def yaml(value: Any) -> str:
    """A value as `--set` reads it: one line of YAML in flow style."""
    if value is None:
        return "~"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_quoted(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_quoted(item) for item in value) + "]"
    if hasattr(value, "item"):  # numbers of numpy
        return yaml(value.item())
    if isinstance(value, (int, float)):
        return repr(value)
    raise TypeError(f"a value of a scenario is a number, text, list or dictionary, not {type(value).__name__}")


def _quoted(value: Any) -> str:
    """Inside brackets a text that holds their punctuation stands in quotes."""
    if isinstance(value, str) and (value == "" or any(mark in value for mark in ",:[]{}#\"'\n")):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return yaml(value)
