"""The forecast chart: who stands where with which weight, and where it may end."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10

from stakeholders.analysis.forecast import Forecast, Measure, Player, Players
from stakeholders.charts.chart import Chart
from stakeholders.charts.telling import cite, make_references, name_topic
from stakeholders.charts.values import Beam, Content, Item, Outcome, Table, Tone, Weight
from stakeholders.errors import QuestionError, join_words
from stakeholders.tracker import Tracker
from stakeholders.tracker.positions import STEPS

_HEADER = ("Who", "Position", "Power", "Salience", "Share of the weight", "Sources")
_TICKS = 7
_ROUNDING = 1e-9


def forecast_chart(
    forecasts: Mapping[str, Forecast],
    *,
    names: Mapping[str, str] | None = None,
    tracker: Tracker | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the players of a forecast along their scale, with the outcomes as lines.

    A dot is as large as the player's part of all weight (power times salience).

    Args:
        forecasts: the outcomes by what they are called, such as "mean"; all of the same players.
        names: what the players are called; without it, as they are.
        tracker: where the sources are that their numbers cite.
        notes: what must be said beside it.

    Raises:
        QuestionError: if there is no forecast, or they differ in their players.

    Example:
        >>> from stakeholders.analysis.forecast import Mean, Median, make_players
        >>> two = make_players(["ana", "bo"], positions=[0, 1], powers=[3, 1], saliences=[1, 1])
        >>> chart = forecast_chart({"mean": Mean().forecast(two), "median": Median().forecast(two)})
        >>> [outcome.label for outcome in chart.figure.outcomes]
        ['mean 0.25', 'median 0']
    """
    players = _read_players(forecasts)
    called = {name: (names or {}).get(name, name) for name in players.names}
    total = float(players.weights.sum()) or 1.0
    order = sorted(players, key=lambda player: (player.position.value, -player.weight, player.name))
    figure = Beam(
        low=players.ends[0],
        high=players.ends[1],
        ticks=tuple(_list_ticks(players)),
        weights=tuple(_make_weight(player, called, total) for player in order),
        outcomes=tuple(_join_outcomes(forecasts)),
    )
    topic = players.topic
    title = f"What may come: {name_topic(topic)}" if topic else "What may come"
    unit = f"positions are {players.unit}" if players.unit else "positions on their scale"
    subtitle = f"{len(players)} players, {unit}; dots as large as power times salience"
    content = Content(
        kind="forecast-chart",
        title=title,
        subtitle=subtitle,
        summary=" ".join(_summarize(title, subtitle, figure)),
        figure=figure,
        notes=tuple(notes),
        table=Table(
            header=_HEADER, rows=tuple(_tell_player(player, called, total) for player in order)
        ),
        references=make_references(tracker, figure.items) if tracker else (),
    )
    return Chart(content)


def _read_players(forecasts: Mapping[str, Forecast]) -> Players:
    if not forecasts:
        raise QuestionError("no forecast to draw: expected at least one")
    first, *others = (forecast.players for forecast in forecasts.values())
    if any(other != first for other in others):
        raise QuestionError("forecasts of different players cannot stand in one picture")
    return first


def _join_outcomes(forecasts: Mapping[str, Forecast]) -> Iterator[Outcome]:
    """Yield a line for each place, named by all that expect it there."""
    places: dict[float, list[str]] = {}
    for name, forecast in forecasts.items():
        places.setdefault(round(forecast.outcome, 9), []).append(name)
    for at, found in places.items():
        yield Outcome(at=at, label=f"{join_words(found, 'and')} {at:.3g}")


def _list_ticks(players: Players) -> Iterator[tuple[float, str]]:
    low, high = players.ends
    if players.are_steps:
        for position, place in STEPS.items():
            if low <= place <= high:
                yield float(place), position.replace("-", " ")
        return
    step = _find_step(high - low)
    for number in range(ceil(low / step - _ROUNDING), floor(high / step + _ROUNDING) + 1):
        yield number * step, f"{number * step:.6g}"


def _find_step(span: float) -> float:
    """Return 1, 2 or 5 times a power of ten, so that a scale has some six labels."""
    if span <= 0:
        return 1.0
    power = 10.0 ** floor(log10(span / _TICKS))
    return next(power * n for n in (1, 2, 5, 10) if span / (power * n) <= _TICKS)


def _make_weight(player: Player, names: Mapping[str, str], total: float) -> Weight:
    name, share = names[player.name], player.weight / total
    facts = (
        ("Position", _say(player.position)),
        ("Power", _say(player.power)),
        ("Salience", _say(player.salience)),
    )
    said = "; ".join(f"{what.lower()} {value}" for what, value in facts)
    item = Item(
        key=f"player {player.name}",
        title=name,
        tone=Tone.SEAT,
        record=player.name,
        tip=f"{name}: {said}; {100 * share:.1f} % of the weight",
        facts=facts,
        sources=cite(citation for claim in player.claims for citation in claim.sources),
    )
    return Weight(item=item, at=player.position.value, share=share)


def _say(measure: Measure) -> str:
    return f"{measure.value:.3g}{' (assumed)' if measure.is_assumed else ''}"


def _tell_player(player: Player, names: Mapping[str, str], total: float) -> tuple[str, ...]:
    cited = cite(citation for claim in player.claims for citation in claim.sources)
    return (
        names[player.name],
        _say(player.position),
        _say(player.power),
        _say(player.salience),
        f"{100 * player.weight / total:.1f} %",
        ", ".join(cited),
    )


def _summarize(title: str, subtitle: str, figure: Beam) -> Iterator[str]:
    yield f"{title}: {subtitle}."
    yield f"Expected: {', '.join(outcome.label for outcome in figure.outcomes)}."
    for weight in figure.weights:
        yield f"{weight.item.tip}."
