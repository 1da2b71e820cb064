"""Players: who wants what of one topic, how much each counts and cares, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from stakeholders.errors import QuestionError, UnknownIdError, find_nearest, join_words, quote
from stakeholders.model import Claim, Position, Topic
from stakeholders.tracker.positions import STEPS

Floats = NDArray[np.float64]
QUALITIES: Final = ("position", "power", "salience")


def _read_number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]  # whatever was given
    except (TypeError, ValueError):
        raise QuestionError(f"expected a number, found {value!r:.60}") from None


@attrs.frozen
class Measure:
    """A number about a player, its bounds where somebody states them, and the claims that say it.

    Without claims it is the asker's own. `is_assumed` marks a number that stands for a missing one.
    """

    value: float = attrs.field(converter=_read_number)
    low: float | None = attrs.field(default=None, kw_only=True)
    high: float | None = attrs.field(default=None, kw_only=True)
    claims: tuple[Claim, ...] = attrs.field(default=(), kw_only=True)
    is_assumed: bool = attrs.field(default=False, kw_only=True)


def _measure(value: "float | Measure") -> Measure:
    return value if isinstance(value, Measure) else Measure(value)


@attrs.frozen(kw_only=True)
class Player:
    """Somebody with a position, a power (capability, influence) and a salience (interest).

    The position is a number on one scale, the power at least 0, in any one unit, and the salience
    from 0 to 1. Each is a `Measure`; a plain number becomes one. `risk` is how much the player
    likes a gamble, from -1 to 1; only the election asks for it.

    Raises:
        QuestionError: if a number is none, or power or salience are out of bounds.

    Example:
        >>> Player(name="ana", position=4, power=0.08, salience=0.8).weight
        0.064
    """

    name: str
    position: Measure = attrs.field(converter=_measure)
    power: Measure = attrs.field(converter=_measure)
    salience: Measure = attrs.field(converter=_measure)
    risk: float = 0.0

    def __attrs_post_init__(self) -> None:
        for quality in QUALITIES:
            value = getattr(self, quality).value
            if not isfinite(value):
                raise QuestionError(f"the {quality} of {self.name} is {value}: expected a number")
        if self.power.value < 0:
            raise QuestionError(
                f"the power of {self.name} is {self.power.value:g}: expected 0 or more"
            )
        if not 0 <= self.salience.value <= 1:
            raise QuestionError(
                f"the salience of {self.name} is {self.salience.value:g}: expected 0 to 1"
            )
        if not -1 <= self.risk <= 1:
            raise QuestionError(f"the risk of {self.name} is {self.risk:g}: expected -1 to 1")

    def with_number(self, quality: str, value: float) -> "Player":
        """Return the player with another position, power or salience, which no claim says."""
        measure = Measure(value)
        if quality == "position":
            return attrs.evolve(self, position=measure)
        if quality == "power":
            return attrs.evolve(self, power=measure)
        return attrs.evolve(self, salience=measure)

    @property
    def weight(self) -> float:
        """Power times salience: what the player brings to bear on the topic."""
        return self.power.value * self.salience.value

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The scores and stances that say the numbers."""
        return (*self.position.claims, *self.power.claims, *self.salience.claims)


def _freeze(members: Iterable[Player]) -> tuple[Player, ...]:
    return tuple(members)


@attrs.frozen(kw_only=True)
class Players:
    """Players on one topic, in their order, and the scale on which their positions lie.

    A `scale` is declared: the least and the highest position that there can be. Without one, the
    scale is as wide as the positions are, here and in every what-if. `unit` says what a position
    counts; `are_steps` that positions are the steps of stances, from -2 (strongly oppose) to 2.

    Raises:
        QuestionError: if there is no player, a name is there twice, or a position is off the scale.
    """

    members: tuple[Player, ...] = attrs.field(converter=_freeze)
    scale: tuple[float, float] | None = None
    topic: Topic | None = None
    unit: str | None = None
    are_steps: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.members:
            raise QuestionError("nobody plays: a forecast needs at least one player")
        names = self.names
        for name in names:
            if names.count(name) > 1:
                raise QuestionError(f"player {quote(name)} is there twice: a name is one player's")
        if self.scale is not None:
            self._check_scale(*self.scale)

    def _check_scale(self, low: float, high: float) -> None:
        if not low < high:
            raise QuestionError(f"a scale from {low:g} to {high:g}: the second must be higher")
        for player in self.members:
            if not low <= player.position.value <= high:
                raise QuestionError(
                    f"the position of {player.name} is {player.position.value:g}: "
                    f"expected {low:g} to {high:g}"
                )

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[Player]:
        return iter(self.members)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(player.name for player in self.members)

    @property
    def positions(self) -> Floats:
        """The positions, in order, shape (players,)."""
        return np.array([player.position.value for player in self.members])

    @property
    def powers(self) -> Floats:
        """The powers, in order, shape (players,)."""
        return np.array([player.power.value for player in self.members])

    @property
    def saliences(self) -> Floats:
        """The saliences, in order, shape (players,)."""
        return np.array([player.salience.value for player in self.members])

    @property
    def weights(self) -> Floats:
        """Power times salience, in order, shape (players,)."""
        return self.powers * self.saliences

    @property
    def ends(self) -> tuple[float, float]:
        """The declared ends of the scale, or the least and the highest position there is."""
        if self.scale is not None:
            return self.scale
        return float(self.positions.min()), float(self.positions.max())

    @property
    def span(self) -> float:
        """How wide the scale is: R in the formulas; 0 where all positions are equal."""
        low, high = self.ends
        return high - low

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The scores and stances that say the numbers, each once, in the order of the players."""
        found = {id(claim): claim for player in self.members for claim in player.claims}
        return tuple(found.values())

    def get(self, name: str) -> Player:
        """Return the player of a name.

        Raises:
            UnknownIdError: if nobody plays under that name.
        """
        for player in self.members:
            if player.name == name:
                return player
        raise UnknownIdError(name, "player", find_nearest(name, self.names))

    def without(self, *names: str) -> "Players":
        """Return the players that are left when some do not play.

        Raises:
            UnknownIdError: if nobody plays under one of the names.
            QuestionError: if nobody is left.
        """
        gone = {self.get(name).name for name in names}
        return attrs.evolve(self, members=[p for p in self.members if p.name not in gone])

    def replace(self, player: Player) -> "Players":
        """Return the players with one of them in the place of the player of the same name.

        Raises:
            UnknownIdError: if nobody plays under that name.
        """
        self.get(player.name)
        members = [player if old.name == player.name else old for old in self.members]
        return attrs.evolve(self, members=members)

    def read_position(self, to: float | str | Position) -> float:
        """Return a position as a number; the words of a stance where positions are its steps.

        Raises:
            QuestionError: if it is a word and positions are no steps, or no position.
        """
        if not isinstance(to, str):
            return float(to)
        if not self.are_steps:
            unit = f" ({self.unit})" if self.unit else ""
            raise QuestionError(
                f"position: {quote(to)}: positions here are numbers{unit} and not stances"
            )
        try:
            return float(STEPS[Position(to)])
        except ValueError:
            known = [position.value for position in Position]
            nearest = find_nearest(to, known)
            hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
            message = f"position: {quote(to)} is not known{hint}: expected {join_words(known)}"
            raise QuestionError(message) from None


def make_players(
    names: Sequence[str],
    *,
    positions: Sequence[float],
    powers: Sequence[float],
    saliences: Sequence[float],
    scale: tuple[float, float] | None = None,
    unit: str | None = None,
) -> Players:
    """Return players from plain columns, one value of each for a player.

    Such numbers have no claims behind them: whoever gives them answers for them.

    Raises:
        QuestionError: if the columns differ in length, or a number is none or out of bounds.

    Example:
        >>> make_players(["ana", "bo"], positions=[4, 7], powers=[2, 1], saliences=[1, 0.5]).weights
        array([2. , 0.5])
    """
    columns = {"positions": positions, "powers": powers, "saliences": saliences}
    for what, column in columns.items():
        if len(column) != len(names):
            raise QuestionError(f"{what}: {len(column)} for {len(names)} players: expected as many")
        for name, value in zip(names, column, strict=True):
            try:
                _read_number(value)
            except QuestionError as error:
                raise QuestionError(f"{what}: of {name}, {error}") from None
    rows = zip(names, positions, powers, saliences, strict=True)
    return Players(
        members=[Player(name=n, position=x, power=c, salience=s) for n, x, c, s in rows],
        scale=scale,
        unit=unit,
    )
