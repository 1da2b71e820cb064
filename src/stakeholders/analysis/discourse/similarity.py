"""Ties between the rows of counts: agreement, disagreement, and what they are divided by."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stakeholders.analysis.discourse.choices import Normalization, Qualifier
from stakeholders.analysis.discourse.counting import Counts, Tensor
from stakeholders.analysis.discourse.levels import Kind, Levels
from stakeholders.errors import QuestionError

_MOST_CELLS = 100_000_000
Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def relate(tensor: Tensor, levels: Levels, qualifier: Qualifier) -> Counts:
    """Return how far the statements of each two rows agree, disagree, or either.

    The result has a row and a column for each row of the counts; its diagonal says nothing.
    """
    if qualifier is Qualifier.IGNORE:
        return _multiply(tensor.total, tensor.total)
    if levels.kind is Kind.CATEGORICAL:
        return _relate_names(tensor, qualifier)
    return sum(_list_products(tensor, levels, qualifier))


def _multiply(one: Counts, other: Counts) -> Counts:
    return one @ other.T


def _list_products(tensor: Tensor, levels: Levels, qualifier: Qualifier) -> Iterator[Counts]:
    """Yield matrices whose sum is the sum over pairs of statements of how far they (dis)agree.

    The distance of two levels is the sum of the gaps between them, and over each gap a statement is
    either above or below: two agree over it where both are on one side. So L levels need of the
    order of L products and not L squared, and whatever is counted on one side of nothing is 0, with
    no rounding. What the scale has outside the levels that occur separates nobody.
    """
    for gap, above, below in _list_gaps(tensor, levels):
        if qualifier is Qualifier.CONFLICT:
            apart = _multiply(above, below)
            yield (apart + apart.T) * gap
        elif qualifier is Qualifier.SUBTRACT:
            side = above - below
            yield _multiply(side, side) * gap
        else:
            yield (_multiply(above, above) + _multiply(below, below)) * gap
    rest = 1.0 - (levels.shares[-1] - levels.shares[0])
    if qualifier is Qualifier.CONFLICT:
        rest = 0.0
    if rest or len(levels.shares) == 1:
        yield _multiply(tensor.total, tensor.total) * rest


def _list_gaps(tensor: Tensor, levels: Levels) -> Iterator[tuple[float, Counts, Counts]]:
    """Yield each gap between levels: its width, and the counts above and below it."""
    for number, (share, following) in enumerate(pairwise(levels.shares), 1):
        above, below = tensor.levels[number:], tensor.levels[:number]
        yield following - share, sum(above[1:], above[0]), sum(below[1:], below[0])


def _relate_names(tensor: Tensor, qualifier: Qualifier) -> Counts:
    congruence = sum(_multiply(counts, counts) for counts in tensor.levels)
    if qualifier is Qualifier.CONGRUENCE:
        return congruence
    conflict = _sum_unmatched(tensor)
    return conflict if qualifier is Qualifier.CONFLICT else congruence - conflict


def _sum_unmatched(tensor: Tensor) -> Counts:
    """Return how many statements of either row have no match (cell and level) in the other."""
    sums = sum_rows(tensor.total)
    if len(sums) ** 2 > _MOST_CELLS:
        raise QuestionError(
            f"conflict of names ties every two of {len(sums)}, which is too much for the memory: "
            "filter the statements first, such as with min_per_actor"
        )
    matched = sum(_multiply(counts, _mark(counts)) for counts in tensor.levels)
    either = matched + matched.T
    if sparse.issparse(either):
        either = either.toarray()
    found: Floats = np.add.outer(sums, sums) - either
    return found


def _mark(counts: Counts) -> Counts:
    return (counts > 0).astype(np.float64)


def sum_rows(counts: Counts) -> Floats:
    """Return the sum of each row."""
    return np.asarray(counts.sum(axis=1), np.float64).ravel()


def divide(
    ties: Counts, tensor: Tensor, normalization: Normalization, *, dna_compat: bool
) -> Counts:
    """Return ties divided by what belongs to their two rows; 0 where that is 0."""
    if normalization is Normalization.NONE:
        return ties
    if not sparse.issparse(ties):
        rows, columns = np.ogrid[: ties.shape[0], : ties.shape[1]]
        by = _find_divisor(tensor, normalization, rows, columns, dna_compat=dna_compat)
        return np.divide(ties, by, out=np.zeros_like(ties), where=by != 0)
    found = ties.tocoo()
    by = _find_divisor(tensor, normalization, *found.coords, dna_compat=dna_compat)
    found.data = np.divide(found.data, by, out=np.zeros_like(found.data), where=by != 0)
    return found.tocsr()


def _find_divisor(
    tensor: Tensor, normalization: Normalization, rows: Places, columns: Places, *, dna_compat: bool
) -> Floats:
    total = tensor.total
    sums = sum_rows(total)
    if normalization is Normalization.AVERAGE:
        return (sums[rows] + sums[columns]) / 2
    if normalization is Normalization.COSINE:
        norms = sums if dna_compat else np.sqrt(sum_rows(total * total))
        return norms[rows] * norms[columns]
    matched = sum(_multiply(counts, _mark(counts)) for counts in tensor.levels)
    both = sum(_multiply(counts, counts) for counts in tensor.levels)
    beside = both - matched - matched.T
    if sparse.issparse(beside):
        beside = beside.tocsr()
    union: Floats = sums[rows] + sums[columns] + beside[rows, columns]
    return union
