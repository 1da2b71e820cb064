"""Departures over time: how many had left by a day, at least and at most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.telling import (
    LEFT_AS,
    list_ids,
    make_references,
    name_record,
    quote_departure,
    say_date,
    say_departure,
    tell_departure,
)
from stakeholders.charts.values import Content, Item, Point, Step, Steps, Table, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import Departure, DepartureKind, Event, Group
from stakeholders.seats import read_other_dates
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

GROUPINGS = ("body", "kind", "none")
_HEADER = ("Who", "How many", "Left", "When", "Kind", "Sources")
_MARGIN = 0.06


def departures_over_time(
    tracker: Tracker,
    *,
    body: str | Group | None = None,
    kind: str | DepartureKind | None = None,
    since: When | None = None,
    until: When | None = None,
    on: When | None = None,
    known_by: When | None = None,
    by: str = "body",
) -> Chart:
    """Return how many people had left by each day: a step for every departure.

    People are counted, not acts, those without a printed name too. Where a day is known only
    within bounds, the count lies between two lines: the most who can have left by then, and those
    who surely had. Those of whom no day is known are said apart.

    Args:
        tracker: where to look.
        body: what they left; without it, any body.
        kind: how they left; without it, in any way.
        since: the first day of the span.
        until: the last day of the span.
        on: the same as `until`.
        known_by: use only what was published when this day ended.
        by: a line for each `body`, each `kind`, or one for all (`none`).

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or a day is not one, or nobody left.
    """
    if by not in GROUPINGS:
        raise QuestionError(f"by: {quote(by)} is not known: expected {join_words(GROUPINGS)}")
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    group = None if body is None else choose_body(seen, body)
    end = until if until is not None else on
    found = seen.departures(body=group, kind=kind, since=since, until=end)
    steps = [
        step
        for number, departure in enumerate(found)
        for step in _make_steps(seen, departure, group, by, number)
    ]
    dated = sorted(
        (step for step in steps if step.last > date.min), key=lambda step: (step.last, step.first)
    )
    undated = tuple(step for step in steps if step.last == date.min)
    if not dated:
        raise QuestionError("nobody left here on a day that is known")
    first, last = _find_window(dated, None if end is None else read_day(end))
    figure = Steps(
        first=first,
        last=last,
        steps=tuple(dated),
        undated=undated,
        events=_list_events(seen, found, first, last),
    )
    what = LEFT_AS[DepartureKind(kind)] if kind else "left"
    total = sum(len(departure.people) + departure.unnamed for departure in found)
    return Chart(_describe(seen, figure, f"{_count(total)} {what}", group, known_by))


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"


def _make_steps(
    tracker: Tracker, departure: Departure, group: Group | None, by: str, number: int
) -> Iterator[Step]:
    """Yield a step for a departure; by body, one for each body that was left."""
    bodies = {body: name_record(tracker, body) for body in departure.bodies}
    series = {"kind": [LEFT_AS[departure.kind]], "none": [""]}
    series["body"] = [group.name] if group is not None else list(bodies.values())
    first, last = _bound(departure)
    item = _tell(tracker, departure, f"departure {number}", join_words([*bodies.values()], "and"))
    for k, name in enumerate(series[by]):
        yield Step(
            item=item if k == 0 else attrs.evolve(item, key=f"{item.key} {k}"),
            first=first,
            last=last,
            number=len(departure.people) + departure.unnamed,
            series=name,
        )


def _tell(tracker: Tracker, departure: Departure, key: str, bodies: str) -> Item:
    names = [name_record(tracker, person) for person in departure.people]
    if departure.unnamed:
        names.append(f"{departure.unnamed} whose names no source prints")
    title = join_words(names, "and")
    return Item(
        key=key,
        title=title,
        status=say_departure(departure),
        tone=Tone.LEFT,
        record=departure.id,
        tip=f"{title} {say_departure(departure)}: {bodies}",
        facts=(("Left", bodies), *tell_departure(departure)),
        quotes=tuple(quote_departure(tracker, departure)),
        sources=list_ids(departure),
    )


def _bound(departure: Departure) -> tuple[date, date]:
    """Return the first and the last day by any reading; the least day twice if none is known."""
    readings = [when for when in (departure.date, *read_other_dates(departure, "date")) if when]
    ends = [day for when in readings for day in (when.earliest, when.latest) if day is not None]
    return (min(ends), max(ends)) if ends else (date.min, date.min)


def _find_window(steps: Sequence[Step], end: date | None) -> tuple[date, date]:
    first = min(step.first for step in steps)
    last = max([*(step.last for step in steps), end or date.min])
    margin = timedelta(days=max(2, round((last - first).days * _MARGIN)))
    return first - margin, last + margin


def _list_events(
    tracker: Tracker, departures: Sequence[Departure], first: date, last: date
) -> tuple[Point, ...]:
    """Return the events that set departures off."""
    wanted = {trigger for departure in departures for trigger in departure.triggered_by}
    found = [
        (event.date, event)
        for event in tracker.of(Event)
        if event.id in wanted and event.date and event.date.earliest and event.date.latest
    ]
    found.sort(key=lambda pair: pair[0].sort_key)
    return tuple(
        Point(
            first=when.earliest,
            last=when.latest,
            label=f"{say_date(when)}: {event.name}",
            tone=Tone.EVENT,
        )
        for when, event in found
        if when.earliest and when.latest and first <= when.earliest and when.latest <= last
    )


def _describe(
    tracker: Tracker, figure: Steps, said: str, group: Group | None, known_by: When | None
) -> Content:
    everyone = (*figure.steps, *figure.undated)
    subtitle = said + (f": {group.name}" if group else "")
    if known_by is not None:
        subtitle += f"; as known on {PartialDate.of(read_day(known_by)).in_words()}"
    counts: Counter[str] = Counter()
    for step in everyone:
        counts[step.series] += step.number
    told = [f"{subtitle}."]
    told += [f"{series}: {number}." for series, number in counts.items() if series]
    told += [f"{step.item.tip}." for step in everyone]
    has_doubt = any(step.first != step.last for step in figure.steps)
    legend = [(Tone.SEAT, "had surely left")]
    legend += [(Tone.UNSURE, "can have left: the day is known only within bounds")][:has_doubt]
    undated = [step.item.title for step in figure.undated]
    notes = (f"On a day that no source gives: {join_words(undated, 'and')}.",) if undated else ()
    rows = tuple(
        (
            step.item.title,
            str(step.number),
            dict(step.item.facts)["Left"],
            dict(step.item.facts)["When"],
            dict(step.item.facts)["How"],
            ", ".join(step.item.sources),
        )
        for step in everyone
    )
    return Content(
        kind="departures-over-time",
        title="Who left, and when",
        subtitle=subtitle,
        summary=" ".join(told),
        figure=figure,
        legend=tuple(legend),
        notes=notes,
        table=Table(header=_HEADER, rows=rows),
        references=make_references(tracker, figure.items),
    )
