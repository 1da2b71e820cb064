"""The values that statements can have: levels, and where each lies on its declared scale."""

import enum
from collections.abc import Callable, Sequence
from math import isfinite, nan
from typing import Final

import attrs
import numpy as np

from stakeholders.analysis.discourse.columns import NOTHING, Coded, Codes, encode_texts
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.model import Position, Scale

_POSITIONS: Final = {
    Scale.TWO: (Position.OPPOSE, Position.SUPPORT),
    Scale.THREE: (Position.OPPOSE, Position.NEUTRAL, Position.SUPPORT),
    Scale.FIVE: tuple(Position),
}
_TRUTHS: Final = {"False": 0.0, "True": 1.0, "0": 0.0, "1": 1.0, "0.0": 0.0, "1.0": 1.0}
DeclaredScale = str | Scale | tuple[float, float]


class Kind(enum.StrEnum):
    """What values are: none at all, yes or no, steps of a scale, or names without an order."""

    NONE = "none"
    BOOLEAN = "boolean"
    ORDINAL = "ordinal"
    CATEGORICAL = "categorical"


@attrs.frozen(kw_only=True)
class Levels:
    """The levels of a value, from the lowest to the highest.

    `shares` says where each level lies on its *declared* scale: 0 at its lowest step, 1 at its
    highest, whichever of them occur. It is empty for categories, which have no order. `lowest` and
    `highest` are the numbers that the scale begins and ends with.
    """

    kind: Kind
    labels: tuple[str, ...]
    shares: tuple[float, ...] = ()
    lowest: float = 0.0
    highest: float = 1.0

    @property
    def numbers(self) -> tuple[float, ...]:
        """The levels as numbers of the scale."""
        width = self.highest - self.lowest
        return tuple(self.lowest + share * width for share in self.shares)


NO_VALUE: Final = Levels(kind=Kind.NONE, labels=("",))
TRUTHS: Final = Levels(kind=Kind.BOOLEAN, labels=("no", "yes"), shares=(0.0, 1.0))
SIDES: Final = Levels(kind=Kind.BOOLEAN, labels=("oppose", "support"), shares=(0.0, 1.0))
STEPS: Final = Levels(
    kind=Kind.ORDINAL,
    labels=("-1", "-0.5", "0", "0.5", "1"),
    shares=(0.0, 0.25, 0.5, 0.75, 1.0),
    lowest=-1.0,
)


def find_share(position: Position, scale: Scale) -> float:
    """Return where a position lies on a scale: 0 at its lowest step, 1 at its highest.

    Example:
        >>> find_share(Position.SUPPORT, Scale.FIVE), find_share(Position.SUPPORT, Scale.TWO)
        (0.75, 1.0)
    """
    steps = _POSITIONS[scale]
    return steps.index(position) / (len(steps) - 1)


def encode_values(column: object, scale: DeclaredScale | None) -> tuple[Codes, Levels]:
    """Return a column of values as codes, and the levels that they stand for; -1 is no value.

    Args:
        column: truth values, numbers, or text.
        scale: "boolean" for numbers that are 0 or 1; the lowest and the highest number of the
            declared scale; "two", "three" or "five" for positions by name; "categorical" for names
            without an order. Truth values, and text that is no position, need none.

    Raises:
        QuestionError: if a value does not fit the scale, or numbers or positions come without one.
    """
    coded = encode_texts(column, "value")
    if scale is not None and not isinstance(scale, str):
        ends = _read_ends(scale)
        return _rank(coded, Kind.ORDINAL, lambda label: _place(label, ends), ends)
    if scale is None:
        scale = _guess_kind(coded.labels)
    if scale == Kind.CATEGORICAL:
        return coded.codes, Levels(kind=Kind.CATEGORICAL, labels=coded.labels)
    if scale == Kind.BOOLEAN:
        codes, levels = _rank(coded, Kind.BOOLEAN, _place_truth, (0.0, 1.0))
        return _widen(codes, levels), TRUTHS
    if scale in {*Scale}:
        return _rank_positions(coded, Scale(scale))
    known = ("boolean", "categorical", *Scale)
    hint = did_you_mean(find_nearest(str(scale), known))
    expected = f"expected {', '.join(known)} or its lowest and highest number"
    raise QuestionError(f"scale: {quote(str(scale))} is not known{hint}: {expected}")


def _read_ends(scale: object) -> tuple[float, float]:
    """Return the lowest and the highest number of a declared scale."""
    try:
        low, high = map(float, scale)  # type: ignore[call-overload]  # whatever was given
    except (TypeError, ValueError):
        low = high = nan
    if not (isfinite(low) and isfinite(high)):
        raise QuestionError(
            f"scale: {scale!r:.60}: expected a name, or its lowest and its highest number"
        )
    if low >= high:
        found = f"({low:g}, {high:g})"
        raise QuestionError(f"scale: expected the lowest number before the highest, found {found}")
    return low, high


def _rank_positions(coded: Coded, scale: Scale) -> tuple[Codes, Levels]:
    """Return codes and levels for all steps of a scale, whichever of them occur."""
    steps = _POSITIONS[scale]
    places = [_place_position(label, scale) for label in coded.labels]
    shares = tuple(find_share(step, scale) for step in steps)
    table = np.array([*map(shares.index, places), NOTHING], np.int32)
    levels = Levels(
        kind=Kind.ORDINAL, labels=tuple(map(str, steps)), shares=shares, lowest=-1.0, highest=1.0
    )
    return table[coded.codes], levels


def _guess_kind(labels: Sequence[str]) -> str:
    """Return what values without a scale are, where that is beyond doubt."""
    if labels and {*labels} <= {"False", "True"}:
        return Kind.BOOLEAN
    if labels and all(map(_is_number, labels)):
        numbers = sorted(map(float, labels))
        found = f"numbers from {numbers[0]:g} to {numbers[-1]:g}"
        wanted = "scale=(lowest, highest) as declared, not as found, or scale='boolean'"
        raise QuestionError(f"value: {found} need {wanted}")
    if labels and {*labels} <= {*Position}:
        raise QuestionError("value: positions need their scale: scale='two', 'three' or 'five'")
    return Kind.CATEGORICAL


def _is_number(label: str) -> bool:
    try:
        float(label)
    except ValueError:
        return False
    return True


def _rank(
    coded: Coded, kind: Kind, place: Callable[[str], float], ends: tuple[float, float]
) -> tuple[Codes, Levels]:
    """Return codes and levels in the order of their shares; equal shares are one level."""
    shares = [place(label) for label in coded.labels]
    known = sorted({*shares})
    ranks = {share: rank for rank, share in enumerate(known)}
    table = np.array([*(ranks[share] for share in shares), NOTHING], np.int32)
    labels = dict(zip(shares, coded.labels, strict=True))
    levels = Levels(
        kind=kind,
        labels=tuple(labels[share] for share in known),
        shares=tuple(known),
        lowest=ends[0],
        highest=ends[1],
    )
    return table[coded.codes], levels


def _widen(codes: Codes, levels: Levels) -> Codes:
    """Return codes of truth values where perhaps only one of the two occurs."""
    table = np.array([*map(int, levels.shares), NOTHING], np.int32)
    widened: Codes = table[codes]
    return widened


def _place(label: str, scale: tuple[float, float]) -> float:
    low, high = scale
    if not _is_number(label) or not low <= float(label) <= high:
        raise QuestionError(f"value: {quote(label)} is not on the scale from {low:g} to {high:g}")
    return (float(label) - low) / (high - low)


def _place_truth(label: str) -> float:
    if label not in _TRUTHS:
        raise QuestionError(
            f"value: {quote(label)} is no truth value: expected True, False, 1 or 0"
        )
    return _TRUTHS[label]


def _place_position(label: str, scale: Scale) -> float:
    steps = _POSITIONS[scale]
    if label not in {*steps}:
        hint = did_you_mean(find_nearest(label, steps))
        expected = f"expected {join_words(steps)}"
        raise QuestionError(f"value: no {quote(label)} on the scale {scale!s}{hint}: {expected}")
    return find_share(Position(label), scale)
