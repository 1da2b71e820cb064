"""Forecasts in words: what is expected, of whom, on whose word, and what would change it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stakeholders.analysis.forecast import (
    Ballot,
    Challenge,
    ChallengeForecast,
    CondorcetForecast,
    ElectionForecast,
    Forecast,
    Influence,
    Mean,
    Measure,
    Median,
    Model,
    Move,
    Offer,
    Player,
    Players,
    Shift,
)
from stakeholders.answers import describe_holder
from stakeholders.claims import get_citations
from stakeholders.errors import join_words
from stakeholders.formats.plain import Plain
from stakeholders.formats.report import Report
from stakeholders.model import Body, Organization, Person
from stakeholders.tracker import Tracker

_QUALITIES: Final = ("position", "power", "salience")
_MOST_SHOWN: Final = 10
_DID: Final = {
    Offer.CONFRONTATION: "loses to",
    Offer.COMPROMISE: "meets",
    Offer.CAPITULATION: "gives in to",
}


def report_forecast(forecast: Forecast, tracker: Tracker | None = None) -> Report:
    """Report what is expected, how it came about, and the players with what says their numbers.

    With the tracker, players have their names.
    """
    names = _name_players(forecast.players, tracker)
    players = forecast.players
    return Report(
        headline=(f"{_say_model(forecast.model)}: {_say_outcome(forecast)}.",),
        columns=("player", "position", "power", "salience", "weight", "sources"),
        rows=tuple(_tell_player(player, names) for player in players),
        notes=(*_tell_way(forecast, names), *_note_assumed(players, names)),
        data={
            "model": repr(forecast.model),
            "topic": players.topic.id if players.topic else None,
            "outcome": forecast.outcome,
            "unit": players.unit,
            "scale": list(players.ends),
            "players": [_plain_player(player) for player in players],
        },
    )


def report_shift(shift: Shift, tracker: Tracker | None = None) -> Report:
    """Report what is expected before and after a change, and who changed."""
    before, after = shift.before, shift.after
    names = {**_name_players(after.players, tracker), **_name_players(before.players, tracker)}
    changed = list(_tell_changes(before.players, after.players, names))
    said = (
        f"{_say_model(before.model)}: {_say_outcome(before)}; {join_words(changed, 'and')}: "
        f"{_say_number(after.outcome)}, a shift of {shift.difference:+.4g}."
    )
    return Report(
        headline=(said,),
        data={
            "model": repr(before.model),
            "before": before.outcome,
            "after": after.outcome,
            "difference": shift.difference,
            "changed": [*changed],
        },
    )


def report_influences(influences: Sequence[Influence], tracker: Tracker | None = None) -> Report:
    """Report which numbers move the outcome most, each with the bounds that were tried.

    Ten are shown, and all are in the JSON.
    """
    shown = influences[:_MOST_SHOWN]
    rest = len(influences) - len(shown)
    return Report(
        columns=("number", "is", "tried", "bounds", "outcome", "moves by", "sources"),
        rows=tuple(_tell_influence(influence, tracker) for influence in shown),
        notes=(f"{rest} more move it no further.",) if rest else (),
        data=[_plain_influence(influence) for influence in influences],
    )


def _tell_influence(influence: Influence, tracker: Tracker | None) -> tuple[str, ...]:
    return (
        f"{influence.quality} of {_name(influence.player.name, tracker)}",
        _say_number(influence.measure.value),
        f"{_say_number(influence.low)} to {_say_number(influence.high)}",
        _say_bounds(influence),
        f"{_say_number(influence.at_low)} to {_say_number(influence.at_high)}",
        _say_number(influence.swing),
        _list_sources(influence.measure),
    )


def _say_bounds(influence: Influence) -> str:
    """Return whose the bounds are: of an assumed number nobody states any."""
    if influence.measure.is_assumed:
        return "assumed"
    return "stated" if influence.is_stated else "tried"


def _plain_influence(influence: Influence) -> Plain:
    return {
        "player": influence.player.name,
        "quality": influence.quality,
        "low": influence.low,
        "high": influence.high,
        "stated": influence.is_stated and not influence.measure.is_assumed,
        "at_low": influence.at_low,
        "at_high": influence.at_high,
        "swing": influence.swing,
        "claims": _plain_claims(influence.measure),
    }


def _name_players(players: Players, tracker: Tracker | None) -> dict[str, str]:
    return {name: _name(name, tracker) for name in players.names}


def _name(name: str, tracker: Tracker | None) -> str:
    holder = tracker.get(name) if tracker is not None else None
    return describe_holder(holder) if isinstance(holder, Person | Organization | Body) else name


def _say_number(number: float) -> str:
    return f"{number:.4g}"


def _say_model(model: Model) -> str:
    if isinstance(model, Mean):
        return "Weighted mean"
    if isinstance(model, Median):
        return "Weighted median"
    if isinstance(model, Challenge):
        return "Challenge rounds as published" if model.published else "Challenge rounds"
    return f"{type(model).__name__}"


def _say_outcome(forecast: Forecast) -> str:
    players = forecast.players
    low, high = players.ends
    unit = f" {players.unit}" if players.unit else ""
    scale = f"from {_say_number(low)} to {_say_number(high)}"
    if players.are_steps:
        scale += " (oppose to support)"
    return f"{_say_number(forecast.outcome)}{unit} on the scale {scale}"


def _tell_player(player: Player, names: Mapping[str, str]) -> tuple[str, ...]:
    measures = [getattr(player, quality) for quality in _QUALITIES]
    sources = dict.fromkeys(s for m in measures for s in _list_cited(m))
    return (
        names[player.name],
        *(_say_measure(measure) for measure in measures),
        _say_number(player.weight),
        ", ".join(sources),
    )


def _say_measure(measure: Measure) -> str:
    said = _say_number(measure.value)
    if measure.is_assumed:
        return f"{said} (assumed)"
    if measure.low is None and measure.high is None:
        return said
    low = measure.value if measure.low is None else measure.low
    high = measure.value if measure.high is None else measure.high
    return f"{said} ({_say_number(low)} to {_say_number(high)})"


def _list_cited(measure: Measure) -> Iterator[str]:
    for claim in measure.claims:
        yield from (citation.source for citation in get_citations(claim))


def _list_sources(measure: Measure) -> str:
    return ", ".join(dict.fromkeys(_list_cited(measure)))


def _note_assumed(players: Players, names: Mapping[str, str]) -> Iterator[str]:
    for quality in _QUALITIES:
        found = [names[p.name] for p in players if getattr(p, quality).is_assumed]
        if found:
            yield f"Nobody scored the {quality} of {join_words(found, 'and')}: it is assumed."


def _tell_way(forecast: Forecast, names: Mapping[str, str]) -> Iterator[str]:
    """Yield how an outcome came about, where a model has more to say than the number."""
    if isinstance(forecast, ChallengeForecast):
        for played in forecast.rounds:
            moves = "; ".join(_tell_move(move, names) for move in played.moves)
            yield f"Round {played.number}: {moves}. Median {_say_number(played.median)}."
        yield "Then nobody moves." if forecast.is_stable else "They would move on."
    elif isinstance(forecast, ElectionForecast):
        yield from _tell_ballot(forecast.ballot, names)
    elif isinstance(forecast, CondorcetForecast):
        options = forecast.options
        for rival in options:
            if rival != forecast.outcome:
                votes = forecast.count_votes(forecast.outcome, rival)
                yield (
                    f"{_say_number(forecast.outcome)} against {_say_number(rival)}: "
                    f"{votes:+.4g} votes."
                )


def _tell_move(move: Move, names: Mapping[str, str]) -> str:
    way = f"{_say_number(move.start)} to {_say_number(move.end)}"
    return f"{names[move.player]} {_DID[move.offer]} {names[move.other]}, {way}"


def _tell_ballot(ballot: Ballot, names: Mapping[str, str]) -> Iterator[str]:
    for option, holders, chance in zip(ballot.options, ballot.holders, ballot.chances, strict=True):
        who = join_words([names[name] for name in holders], "and")
        place = ", ".join(map(_say_number, option))
        yield f"{place} ({who}) has a chance of {chance:.0%}."


def _tell_changes(before: Players, after: Players, names: Mapping[str, str]) -> Iterator[str]:
    gone = [names[name] for name in before.names if name not in after.names]
    if gone:
        yield f"without {join_words(gone, 'and')}"
    for player in after:
        if player.name not in before.names:
            continue
        old = before.get(player.name)
        for quality in _QUALITIES:
            was, now = getattr(old, quality).value, getattr(player, quality).value
            if was != now:
                numbers = f"{_say_number(now)} instead of {_say_number(was)}"
                yield f"with the {quality} of {names[player.name]} at {numbers}"


def _plain_player(player: Player) -> Plain:
    plain: dict[str, Plain] = {"name": player.name, "weight": player.weight}
    for quality in _QUALITIES:
        measure = getattr(player, quality)
        plain[quality] = {
            "value": measure.value,
            "low": measure.low,
            "high": measure.high,
            "assumed": measure.is_assumed,
            "claims": _plain_claims(measure),
        }
    return plain


def _plain_claims(measure: Measure) -> Plain:
    return [
        {
            "kind": type(claim).__name__.lower(),
            "sources": list(dict.fromkeys(c.source for c in get_citations(claim))),
            "file": claim.mark.path,
            "line": claim.mark.line,
        }
        for claim in measure.claims
    ]
