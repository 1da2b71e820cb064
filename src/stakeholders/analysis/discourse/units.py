"""Units of time, and stepping through a calendar by them."""

import enum
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from stakeholders.errors import QuestionError

_MONTHS = 12
_WEEK = 7
_LAST_YEAR = date.max.year


class Unit(enum.StrEnum):
    """What the width of a window is counted in: days, weeks, months and years, or statements."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    EVENTS = "events"


def step_days(day: int, number: int, unit: Unit) -> int:
    """Return the day so many units later; in a month that is too short, its last day.

    Example:
        >>> date.fromordinal(step_days(date(2011, 1, 31).toordinal(), 1, Unit.MONTHS)).isoformat()
        '2011-02-28'
    """
    if unit is Unit.DAYS:
        return day + number
    if unit is Unit.WEEKS:
        return day + _WEEK * number
    begin = date.fromordinal(day)
    months = number * (_MONTHS if unit is Unit.YEARS else 1)
    year, month = divmod(begin.year * _MONTHS + begin.month - 1 + months, _MONTHS)
    if not 1 <= year <= _LAST_YEAR:
        raise QuestionError(f"width: {number} {unit} from {begin} leave the calendar")
    return date(year, month + 1, min(begin.day, monthrange(year, month + 1)[1])).toordinal()


def find_start(day: int, unit: Unit) -> int:
    """Return the first day of the week, month or year that a day lies in; of days, the day."""
    begin = date.fromordinal(day)
    if unit is Unit.WEEKS:
        begin -= timedelta(days=begin.weekday())
    elif unit is Unit.MONTHS:
        begin = begin.replace(day=1)
    elif unit is Unit.YEARS:
        begin = begin.replace(month=1, day=1)
    return begin.toordinal()


def list_spans(
    first: int, last: int, *, width: int, step: int, unit: Unit
) -> Iterator[tuple[int, int]]:
    """Yield the first and last day of each span that lies between two days, `step` units apart.

    Spans are counted from the first day, so that with a step of their width they tile: each day is
    in one span, and the next begins where one ends.
    """
    number = 0
    while True:
        begin = step_days(first, number * step, unit)
        end = step_days(first, number * step + width, unit) - 1
        if end > last:
            return
        yield begin, end
        number += 1
