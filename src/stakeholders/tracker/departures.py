"""Who left: the filters over departures."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from stakeholders.answers import Selection
from stakeholders.dates import PartialDate
from stakeholders.model import (
    Basis,
    Body,
    Confidence,
    Departure,
    DepartureKind,
    Group,
    Organization,
    Person,
    Topic,
)
from stakeholders.seats import read_other_dates
from stakeholders.tracker.filters import has_confidence, read_choice, select
from stakeholders.tracker.index import Index
from stakeholders.tracker.postings import pick, take
from stakeholders.tracker.spans import Spans

When = date | PartialDate | str


def select_departures(
    index: Index,
    *,
    person: str | Person | None,
    body: str | Group | None,
    kind: str | DepartureKind | None,
    because: str | Topic | None,
    behind: str | Group | None,
    since: When | None,
    until: When | None,
    basis: str | Basis | None,
    min_confidence: str | Confidence | None,
) -> Selection[Departure]:
    """Return the departures that fit every filter that is given."""
    who = index.get(person, Person).id if person is not None else None
    what = index.get(body, Body, Organization).id if body is not None else None
    how = read_choice(kind, DepartureKind, "kind") if kind is not None else None
    why = index.get(because, Topic).id if because is not None else None
    whose = index.get(behind, Body, Organization).id if behind is not None else None
    word = read_choice(basis, Basis, "basis") if basis is not None else None
    least = read_choice(min_confidence, Confidence, "min_confidence") if min_confidence else None
    first = PartialDate.of(since) if since is not None else None
    last = PartialDate.of(until) if until is not None else None

    def fits(departure: Departure) -> bool:
        return (
            (who is None or who in departure.people)
            and (what is None or what in departure.bodies)
            and (how is None or departure.kind is how)
            and (why is None or _names_topic(departure, why, least))
            and (whose is None or whose in list_behind(index, departure))
            and (word is None or departure.basis is word)
            and any(
                can_lie_within(when, first, last)
                for when in (departure.date, *read_other_dates(departure, "date"))
            )
        )

    section = index.records.departures
    is_dated = first is not None or last is not None
    if is_dated and all(asked is None for asked in (who, what, why, whose, word, least)):
        return Selection.make(take(section, _list_dated(index, how, first, last, fits)))
    rows = [
        index.departures_by_person.get(who, []) if who is not None else None,
        index.departures_by_body.get(what, []) if what is not None else None,
        index.departures_by_topic.get(why, []) if why is not None else None,
        index.departures_by_kind.get(how, []) if how is not None else None,
    ]
    if is_dated:
        spans = index.departure_spans.get(how)
        rows.append(list_candidates(spans, first, last, rows) if spans is not None else [])
    return select(pick(section, rows), fits, least)


def _list_dated(
    index: Index,
    kind: DepartureKind | None,
    first: PartialDate | None,
    last: PartialDate | None,
    fits: Callable[[Departure], bool],
) -> list[int]:
    """Return the rows of a kind that can lie in a span; most are settled without their records."""
    spans = index.departure_spans.get(kind)
    if spans is None:
        return []
    rows, doubtful = spans.settle(first.earliest if first else None, last.latest if last else None)
    rows += [row for row in doubtful if fits(index.records.departures[row])]
    rows.sort()
    return rows


def _names_topic(departure: Departure, topic: str, least: Confidence | None) -> bool:
    return any(
        topic in reason.topics and has_confidence(reason, least) for reason in departure.reasons
    )


def list_behind(index: Index, departure: Departure) -> tuple[str, ...]:
    """Return the organizations that the leavers spoke for in the bodies they left, in order."""
    found: dict[str, None] = {}
    for person in departure.people:
        for seat in index.list_seats_of(person):
            if seat.membership.body in departure.bodies:
                found.update(dict.fromkeys(seat.membership.on_behalf_of))
    return tuple(found)


def list_candidates(
    spans: Spans,
    first: PartialDate | None,
    last: PartialDate | None,
    others: Iterable[Sequence[int] | None],
) -> list[int] | None:
    """Return the rows that can lie in a span; None where one of other lists is as short."""
    span = (first.earliest if first else None, last.latest if last else None)
    number = spans.count_candidates(*span)
    if any(rows is not None and len(rows) <= number for rows in others):
        return None
    return spans.list_candidates(*span)


def can_lie_within(
    when: PartialDate | None, first: PartialDate | None, last: PartialDate | None
) -> bool:
    """Tell whether a day can lie in a span; an unknown day can lie in any."""
    if when is None:
        return True
    is_early = first is not None and when.is_surely_before(first)
    is_late = last is not None and last.is_surely_before(when)
    return not (is_early or is_late)
