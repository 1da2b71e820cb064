"""The plain forecasts: the weighted mean and the weighted median of the positions."""

from typing import Final

import attrs
import numpy as np

from stakeholders.analysis.forecast.outcomes import Forecast, Model, check_weights
from stakeholders.analysis.forecast.players import Floats, Players

_ROUNDING: Final = 1e-12


@attrs.frozen
class Mean(Model):
    """The mean of the positions, each weighted by power times salience.

    Formula: sum(w x) / sum(w), with w = c s. It is the baseline of the compromise model
    (Thomson and others, The European Union Decides, 2006).

    Degenerate: one player, or equal positions, give that position; no weight is a QuestionError.

    Example:
        >>> from stakeholders.analysis.forecast import make_players
        >>> two = make_players(["ana", "bo"], positions=[0, 1], powers=[3, 1], saliences=[1, 1])
        >>> Mean().forecast(two).outcome
        0.25
    """

    def forecast(self, players: Players) -> Forecast:
        """Return the weighted mean."""
        check_weights(players.names, players.weights)
        outcome = weigh_mean(players.positions, players.weights)
        return Forecast(model=self, players=players, outcome=outcome)


@attrs.frozen
class Median(Model):
    """The first position at which the weights, added up from below, reach half of all weight.

    It is the position that no other beats in a vote of pairs (Black, The Theory of Committees and
    Elections, 1958), as weights w = c s and distances on one scale give it. Where a position
    reaches half exactly, all up to the next one tie with it, and this is the lowest.

    Degenerate: one player, or equal positions, give that position; no weight is a QuestionError.

    Example:
        >>> from stakeholders.analysis.forecast import make_players
        >>> two = make_players(["ana", "bo"], positions=[0, 1], powers=[3, 1], saliences=[1, 1])
        >>> Median().forecast(two).outcome
        0.0
    """

    def forecast(self, players: Players) -> Forecast:
        """Return the weighted median."""
        check_weights(players.names, players.weights)
        outcome = weigh_median(players.positions, players.weights)
        return Forecast(model=self, players=players, outcome=outcome)


def weigh_mean(positions: Floats, weights: Floats) -> float:
    """Return the mean of positions by weights, both of shape (players,)."""
    return float(np.average(positions, weights=weights))


def weigh_median(positions: Floats, weights: Floats) -> float:
    """Return the lowest position at which the weights from below reach half of their sum."""
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order])
    half = reached[-1] / 2 * (1 - _ROUNDING)
    return float(positions[order][np.argmax(reached >= half)])
