"""Agreement of coders: Krippendorff's published example, identities, and stances with a coder."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import QuestionError, loads
from stakeholders.analysis import Alpha, Metric, measure_alpha, measure_coder_agreement

PUBLISHED = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}
TWO_CODERS = """\
sources:
  minutes: {title: Minutes, date: 2020-03}
people:
  ana: {name: Ana Ruiz}
  bo: {name: Bo Lind}
topics:
  meters: {proposition: Every house needs a meter., label: Meters, scale: five}
  prices: {proposition: Prices should rise., scale: five}
stances:
- {holder: ana, topic: meters, position: support, date: 2020-03-01, coder: ito, basis: stated, sources: [minutes]}
- {holder: ana, topic: meters, position: support, date: 2020-03-01, coder: lee, basis: stated, sources: [minutes]}
- {holder: ana, topic: prices, position: oppose, date: 2020-03-01, coder: ito, basis: stated, sources: [minutes]}
- {holder: ana, topic: prices, position: strongly-oppose, date: 2020-03-01, coder: lee, basis: stated, sources: [minutes]}
- {holder: bo, topic: prices, position: support, date: 2020-03-01, coder: ito, basis: stated, sources: [minutes]}
- {holder: bo, topic: prices, position: support, date: 2020-03-02, coder: lee, basis: stated, sources: [minutes]}
- {holder: bo, topic: meters, position: oppose, date: 2020-03-02, basis: stated, sources: [minutes]}
"""  # fmt: skip

cells = st.one_of(st.none(), st.integers(1, 5))
metrics = st.sampled_from(Metric)


@st.composite
def draw_table(draw: st.DrawFn) -> dict[str, list[int | None]]:
    units = draw(st.integers(0, 8))
    row = st.lists(cells, min_size=units, max_size=units)
    return {coder: draw(row) for coder in ("A", "B", "C")[: draw(st.integers(2, 3))]}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107)],
)
def test_alpha_of_the_published_example(metric: str, expected: float) -> None:
    found = measure_alpha(PUBLISHED, metric=metric)
    assert found.alpha == pytest.approx(expected, abs=5e-7)
    assert (found.coders, found.units, found.values, found.single) == (
        ("A", "B", "C", "D"),
        11,
        40,
        1,
    )


def test_values_without_numbers_need_their_order_only_for_ranks() -> None:
    words = ["", "low", "fair", "good", "high", "top"]
    table = {coder: [words[v] if v else None for v in row] for coder, row in PUBLISHED.items()}
    assert measure_alpha(table).alpha == measure_alpha(PUBLISHED).alpha
    ranked = measure_alpha(table, metric="ordinal", order=words[1:])
    assert ranked == measure_alpha(PUBLISHED, metric="ordinal")


@given(st.lists(st.integers(1, 5), min_size=2, max_size=9), metrics)
def test_coders_who_agree_have_an_alpha_of_one_unless_all_is_one_value(
    values: list[int], metric: Metric
) -> None:
    found = measure_alpha({"A": values, "B": values}, metric=metric)
    assert found.alpha == (1 if len(set(values)) > 1 else None)


@given(draw_table(), metrics)
def test_alpha_does_not_depend_on_coders_names_units_order_or_the_direction_of_the_scale(
    table: dict[str, list[int | None]], metric: Metric
) -> None:
    found = measure_alpha(table, metric=metric)
    turned = {
        coder * 2: [v if v is None else 6 - v for v in reversed(row)]
        for coder, row in reversed(table.items())
    }
    again = measure_alpha(turned, metric=metric)
    assert again.alpha == (None if found.alpha is None else pytest.approx(found.alpha))
    assert found.alpha is None or found.alpha <= 1


@given(draw_table(), metrics)
def test_units_that_one_coder_alone_coded_do_not_count(
    table: dict[str, list[int | None]], metric: Metric
) -> None:
    more = {coder: [*row, 1 if coder == "A" else None] for coder, row in table.items()}
    found, again = measure_alpha(table, metric=metric), measure_alpha(more, metric=metric)
    assert (again.alpha, again.single) == (found.alpha, found.single + 1)


def test_what_is_no_number_is_missing() -> None:
    nan = float("nan")
    found = measure_alpha({"A": [1, 2, nan], "B": [1, 2, 3]}, metric="interval")
    assert (found.alpha, found.single) == (1, 1)


def test_without_a_unit_of_two_coders_nothing_can_be_told() -> None:
    assert measure_alpha({"A": [1, None], "B": [None, 2]}) == Alpha(
        alpha=None,
        metric=Metric.NOMINAL,
        coders=("A", "B"),
        units=0,
        values=0,
        single=2,
        observed=0,
        expected=0,
    )


def test_stances_of_one_holder_topic_and_date_are_compared_by_coder() -> None:
    found = measure_coder_agreement(loads(TWO_CODERS))
    assert found == measure_alpha(
        {"ito": [4, 2, 4, None], "lee": [4, 1, None, 4]}, metric="ordinal"
    )
    assert (found.units, found.single) == (2, 2)


def test_a_stance_written_twice_by_one_coder_counts_once() -> None:
    once = TWO_CODERS.splitlines(keepends=True)
    twice = "".join(
        [*once, once[-7].replace("sources: [minutes]", "note: Again., sources: [minutes]")]
    )
    assert measure_coder_agreement(loads(twice)) == measure_coder_agreement(loads(TWO_CODERS))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: measure_alpha({"A": [1]}), "table: 1 coders: expected at least 2"),
        (lambda: measure_alpha({"A": [1], "B": [1, 2]}), "table: rows of different lengths ('A' 1, 'B' 2): expected one per unit"),
        (lambda: measure_alpha(PUBLISHED, metric="ratio"), "metric: 'ratio' is not known: expected nominal, ordinal or interval"),
        (lambda: measure_alpha({"A": ["x"], "B": [1]}, metric="ordinal"), "table: 'x' is no number: ordinal values need numbers, or their order"),
        (lambda: measure_alpha({"A": ["x"], "B": [1]}, metric="interval"), "table: 'x' is no number: interval values need numbers"),
        (lambda: measure_alpha({"A": [[1]], "B": [1]}), "table: [1] of 'A': expected one value for each unit"),  # type: ignore[list-item]  # refused
        (lambda: measure_alpha({"A": ["x"], "B": ["y"]}, order=["x"]), "order: 'y' is not in it: expected every value"),
        (lambda: measure_coder_agreement(loads(TWO_CODERS.replace("coder: lee, ", ""))), "stances name 1 coders ('ito'): expected at least 2, in the field 'coder'"),
        (lambda: measure_coder_agreement(loads(TWO_CODERS.replace("coder: lee, ", "").replace("coder: ito, ", ""))), "stances name 0 coders: expected at least 2, in the field 'coder'"),
        (
            lambda: measure_coder_agreement(loads({"t.yaml": TWO_CODERS.replace("coder: lee", "coder: ito", 2)})),
            "coder 'ito' says oppose at t.yaml:12:3 and strongly-oppose at t.yaml:13:3 of ana on prices: expected one position for a holder, topic and date",
        ),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_what_would_be_right(
    ask: Callable[[], object], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask()
    assert str(caught.value) == message
