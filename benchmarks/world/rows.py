"""Plain rows of the invented world, as CSV: what opponents read who know nothing of trackers."""

import csv
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from sys import intern
from typing import Final

from benchmarks.world import words
from benchmarks.world.circle import FIRST_DAY, LAST_DAY
from stakeholders.dates import PartialDate
from stakeholders.errors import Mark
from stakeholders.model import (
    Basis,
    Body,
    Citation,
    Departure,
    DepartureKind,
    Membership,
    Organization,
    Person,
    Position,
    Records,
    Source,
    Stance,
    Topic,
)

MEMBERSHIP: Final = ("person", "body", "role", "start", "end", "kind")
STATEMENT: Final = ("holder", "topic", "position", "date")
_KINDS: Final = ("term-expired",) * 5 + ("resigned",) * 3 + ("retired", "removed")
_HOLDERS: Final = 500
_TOPICS: Final = 200


_MARK: Final = Mark("rows.csv", 1, 1)
_SOURCE: Final = Source(id="rows", title="A table", mark=_MARK)
_CITED: Final = (Citation(source="rows", mark=_MARK),)


def make_memberships(rows: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield memberships, about seven for each person and 25 for each body; all days are known.

    Nobody has two in one body. Where `end` is empty, so is `kind`: how it ended.
    """
    chance = random.Random(f"{seed} memberships")
    people, bodies = max(1, rows // 7), min(words.BODIES, max(16, rows // 25))
    names = [words.make_id(words.name_person(n + seed * 7919)) for n in range(people)]
    groups = [words.make_id(words.name_body(n)) for n in range(bodies)]
    step = words.find_step(bodies)  # leads from one body of a person to the next, never back
    for row in range(rows):
        start = chance.randrange(FIRST_DAY, LAST_DAY)
        end = start + chance.randrange(200, 4_000)
        has_end = end < LAST_DAY
        yield (
            names[row % people],
            groups[(row % people + row // people * step) % bodies],
            chance.choice(words.ROLES),
            date.fromordinal(start).isoformat(),
            date.fromordinal(end).isoformat() if has_end else "",
            chance.choice(_KINDS) if has_end else "",
        )


def make_statements(rows: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield statements of 500 organizations on 200 topics, by date: each supports or opposes.

    Nobody speaks twice on a topic on one day, so that each has one latest position.
    """
    chance = random.Random(f"{seed} statements")
    names = (words.name_organization(n + seed)[0] for n in range(_HOLDERS))
    holders = [words.make_id(name) for name in names]
    topics = [words.name_topic(n) for n in range(_TOPICS)]
    pairs = _HOLDERS * _TOPICS
    for row in range(rows):
        holder, topic = divmod(words.spread(row % pairs, pairs), _TOPICS)
        day = FIRST_DAY + row * (LAST_DAY - FIRST_DAY) // rows
        position = chance.choice(("support", "oppose"))
        yield holders[holder], topics[topic], position, date.fromordinal(day).isoformat()


def to_seats(rows: Iterator[tuple[str, ...]]) -> Records:
    """Return memberships as records: whoever left, left by a departure of that kind.

    Example:
        >>> records = to_seats(make_memberships(100, seed=1))
        >>> len(records.memberships), records.memberships[0].body
        (100, 'vornackle-council-on-bridge-tolls')
    """
    memberships: list[Membership] = []
    departures: list[Departure] = []
    days: dict[str, PartialDate] = {}
    for line, (name, group, role, start, end, kind) in enumerate(rows, 2):
        # As a load does: an id is one object, however often it is written.
        person, body = intern(name), intern(group)
        mark = Mark("rows.csv", line, 1)
        first = days.setdefault(start, PartialDate.of(start))
        memberships.append(
            Membership(person=person, body=body, role=role, start=first, mark=mark, sources=_CITED)
        )
        if kind:
            last = days.setdefault(end, PartialDate.of(end))
            departures.append(
                Departure(
                    id=f"departure-{line}",
                    people=(person,),
                    bodies=(body,),
                    kind=DepartureKind(kind),
                    date=last,
                    basis=Basis.STATED,
                    mark=mark,
                    sources=_CITED,
                )
            )
    people = dict.fromkeys(m.person for m in memberships if m.person)
    bodies = dict.fromkeys(m.body for m in memberships)
    return Records(
        people=tuple(Person(id=name, name=name, mark=_MARK, sources=_CITED) for name in people),
        bodies=tuple(Body(id=name, name=name, mark=_MARK, sources=_CITED) for name in bodies),
        sources=(_SOURCE,),
        memberships=tuple(memberships),
        departures=tuple(departures),
    )


def to_stances(rows: Iterator[tuple[str, ...]]) -> Records:
    """Return statements as records.

    Example:
        >>> to_stances(make_statements(100, seed=1)).stances[99].date
        PartialDate(edtf='2025-08-21')
    """
    days: dict[str, PartialDate] = {}
    stances = tuple(
        Stance(
            holder=holder,
            topic=topic,
            position=Position(position),
            basis=Basis.STATED,
            date=days.setdefault(day, PartialDate.of(day)),
            mark=Mark("rows.csv", line, 1),
            sources=_CITED,
        )
        for line, (holder, topic, position, day) in enumerate(rows, 2)
    )
    holders = dict.fromkeys(stance.holder for stance in stances)
    topics = dict.fromkeys(stance.topic for stance in stances)
    return Records(
        organizations=tuple(
            Organization(id=name, name=name, mark=_MARK, sources=_CITED) for name in holders
        ),
        topics=tuple(
            Topic(id=name, proposition=words.propose(name), mark=_MARK) for name in topics
        ),
        sources=(_SOURCE,),
        stances=stances,
    )


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    """Write rows as CSV, under the names of their columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
