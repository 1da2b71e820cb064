"""The methods by which actors, or moments, are grouped, and the choice of how many groups."""

import enum
from collections.abc import Callable, Iterable, Mapping

import attrs
import numpy as np

from stakeholders.analysis.discourse.network import Floats
from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.structure.clustering import (
    converge_correlations,
    cut_spectrum,
    fill_diagonal,
    find_k_means,
    join_nearest,
    match_paths,
)
from stakeholders.analysis.structure.communities import (
    find_label_propagation,
    find_leiden,
    find_louvain,
    merge_greedily,
)
from stakeholders.analysis.structure.dice import make_dice
from stakeholders.analysis.structure.partitions import Partition, make_partition
from stakeholders.analysis.structure.ties import Integers
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote


class Method(enum.StrEnum):
    """A method of grouping. The first six need a table, or distances; the others only ties."""

    SINGLE = "single"
    AVERAGE = "average"
    COMPLETE = "complete"
    WARD = "ward"
    K_MEANS = "k-means"
    CONCOR_TABLE = "concor-table"
    CONCOR = "concor"
    EQUIVALENCE = "equivalence"
    SPECTRAL = "spectral"
    FAST_GREEDY = "fast-greedy"
    LOUVAIN = "louvain"
    LEIDEN = "leiden"
    LABEL_PROPAGATION = "label-propagation"


_TOLERANCE = 1e-12
TABLE_METHODS = tuple(Method)[:6]
OPEN_METHODS = (Method.LOUVAIN, Method.LEIDEN, Method.LABEL_PROPAGATION)
"""Those that find the number of groups themselves."""


@attrs.frozen(kw_only=True, eq=False)
class Likeness:
    """What grouping goes by, for n things.

    `graph` and `affinity` are of shape (n, n), from 0, with a zero diagonal; `points` are rows of
    features, shape (n, features), and `distances` of shape (n, n): both empty without a table.
    """

    graph: Floats
    affinity: Floats
    points: Floats = attrs.field(factory=lambda: np.empty((0, 0)))
    distances: Floats = attrs.field(factory=lambda: np.empty((0, 0)))


Assign = Callable[[Likeness, int, np.random.Generator], Integers]


def _link(linkage: str) -> Assign:
    return lambda like, k, _: join_nearest(like.distances, k, linkage)


_ASSIGN: Mapping[Method, Assign] = {
    Method.SINGLE: _link("single"),
    Method.AVERAGE: _link("average"),
    Method.COMPLETE: _link("complete"),
    Method.WARD: _link("ward"),
    Method.K_MEANS: lambda like, k, dice: find_k_means(like.points, k, dice),
    Method.CONCOR_TABLE: lambda like, k, _: converge_correlations(like.points, k),
    Method.CONCOR: lambda like, k, _: converge_correlations(fill_diagonal(like.graph), k),
    Method.EQUIVALENCE: lambda like, k, _: match_paths(like.graph, k),
    Method.SPECTRAL: lambda like, k, dice: cut_spectrum(like.affinity, k, dice),
    Method.FAST_GREEDY: lambda like, k, _: merge_greedily(like.graph, k),
    Method.LOUVAIN: lambda like, _, dice: find_louvain(like.graph, dice),
    Method.LEIDEN: lambda like, _, dice: find_leiden(like.graph, dice),
    Method.LABEL_PROPAGATION: lambda like, _, dice: find_label_propagation(like.graph, dice),
}


def read_methods(methods: Iterable[str] | None, offered: tuple[Method, ...]) -> tuple[Method, ...]:
    """Return the methods that are named, in the house's order; all that are offered for None.

    Raises:
        QuestionError: if one is unknown, needs a table that is not there, or none is named.
    """
    if methods is None:
        return offered
    if isinstance(methods, str):
        raise QuestionError(f"methods: {quote(methods)}: expected several, such as [{methods!r}]")
    named = {_read_method(name, offered) for name in methods}
    if not named:
        raise QuestionError(f"methods: none: expected {join_words(offered)}")
    return tuple(method for method in Method if method in named)


def _read_method(name: str, offered: tuple[Method, ...]) -> Method:
    if name in offered:
        return Method(name)
    if name in TABLE_METHODS:
        raise QuestionError(f"methods: {quote(name)} needs a table: expected {join_words(offered)}")
    hint = did_you_mean(find_nearest(name, offered))
    raise QuestionError(f"methods: no method {quote(name)}{hint}: expected {join_words(offered)}")


def read_sizes(k_min: int, k_max: int, number: int, what: str) -> range:
    """Return the numbers of groups to try, at most as many as there is to group.

    Raises:
        QuestionError: if the span is empty, starts below 1, or there is less to group.
    """
    read_whole(k_min, "k_min")
    read_whole(k_max, "k_max")
    if k_max < k_min:
        raise QuestionError(f"k_max: {k_max} is less than k_min, {k_min}")
    if number == 1:
        return range(1, 2)
    if k_min > number:
        raise QuestionError(f"k_min: {k_min} groups of {number} {what}: expected at most {number}")
    return range(k_min, min(k_max, number) + 1)


def try_methods(
    likeness: Likeness,
    names: tuple[str, ...],
    methods: Iterable[Method],
    sizes: range,
    seed: int,
) -> tuple[Partition, ...]:
    """Return a partition by each method, of each size; one alone where it finds the size."""
    trials = []
    for method in methods:
        dice = make_dice(seed, tuple(Method).index(method))
        for k in sizes[:1] if method in OPEN_METHODS else sizes:
            labels = _assign(method, likeness, k, dice)
            trials.append(make_partition(method, names, labels.tolist(), likeness.graph))
    return tuple(trials)


def _assign(method: Method, likeness: Likeness, k: int, dice: np.random.Generator) -> Integers:
    if len(likeness.graph) == 1 or (k == 1 and method not in OPEN_METHODS):
        return np.zeros(len(likeness.graph), dtype=np.int64)
    return _ASSIGN[method](likeness, k, dice)


def choose_sizes(trials: Iterable[Partition]) -> tuple[Partition, ...]:
    """Return for each method the partition of largest modularity; of equals, the first."""
    best: dict[str, Partition] = {}
    for trial in trials:
        known = best.get(trial.method)
        if known is None or trial.modularity > known.modularity + _TOLERANCE:
            best[trial.method] = trial
    return tuple(best.values())


def choose_best(partitions: Iterable[Partition], sizes: range) -> Partition:
    """Return the partition of largest modularity, of those whose size was asked for.

    One group counts, too, so that it wins where no division is better than none. Where no size
    fits, all count.
    """
    found = tuple(partitions)
    fitting = tuple(p for p in found if p.k in sizes or p.k == 1) or found
    highest = max(partition.modularity for partition in fitting)
    return next(p for p in fitting if p.modularity >= highest - _TOLERANCE)
