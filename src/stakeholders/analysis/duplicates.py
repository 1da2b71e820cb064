"""Statements that say the same again: one per document, day, week, month, year, or in all."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.choices import Duplicates
from stakeholders.analysis.columns import EPOCH, NO_DAY, NOTHING, Days
from stakeholders.analysis.statements import Rows, Statements

_UNITS: Final = {Duplicates.MONTH: "M", Duplicates.YEAR: "Y"}
_WEEK: Final = 7
_LONGEST: Final = 1 << 62
_ROOMY: Final = 1 << 24
_WEEKS: Final = 53
Numbers = NDArray[np.int64]


def find_first(
    statements: Statements, per: Duplicates, *, same_value: bool, dna_compat: bool
) -> Rows:
    """Return the rows that are the earliest of their kind, in order.

    Statements are of a kind if they have one actor, concept and period, and one value where
    `same_value` asks for it. Of two on one day the first row is kept. A statement whose period
    cannot be told, for its date is too vague or it has no document, is kept.
    """
    rows = np.arange(len(statements))
    if per is Duplicates.KEPT:
        return rows
    periods = _find_periods(statements, per, dna_compat=dna_compat)
    known = np.flatnonzero(periods != NOTHING)
    keys = _combine(statements, periods, known, same_value=same_value)
    order = _order_by_time(statements, known)
    kept = np.ones(len(rows), np.bool_)
    kept[known] = False
    kept[known[order[_find_first_places(keys[order])]]] = True
    return np.flatnonzero(kept)


def _find_periods(statements: Statements, per: Duplicates, *, dna_compat: bool) -> Numbers:
    """Return a number for the period of each row, -1 where it cannot be told."""
    if per is Duplicates.RANGE:
        return np.zeros(len(statements), np.int64)
    if per is Duplicates.DOCUMENT:
        return statements.document.codes.astype(np.int64)
    begin, end = (
        number_periods(days, per, dna_compat=dna_compat)
        for days in (statements.first, statements.last)
    )
    known = (statements.first != NO_DAY) & (statements.last != NO_DAY) & (begin == end)
    if dna_compat:  # the same number of another year is no single period
        known &= statements.last - statements.first < _WEEKS * _WEEK
    return np.where(known, begin, NOTHING)


def number_periods(days: Days, per: Duplicates, *, dna_compat: bool = False) -> Numbers:
    """Return the number of the day, ISO week, month or year that each day lies in.

    With `dna_compat`, weeks and months of all years have the same numbers.
    """
    numbers = days.astype(np.int64)
    if per is Duplicates.DAY:
        return numbers
    if per is Duplicates.WEEK:
        # Day 1, the first of January of the year 1, is a Monday.
        return _number_iso_weeks(numbers) if dna_compat else (numbers - 1) // _WEEK
    found: Numbers = (
        (numbers - EPOCH).astype("datetime64[D]").astype(f"datetime64[{_UNITS[per]}]")
    ).astype(np.int64)
    if per is Duplicates.MONTH and dna_compat:
        found %= 12
    return found - found.min(initial=0)


def _number_iso_weeks(numbers: Numbers) -> Numbers:
    """Return the number of the ISO week within its year: that of the year its Thursday lies in."""
    thursdays = (numbers - 1) // _WEEK * _WEEK + 4
    days = (thursdays - EPOCH).astype("datetime64[D]")
    starts = days.astype("datetime64[Y]").astype("datetime64[D]")
    found: Numbers = (days - starts).astype(np.int64) // _WEEK
    return found


def _combine(statements: Statements, periods: Numbers, rows: Rows, *, same_value: bool) -> Numbers:
    """Return one number for actor, concept, value and period of each row."""
    columns: list[tuple[NDArray[Any], int]] = [
        (statements.concept.codes, len(statements.concept.labels)),
        (periods, int(periods.max(initial=0)) + 1),
    ]
    if same_value:
        columns.insert(0, (statements.value, len(statements.levels.labels)))
    keys = statements.actor.codes[rows].astype(np.int64)
    size = len(statements.actor.labels)
    for codes, number in columns:
        if size * number > _LONGEST:
            keys = np.unique(keys, return_inverse=True)[1].astype(np.int64)
            size = len(rows)
        keys *= number
        keys += codes[rows]
        size *= number
    return keys


def _order_by_time(statements: Statements, rows: Rows) -> Rows:
    """Return the order of rows by first and last day, those without a day at the end."""
    last = np.iinfo(np.int32).max
    columns = {id(days): days for days in (statements.last, statements.first)}
    keys = [np.where(days == NO_DAY, last, days)[rows] for days in columns.values()]
    if len(keys) == 1 and bool((keys[0][1:] >= keys[0][:-1]).all()):
        return np.arange(len(rows))
    return np.lexsort(keys)


def _find_first_places(keys: Numbers) -> Rows:
    """Return where each number occurs for the first time."""
    top = int(keys.max(initial=0)) + 1
    if top <= max(_ROOMY, 8 * len(keys)):
        places = np.full(top, NOTHING, np.int64)
        # Of values for one place the last is kept, so that backwards the first place stays.
        places[keys[::-1]] = np.arange(len(keys) - 1, -1, -1)
        return places[places != NOTHING]
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return order[is_first]
