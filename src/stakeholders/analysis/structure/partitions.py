"""A division of actors into groups, and how well it fits their ties."""

from collections.abc import Hashable, Iterable

import attrs
import numpy as np

from stakeholders.analysis.discourse.network import Floats, Network
from stakeholders.analysis.structure.ties import (
    Groups,
    Integers,
    list_groups,
    number_groups,
    read_groups,
    read_positive_ties,
)


@attrs.frozen(kw_only=True)
class Partition:
    """One division by one method; `labels` number the groups from 0, as the actors come."""

    method: str
    actors: tuple[str, ...]
    labels: tuple[int, ...]
    modularity: float

    @property
    def k(self) -> int:
        """The number of groups."""
        return max(self.labels, default=-1) + 1

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The actors of each group."""
        return list_groups(self.actors, self.labels)


def make_partition(
    method: str, actors: tuple[str, ...], labels: Iterable[Hashable], graph: Floats
) -> Partition:
    """Return a partition with its modularity on a graph without negative ties."""
    numbers = number_groups(labels)
    return Partition(
        method=method,
        actors=actors,
        labels=tuple(numbers.tolist()),
        modularity=compute_modularity(graph, numbers),
    )


def measure_modularity(network: Network, groups: Groups) -> float:
    """Return the modularity of a division into groups.

    M = sum over pairs of one group (w_ab - s_a s_b / 2m) / 2m, for ties w from 0, strengths
    s_a = sum_b w_ab, and 2m = sum w. It is below 1; 0 for one group, and where there are no ties.

    Source: Newman 2004, for weighted networks.

    Raises:
        QuestionError: if the network is not one-mode or has negative ties, or the groups do not
            fit the actors.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> measure_modularity(make_one_mode(said, qualifier="congruence"), [0, 1, 1, 0])
        0.5
    """
    ties = read_positive_ties(network, "network")
    return compute_modularity(ties, read_groups(groups, network.rows))


def compute_modularity(graph: Floats, labels: Integers) -> float:
    """Return the modularity for ties, shape (actors, actors), and groups numbered from 0."""
    total = float(graph.sum())
    if not total or (labels == labels[0]).all():
        return 0.0
    inside = float(graph[np.equal.outer(labels, labels)].sum())
    strengths = np.bincount(labels, weights=graph.sum(axis=1)) / total
    return inside / total - float(strengths @ strengths)
