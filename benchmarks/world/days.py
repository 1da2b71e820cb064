"""Days as sources tell them: mostly to the day, some to the month or year, some between two."""

import random
from datetime import date
from itertools import accumulate
from typing import Final

FORMS: Final = {
    "day": 62,
    "month": 18,
    "year": 7,
    "between": 6,
    "about": 4,
    "by": 1,
    "from": 1,
    "doubtful": 1,
}
_WEIGHTS: Final = tuple(accumulate(FORMS.values()))
_NAMES: Final = tuple(FORMS)
_PATTERNS: Final = {
    "day": (10, "{}"),
    "month": (7, "{}"),
    "year": (4, "{}"),
    "about": (7, "{}~"),
    "by": (10, "../{}"),
    "from": (10, "{}/.."),
    "doubtful": (10, "{}?"),
}


def spell_day(day: int, chance: random.Random) -> str:
    """Return a day, a number as `date.toordinal` gives it, in a form by chance."""
    return spell(day, chance.choices(_NAMES, cum_weights=_WEIGHTS)[0])


def spell(day: int, form: str) -> str:
    """Return a day in one of the forms; what is written always holds the day.

    Example:
        >>> [spell(734_396, form) for form in FORMS][:5]
        ['2011-09-16', '2011-09', '2011', '2011-09-15..2011-09-17', '2011-09~']
    """
    text = date.fromordinal(day).isoformat()
    if form == "between":
        return f"{date.fromordinal(day - 1)}..{date.fromordinal(day + 1)}"
    length, pattern = _PATTERNS[form]
    return pattern.format(text[:length])
