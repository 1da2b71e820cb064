"""Coalitions: every method on groups that are plain, on the seven, and where there are none."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.seven_actors import (
    make_cliques,
    make_network,
    make_seven,
    make_statements,
    make_table,
)

from stakeholders import QuestionError
from stakeholders.analysis import (
    Method,
    Network,
    Partition,
    find_coalitions,
    make_two_mode,
    measure_modularity,
    split_sides,
)
from stakeholders.analysis.structure.clustering import find_k_means, measure_jaccard
from stakeholders.analysis.structure.communities import find_leiden
from stakeholders.analysis.structure.methods import OPEN_METHODS, TABLE_METHODS


def make_sides() -> Network:
    return split_sides(make_two_mode(make_statements(), qualifier="combine"))


def make_club() -> Network:
    """Return Zachary's karate club without weights, on which most methods are published."""
    return make_network(nx.to_numpy_array(nx.karate_club_graph()) > 0)


@pytest.mark.parametrize("method", list(Method))
def test_every_method_finds_two_plain_groups(method: Method) -> None:
    cliques = make_cliques(3, 4)
    table = make_table(np.repeat(np.eye(2), [3, 4], axis=0))
    found = find_coalitions(cliques, table, methods=[method], k_max=2)
    assert found.best == Partition(
        method=method,
        actors=cliques.rows,
        labels=(0, 0, 0, 1, 1, 1, 1),
        modularity=measure_modularity(cliques, "AAABBBB"),
    )


def test_the_seven_fall_into_the_coalitions_by_what_they_say() -> None:
    """All methods on the table part A2 to A5 from the others; on ties, three groups are better."""
    found = find_coalitions(make_seven("subtract"), make_sides())
    by_table = {p.groups for p in found.partitions if p.method in TABLE_METHODS}
    assert by_table == {(("a1", "a6", "a7"), ("a2", "a3", "a4", "a5"))}
    assert found.best.groups == (("a1", "a6", "a7"), ("a2", "a4"), ("a3", "a5"))
    assert found.best.modularity == pytest.approx(0.2612763518)
    assert found.dropped == ()


def test_all_that_was_tried_is_told_and_the_best_of_each_method_is_of_it() -> None:
    found = find_coalitions(make_seven("subtract"), make_sides(), k_min=2, k_max=4)
    assert [p.method for p in found.partitions] == list(Method)
    assert len(found.trials) == 3 * (len(Method) - len(OPEN_METHODS)) + len(OPEN_METHODS)
    assert set(found.partitions) <= set(found.trials)
    for chosen in found.partitions:
        tried = [trial for trial in found.trials if trial.method == chosen.method]
        assert chosen.modularity == max(trial.modularity for trial in tried)
    assert found.best.modularity == max(p.modularity for p in found.partitions)


def test_how_often_two_are_together_is_a_share_of_the_methods() -> None:
    found = find_coalitions(make_seven("subtract"), make_sides(), methods=["ward", "louvain"])
    together = found.share_together()
    assert together[0].tolist() == [1, 0, 0, 0, 0, 1, 1]
    assert together[1].tolist() == [0, 1, 0.5, 1, 0.5, 0, 0]
    assert (together == together.T).all()


def test_without_a_table_the_methods_on_ties_remain() -> None:
    found = find_coalitions(make_seven("subtract"))
    assert [p.method for p in found.partitions] == [m for m in Method if m not in TABLE_METHODS]


def test_who_says_nothing_is_dropped_and_named() -> None:
    network = make_network(np.ones((4, 4)) - np.eye(4))
    found = find_coalitions(network, make_table([[1, 0], [0, 0], [1, 1], [0, 1]]))
    assert (found.actors, found.dropped) == (("a1", "a3", "a4"), ("a2",))
    assert {p.actors for p in found.trials} == {found.actors}


@pytest.mark.parametrize(
    ("method", "k", "modularity"),
    [("fast-greedy", 3, 0.3807), ("spectral", 4, 0.4198), ("leiden", 4, 0.4198)],
)
def test_the_karate_club_has_the_published_modularity(
    method: str, k: int, modularity: float
) -> None:
    found = find_coalitions(make_club(), methods=[method]).best
    assert found.k == k
    assert found.modularity == pytest.approx(modularity, abs=5e-5)


def test_modularity_is_that_of_networkx() -> None:
    graph = nx.karate_club_graph()
    sides = [graph.nodes[node]["club"] for node in graph]
    groups = [{node for node in graph if sides[node] == side} for side in set(sides)]
    found = measure_modularity(make_network(nx.to_numpy_array(graph)), sides)
    assert found == pytest.approx(nx.community.modularity(graph, groups))


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 14), st.floats(0.1, 0.9))
def test_groups_of_leiden_are_connected_and_no_move_of_one_gains(
    seed: int, actors: int, density: float
) -> None:
    dice = np.random.default_rng(seed)
    upper = np.triu(dice.random((actors, actors)) * (dice.random((actors, actors)) < density), 1)
    graph = upper + upper.T
    network = make_network(graph)
    labels = find_leiden(graph, np.random.default_rng(0))
    reached = measure_modularity(network, labels.tolist())
    for group in np.unique(labels):
        members = np.flatnonzero(labels == group)
        inner = nx.from_numpy_array(graph[np.ix_(members, members)])
        assert nx.is_connected(inner)
    for actor in range(actors):
        for group in range(actors):
            moved = labels.copy()
            moved[actor] = group
            assert measure_modularity(network, moved.tolist()) <= reached + 1e-9


def test_the_jaccard_distance_is_of_what_is_filled() -> None:
    rows = np.array([[1.0, 1, 0], [0, 2, 3], [0, 0, 0], [0, 0, 0]])
    assert measure_jaccard(rows)[0] == pytest.approx([0, 2 / 3, 1, 1])
    assert measure_jaccard(rows)[2].tolist() == [1, 1, 0, 0]


def test_k_means_never_parts_rows_that_are_alike() -> None:
    points = np.array([[0.0], [0], [5], [5]])
    labels = find_k_means(points, 4, np.random.default_rng(0))
    assert labels[0] == labels[1] != labels[2] == labels[3]


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_gives_the_same_again(seed: int) -> None:
    one, other = (
        find_coalitions(make_seven("subtract"), make_sides(), seed=seed) for _ in range(2)
    )
    assert one.trials == other.trials


def test_names_and_order_of_actors_change_nothing_but_the_order() -> None:
    network, table = make_seven("subtract"), make_sides()
    order = [4, 2, 6, 0, 1, 5, 3]
    names = [network.rows[place] for place in order]
    moved = make_network(network.to_dense()[np.ix_(order, order)], names)
    rows = make_table(table.to_dense()[order])
    moved_table = Network(rows=moved.rows, columns=rows.columns, matrix=rows.matrix, mode=rows.mode)

    def spell(found: Partition) -> set[frozenset[str]]:
        return {frozenset(group) for group in found.groups}

    one = find_coalitions(network, table)
    other = find_coalitions(moved, moved_table)
    assert spell(one.best) == spell(other.best)


def test_one_actor_is_one_group() -> None:
    found = find_coalitions(make_network([[0]]), make_table([[1]]))
    assert {(p.labels, p.modularity) for p in found.trials} == {((0,), 0)}


def test_without_positive_ties_modularity_is_zero() -> None:
    found = find_coalitions(make_network([[0, -1, 0], [-1, 0, -1], [0, -1, 0]]))
    assert {trial.modularity for trial in found.trials} == {0}


def test_where_all_are_alike_one_group_is_best() -> None:
    found = find_coalitions(make_cliques(5), make_table(np.ones((5, 2))))
    assert (found.best.k, found.best.modularity) == (1, 0)


def test_a_number_asked_for_is_the_number_of_the_best() -> None:
    assert find_coalitions(make_club(), k_min=3, k_max=3).best.k == 3


def test_one_group_can_be_asked_for() -> None:
    found = find_coalitions(make_seven("subtract"), make_sides(), methods=["ward"], k_min=1)
    assert found.trials[0].labels == (0,) * 7


def test_concor_does_not_part_what_is_alike() -> None:
    found = find_coalitions(make_cliques(2, 2), methods=["concor"], k_min=4, k_max=4)
    assert found.best.groups == (("a1", "a2"), ("a3", "a4"))


def test_sides_of_a_combined_table_are_those_ever_for_and_ever_against() -> None:
    sides = split_sides(make_table([[0, 1], [2, 3]]))
    assert sides.columns == ("k1 +", "k1 -", "k2 +", "k2 -")
    assert sides.to_dense().tolist() == [[0, 0, 1, 0], [0, 1, 1, 1]]


def test_sides_of_a_subtracted_table_are_by_sign() -> None:
    sides = split_sides(make_table([[0.5, -2]]), qualifier="subtract")
    assert sides.to_dense().tolist() == [[1, 0, 0, 1]]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: find_coalitions(make_cliques(3), methods=["lovain"]), "methods: no method 'lovain' (did you mean 'louvain'?): expected concor, equivalence, spectral, fast-greedy, louvain, leiden or label-propagation"),
        (lambda: find_coalitions(make_cliques(3), methods=["ward"]), "methods: 'ward' needs a table: expected concor, equivalence, spectral, fast-greedy, louvain, leiden or label-propagation"),
        (lambda: find_coalitions(make_cliques(3), methods="ward"), "methods: 'ward': expected several, such as ['ward']"),
        (lambda: find_coalitions(make_cliques(3), methods=[]), "methods: none: expected concor, equivalence, spectral, fast-greedy, louvain, leiden or label-propagation"),
        (lambda: find_coalitions(make_cliques(3), k_min=3, k_max=2), "k_max: 2 is less than k_min, 3"),
        (lambda: find_coalitions(make_cliques(3), k_min=4), "k_min: 4 groups of 3 actors: expected at most 3"),
        (lambda: find_coalitions(make_cliques(2), make_table([[1], [0], [1]])), "table: has 'a3' besides: expected the same labels"),
        (lambda: find_coalitions(make_cliques(2), make_table([[0], [0]])), "table: nobody has a statement: expected at least one row with one"),
        (lambda: find_coalitions(make_cliques(2), make_cliques(2)), "table: a one-mode network: expected a two-mode one"),
        (lambda: find_coalitions(make_cliques(2), seed=-3), "seed: expected 0 or more, found -3"),
        (lambda: split_sides(make_cliques(2)), "table: a one-mode network: expected a two-mode one"),
        (lambda: split_sides(make_table([[-1, 4]])), "table: values from -1 to 4: expected 0, 1, 2 or 3, as a boolean qualifier has them when combined; else aggregate by subtract, and say so"),
        (lambda: split_sides(make_table([[1]]), qualifier="ignore"), "qualifier: ignore: expected combine or subtract"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_what_would_be_right(
    ask: Callable[[], object], message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask()
    assert str(caught.value) == message
