"""Where statements lie in time, though their dates may not be known to the day."""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.choices import Placing
from stakeholders.analysis.discourse.columns import NO_DAY, Days
from stakeholders.dates import PartialDate
from stakeholders.errors import QuestionError
from stakeholders.tracker.filters import read_choice

NEVER: Final = np.iinfo(np.int32).max
When = date | str | PartialDate


def place(first: Days, last: Days, dates: str | Placing) -> tuple[Days, Days]:
    """Return the days that a statement must have within a span to be placed in it.

    Where that cannot be said, they are 0 and `NEVER`, so that no span holds both.
    """
    placing = read_choice(dates, Placing, "dates")
    if placing is Placing.EARLIEST:
        last = first
    elif placing is Placing.LATEST:
        first = last
    known = first != NO_DAY
    if last is not first:
        known &= last != NO_DAY
    if known.all():
        return first, last
    return (
        np.where(known, first, NO_DAY).astype(np.int32),
        np.where(known, last, NEVER).astype(np.int32),
    )


def read_span(since: When | None, until: When | None) -> tuple[int, int]:
    """Return the numbers of the first and the last day of a span; 1 and `NEVER` - 1 where open.

    Raises:
        QuestionError: if the last day comes before the first.
        DateError: if a text is no date.
    """
    begin = None if since is None else PartialDate.of(since).earliest
    end = None if until is None else PartialDate.of(until).latest
    if begin is not None and end is not None and end < begin:
        raise QuestionError(f"until: {end} comes before since, {begin}")
    return (
        1 if begin is None else begin.toordinal(),
        int(NEVER) - 1 if end is None else end.toordinal(),
    )


def lie_within(
    first: Days, last: Days, span: tuple[int, int], dates: str | Placing
) -> NDArray[np.bool_]:
    """Tell of each statement whether it is placed in a span."""
    begin, end = place(first, last, dates)
    found: NDArray[np.bool_] = (begin >= span[0]) & (end <= span[1])
    return found
