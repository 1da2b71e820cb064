"""Windows and kernels: they tile, they count what lies in them, and they share their labels."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from math import exp, pi, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import QuestionError
from stakeholders.analysis import (
    LeftOut,
    Network,
    Series,
    Statements,
    filter_statements,
    make_kernel_slices,
    make_one_mode,
    make_two_mode,
    make_windows,
    weigh,
)

Asked = dict[str, Any]
Row = tuple[str, str, bool, date]


def make_statements(rows: list[Row]) -> Statements:
    actors, concepts, values, days = zip(*rows, strict=True)
    return Statements.of(actor=actors, concept=concepts, value=values, time=days)


def say_on(*days: str | None) -> Statements:
    size = len(days)
    return Statements.of(
        actor=[("ana", "bo")[n % 2] for n in range(size)],
        concept=["toll"] * size,
        value=[True] * size,
        time=days,
    )


def list_spans(series: Series) -> list[tuple[str, str, int]]:
    return [(str(each.first), str(each.last), each.number) for each in series]


days = st.dates(date(2010, 12, 1), date(2011, 6, 30))
rows_of_text = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("kl"), st.booleans(), days),
    min_size=2,
    max_size=40,
)


@settings(deadline=None, max_examples=40)
@given(
    rows_of_text,
    st.sampled_from(("days", "weeks", "months")),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from([1_000_000, 0]),
)
def test_a_window_holds_what_a_filter_of_its_days_lets_through(
    rows: list[Row], unit: str, width: int, step: int, dense_cells: int
) -> None:
    rows = [*rows, ("a", "k", True, date(2010, 11, 15))]  # so that not all are between windows
    series = make_windows(
        make_statements(rows),
        width=width,
        unit=unit,
        step=step,
        since="2010-11-15",
        until="2011-07-31",
        qualifier="subtract",
        dense_cells=dense_cells,
    )
    for each in series:
        inside = [row for row in rows if each.first <= row[3] <= each.last]
        assert each.number == len(inside)
        if inside:
            alone = make_one_mode(make_statements(inside), qualifier="subtract")
            ties = {(t.one, t.other): t.weight for t in alone.edges()}
            assert {(t.one, t.other): t.weight for t in each.network.edges()} == ties
        assert each.network.rows == series[0].network.rows


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(("days", "weeks", "months", "years")), st.integers(1, 4))
def test_windows_tile(rows: list[Row], unit: str, width: int) -> None:
    """With a step of their width, each begins where the one before ends, and none is lost."""
    until = date(2020, 1, 1) if unit == "years" else date(2012, 1, 1)
    series = make_windows(
        make_statements(rows), width=width, unit=unit, step=width, until=until, mode="two-mode"
    )
    for one, other in pairwise(series):
        assert other.first == one.last + timedelta(days=1)
    assert sum(each.number for each in series) == len(rows)
    whole = np.sum([each.network.to_dense() for each in series], axis=0)
    assert (whole == make_two_mode(make_statements(rows)).to_dense()).all()


def test_windows_begin_with_the_unit_of_the_first_statement() -> None:
    said = say_on("2011-01-31", "2011-02-28", "2012-03-01")
    months = make_windows(said, width=6, unit="months", step=6)
    assert list_spans(months) == [
        ("2011-01-01", "2011-06-30", 2),
        ("2011-07-01", "2011-12-31", 0),
    ]
    assert months.left_out == (LeftOut("in no window", 1),)
    assert [str(day) for day in months.middles] == ["2011-04-01", "2011-09-30"]
    assert [network.sum() for network in months.networks] == [2, 0]
    weeks = make_windows(said, width=1, unit="weeks", until="2011-02-06")
    assert list_spans(weeks) == [("2011-01-31", "2011-02-06", 1)]


def test_windows_from_the_end_of_a_month_still_tile() -> None:
    said = say_on("2011-01-31", "2011-02-28", "2011-03-30")
    series = make_windows(said, width=1, unit="months", since="2011-01-31", until="2011-04-29")
    assert list_spans(series) == [
        ("2011-01-31", "2011-02-27", 1),
        ("2011-02-28", "2011-03-30", 2),
        ("2011-03-31", "2011-04-29", 0),
    ]


def test_a_date_that_is_not_known_to_the_day_is_only_in_windows_that_surely_hold_it() -> None:
    said = say_on("2011-01-10", "2011-01", "2011-02-03", "2011", None)
    asked: dict[str, Any] = {"unit": "weeks", "since": "2011-01-03", "until": "2011-02-06"}
    week = make_windows(said, width=1, **asked)
    assert [each.number for each in week] == [0, 1, 0, 0, 1]
    assert week.left_out == (LeftOut("not dated well enough", 1), LeftOut("in no window", 2))
    month = make_windows(said, width=1, unit="months")
    assert [each.number for each in month] == [2, 1, *[0] * 10]
    first = make_windows(said, width=1, dates="earliest", **(asked | {"since": "2010-12-27"}))
    assert [each.number for each in first] == [2, 0, 1, 0, 0, 1]
    last = make_windows(said, width=1, dates="latest", **asked)
    assert [each.number for each in last] == [0, 1, 0, 0, 2]


@settings(deadline=None)
@given(rows_of_text, st.integers(1, 9), st.integers(1, 3))
def test_windows_of_events_take_all_of_their_first_and_last_day(
    rows: list[Row], width: int, step: int
) -> None:
    said = make_statements(rows)
    ordered = sorted(row[3] for row in rows)
    half = width // 2
    expected = list(
        dict.fromkeys(
            (ordered[n - half], ordered[n + half]) for n in range(half, len(rows) - half, step)
        )
    )
    if not expected:
        with pytest.raises(QuestionError, match=f"{width} events is more than the data"):
            make_windows(said, width=width, unit="events", step=step)
        return
    series = make_windows(said, width=width, unit="events", step=step)
    assert [(each.first, each.last) for each in series] == expected
    for each in series:
        assert each.number == sum(each.first <= day <= each.last for day in ordered)
        assert each.number >= min(width, 2 * half + 1)


def test_windows_of_events_need_the_day() -> None:
    said = say_on("2011-01-10", "2011-01", "2011-02-03")
    series = make_windows(said, width=1, unit="events")
    assert list_spans(series) == [("2011-01-10", "2011-01-10", 1), ("2011-02-03", "2011-02-03", 1)]
    assert series.left_out == (LeftOut("not dated well enough", 1),)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"width": 3, "unit": "years"},
            "width: 3 years is longer than the data, which reach from 2011-01-01 to 2012-12-31",
        ),
        (
            {"width": 31, "unit": "events"},
            "width: 31 events is more than the data, which have 3 statements of a known day in the range",
        ),
        ({"width": 0, "unit": "days"}, "width: expected 1 or more, found 0"),
        ({"width": 1, "unit": "days", "step": 0}, "step: expected 1 or more, found 0"),
        (
            {"width": 1, "unit": "days", "since": "2020"},
            "since: 2020 is after the data, which reach from 2011-01-31 to 2012-03-01",
        ),
        (
            {"width": 1, "unit": "events", "until": "2010"},
            "until: 2010 is before the data, which reach from 2011-01-31 to 2012-03-01",
        ),
        (
            {"width": float("nan"), "unit": "days"},
            "width: expected a whole number, 1 or more, found nan",
        ),
        (
            {"width": 2.5, "unit": "months"},
            "width: expected a whole number, 1 or more, found 2.5",
        ),
        (
            {"width": 1, "unit": "month"},
            "unit: 'month' is not known (did you mean 'months'?): expected days, weeks, months, years or events",
        ),
        ({"width": 9000, "unit": "years"}, "width: 9000 years from 2011-01-01 leave the calendar"),
        (
            {"width": 1, "unit": "months", "mode": "two-mode", "qualifier": "conflict"},
            "qualifier: no conflict in a two-mode network: expected ignore, combine or subtract",
        ),
        (
            {"width": 1, "unit": "months", "since": "2015", "until": "2016"},
            "since: 2015 is after the data, which reach from 2011-01-31 to 2012-03-01",
        ),
        (
            {"width": 1, "unit": "months", "since": "2011-05", "until": "2011-06"},
            "no statements left: all of 3 were left out (in no window: 3)",
        ),
    ],
)
def test_a_wrong_window_is_told(asked: Asked, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        make_windows(say_on("2011-01-31", "2011-02-28", "2012-03-01"), **asked)
    assert str(caught.value) == message


def test_statements_without_a_day_have_no_windows() -> None:
    with pytest.raises(QuestionError, match="not dated well enough: 2"):
        make_windows(say_on(None, None), width=1, unit="days")


def test_a_tie_of_a_window_is_explained_by_statements_in_it() -> None:
    said = say_on("2011-01-10", "2011-01-11", "2011-02-03", "2011-02-04")
    january = make_windows(said, width=1, unit="months")[0]
    (tie,) = january.network.edges()
    assert [str(s.first) for s in tie.statements] == ["2011-01-10", "2011-01-11"]


def test_isolates_are_in_all_windows() -> None:
    said = filter_statements(say_on("2011-01-10", "2011-01-11"), exclude={"actor": "bo"})
    asked: dict[str, Any] = {"width": 1, "unit": "months"}
    assert make_windows(said, **asked)[0].network.rows == ("ana",)
    assert make_windows(said, isolates=True, **asked)[0].network.rows == ("ana", "bo")
    smooth = make_kernel_slices(said, isolates=True, kernel="uniform", **asked)
    assert smooth[0].network.rows == ("ana", "bo")


shares = st.floats(-1.5, 1.5).map(lambda number: round(number, 3))
KERNELS: dict[str, Callable[[float], float]] = {
    "uniform": lambda u: 0.5 * (abs(u) <= 1),
    "triangular": lambda u: max(0.0, 1 - abs(u)),
    "epanechnikov": lambda u: max(0.0, 0.75 * (1 - u**2)),
    "gaussian": lambda u: exp(-(u**2) / 2) / sqrt(2 * pi),
}


@settings(deadline=None)
@given(shares, st.sampled_from(tuple(KERNELS)))
def test_a_weight_is_that_of_the_formula_and_the_same_on_both_sides(u: float, kernel: str) -> None:
    one, other = weigh(np.array([u, -u]), kernel).tolist()
    assert one == other == pytest.approx(KERNELS[kernel](u))


@pytest.mark.parametrize("kernel", KERNELS)
def test_weights_add_up_to_one(kernel: str) -> None:
    grid = np.linspace(-8, 8, 16_001)
    assert weigh(grid, kernel).sum() / 1000 == pytest.approx(1, abs=1e-3)


def test_compat_has_the_one_sided_weights_of_the_reference_tool() -> None:
    """They are 2 and 3 for statements half a width after the point, and 0 before it."""
    ends = np.array([-1.0, 0.0, 1.0, 1.5])
    assert weigh(ends, "triangular", dna_compat=True).tolist() == [0, 1, 2, 0]
    assert weigh(ends, "epanechnikov", dna_compat=True).tolist() == [0, 0.75, 3, 0]
    for kernel in ("uniform", "gaussian"):
        assert (weigh(ends, kernel, dna_compat=True) == weigh(ends, kernel)).all()


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(tuple(KERNELS)), st.sampled_from(("subtract", "ignore")))
def test_slices_are_those_of_the_plain_way(rows: list[Row], kernel: str, qualifier: str) -> None:
    """Each pair of statements counts the root of both weights; in two modes, each its own."""
    said = make_statements(rows)
    asked: dict[str, Any] = {"kernel": kernel, "width": 60, "unit": "days", "step": 30}
    pairs = make_kernel_slices(said, qualifier=qualifier, **asked)
    cells = make_kernel_slices(said, qualifier=qualifier, mode="two-mode", **asked)
    for slice_of_pairs, slice_of_cells in zip(pairs, cells, strict=True):
        point = slice_of_pairs.middle
        weights = [KERNELS[kernel]((day - point).days / 30) for *_, day in rows]
        ties = dict.fromkeys(((a, b) for a in "abc" for b in "abc"), 0.0)
        sums = dict.fromkeys(((a, k) for a in "abc" for k in "kl"), 0.0)
        for one, weight in zip(rows, weights, strict=True):
            sums[one[0], one[1]] += weight * (1 if one[2] or qualifier == "ignore" else -1)
            for other, same in zip(rows, weights, strict=True):
                if one[0] != other[0] and one[1] == other[1]:
                    agree = 1 if one[2] == other[2] or qualifier == "ignore" else -1
                    ties[one[0], other[0]] += sqrt(weight * same) * agree
        check(slice_of_pairs.network, ties)
        check(slice_of_cells.network, sums)


def check(network: Network, expected: dict[tuple[str, str], float]) -> None:
    dense = network.to_dense()
    for i, row in enumerate(network.rows):
        for j, column in enumerate(network.columns):
            assert dense[i, j] == pytest.approx(expected[row, column], abs=1e-9)


def test_points_reach_from_the_first_to_the_last_statement_or_lie_half_a_width_inside() -> None:
    said = say_on("2011-01-10", "2011-02-20", "2011-05-10")
    asked: dict[str, Any] = {"kernel": "uniform", "width": 2, "unit": "months"}
    points = make_kernel_slices(said, **asked).middles
    assert [str(day) for day in points] == [f"2011-0{month}-10" for month in range(1, 6)]
    inside = make_kernel_slices(said, indent=True, **asked).middles
    assert [str(day) for day in inside] == [f"2011-0{month}-10" for month in range(2, 5)]


def test_a_slice_tells_between_which_days_statements_weigh() -> None:
    said = say_on("2011-01-01", "2011-01-03", "2011-01-20")
    series = make_kernel_slices(said, kernel="triangular", width=6, unit="days", step=8)
    found = [(str(s.first), str(s.middle), str(s.last), s.number) for s in series]
    assert found == [
        ("2011-01-01", "2011-01-01", "2011-01-03", 2),
        ("2011-01-09", "2011-01-09", "2011-01-09", 0),
        ("2011-01-17", "2011-01-17", "2011-01-17", 0),
    ]
    assert [s.first for s in next(series[0].network.edges()).statements] == [
        date(2011, 1, 1),
        date(2011, 1, 3),
    ]


@pytest.mark.parametrize(
    ("unit", "day", "expected"),
    [
        ("days", "2011-01-04", sqrt(0.5 * 1)),
        ("weeks", "2011-01-14", sqrt(1 / 2)),
        ("months", "2011-02-14", sqrt(1 / 2)),
        ("months", "2011-02-28", sqrt(1 / 2)),
        ("years", "2012-12-30", sqrt(1 / 2)),
    ],
)
def test_compat_cuts_the_time_to_whole_units(unit: str, day: str, expected: float) -> None:
    """At the last statement, the first is seen 1 of 2 units before, or 3 of 6 days."""
    said = say_on("2011-01-01", day)
    width = 12 if unit == "days" else 3
    series = make_kernel_slices(
        said, kernel="triangular", width=width, unit=unit, since=day, dna_compat=True
    )
    assert series[0].network.get_weight("ana", "bo") == pytest.approx(expected)


def test_an_odd_width_is_cut_in_the_middle() -> None:
    said = say_on("2011-01-01", "2011-01-02")
    series = make_kernel_slices(said, kernel="triangular", width=5, unit="days")
    assert series[0].network.get_weight("ana", "bo") == pytest.approx(sqrt(1 - 1 / 2.5))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"width": 9, "unit": "years", "indent": True},
            "width: 9 years is longer than the data, which reach from 2011-01-31 to 2012-03-01",
        ),
        (
            {"width": 9, "unit": "events"},
            "unit: a kernel needs time: expected days, weeks, months or years",
        ),
        (
            {"width": 1, "unit": "days", "kernel": "epanechnikow"},
            "kernel: 'epanechnikow' is not known (did you mean 'epanechnikov'?): expected uniform, triangular, epanechnikov or gaussian",
        ),
    ],
)
def test_a_wrong_kernel_is_told(asked: Asked, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        make_kernel_slices(
            say_on("2011-01-31", "2011-02-28", "2012-03-01"),
            **({**asked, "kernel": asked.get("kernel", "uniform")}),
        )
    assert str(caught.value) == message
