"""Which number moves the outcome most."""

from typing import Final

import attrs

from stakeholders.analysis.forecast.outcomes import Forecast
from stakeholders.analysis.forecast.players import QUALITIES, Measure, Player, Players
from stakeholders.errors import QuestionError
from stakeholders.model import Claim

SPREAD: Final = 0.1


@attrs.frozen(kw_only=True)
class Influence:
    """A number of a player, tried at both its bounds, and the outcome at each.

    `is_stated` tells whether the number has bounds: those that the claims (or the asker) state, or
    0 and 1 of a share that is assumed; else a tenth, or whatever was asked for, was tried to either
    side.
    """

    player: Player
    quality: str
    low: float
    high: float
    is_stated: bool
    at_low: float
    at_high: float
    outcome: float

    @property
    def measure(self) -> Measure:
        """The number itself, with its claims."""
        measure: Measure = getattr(self.player, self.quality)
        return measure

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The scores or stances that say the number."""
        return self.measure.claims

    @property
    def swing(self) -> float:
        """How far the outcome moves at most from where it is."""
        return max(abs(self.at_low - self.outcome), abs(self.at_high - self.outcome))


def rank_inputs(forecast: Forecast, *, spread: float = SPREAD) -> tuple[Influence, ...]:
    """Return every number behind a forecast, the one that moves the outcome most first.

    One at a time: each number is set to its lower and its upper bound, all others left as they
    are. Where a bound is stated (of a score's `low` and `high`, its disputed readings, or several
    coders), it is used, and a bound that is not stated beside one that is, is the number itself.
    Where none is, power and salience go by `spread` of themselves to either side, and positions by
    `spread` of the scale, within what is allowed. Equal ones stay in the order of the players.

    Source: one-at-a-time sensitivity (Saltelli and others, Sensitivity Analysis, 2000). It says
    nothing of two numbers that are wrong together.
    Degenerate: a bound at which nobody would have any weight is not tried: the number stays.

    Raises:
        QuestionError: if the spread is not more than 0.

    Example:
        >>> from stakeholders.analysis.forecast import Mean, make_players
        >>> two = make_players(["ana", "bo"], positions=[0, 1], powers=[3, 1], saliences=[1, 0.5])
        >>> first, *_ = rank_inputs(Mean().forecast(two))
        >>> first.player.name, first.quality, first.low, first.high, round(first.swing, 3)
        ('ana', 'position', 0.0, 0.1, 0.086)
    """
    if spread <= 0:
        raise QuestionError(f"spread: {spread:g}: expected more than 0")
    found = [
        _try(forecast, player, quality, spread)
        for player in forecast.players
        for quality in QUALITIES
    ]
    return tuple(sorted(found, key=lambda influence: -influence.swing))


def _try(forecast: Forecast, player: Player, quality: str, spread: float) -> Influence:
    measure: Measure = getattr(player, quality)
    low, high = _find_bounds(forecast.players, measure, quality, spread)
    at_low, at_high = (
        _set(forecast, player, quality, value) if value != measure.value else forecast.outcome
        for value in (low, high)
    )
    return Influence(
        player=player,
        quality=quality,
        low=low,
        high=high,
        is_stated=_is_bounded(measure),
        at_low=at_low,
        at_high=at_high,
        outcome=forecast.outcome,
    )


def _is_bounded(measure: Measure) -> bool:
    return measure.low is not None or measure.high is not None


def _find_bounds(
    players: Players, measure: Measure, quality: str, spread: float
) -> tuple[float, float]:
    value = measure.value
    if _is_bounded(measure):
        low = value if measure.low is None else measure.low
        return low, value if measure.high is None else measure.high
    reach = spread * (players.span if quality == "position" else value)
    return _clip(players, quality, value - reach), _clip(players, quality, value + reach)


def _clip(players: Players, quality: str, value: float) -> float:
    if quality == "salience":
        return min(max(value, 0.0), 1.0)
    if quality == "power":
        return max(value, 0.0)
    low, high = players.ends
    return min(max(value, low), high)


def _set(forecast: Forecast, player: Player, quality: str, value: float) -> float:
    changed = forecast.players.replace(player.with_number(quality, value))
    if not changed.weights.any():
        return forecast.outcome
    return forecast.model.forecast(changed).outcome
