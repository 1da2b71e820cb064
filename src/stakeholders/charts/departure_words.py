"""Departures over time in words: title, summary, table and what is left out."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import attrs

from stakeholders.charts.happenings import close, list_names
from stakeholders.charts.telling import make_references
from stakeholders.charts.values import Content, Step, Steps, Table, Tone
from stakeholders.dates import PartialDate
from stakeholders.model import Departure, DepartureKind, Group
from stakeholders.tracker import Tracker

_HEADER = ("Who", "People", "Left", "When", "How", "Why", "Sources")
_MOST_TOLD = 60
_DID = {
    DepartureKind.RESIGNED: "resigned",
    DepartureKind.REMOVED: "were removed",
    DepartureKind.TERM_EXPIRED: "left when their term expired",
    DepartureKind.RETIRED: "retired",
    DepartureKind.DIED: "died",
    DepartureKind.DECLINED_SEAT: "declined the seat",
    DepartureKind.OTHER: "left in another way",
    DepartureKind.UNKNOWN: "left, not known how",
}


@attrs.frozen(kw_only=True)
class Telling:
    """What a count of departures is of: the departures, the days asked about, how it is split."""

    tracker: Tracker
    departures: tuple[Departure, ...]
    group: Group | None
    kind: DepartureKind | None
    by: str
    spans: tuple[PartialDate | None, PartialDate | None]
    on: date | None
    known_by: date | None
    unshown: tuple[str, ...]


def describe_departures(told: Telling, figure: Steps) -> Content:
    """Return the whole picture of a count."""
    subtitle = _say_state(told, figure)
    legend = [(Tone.SEAT, "had surely left")]
    if any(step.first != step.last for step in figure.steps):
        legend.append((Tone.UNSURE, "can have left: the day is known only within bounds"))
    rows = {_tabulate(step): None for step in (*figure.steps, *figure.undated)}
    return Content(
        kind="departures-over-time",
        title="Who left, and when" + (f": {told.group.name}" if told.group else ""),
        subtitle=subtitle,
        summary=" ".join(map(close, _summarize(told, figure, subtitle))),
        figure=figure,
        legend=tuple(legend),
        notes=tuple(map(close, _note(told, figure))),
        table=Table(header=_HEADER, rows=tuple(rows)),
        references=make_references(told.tracker, figure.items),
    )


def count_people(departures: tuple[Departure, ...]) -> int:
    """Return how many people left, each person once, and those without a name."""
    named = {person for departure in departures for person in departure.people}
    return len(named) + sum(departure.unnamed for departure in departures)


def _say_state(told: Telling, figure: Steps) -> str:
    late: set[str | None] = set()
    if told.spans[1] is not None:
        late = {step.item.record for step in figure.steps if step.last > figure.last}
        late |= {step.item.record for step in figure.undated}
    number = count_people(told.departures)
    sure = count_people(tuple(one for one in told.departures if one.id not in late))
    did = _DID[told.kind] if told.kind else "left"
    shown = sure or number
    said = f"{shown} {'person' if shown == 1 else 'people'} {did}"
    if number > sure:
        said = f"{said}, perhaps {number - sure} more" if sure else f"perhaps {said}"
    since, until = told.spans
    said += f"; from {since.in_words()}" if since else ""
    if told.on is not None:
        said += f"; as of the end of {PartialDate.of(told.on).in_words()}"
    elif until is not None:
        said += f"; until {until.in_words()}"
    if told.known_by is not None:
        said += f"; as known on {PartialDate.of(told.known_by).in_words()}"
    return said


def _summarize(told: Telling, figure: Steps, subtitle: str) -> Iterator[str]:
    everyone = (*figure.steps, *figure.undated)
    yield f"{told.group.name}: {subtitle}" if told.group else subtitle
    counts: Counter[str] = Counter()
    for step in everyone:
        counts[step.series] += step.number
    for series, number in counts.items():
        if series:
            yield f"{series}: {number}"
    tips = list(dict.fromkeys(_tell(step) for step in everyone))
    yield from tips[:_MOST_TOLD]
    if len(tips) > _MOST_TOLD:
        yield f"{len(tips) - _MOST_TOLD} more are in the table"
    if figure.events:
        yield f"Events that set departures off: {'; '.join(e.label for e in figure.events)}"


def _tell(step: Step) -> str:
    why = dict(reversed(step.item.facts)).get("Why")  # the first reason
    return f"{step.item.tip} ({why.rstrip('.')})" if why else step.item.tip


def _tabulate(step: Step) -> tuple[str, ...]:
    facts = dict(reversed(step.item.facts))
    why = " ".join(text for what, text in step.item.facts if what == "Why")
    said = (facts["Left"], facts["When"], facts["How"], why, ", ".join(step.item.sources))
    return (step.item.title, str(step.number), *said)


def _note(told: Telling, figure: Steps) -> Iterator[str]:
    """Yield what must be said of days not known, of doubt, and of what counts twice."""
    undated = [step.item.title for step in figure.undated]
    if undated:
        number = sum({s.item.record: s.number for s in figure.undated}.values())
        yield f"Not in the count, for no source gives the day: {number} ({list_names(undated)})"
    open_ = [step.item.title for step in figure.steps if step.last > figure.last]
    if open_:
        yield f"Not sure to have left by the end of the time shown: {list_names(open_)}"
    yield from _note_doubts(figure)
    yield from _note_doubles(told)
    declined = [d for d in told.departures if d.kind is DepartureKind.DECLINED_SEAT]
    if declined and told.kind is None:
        yield f"{count_people(tuple(declined))} of these declined the seat and never sat"
    if any(event.first != event.last for event in figure.events):
        yield "Where the day of an event is not known, a bar spans the days that it can have been"
    if told.unshown:
        yield f"Events without a day in the time shown: {list_names(told.unshown)}"


def _note_doubts(figure: Steps) -> Iterator[str]:
    disputed = [s.item.title for s in figure.steps if _has(s, "Disputed")]
    if disputed:
        yield f"Sources disagree on the departure of {list_names(disputed)}: see the table"
    doubtful = [s.item.title for s in figure.steps if dict(s.item.facts).get("Confidence") == "low"]
    if doubtful:
        yield f"Counted with low confidence: {list_names(doubtful)}"


def _has(step: Step, what: str) -> bool:
    return any(name.startswith(what) for name, _ in step.item.facts)


def _note_doubles(told: Telling) -> Iterator[str]:
    if told.by == "body" and told.group is None and any(len(d.bodies) > 1 for d in told.departures):
        yield "Who left several bodies counts in each"
    if told.by == "reason":
        yield "Who left for several reasons counts under each, but for none of low confidence"
    times = Counter(person for departure in told.departures for person in departure.people)
    again = [person for person, number in times.items() if number > 1]
    if again:
        yield f"{len(again)} left more than once, and count each time in the steps"
