"""EcoComp from Python: run scenarios of ecological compensation and read their results as pandas frames.

    import ecocomp

    run = ecocomp.run("Scenarios/taixin", overrides={"quota.fee_rate": 0.0075})
    run["quota"].groupby("region")["cost_yuan"].sum()

    model = ecocomp.Model("Scenarios/shanxi_counties")          # read once, computed in microseconds
    model.run({"compensation.schemes.monthly.money": "25 万元"})  # figures as a pandas series

Everything is computed by the one engine, called as a program or as a shared library; nothing is computed twice in
two languages.
"""

from ._errors import Diagnostic, EcoCompError, EcoCompWarning, LibraryNotFound, ProgramNotFound
from ._program import program, version
from ._results import Run, open_run
from ._library import library
from ._model import Model
from ._commands import check, describe, explain, geodata, ids, run, schema
from ._compare import Comparison, compare
from ._problem import problem
from ._sweep import open_sweep, sweep
from . import cluster

__all__ = [
    "Comparison",
    "Diagnostic",
    "EcoCompError",
    "EcoCompWarning",
    "LibraryNotFound",
    "Model",
    "ProgramNotFound",
    "Run",
    "check",
    "compare",
    "cluster",
    "describe",
    "explain",
    "geodata",
    "ids",
    "library",
    "open_run",
    "open_sweep",
    "problem",
    "program",
    "run",
    "schema",
    "sweep",
    "version",
]
__version__ = "0.1.0"
