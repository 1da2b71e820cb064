"""A window that moves over statements: added when they enter it, taken off when they leave."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.columns import Days
from stakeholders.analysis.discourse.counting import (
    Tensor,
    combine_codes,
    count_statements,
    find_shape,
    fits_dense,
)
from stakeholders.analysis.discourse.network import Mode, Network
from stakeholders.analysis.discourse.networks import find_evidence, list_labels
from stakeholders.analysis.discourse.recipes import Recipe
from stakeholders.analysis.discourse.series import Slice
from stakeholders.analysis.discourse.statements import Rows, Statements


class Slider:
    """Counts of the statements in a window; its first and last day may only move on.

    A statement is in the window where it holds all days from `begin` to `end` of the statement.
    Each is looked at once when it enters and once when it leaves. Where the counts are too large to
    be dense, each window is counted anew, from its own statements.
    """

    def __init__(
        self, statements: Statements, recipe: Recipe, begin: Days, end: Days, dense_cells: int
    ) -> None:
        self._statements, self._recipe = statements, recipe
        self._begin, self._end = begin, end
        self._dense_cells = dense_cells
        self._shape = find_shape(statements, by_concept=recipe.by_concept)
        self._is_dense = fits_dense(self._shape, dense_cells)
        self._entering = np.argsort(end, kind="stable")
        self._leaving = self._entering if begin is end else np.argsort(begin, kind="stable")
        self._ends, self._begins = end[self._entering], begin[self._leaving]
        self._cells = combine_codes(statements, by_concept=recipe.by_concept)
        self._counts = np.zeros(self._shape if self._is_dense else (0, 0, 0))
        self._first, self._last, self._number = 0, 0, 0

    def move(self, first: int, middle: int, last: int) -> Slice:
        """Move the window to a span, and return its slice."""
        entering = _find_between(self._ends, self._entering, self._last + 1, last)
        entering = entering[self._begin[entering] >= first]
        leaving = _find_between(self._begins, self._leaving, self._first, first - 1)
        leaving = leaving[self._end[leaving] <= self._last]
        self._first, self._last = first, last
        self._number += len(entering) - len(leaving)
        if self._is_dense:
            self._counts += self._count(entering)
            self._counts -= self._count(leaving)
        return Slice(
            first=date.fromordinal(first),
            middle=date.fromordinal(middle),
            last=date.fromordinal(last),
            number=self._number,
            network=self._make_network(first, last),
        )

    def _count(self, rows: Rows) -> NDArray[np.float64]:
        counts = np.bincount(self._cells[rows], minlength=self._counts.size)
        return counts.reshape(self._shape).astype(np.float64)

    def _make_network(self, first: int, last: int) -> Network:
        def list_rows() -> Rows:
            return np.flatnonzero((self._begin >= first) & (self._end <= last))

        if self._is_dense:
            tensor = Tensor(levels=tuple(self._counts))
        else:
            tensor = count_statements(
                self._statements.take(list_rows()),
                by_concept=self._recipe.by_concept,
                dense_cells=self._dense_cells,
            )
        rows, columns = list_labels(self._statements, self._recipe)
        return Network(
            rows=rows,
            columns=rows if self._recipe.mode is Mode.ONE else columns,
            matrix=self._recipe.cook(tensor),
            mode=self._recipe.mode,
            evidence=find_evidence(self._statements, self._recipe, list_rows),
            left_out=self._statements.left_out,
        )


def _find_between(ordered: Days, rows: Rows, first: int, last: int) -> Rows:
    start, stop = np.searchsorted(ordered, [first, last + 1])
    return rows[start:stop]
