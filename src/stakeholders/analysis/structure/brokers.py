"""Who stands between the blocs: betweenness, constraint, and the roles of brokers."""

from itertools import combinations
from typing import Any

import attrs
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.network import Floats, Network
from stakeholders.analysis.structure.ties import Groups, Integers, read_groups, read_ties


@attrs.frozen(kw_only=True)
class Broker:
    """An actor as a go-between.

    `betweenness` is the share of all pairs of others whose shortest paths run through the actor,
    `across` the same of pairs from different groups. `constraint` is Burt's: low where contacts do
    not know each other, None without ties. `bridging` is the share of the actor's ties, by weight,
    that leave the group. The last four count pairs of contacts who are not tied themselves:
    `coordinator`, all three of one group; `itinerant`, both contacts of one other group;
    `representative`, one of the actor's group and one of another; `liaison`, of three groups.
    """

    actor: str
    group: int
    betweenness: float
    across: float
    constraint: float | None
    bridging: float
    coordinator: int
    itinerant: int
    representative: int
    liaison: int

    @property
    def crossing(self) -> int:
        """How many pairs from different groups the actor joins that are not tied themselves."""
        return self.representative + self.liaison


def find_brokers(network: Network, groups: Groups) -> tuple[Broker, ...]:
    """Return all actors as brokers between groups, the strongest across them first.

    Negative ties are set to 0: nobody brokers through a conflict. Betweenness of b is the mean over
    pairs s, t of others of (shortest paths s-t through b)/(shortest paths s-t), a tie w being 1/w
    long; `across` takes the mean over pairs of different groups. Constraint is
    sum over contacts j of (p_bj + sum_q p_bq p_qj)^2 with p_bj the share of b's ties that go to j.
    Roles are counted for
    undirected ties, so that gatekeeper and representative are one. Where there is no pair, or no
    path, betweenness is 0; without ties, so is everything but the constraint.

    Betweenness takes time in proportion to actors times ties: at 500 actors all tied to each
    other, minutes.

    Source: Freeman 1977 and Brandes 2001; Burt 1992; Gould and Fernandez 1989.

    Args:
        network: one-mode over actors, such as congruence or subtract.
        groups: who is in which group, such as a `Partition`'s labels.

    Raises:
        QuestionError: if the network is not one-mode, or the groups do not fit the actors.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "mine", "union"], concept=["toll", "toll", "tax", "tax"]
        ... )
        >>> first, *_ = find_brokers(make_one_mode(said), {"mill": 0, "mine": 0, "union": 1})
        >>> first.actor, first.across, first.constraint, first.representative
        ('mine', 1.0, 0.5, 1)
    """
    ties = np.maximum(read_ties(network), 0)
    labels = read_groups(groups, network.rows)
    graph = _draw(ties)
    through = nx.betweenness_centrality(graph, weight="length")
    across = _measure_across(graph, labels)
    constraint = _measure_constraint(ties)
    roles = _count_roles(ties > 0, labels)
    bridging = _measure_bridging(ties, labels)
    brokers = [
        Broker(
            actor=name,
            group=int(labels[i]),
            betweenness=through[i],
            across=float(across[i]),
            constraint=float(constraint[i]) if ties[i].any() else None,
            bridging=float(bridging[i]),
            coordinator=int(roles[i, 0]),
            itinerant=int(roles[i, 1]),
            representative=int(roles[i, 2]),
            liaison=int(roles[i, 3]),
        )
        for i, name in enumerate(network.rows)
    ]
    return tuple(sorted(brokers, key=lambda b: (-round(b.across, 12), -b.crossing, b.actor)))


def _draw(ties: Floats) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    for one, other in np.argwhere(np.triu(ties, 1) > 0).tolist():
        weight = float(ties[one, other])
        graph.add_edge(one, other, length=1 / weight)
    return graph


def _measure_bridging(ties: Floats, labels: Integers) -> Floats:
    leaving = np.where(np.equal.outer(labels, labels), 0, ties).sum(axis=1)
    strengths = ties.sum(axis=1)
    shares: Floats = np.divide(leaving, strengths, out=np.zeros_like(leaving), where=strengths > 0)
    return shares


def _measure_constraint(ties: Floats) -> Floats:
    sums = ties.sum(axis=1, keepdims=True)
    shares = np.divide(ties, sums, out=np.zeros_like(ties), where=sums > 0)
    invested: Floats = ((shares + shares @ shares) ** 2 * (ties > 0)).sum(axis=1)
    return invested


def _measure_across(graph: "nx.Graph[int]", labels: Integers) -> Floats:
    """Return the share of pairs of others from different groups that each actor lies between."""
    number = len(labels)
    found = np.zeros(number)
    blocs = [np.flatnonzero(labels == group).tolist() for group in range(int(labels.max()) + 1)]
    for one, other in combinations(blocs, 2):
        # networkx halves for both directions, though a pair of two blocs is met in one alone.
        through: Any = nx.betweenness_centrality_subset(graph, one, other, weight="length")
        found += 2 * np.array([through[actor] for actor in range(number)])
    sizes = np.bincount(labels)
    pairs = (number**2 - (sizes**2).sum()) / 2 - (number - sizes[labels])
    shares: Floats = np.divide(found, pairs, out=np.zeros(number), where=pairs > 0)
    return shares


def _count_roles(is_tied: NDArray[np.bool_], labels: Integers) -> Integers:
    """Return how often each actor is coordinator, itinerant, representative and liaison."""
    number = len(labels)
    member = np.equal.outer(labels, np.arange(int(labels.max()) + 1)).astype(np.int64)
    is_open = ~is_tied & ~np.eye(number, dtype=np.bool_)
    roles = np.zeros((number, 4), dtype=np.int64)
    for actor in range(number):
        contacts = np.flatnonzero(is_tied[actor])
        side = member[contacts]
        # pairs[g, h]: open pairs of a contact in g with one in h, each met in both directions
        pairs = side.T @ is_open[np.ix_(contacts, contacts)].astype(np.int64) @ side
        own = labels[actor]
        total, same = int(pairs.sum()), int(np.trace(pairs))
        coordinator = int(pairs[own, own])
        representative = 2 * (int(pairs[own].sum()) - coordinator)
        roles[actor] = (
            coordinator // 2,
            (same - coordinator) // 2,
            representative // 2,
            (total - same - representative) // 2,
        )
    return roles
