"""Statements that say the same again: one per document, day, week, month, year, or in all."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.choices import Duplicates
from stakeholders.analysis.discourse.columns import EPOCH, NO_DAY, NOTHING, Days
from stakeholders.analysis.discourse.statements import Rows, Statements

_UNITS: Final = {Duplicates.MONTH: "M", Duplicates.YEAR: "Y"}
_WEEK: Final = 7
_YEARS: Final = 1970  # since when numpy counts, so that no number is negative
_LONGEST: Final = 1 << 62
_ROOMY: Final = 1 << 24
_DIGIT: Final = 16
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
    if not known.size:
        return rows
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
    begin = _number_periods(statements.first, per)
    if statements.first is not statements.last:
        end = _number_periods(statements.last, per)
        begin = np.where(begin == end, begin, NOTHING)
    if dna_compat and per in {Duplicates.MONTH, Duplicates.WEEK}:
        return _forget_years(statements.first, begin, per)
    known = begin != NOTHING
    # The smaller the numbers, the fewer places a table of them needs.
    return np.where(known, begin - begin[known].min(initial=_LONGEST), NOTHING)


def _number_periods(days: Days, per: Duplicates) -> Numbers:
    """Return the number of the day, ISO week, month or year of each day, -1 where it is unknown."""
    known = days[days != NO_DAY]
    if not known.size:
        return np.full(len(days), NOTHING, np.int64)
    low, high = int(known.min()), int(known.max())
    # Made for each day there is, not for each row.
    table = _count_periods(np.arange(low, high + 1), per)
    return np.where(days != NO_DAY, table[np.maximum(days - low, 0)], NOTHING)


def _count_periods(days: Numbers, per: Duplicates) -> Numbers:
    if per is Duplicates.DAY:
        return days
    if per is Duplicates.WEEK:
        # Day 1, the first of January of the year 1, is a Monday.
        return (days - 1) // _WEEK
    unit = f"datetime64[{_UNITS[per]}]"
    found: Numbers = (days - EPOCH).astype("datetime64[D]").astype(unit).astype(np.int64)
    return found + _YEARS * (12 if per is Duplicates.MONTH else 1)


def _forget_years(days: Days, periods: Numbers, per: Duplicates) -> Numbers:
    """Return the number of the month, or of the ISO week, within its year."""
    # The year of an ISO week is that of its Thursday.
    shift = 4 - (days - 1) % _WEEK - 1 if per is Duplicates.WEEK else 0
    dates = (days.astype(np.int64) + shift - EPOCH).astype("datetime64[D]")
    starts = dates.astype("datetime64[Y]")
    if per is Duplicates.WEEK:
        numbers = (dates - starts.astype("datetime64[D]")).astype(np.int64) // _WEEK
    else:
        numbers = (dates.astype("datetime64[M]") - starts).astype(np.int64)
    return np.where(periods == NOTHING, NOTHING, numbers)


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
    """Return the order of rows by last and first day, those without a day at the end.

    So of two the one comes first that was made by an earlier day; what is dated to the day comes
    before what is dated to its month.
    """
    order = np.arange(len(rows))
    columns = {id(days): days for days in (statements.first, statements.last)}
    for days in columns.values():
        found = days[rows].astype(np.int64)
        found[found == NO_DAY] = found.max() + 1
        order = _sort(found - found.min(), order)
    return order


def _sort(keys: Numbers, order: Rows) -> Rows:
    """Return an order sorted by numbers from 0 on, and equal ones as before; in linear time.

    Of numbers of 16 bits, numpy's stable sort is a radix sort; longer ones are sorted by 16 bits at
    a time, the lowest first.
    """
    if bool((np.diff(keys[order]) >= 0).all()):
        return order
    for shift in range(0, int(keys.max()).bit_length(), _DIGIT):
        digits = (keys[order] >> shift & 0xFFFF).astype(np.uint16)
        order = order[np.argsort(digits, kind="stable")]
    return order


def _find_first_places(keys: Numbers) -> Rows:
    """Return where each number occurs for the first time, in any order."""
    top = int(keys.max()) + 1
    if top <= max(_ROOMY, 8 * len(keys)):
        places = np.full(top, NOTHING, np.int64)
        # Of values for one place the last is kept, so that backwards the first place stays.
        places[keys[::-1]] = np.arange(len(keys) - 1, -1, -1)
        firsts: Rows = places[places != NOTHING]
        return firsts
    order = _sort(keys, np.arange(len(keys)))
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = np.diff(keys[order]) != 0
    found: Rows = order[is_first]
    return found
