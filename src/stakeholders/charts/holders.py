"""Holders in the words of a picture: who to show, who has left, and what is not shown of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from stakeholders.answers import describe_holder
from stakeholders.charts.seating import find_seated
from stakeholders.charts.telling import (
    list_ids,
    name_record,
    name_topic,
    quote_departure,
    say_departure,
    say_position,
    tell_departure,
    tell_record,
)
from stakeholders.charts.values import Item, Tone
from stakeholders.dates import Truth
from stakeholders.errors import join_words
from stakeholders.model import (
    Body,
    Confidence,
    Departure,
    DepartureKind,
    Group,
    Holder,
    Organization,
    Person,
    Stance,
    Topic,
)
from stakeholders.seats import Status, read_other_dates
from stakeholders.tracker import Tracker

KINDS: Final[tuple[type[Holder], ...]] = (Person, Organization, Body)
_HEADINGS: Final = ("People", "Organizations", "Bodies")


@attrs.frozen(kw_only=True)
class Chosen:
    """A holder to show, under which heading, and whom a member speaks for."""

    holder: Holder
    section: str
    behind: str = ""
    is_possible: bool = False

    @property
    def name(self) -> str:
        """What the holder is called."""
        return describe_holder(self.holder)


def choose_holders(tracker: Tracker, wanted: Iterable[str | Holder]) -> tuple[Chosen, ...]:
    """Return holders by their ids: people, then organizations, then bodies, each once.

    Raises:
        UnknownIdError: if an id is not of a holder.
    """
    ids = dict.fromkeys(one if isinstance(one, str) else one.id for one in wanted)
    for one in ids:
        tracker.stances(holder=one)  # raises, where there is no such holder
    found = [tracker.get(one) for one in ids]
    return tuple(
        Chosen(holder=holder, section=section)
        for kind, section in zip(KINDS, _HEADINGS, strict=True)
        for holder in found
        if isinstance(holder, kind)
    )


def choose_members(tracker: Tracker, group: Group, on: date | None) -> tuple[Chosen, ...]:
    """Return the members of a body, whoever left it by then, those behind them, and itself.

    Members who speak for the same organization stand together.
    """
    members: dict[str, list[Chosen]] = {}
    behind: dict[str, Group] = {}
    for seated in find_seated(tracker, group, on):
        groups = seated.member.on_behalf_of
        behind |= {one.id: one for one in groups}
        if seated.member.person is not None:
            name = join_words([one.name for one in groups], "and")
            doubt = on is not None and not seated.has_left
            chosen = Chosen(
                holder=seated.member.person,
                section="Members",
                behind=name,
                is_possible=doubt and seated.member.status is Status.POSSIBLE,
            )
            members.setdefault(name, []).append(chosen)
    alone = members.pop("", [])
    behind.pop(group.id, None)
    return (
        *(one for same in members.values() for one in same),
        *alone,
        *(Chosen(holder=one, section="Organizations behind them") for one in behind.values()),
        Chosen(holder=group, section="The body"),
    )


def count_unnamed(tracker: Tracker, group: Group, on: date | None) -> int:
    """Return how many seats of a body have no person on record."""
    return sum(
        one.member.number for one in find_seated(tracker, group, on) if one.member.person is None
    )


def tell_holder(
    tracker: Tracker, chosen: Chosen, *, key: str, group: Group | None, on: date | None
) -> Item:
    """Return a holder as an item, with how and when a person left: a body, or this body."""
    item = tell_record(tracker, chosen.holder.id, key=key)
    item = attrs.evolve(item, title=chosen.name, lines=(chosen.behind,) if chosen.behind else ())
    departures: list[Departure] = []
    is_sure = False
    if isinstance(chosen.holder, Person):
        departures, is_sure = _find_leaving(tracker, chosen.holder, group, on)
    if departures:
        item = _tell_leaving(tracker, item, departures)
        said = say_departure(departures[-1])
        status, tone = (said, Tone.LEFT) if is_sure else (f"perhaps {said}", Tone.POSSIBLE)
    elif chosen.is_possible:
        status, tone = "perhaps seated on this day", Tone.POSSIBLE
    else:
        return item
    return attrs.evolve(item, status=status, tone=tone, tip=f"{item.tip}; {status}")


def _find_leaving(
    tracker: Tracker, person: Person, group: Group | None, on: date | None
) -> tuple[list[Departure], bool]:
    """Return a person's departures that are sure by a day, else those that can be by then."""
    sure: list[Departure] = []
    possible: list[Departure] = []
    for departure in tracker.departures(person=person, body=group):
        if departure.kind is DepartureKind.DECLINED_SEAT:
            continue
        readings = (departure.date, *read_other_dates(departure, "date"))
        answers = {
            Truth.YES if on is None else when.is_by(on) if when else Truth.CANNOT_TELL
            for when in readings
        }
        if answers == {Truth.YES}:
            sure.append(departure)
        elif answers != {Truth.NO}:
            possible.append(departure)
    return (sure, True) if sure else (possible, False)


def _tell_leaving(tracker: Tracker, item: Item, departures: Sequence[Departure]) -> Item:
    """Return the item with what is known of the last departure, and that there were others."""
    *others, last = departures
    also = [("Also left", f"{_name_bodies(tracker, one)}: {say_departure(one)}") for one in others]
    cited = (source for one in departures for source in list_ids(one))
    return attrs.evolve(
        item,
        facts=(*item.facts, ("Left", _name_bodies(tracker, last)), *tell_departure(last), *also),
        quotes=tuple(quote_departure(tracker, last)),
        sources=tuple(dict.fromkeys((*item.sources, *cited))),
    )


def _name_bodies(tracker: Tracker, departure: Departure) -> str:
    return join_words([name_record(tracker, body) for body in departure.bodies], "and")


def list_gaps(
    tracker: Tracker,
    topics: Sequence[Topic],
    *,
    holders: frozenset[str] | None,
    on: date | None,
    least: str | Confidence,
) -> Iterator[str]:
    """Yield what must be said of stances on topics that stand in no cell: parts, and doubts.

    `holders` are the ids to look at; None is everybody.
    """
    parts: list[str] = []
    low, undated = 0, 0
    for topic in topics:
        stances = tracker.stances(topic=topic, on=on, min_confidence=least)
        parts += [
            _say_part(tracker, stance, about=name_topic(topic) if len(topics) > 1 else "")
            for stance in stances
            if stance.part and _is_of(stance, holders)
        ]
        for stance in stances.left_out:
            if _is_of(stance, holders):
                datable = on is None or (
                    stance.date is not None and stance.date.is_by(on) is Truth.YES
                )
                low, undated = low + datable, undated + (not datable)
    if parts:
        yield f"Not counted, for no source names who: {'; '.join(parts)}."
    if low:
        yield f"Stances left out for their low confidence: {low}."
    if undated:
        yield f"Stances left out that are undated, or may date from after the day: {undated}."


def _is_of(stance: Stance, holders: frozenset[str] | None) -> bool:
    return holders is None or stance.holder in holders


def _say_part(tracker: Tracker, stance: Stance, *, about: str) -> str:
    on = f" on {about}" if about else ""
    return f"{stance.part} of {name_record(tracker, stance.holder)}{on}: {say_position(stance)}"
