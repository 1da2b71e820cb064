"""What a challenge is worth to each player in the eyes of each: the inside of a round."""

import attrs
import numpy as np

from stakeholders.analysis.forecast.condorcet import cast_votes
from stakeholders.analysis.forecast.players import Floats


@attrs.frozen(kw_only=True, eq=False)
class Arena:
    """Where players stand in a round, what they weigh and care, and how wide the scale is.

    All of shape (players,) but `span`, which is R and more than 0. `is_published` takes the chances
    of the published replication.
    """

    positions: Floats
    weights: Floats
    saliences: Floats
    span: float
    is_published: bool

    @property
    def apart(self) -> Floats:
        """How far each two stand apart, as shares of the scale, shape (players, players)."""
        distances: Floats = np.abs(self.positions[:, None] - self.positions[None, :]) / self.span
        return distances

    def find_chances(self, exponents: Floats) -> Floats:
        """Return the chance that the position of i beats that of j, shape (players, players).

        Formula: p_ij = sum_k max(0, v_k(x_i, x_j)) / sum_k abs(v_k(x_i, x_j)), 0 where the
        positions are equal. The published replication divides by the sum of abs(v_k) over all
        ordered pairs of players, so that p_ij + p_ji is far less than 1.
        """
        x = self.positions
        votes = cast_votes(x, self.weights, x, self.span, exponents)
        won = np.maximum(votes, 0).sum(axis=0)
        cast = np.abs(votes).sum(axis=0)
        if self.is_published:
            cast = np.full_like(won, cast.sum())
        chances = np.divide(won, cast, out=np.zeros_like(won), where=cast > 0)
        return np.where(x[:, None] == x[None, :], 0.0, chances)

    def expect(self, chances: Floats, exponents: Floats) -> Floats:
        """Return what it is worth to i to challenge j, shape (players, players).

        Formula, with d = abs(x_i - x_j) / R and r of whoever judges: success is
        2 - 4 (1/2 - d/2)^r, failure 2 - 4 (1/2 + d/2)^r, the status quo 2 - 4 (1/2)^r, and
        EU_ij = s_j [p_ij success + (1 - p_ij) failure] + (1 - s_j) success - status quo:
        who does not care does not resist.

        Args:
            chances: p, shape (players, players).
            exponents: r of the judge; shape (players, 1) lets each i judge, (1, players) each j.
        """
        d, s = self.apart, self.saliences[None, :]
        success = 2 - 4 * (0.5 - d / 2) ** exponents
        failure = 2 - 4 * (0.5 + d / 2) ** exponents
        resisted = s * (chances * success + (1 - chances) * failure)
        worth: Floats = resisted + (1 - s) * success - (2 - 4 * 0.5**exponents)
        return worth


def find_exponents(arena: Arena) -> tuple[Floats, Floats, Floats]:
    """Return the danger, the risk and the exponent r of each player, each of shape (players,).

    Formula: D_i is the sum over j of EU_ji with r = 1, what it is worth to others to challenge i;
    R_i = (2 D_i - max D - min D) / (max D - min D) is 1 for whoever is most in danger and -1 for
    whoever is least; r_i = (1 - R_i / 3) / (1 + R_i / 3), from 1/2 to 2.
    Degenerate: where all are in the same danger, nobody is more so, and R = 0 and r = 1.
    """
    plain = np.ones(len(arena.positions))
    danger = arena.expect(arena.find_chances(plain), plain[:, None]).sum(axis=0)
    spread = danger.max() - danger.min()
    risk = np.zeros_like(danger)
    if spread > 0:
        risk = (2 * danger - danger.max() - danger.min()) / spread
    return danger, risk, (1 - risk / 3) / (1 + risk / 3)
