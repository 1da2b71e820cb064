"""Shares as levels, and which actors and concepts say too little to be placed."""

from collections.abc import Iterator
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.positions.opinions import Opinions
from stakeholders.analysis.positions.ordered_probit import MISSING
from stakeholders.errors import QuestionError, join_words, quote

Codes = NDArray[np.int64]

LEVELS: Final = (2, 3, 5)
SILENCES: Final = ("missing", "disagree", "mixed")
_HALF: Final = 0.5
_PAIR: Final = 2


@attrs.frozen
class Dropped:
    """An actor or concept that was left out, and why.

    Example:
        >>> print(Dropped("actor", "ana", "no statement"))
        actor ana: no statement
    """

    kind: str
    label: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind} {self.label}: {self.why}"


@attrs.frozen(kw_only=True, eq=False)
class Coded:
    """The actors and concepts that are kept, their levels, and what was dropped."""

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    codes: Codes
    statements: NDArray[np.int64]
    dropped: tuple[Dropped, ...]


def code_levels(opinions: Opinions, *, levels: int, threshold: float | None, silence: str) -> Codes:
    """Return the level of each cell, of the shape (actors, concepts); MISSING where there is none.

    With two levels, a share of h or more is 1 and one of 1 - h or less 0, where h is the threshold;
    what lies between is missing. With three, that is the middle level. With five, a share is the
    nearest of 0, 1/4, 1/2, 3/4 and 1; halfway, the one nearer to the middle.

    Silence is missing, or the lowest level ("disagree"), or, with three or five levels, the middle
    one ("mixed").

    Raises:
        QuestionError: if a choice is not one.
    """
    high = _check_choices(levels, threshold, silence)
    shares = opinions.shares
    heard = ~np.isnan(shares)
    value = np.where(heard, shares, _HALF)
    if levels == max(LEVELS):
        steps = (value - _HALF) * (levels - 1)
        codes = (np.sign(steps) * np.ceil(np.abs(steps) - _HALF)).astype(np.int64) + levels // 2
    else:
        middle = MISSING if levels == min(LEVELS) else 1
        codes = np.full(shares.shape, middle, dtype=np.int64)
        codes[value >= high] = levels - 1
        codes[value <= 1 - high] = 0
    silent = {"missing": MISSING, "disagree": 0, "mixed": levels // 2}
    codes[~heard] = silent[silence]
    return codes


def _check_choices(levels: int, threshold: float | None, silence: str) -> float:
    """Return the threshold; without one, 1: mixed is what is not unanimous."""
    if levels not in LEVELS:
        raise QuestionError(f"levels: {levels} is not known: expected 2, 3 or 5")
    if silence not in SILENCES:
        raise QuestionError(
            f"silence: {quote(silence)} is not known: expected {join_words(SILENCES)}"
        )
    if silence == "mixed" and levels == min(LEVELS):
        raise QuestionError("silence: two levels have no middle: expected missing or disagree")
    if threshold is None:
        return 1.0
    if levels == max(LEVELS):
        raise QuestionError("threshold: five levels take the nearest, and no threshold")
    if not _HALF < threshold <= 1:
        raise QuestionError(f"threshold: {threshold:g} is none: expected more than 0.5, at most 1")
    return threshold


def drop_scarce(
    opinions: Opinions, codes: Codes, *, min_per_actor: int, min_per_concept: int
) -> Coded:
    """Return what is left without the actors and concepts that say too little.

    A concept needs two actors and `min_per_concept` statements, an actor `min_per_actor`
    statements, all of them in cells with a level; what falls makes others fall, until nothing does.

    Raises:
        QuestionError: if fewer than two actors, or no concept, is left.
    """
    for name, least in (("min_per_actor", min_per_actor), ("min_per_concept", min_per_concept)):
        read_whole(least, name)
    # Silence may count as a level, but is no statement.
    weight = np.where(codes != MISSING, opinions.counts, 0)
    said = np.ones(len(opinions.actors), bool), np.ones(len(opinions.concepts), bool)
    dropped: list[Dropped] = []
    while True:
        found = list(_find_scarce(opinions, weight, said, min_per_actor, min_per_concept))
        if not found:
            break
        for axis, place, one in found:
            said[axis][place] = False
            dropped.append(one)
    rows, columns = said
    kept = np.ix_(rows, columns)
    if rows.sum() < _PAIR or not columns.any():
        raise QuestionError(
            f"too little is left to place anybody: {rows.sum()} of {len(rows)} actors and "
            f"{columns.sum()} of {len(columns)} concepts; at least two actors must share a concept"
        )
    return Coded(
        actors=tuple(a for a, is_kept in zip(opinions.actors, rows, strict=True) if is_kept),
        concepts=tuple(c for c, is_kept in zip(opinions.concepts, columns, strict=True) if is_kept),
        codes=codes[kept],
        statements=weight[kept],
        dropped=tuple(dropped),
    )


def _find_scarce(
    opinions: Opinions,
    weight: NDArray[np.int64],
    said: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    min_per_actor: int,
    min_per_concept: int,
) -> Iterator[tuple[int, int, Dropped]]:
    """Yield the concepts that must fall now, or, where none must, the actors."""
    rows, columns = said
    users, uses = (weight[rows] > 0).sum(axis=0), weight[rows].sum(axis=0)
    scarce = columns & ((users < _PAIR) | (uses < min_per_concept))
    for place in np.flatnonzero(scarce).tolist():
        few = users[place] < _PAIR
        why = f"used by {_say(users[place], 'actor')}" if few else _say_short(uses[place])
        yield 1, place, Dropped("concept", opinions.concepts[place], why)
    if scarce.any():
        return
    uses = weight[:, columns].sum(axis=1)
    for place in np.flatnonzero(rows & (uses < min_per_actor)).tolist():
        yield 0, place, Dropped("actor", opinions.actors[place], _say_short(uses[place]))


def _say_short(count: int) -> str:
    return "no statement on what is kept" if count == 0 else f"only {_say(count, 'statement')}"


def _say(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
