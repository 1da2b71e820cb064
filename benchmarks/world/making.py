"""What is in a circle, section by section: one function for each."""

from collections.abc import Iterator
from typing import Final

from benchmarks.world import words
from benchmarks.world.circle import ORGANIZATIONS as GROUPS
from benchmarks.world.circle import Circle, Entry, World, name_organization
from benchmarks.world.days import spell
from benchmarks.world.leaving import make_seats
from benchmarks.world.stances import make_stances

Written = tuple[str, str, Entry]
PEOPLE: Final = 16
SCORES: Final = 2


def make_circle(world: World, number: int, size: int) -> Iterator[Written]:
    """Yield the records of a circle, as many as asked for: section, id (or nothing), and fields."""
    circle = Circle.make(world, number)
    left = size
    for make in (_make_sources, _make_organizations, _make_people, _make_events, make_seats):
        for written in make(circle):
            yield written
            left -= 1
    for written in (*_make_relations(circle), _make_body(circle)):
        yield written
        left -= 1
    yield from make_stances(circle, left - SCORES)
    yield from _make_scores(circle)


def _make_sources(circle: Circle) -> Iterator[Written]:
    chance = circle.chance
    town = circle.name.split(" ", 1)[0]
    for place in range(chance.randrange(6, 10)):
        name = f"s{circle.number + 1}-{place + 1}"
        day = circle.draw_day()
        thing = circle.draw_thing()
        entry: Entry = {"title": chance.choice(words.HEADLINES).format(town, thing)}
        entry["publisher"] = chance.choice(words.PAPERS).format(town)
        if circle.happens(0.5):
            entry["author"] = words.name_person(chance.randrange(words.PEOPLE))
        entry["date"] = spell(day, "day" if circle.happens(0.85) else "month")
        entry["url"] = f"https://archive.example/{words.make_id(town)}/{name}"
        if place and circle.happens(0.2):
            entry["based_on"] = [circle.sources[-1]]
        circle.sources.append(name)
        circle.published[name] = day
        yield "sources", name, entry
    circle.uncited = list(reversed(circle.sources))


def _make_organizations(circle: Circle) -> Iterator[Written]:
    chance = circle.chance
    for place in range(GROUPS):
        key, name, kind = name_organization(circle.world, circle.number, place)
        entry: Entry = {"name": name}
        if circle.happens(0.3):
            entry["aliases"] = ["".join(word[0] for word in name.split())]
        if circle.happens(0.06):
            former: Entry = {"name": f"Old {name}", "end": circle.spell(circle.draw_day())}
            entry["former_names"] = [circle.cite(former)]
        entry["kind"] = kind
        if circle.groups and circle.happens(0.2):
            entry["part_of"] = circle.groups[0]
        entry["sector"] = chance.choice(words.SECTORS)
        if circle.happens(0.3):
            entry["founded"] = str(chance.randrange(1850, 1985))
        circle.groups.append(key)
        yield "organizations", key, circle.cite(entry)


def _make_people(circle: Circle) -> Iterator[Written]:
    chance = circle.chance
    first = circle.world.number(circle.number) * PEOPLE
    for place in range(chance.randrange(11, PEOPLE + 1)):
        name = words.name_person((first + place) % words.PEOPLE)
        key = words.make_id(name)
        entry: Entry = {"name": name}
        if circle.happens(0.03):
            group = circle.groups[place % GROUPS]
            entry = {"unnamed": f"A representative of the {group.replace('-', ' ').title()}"}
        elif circle.happens(0.1):
            entry["aliases"] = [f"{name.split()[0][:3]} {name.split()[-1]}"]
        entry["sector"] = chance.choice(words.SECTORS)
        if circle.happens(0.15):
            entry["born"] = spell(circle.founded - chance.randrange(9_000, 25_000), "year")
        circle.people.append(key)
        yield "people", key, circle.cite(entry)
    circle.living = list(circle.people)


def _make_events(circle: Circle) -> Iterator[Written]:
    chance = circle.chance
    for kind in ("hearing", "report", "letter")[: chance.randrange(1, 4)]:
        key = f"{kind}-{circle.number + 1}"
        thing = circle.draw_thing()
        day = circle.draw_day()
        entry: Entry = {"name": f"{kind.capitalize()} on {thing}", "kind": kind}
        entry["date"] = circle.spell(day)
        if kind == "hearing":
            entry["place"] = f"Town hall of {circle.name.split(' ', 1)[0]}"
        entry["bodies"] = [circle.body]
        who = "signatories" if kind == "letter" else "participants"
        entry[who] = chance.sample(circle.people, chance.randrange(1, 5))
        if kind == "report":
            figure: Entry = {"what": "pages", "value": str(chance.randrange(8, 400))}
            entry["figures"] = [circle.cite(figure)]
        circle.event = key
        yield "events", key, circle.cite(circle.qualify(entry, "date"))


def _make_relations(circle: Circle) -> Iterator[Written]:
    chance = circle.chance
    for _ in range(chance.randrange(2, 6)):
        other = circle.world.draw_organization(chance)
        subject = chance.choice([*circle.groups, circle.body])
        entry: Entry = {"subject": subject, "kind": chance.choice(words.TIES)}
        entry["object"] = other if other != subject else circle.people[0]
        if circle.happens(0.4):
            entry["start"] = circle.spell(circle.draw_day())
        if circle.happens(0.3):
            entry["basis"] = chance.choice(("reported", "inferred"))
        yield "relations", "", circle.cite(circle.qualify(entry, "start"))


def _make_body(circle: Circle) -> Written:
    chance = circle.chance
    entry: Entry = {"name": circle.name, "kind": chance.choice(("council", "task-force", "panel"))}
    if circle.happens(0.5):
        entry["part_of"] = circle.groups[0]
    entry["convened_by"] = [circle.groups[-1]]
    entry["mandate"] = f"To advise on {circle.name.split(' on ', 1)[1].lower()}."
    entry["founded"] = circle.spell(circle.founded)
    if circle.is_dissolved:
        entry["dissolved"] = circle.spell(circle.end)
    counts: list[Entry] = [circle.cite({"count": str(circle.seats)})]
    if circle.resigned:
        counts.append(circle.cite({"count": str(circle.resigned), "of": "resigned"}))
    entry["headcounts"] = counts
    return "bodies", circle.body, circle.cite(circle.qualify(entry, "founded"))


def _make_scores(circle: Circle) -> Iterator[Written]:
    chance = circle.chance
    for group, quality in zip(circle.groups[:SCORES], ("power", "salience"), strict=True):
        entry: Entry = {"holder": group, "of": quality}
        if quality == "salience":
            entry["topic"] = circle.world.topics[circle.draw_topic()]
        entry["value"] = str(chance.randrange(101) / 100)
        entry["basis"] = chance.choice(("reported", "inferred"))
        entry["date"] = circle.spell(circle.draw_day())
        yield "scores", "", circle.cite(circle.qualify(entry, "date"))
