"""Phases: slices that are plainly alike fall together, and the turn between them is found."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform
from tests.seven_actors import make_cliques, make_network, make_statements

from stakeholders import QuestionError
from stakeholders.analysis import (
    Method,
    Network,
    Statements,
    Transition,
    find_phases,
    make_one_mode,
    make_windows,
)
from stakeholders.analysis.structure.phases import measure_silhouettes, scale_distances

PAIRS = np.array([[0.0, 2, 0, 0], [2, 0, 0, 0], [0, 0, 0, 2], [0, 0, 2, 0]])
STAR = np.array([[0.0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])


def make_turn() -> list[Network]:
    """Return three slices of two pairs, then three of a star, each a little different."""
    return [make_network(shape * (1 + 0.01 * i)) for shape in (PAIRS, STAR) for i in range(3)]


@pytest.mark.parametrize("distance", ["absdiff", "spectral"])
@pytest.mark.parametrize("scaled", [True, False])
def test_a_plain_turn_is_found_where_it_happens(distance: str, scaled: bool) -> None:  # noqa: FBT001 - a parameter of the test
    found = find_phases(
        make_turn(), names=["J", "F", "M", "A", "m", "j"], distance=distance, scaled=scaled
    )
    assert found.states == (0, 0, 0, 1, 1, 1)
    assert [(turn.before, turn.after) for turn in found.transitions] == [("M", "A")]
    assert found.silhouettes.min() > 0.9
    assert found.explained > 0.99


@pytest.mark.parametrize("method", [m for m in Method if m not in {"concor-table", "equivalence"}])
def test_every_method_finds_a_plain_turn(method: Method) -> None:
    found = find_phases(make_turn(), methods=[method], k_max=2)
    assert (found.best.method, found.states) == (method, (0, 0, 0, 1, 1, 1))


def test_distances_are_shares_of_the_largest() -> None:
    networks = [make_network(PAIRS * size) for size in (1, 2, 4)]
    found = find_phases(networks, names=["1", "2", "4"], methods=["average"])
    assert found.distances == pytest.approx(np.array([[0, 1, 3], [1, 0, 2], [3, 2, 0]]) / 3)
    assert found.transitions == (Transition(before="2", after="4", distance=2 / 3),)


def test_scaled_slices_differ_by_shape_and_not_by_size() -> None:
    networks = [make_network(PAIRS * size) for size in (1, 2, 0)]
    assert find_phases(networks, scaled=True).distances[0].tolist() == [0, 0, 1]


def test_spectra_do_not_see_who_is_who_but_cells_do() -> None:
    order = [2, 1, 0, 3]
    networks = [make_network(STAR), make_network(STAR[np.ix_(order, order)]), make_network(PAIRS)]
    assert find_phases(networks, distance="spectral").distances[0, 1] == pytest.approx(0)
    assert find_phases(networks).distances[0, 1] > 0


def test_the_degrees_of_the_reference_tool_are_other_spectra() -> None:
    networks = [make_network(PAIRS), make_network(STAR), make_cliques(4)]
    true = find_phases(networks, distance="spectral")
    slip = find_phases(networks, distance="spectral", dna_compat=True)
    # All four actors of the pairs and of the clique have one degree, though nothing else is alike.
    assert slip.distances[0, 2] == 0
    assert true.distances[0, 2] > 0


def test_slices_that_are_all_alike_are_one_phase_at_one_place() -> None:
    found = find_phases([make_network(STAR)] * 4)
    assert (found.states, found.transitions, found.explained) == ((0,) * 4, (), 1)
    assert not found.coordinates.any()
    assert not found.silhouettes.any()


def test_one_slice_is_one_phase() -> None:
    found = find_phases([make_network(STAR)])
    assert (found.slices, found.states, found.coordinates.shape) == (("1",), (0,), (1, 2))


def test_windows_over_the_seven_have_a_phase_each() -> None:
    said = make_statements()
    windows = [
        make_one_mode(said.take(np.arange(start, start + 20)), qualifier="subtract", isolates=True)
        for start in range(0, 21, 4)
    ]
    found = find_phases(windows, scaled=True)
    assert len(found.states) == len(windows)
    assert found.distances.max() == 1
    assert found.best in found.partitions
    assert set(found.partitions) <= set(found.trials)


def test_slices_of_time_are_named_by_their_middles_and_turn_when_the_union_turns() -> None:
    """The union agrees with the mill for half a year, and with the city for the other half."""
    months = range(1, 13)
    said = [
        (actor, actor != "city" if month < 7 else actor != "mill", f"2011-{month:02}-10")
        for month in months
        for actor in ("mill", "union", "city")
    ]
    actors, values, days = zip(*said, strict=True)
    statements = Statements.of(actor=actors, concept=["toll"] * 36, value=values, time=days)
    windows = make_windows(statements, width=1, unit="months", qualifier="congruence")
    found = find_phases(windows)
    assert found.slices == tuple(middle.isoformat() for middle in windows.middles)
    assert found.states == (0,) * 6 + (1,) * 6
    assert [turn.after[:7] for turn in found.transitions] == ["2011-07"]


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_places_in_a_plane_keep_the_distances_of_a_plane(seed: int, number: int) -> None:
    points = np.random.default_rng(seed).random((number, 2))
    distances = squareform(pdist(points))
    places, explained = scale_distances(distances)
    assert squareform(pdist(places)) == pytest.approx(distances, abs=1e-6)
    assert explained == pytest.approx(1)


def test_silhouettes_are_those_of_counting() -> None:
    distances = np.array([[0.0, 1, 4], [1, 0, 3], [4, 3, 0]])
    found = measure_silhouettes(distances, np.array([0, 0, 1]))
    assert found == pytest.approx([3 / 4, 2 / 3, 0])


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: find_phases([]), "slices: none: expected at least one"),
        (lambda: find_phases([make_cliques(2), make_cliques(3)]), "slice 2: has 'a3' besides: expected the same labels"),
        (lambda: find_phases([make_cliques(2)] * 2, names=["x"]), "names: 1 for 2 slices: expected one for each"),
        (lambda: find_phases([make_cliques(2)] * 2, distance="absdif"), "distance: 'absdif' is not known (did you mean 'absdiff'?): expected absdiff or spectral"),
        (lambda: find_phases([make_cliques(2)] * 2, k_min=3), "k_min: 3 groups of 2 slices: expected at most 2"),
        (lambda: find_phases([make_cliques(2)] * 2, methods=["equivalence"]), "methods: no method 'equivalence': expected single, average, complete, ward, k-means, concor, spectral, fast-greedy, louvain, leiden or label-propagation"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_what_would_be_right(
    ask: Callable[[], object], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask()
    assert str(caught.value) == message
