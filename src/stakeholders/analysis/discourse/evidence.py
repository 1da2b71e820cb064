"""Why two are tied: the statements from which a tie was counted."""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

import attrs
import numpy as np

from stakeholders.analysis.discourse.choices import Over, Qualifier
from stakeholders.analysis.discourse.columns import Coded, Codes
from stakeholders.analysis.discourse.levels import Kind
from stakeholders.analysis.discourse.statements import Rows, Statement, Statements


@attrs.frozen(kw_only=True, eq=False)
class Evidence:
    """The statements that a network was made of, and how; finds those behind a tie.

    `list_rows` gives those that count, without it all; `over` is None for a two-mode network.
    """

    statements: Statements
    list_rows: Callable[[], Rows] | None = attrs.field(default=None, repr=False)
    over: Over | None = None
    qualifier: Qualifier = Qualifier.IGNORE

    def find(self, one: str, other: str) -> tuple[Statement, ...]:
        """Return the statements behind a tie, by concept, actor and day.

        Between two actors these are their statements on the concepts of both, for `congruence` only
        those that are in some degree matched by the other, for `conflict` only those that are in
        some degree contradicted; between two concepts, likewise, those of the actors of both.
        """
        if self.over is None:
            found = [r for r in self._rows_of(one) if self._other_label(r) == other]
        else:
            found = self._list_behind(one, other)
        said = self.statements
        keys = {
            r: (said.concept.codes[r], said.actor.codes[r], said.first[r], said.last[r])
            for r in found
        }
        return said.list(sorted(found, key=keys.__getitem__))

    def _list_behind(self, one: str, other: str) -> list[int]:
        mine, theirs = self._rows_of(one), self._rows_of(other)
        return [*self._keep_counted(mine, theirs), *self._keep_counted(theirs, mine)]

    def _keep_counted(self, rows: list[int], others: list[int]) -> list[int]:
        values: dict[str, set[int]] = defaultdict(set)
        for row in others:
            values[self._other_label(row)].add(int(self.statements.value[row]))
        return [
            row
            for row in rows
            if self._counts(int(self.statements.value[row]), values[self._other_label(row)])
        ]

    def _counts(self, value: int, others: set[int]) -> bool:
        """Tell whether a statement adds to a tie with one who made statements of these values."""
        levels = self.statements.levels
        if self.qualifier is Qualifier.CONGRUENCE:
            if levels.kind is Kind.CATEGORICAL:
                return value in others
            return any(abs(levels.shares[value] - levels.shares[v]) < 1 for v in others)
        if self.qualifier is Qualifier.CONFLICT:
            if levels.kind is Kind.CATEGORICAL:
                return value not in others
            return bool(others - {value})
        return bool(others) or levels.kind is Kind.CATEGORICAL

    def _rows_of(self, label: str) -> list[int]:
        """Return the rows of an actor, or of a concept in a network over concepts."""
        labels = self._own.labels
        order, codes = self._order
        code = labels.index(label)
        start, stop = np.searchsorted(codes, [code, code + 1])
        rows: list[int] = order[start:stop].tolist()
        return rows

    def _other_label(self, row: int) -> str:
        said = self.statements
        other = said.actor if self.over is Over.CONCEPT else said.concept
        return other.labels[int(other.codes[row])]

    @property
    def _own(self) -> Coded:
        said = self.statements
        return said.concept if self.over is Over.CONCEPT else said.actor

    @cached_property
    def _order(self) -> tuple[Rows, Codes]:
        codes = self._own.codes
        rows = np.arange(len(codes)) if self.list_rows is None else self.list_rows()
        rows = rows[np.argsort(codes[rows], kind="stable")]
        return rows, codes[rows]
