"""The rules of the probabilistic election: how players vote, who wins a pair, who in the end."""

import enum
from typing import Final

import numpy as np

from stakeholders.analysis.forecast.players import Floats

_LEAST_COALITION: Final = 1e-8
_LEAST_INCENTIVE: Final = 1e-10
_INDIFFERENT: Final = 1e-8
_BINARY_SHARE, _CUBIC_SHARE = 0.2, 0.5
_GAINS: Final = 2 / 3
_DOUBLINGS: Final = 50


class Rule(enum.StrEnum):
    """How a player of weight w votes when two options differ in utility by du.

    Proportional: w du. Cubic: w du^3. Binary: w where du > 0, -w where du < 0. Proportional-binary:
    0.8 of the first and 0.2 of the third. Proportional-cubic: half of each. Prospect: w du, a gain
    counting two thirds.
    """

    PROPORTIONAL = "proportional"
    CUBIC = "cubic"
    BINARY = "binary"
    PROPORTIONAL_BINARY = "proportional-binary"
    PROPORTIONAL_CUBIC = "proportional-cubic"
    PROSPECT = "prospect"


class Selection(enum.StrEnum):
    """How chances between pairs make the chance of each option; see `find_chances`."""

    CONDITIONAL = "conditional"
    MARKOV_UNIFORM = "markov-uniform"
    MARKOV_INCENTIVES = "markov-incentives"


def vote(rule: Rule, weights: Floats, utilities: Floats) -> Floats:
    """Return the vote of each player for one option over another.

    The answer has the shape (players, options, options).

    Args:
        rule: how a difference in utility becomes a vote.
        weights: power times salience, shape (players,).
        utilities: of each option to each player, shape (players, options).
    """
    du: Floats = utilities[:, :, None] - utilities[:, None, :]
    votes: Floats = weights[:, None, None] * _respond(rule, du)
    return votes


def _respond(rule: Rule, du: Floats) -> Floats:
    # As near to a step as leaves rounding without a say.
    step: Floats = np.clip(du / _INDIFFERENT, -1, 1)
    match rule:
        case Rule.PROPORTIONAL:
            return du
        case Rule.CUBIC:
            return du**3
        case Rule.BINARY:
            return step
        case Rule.PROPORTIONAL_BINARY:
            return (1 - _BINARY_SHARE) * du + _BINARY_SHARE * step
        case Rule.PROPORTIONAL_CUBIC:
            return (1 - _CUBIC_SHARE) * du + _CUBIC_SHARE * du**3
        case Rule.PROSPECT:
            return np.where(du > 0, _GAINS * du, du)


def add_coalitions(votes: Floats) -> Floats:
    """Return how strong those are together who vote for one option over another.

    The answer has the shape (options, options).

    Formula: c_ij = 1e-8 + the sum of the positive votes for i over j; 1e-8 on the diagonal. The
    small number lets two options that nobody tells apart be even.
    """
    coalitions: Floats = _LEAST_COALITION + np.maximum(votes, 0).sum(axis=0)
    return coalitions


def find_victories(coalitions: Floats, power: int) -> Floats:
    """Return the chance that one option beats another, shape (options, options).

    Formula: p_ij = c_ij^m / (c_ij^m + c_ji^m), so that p_ij + p_ji = 1, and 1/2 on the diagonal.
    """
    # Of the ratio: a small coalition to the eighth power would leave the numbers there are.
    odds = np.log(coalitions) - np.log(coalitions.T)
    victories: Floats = 1 / (1 + np.exp(-power * odds))
    return victories


def find_chances(selection: Selection, victories: Floats, coalitions: Floats) -> Floats:
    """Return the chance of each option, shape (options,); they add up to 1.

    Conditional: P_i in proportion to the product over all j of p_ij: that i beats each other one,
    given that one does. Markov uniform: the P that stays as it is when the favourite, drawn by P,
    is challenged by an option drawn evenly, and the winner of the two is the next favourite:
    P_i = (1/n) sum_j p_ij (P_i + P_j). Markov with incentives: the same, but i challenges the
    favourite j in proportion to c_ij p_ij. Where several P would stay, it is the one that is
    reached from even chances.
    """
    count = len(victories)
    if selection is Selection.CONDITIONAL:
        logs = np.log(victories).sum(axis=1)
        shares = np.exp(logs - logs.max())
        found: Floats = shares / shares.sum()
        return found
    challenge = np.full((count, count), 1 / count)
    if selection is Selection.MARKOV_INCENTIVES:
        incentives = coalitions * victories + _LEAST_INCENTIVE * np.eye(count)
        challenge = incentives / incentives.sum(axis=0)
    # Column j: who is the favourite after j was. Either i challenged and won, or j held out.
    step = victories * challenge
    step += np.diag((victories.T * challenge).sum(axis=0))
    return _settle(step)


def _settle(step: Floats) -> Floats:
    """Return where even chances end under a step whose columns add up to 1, damped by half."""
    way: Floats = (step + np.eye(len(step))) / 2
    for _ in range(_DOUBLINGS):
        way = way @ way
        way /= way.sum(axis=0)
    chances: Floats = way.mean(axis=1)
    return chances
