"""What would happen next: forecasts from positions, power and salience, with what they rest on.

A forecast is no more than its numbers: each is a claim that somebody made, and every result holds
the players, so the claims, that fed it.
"""

from stakeholders.analysis.forecast.averages import Mean, Median
from stakeholders.analysis.forecast.challenge import (
    Challenge,
    ChallengeForecast,
    Move,
    Offer,
    Round,
)
from stakeholders.analysis.forecast.condorcet import Condorcet, CondorcetForecast, cast_votes
from stakeholders.analysis.forecast.election import Ballot, Election, ElectionForecast
from stakeholders.analysis.forecast.feasibility import Camp, Feasibility, measure_feasibility
from stakeholders.analysis.forecast.models import MODELS, find_model
from stakeholders.analysis.forecast.outcomes import Forecast, Model, Shift
from stakeholders.analysis.forecast.players import Measure, Player, Players, make_players
from stakeholders.analysis.forecast.reading import read_players
from stakeholders.analysis.forecast.sensitivity import Influence, rank_inputs
from stakeholders.analysis.forecast.voting import Rule, Selection

__all__ = [
    "MODELS",
    "Ballot",
    "Camp",
    "Challenge",
    "ChallengeForecast",
    "Condorcet",
    "CondorcetForecast",
    "Election",
    "ElectionForecast",
    "Feasibility",
    "Forecast",
    "Influence",
    "Mean",
    "Measure",
    "Median",
    "Model",
    "Move",
    "Offer",
    "Player",
    "Players",
    "Round",
    "Rule",
    "Selection",
    "Shift",
    "cast_votes",
    "find_model",
    "make_players",
    "measure_feasibility",
    "rank_inputs",
    "read_players",
]
