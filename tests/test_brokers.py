"""Brokers: what networkx and plain counting say, and the roles of go-betweens."""

from itertools import combinations

import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.seven_actors import make_cliques, make_network, make_seven

from stakeholders import QuestionError
from stakeholders.analysis import Broker, Network, find_brokers

BRIDGE = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "x"), ("x", "y"), ("y", "z")])
BLOCS = {"a": "left", "b": "left", "c": "left", "x": "middle", "y": "right", "z": "right"}


def draw_bridge() -> Network:
    return make_network(nx.to_numpy_array(BRIDGE), list(BRIDGE))


@st.composite
def draw_network(draw: st.DrawFn) -> tuple[Network, list[int]]:
    actors = draw(st.integers(1, 8))
    cells = draw(st.lists(st.integers(-1, 3), min_size=actors**2, max_size=actors**2))
    upper = np.triu(np.array(cells, dtype=np.float64).reshape(actors, actors), 1)
    groups = draw(st.lists(st.integers(0, 3), min_size=actors, max_size=actors))
    return make_network(upper + upper.T), groups


def test_the_go_between_of_two_blocs_comes_first() -> None:
    found = find_brokers(draw_bridge(), BLOCS)
    assert [broker.actor for broker in found] == ["x", "c", "y", "a", "b", "z"]
    assert attrs.evolve(found[0], betweenness=round(found[0].betweenness, 12)) == Broker(
        actor="x",
        group=1,
        betweenness=6 / 10,
        across=1.0,
        constraint=0.5,
        bridging=1.0,
        coordinator=0,
        itinerant=0,
        representative=0,
        liaison=1,
    )


def test_roles_are_told_by_whose_contacts_are_joined() -> None:
    roles = {
        broker.actor: (
            broker.coordinator,
            broker.itinerant,
            broker.representative,
            broker.liaison,
            broker.crossing,
        )
        for broker in find_brokers(draw_bridge(), "LLLMLL")
    }
    # c joins a and b, who are tied, and each of them to x; x joins two of one other group.
    assert roles["c"] == (0, 0, 2, 0, 2)
    assert roles["x"] == (0, 1, 0, 0, 0)
    inside = {broker.actor: broker.coordinator for broker in find_brokers(draw_bridge(), "LLLLLL")}
    assert inside == {"a": 0, "b": 0, "c": 2, "x": 1, "y": 1, "z": 0}


@settings(max_examples=50, deadline=None)
@given(draw_network())
def test_betweenness_and_constraint_are_those_of_networkx(
    drawn: tuple[Network, list[int]],
) -> None:
    network, groups = drawn
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.rows)
    for tie in network.edges():
        if tie.weight > 0:
            graph.add_edge(tie.one, tie.other, weight=tie.weight, length=1 / tie.weight)
    through = nx.betweenness_centrality(graph, weight="length")
    constraint = nx.constraint(graph, weight="weight")
    for broker in find_brokers(network, groups):
        assert broker.betweenness == pytest.approx(through[broker.actor])
        if broker.constraint is None:
            assert graph.degree(broker.actor) == 0
        else:
            assert broker.constraint == pytest.approx(constraint[broker.actor])


@settings(max_examples=50, deadline=None)
@given(draw_network())
def test_across_and_roles_are_what_counting_pair_by_pair_gives(
    drawn: tuple[Network, list[int]],
) -> None:
    network, groups = drawn
    graph = nx.Graph(
        [(t.one, t.other, {"length": 1 / t.weight}) for t in network.edges() if t.weight > 0]
    )
    graph.add_nodes_from(network.rows)
    group = dict(zip(network.rows, groups, strict=True))
    for broker in find_brokers(network, groups):
        name, home = broker.actor, group[broker.actor]
        shares, roles = [], {"coordinator": 0, "itinerant": 0, "representative": 0, "liaison": 0}
        for one, other in combinations([row for row in network.rows if row != name], 2):
            if group[one] != group[other]:
                shares.append(_share_through(graph, one, other, name))
            if (
                graph.has_edge(name, one)
                and graph.has_edge(name, other)
                and not graph.has_edge(one, other)
            ):
                roles[_name_role(home, group[one], group[other])] += 1
        assert broker.across == pytest.approx(sum(shares) / len(shares) if shares else 0)
        assert {role: getattr(broker, role) for role in roles} == roles


def _share_through(graph: "nx.Graph[str]", one: str, other: str, name: str) -> float:
    if not nx.has_path(graph, one, other):
        return 0
    paths = list(nx.all_shortest_paths(graph, one, other, weight="length"))
    return sum(name in path for path in paths) / len(paths)


def _name_role(home: int, one: int, other: int) -> str:
    if one == other:
        return "coordinator" if one == home else "itinerant"
    return "representative" if home in {one, other} else "liaison"


def test_without_ties_nobody_brokers() -> None:
    alone = find_brokers(make_network(np.zeros((2, 2))), "AB")
    assert [(b.betweenness, b.across, b.constraint, b.bridging) for b in alone] == [
        (0, 0, None, 0),
        (0, 0, None, 0),
    ]


def test_nobody_brokers_through_a_conflict() -> None:
    """Of the seven, ties of subtract below zero are none: the brokers join who agrees."""
    found = find_brokers(make_seven("subtract"), "ABABBAA")
    positive = make_network(np.maximum(make_seven("subtract").to_dense(), 0))
    assert found == find_brokers(positive, "ABABBAA")


def test_groups_that_do_not_fit_are_refused() -> None:
    with pytest.raises(QuestionError, match="groups: 2 labels for 3 actors: expected one for each"):
        find_brokers(make_cliques(3), "AB")
