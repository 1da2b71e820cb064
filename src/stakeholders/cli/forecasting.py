"""The command `forecast`: what each model expects, what-ifs, and which number matters most."""

import argparse
from collections.abc import Iterable, Mapping
from typing import Final

from stakeholders.analysis.forecast import (
    Feasibility,
    Forecast,
    Model,
    Players,
    Shift,
    find_model,
    measure_feasibility,
    rank_inputs,
    read_players,
)
from stakeholders.answers import describe_holder
from stakeholders.charts.forecast_chart import forecast_chart
from stakeholders.cli.asking import Analysis
from stakeholders.errors import QuestionError, quote
from stakeholders.formats.forecast_answers import Foreseen, answer_forecast, list_cautions
from stakeholders.model import Body, Organization, Person
from stakeholders.tracker import Tracker

_USUAL: Final = ("mean", "median")
_SHORT: Final = {"pce": "election"}


def analyse_forecast(tracker: Tracker, given: argparse.Namespace) -> Analysis:
    """Return what may come of a topic.

    Raises:
        StakeholdersError: if an id, model or position is unknown, or somebody lacks a number.
    """
    models = _find_models(given.model or _USUAL)
    players = read_players(
        tracker,
        given.topic,
        holders=given.holder,
        on=given.on,
        positions=given.positions,
        coder=given.coder,
        average=given.average,
        missing=_read_missing(given.missing or []),
        allow_unsourced=given.allow_unsourced,
        min_confidence=given.min_confidence or "medium",
    )
    forecasts = {name: model.forecast(players) for name, model in models.items()}
    first = next(iter(forecasts.values()))
    found = Foreseen(
        forecasts=forecasts,
        shifts=_ask_what_if(forecasts, players, given),
        feasibility=_measure_feasibility(players),
        influences=rank_inputs(first) if given.sensitivity else (),
    )
    return Analysis(
        answer_forecast(found, tracker),
        lambda: forecast_chart(
            forecasts,
            names=_name_players(tracker, players),
            tracker=tracker,
            notes=list_cautions(players),
        ),
    )


def _find_models(names: Iterable[str]) -> dict[str, Model]:
    full = [_SHORT.get(name, name) for name in names]
    return {name: find_model(name) for name in full}


def _read_missing(texts: list[str]) -> Mapping[str, float] | float | None:
    found: dict[str, float] = {}
    for text in texts:
        quality, sign, number = text.rpartition("=")
        value = _read_number(number)
        if value is None:
            raise QuestionError(f"--missing: {quote(text)}: expected a number, or power=NUMBER")
        names = (quality,) if sign else ("power", "salience")
        found |= dict.fromkeys(names, value)
    return found or None


def _read_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _ask_what_if(
    forecasts: Mapping[str, Forecast], players: Players, given: argparse.Namespace
) -> Mapping[str, Shift]:
    """Return each forecast beside the same after all changes together; none without a change."""
    if not given.without and not given.move:
        return {}
    changed = players.without(*(given.without or ()))
    for text in given.move or ():
        name, sign, to = text.partition("=")
        if not sign:
            raise QuestionError(f"--move: {quote(text)}: expected ID=POSITION")
        number = _read_number(to)
        position = changed.read_position(to if number is None else number)
        changed = changed.replace(changed.get(name).with_number("position", position))
    return {name: forecast.compare(changed) for name, forecast in forecasts.items()}


def _measure_feasibility(players: Players) -> Feasibility | None:
    return None if players.scale is None else measure_feasibility(players)


def _name_players(tracker: Tracker, players: Players) -> dict[str, str]:
    holders = (tracker.get(name) for name in players.names)
    return {
        holder.id: describe_holder(holder)
        for holder in holders
        if isinstance(holder, Person | Organization | Body)
    }
