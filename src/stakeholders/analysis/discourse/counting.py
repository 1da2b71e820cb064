"""Counts of statements by actor, concept and level: dense where they fit, else sparse."""

from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stakeholders.analysis.discourse.statements import Statements

Counts = Any  # a numpy array, or a sparse array of scipy where cells are many
Cells = NDArray[np.intp]
Shape = tuple[int, int, int]
DENSE_CELLS: Final = 32_000_000
"""How many cells a dense array may have: 256 MB of float64; what needs more is sparse."""


@attrs.frozen(kw_only=True, eq=False)
class Tensor:
    """For each level, the matrix of counts of shape (rows, columns), float64.

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
    shape = find_shape(statements, by_concept=by_concept)
    if not fits_dense(shape, dense_cells):
        return _count_sparse(statements, weights, shape, by_concept=by_concept)
    return count_cells(combine_codes(statements, by_concept=by_concept), shape, weights)


def find_shape(statements: Statements, *, by_concept: bool) -> Shape:
    """Return the number of levels, rows and columns."""
    actors, concepts = len(statements.actor.labels), len(statements.concept.labels)
    levels = len(statements.levels.labels)
    return (levels, concepts, actors) if by_concept else (levels, actors, concepts)


def fits_dense(shape: Shape, dense_cells: int) -> bool:
    """Tell whether counts, and the products of their rows, are small enough to be dense."""
    levels, rows, columns = shape
    return max(levels * columns, rows) * rows <= dense_cells


def combine_codes(statements: Statements, *, by_concept: bool) -> Cells:
    """Return the number of the cell of each statement, counted level by level and row by row."""
    _, rows, columns = find_shape(statements, by_concept=by_concept)
    one, other = _pick_codes(statements, by_concept=by_concept)
    # One array that is worked on in place: with a million rows, new ones are what takes the time.
    cells = statements.value.astype(np.intp)
    cells *= rows
    cells += one
    cells *= columns
    cells += other
    return cells


def count_cells(cells: Cells, shape: Shape, weights: NDArray[np.float64] | None = None) -> Tensor:
    """Return the counts of cells by their numbers."""
    counts = np.bincount(cells, weights, minlength=shape[0] * shape[1] * shape[2])
    return Tensor(levels=tuple(counts.astype(np.float64, copy=False).reshape(shape)))


def _pick_codes(statements: Statements, *, by_concept: bool) -> tuple[Any, Any]:
    codes = statements.actor.codes, statements.concept.codes
    return codes[::-1] if by_concept else codes


def _count_sparse(
    statements: Statements,
    weights: NDArray[np.float64] | None,
    shape: Shape,
    *,
    by_concept: bool,
) -> Tensor:
    one, other = _pick_codes(statements, by_concept=by_concept)
    amounts = np.ones(len(statements)) if weights is None else weights
    found = []
    for level in range(shape[0]):
        rows = np.flatnonzero(statements.value == level)
        cells = sparse.coo_array((amounts[rows], (one[rows], other[rows])), shape=shape[1:])
        found.append(cells.tocsr())  # adds up what is in one cell
    return Tensor(levels=tuple(found))
