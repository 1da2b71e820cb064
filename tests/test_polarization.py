"""The balance index and its best split, the inverted score of the reference tool, and E-I."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.seven_actors import make_cliques, make_network, make_seven, make_statements

from stakeholders import QuestionError
from stakeholders.analysis import (
    Camps,
    Network,
    find_camps,
    find_frustration,
    make_two_mode,
    measure_balance,
    measure_dna_inverted,
    measure_ei,
)
from stakeholders.analysis.structure import splits

Ties = NDArray[np.float64]


@st.composite
def draw_ties(draw: st.DrawFn, *, smallest: int = 0, most: int = 7) -> Ties:
    """Draw symmetric whole-numbered ties, so that sums are exact."""
    actors = draw(st.integers(1, most))
    cells = draw(st.lists(st.integers(smallest, 5), min_size=actors**2, max_size=actors**2))
    upper = np.triu(np.array(cells, dtype=np.float64).reshape(actors, actors), 1)
    return upper + upper.T


@st.composite
def draw_pair(draw: st.DrawFn) -> tuple[Network, Network]:
    congruence = draw(draw_ties())
    conflict = draw(draw_ties())
    actors = min(len(congruence), len(conflict))
    return make_network(congruence[:actors, :actors]), make_network(conflict[:actors, :actors])


def test_the_best_free_split_of_the_seven_is_the_known_one() -> None:
    camps = find_camps(make_seven("congruence"), make_seven("conflict"))
    assert camps.score == pytest.approx(0.5084274461, abs=1e-10)
    assert camps.groups == (("a1", "a3", "a5", "a6", "a7"), ("a2", "a4"))
    assert (camps.is_exact, camps.bound, camps.ties) == (True, camps.score, 1)


@pytest.mark.parametrize("sizes", [(3, 4), (4, 3)])
def test_the_best_split_of_the_seven_in_three_and_four_is_the_coalitions(
    sizes: tuple[int, int],
) -> None:
    camps = find_camps(make_seven("congruence"), make_seven("conflict"), sizes=sizes)
    assert camps.score == pytest.approx(0.4418324478, abs=1e-10)
    assert camps.groups == (("a1", "a3", "a6", "a7"), ("a2", "a4", "a5"))


@pytest.mark.parametrize(
    ("labels", "deviation"), [("ABBAABA", 0.5342492708), ("ABABBAA", 0.3359145763)]
)
def test_the_reference_tool_reports_the_division_that_deviates_most(
    labels: str, deviation: float
) -> None:
    """Its published score is the largest deviation; the coalitions have the smallest."""
    found = measure_dna_inverted(make_seven("congruence"), make_seven("conflict"), labels)
    assert 1 - found == pytest.approx(deviation, abs=1e-10)


def test_no_division_in_three_and_four_lies_outside_the_two_known_deviations() -> None:
    networks = make_seven("congruence"), make_seven("conflict")
    found = [
        1 - measure_dna_inverted(*networks, [0, *labels])
        for labels in product((0, 1), repeat=6)
        if sum(labels) in {3, 4}
    ]
    assert (min(found), max(found)) == pytest.approx((0.3359145763, 0.5342492708), abs=1e-10)


@pytest.mark.parametrize(
    ("groups", "expected"), [("AABB", 1), ("ABAB", -1), ("AAAA", 1 / 3), ("ABCD", -1 / 3)]
)
def test_two_hostile_pairs_are_perfectly_balanced_and_mixed_up_they_are_not(
    groups: str, expected: float
) -> None:
    pairs = [[0, 2, 0, 0], [2, 0, 0, 0], [0, 0, 0, 2], [0, 0, 2, 0]]
    feud = [[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]
    networks = make_network(pairs), make_network(feud)
    assert measure_balance(*networks, groups) == pytest.approx(expected)


@settings(deadline=None)
@given(draw_pair())
def test_the_exact_split_is_the_best_of_all_splits(networks: tuple[Network, Network]) -> None:
    actors = len(networks[0].rows)
    scores = [
        measure_balance(*networks, [0, *labels]) for labels in product((0, 1), repeat=actors - 1)
    ]
    camps = find_camps(*networks)
    assert camps.score == pytest.approx(max(scores))
    assert measure_balance(*networks, camps.labels) == pytest.approx(camps.score)
    assert camps.ties == sum(score > max(scores) - 1e-9 for score in scores)


@settings(deadline=None)
@given(draw_pair(), st.data())
def test_balance_is_between_minus_one_and_one_for_any_groups(
    networks: tuple[Network, Network], data: st.DataObject
) -> None:
    actors = len(networks[0].rows)
    groups = data.draw(st.lists(st.integers(0, 3), min_size=actors, max_size=actors))
    assert -1 <= measure_balance(*networks, groups) <= 1
    assert measure_dna_inverted(*networks, groups) <= 1


@settings(deadline=None)
@given(draw_pair(), st.data())
def test_the_score_does_not_depend_on_names_or_order(
    networks: tuple[Network, Network], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(networks[0].rows))))
    names = [f"b{place}" for place in order]
    moved = [make_network(each.to_dense()[np.ix_(order, order)], names) for each in networks]
    one, other = find_camps(*networks), find_camps(*moved)
    assert one.score == pytest.approx(other.score)
    assert one.ties == other.ties


@pytest.mark.parametrize("sizes", [None, (10, 12)])
def test_a_search_finds_the_camps_that_were_planted_and_proves_them(
    sizes: tuple[int, int] | None,
) -> None:
    """The bound is tight where camps are clear, though not every split was looked at."""
    camp = np.repeat([1.0, -1.0], [10, 12])
    same = np.outer(camp, camp)
    noise = np.triu(np.random.default_rng(5).random((22, 22)), 1)
    congruence = make_network(np.where(same > 0, 1, 0) * (noise + noise.T))
    conflict = make_network(np.where(same < 0, 1, 0) * (noise + noise.T))
    camps = find_camps(congruence, conflict, sizes=sizes)
    assert camps.labels == (0,) * 10 + (1,) * 12
    assert camps.score == pytest.approx(1)
    assert camps.bound == pytest.approx(1)
    assert not camps.is_exact


@pytest.mark.parametrize("sizes", [None, (6, 10)])
@pytest.mark.parametrize("seed", range(4))
def test_a_search_reaches_what_enumeration_proves_and_its_bound_holds(
    seed: int, sizes: tuple[int, int] | None
) -> None:
    noise = np.triu(np.random.default_rng(seed).normal(size=(16, 16)), 1)
    ties = noise + noise.T
    exact = splits.find_split(ties, sizes=sizes, seed=0)
    searched = splits.find_split(ties, sizes=sizes, seed=seed, exact_actors=1)
    assert searched.value == pytest.approx(exact.value)
    assert searched.bound >= exact.value
    assert (exact.is_exact, searched.is_exact) == (True, False)


@pytest.mark.parametrize("sizes", [None, (9, 21)])
@pytest.mark.parametrize(
    "ties",
    [
        np.ones((30, 30)),
        -np.ones((30, 30)),
        np.kron(np.eye(5), np.ones((6, 6))),
        np.diag([1e-8] * 29, 1) + np.diag([1e-8] * 29, -1),
    ],
)
def test_a_search_among_ties_that_are_all_alike_ends_below_its_bound(
    ties: Ties, sizes: tuple[int, int] | None
) -> None:
    ties = ties - np.diag(np.diag(ties))
    found = splits.find_split(ties, sizes=sizes, seed=0)
    assert found.value == pytest.approx(found.signs @ ties @ found.signs)
    assert found.value <= found.bound <= np.abs(ties).sum() * (1 + 1e-9)


def test_a_search_is_the_same_again_with_the_same_seed() -> None:
    noise = np.triu(np.random.default_rng(1).random((30, 30)), 1)
    networks = make_network(noise + noise.T), make_network(noise.T[::-1, ::-1] + noise[::-1, ::-1])
    assert find_camps(*networks, seed=7) == find_camps(*networks, seed=7)


def test_without_ties_the_score_is_zero_for_few_and_for_many() -> None:
    for actors in (1, 3, 25):
        empty = make_network(np.zeros((actors, actors)))
        camps = find_camps(empty, empty)
        assert (camps.score, camps.bound) == (0, 0)
        assert measure_balance(empty, empty, [0] * actors) == 0
        assert measure_dna_inverted(empty, empty, [0] * actors) == 0
        assert measure_ei(empty, [0] * actors) == 0


def test_an_actor_alone_is_one_camp() -> None:
    one = make_network([[0]], ["ana"])
    assert find_camps(one, one) == Camps(actors=("ana",), labels=(0,), score=0, bound=0, ties=1)


def test_with_a_camp_of_nobody_all_are_in_the_other() -> None:
    clique = make_cliques(25)
    empty = make_network(np.zeros((25, 25)))
    assert find_camps(clique, empty, sizes=(0, 25)).labels == (0,) * 25


def test_ei_is_minus_one_inside_and_one_across() -> None:
    cliques = make_cliques(2, 2)
    assert measure_ei(cliques, "AABB") == -1
    assert measure_ei(cliques, "ABAB") == 1
    assert measure_ei(cliques, {"a1": "A", "a2": "A", "a3": "B", "a4": "C"}) == 0


def test_the_seven_without_tension_but_that_of_five_ties() -> None:
    found = find_frustration(make_seven("subtract"))
    assert found.groups == (("a1", "a3", "a5", "a6", "a7"), ("a2", "a4"))
    assert [(one, other) for one, other, _ in found.tense] == [
        ("a2", "a3"), ("a2", "a5"), ("a3", "a7"), ("a5", "a6"), ("a5", "a7"),
    ]  # fmt: skip
    assert found.weight == pytest.approx(sum(abs(tie) for _, _, tie in found.tense))
    assert found.least == pytest.approx(found.weight)
    assert found.is_exact


@pytest.mark.parametrize(("signs", "weight"), [((1, 1, 1), 0), ((1, -1, -1), 0), ((1, 1, -1), 1)])
def test_a_triangle_is_frustrated_with_an_odd_number_of_negative_ties(
    signs: tuple[int, int, int], weight: float
) -> None:
    one, two, three = signs
    found = find_frustration(make_network([[0, one, two], [one, 0, three], [two, three, 0]]))
    assert (found.weight, found.share, len(found.tense)) == (weight, weight / 3, weight)


@given(draw_ties(smallest=-5))
def test_frustration_is_what_no_split_goes_below(ties: Ties) -> None:
    def weigh(labels: tuple[int, ...]) -> float:
        same = np.equal.outer(labels, labels)
        return float(np.maximum(np.where(same, -ties, ties), 0).sum()) / 2

    found = find_frustration(make_network(ties))
    every = product((0, 1), repeat=len(ties) - 1)
    assert found.weight == pytest.approx(min(weigh((0, *labels)) for labels in every))
    assert found.weight == pytest.approx(weigh(found.labels))
    assert found.share <= 0.5


@pytest.mark.parametrize("seed", range(4))
def test_frustration_of_many_lies_between_its_bounds(seed: int) -> None:
    noise = np.triu(np.random.default_rng(seed).normal(size=(24, 24)), 1)
    found = find_frustration(make_network(noise + noise.T), seed=seed)
    assert 0 <= found.least <= found.weight <= found.total / 2
    assert not found.is_exact


def test_frustration_without_ties_is_none() -> None:
    found = find_frustration(make_network(np.zeros((2, 2))))
    assert (found.weight, found.least, found.share, found.tense) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: find_camps(make_cliques(3), make_cliques(3), sizes=(1, 1)), "sizes: (1, 1) for 3 actors: expected two numbers from 0 that add up to 3, such as (1, 2)"),
        (lambda: find_camps(make_cliques(2), make_cliques(2), seed=-1), "seed: expected 0 or more, found -1"),
        (lambda: find_frustration(make_two_mode(make_statements(), qualifier="subtract")), "network: a two-mode network of 7 rows and 6 columns: expected a one-mode network"),
        (lambda: find_camps(make_seven("subtract"), make_seven("conflict")), "congruence: a tie of -2.4: expected none below 0; aggregate by congruence or conflict, or set negative ties to 0"),
        (lambda: measure_balance(make_cliques(2), make_cliques(3), "AB"), "conflict: has 'a3' besides: expected the same labels"),
        (lambda: measure_balance(make_cliques(9), make_network(np.zeros((1, 1)), ["b"]), "A" * 9), "conflict: lacks 'a1', 'a2', 'a3', 'a4', 'a5' and 4 more and has 'b' besides: expected the same labels"),
        (lambda: measure_balance(make_cliques(2), make_network(np.zeros((2, 2)), ["a2", "a1"]), "AB"), "conflict: the same labels in another order: expected the same order"),
        (lambda: measure_ei(make_cliques(2), "A"), "groups: 1 labels for 2 actors: expected one for each"),
        (lambda: measure_ei(make_cliques(2), {"a1": 1}), "groups: no group for 'a2': expected one for each actor"),
        (lambda: measure_ei(make_cliques(2), {"a1": 1, "a2": 1, "a11": 1}), "groups: no actor 'a11' (did you mean 'a1'?)"),
        (lambda: find_frustration(make_network([[0, 1], [2, 0]])), "network: ties differ by direction: expected a symmetric network"),
        (lambda: find_frustration(make_network([[0, np.nan], [np.nan, 0]])), "network: a tie is not a finite number: expected numbers"),
        (lambda: find_frustration(make_network(np.zeros((0, 0)))), "network: it has no actors: expected at least one"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_what_would_be_right(
    ask: Callable[[], object], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask()
    assert str(caught.value) == message
