"""What changed between runs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from ._program import call_json
from ._results import Run, frame_of


class Comparison:
    """Runs held against the first of them.

    `comparison["differences"]` is a table of its folder by name: runs, differences, winners_losers, inputs_changed,
    causes.
    """

    def __init__(self, folder: Path, summary: dict[str, Any], keeper: Any = None) -> None:
        self.folder = folder
        self.summary = summary
        self._keeper = keeper

    @property
    def tables(self) -> list[str]:
        """The names of its tables."""
        return sorted(path.stem for path in self.folder.glob("*.csv"))

    def __getitem__(self, name: str) -> pd.DataFrame:
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            raise KeyError(f"the comparison has no table {name!r}; it has {', '.join(self.tables)}")
        return frame_of(path.read_bytes())

    @property
    def differences(self) -> pd.DataFrame:
        """What changed, figure by figure."""
        return self["differences"]

    @property
    def page(self) -> Path:
        """The comparison as a page, to be opened in a browser."""
        return self.folder / "comparison.html"

    def __repr__(self) -> str:
        return f"<Comparison {self.folder}: {', '.join(self.tables)}>"


def compare(
    *runs: Run | str | os.PathLike[str],
    scenario: str | os.PathLike[str] | None = None,
    causes: bool = True,
    out: str | os.PathLike[str] | None = None,
    lang: str = "en",
) -> Comparison:
    """What changed from one run to others: figures, winners and losers, inputs, causes.

    runs      two or more runs or run folders, the first of them what the others are held against; or one scenario
              with variants, which are run as they are needed
    scenario  the scenario of the run folders, for the causes of the change
    causes    split every change among the values that were changed
    out       folder of tables and pages; a temporary one that goes with the comparison where absent
    """
    keeper = None if out is not None else tempfile.TemporaryDirectory(prefix="ecocomp-")
    folder = Path(out) if out is not None else Path(keeper.name) / "comparison"  # type: ignore[union-attr]
    arguments = ["compare", *(str(run.folder) if isinstance(run, Run) else os.fspath(run) for run in runs)]
    arguments += ["--out", str(folder), "--format", "json", "--lang", lang]
    arguments += [] if scenario is None else ["--scenario", os.fspath(scenario)]
    arguments += [] if causes else ["--no-causes"]
    return Comparison(folder, dict(call_json(arguments)), keeper)
