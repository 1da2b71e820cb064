"""Gathering an explanation: all the records that bear on one departure."""

from collections.abc import Iterable, Iterator

from stakeholders.answers import Explanation, Member
from stakeholders.dates import PartialDate
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.model import Confidence, Departure, Event, Holder, Person, Stance, Top
from stakeholders.seats import Status
from stakeholders.tracker.departures import list_behind
from stakeholders.tracker.doubts import list_disputes_in, list_sources
from stakeholders.tracker.filters import has_confidence
from stakeholders.tracker.index import Index
from stakeholders.tracker.members import make_member


def choose_departure(index: Index, wanted: str | Departure | Person) -> Departure:
    """Return the departure that an id, a departure or a person names.

    Raises:
        UnknownIdError: if the id is neither of a departure nor of a person.
        QuestionError: if the person has not left, or left more than once.
    """
    record = index.get(wanted, Departure, Person)
    if isinstance(record, Departure):
        return record
    left = index.list_departures_of(record.id)
    if len(left) == 1:
        return left[0]
    if not left:
        raise QuestionError(f"no departure of {quote(record.id)} is recorded")
    known = join_words([departure.id for departure in left])
    raise QuestionError(f"{quote(record.id)} left more than once: ask for {known}")


def explain_departure(index: Index, departure: Departure, least: Confidence) -> Explanation:
    """Return everything that bears on a departure."""
    people = tuple(index.get(person, Person) for person in departure.people)
    topics = {topic for reason in departure.reasons for topic in reason.topics}
    own = [s for p in departure.people for s in index.list_stances_of(p)]
    own = [stance for stance in own if stance.part is None and has_confidence(stance, least)]
    behind = index.list_groups(list_behind(index, departure))
    theirs = [
        stance
        for group in behind
        for topic in sorted(topics)
        for stance in index.list_stances_of(group.id, topic)
        if stance.part is None and has_confidence(stance, least)
    ]
    event = index.get(departure.announced_in, Event) if departure.announced_in else None
    triggers = tuple(index.get(t, Event, Departure) for t in departure.triggered_by)
    seats = tuple(_list_seats(index, departure))
    prior = tuple(_order(s for s in own if s.topic in topics and not _is_after(s, departure)))
    later = tuple(_order(s for s in own if _is_after(s, departure)))
    followed = tuple(_list_followed(index, departure))
    successors = tuple(_list_successors(index, departure))
    bearing: tuple[Top, ...] = (
        departure,
        *(member.seat.membership for member in (*seats, *successors)),
        *([event] if event else []),
        *triggers,
        *prior,
        *later,
        *theirs,
        *followed,
    )
    return Explanation(
        departure=departure,
        people=people,
        bodies=index.list_groups(departure.bodies),
        seats=seats,
        behind=behind,
        announced_in=event,
        triggers=triggers,
        prior_stances=prior,
        later_stances=later,
        organization_stances=tuple(_order(theirs)),
        signatories=tuple(_list_signatories(index, departure, event)),
        successors=successors,
        followed=followed,
        disputes=tuple(
            dispute
            for record in bearing
            if record is departure or record is event or isinstance(record, Stance)
            for dispute in list_disputes_in(record)
        ),
        sources=list_sources(index, bearing),
        names=index.names,
        topics=index.topics,
    )


def _list_seats(index: Index, departure: Departure) -> Iterator[Member]:
    for person in departure.people:
        for seat in index.list_seats_of(person):
            if seat.departure is departure:
                yield make_member(index, seat, Status.CERTAIN)


def _list_successors(index: Index, departure: Departure) -> Iterator[Member]:
    seats = [seat for person in departure.people for seat in index.list_seats_after(person)]
    for seat in sorted(seats, key=lambda seat: seat.membership.mark):
        if seat.membership.body in departure.bodies:
            yield make_member(index, seat, Status.CERTAIN)


def _list_signatories(index: Index, departure: Departure, event: Event | None) -> Iterator[Holder]:
    for name in event.signatories if event else ():
        if name not in departure.people:
            yield index.get_holder(name)


def _list_followed(index: Index, departure: Departure) -> Iterator[Event | Departure]:
    yield from sorted(
        index.list_answers_to(departure.id), key=lambda record: _sort_key(record.date)
    )


def _order(stances: Iterable[Stance]) -> list[Stance]:
    return sorted(stances, key=lambda stance: (_sort_key(stance.date), stance.mark))


def _sort_key(when: PartialDate | None) -> tuple[str, str]:
    """Undated first: what has no date is told before the story begins."""
    if when is None:
        return ("", "")
    first, last = when.sort_key
    return (first.isoformat(), last.isoformat())


def _is_after(stance: Stance, departure: Departure) -> bool:
    return bool(stance.date and departure.date and departure.date.is_surely_before(stance.date))
