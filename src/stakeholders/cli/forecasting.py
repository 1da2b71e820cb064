"""The command `forecast`: what each model expects, what-ifs, and which number matters most."""

import argparse
from collections.abc import Mapping
from typing import Final

from stakeholders.analysis.forecast import (
    Challenge,
    Condorcet,
    Election,
    Feasibility,
    Forecast,
    Mean,
    Median,
    Model,
    Players,
    Shift,
    measure_feasibility,
    rank_inputs,
    read_players,
)
from stakeholders.answers import describe_holder
from stakeholders.charts.forecast_chart import forecast_chart
from stakeholders.cli.asking import Analysis
from stakeholders.errors import (
    QuestionError,
    did_you_mean,
    find_nearest,
    join_words,
    quote,
)
from stakeholders.formats.forecast_reports import (
    Foreseen,
    list_cautions,
    report_forecast,
    report_sensitivity,
)
from stakeholders.model import Body, Organization, Person
from stakeholders.tracker import Tracker

_MODELS: Final[Mapping[str, type[Model]]] = {
    "mean": Mean,
    "median": Median,
    "condorcet": Condorcet,
    "pce": Election,
    "challenge": Challenge,
}
_USUAL: Final = ("mean", "median")


def analyse_forecast(tracker: Tracker, given: argparse.Namespace) -> Analysis:
    """Return what may come of a topic.

    Raises:
        StakeholdersError: if an id, model or position is unknown, or somebody lacks a number.
    """
    models = {name: _find_model(name) for name in given.model or _USUAL}
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
        names=_name_players(tracker, players),
        forecasts=forecasts,
        shifts=_ask_what_if(forecasts, players, given),
        change=_say_change(given),
        feasibility=_measure_feasibility(players),
        influences=rank_inputs(first) if given.sensitivity else (),
    )
    report = report_sensitivity(found) if given.sensitivity else report_forecast(found)
    return Analysis(
        report,
        lambda: forecast_chart(
            forecasts, names=found.names, tracker=tracker, notes=list_cautions(players)
        ),
    )


def _find_model(name: str) -> Model:
    if name not in _MODELS:
        hint = did_you_mean(find_nearest(name, _MODELS))
        known = join_words(list(_MODELS))
        raise QuestionError(f"--model: {quote(name)} is not known{hint}: expected {known}")
    return _MODELS[name]()


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
        changed = changed.replace(changed.get(name).set("position", position))
    return {name: forecast.compare(changed) for name, forecast in forecasts.items()}


def _say_change(given: argparse.Namespace) -> str:
    parts = [f"without {join_words(given.without, 'and')}"] if given.without else []
    moves = [text.replace("=", " at ", 1) for text in given.move or ()]
    parts += [f"with {join_words(moves, 'and')}"] if moves else []
    said = " and ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"


def _measure_feasibility(players: Players) -> Feasibility | None:
    return None if players.scale is None else measure_feasibility(players)


def _name_players(tracker: Tracker, players: Players) -> dict[str, str]:
    holders = (tracker.get(name) for name in players.names)
    return {
        holder.id: describe_holder(holder)
        for holder in holders
        if isinstance(holder, Person | Organization | Body)
    }
