"""Sweeps as datasets, and SALib on both sides of them."""

import numpy as np
import pandas as pd
import pytest
from pathlib import Path
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import sobol as sobol_sample

import ecocomp

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "Scenarios" / "reference" / "two_counties"
PRICE = "compensation.schemes.yearly_change.money_per_point"
WEST = "payments.140122.net_yuan"


@pytest.fixture(scope="module")
def problem():
    fine = "compensation.schemes.monthly_fines.indicators[0].tiers[0].rate"
    return ecocomp.problem({PRICE: (10, 40, "万元"), fine: (5, 15, "万元/(ug/m3)")})


def test_a_grid_has_every_combination(tmp_path):
    data = ecocomp.sweep(
        SMALL, {PRICE: ["10 万元", "20 万元", "30 万元"]}, figures=["payments.*"], tables=["transfers"], out=tmp_path / "s"
    )
    net = data["payments.region.net_yuan"]
    assert net.dims == ("run", "region") and net.attrs["units"] == "CNY" and net.attrs["long_name"]
    # 360 of 10,000 yuan and 5 points at the price; 450 and 3 points.
    assert net.sel(region="140122").to_numpy().tolist() == [4_100_000, 4_600_000, 5_100_000]
    assert net.sel(region="140981").to_numpy().tolist() == [-4_800_000, -5_100_000, -5_400_000]
    assert data[PRICE].to_numpy().tolist() == [10, 20, 30] and data[PRICE].attrs["units"] == "万元"
    assert (data["status"] == "ok").all() and data.ecocomp.failures.empty
    assert set(data.ecocomp.table("transfers")["run"]) == {1, 2, 3}
    again = ecocomp.sweep(
        SMALL, {PRICE: ["10 万元", "20 万元", "30 万元"]}, figures=["payments.*"], tables=["transfers"], out=tmp_path / "s"
    )
    assert again.equals(data)
    with pytest.raises(ecocomp.EcoCompError):
        ecocomp.sweep(SMALL, {PRICE: ["1 万元"]}, out=tmp_path / "s")
    with pytest.raises(ecocomp.EcoCompError):
        ecocomp.sweep(SMALL, {PRICE: ["1 万元"]}, out=tmp_path / "s", resume=False)


def test_a_text_stands_for_values_as_the_command_line_takes_them():
    fine = "compensation.schemes.monthly_fines.indicators[0].tiers[0].rate"
    steps = ecocomp.sweep(SMALL, {PRICE: "10..30/3 万元", fine: ["5 万元/(ug/m3)", "7 万元/(ug/m3)"]})
    assert sorted(set(steps[PRICE].to_numpy())) == [10, 20, 30] and steps.sizes["run"] == 6
    drawn = ecocomp.sweep(SMALL, {PRICE: "uniform(10, 30) 万元"}, sample="lhs", n=20)
    values = np.sort(drawn[PRICE].to_numpy())
    assert (np.arange(10, 30) <= values).all() and (values <= np.arange(11, 31)).all()
    with pytest.raises(ValueError, match="program"):
        ecocomp.sweep(SMALL, {PRICE: "10, 20 万元"}, engine="library")


def test_both_engines_give_the_same_dataset(tmp_path):
    design = pd.DataFrame({PRICE: ["10 万元", "12.5 万元", "40 万元"]})
    record = ecocomp.geodata(SMALL, tmp_path / "record.json")
    one = ecocomp.sweep(SMALL, design, figures=["*"])
    other = ecocomp.sweep(SMALL, design, figures=["*"], engine="library", geodata=record)
    # The program leaves the market without trade out where nobody asks for it by name.
    assert set(one.data_vars) <= set(other.data_vars) and "gep.region.value_yuan" in one
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].to_numpy(), other[name].to_numpy(), err_msg=str(name))
        assert one[name].attrs["units"] == other[name].attrs["units"]


def test_a_tidy_table_for_other_programs(tmp_path):
    data = ecocomp.sweep(SMALL, {PRICE: ["10 万元", "20 万元"]}, figures=[WEST])
    frame = data.ecocomp.to_frame()
    assert frame[WEST].tolist() == [4_100_000, 4_600_000] and frame.attrs["units"][WEST] == "CNY"
    data.ecocomp.to_parquet(tmp_path / "sweep.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "sweep.parquet")[[WEST]], frame[[WEST]])


def test_sobol_indices_are_those_of_salib(problem):
    """The same runs, analysed by SALib."""
    data = ecocomp.sweep(SMALL, problem, sample="sobol", n=64, seed=3, figures=[WEST])
    west = data["payments.region.net_yuan"].sel(region="140122").to_numpy()
    theirs = sobol_analysis.analyze(problem, west, calc_second_order=False, print_to_console=False)
    ours = data.ecocomp.indices.query("figure == @WEST").set_index("variation")
    np.testing.assert_allclose(ours.loc[problem["names"], "first_order"], theirs["S1"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.loc[problem["names"], "total"], theirs["ST"], rtol=1e-9, atol=1e-12)


def test_morris_effects_are_those_of_salib(problem):
    data = ecocomp.sweep(SMALL, problem, sample="morris", n=8, seed=3, figures=[WEST])
    west = data["payments.region.net_yuan"].sel(region="140122").to_numpy()
    inputs = np.column_stack([data[name].to_numpy() for name in problem["names"]])
    theirs = morris_analysis.analyze(problem, inputs, west, num_levels=4, scaled=False, print_to_console=False)
    ours = data.ecocomp.indices.query("figure == @WEST").set_index("variation").loc[problem["names"]]
    # An effect is that of the whole range of a value.
    np.testing.assert_allclose(ours["mu_star"], np.asarray(theirs["mu_star"], dtype=float), rtol=1e-9)
    np.testing.assert_allclose(ours["mu"], np.asarray(theirs["mu"], dtype=float), rtol=1e-9)


def test_samples_of_salib_are_evaluated(problem):
    """West gets 5 points at the price, and 80 % of three months of 5 ug/m3 at the first tier's rate.

    5 x 30 = 150 and 12 x 10 = 120 of 10,000 yuan over the ranges; variances go with the squares, so the price has
    150 ^ 2 / (150 ^ 2 + 120 ^ 2) of it.
    """
    inputs = sobol_sample.sample(problem, 256, calc_second_order=False, seed=1)
    with ecocomp.Model(SMALL, only=["compensation"]) as model:
        west = model.evaluate(inputs, problem["names"], units=problem["units"], figures=[WEST])[:, 0]
    found = sobol_analysis.analyze(problem, west, calc_second_order=False, print_to_console=False, seed=1)
    share = 150**2 / (150**2 + 120**2)
    np.testing.assert_allclose(found["S1"], [share, 1 - share], atol=0.02)


def test_problems_there_and_back():
    from ecocomp._problem import variations

    given = {
        "a": (0, 2), "b": (1, 3, "t"), "c": {"distribution": "triangular", "low": 1, "mode": 2, "high": 5},
        "d": {"distribution": "normal", "mean": 3, "standard_deviation": 1, "unit": "CNY/t"},
        "e": {"distribution": "normal", "mean": 3, "standard_deviation": 1, "low": 0, "high": 6},
        "f": {"distribution": "lognormal", "median": 4, "geometric_deviation": 2},
        "g": {"distribution": "log_uniform", "low": 1, "high": 100},
    }  # fmt: skip
    found = ecocomp.problem(given)
    assert found["dists"] == ["unif", "unif", "triang", "norm", "truncnorm", "lognorm", "logunif"]
    assert found["bounds"][2] == [1, 5, 0.25] and found["units"][1] == "t"
    back = {entry.pop("path"): entry for entry in variations(found)}
    assert back["b"] == {"distribution": "uniform", "low": 1, "high": 3, "unit": "t"}
    for path in "cdefg":
        assert back[path].keys() == given[path].keys()
        for key, value in given[path].items():
            assert back[path][key] == (pytest.approx(value) if isinstance(value, (int, float)) else value)
    with pytest.raises(ValueError):
        ecocomp.problem({"a": {"distribution": "beta", "low": 1}})
    with pytest.raises(ValueError):
        ecocomp.problem({"a": "0..1"})
