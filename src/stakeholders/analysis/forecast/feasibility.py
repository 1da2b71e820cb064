"""How feasible a proposal is: what supporters bring to bear against what opponents do."""

from collections.abc import Mapping

import attrs

from stakeholders.analysis.forecast.players import Player, Players
from stakeholders.errors import QuestionError, UnknownIdError, find_nearest


@attrs.frozen(kw_only=True)
class Camp:
    """Players on one side, and how strong they are together."""

    players: tuple[Player, ...]
    strength: float


@attrs.frozen(kw_only=True)
class Feasibility:
    """The camps on a proposal, each with its strength, and the players that fed them.

    `neutral` are those in the middle; their strength is 0, for they lean to no side.
    """

    players: Players
    middle: float
    support: Camp
    opposition: Camp
    neutral: Camp

    @property
    def balance(self) -> float:
        """The strength of the supporters less that of the opponents."""
        return self.support.strength - self.opposition.strength

    @property
    def share(self) -> float | None:
        """The supporters' part of all strength, from 0 to 1; None where neither side has any."""
        total = self.support.strength + self.opposition.strength
        return self.support.strength / total if total else None


def measure_feasibility(
    players: Players, *, middle: float | None = None, weights: Mapping[str, float] | None = None
) -> Feasibility:
    """Return how strong the supporters and the opponents of a proposal are.

    Formula: a camp's strength is the sum over its players of abs(x - middle) power weight, where
    those above the middle support. The middle is that of the declared scale unless given.

    Source: Reich, Applied Political Analysis for Health Policy Reform (the PolicyMaker method),
    Current Issues in Public Health 2 (1996).
    Degenerate: a side with nobody on it, or nobody with power, has the strength 0.

    Args:
        players: who plays.
        middle: the position that is neither for nor against.
        weights: what players count beside their power, by name; 1 where none is given.

    Raises:
        QuestionError: if there is no declared scale and no middle.
        UnknownIdError: if a weight is given to somebody who does not play.

    Example:
        >>> from stakeholders.analysis.forecast import make_players
        >>> columns = {"positions": [2, -1, -2], "powers": [1, 3, 1], "saliences": [1, 1, 1]}
        >>> found = measure_feasibility(make_players(["ana", "bo", "cy"], **columns), middle=0)
        >>> found.support.strength, found.opposition.strength, found.balance
        (2.0, 5.0, -3.0)
    """
    if middle is None:
        if players.scale is None:
            raise QuestionError("the middle is not known: declare a scale, or give middle=")
        middle = sum(players.scale) / 2
    given = dict(weights or {})
    for name in given:
        if name not in players.names:
            raise UnknownIdError(name, "player", find_nearest(name, players.names))
    sides: dict[int, list[Player]] = {1: [], -1: [], 0: []}
    for player in players:
        ahead = player.position.value - middle
        sides[(ahead > 0) - (ahead < 0)].append(player)
    camps = {
        side: Camp(players=tuple(held), strength=_add_strength(held, middle, given))
        for side, held in sides.items()
    }
    return Feasibility(
        players=players, middle=middle, support=camps[1], opposition=camps[-1], neutral=camps[0]
    )


def _add_strength(players: list[Player], middle: float, weights: Mapping[str, float]) -> float:
    return sum(
        (
            abs(p.position.value - middle) * p.power.value * weights.get(p.name, 1.0)
            for p in players
        ),
        start=0.0,
    )
