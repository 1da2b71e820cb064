"""What every forecast has: its model, its players, its outcome, and what would change it."""

import abc
from collections.abc import Sequence

import attrs

from stakeholders.analysis.forecast.players import Floats, Players
from stakeholders.errors import QuestionError, join_words
from stakeholders.model import Claim, Position


class Model(abc.ABC):
    """A way from players to an outcome. Its fields are its settings; it is a plain value."""

    __slots__ = ()

    @abc.abstractmethod
    def forecast(self, players: Players) -> "Forecast":
        """Return what the model expects of the players.

        Raises:
            QuestionError: if nobody has any weight.
        """


@attrs.frozen(kw_only=True)
class Forecast:
    """What a model expects: the `outcome` is a position on the scale of the players.

    `players` hold the numbers that fed it, and each number its claims: ask `forecast.claims` for
    all of them, or `forecast.players.get("ana").power.claims` for those of one number.
    """

    model: Model
    players: Players
    outcome: float

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The scores and stances that fed the forecast, each once."""
        return self.players.claims

    def without(self, *names: str) -> "Shift":
        """Return the forecast of the same model if some did not play, beside this one.

        Raises:
            UnknownIdError: if nobody plays under one of the names.
            QuestionError: if nobody with any weight is left.
        """
        return self.compare(self.players.without(*names))

    def changing(
        self,
        name: str,
        *,
        position: float | str | Position | None = None,
        power: float | None = None,
        salience: float | None = None,
    ) -> "Shift":
        """Return the forecast of the same model if a player had other numbers, beside this one.

        A position may be the word of a stance, such as "oppose", where positions came from stances.

        Raises:
            UnknownIdError: if nobody plays under the name.
            QuestionError: if a number is out of bounds, or the position off the scale.
        """
        player = self.players.get(name)
        if position is not None:
            player = player.with_number("position", self.players.read_position(position))
        if power is not None:
            player = player.with_number("power", power)
        if salience is not None:
            player = player.with_number("salience", salience)
        return self.compare(self.players.replace(player))

    def compare(self, players: Players) -> "Shift":
        """Return the forecast of the same model for other players, beside this one."""
        return Shift(before=self, after=self.model.forecast(players))


@attrs.frozen(kw_only=True)
class Shift:
    """A forecast, and another by the same model after something was changed."""

    before: Forecast
    after: Forecast

    @property
    def difference(self) -> float:
        """How far the outcome moves: the later less the earlier one."""
        return self.after.outcome - self.before.outcome


def check_weights(names: Sequence[str], weights: Floats) -> None:
    """Raise a QuestionError where nobody has any weight: then nothing can be expected."""
    if not weights.any():
        who = join_words(list(names), "and")
        raise QuestionError(f"nobody has any weight (power times salience): {who} have none")
