"""Filters: what they name, and what they let through."""

import enum
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from stakeholders.answers import Selection
from stakeholders.dates import PartialDate
from stakeholders.errors import QuestionError, find_nearest, join_words, quote
from stakeholders.model import Claim, Confidence

E = TypeVar("E", bound=enum.StrEnum)
C = TypeVar("C", bound=Claim)
_RANKS = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def read_choice(value: "str | E", choices: type[E], what: str) -> E:
    """Return the enum member that a filter names.

    Raises:
        QuestionError: if there is no such value; the message lists those that exist.
    """
    try:
        return choices(value)
    except ValueError:
        known = [choice.value for choice in choices]
        nearest = find_nearest(str(value), known)
        hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
        message = f"{what}: {quote(str(value))} is not known{hint}: expected {join_words(known)}"
        raise QuestionError(message) from None


def select(
    claims: Iterable[C],
    fits: Callable[[C], bool],
    least: Confidence | None,
    *,
    is_datable: Callable[[C], bool] = lambda _: True,
) -> Selection[C]:
    """Return the claims that fit, apart from those with less confidence than the least.

    Claims that fit but whose date cannot be compared (`is_datable` is false) are left out, too.
    """
    kept: list[C] = []
    left_out: list[C] = []
    for claim in claims:
        if fits(claim):
            is_kept = has_confidence(claim, least) and is_datable(claim)
            (kept if is_kept else left_out).append(claim)
    return Selection.make(kept, left_out)


def key_date(when: PartialDate | None) -> tuple[date, date]:
    """Return what orders dates by the last day they can be; no date comes before all others."""
    if when is None:
        return (date.min, date.min)
    return (when.latest or date.max, when.earliest or date.min)


def has_confidence(claim: Claim, least: Confidence | None) -> bool:
    """Tell whether a claim has at least the confidence asked for; None asks for none."""
    return least is None or _RANKS[claim.confidence] >= _RANKS[least]
