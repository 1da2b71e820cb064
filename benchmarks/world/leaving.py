"""Who sits on a circle's council, from when to when, and who walks out and why."""

from collections.abc import Iterator
from typing import Final

from benchmarks.world import words
from benchmarks.world.circle import Circle, Entry

Written = tuple[str, str, Entry]
_KINDS: Final = ("resigned",) * 6 + ("removed", "retired", "term-expired", "other", "unknown")
_TERMS: Final = (730, 1_095, 1_461)


def make_seats(circle: Circle) -> Iterator[Written]:
    """Yield the memberships of everybody in a circle, and the departures from its council."""
    chance = circle.chance
    ended: str | None = None
    leavers: list[tuple[str, int]] = []
    for place, person in enumerate(circle.people):
        role = words.ROLES[place % len(words.ROLES)]
        start = chance.randrange(circle.founded, circle.end - 700)
        seat = _write_seat(circle, person, role, start)
        term = start + chance.choice(_TERMS)
        if circle.happens(0.2):
            leavers.append((person, start))
        elif circle.happens(0.5) and term + 400 < circle.end:
            seat["end"] = circle.spell(term)
            if ended and circle.happens(0.5):
                seat["succeeds"] = ended
            ended = person
        yield "memberships", "", circle.cite(circle.qualify(seat, "start"))
        if "end" in seat and circle.happens(0.2):
            again = _write_seat(circle, person, role, term + chance.randrange(30, 300))
            yield "memberships", "", circle.cite(circle.qualify(again, "start"))
        if circle.happens(0.35):
            yield "memberships", "", _write_office(circle, person)
    circle.seats = len(circle.people)
    if circle.happens(0.15):
        unnamed = chance.randrange(2, 9)
        circle.seats += unnamed
        yield "memberships", "", circle.cite({"unnamed": str(unnamed), "body": circle.body})
    yield from _make_departures(circle, leavers)


def _write_seat(circle: Circle, person: str, role: str, start: int) -> Entry:
    entry: Entry = {"person": person, "body": circle.body}
    if role != "member":
        entry["role"] = role
    if circle.happens(0.7):
        entry["on_behalf_of"] = [circle.chance.choice(circle.groups)]
    if circle.happens(0.93):
        entry["start"] = circle.spell(start)
    return entry


def _write_office(circle: Circle, person: str) -> Entry:
    chance = circle.chance
    group = circle.world.draw_organization(chance)
    entry: Entry = {"person": person, "body": group, "role": chance.choice(words.OFFICES)}
    start = circle.draw_day()
    entry["start"] = circle.spell(start)
    if circle.happens(0.4):
        entry["end"] = circle.spell(circle.draw_day(start))
    return circle.cite(circle.qualify(entry, "start"))


def _make_departures(circle: Circle, leavers: list[tuple[str, int]]) -> Iterator[Written]:
    chance = circle.chance
    while leavers:
        number = min(len(leavers), chance.choice((1, 1, 1, 2, 3)))
        together, leavers = leavers[:number], leavers[number:]
        after = max(start for _, start in together)
        people = [person for person, _ in together]
        yield "departures", f"{people[0]}-leaves", _write_departure(circle, people, after)


def _write_departure(circle: Circle, people: list[str], after: int) -> Entry:
    chance = circle.chance
    kind, day = chance.choice(_KINDS), circle.draw_day(after)
    entry: Entry = {"people": people, "bodies": [circle.body], "kind": kind}
    entry["date"] = circle.spell(day)
    circle.resigned += len(people) * (kind == "resigned")
    if circle.happens(0.3):
        entry["announced"] = circle.spell(day + chance.randrange(30))
    if circle.event and circle.happens(0.3):
        entry["triggered_by"] = [circle.event]
    if kind != "unknown":
        entry["reasons"] = [_write_reason(circle) for _ in range(chance.choice((1, 1, 2)))]
    entry["basis"] = "stated" if circle.happens(0.6) else "reported"
    return circle.cite(circle.qualify(entry, "date"))


def _write_reason(circle: Circle) -> Entry:
    chance = circle.chance
    topic = circle.world.topics[circle.draw_topic()]
    thing = topic.split("-", 1)[1].replace("-", " ")
    entry: Entry = {"summary": chance.choice(words.SUMMARIES).format(thing), "topics": [topic]}
    entry["basis"] = chance.choice(("stated", "stated", "reported", "inferred"))
    if entry["basis"] == "reported" and circle.happens(0.5):
        entry["according_to"] = chance.choice(circle.groups)
    if entry["basis"] == "stated" and circle.happens(0.7):
        entry["quote"] = chance.choice(words.QUOTES).format(thing)
    return circle.cite(circle.qualify(entry))
