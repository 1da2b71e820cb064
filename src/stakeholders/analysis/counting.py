"""Counts of statements by actor, concept and level: dense where they fit, else sparse."""

from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stakeholders.analysis.statements import Statements

Counts = Any  # a numpy array, or a sparse array of scipy where cells are many
DENSE_CELLS: Final = 32_000_000
"""How many cells a dense array may have: 256 MB of float64; what needs more is sparse."""


@attrs.frozen(kw_only=True, eq=False)
class Tensor:
    """For each level, the matrix of counts with `rows` x `columns` cells (float64).

    Whole numbers are exact up to 2^53; with weights, a cell is the sum of the weights.
    """

    levels: tuple[Counts, ...]

    @property
    def total(self) -> Counts:
        """The counts whatever the level."""
        return sum(self.levels[1:], self.levels[0])


def count_statements(
    statements: Statements,
    *,
    by_concept: bool = False,
    weights: NDArray[np.float64] | None = None,
    dense_cells: int = DENSE_CELLS,
) -> Tensor:
    """Return how many statements there are of each actor on each concept, level by level.

    Args:
        statements: what to count.
        by_concept: concepts as rows and actors as columns, instead of the other way.
        weights: what each statement counts for; without them, 1.
        dense_cells: how many cells may be held in one array: rows times columns times levels, and
            rows times rows of a one-mode network.
    """
    one, other = statements.actor, statements.concept
    if by_concept:
        one, other = other, one
    shape = (len(statements.levels.labels), len(one.labels), len(other.labels))
    if max(shape[0] * shape[2], shape[1]) * shape[1] > dense_cells:
        return _count_sparse(one.codes, other.codes, statements.value, weights, shape)
    counts = count_cells(one.codes, other.codes, statements.value, shape, weights)
    return Tensor(levels=tuple(counts))


def count_cells(
    one: NDArray[Any],
    other: NDArray[Any],
    value: NDArray[Any],
    shape: tuple[int, int, int],
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Return an array (levels, rows, columns) of counts."""
    # One array that is worked on in place: with a million rows, new ones are what takes the time.
    cells = value.astype(np.intp)
    cells *= shape[1]
    cells += one
    cells *= shape[2]
    cells += other
    counts = np.bincount(cells, weights, minlength=shape[0] * shape[1] * shape[2])
    return counts.astype(np.float64, copy=False).reshape(shape)


def _count_sparse(
    one: NDArray[Any],
    other: NDArray[Any],
    value: NDArray[Any],
    weights: NDArray[np.float64] | None,
    shape: tuple[int, int, int],
) -> Tensor:
    amounts = np.ones(len(value)) if weights is None else weights
    found = []
    for level in range(shape[0]):
        rows = np.flatnonzero(value == level)
        cells = sparse.coo_array((amounts[rows], (one[rows], other[rows])), shape=shape[1:])
        found.append(cells.tocsr())  # adds up what is in one cell
    return Tensor(levels=tuple(found))
