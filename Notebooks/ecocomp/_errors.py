"""What can go wrong, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence


@dataclass(frozen=True)
class Diagnostic:
    """One finding: where it is, what is wrong, what to do.

    `file`, `line` and `column` are None where a finding has no place in a file. `path` is the dotted path of the
    value in the scenario.
    """

    severity: str
    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    hint: str = ""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Diagnostic:
        names = cls.__dataclass_fields__
        return cls(**{key: value for key, value in record.items() if key in names and value is not None})

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        head = ": ".join(part for part in (place, self.severity, self.path, self.message) if part)
        return f"{head}\n  hint: {self.hint}" if self.hint else head


class EcoCompError(Exception):
    """The input is wrong, or the computation failed; carries every finding.

    `exit_code` is 2 where the input is wrong, 1 where a computation failed or a limit cannot be met, 64 where the
    call itself is wrong.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], exit_code: int) -> None:
        self.diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))

    @classmethod
    def single(cls, code: str, message: str, exit_code: int = 2) -> EcoCompError:
        """An error of one finding without a place."""
        return cls([Diagnostic("error", code, message)], exit_code)

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions travel between the processes of a cluster.
        return (type(self), (self.diagnostics, self.exit_code))


class EcoCompWarning(UserWarning):
    """A finding that does not stop a run."""


class ProgramNotFound(Exception):
    """The program `ecocomp` is not where it was looked for."""


class LibraryNotFound(Exception):
    """The shared library is not where it was looked for, or is of another version."""
