"""Groups from the ties of a graph alone: Louvain, Leiden, fast-greedy, label propagation."""

from collections.abc import Collection, Iterable

import networkx as nx
import numpy as np

from stakeholders.analysis.discourse.network import Floats
from stakeholders.analysis.structure.ties import Integers, number_groups

_TOLERANCE = 1e-12


def find_louvain(graph: Floats, dice: np.random.Generator) -> Integers:
    """Return the groups of networkx's `louvain_communities` (Blondel et al. 2008)."""
    seed = int(dice.integers(2**31))
    return _label(nx.community.louvain_communities(_draw(graph), weight="weight", seed=seed))


def find_label_propagation(graph: Floats, dice: np.random.Generator) -> Integers:
    """Return the groups of networkx's `asyn_lpa_communities` (Raghavan et al. 2007)."""
    seed = int(dice.integers(2**31))
    return _label(nx.community.asyn_lpa_communities(_draw(graph), weight="weight", seed=seed))


def merge_greedily(graph: Floats, k: int) -> Integers:
    """Return k groups, merged from single actors by the largest gain in modularity each time.

    Groups that no tie connects are merged only when nothing else is left to merge.

    Source: Clauset, Newman and Moore 2004.
    """
    labels = np.arange(len(graph))
    shares = graph / (float(graph.sum()) or 1.0)
    while len(shares) > k:
        strengths = shares.sum(axis=1)
        gains = shares - np.outer(strengths, strengths)
        gains[shares == 0] -= 1
        np.fill_diagonal(gains, -np.inf)
        low, high = sorted(int(group) for group in np.unravel_index(gains.argmax(), gains.shape))
        shares[low] += shares[high]
        shares[:, low] += shares[:, high]
        shares = np.delete(np.delete(shares, high, axis=0), high, axis=1)
        labels[labels == high] = low
        labels[labels > high] -= 1
    return labels


def _draw(graph: Floats) -> "nx.Graph[int]":
    drawn: nx.Graph[int] = nx.Graph()
    drawn.add_nodes_from(range(len(graph)))
    rows, columns = np.nonzero(np.triu(graph, 1))
    weights = graph[rows, columns]
    drawn.add_weighted_edges_from(
        zip(rows.tolist(), columns.tolist(), weights.tolist(), strict=True)
    )
    return drawn


def _label(groups: Iterable[Collection[int]]) -> Integers:
    pairs = [(actor, label) for label, group in enumerate(groups) for actor in group]
    return np.array([label for _, label in sorted(pairs)], dtype=np.int64)


def find_leiden(graph: Floats, dice: np.random.Generator) -> Integers:
    """Return the groups of the Leiden algorithm for modularity (Traag, Waltman and van Eck 2019).

    Local moving, refinement inside each group, and aggregation of the refined groups, repeated
    until nothing merges; all of that again from what was found, until nothing changes. The
    refinement takes the best merge where the paper draws one at random among the good ones. Every
    group is connected, which Louvain does not promise, and no move of one actor gains.
    """
    labels = np.arange(len(graph))
    while True:
        found = _run_leiden(graph, labels, dice)
        if (found == labels).all():
            return found
        labels = found


def _run_leiden(graph: Floats, labels: Integers, dice: np.random.Generator) -> Integers:
    node_of = np.arange(len(graph))
    while True:
        labels = _move(graph, labels, dice)
        refined = number_groups(_refine(graph, labels, dice).tolist())
        merged = int(refined.max()) + 1
        if merged == len(graph):
            return number_groups(labels[node_of].tolist())
        belongs = np.eye(merged)[refined]
        first = np.unique(refined, return_index=True)[1]
        graph, labels = belongs.T @ graph @ belongs, number_groups(labels[first].tolist())
        node_of = refined[node_of]


def _move(graph: Floats, labels: Integers, dice: np.random.Generator) -> Integers:
    """Move each node to the group where modularity gains most, until none wants to move."""
    labels = labels.copy()
    strengths = graph.sum(axis=1)
    total = float(graph.sum()) or 1.0
    queue = dict.fromkeys(dice.permutation(len(graph)).tolist())
    while queue:
        node = next(iter(queue))
        del queue[node]
        gains = _weigh(graph, labels, strengths, node, total)
        target = int(gains.argmax())
        if gains[target] <= gains[labels[node]] + _TOLERANCE * total:
            continue
        labels[node] = target
        neighbours = np.flatnonzero((graph[node] > 0) & (labels != target))
        queue.update(dict.fromkeys(neighbours.tolist()))
    return labels


def _weigh(graph: Floats, labels: Integers, strengths: Floats, node: int, total: float) -> Floats:
    """Return how much modularity, times the total, a node gains in each group without itself."""
    number = len(graph)
    others = np.arange(number) != node
    tied = np.bincount(labels[others], weights=graph[node][others], minlength=number)
    expected = np.bincount(labels[others], weights=strengths[others], minlength=number)
    gains: Floats = tied - strengths[node] * expected / total
    return gains


def _refine(graph: Floats, labels: Integers, dice: np.random.Generator) -> Integers:
    """Merge nodes inside each group, where they are well tied to it and modularity gains."""
    refined = np.arange(len(graph))
    strengths = graph.sum(axis=1)
    total = float(graph.sum()) or 1.0
    for node in dice.permutation(len(graph)).tolist():
        inside = labels == labels[node]
        inside[node] = False
        is_alone = (refined == refined[node]).sum() == 1
        pull = float(graph[node][inside].sum())
        if not is_alone or pull < strengths[node] * float(strengths[inside].sum()) / total:
            continue
        gains = _weigh(graph, refined, strengths, node, total)
        candidates = np.unique(refined[inside])
        if len(candidates) and gains[candidates].max() > _TOLERANCE * total:
            refined[node] = candidates[gains[candidates].argmax()]
    return refined
