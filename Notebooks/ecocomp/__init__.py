"""EcoComp from Python: run scenarios of ecological compensation and read their results as pandas frames.

    import ecocomp

    run = ecocomp.run("Scenarios/taixin", overrides={"quota.fee_rate": 0.0075})
    run["quota"].groupby("region")["cost_yuan"].sum()

Everything is computed by the `ecocomp` program; nothing is computed twice in two languages.
"""

from ._errors import Diagnostic, EcoCompError, EcoCompWarning, ProgramNotFound
from ._program import program, version
from ._results import Run, open_run
from ._commands import check, describe, explain, ids, run, schema

__all__ = [
    "Diagnostic",
    "EcoCompError",
    "EcoCompWarning",
    "ProgramNotFound",
    "Run",
    "check",
    "describe",
    "explain",
    "ids",
    "open_run",
    "program",
    "run",
    "schema",
    "version",
]
__version__ = "0.1.0"
