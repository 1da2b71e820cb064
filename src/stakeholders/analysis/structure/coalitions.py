"""Who stands together: coalitions by several methods, each with its modularity."""

from collections.abc import Iterable

import attrs
import numpy as np
from scipy import sparse

from stakeholders.analysis.discourse.choices import Qualifier
from stakeholders.analysis.discourse.network import Floats, Mode, Network
from stakeholders.analysis.structure.clustering import measure_jaccard
from stakeholders.analysis.structure.methods import (
    TABLE_METHODS,
    Likeness,
    Method,
    choose_best,
    choose_sizes,
    read_methods,
    read_sizes,
    try_methods,
)
from stakeholders.analysis.structure.partitions import Partition
from stakeholders.analysis.structure.ties import check_same, read_ties
from stakeholders.errors import QuestionError
from stakeholders.tracker.filters import read_choice

_CODES = (0, 1, 2, 3)


@attrs.frozen(kw_only=True, eq=False)
class Coalitions:
    """The coalitions that each method finds, the best of them, and all that was tried.

    `partitions` has one partition for each method, with the number of groups that gives it the
    largest modularity; `trials` has them all, in order of method and number. `best` is the one of
    largest modularity. `dropped` lists who has no statement in the table, and so was not grouped.
    """

    actors: tuple[str, ...]
    dropped: tuple[str, ...]
    partitions: tuple[Partition, ...]
    trials: tuple[Partition, ...]
    best: Partition

    def share_together(self) -> Floats:
        """Return by which share of the methods each two actors are in one group.

        The shape is (actors, actors). Pairs far from both 0 and 1 are where methods disagree, and
        where a map of coalitions should not be trusted.
        """
        labels = np.array([partition.labels for partition in self.partitions])
        together: Floats = (labels[:, :, None] == labels[:, None]).mean(axis=0)
        return together


def find_coalitions(
    network: Network,
    table: Network | None = None,
    *,
    methods: Iterable[str] | None = None,
    k_min: int = 2,
    k_max: int = 5,
    seed: int = 0,
) -> Coalitions:
    """Return the coalitions in a network, by every method or those named.

    Modularity is measured on the network with negative ties set to 0; it also chooses the number
    of groups between `k_min` and `k_max` (of equals, the smaller). Louvain, Leiden and label
    propagation find the number themselves. With a table, hierarchical clustering (single, average,
    complete, Ward) goes by the Jaccard distances of its rows, k-means and `concor-table` by the
    rows. Spectral clustering takes the ties for affinities.

    One actor is one group. Without positive ties every modularity is 0, and `best` says nothing.
    Where all are tied alike, a method that must find k groups parts them by chance, and modularity
    is below 0. Actors whose rows are alike are never parted by the methods on the table, which so
    may find less groups than asked for.

    Source: the steps follow Leifeld's rDNA; each method's paper is named where it is computed.

    Args:
        network: one-mode over actors; best aggregated by subtract and normalized by average.
        table: two-mode, the same actors by features; only what is 0 or not counts. Best it is made
            by `split_sides`.
        methods: names, such as `["ward", "louvain"]`; all that apply unless given.
        k_min: the smallest number of groups, 2 unless given.
        k_max: the largest, 5 unless given; more than there are actors counts as that many.
        seed: of the methods that draw; 0 unless given.

    Raises:
        QuestionError: if the network is not one-mode, the table has other actors, a method is
            unknown or needs a table, the span of k is empty, or nobody has a statement.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode, make_two_mode
        >>> said = Statements.of(
        ...     actor=["mill", "mine", "union", "city", "city"],
        ...     concept=["toll", "toll", "toll", "toll", "tax"],
        ...     value=[False, False, True, True, True],
        ... )
        >>> table = split_sides(make_two_mode(said, qualifier="combine"))
        >>> found = find_coalitions(make_one_mode(said, qualifier="subtract"), table)
        >>> found.best.groups, found.best.modularity
        ((('city', 'union'), ('mill', 'mine')), 0.5)
    """
    ties = np.maximum(read_ties(network), 0)
    offered = tuple(m for m in Method if table is not None or m not in TABLE_METHODS)
    chosen = read_methods(methods, offered)
    rows = _read_rows(network, table)
    kept = np.arange(len(ties)) if rows is None else np.flatnonzero(rows.any(axis=1))
    if not len(kept):
        raise QuestionError("table: nobody has a statement: expected at least one row with one")
    graph = ties[np.ix_(kept, kept)]
    actors = tuple(network.rows[actor] for actor in kept)
    likeness = Likeness(graph=graph, affinity=graph)
    if rows is not None:
        distances = measure_jaccard(rows[kept])
        likeness = attrs.evolve(likeness, points=rows[kept], distances=distances)
    sizes = read_sizes(k_min, k_max, len(actors), "actors")
    trials = try_methods(likeness, actors, chosen, sizes, seed)
    partitions = choose_sizes(trials)
    return Coalitions(
        actors=actors,
        dropped=tuple(actor for actor in network.rows if actor not in set(actors)),
        partitions=partitions,
        trials=trials,
        best=choose_best(partitions, sizes),
    )


def _read_rows(network: Network, table: Network | None) -> Floats | None:
    if table is None:
        return None
    if table.mode is not Mode.TWO:
        raise QuestionError(f"table: a {table.mode} network: expected a two-mode one")
    check_same(network.rows, table.rows, "table")
    rows: Floats = (table.to_dense() != 0).astype(np.float64)
    return rows


def split_sides(table: Network, *, qualifier: str | Qualifier = Qualifier.COMBINE) -> Network:
    """Return a table with two columns for each concept: who is for it, and who against.

    Of a boolean qualifier aggregated by combine (1 for, 2 against, 3 both), an actor who was ever
    for a concept is in its column " +", and one who was ever against it in " -". Of any qualifier
    aggregated by subtract, it is those above 0, and those below. An actor who is at 0 throughout is
    in no column.

    Source: Leifeld's rDNA, `dna_multiclust`, for a boolean qualifier.

    Args:
        table: two-mode, not normalized with combine.
        qualifier: how it was aggregated, "combine" or "subtract".

    Raises:
        QuestionError: if the network is not two-mode, or its numbers cannot come of the qualifier.

    Example:
        >>> from stakeholders.analysis import Statements, make_two_mode
        >>> said = Statements.of(actor=["mill", "city"], concept=["toll"] * 2, value=[False, True])
        >>> table = split_sides(make_two_mode(said, qualifier="combine"))
        >>> table.columns, table.to_dense().tolist()
        (('toll +', 'toll -'), [[1.0, 0.0], [0.0, 1.0]])
    """
    if table.mode is not Mode.TWO:
        raise QuestionError(f"table: a {table.mode} network: expected a two-mode one")
    how = read_choice(qualifier, Qualifier, "qualifier")
    cells = table.to_dense()
    if how is Qualifier.COMBINE and not np.isin(cells, _CODES).all():
        raise QuestionError(
            f"table: values from {cells.min():g} to {cells.max():g}: expected 0, 1, 2 or 3, as a"
            " boolean qualifier has them when combined; else aggregate by subtract, and say so"
        )
    if how not in {Qualifier.COMBINE, Qualifier.SUBTRACT}:
        raise QuestionError(f"qualifier: {how}: expected combine or subtract")
    is_combined = how is Qualifier.COMBINE
    favours = np.isin(cells, (1, 3)) if is_combined else cells > 0
    opposes = np.isin(cells, (2, 3)) if is_combined else cells < 0
    sides = np.stack([favours, opposes], axis=2).reshape(len(cells), -1)
    return Network(
        rows=table.rows,
        columns=tuple(f"{concept} {sign}" for concept in table.columns for sign in "+-"),
        matrix=sparse.csr_array(sides.astype(np.float64)),
        mode=Mode.TWO,
    )
