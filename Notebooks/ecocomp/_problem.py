"""Uncertain values as SALib writes them, and as a plan of `ecocomp sweep` does."""

from __future__ import annotations

import math
from typing import Any, Mapping, Sequence

# A distribution by its bounds, (low, high) or (low, high, unit), or as an entry of `vary` in a sweep's plan.
Uncertain = Sequence[Any] | Mapping[str, Any]


def problem(values: Mapping[str, Uncertain]) -> dict[str, Any]:
    """The problem dictionary of SALib for values of a scenario.

        ecocomp.problem({
            "quota.fee_rate": (0, 0.02),
            "accounts.indicators.carbon_fixation.carbon_price.amount": (20, 380, "CNY/t"),
            "compensation.schemes.yearly_change.money_per_point":
                {"distribution": "triangular", "low": 10, "mode": 20, "high": 40, "unit": "万元"},
        })

    values   {dotted path: (low, high), (low, high, unit), or {"distribution": ..., "unit": ...} with the parameters
             of the distribution: uniform and log_uniform (low, high), triangular (low, mode, high), normal (mean,
             standard_deviation, and low with high where it is cut), lognormal (median, geometric_deviation)}

    Besides SALib's `num_vars`, `names`, `bounds` and `dists` it holds `units`, one for each path, None where there is
    none; `Model.evaluate` and `ecocomp.sweep` read them.
    """
    entries = {path: _entry(path, value) for path, value in values.items()}
    forms = {path: _salib(path, entry) for path, entry in entries.items()}
    return {
        "num_vars": len(entries),
        "names": list(entries),
        "bounds": [bounds for _, bounds in forms.values()],
        "dists": [name for name, _ in forms.values()],
        "units": [entry.get("unit") for entry in entries.values()],
    }


def is_problem(value: Any) -> bool:
    """Whether it is a problem dictionary of SALib."""
    return isinstance(value, Mapping) and "names" in value and "bounds" in value


def variations(problem: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries of `vary` in a sweep's plan for a problem of SALib."""
    names, bounds = list(problem["names"]), list(problem["bounds"])
    dists = list(problem.get("dists") or ["unif"] * len(names))
    units = list(problem.get("units") or [None] * len(names))
    groups = problem.get("groups")
    if groups and len(set(groups)) < len(names):
        raise ValueError("values in groups have no counterpart in a sweep: vary each of them")
    if not len(names) == len(bounds) == len(dists) == len(units):
        raise ValueError("names, bounds, dists and units of the problem differ in length")
    result = []
    for name, own, dist, unit in zip(names, bounds, dists, units):
        entry: dict[str, Any] = {"path": name, **_from_salib(name, dist, [float(number) for number in own])}
        if unit:
            entry["unit"] = unit
        result.append(entry)
    return result


def _entry(path: str, value: Uncertain) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {"distribution": "uniform", **value}
    if isinstance(value, str) or len(value) not in (2, 3):
        raise ValueError(f"{path}: give (low, high), (low, high, unit) or a distribution, not {value!r}")
    entry: dict[str, Any] = {"distribution": "uniform", "low": value[0], "high": value[1]}
    if len(value) == 3:
        entry["unit"] = value[2]
    return entry


def _salib(path: str, entry: Mapping[str, Any]) -> tuple[str, list[float]]:
    def number(key: str) -> float:
        if key not in entry:
            raise ValueError(f"{path}: {entry['distribution']} needs {key}")
        return float(entry[key])

    kind = entry["distribution"]
    if kind == "uniform":
        return "unif", [number("low"), number("high")]
    if kind == "log_uniform":
        return "logunif", [number("low"), number("high")]
    if kind == "triangular":
        low, mode, high = number("low"), number("mode"), number("high")
        return "triang", [low, high, (mode - low) / (high - low)]
    if kind == "normal" and ("low" in entry or "high" in entry):
        return "truncnorm", [number("low"), number("high"), number("mean"), number("standard_deviation")]
    if kind == "normal":
        return "norm", [number("mean"), number("standard_deviation")]
    if kind == "lognormal":
        return "lognorm", [math.log(number("median")), math.log(number("geometric_deviation"))]
    known = "uniform, log_uniform, triangular, normal, lognormal"
    raise ValueError(f"{path}: no distribution is called {kind!r}; there are {known}")


def _from_salib(name: str, dist: str, bounds: list[float]) -> dict[str, Any]:
    if dist == "unif":
        return {"distribution": "uniform", "low": bounds[0], "high": bounds[1]}
    if dist == "logunif":
        return {"distribution": "log_uniform", "low": bounds[0], "high": bounds[1]}
    if dist == "triang":
        low, high, share = bounds
        return {"distribution": "triangular", "low": low, "mode": low + share * (high - low), "high": high}
    if dist == "norm":
        return {"distribution": "normal", "mean": bounds[0], "standard_deviation": bounds[1]}
    if dist == "truncnorm":
        low, high, mean, deviation = bounds
        return {"distribution": "normal", "mean": mean, "standard_deviation": deviation, "low": low, "high": high}
    if dist == "lognorm":
        return {
            "distribution": "lognormal", "median": math.exp(bounds[0]), "geometric_deviation": math.exp(bounds[1]),
        }  # fmt: skip
    raise ValueError(f"{name}: SALib's distribution {dist!r} has no counterpart in a sweep")
