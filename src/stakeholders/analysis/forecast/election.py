"""The probabilistic Condorcet election: every position has a chance, on one topic or on several."""

from typing import Final

import attrs
import numpy as np

from stakeholders.analysis.forecast.outcomes import Forecast, Model, check_weights
from stakeholders.analysis.forecast.players import Floats, Players
from stakeholders.analysis.forecast.voting import (
    Rule,
    Selection,
    add_coalitions,
    find_chances,
    find_victories,
    vote,
)
from stakeholders.errors import QuestionError, join_words
from stakeholders.tracker.filters import read_choice

POWERS: Final = (1, 2, 4, 8)
Rows = tuple[tuple[float, ...], ...]


def _read_rule(rule: str | Rule) -> Rule:
    return read_choice(rule, Rule, "rule")


def _read_selection(selection: str | Selection) -> Selection:
    return read_choice(selection, Selection, "selection")


@attrs.frozen(kw_only=True)
class Election(Model):
    """An election in which coalitions win by chance, the stronger the likelier.

    The options are the positions that somebody holds. The utility of one to a player is
    u = (1 - d)(1 + d R), where d is the distance from the player's own position as a share of the
    scale and R the player's `risk`; over several topics d = sqrt(sum_k (s_k d_k)^2 / sum_k s_k^2)
    with the saliences s_k. Votes are cast by the `rule`, with the weight w = c s (c sum_k s_k over
    several topics); coalitions win with the `victory` power m; see `Rule`, `find_victories` and
    `find_chances` for the rest. The outcome is the mean of the options by their chances.

    Source: KTAB, the KAPSARC Toolkit for Behavioral Analysis (Wise, Lester and Efird 2015). Nothing
    is drawn at random.
    Degenerate: one option has the chance 1; no weight is a QuestionError; a player without any
    salience is indifferent.

    Raises:
        QuestionError: if there is no such rule, selection or power of victory.

    Example:
        >>> from stakeholders.analysis.forecast import make_players
        >>> two = make_players(["ana", "bo"], positions=[0, 1], powers=[3, 1], saliences=[1, 1])
        >>> round(Election(victory=2).forecast(two).outcome, 6)
        0.1
    """

    rule: Rule = attrs.field(default=Rule.PROPORTIONAL, converter=_read_rule)
    victory: int = 1
    selection: Selection = attrs.field(default=Selection.CONDITIONAL, converter=_read_selection)

    def __attrs_post_init__(self) -> None:
        if self.victory not in POWERS:
            known = join_words([str(power) for power in POWERS])
            raise QuestionError(f"victory: the power {self.victory} is not known: expected {known}")

    def forecast(self, players: Players) -> "ElectionForecast":
        """Return the mean of the options by their chances, with the ballot."""
        ballot = self.hold(players)
        return ElectionForecast(
            model=self, players=players, outcome=ballot.expected[0], ballot=ballot
        )

    def hold(self, *topics: Players) -> "Ballot":
        """Return the chance of every combination of positions that somebody holds on some topics.

        Each topic has the same players, in one order, with the same power and risk.

        Raises:
            QuestionError: if they differ, or nobody has any weight.
        """
        if not topics:
            raise QuestionError("an election needs the players of at least one topic")
        for other in topics[1:]:
            _check_same(topics[0], other)
        positions = np.column_stack([players.positions for players in topics])
        saliences = np.column_stack([players.saliences for players in topics])
        weights = topics[0].powers * saliences.sum(axis=1)
        check_weights(topics[0].names, weights)
        options, held = np.unique(positions, axis=0, return_inverse=True)
        spans = np.array([players.span for players in topics])
        risks = np.array([player.risk for player in topics[0]])
        utilities = measure_utilities(positions, saliences, options, spans, risks)
        coalitions = add_coalitions(vote(self.rule, weights, utilities))
        victories = find_victories(coalitions, self.victory)
        names = np.array(topics[0].names)
        return Ballot(
            election=self,
            topics=topics,
            options=_list_rows(options),
            holders=tuple(tuple(map(str, names[held.ravel() == n])) for n in range(len(options))),
            chances=tuple(map(float, find_chances(self.selection, victories, coalitions))),
            utilities=_list_rows(utilities),
            coalitions=_list_rows(coalitions),
            victories=_list_rows(victories),
        )


@attrs.frozen(kw_only=True)
class Ballot:
    """An election that was held: the chance of each option, and how it came about.

    `options` are the combinations of positions, one of each topic, in ascending order, `holders`
    who holds each, and `chances` of each add up to 1. `utilities[i][a]` is what option a is worth
    to player i, `coalitions[a][b]` how strong those are together who want a rather than b, and
    `victories[a][b]` the chance that a beats b.
    """

    election: Election
    topics: tuple[Players, ...]
    options: Rows
    holders: tuple[tuple[str, ...], ...]
    chances: tuple[float, ...]
    utilities: Rows
    coalitions: Rows
    victories: Rows

    @property
    def expected(self) -> tuple[float, ...]:
        """The mean of the options by their chances, one position for each topic."""
        return tuple(map(float, np.array(self.chances) @ np.array(self.options)))

    @property
    def likeliest(self) -> tuple[float, ...]:
        """The option with the greatest chance; of several, the first."""
        return self.options[int(np.argmax(self.chances))]


@attrs.frozen(kw_only=True)
class ElectionForecast(Forecast):
    """What an election on one topic leads to: the mean position, and the `ballot` behind it."""

    ballot: Ballot


def measure_utilities(
    positions: Floats, saliences: Floats, options: Floats, spans: Floats, risks: Floats
) -> Floats:
    """Return what each option is worth to each player, shape (players, options).

    Args:
        positions: shape (players, topics).
        saliences: shape (players, topics).
        options: shape (options, topics).
        spans: how wide the scale of each topic is; on a topic without width nobody is apart.
        risks: shape (players,).
    """
    widths = np.where(spans > 0, spans, 1)
    apart = np.abs(positions[:, None, :] - options[None, :, :]) / widths
    squares = saliences[:, None, :] ** 2
    total = squares.sum(axis=2)
    far = (squares * apart**2).sum(axis=2) / np.where(total > 0, total, 1)
    distances = np.sqrt(far)
    utilities: Floats = (1 - distances) * (1 + distances * risks[:, None])
    return utilities


def _check_same(first: Players, other: Players) -> None:
    if first.names != other.names:
        odd = sorted(set(first.names) ^ set(other.names)) or list(other.names)
        raise QuestionError(
            f"an election on several topics needs the same players on each, in one order: "
            f"look at {join_words(odd, 'and')}"
        )
    for one, two in zip(first, other, strict=True):
        if (one.power.value, one.risk) != (two.power.value, two.risk):
            raise QuestionError(
                f"{one.name} has the power {one.power.value:g} and the risk {one.risk:g} on one "
                f"topic, {two.power.value:g} and {two.risk:g} on another: expected the same"
            )


def _list_rows(matrix: Floats) -> Rows:
    return tuple(tuple(map(float, row)) for row in matrix)
