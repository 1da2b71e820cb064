"""Departures over time: how many had left by a day, at least and at most."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.departure_words import Telling, describe_departures
from stakeholders.charts.happenings import capitalize, list_bounds, list_leavers, mark_events
from stakeholders.charts.telling import (
    LEFT_AS,
    list_ids,
    name_record,
    quote_departure,
    say_departure,
    tell_departure,
)
from stakeholders.charts.values import Item, Step, Steps, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import Confidence, Departure, DepartureKind, Event, Group
from stakeholders.seats import read_other_dates
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

GROUPINGS = ("body", "reason", "kind", "none")
_MARGIN = 0.06
_LEAST_MARGIN = 2
_LEAST_REACH = 30


def departures_over_time(
    tracker: Tracker,
    *,
    body: str | Group | None = None,
    kind: str | DepartureKind | None = None,
    since: When | None = None,
    until: When | None = None,
    on: When | None = None,
    known_by: When | None = None,
    by: str | None = "body",
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
        on: what was so when this day ended.
        known_by: use only what was published when this day ended.
        by: a count for each `body`, each topic of a `reason`, each `kind`, or one (`none`).

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or a day is not one, or nobody left on a day that is known.
    """
    grouping = by or "none"
    if grouping not in GROUPINGS:
        raise QuestionError(f"by: {quote(grouping)} is not known: expected {join_words(GROUPINGS)}")
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    group = None if body is None else choose_body(seen, body)
    day = None if on is None else PartialDate.of(read_day(on))
    ends = [end for end in (day, None if until is None else PartialDate.of(until)) if end]
    end = min(ends, key=lambda when: when.latest or date.max, default=None)
    found = seen.departures(body=group, kind=kind, since=since, until=end)
    begin = None if since is None else PartialDate.of(since).earliest
    triggers = {trigger for departure in found for trigger in departure.triggered_by}
    events = [event for event in seen.of(Event) if event.id in triggers]
    window = _find_window(found, events, begin, end.latest if end else None)
    told = Telling(
        tracker=seen,
        departures=tuple(found),
        group=group,
        kind=None if kind is None else DepartureKind(kind),
        by=grouping,
        spans=(None if since is None else PartialDate.of(since), end),
        on=None if on is None else read_day(on),
        known_by=None if known_by is None else read_day(known_by),
        unshown=mark_events(events, *window).left_out,
    )
    steps = [step for n, one in enumerate(found) for step in _make_steps(told, one, window, n)]
    figure = Steps(
        first=window[0],
        last=window[1],
        steps=tuple(
            sorted((s for s in steps if s.last > date.min), key=lambda s: (s.last, s.first))
        ),
        undated=tuple(step for step in steps if step.last == date.min),
        events=mark_events(events, *window).points,
    )
    return Chart(describe_departures(told, figure))


def _make_steps(
    told: Telling, departure: Departure, window: tuple[date, date], number: int
) -> Iterator[Step]:
    """Yield a step for a departure; by body, one for each body that was left."""
    item = _tell(told.tracker, departure, f"departure {number}")
    first, last = _place(departure, window)
    for k, name in enumerate(_list_series(told, departure)):
        yield Step(
            item=item if k == 0 else attrs.evolve(item, key=f"{item.key} {k}"),
            first=first,
            last=last,
            number=len(departure.people) + departure.unnamed,
            series=name,
        )


def _list_series(told: Telling, departure: Departure) -> Sequence[str]:
    """Return the counts that a departure adds to."""
    if told.by == "kind":
        return [capitalize(LEFT_AS[departure.kind])]
    if told.by == "none":
        return [""]
    if told.by == "body":
        left = [told.group.id] if told.group is not None else departure.bodies
        return [name_record(told.tracker, body) for body in left]
    sure = [reason for reason in departure.reasons if reason.confidence is not Confidence.LOW]
    topics = dict.fromkeys(topic for reason in sure for topic in reason.topics)
    return [name_record(told.tracker, topic) for topic in topics] or ["No topic recorded"]


def _tell(tracker: Tracker, departure: Departure, key: str) -> Item:
    title = join_words(list_leavers(tracker, departure), "and")
    bodies = join_words([name_record(tracker, body) for body in departure.bodies], "and")
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


def _list_readings(departure: Departure) -> list[PartialDate]:
    """Return the date of a departure by every reading of it."""
    if departure.date is None:
        return []
    return [departure.date, *read_other_dates(departure, "date")]


def _place(departure: Departure, window: tuple[date, date]) -> tuple[date, date]:
    """Return the first and last day it can have been, by any reading, within the window.

    What need not have been by the end of the window is set on the day after it. Where no day is
    known, it is the least of days, twice.
    """
    readings = _list_readings(departure)
    if not readings:
        return date.min, date.min
    first, last = window
    after = last + timedelta(days=1)
    early = min(when.earliest or first for when in readings)
    late = max(when.latest or after for when in readings)
    return min(max(early, first), last), min(max(late, first), after)


def _find_window(
    departures: Sequence[Departure],
    events: Sequence[Event],
    since: date | None,
    until: date | None,
) -> tuple[date, date]:
    """Return the first and last day to show: of departures, and of what set them off not long ago.

    An end that is not bounded does not count.
    """
    days = list(list_bounds(when for one in departures for when in _list_readings(one)))
    if not days:
        raise QuestionError("nobody left here on a day that is known")
    reach = max(_LEAST_REACH, (max(days) - min(days)).days)
    before = [day for day in list_bounds(event.date for event in events) if day < min(days)]
    first = since or min([*days, *(day for day in before if (min(days) - day).days <= reach)])
    last = max(until or max(days), first)
    margin = timedelta(days=max(_LEAST_MARGIN, round((last - first).days * _MARGIN)))
    begin = first if since else max(first, date.min + margin) - margin
    return begin, last if until else last + margin
