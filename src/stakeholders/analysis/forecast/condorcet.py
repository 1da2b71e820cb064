"""Votes between positions, and the position that beats or ties all others."""

from typing import Final

import attrs
import numpy as np

from stakeholders.analysis.forecast.outcomes import Forecast, Model, check_weights
from stakeholders.analysis.forecast.players import Floats, Players
from stakeholders.errors import QuestionError, join_words

_ROUNDING: Final = 1e-12


def cast_votes(
    positions: Floats, weights: Floats, options: Floats, span: float, exponents: Floats
) -> Floats:
    """Return the vote of each player for one option over another.

    The answer has the shape (players, options, options).

    Formula: v_i(a, b) = w_i [(abs(x_i - b) / R)^r_i - (abs(x_i - a) / R)^r_i], positive where
    i is for a. With r = 1 a vote is the difference in distance; a smaller r makes near options
    matter more.
    Degenerate: with R = 0 there is nothing to choose between, and all votes are 0.

    Source: Scholz, Calbert and Smith, Unravelling Bueno de Mesquita's group decision model,
    Journal of Theoretical Politics 23 (2011).

    Args:
        positions: where the players stand, shape (players,).
        weights: power times salience, shape (players,).
        options: between what they vote, shape (options,).
        span: R, how wide the scale is.
        exponents: r, shape (players,).
    """
    if span == 0:
        return np.zeros((len(positions), len(options), len(options)))
    distances = np.abs(positions[:, None] - options[None, :]) / span
    losses: Floats = weights[:, None] * distances ** exponents[:, None]
    votes: Floats = losses[:, None, :] - losses[:, :, None]
    return votes


@attrs.frozen
class Condorcet(Model):
    """The position of a player that beats or ties every other in a vote of all players.

    Formula: the vote of i for x_j over x_k is w_i [abs(x_i - x_k) - abs(x_i - x_j)] / R, w = c s,
    R the width of the scale. On one scale there is always a winner, and it is the weighted median;
    of several that tie, the outcome is the lowest.

    Source: Condorcet 1785; in this form Bueno de Mesquita and Stokman, European Community Decision
    Making, 1994.
    Degenerate: one player, or equal positions, give that position; no weight is a QuestionError.

    Example:
        >>> from stakeholders.analysis.forecast import make_players
        >>> two = make_players(["ana", "bo"], positions=[0, 1], powers=[3, 1], saliences=[1, 1])
        >>> Condorcet().forecast(two).count_votes(0, 1)
        2.0
    """

    def forecast(self, players: Players) -> "CondorcetForecast":
        """Return the winner with the votes between all positions."""
        check_weights(players.names, players.weights)
        x, w = players.positions, players.weights
        options = np.unique(x)
        votes = cast_votes(x, w, options, players.span, np.ones(len(x))).sum(axis=0)
        wins = (votes >= -_ROUNDING * w.sum()).all(axis=1)
        winners = tuple(float(option) for option in options[wins])
        return CondorcetForecast(
            model=self,
            players=players,
            outcome=winners[0],
            winners=winners,
            options=tuple(map(float, options)),
            votes=tuple(tuple(map(float, row)) for row in votes),
        )


@attrs.frozen(kw_only=True)
class CondorcetForecast(Forecast):
    """The winner of the votes between pairs of positions.

    `options` are the positions that somebody holds, the lowest first; `votes[a][b]` is by how much
    all players together are for option a over option b. `winners` are all that nothing beats.
    """

    winners: tuple[float, ...]
    options: tuple[float, ...]
    votes: tuple[tuple[float, ...], ...]

    def count_votes(self, one: float, other: float) -> float:
        """Return by how much all players are for one position over another, both held by somebody.

        Raises:
            QuestionError: if nobody holds one of the positions.
        """
        for option in (one, other):
            if option not in self.options:
                held = join_words([f"{held:g}" for held in self.options])
                raise QuestionError(f"nobody holds the position {option:g}: expected {held}")
        return self.votes[self.options.index(one)][self.options.index(other)]
