"""Stakeholders by power and interest, and by power, legitimacy and urgency."""

import enum
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

import attrs

from stakeholders.analysis.practice.ratings import MIDPOINT, Rated
from stakeholders.errors import QuestionError
from stakeholders.model import Quality

K = TypeVar("K", bound=enum.StrEnum)
GRID: Final = (Quality.POWER, Quality.SALIENCE)
CLAIMS: Final = (Quality.POWER, Quality.LEGITIMACY, Quality.URGENCY)


class Quadrant(enum.StrEnum):
    """What to do about a stakeholder, by power and interest."""

    MANAGE_CLOSELY = "manage closely"
    KEEP_SATISFIED = "keep satisfied"
    KEEP_INFORMED = "keep informed"
    MONITOR = "monitor"


class SalienceClass(enum.StrEnum):
    """What kind of stakeholder somebody is, by power, legitimacy and urgency."""

    NONE = "no stakeholder"
    DORMANT = "dormant"
    DISCRETIONARY = "discretionary"
    DEMANDING = "demanding"
    DOMINANT = "dominant"
    DANGEROUS = "dangerous"
    DEPENDENT = "dependent"
    DEFINITIVE = "definitive"

    @property
    def salience(self) -> str:
        """How much attention the class gets: none, latent (one attribute), expectant, definitive.

        Example:
            >>> SalienceClass.DANGEROUS.salience
            'expectant'
        """
        return ("none", "latent", "expectant", "definitive")[sum(_ATTRIBUTES[self])]


_ATTRIBUTES: Final[Mapping[SalienceClass, tuple[bool, bool, bool]]] = {
    SalienceClass.NONE: (False, False, False),
    SalienceClass.DORMANT: (True, False, False),
    SalienceClass.DISCRETIONARY: (False, True, False),
    SalienceClass.DEMANDING: (False, False, True),
    SalienceClass.DOMINANT: (True, True, False),
    SalienceClass.DANGEROUS: (True, False, True),
    SalienceClass.DEPENDENT: (False, True, True),
    SalienceClass.DEFINITIVE: (True, True, True),
}
_CLASSES: Final = {held: name for name, held in _ATTRIBUTES.items()}


def place(
    power: float,
    interest: float,
    *,
    power_cut: float = MIDPOINT,
    interest_cut: float = MIDPOINT,
) -> Quadrant:
    """Return the quadrant of the power-interest grid (Mendelow 1991; Johnson and Scholes 1999).

    High is the cut or more; without a cut, the midpoint of the scale from 0 to 1. High power and
    interest: manage closely; power alone: keep satisfied; interest alone: keep informed; neither:
    monitor.

    Raises:
        QuestionError: if a number is not in [0, 1].

    Example:
        >>> place(0.9, 0.2)
        <Quadrant.KEEP_SATISFIED: 'keep satisfied'>
    """
    for name, number in (
        ("power", power),
        ("interest", interest),
        ("power_cut", power_cut),
        ("interest_cut", interest_cut),
    ):
        if not 0 <= number <= 1:
            raise QuestionError(f"{name}: {number:g} is not on the scale: expected 0 to 1")
    if power >= power_cut:
        high = interest >= interest_cut
        return Quadrant.MANAGE_CLOSELY if high else Quadrant.KEEP_SATISFIED
    return Quadrant.KEEP_INFORMED if interest >= interest_cut else Quadrant.MONITOR


def classify_salience(*, power: bool, legitimacy: bool, urgency: bool) -> SalienceClass:
    """Return the class of a stakeholder by the attributes it has (Mitchell, Agle and Wood 1997).

    Example:
        >>> classify_salience(power=True, legitimacy=False, urgency=True)
        <SalienceClass.DANGEROUS: 'dangerous'>
    """
    return _CLASSES[power, legitimacy, urgency]


@attrs.frozen(kw_only=True)
class PowerInterestGrid:
    """Who is in which quadrant. `unscored` lack power or interest, and are in none."""

    quadrants: Mapping[Quadrant, tuple[Rated, ...]]
    unscored: tuple[Rated, ...]
    power_cut: float
    interest_cut: float


@attrs.frozen(kw_only=True)
class SalienceClasses:
    """Who is in which class. `unscored` lack one of the three attributes, and are in none."""

    classes: Mapping[SalienceClass, tuple[Rated, ...]]
    unscored: tuple[Rated, ...]
    cuts: Mapping[Quality, float]


def arrange_grid(
    rated: Iterable[Rated], *, power_cut: float = MIDPOINT, interest_cut: float = MIDPOINT
) -> PowerInterestGrid:
    """Return stakeholders in the quadrants of the power-interest grid, as `place` does.

    Interest is their rating of salience. All four quadrants are there, empty where nobody is.

    Raises:
        QuestionError: if a cut is not in [0, 1].

    Example:
        >>> from stakeholders.analysis.practice.ratings import Rating
        >>> ana = Rated(
        ...     id="ana",
        ...     name="Ana",
        ...     ratings={Quality.POWER: Rating(0.9), Quality.SALIENCE: Rating(0.7)},
        ... )
        >>> [one.name for one in arrange_grid([ana]).quadrants[Quadrant.MANAGE_CLOSELY]]
        ['Ana']
    """
    place(0, 0, power_cut=power_cut, interest_cut=interest_cut)

    def find(one: Rated) -> Quadrant | None:
        power, interest = (one.find(quality) for quality in GRID)
        if power is None or interest is None:
            return None
        return place(power, interest, power_cut=power_cut, interest_cut=interest_cut)

    quadrants, unscored = _sort(rated, Quadrant, find)
    return PowerInterestGrid(
        quadrants=quadrants, unscored=unscored, power_cut=power_cut, interest_cut=interest_cut
    )


def arrange_salience(
    rated: Iterable[Rated], *, cuts: Mapping[Quality, float] | None = None
) -> SalienceClasses:
    """Return stakeholders in the classes of Mitchell, Agle and Wood, as `classify_salience` does.

    An attribute is there where its rating is the cut or more; without cuts, the midpoint of the
    scale from 0 to 1. All eight classes are there, empty where nobody is.

    Raises:
        QuestionError: if a cut is not in [0, 1], or is not of power, legitimacy or urgency.
    """
    given = dict.fromkeys(CLAIMS, MIDPOINT) | dict(cuts or {})
    for quality, cut in given.items():
        if quality not in CLAIMS:
            raise QuestionError(f"cuts: {quality} is no attribute: expected {', '.join(CLAIMS)}")
        if not 0 <= cut <= 1:
            raise QuestionError(f"cuts: {cut:g} is not on the scale: expected 0 to 1")

    def find(one: Rated) -> SalienceClass | None:
        has: list[bool] = []
        for quality in CLAIMS:
            value = one.find(quality)
            if value is None:
                return None
            has.append(value >= given[quality])
        return classify_salience(power=has[0], legitimacy=has[1], urgency=has[2])

    classes, unscored = _sort(rated, SalienceClass, find)
    return SalienceClasses(classes=classes, unscored=unscored, cuts=given)


def _sort(
    rated: Iterable[Rated], kinds: type[K], find: Callable[[Rated], K | None]
) -> tuple[dict[K, tuple[Rated, ...]], tuple[Rated, ...]]:
    """Return who is of each kind, and who is of none, in the order given."""
    found: dict[K, list[Rated]] = {kind: [] for kind in kinds}
    none: list[Rated] = []
    for one in rated:
        kind = find(one)
        (none if kind is None else found[kind]).append(one)
    return {kind: tuple(those) for kind, those in found.items()}, tuple(none)
