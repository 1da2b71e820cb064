"""Esteban-Ray polarization and van der Eijk's agreement, on published and on plain numbers."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import QuestionError
from stakeholders.analysis import measure_agreement, measure_esteban_ray

EMISSIONS = {
    # capability, position (years of delay), salience: Bueno de Mesquita's car emission standards
    "Netherlands": (0.08, 4, 0.80),
    "Belgium": (0.08, 7, 0.40),
    "Luxembourg": (0.03, 4, 0.20),
    "Germany": (0.16, 4, 0.80),
    "France": (0.16, 10, 0.60),
    "Italy": (0.16, 10, 0.60),
    "UK": (0.16, 10, 0.90),
    "Ireland": (0.05, 7, 0.10),
    "Denmark": (0.05, 4, 1.00),
    "Greece": (0.08, 7, 0.70),
}

counts = st.lists(st.integers(0, 30), min_size=3, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("alpha", "expected"), [(0, 0.4821165582), (1, 0.1911080026), (1.6, 0.1143570517)]
)
def test_esteban_ray_of_the_emission_standards(alpha: float, expected: float) -> None:
    positions = [position for _, position, _ in EMISSIONS.values()]
    weights = [capability * salience for capability, _, salience in EMISSIONS.values()]
    found = measure_esteban_ray(positions, weights, alpha=alpha, span=6)
    assert found == pytest.approx(expected, abs=1e-10)


def test_actors_at_one_place_are_one_group() -> None:
    """Three with one vote each at a place polarize as one with three votes does."""
    assert measure_esteban_ray([0, 0, 0, 1]) == measure_esteban_ray([0, 1], [3, 1])


def test_without_a_distance_there_is_no_polarization() -> None:
    assert measure_esteban_ray([3, 3], span=1) == 0


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.floats(0, 1.6))
def test_esteban_ray_does_not_depend_on_direction_place_or_unit(
    positions: list[int], alpha: float
) -> None:
    found = measure_esteban_ray(positions, alpha=alpha, span=9)
    turned = measure_esteban_ray([5 - 3 * place for place in positions], alpha=alpha, span=27)
    assert found == pytest.approx(turned)
    assert 0 <= found <= 0.5


@pytest.mark.parametrize(
    ("distribution", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333333),  # of the R package agrmt
        ([0, 0, 7, 0, 0], 1),
        ([4, 4, 4, 4], 0),
        ([5, 0, 0, 0, 5], -1),
        ([5, 0, 5], -1),
        ([5, 5, 0, 0, 0], 0.75),
        ([0, 6, 3, 0, 0], 1 / 3 + 2 / 3 * 0.75),
    ],
)
def test_agreement_of_known_distributions(distribution: list[int], expected: float) -> None:
    assert measure_agreement(distribution) == pytest.approx(expected, abs=1e-10)


@given(counts, st.integers(2, 5))
def test_agreement_does_not_depend_on_direction_or_number(
    distribution: list[int], times: int
) -> None:
    found = measure_agreement(distribution)
    assert found == pytest.approx(measure_agreement(distribution[::-1]))
    assert found == pytest.approx(measure_agreement([times * count for count in distribution]))
    assert -1 <= round(found, 12) <= 1


@given(counts)
def test_agreement_of_one_more_empty_category_is_another_question(distribution: list[int]) -> None:
    """On a longer scale the same answers lie closer together."""
    assert measure_agreement([*distribution, 0]) >= measure_agreement(distribution) - 1e-12


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: measure_esteban_ray([]), "positions: shape (0,): expected a row of finite numbers, at least one"),
        (lambda: measure_esteban_ray(["left"]), "positions: expected numbers, got ['left']"),
        (lambda: measure_esteban_ray([1, 2], [1]), "weights: 1 for 2 positions: expected one for each"),
        (lambda: measure_esteban_ray([1, 2], [0, 0]), "weights: expected numbers from 0, at least one of them above 0"),
        (lambda: measure_esteban_ray([1, 2], [-1, 2]), "weights: expected numbers from 0, at least one of them above 0"),
        (lambda: measure_esteban_ray([1, 2], alpha=2), "alpha: 2: expected a number from 0 to 1.6"),
        (lambda: measure_esteban_ray([1, 4], span=2), "span: 2 for positions that lie 3 apart: expected at least that"),
        (lambda: measure_esteban_ray([1, 1], span=0), "span: 0 for positions that lie 0 apart: expected more than 0"),
        (lambda: measure_agreement([1, 2]), "counts: 2 categories: expected the counts of at least 3, empty ones too"),
        (lambda: measure_agreement([0, 0, 0]), "counts: expected numbers from 0, at least one of them above 0"),
        (lambda: measure_agreement([1, float("nan"), 0]), "counts: shape (3,): expected a row of finite numbers, at least one"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_what_would_be_right(
    ask: Callable[[], object], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask()
    assert str(caught.value) == message
