"""The membership timeline: from when to when each sat, as far as the sources tell."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import attrs

from stakeholders.answers import Member
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.happenings import Happenings, list_bounds, mark_events
from stakeholders.charts.telling import list_phases, say_departure, tell_member
from stakeholders.charts.timeline_words import Story, describe_timeline
from stakeholders.charts.values import Item, Lane, Lanes, Phase, Point, Section, Span, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import Basis, Departure, Event, Group
from stakeholders.seats import Status
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

GROUPINGS = ("behind", "sector", "role", "none")
_MARGIN = 0.04
_LEAST_MARGIN = 3
_LEAST_REACH = 30
_SEATED = (Phase.CERTAIN, Phase.POSSIBLE)


class Seated(NamedTuple):
    """A seat, the item that tells of it, and what is so of it from each day on."""

    member: Member
    item: Item
    phases: tuple[tuple[date, Phase], ...]


def membership_timeline(
    tracker: Tracker,
    body: str | Group | None = None,
    *,
    on: When | None = None,
    known_by: When | None = None,
    by: str | None = "behind",
    events: bool = True,
) -> Chart:
    """Return who sat on a body from when to when: a lane for each seat.

    A stretch is certain where every reading of the dates agrees, else hatched. A seat of which no
    source gives the beginning or the end runs to that edge. Departures stand at the end of their
    lane with how, when and why; the events of the body are lines across.

    Args:
        tracker: where to look.
        body: a body or organization; without it, the only body that has members.
        on: show only what was so until this day ended.
        known_by: use only what was published when this day ended.
        by: how lanes are grouped: by the organization they speak for (`behind`), by `sector`,
            `role`, or `none`.
        events: whether to draw the events of the body.

    Raises:
        UnknownIdError: if the id is neither of a body nor of an organization.
        QuestionError: if a grouping or a day is not one, a body must be named, or there is no seat
            with a day to show.
    """
    grouping = by or "none"
    if grouping not in GROUPINGS:
        raise QuestionError(f"by: {quote(grouping)} is not known: expected {join_words(GROUPINGS)}")
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    group = choose_body(seen, body)
    until = None if on is None else read_day(on)
    seats = _list_seats(seen, group, until)
    held = [e for e in seen.of(Event) if group.id in e.bodies and _is_over(e.date, until)]
    first, last = _find_window(seats, held if events else [], group, until)
    happened = mark_events(held, first, last) if events else Happenings()
    figure = Lanes(
        first=first,
        last=last,
        sections=tuple(_group(seats, grouping, first, last)),
        events=happened.points,
    )
    story = Story(
        tracker=seen,
        group=group,
        members=tuple(seat.member for seat in seats),
        until=until,
        known_by=None if known_by is None else read_day(known_by),
        left_out=happened.left_out,
    )
    return Chart(describe_timeline(story, figure))


def _is_over(when: PartialDate | None, until: date | None) -> bool:
    """Tell whether something can have happened when a day ended."""
    return until is None or when is None or when.earliest is None or when.earliest <= until


def _list_seats(tracker: Tracker, group: Group, until: date | None) -> list[Seated]:
    """Return the seats, in file order; with a day, those that can have been taken by its end."""
    found = []
    for number, member in enumerate(tracker.members(group)):
        key = f"seat {number}"
        phases = list_phases(member.seat)
        if until is None:
            item = tell_member(tracker, member, on=None, key=key)
            found.append(Seated(member, item, phases))
            continue
        status = member.seat.get_status(until) or Status.CERTAIN
        item = tell_member(tracker, attrs.evolve(member, status=status), on=until, key=key)
        if any(phase in _SEATED and day <= until for day, phase in phases):
            found.append(Seated(member, item, phases))
    return found


def _find_window(
    seats: Sequence[Seated], events: Iterable[Event], group: Group, until: date | None
) -> tuple[date, date]:
    """Return the first and last day to show: of seats, and of events that are not far from them.

    An end that is not bounded does not count, so that it cannot stretch the axis.
    """
    days = [day for seat in seats for day, _ in seat.phases if day > date.min]
    days = days or list(list_bounds([group.founded, group.dissolved]))
    if not seats or not days:
        raise QuestionError("no seat here has a day that a timeline could show")
    reach = max(_LEAST_REACH, (max(days) - min(days)).days)
    early, late = _move(min(days), -reach), _move(max(days), reach)
    days += [day for day in list_bounds(e.date for e in events) if early <= day <= late]
    if until is not None:
        days = [day for day in days if day <= until] + [until]
    first, last = min(days), max(days)
    margin = max(_LEAST_MARGIN, round((last - first).days * _MARGIN))
    return _move(first, -margin), last if until is not None else _move(last, margin)


def _move(day: date, days: int) -> date:
    """Return a day so many days later, as far as days go."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal() - 1))


def _group(seats: Sequence[Seated], by: str, first: date, last: date) -> Iterator[Section]:
    """Yield the sections in file order, the seats of which nothing is recorded last."""
    found: dict[str, list[Lane]] = {}
    for seat in seats:
        lanes = found.setdefault(_find_heading(seat.member, by), [])
        lanes.append(_make_lane(seat, first, last))
    rest = found.pop("", [])
    for heading, lanes in found.items():
        yield Section(heading=heading, lanes=tuple(lanes))
    if rest:
        unknown = {"behind": "no organization recorded", "sector": "sector not recorded"}
        yield Section(heading=unknown.get(by, "") if found else "", lanes=tuple(rest))


def _find_heading(member: Member, by: str) -> str:
    if by == "behind":
        return join_words([group.name for group in member.on_behalf_of], "and")
    if by == "sector":
        return (member.person.sector if member.person else None) or ""
    return member.role if by == "role" else ""


def _make_lane(seat: Seated, first: date, last: date) -> Lane:
    departure = seat.member.seat.departure
    spans = tuple(_list_spans(seat, first, last))
    if departure is None or seat.item.tone is not Tone.LEFT:
        return Lane(item=seat.item, spans=spans)
    when = departure.date
    begin = min(max((when.earliest if when else None) or first, first), last)
    end = min(max((when.latest if when else None) or last, first), last)
    point = Point(first=begin, last=end, label=_say(departure), tone=Tone.LEFT)
    return Lane(item=seat.item, spans=spans, points=(point,))


def _say(departure: Departure) -> str:
    """Return how, when and why, with whose word the reason rests on where it is not their own."""
    if not departure.reasons:
        return f"{say_departure(departure)}: no reason recorded"
    reason = departure.reasons[0]
    basis = "" if reason.basis is Basis.STATED else f", {reason.basis} reason"
    return f"{say_departure(departure)}{basis}: {reason.summary.rstrip('.')}"


def _list_spans(seat: Seated, first: date, last: date) -> Iterator[Span]:
    ends = [day - timedelta(days=1) for day, _ in seat.phases[1:]]
    for (start, phase), end in zip(seat.phases, [*ends, date.max], strict=True):
        if phase in _SEATED and start <= last and end >= first:
            is_certain = phase is Phase.CERTAIN
            yield Span(first=max(start, first), last=min(end, last), is_certain=is_certain)
