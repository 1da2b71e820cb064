"""The reports of forecasts: what each model expects, what would change it, and who says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from stakeholders.analysis.forecast import (
    ChallengeForecast,
    CondorcetForecast,
    ElectionForecast,
    Feasibility,
    Forecast,
    Influence,
    Measure,
    Player,
    Players,
    Shift,
)
from stakeholders.errors import join_words
from stakeholders.formats.analysis_reports import Names, count, say_number
from stakeholders.formats.plain import Plain, to_plain
from stakeholders.formats.report import Report
from stakeholders.formats.reports import plain_stance
from stakeholders.model import Claim, Score, Stance
from stakeholders.tracker.positions import STEPS

_BOUNDS = (
    "One number at a time, between the bounds that its claims state; *: a tenth to either side,"
    " where they state none."
)
_CAUTION = "A forecast is no more than these numbers and its model; it is no finding about anybody."


@attrs.frozen(kw_only=True)
class Foreseen:
    """Forecasts of the same players by model, the same after a what-if, and what else was asked."""

    names: Names
    forecasts: Mapping[str, Forecast]
    shifts: Mapping[str, Shift]
    change: str
    feasibility: Feasibility | None
    influences: tuple[Influence, ...] = ()

    @property
    def players(self) -> Players:
        """Those who play."""
        return next(iter(self.forecasts.values())).players


def report_forecast(found: Foreseen) -> Report:
    """Report what each model expects, and the numbers of each player with their claims."""
    total = float(found.players.weights.sum())
    return Report(
        headline=tuple(_head_forecast(found)),
        columns=("who", "position", "power", "salience", "weight", "claims", "sources"),
        rows=tuple(_tell_player(found, player, total) for player in found.players),
        notes=tuple(_note_forecast(found)),
        data=[_plain_forecast(found)],
    )


def report_sensitivity(found: Foreseen) -> Report:
    """Report which number moves the outcome most, between which bounds, and who says it."""
    return Report(
        headline=tuple(_head_forecast(found)),
        columns=("who", "number", "is", "tried", "outcome", "moves", "claims", "sources"),
        rows=tuple(_tell_influence(found, influence) for influence in found.influences),
        notes=(_BOUNDS, *_note_forecast(found)),
        data=[_plain_forecast(found)],
    )


def _head_forecast(found: Foreseen) -> Iterator[str]:
    players = found.players
    topic = f"{players.topic.proposition} " if players.topic else ""
    low, high = players.ends
    unit = f"{players.unit}, " if players.unit else ""
    ends = f"{_name_step(players, low)} to {_name_step(players, high)}"
    yield f"{topic}{count(len(players), 'player')}, {unit}{ends}."
    for model, forecast in found.forecasts.items():
        yield f"By {model}: {_name_step(players, forecast.outcome)}."
    for model, shift in found.shifts.items():
        after = _name_step(players, shift.after.outcome)
        moved = f"moves by {shift.difference:+.3f}" if shift.difference else "does not move"
        yield f"{found.change}, by {model}: {after} ({moved})."


def _name_step(players: Players, at: float) -> str:
    """Return a position as a number, with the words of a stance where it is one of its steps."""
    number = say_number(at)
    if not players.are_steps:
        return number
    words = {step: position.replace("-", " ") for position, step in STEPS.items()}
    near = [words[step] for step in sorted(words) if abs(step - at) < 1]
    if len(near) > 1:
        return f"{number}, between {near[0]} and {near[1]}"
    return f"{number} ({near[0]})" if near else number


def _tell_player(found: Foreseen, player: Player, total: float) -> tuple[str, ...]:
    share = f"{100 * player.weight / total:.1f} %" if total else ""
    return (
        found.names[player.name],
        _name_step(found.players, player.position.value),
        _say(player.power),
        _say(player.salience),
        share,
        str(len(player.claims)),
        ", ".join(_list_sources(player.claims)),
    )


def _say(measure: Measure) -> str:
    return f"{say_number(measure.value)}{' assumed' if measure.is_assumed else ''}"


def _list_sources(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(cited.source for claim in claims for cited in claim.sources))


def _tell_influence(found: Foreseen, influence: Influence) -> tuple[str, ...]:
    star = "" if influence.is_stated else "*"
    return (
        found.names[influence.player.name],
        influence.quality,
        _say(influence.measure),
        f"{say_number(influence.low)} to {say_number(influence.high)}{star}",
        f"{say_number(influence.at_low)} to {say_number(influence.at_high)}",
        say_number(influence.swing),
        str(len(influence.claims)),
        ", ".join(_list_sources(influence.claims)),
    )


def _note_forecast(found: Foreseen) -> Iterator[str]:
    for model, forecast in found.forecasts.items():
        yield from _note_model(model, forecast)
    feasible = found.feasibility
    if feasible is not None and feasible.share is not None:
        support, opposition = feasible.support, feasible.opposition
        yield (
            f"Feasibility (distance from the middle times power): {say_number(support.strength)}"
            f" for ({count(len(support.players), 'player')}), {say_number(opposition.strength)}"
            f" against ({count(len(opposition.players), 'player')})."
        )
    yield from list_cautions(found.players)


def list_cautions(players: Players) -> tuple[str, ...]:
    """Return what must be said beside every forecast: what was assumed, and what it is not."""
    counts = {
        quality: sum(getattr(player, quality).is_assumed for player in players)
        for quality in ("power", "salience")
    }
    assumed = [f"{number} of {quality}" for quality, number in counts.items() if number]
    said = f"Assumed, with no claim behind them: {join_words(assumed, 'and')}." if assumed else ""
    return tuple(filter(None, (said, _CAUTION)))


def _note_model(model: str, forecast: Forecast) -> Iterator[str]:
    if isinstance(forecast, ChallengeForecast):
        number = count(len(forecast.rounds), "round")
        end = "nobody moves any more" if forecast.is_stable else "somebody still moves"
        yield f"{model}: after {number}, {end}."
    if isinstance(forecast, CondorcetForecast) and forecast.winners[1:]:
        winners = join_words([say_number(winner) for winner in forecast.winners], "and")
        yield f"{model}: {winners} beat or tie all others."
    if isinstance(forecast, ElectionForecast):
        pairs = zip(forecast.ballot.options, forecast.ballot.chances, strict=True)
        chances = [f"{say_number(option[0])}: {100 * chance:.0f} %" for option, chance in pairs]
        yield f"{model}: chances of {', '.join(chances)}; the outcome is their mean."


def _plain_forecast(found: Foreseen) -> Plain:
    players = found.players
    return {
        "topic": players.topic.id if players.topic else None,
        "unit": players.unit,
        "scale": list(players.ends),
        "forecasts": [
            {"model": model, "outcome": forecast.outcome}
            for model, forecast in found.forecasts.items()
        ],
        "what_if": [
            {
                "change": found.change,
                "model": model,
                "outcome": shift.after.outcome,
                "difference": shift.difference,
            }
            for model, shift in found.shifts.items()
        ],
        "players": [
            {
                "id": player.name,
                "name": found.names[player.name],
                "position": _plain_measure(player.position),
                "power": _plain_measure(player.power),
                "salience": _plain_measure(player.salience),
                "weight": player.weight,
            }
            for player in players
        ],
        "sensitivity": [_plain_influence(influence) for influence in found.influences],
    }


def _plain_measure(measure: Measure) -> Plain:
    return {
        "value": measure.value,
        "low": measure.low,
        "high": measure.high,
        "assumed": measure.is_assumed,
        "claims": _plain_claims(measure.claims),
    }


def _plain_claims(claims: Sequence[Claim]) -> list[Plain]:
    found: list[Plain] = []
    for claim in claims:
        if isinstance(claim, Stance):
            found.append(plain_stance(claim))
        elif isinstance(claim, Score):
            found.append(to_plain(claim))
    return found


def _plain_influence(influence: Influence) -> Plain:
    return {
        "id": influence.player.name,
        "number": influence.quality,
        "low": influence.low,
        "high": influence.high,
        "stated": influence.is_stated,
        "at_low": influence.at_low,
        "at_high": influence.at_high,
        "swing": influence.swing,
    }
