"""The core as a shared library: `ecocomp.h` through ctypes."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
from ctypes import POINTER, byref, c_char_p, c_double, c_int32, c_int64, c_void_p
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Sequence

import numpy as np
import numpy.typing as npt

from ._errors import Diagnostic, EcoCompError, LibraryNotFound
from ._program import checkout, findings

_VARIABLE = "ECOCOMP_LIBRARY"
_NAME = "libEcoComp.so"
_ABI = 1
_OK, _CALL, _CANCELLED = 0, 64, 75

_Progress = ctypes.CFUNCTYPE(c_int32, c_void_p, c_int64, c_int64, c_int64)
_Failure = ctypes.CFUNCTYPE(None, c_void_p, c_int64, c_int32, c_char_p)
_Text = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_int64)

Progress = Callable[[int, int, int], Any]


class _Batch(ctypes.Structure):
    _fields_ = [
        ("size", c_int64), ("run_count", c_int64), ("path_count", c_int64), ("paths", POINTER(c_char_p)),
        ("numbers", c_void_p), ("units", POINTER(c_char_p)), ("texts", POINTER(c_char_p)),
        ("figures", c_void_p), ("figure_count", c_int64), ("values", c_void_p), ("value_count", c_int64),
        ("statuses", c_void_p), ("threads", c_int64), ("progress", _Progress), ("failure", _Failure),
        ("context", c_void_p),
    ]  # fmt: skip


def library() -> Path:
    """The shared library: `$ECOCOMP_LIBRARY`, else the one inside this package, else that of the checkout.

    That of the checkout is built first where its sources are newer. Raises LibraryNotFound with what was tried.
    """
    named = os.environ.get(_VARIABLE)
    if named:
        if Path(named).is_file():
            return Path(named).resolve()
        raise LibraryNotFound(f"${_VARIABLE} names {named}, and there is no such file")
    inside = Path(__file__).resolve().parent / _NAME
    if inside.is_file():
        return inside
    root = checkout()
    if root is None:
        raise LibraryNotFound(
            f"there is no {_NAME}: call from inside a checkout of the project, install a wheel that holds it, "
            f"set ${_VARIABLE} to it, or choose engine='process'"
        )
    built = subprocess.run([str(root / "Notebooks" / "build-library")], stdout=subprocess.PIPE, text=True, check=False)
    if built.returncode != 0:
        raise LibraryNotFound(f"{_NAME} could not be built: the messages above say why")
    return Path(built.stdout.strip())


@lru_cache(maxsize=1)
def load_library() -> ctypes.CDLL:
    """The library with the types of its functions; of this version of the interface."""
    path = library()
    try:
        core = ctypes.CDLL(str(path))
    except OSError as error:
        raise LibraryNotFound(f"{path} cannot be loaded: {error}") from error
    texts = POINTER(c_char_p)
    for name, result, arguments in (
        ("eco_abi_version", c_int32, []),
        ("eco_version", c_int64, [c_void_p, c_int64]),
        ("eco_last_error", c_int64, [c_void_p, c_int64]),
        ("eco_open", c_int32, [c_char_p, texts, c_int64, c_char_p, c_char_p, c_int32, POINTER(c_int64)]),
        ("eco_close", c_int32, [c_int64]),
        ("eco_figure_count", c_int64, [c_int64]),
        ("eco_describe", c_int64, [c_int64, c_void_p, c_int64]),
        ("eco_run", c_int32, [c_int64, texts, c_int64, c_void_p, c_int64]),
        ("eco_table", c_int32, [c_int64, texts, c_int64, c_char_p, _Text, c_void_p]),
        ("eco_write_run", c_int32, [c_int64, texts, c_int64, c_char_p]),
        ("eco_run_many", c_int32, [c_int64, POINTER(_Batch)]),
    ):  # fmt: skip
        function = getattr(core, name, None)
        if function is None:
            raise LibraryNotFound(f"{path} has no function {name}: it is another version")
        function.restype, function.argtypes = result, arguments
    if core.eco_abi_version() != _ABI:
        raise LibraryNotFound(f"{path} has interface {core.eco_abi_version()}; this package needs {_ABI}")
    return core


class OpenScenario:
    """An open scenario of the library."""

    def __init__(
        self, path: str, overrides: Sequence[str], modules: str | None, geodata: str | None, jobs: int
    ) -> None:
        self._number = 0
        self._core = load_library()
        number = c_int64(0)
        self._check(
            self._core.eco_open(
                _bytes(path), _texts(overrides), len(overrides), _optional(modules), _optional(geodata), jobs,
                byref(number),
            )
        )  # fmt: skip
        self._number = number.value
        self.description: dict[str, Any] = json.loads(
            _handed_out(lambda text, room: self._core.eco_describe(self._number, text, room))
        )
        self.count = len(self.description["figures"])

    def close(self) -> None:
        """Ends it; a second time does nothing."""
        if self._number:
            self._core.eco_close(self._number)
            self._number = 0

    def __del__(self) -> None:
        self.close()

    def run(self, overrides: Sequence[str]) -> npt.NDArray[np.float64]:
        values = np.empty(self.count)
        self._check(
            self._core.eco_run(self._number, _texts(overrides), len(overrides), values.ctypes.data, self.count)
        )
        return values

    def table(self, name: str, overrides: Sequence[str]) -> bytes:
        """The bytes of a table's CSV file."""
        received: list[bytes] = []

        def receive(_context: Any, text: int, length: int) -> None:
            received.append(ctypes.string_at(text, length))

        self._check(
            self._core.eco_table(self._number, _texts(overrides), len(overrides), _bytes(name), _Text(receive), None)
        )
        return received[0]

    def write_run(self, overrides: Sequence[str], folder: str) -> None:
        """Writes a run folder, without report and workbook."""
        self._check(self._core.eco_write_run(self._number, _texts(overrides), len(overrides), _bytes(folder)))

    def run_many(
        self,
        paths: Sequence[str],
        *,
        numbers: npt.NDArray[np.float64] | None = None,
        units: Sequence[str | None] | None = None,
        texts: Sequence[Sequence[str]] | None = None,
        figures: Sequence[int] | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int32], dict[int, EcoCompError]]:
        """Values by run and figure, a status and the findings of each run that failed.

        KeyboardInterrupt, and whatever `progress` raises, stops the batch and is raised again.
        """
        runs = len(numbers) if numbers is not None else len(texts or [])
        wanted = None if figures is None else np.ascontiguousarray(figures, dtype=np.int64)
        values = np.empty((runs, self.count if wanted is None else len(wanted)))
        statuses = np.empty(runs, dtype=np.int32)
        failures: dict[int, EcoCompError] = {}
        raised: list[BaseException] = []

        def advance(_context: Any, done: int, failed: int, total: int) -> int:
            try:
                return 1 if raised or (progress is not None and progress(done, failed, total) is False) else 0
            except BaseException as error:  # ctypes would print it and go on
                raised.append(error)
                return 1

        def failed(_context: Any, run: int, status: int, text: bytes) -> None:
            try:
                failures[run] = EcoCompError(findings(text.decode()), status)
            except BaseException as error:
                raised.append(error)

        rows = None if numbers is None else np.ascontiguousarray(numbers, dtype=np.float64)
        batch = _Batch(
            size=ctypes.sizeof(_Batch), run_count=runs, path_count=len(paths), paths=_texts(paths),
            numbers=None if rows is None else rows.ctypes.data,
            units=None if units is None else _texts([unit or "" for unit in units]),
            texts=None if texts is None else _texts([text for row in texts for text in row]),
            figures=None if wanted is None else wanted.ctypes.data,
            figure_count=0 if wanted is None else len(wanted),
            values=values.ctypes.data, value_count=values.size, statuses=statuses.ctypes.data,
            threads=threads, progress=_Progress(advance), failure=_Failure(failed),
        )  # fmt: skip
        status = self._core.eco_run_many(self._number, byref(batch))
        if raised:
            raise raised[0]
        if status not in (_OK, _CANCELLED):
            self._check(status)
        return values, statuses, failures

    def _check(self, status: int) -> None:
        if status == _OK:
            return
        text = _handed_out(self._core.eco_last_error)
        unknown = Diagnostic("error", "library_failed", f"the library answered {status}")
        raise EcoCompError(findings(text) or [unknown], status)


def _handed_out(function: Callable[[Any, int], int]) -> str:
    """A text of the library, by its rule of two calls."""
    length = function(None, 0)
    if length < 0:
        raise EcoCompError.single("wrong_call", f"the library answered {-length}", -length)
    buffer = ctypes.create_string_buffer(length + 1)
    function(buffer, length + 1)
    return buffer.value.decode()


def _texts(texts: Sequence[str]) -> Any:
    return (c_char_p * max(1, len(texts)))(*map(_bytes, texts))


def _bytes(text: str) -> bytes:
    if "\0" in text:
        raise EcoCompError.single("wrong_call", f"{text!r} holds a zero byte, which no text may", _CALL)
    return text.encode()


def _optional(text: str | None) -> bytes | None:
    return None if text is None else _bytes(text)
