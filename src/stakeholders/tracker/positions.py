"""Who stands where: stances in force, positions, changes, divisions and divergences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from stakeholders.answers import Bloc, Change, Divergence, Divisions, Selection, Standing
from stakeholders.dates import PartialDate, Truth
from stakeholders.model import (
    Body,
    Confidence,
    Group,
    Holder,
    Organization,
    Person,
    Position,
    Stance,
    Topic,
)
from stakeholders.seats import Seat
from stakeholders.tracker.departures import When, can_lie_within, list_candidates
from stakeholders.tracker.filters import has_confidence, key_date, read_choice, select
from stakeholders.tracker.index import Index
from stakeholders.tracker.postings import pick

STEPS: Final = {position: step for step, position in enumerate(Position, -2)}


def select_stances(
    index: Index,
    *,
    topic: str | Topic | None = None,
    holder: str | Holder | None = None,
    speaker: str | Person | None = None,
    body: str | Group | None = None,
    position: str | Position | None = None,
    since: When | None = None,
    until: When | None = None,
    on: date | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Selection[Stance]:
    """Return the stances that fit; with a day, only the latest of each holder by that day."""
    about = index.get(topic, Topic).id if topic is not None else None
    who = index.get_holder(holder).id if holder is not None else None
    voice = index.get(speaker, Person).id if speaker is not None else None
    where = read_choice(position, Position, "position") if position is not None else None
    seated = None if body is None else list_seated(index, index.get_group(body), on)
    first = PartialDate.of(since) if since is not None else None
    last = PartialDate.of(until) if until is not None else None

    def fits(stance: Stance) -> bool:
        return (
            (who is None or stance.holder == who)
            and (about is None or stance.topic == about)
            and (voice is None or stance.speaker == voice)
            and (where is None or stance.position is where)
            and (seated is None or stance.holder in seated)
            and can_lie_within(stance.date, first, last)
            and (on is None or stance.date is None or stance.date.is_by(on) is not Truth.NO)
        )

    least = read_choice(min_confidence, Confidence, "min_confidence")
    rows = [
        index.stances_by_holder.get(who, []) if who is not None else None,
        index.stances_by_topic.get(about, []) if about is not None else None,
        index.stances_by_speaker.get(voice, []) if voice is not None else None,
        _list_held(index, seated) if seated is not None else None,
    ]
    if first is not None or last is not None:
        rows.append(list_candidates(index.stance_spans, first, last, rows))
    found = select(
        pick(index.records.stances, rows),
        fits,
        least,
        is_datable=lambda s: on is None or _is_by(s, on),
    )
    if on is None:
        return found
    return Selection.make(keep_latest(found), found.left_out)


def _list_held(index: Index, holders: Iterable[str]) -> list[int]:
    return sorted(row for who in holders for row in index.stances_by_holder.get(who, ()))


def list_seated(index: Index, group: Group, day: date | None) -> frozenset[str]:
    """Return the ids of a body and of those who sat on it, or can have sat on it on the day."""
    seats = index.list_seats_on(group.id, day)
    held = (s for s in seats if day is None or s.get_status(day) is not None)
    return frozenset({group.id, *(s.membership.person for s in held if s.membership.person)})


def _is_by(stance: Stance, day: date) -> bool:
    return stance.date is not None and stance.date.is_by(day) is Truth.YES


def keep_latest(stances: Iterable[Stance]) -> Iterator[Stance]:
    """Yield the latest stances of each holder, and part of one, on each topic: ties are kept."""
    held: dict[tuple[str, str, str | None], list[Stance]] = defaultdict(list)
    for stance in stances:
        held[stance.holder, stance.topic, stance.part].append(stance)
    for same in held.values():
        newest = max(get_date_key(stance) for stance in same)
        yield from (stance for stance in same if get_date_key(stance) == newest)


def get_date_key(stance: Stance) -> tuple[date, date]:
    """Order by the last day a stance can date from; an undated one comes before all others."""
    return key_date(stance.date)


def find_position(
    index: Index, holder: Holder, topic: Topic, on: date | None, least: Confidence
) -> Standing | None:
    """Return where a holder stood by a day: the latest stance, or None where none is known."""
    held = [
        stance
        for stance in index.list_stances_of(holder.id, topic.id)
        if stance.part is None
        and has_confidence(stance, least)
        and (on is None or _is_by(stance, on))
    ]
    if not held:
        return None
    newest = max(get_date_key(stance) for stance in held)
    latest = [stance for stance in held if get_date_key(stance) == newest]
    chosen = latest[-1]
    last_day = chosen.date.latest if chosen.date else None
    return Standing(
        holder=holder,
        topic=topic,
        stance=chosen,
        on=on,
        age=(on - last_day).days if on is not None and last_day is not None else None,
        rivals=tuple(stance for stance in latest if stance.position is not chosen.position),
    )


def list_changes(
    index: Index, holder: Holder | None, topic: Topic | None, least: Confidence
) -> tuple[Change, ...]:
    """Return every move from one stance to the next that surely came later, in order of time."""
    held: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    rows = [
        index.stances_by_holder.get(holder.id, []) if holder is not None else None,
        index.stances_by_topic.get(topic.id, []) if topic is not None else None,
    ]
    for stance in pick(index.records.stances, rows):
        if (
            stance.part is None
            and stance.date is not None
            and has_confidence(stance, least)
            and (holder is None or stance.holder == holder.id)
            and (topic is None or stance.topic == topic.id)
        ):
            held[stance.holder, stance.topic].append(stance)
    changes = [
        Change(
            holder=index.get_holder(who),
            topic=index.topics[about],
            before=before,
            after=after,
        )
        for (who, about), stances in held.items()
        for before, after in _pair_moves(sorted(stances, key=get_date_key))
    ]
    return tuple(sorted(changes, key=lambda change: get_date_key(change.after)))


def _pair_moves(stances: list[Stance]) -> Iterator[tuple[Stance, Stance]]:
    before = stances[0]
    for after in stances[1:]:
        if not _came_before(before, after):
            continue
        if after.position is not before.position:
            yield before, after
        before = after


def _came_before(before: Stance, after: Stance) -> bool:
    return bool(before.date and after.date and before.date.is_surely_before(after.date))


def divide(
    index: Index, group: Group, topic: Topic, on: date | None, least: Confidence
) -> Divisions:
    """Return the members of a body, and the organizations behind them, by position."""
    seats = [
        seat
        for seat in index.list_seats_on(group.id, on)
        if on is None or seat.get_status(on) is not None
    ]
    people = dict.fromkeys(s.membership.person for s in seats if s.membership.person)
    behind = dict.fromkeys(name for s in seats for name in s.membership.on_behalf_of)
    members = {
        name: find_position(index, index.get_holder(name), topic, on, least) for name in people
    }
    groups = {
        name: find_position(index, index.get_holder(name), topic, on, least) for name in behind
    }
    blocs = [_make_bloc(position, members.values(), groups.values()) for position in Position]
    unknown = Bloc(
        position=None,
        members=(),
        organizations=(),
        unknown_members=tuple(index.get(n, Person) for n, held in members.items() if not held),
        unknown_organizations=tuple(index.get_group(n) for n, held in groups.items() if not held),
        unnamed=sum(seat.membership.unnamed for seat in seats),
    )
    return Divisions(
        body=group,
        topic=topic,
        on=on,
        blocs=(*blocs, unknown),
        parts=tuple(
            stance
            for stance in index.list_stances_of(group.id, topic.id)
            if stance.part and (on is None or _is_by(stance, on))
        ),
    )


def _make_bloc(
    position: Position, members: Iterable[Standing | None], groups: Iterable[Standing | None]
) -> Bloc:
    return Bloc(
        position=position,
        members=tuple(held for held in members if held and held.position is position),
        organizations=tuple(held for held in groups if held and held.position is position),
    )


def compare_with_behind(
    index: Index, group: Group, topic: Topic, on: date | None, least: Confidence
) -> tuple[Divergence, ...]:
    """Return each member's position beside that of the organization they speak for."""
    found: dict[tuple[str, str], Divergence] = {}
    for seat in index.list_seats_on(group.id, on):
        if on is not None and seat.get_status(on) is None:
            continue
        for pair in _compare_seat(index, seat, topic, on, least):
            found.setdefault((pair.person.id, pair.organization.id), pair)
    return tuple(found.values())


def _compare_seat(
    index: Index, seat: Seat, topic: Topic, on: date | None, least: Confidence
) -> Iterator[Divergence]:
    if seat.membership.person is None:
        return
    person = index.get(seat.membership.person, Person)
    own = find_position(index, person, topic, on, least)
    for name in seat.membership.on_behalf_of:
        behind = index.get(name, Body, Organization)
        theirs = find_position(index, behind, topic, on, least)
        if own is not None and theirs is not None:
            gap = STEPS[own.position] - STEPS[theirs.position]
            yield Divergence(person=person, organization=behind, own=own, theirs=theirs, gap=gap)
