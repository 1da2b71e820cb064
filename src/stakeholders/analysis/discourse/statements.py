"""Statements as coded columns: who said what, of which value, when and in which document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Self

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.columns import (
    NO_DAY,
    NOTHING,
    Coded,
    Codes,
    Days,
    encode_days,
    encode_texts,
)
from stakeholders.analysis.discourse.levels import NO_VALUE, DeclaredScale, Levels, encode_values
from stakeholders.errors import QuestionError
from stakeholders.model import Stance

Rows = NDArray[np.intp]


@attrs.frozen
class LeftOut:
    """How many statements were left out, and why."""

    why: str
    number: int


@attrs.frozen(kw_only=True)
class Statement:
    """One statement, spelt out; `stance` is the record of the tracker, with its mark and sources.

    `first` and `last` are the days between which it was made; None where that is not known.
    """

    actor: str
    concept: str
    value: str
    first: date | None
    last: date | None
    document: str
    stance: Stance | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True, eq=False)
class Statements:
    """Statements, a row each, as arrays of codes that all have one length.

    Made by `Statements.of` from columns and by `read_statements` from a tracker. A statement has an
    actor, a concept and a value; a `value` is an index into the labels of `levels`. Days are
    numbers as in `date.toordinal`; `first` and `last` differ where a date is not known to the day,
    and are 0 where they are not known at all. A document of -1 is none.

    `left_out` says how many statements were not used on the way here, and why.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "mill", "union"],
        ...     concept=["toll", "tax", "toll"],
        ...     value=[True, False, True],
        ...     time=["2011-09-14", "2011-09", "2011-10-02"],
        ... )
        >>> len(said), said.actor.labels, said.levels.labels
        (3, ('mill', 'union'), ('no', 'yes'))
    """

    actor: Coded
    concept: Coded
    value: Codes
    levels: Levels
    first: Days
    last: Days
    document: Coded
    stances: Sequence[Stance] = attrs.field(default=(), repr=False)
    stance: Codes | None = attrs.field(default=None, repr=False)
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        actor: object,
        concept: object,
        value: object = None,
        time: object = None,
        document: object = None,
        scale: DeclaredScale | None = None,
    ) -> Self:
        """Return statements from columns of one length.

        Columns are lists or other sequences, arrays of numpy, columns of pandas, polars or pyarrow,
        or `Coded` where they are coded already: these are taken without a loop. Statements without
        an actor, a concept, or a value where there are values are left out, and counted.

        Args:
            actor: who said it.
            concept: what it is about.
            value: truth values, numbers or text; without it, all statements are alike.
            time: dates, PartialDates, EDTF text, or `datetime64`, of which the day counts.
            document: where it was said.
            scale: what the values are: "boolean", "categorical", "two", "three" or "five" for
                positions, or the lowest and the highest number of the declared scale. The range
                that is found is never taken for the scale: one statement more would change all.

        Raises:
            QuestionError: if columns differ in length or a value does not fit the scale.
            DateError: if a text is no date.
        """
        who, what = encode_texts(actor, "actor"), encode_texts(concept, "concept")
        size = len(who)
        values, levels = (
            (np.zeros(size, np.int32), NO_VALUE) if value is None else encode_values(value, scale)
        )
        first, last = (np.zeros(size, np.int32),) * 2 if time is None else encode_days(time, "time")
        where = (
            Coded(codes=np.full(size, NOTHING, np.int32), labels=())
            if document is None
            else encode_texts(document, "document")
        )
        _check_lengths(actor=who, concept=what, value=values, time=first, document=where)
        made = cls(
            actor=who,
            concept=what,
            value=values,
            levels=levels,
            first=first,
            last=last,
            document=where,
        )
        return made._leave_out_blanks()

    def _leave_out_blanks(self) -> Self:
        kept = self
        for name in ("actor", "concept", "value"):
            codes = kept.value if name == "value" else getattr(kept, name).codes
            if codes.size and int(codes.min()) == NOTHING:
                kept = kept.keep(np.flatnonzero(codes != NOTHING), f"no {name}")
        return kept

    def __len__(self) -> int:
        return len(self.value)

    def take(self, rows: NDArray[Any]) -> Self:
        """Return some of the rows, with all labels."""
        one_day = self.first is self.last
        first = self.first[rows]
        return attrs.evolve(
            self,
            actor=self.actor.take(rows),
            concept=self.concept.take(rows),
            value=self.value[rows],
            first=first,
            last=first if one_day else self.last[rows],
            document=self.document.take(rows),
            stance=None if self.stance is None else self.stance[rows],
        )

    def keep(self, rows: NDArray[Any], why: str) -> Self:
        """Return some of the rows, with all labels, and count the others as left out.

        Raises:
            QuestionError: if no row is kept; it says how many there were, and which filter it was.
        """
        lost = len(self) - len(rows)
        if not lost:
            return self
        left_out = (*self.left_out, LeftOut(why, lost))
        if not len(rows):
            raise QuestionError(f"no statements left: {tell_left_out(left_out)}")
        return attrs.evolve(self.take(rows), left_out=left_out)

    def trim(self) -> Self:
        """Return the same statements without the labels that none of them has."""
        return attrs.evolve(
            self,
            actor=self.actor.trim(),
            concept=self.concept.trim(),
            document=self.document.trim(),
        )

    def list(self, rows: Iterable[int] | None = None) -> tuple[Statement, ...]:
        """Return statements spelt out, some or all of them."""
        return tuple(map(self._spell, range(len(self)) if rows is None else rows))

    def __iter__(self) -> Iterator[Statement]:
        return map(self._spell, range(len(self)))

    def _spell(self, row: int) -> Statement:
        document = int(self.document.codes[row])
        return Statement(
            actor=self.actor.labels[self.actor.codes[row]],
            concept=self.concept.labels[self.concept.codes[row]],
            value=self.levels.labels[self.value[row]],
            first=_spell_day(int(self.first[row])),
            last=_spell_day(int(self.last[row])),
            document="" if document == NOTHING else self.document.labels[document],
            stance=None if self.stance is None else self.stances[int(self.stance[row])],
        )


def _spell_day(number: int) -> date | None:
    return None if number == NO_DAY else date.fromordinal(number)


def tell_left_out(left_out: Sequence[LeftOut]) -> str:
    """Return in words how many statements were left out, all of them, and by which steps."""
    total = sum(each.number for each in left_out)
    steps = ", ".join(f"{each.why}: {each.number}" for each in left_out)
    return f"all of {total} were left out ({steps})"


def _check_lengths(**columns: Any) -> None:  # noqa: ANN401 - whatever has a length
    lengths = {name: len(column) for name, column in columns.items()}
    if len({*lengths.values()}) > 1:
        found = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise QuestionError(f"columns of different lengths: {found}")
    if not lengths["actor"]:
        raise QuestionError("no statements: the columns are empty")
