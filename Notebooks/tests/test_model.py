"""The shared library from Python: arrays, errors, and what must not end the interpreter."""

import ctypes
import multiprocessing
import pickle
import random
import threading
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import ecocomp
from ecocomp._library import load_library

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "Scenarios" / "reference" / "two_counties"
PATH = "compensation.schemes.yearly_change.money_per_point"
WEST = "payments.140122.net_yuan"


@pytest.fixture(scope="module")
def model():
    with ecocomp.Model(SMALL, only=["compensation"]) as model:
        yield model


def west(prices):
    """360 of 10,000 yuan by the monthly fines, and 5 points at the price."""
    return 3_600_000 + 50_000 * np.asarray(prices, dtype=float)


def test_figures_have_units_and_meanings(model):
    figures = model.figures
    assert figures.index.is_unique
    assert figures.loc[WEST, "region"] == "140122" and figures.loc[WEST, "unit"] == "CNY"
    assert figures["meaning_en"].str.len().gt(0).all() and figures["meaning_zh"].str.len().gt(0).all()


def test_a_matrix_becomes_a_matrix(model):
    prices = np.linspace(10, 40, 31)
    values = model.evaluate(prices, [PATH], units=["万元"], figures=[WEST, "payments.140981.net_yuan"])
    assert values.shape == (31, 2)
    np.testing.assert_array_equal(values[:, 0], west(prices))
    frame = pd.DataFrame({PATH: prices})
    np.testing.assert_array_equal(model.evaluate(frame, units={PATH: "万元"}, figures=[WEST])[:, 0], west(prices))
    np.testing.assert_array_equal(
        model.evaluate(frame[::-1], units={PATH: "万元"}, figures=[WEST], threads=3)[:, 0], west(prices[::-1])
    )
    alone = model.run({PATH: "23 万元"})
    np.testing.assert_array_equal(model.evaluate([[23.0]], [PATH], units=["万元"])[0], alone.to_numpy())


def test_progress_and_stopping(model):
    told = []
    model.evaluate(np.full((50, 1), 20.0), [PATH], units=["万元"], progress=lambda *counts: told.append(counts))
    assert told[-1] == (50, 0, 50)

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model.evaluate(np.full((200_000, 1), 20.0), [PATH], units=["万元"], progress=stop)
    assert model.run()[WEST] == west(20)


def test_failed_runs(model):
    rows = np.array([[20.0], [np.nan], [-5.0], [21.0]])
    with pytest.raises(ecocomp.EcoCompError) as caught:
        model.evaluate(rows, [PATH], units=["万元"])
    assert caught.value.exit_code == 2 and "run 1" in caught.value.__notes__[0]
    values = model.evaluate(rows, [PATH], units=["万元"], figures=[WEST], errors="nan")[:, 0]
    np.testing.assert_array_equal(values, [west(20), np.nan, np.nan, west(21)])
    texts, failures = model.evaluate_texts([{PATH: "20 万元"}, {PATH: "soon"}, {PATH: 20}], figures=[WEST])
    assert sorted(failures) == [1, 2] and texts[0, 0] == west(20)
    assert all(failures[place].diagnostics[0].path.endswith("money_per_point") for place in failures)


@pytest.mark.parametrize("overrides", [{"no_such_block.value": 3, "year": "soon"}, {PATH: "-3 万元"}])
def test_both_engines_find_the_same(overrides):
    found = []
    for engine in ("process", "library"):
        with pytest.raises(ecocomp.EcoCompError) as caught:
            ecocomp.run(SMALL, overrides, only=["compensation"], engine=engine)
        found.append((caught.value.exit_code, caught.value.diagnostics))
    assert found[0] == found[1]
    assert all(diagnostic.file == "--set" and diagnostic.line for diagnostic in found[0][1])


def test_a_scenario_with_rasters_asks_for_them():
    with pytest.raises(ecocomp.EcoCompError, match="ecocomp geodata"):
        ecocomp.Model(SMALL, only=["accounts"])


def test_closing_is_final():
    model = ecocomp.Model(SMALL, only=["compensation"])
    model.close()
    model.close()
    for call in (model.run, lambda: model.evaluate([[1.0]], [PATH]), lambda: model.table("transfers")):
        with pytest.raises(ecocomp.EcoCompError):
            call()


def test_wrong_arguments_are_told(model):
    for wrong in (
        lambda: model.evaluate([[1.0, 2.0]], [PATH]),
        lambda: model.evaluate([[1.0]]),
        lambda: model.evaluate([[1.0]], [PATH], units=["万元", "万元"]),
        lambda: model.evaluate([[1.0]], [PATH], units={"other": "t"}),
        lambda: model.evaluate([[1.0]], [PATH], errors="ignore"),
        lambda: model.evaluate_texts([{PATH: 1}, {}]),
    ):
        with pytest.raises(ValueError):
            wrong()
    with pytest.raises(KeyError):
        model.evaluate([[1.0]], [PATH], figures=["gep.of.the.moon"])
    with pytest.raises(ecocomp.EcoCompError):
        model.run({PATH: "1\0"})
    with pytest.raises(ecocomp.EcoCompError):
        model.evaluate([[1.0]], ["year=2019 #"])


def test_models_travel_and_may_be_used_from_threads(model):
    again = pickle.loads(pickle.dumps(model))
    pd.testing.assert_series_equal(again.run(), model.run())
    found = []
    threads = [
        threading.Thread(target=lambda price=price: found.append((price, model.run({PATH: f"{price} 万元"})[WEST])))
        for price in range(10, 26)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16 and all(value == west(price) for price, value in found)


def in_child(queue):
    with ecocomp.Model(SMALL, only=["compensation"]) as model:
        queue.put(float(model.evaluate([[30.0]] * 8, [PATH], units=["万元"], figures=[WEST], threads=2)[-1, 0]))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(model, method):
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    child = context.Process(target=in_child, args=(queue,))
    child.start()
    assert queue.get(timeout=60) == west(30)
    child.join()
    assert child.exitcode == 0


def test_nothing_ends_the_interpreter(model):
    """Numbers and null pointers at random places of every function: a refusal, and life goes on."""
    core = load_library()
    wrong = [0, -1, 2**31, -(2**63), 2**63 - 1, 2**40]
    generator = random.Random(20190101)
    names = ["eco_open", "eco_close", "eco_figure_count", "eco_describe", "eco_run", "eco_table", "eco_write_run"]
    for _ in range(3000):
        name = generator.choice(names)
        function = getattr(core, name)
        arguments = []
        for place, kind in enumerate(function.argtypes):
            if kind is ctypes.c_int64 and place == 0 and name != "eco_close" and generator.random() < 0.5:
                arguments.append(model._open._number)
            elif kind is ctypes.c_int64:
                arguments.append(generator.choice(wrong))
            elif kind is ctypes.c_int32:
                arguments.append(generator.choice([0, -1, 1]))
            else:
                arguments.append(kind() if issubclass(kind, ctypes._CFuncPtr) else None)
        assert function(*arguments) != 0, (name, arguments)
    assert core.eco_run_many(model._open._number, None) != 0
    assert model.run()[WEST] == west(20)
