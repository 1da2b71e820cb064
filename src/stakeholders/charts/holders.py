"""Holders in the words of a picture: whom to show, and who has left."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import attrs

from stakeholders.answers import describe_holder
from stakeholders.charts.seating import find_seated
from stakeholders.charts.telling import (
    list_ids,
    name_record,
    quote_departure,
    say_departure,
    tell_departure,
    tell_record,
)
from stakeholders.charts.values import Item, Tone
from stakeholders.dates import Truth
from stakeholders.errors import join_words
from stakeholders.model import (
    Body,
    Departure,
    DepartureKind,
    Group,
    Holder,
    Organization,
    Person,
)
from stakeholders.seats import Status, read_other_dates
from stakeholders.tracker import Tracker

KINDS: Final[tuple[type[Holder], ...]] = (Person, Organization, Body)
# Beside a stance, which has a date, a confidence and disputed readings of its own.
_LEAVING: Final = {"How": "Left how", "When": "Left when", "Confidence": "Confidence in leaving"}
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
    item = attrs.evolve(item, title=chosen.name)
    if chosen.behind:
        item = attrs.evolve(
            item,
            lines=(chosen.behind,),
            facts=(("Speaks for", chosen.behind), *item.facts),
            tip=f"{item.tip}; speaks for {chosen.behind}",
        )
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
    told = [(_LEAVING.get(what, what), said) for what, said in tell_departure(last)]
    cited = (source for one in departures for source in list_ids(one))
    return attrs.evolve(
        item,
        facts=(*item.facts, ("Left", _name_bodies(tracker, last)), *told, *also),
        quotes=tuple(quote_departure(tracker, last)),
        sources=tuple(dict.fromkeys((*item.sources, *cited))),
    )


def _name_bodies(tracker: Tracker, departure: Departure) -> str:
    return join_words([name_record(tracker, body) for body in departure.bodies], "and")
