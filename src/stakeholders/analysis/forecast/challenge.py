"""Challenge rounds: players confront each other, give way or meet, and move, until nobody does."""

import enum
from collections.abc import Iterator

import attrs

from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.forecast.averages import weigh_mean, weigh_median
from stakeholders.analysis.forecast.expectations import Arena, find_exponents
from stakeholders.analysis.forecast.outcomes import Forecast, Model, check_weights
from stakeholders.analysis.forecast.players import Floats, Players


class Offer(enum.StrEnum):
    """How a player comes to move: beaten in a confrontation, half-way, or giving in."""

    CONFRONTATION = "confrontation"
    COMPROMISE = "compromise"
    CAPITULATION = "capitulation"


@attrs.frozen(kw_only=True)
class Move:
    """A player's move in a round, towards another: from where, to where, and why.

    `own` is what it is worth to the player to challenge the other, `their` what it is worth to the
    other to challenge the player, both in the player's own eyes.
    """

    player: str
    other: str
    offer: Offer
    start: float
    end: float
    own: float
    their: float


@attrs.frozen(kw_only=True)
class Round:
    """A round: what each felt before it, who moved, and where all stand after it.

    `dangers`, `risks`, `exponents` (r) and `positions` are in the order of the players; `mean` and
    `median` are those of the positions, weighted by power times salience.
    """

    number: int
    dangers: tuple[float, ...]
    risks: tuple[float, ...]
    exponents: tuple[float, ...]
    moves: tuple[Move, ...]
    positions: tuple[float, ...]
    mean: float
    median: float


@attrs.frozen(kw_only=True)
class Challenge(Model):
    """Rounds in which each player takes the best offer that the others can force on it.

    A round: votes between all positions give the chances p (`Arena.find_chances`), these what each
    challenge is worth (`Arena.expect`), and that, with r = 1, the danger and so the exponent r of
    each (`find_exponents`); then p and EU again with r. For i against j let own = EU_ij and
    their = EU_ji, both with the r of i. Confrontation, their > own > 0: i would move to x_j.
    Compromise, their > 0 > own and their > -own: to x_i + (x_j - x_i) (-own / their).
    Capitulation, their > 0 > own and their < -own: to x_j. Each takes a confrontation before a
    compromise before a capitulation, and of these the smallest move; of equal ones that towards the
    first of the players. All move at once. It ends when nobody moves, or after `rounds`. The width
    R of the scale is that of the beginning. The outcome is the weighted median at the end.

    Source: Scholz, Calbert and Smith, Unravelling Bueno de Mesquita's group decision model, Journal
    of Theoretical Politics 23 (2011), with two corrections: p divides by the votes cast between the
    two positions, and a compromise is chosen by the smallest move. `published` does neither, so as
    to match the published replication to the last digit: p divides by the votes between all pairs,
    which makes it tiny; the compromise is the one with the least (their x_j - own x_i) /
    (their - own); and nobody ever capitulates. That does not converge.

    Degenerate: one player, or equal positions, make no round; no weight is a QuestionError; where
    all are in the same danger, r = 1.

    Example:
        >>> from stakeholders.analysis.forecast import make_players
        >>> names, saliences = ["ana", "bo", "cy"], [0.9, 0.5, 0.2]
        >>> three = make_players(names, positions=[0, 4, 9], powers=[3, 1, 1], saliences=saliences)
        >>> Challenge().forecast(three).outcome
        0.0
    """

    rounds: int = 10
    published: bool = False

    def __attrs_post_init__(self) -> None:
        read_whole(self.rounds, "rounds")

    def forecast(self, players: Players) -> "ChallengeForecast":
        """Return the weighted median after the last round, with every round."""
        check_weights(players.names, players.weights)
        rounds = tuple(self._play(players))
        is_stable = len(rounds) < self.rounds or len(set(rounds[-1].positions)) == 1
        start = weigh_median(players.positions, players.weights)
        return ChallengeForecast(
            model=self,
            players=players,
            outcome=rounds[-1].median if rounds else start,
            rounds=rounds,
            is_stable=is_stable,
        )

    def _play(self, players: Players) -> Iterator[Round]:
        positions, span = players.positions, players.span
        for number in range(1, self.rounds + 1):
            if len(set(positions.tolist())) == 1:
                return
            arena = Arena(
                positions=positions,
                weights=players.weights,
                saliences=players.saliences,
                span=span,
                is_published=self.published,
            )
            dangers, risks, exponents = find_exponents(arena)
            moves = tuple(_list_moves(arena, players.names, exponents))
            if not moves:
                return
            positions = _move(positions, players.names, moves)
            yield Round(
                number=number,
                dangers=tuple(dangers.tolist()),
                risks=tuple(risks.tolist()),
                exponents=tuple(exponents.tolist()),
                moves=moves,
                positions=tuple(positions.tolist()),
                mean=weigh_mean(positions, players.weights),
                median=weigh_median(positions, players.weights),
            )


@attrs.frozen(kw_only=True)
class ChallengeForecast(Forecast):
    """Where the rounds end: the weighted median after the last, and every round with a move.

    `is_stable` tells whether nobody would move any more.
    """

    rounds: tuple[Round, ...]
    is_stable: bool


def _list_moves(arena: Arena, names: tuple[str, ...], exponents: Floats) -> Iterator[Move]:
    chances = arena.find_chances(exponents)
    own = arena.expect(chances, exponents[:, None])
    # What others expect of challenging i, as i sees it: row j, column i, and the r of i.
    their = arena.expect(chances, exponents[None, :]).T
    for i, player in enumerate(names):
        offers = [
            Move(
                player=player,
                other=names[j],
                offer=offer,
                start=float(arena.positions[i]),
                end=_find_end(arena.positions[i], arena.positions[j], offer, ratio),
                own=float(own[i, j]),
                their=float(their[i, j]),
            )
            for j in range(len(names))
            if arena.positions[i] != arena.positions[j]
            for offer, ratio in _offer(own[i, j], their[i, j])
        ]
        if best := _choose(offers, arena):
            yield best


def _offer(own: float, their: float) -> Iterator[tuple[Offer, float]]:
    """Yield what a player would have to do, and how far of the way, if anything."""
    if their > own > 0:
        yield Offer.CONFRONTATION, 1.0
    elif their > 0 > own and their > -own:
        yield Offer.COMPROMISE, -own / their
    elif their > 0 > own and their < -own:
        yield Offer.CAPITULATION, 1.0


def _find_end(start: float, other: float, offer: Offer, ratio: float) -> float:
    return float(start + (other - start) * ratio if offer is Offer.COMPROMISE else other)


def _choose(offers: list[Move], arena: Arena) -> Move | None:
    for offer in Offer:
        found = [move for move in offers if move.offer is offer]
        if arena.is_published and offer is Offer.CAPITULATION:
            return None
        if arena.is_published and offer is Offer.COMPROMISE and found:
            return min(found, key=_weigh_position)
        if found:
            return min(found, key=lambda move: abs(move.end - move.start))
    return None


def _weigh_position(move: Move) -> float:
    """Return where the two stand, each weighted by what the challenge is worth to it."""
    own, their = -move.own, move.their
    other = move.start + (move.end - move.start) * their / own
    return (own * move.start + their * other) / (own + their)


def _move(positions: Floats, names: tuple[str, ...], moves: tuple[Move, ...]) -> Floats:
    moved = positions.copy()
    for move in moves:
        moved[names.index(move.player)] = move.end
    return moved
