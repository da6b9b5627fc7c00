"""Values of a scenario as texts."""

from __future__ import annotations

from typing import Any, Mapping

Overrides = Mapping[str, Any]


def override_texts(overrides: Overrides | None) -> list[str]:
    """`PATH=VALUE` for each override."""
    return [f"{path}={yaml(value)}" for path, value in (overrides or {}).items()]


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
