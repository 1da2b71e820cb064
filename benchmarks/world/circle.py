"""A circle: one council with its people, their organizations, and what they said and did.

A circle depends on the seed and on its number alone, so that a world can be written circle by
circle and none need be kept. What is written of a day always holds the day that is meant; so no two
records can contradict each other.
"""

import random
from typing import Final

import attrs

from benchmarks.world import words
from benchmarks.world.days import spell_day

Entry = dict[str, "str | list[str] | list[Entry]"]
ORGANIZATIONS: Final = 5
FIRST_DAY: Final = 726_468  # 1990-01-01
LAST_DAY: Final = 739_616  # 2025-12-31
_YEAR: Final = 365


@attrs.frozen
class World:
    """What all circles share: the seed, how many there are, and the topics, the loudest first."""

    seed: int
    circles: int
    topics: tuple[str, ...]
    scales: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def make(cls, seed: int, circles: int, topics: int) -> "World":
        """Return the world of a seed; the n-th topic is talked of 1/n as much as the first."""
        chance = random.Random(f"{seed} topics")
        first = chance.randrange(words.TOPICS)
        ids = tuple(words.name_topic((first + n) % words.TOPICS) for n in range(topics))
        scales = tuple(chance.choice(("five", "five", "five", "three", "two")) for _ in ids)
        total, weights = 0.0, []
        for rank in range(1, topics + 1):
            total += 1 / rank
            weights.append(total)
        return cls(seed, circles, ids, scales, tuple(weights))

    def describe_topic(self, rank: int) -> Entry:
        """Return the fields of the topic of a rank."""
        proposition = words.propose(self.topics[rank])
        entry: Entry = {"proposition": proposition}
        if self.scales[rank] != "five":
            entry["scale"] = self.scales[rank]
        return entry

    def number(self, circle: int) -> int:
        """Return the number from which a circle's names are made: other seeds, other names."""
        return circle + self.seed * 7919

    def draw_organization(self, chance: random.Random) -> str:
        """Return the id of any organization; the first are drawn most, as in Zipf's law."""
        rank = int((self.circles * ORGANIZATIONS + 1) ** chance.random()) - 1
        return name_organization(self, *divmod(rank, ORGANIZATIONS))[0]


def name_organization(world: World, circle: int, place: int) -> tuple[str, str, str]:
    """Return id, name and kind of one of a circle's organizations."""
    number = world.number(circle) * ORGANIZATIONS + place
    name, kind = words.name_organization(number % words.ORGANIZATIONS)
    return words.make_id(name), name, kind


@attrs.define
class Circle:
    """What is known of a circle while it is made; a day is a number, as of `date.toordinal`."""

    world: World
    number: int
    chance: random.Random
    body: str
    name: str
    founded: int
    end: int
    is_dissolved: bool
    groups: list[str] = attrs.Factory(list)
    people: list[str] = attrs.Factory(list)
    living: list[str] = attrs.Factory(list)
    sources: list[str] = attrs.Factory(list)
    published: dict[str, int] = attrs.Factory(dict)
    uncited: list[str] = attrs.Factory(list)
    event: str = ""
    resigned: int = 0
    seats: int = 0

    @classmethod
    def make(cls, world: World, number: int) -> "Circle":
        """Return the circle of a number, with its council, and nobody in it."""
        chance = random.Random(f"{world.seed} {number}")
        name = words.name_body(world.number(number) % words.BODIES)
        founded = chance.randrange(FIRST_DAY, LAST_DAY - 5 * _YEAR)
        is_dissolved = chance.choices((True, False), (30, 70))[0]
        end = founded + chance.randrange(4 * _YEAR, 12 * _YEAR) if is_dissolved else LAST_DAY
        return cls(
            world, number, chance, words.make_id(name), name, founded, min(end, LAST_DAY),
            is_dissolved and end < LAST_DAY,
        )  # fmt: skip

    def happens(self, share: float) -> bool:
        """Tell whether something happens that happens in a share of all cases."""
        return self.chance.random() < share

    def draw_day(self, after: int | None = None) -> int:
        """Return a day of the council's life."""
        return self.chance.randrange(after or self.founded, self.end + 1)

    def spell(self, day: int) -> str:
        """Return a day as sources know it."""
        return spell_day(day, self.chance)

    def draw_topic(self) -> int:
        """Return the rank of a topic, as in Zipf's law."""
        weights = self.world.weights
        return self.chance.choices(range(len(weights)), cum_weights=weights)[0]

    def draw_thing(self) -> str:
        """Return what a topic is about, in words."""
        return self.world.topics[self.draw_topic()].split("-", 1)[1].replace("-", " ")

    def cite(self, entry: Entry, first: str | None = None) -> Entry:
        """Give an entry its sources; each source is cited once before any is cited again."""
        found = [first] if first else []
        if self.uncited:
            found.append(self.uncited.pop())
        elif not found or self.happens(0.35):
            found.append(self.chance.choice(self.sources))
        ids = list(dict.fromkeys(found))
        if self.happens(0.88):
            entry["sources"] = ids
            return entry
        cited: list[Entry] = [{"source": name} for name in ids]
        cited[0]["locator"] = f"page {self.chance.randrange(2, 90)}"
        if self.happens(0.4):
            quote = self.chance.choice(words.QUOTES).format(self.draw_thing())
            cited[0]["quote"] = quote
        entry["sources"] = cited
        return entry

    def qualify(self, entry: Entry, field: str = "") -> Entry:
        """Give an entry a confidence, a note, or a disputed reading of a date, once in a while."""
        if self.happens(0.12):
            entry["confidence"] = self.chance.choice(("low", "medium", "medium"))
        if self.happens(0.18):
            entry["note"] = self.chance.choice(words.NOTES)
        if field in entry and self.happens(0.04):
            reading: Entry = {"field": field, "value": self.spell(self.draw_day())}
            entry["disputed"] = [self.cite(reading)]
        return entry
