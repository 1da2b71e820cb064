"""The choices of a network: what becomes of the values, how ties are normalized, how days count."""

import enum
from collections.abc import Iterable
from typing import Any


class Qualifier(enum.StrEnum):
    """What becomes of the values of statements when ties are made of them.

    `ignore` counts whatever was said; `congruence` counts agreement, `conflict` disagreement, and
    `subtract` the one less the other; `combine` numbers the combination of levels (two-mode only).
    """

    IGNORE = "ignore"
    COMBINE = "combine"
    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"


class Normalization(enum.StrEnum):
    """What ties are divided by: `activity` and `prominence` in two modes, the others in one."""

    NONE = "none"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


class Over(enum.StrEnum):
    """Whom a one-mode network ties: actors by their concepts, or concepts by their actors."""

    ACTOR = "actor"
    CONCEPT = "concept"


class Duplicates(enum.StrEnum):
    """Which of the statements of one actor on one concept are too many; the earliest is kept.

    `kept` removes none; the others keep one per document, day, ISO week, month, year, or one in
    all. A week, month or year is one of a calendar: February 2005 is not February 2011.
    """

    KEPT = "kept"
    DOCUMENT = "document"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class Placing(enum.StrEnum):
    """By which day a statement is placed in time where its date is not known to the day.

    `within` takes it only where all days that it can date from lie within the span; `earliest` and
    `latest` take the first or the last of these days for its day.
    """

    WITHIN = "within"
    EARLIEST = "earliest"
    LATEST = "latest"


def list_several(given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - ids or records, one or several
    """Return what may be given alone or as several; a text is one, and not its letters.

    Example:
        >>> list_several("toll"), list_several(["toll", "tax"])
        (('toll',), ('toll', 'tax'))
    """
    is_one = isinstance(given, str) or not isinstance(given, Iterable)
    return (given,) if is_one else tuple(given)
