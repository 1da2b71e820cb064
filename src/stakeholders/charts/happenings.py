"""What a time axis shows: events as points, and the names of those who left."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from stakeholders.charts.telling import name_record, say_date
from stakeholders.charts.values import Point, Tone
from stakeholders.dates import PartialDate
from stakeholders.errors import join_words
from stakeholders.model import Departure, Event
from stakeholders.tracker import Tracker

_NEVER = (date.max, date.max)


class Happenings(NamedTuple):
    """Events as points, in order of time, and the names of those left out."""

    points: tuple[Point, ...] = ()
    left_out: tuple[str, ...] = ()


def mark_events(events: Iterable[Event], first: date, last: date) -> Happenings:
    """Return the events that surely lie between two days, and the names of the others."""
    ordered = sorted(events, key=lambda event: event.date.sort_key if event.date else _NEVER)
    points: list[Point] = []
    left_out: list[str] = []
    for event in ordered:
        when = event.date
        early, late = (when.earliest, when.latest) if when else (None, None)
        if early is None or late is None or early < first or late > last:
            left_out.append(event.name)
            continue
        label = f"{say_date(when)}: {event.name}"
        points.append(Point(first=early, last=late, label=label, tone=Tone.EVENT))
    return Happenings(tuple(points), tuple(left_out))


def list_bounds(dates: Iterable[PartialDate | None]) -> Iterator[date]:
    """Yield the earliest and latest days of dates, those that are known."""
    for when in dates:
        if when is not None:
            yield from (day for day in (when.earliest, when.latest) if day is not None)


def capitalize(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def close(sentence: str) -> str:
    """Return a sentence with one full stop at its end.

    Example:
        >>> close("Bo Lind Jr.")
        'Bo Lind Jr.'
    """
    return sentence if sentence.endswith(".") else f"{sentence}."


def list_names(names: Iterable[str], most: int = 6) -> str:
    """Return names as a list in words; what is more than so many is counted.

    Example:
        >>> list_names(["Ana", "Bo", "Cy"], most=1)
        'Ana and 2 more'
    """
    known = list(dict.fromkeys(names))
    if len(known) <= most:
        return join_words(known, "and")
    return f"{', '.join(known[:most])} and {len(known) - most} more"


def list_leavers(tracker: Tracker, departure: Departure) -> list[str]:
    """Return the names of who left; those that no source prints are counted at the end."""
    names = [name_record(tracker, person) for person in departure.people]
    if departure.unnamed:
        noun = "person" if departure.unnamed == 1 else "people"
        names.append(f"{departure.unnamed} {noun} whose names no source prints")
    return names
