"""Finding and calling the program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Sequence

from ._errors import Diagnostic, EcoCompError, ProgramNotFound

_VARIABLE = "ECOCOMP"


def program() -> Path:
    """The program that runs: `$ECOCOMP`, else the checkout that holds this package, else `ecocomp` on the PATH.

    Raises ProgramNotFound with what was tried.
    """
    named = os.environ.get(_VARIABLE)
    if named:
        path = Path(named)
        if path.is_file():
            return path.resolve()
        raise ProgramNotFound(f"${_VARIABLE} names {named}, and there is no such file")
    root = checkout()
    if root is not None:
        return root / "ecocomp"
    found = shutil.which("ecocomp")
    if found:
        return Path(found)
    raise ProgramNotFound(
        "there is no program `ecocomp`: clone the project and call from inside it, put the program on the PATH, "
        f"or set ${_VARIABLE} to it"
    )


def checkout() -> Path | None:
    """The checkout of the project in which this package or the working directory lies."""
    here = Path.cwd().resolve()
    for folder in (*Path(__file__).resolve().parents, here, *here.parents):
        if (folder / "Package.swift").is_file() and (folder / "ecocomp").is_file():
            return folder
    return None


def version() -> str:
    """What `ecocomp --version` prints: version, linear algebra, geodata library."""
    return call(["--version"]).stdout.strip()


def call(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Runs the program; raises EcoCompError with its findings where it does not end well."""
    done = subprocess.run(
        [str(program()), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode == 0:
        return done
    raise EcoCompError(findings(done.stdout) or [_last_words(done)], done.returncode)


def call_json(arguments: Sequence[str]) -> Any:
    """What the program prints, read as JSON."""
    return json.loads(call(arguments).stdout)


def findings(text: str) -> list[Diagnostic]:
    """The diagnostics of a JSON answer; empty where it is none."""
    try:
        answer = json.loads(text)
    except ValueError:
        return []
    records = answer.get("diagnostics", []) if isinstance(answer, dict) else []
    return [Diagnostic.from_json(record) for record in records]


def _last_words(done: subprocess.CompletedProcess[str]) -> Diagnostic:
    """Where the program ended without an answer: what it wrote to its error stream."""
    text = done.stderr.strip() or f"the program ended with {done.returncode}"
    return Diagnostic(severity="error", code="program_failed", message=text)
