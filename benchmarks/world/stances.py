"""What was said in a circle, by its people, its council and organizations from anywhere."""

from collections.abc import Iterator
from typing import Final

from benchmarks.world import words
from benchmarks.world.circle import Circle, Entry

_POSITIONS: Final = {
    "five": ("strongly-oppose", "oppose", "neutral", "support", "support", "strongly-support"),
    "three": ("oppose", "neutral", "support"),
    "two": ("oppose", "support"),
}
_BASES: Final = ("stated",) * 6 + ("reported",) * 3 + ("inferred",)


def make_stances(circle: Circle, records: int) -> Iterator[tuple[str, str, Entry]]:
    """Yield stances that make so many records; one said by two holders makes two."""
    left = records
    while left:
        entry = _write_stance(circle)
        left -= 1
        if left and "speaker" not in entry and circle.happens(0.03):
            other = circle.groups[0]
            if entry["holder"] != other:
                entry["holder"] = [str(entry["holder"]), other]
                left -= 1
        yield "stances", "", entry


def _write_stance(circle: Circle) -> Entry:
    chance = circle.chance
    rank = circle.draw_topic()
    topic = circle.world.topics[rank]
    source = chance.choice(circle.sources)
    entry: Entry = {}
    if circle.happens(0.5):
        entry["holder"] = circle.world.draw_organization(chance)
        if circle.happens(0.4):
            entry["speaker"] = chance.choice(circle.people)
    elif circle.happens(0.94):
        # The first members speak most.
        entry["holder"] = circle.people[int((len(circle.people) + 1) ** chance.random()) - 1]
    else:
        entry["holder"] = circle.body
    entry["topic"] = topic
    entry["position"] = chance.choice(_POSITIONS[circle.world.scales[rank]])
    entry["basis"] = chance.choice(_BASES)
    day = max(circle.founded, circle.published[source] - chance.choice((0, 0, 1, 2, 30)))
    if circle.happens(0.97):
        entry["date"] = circle.spell(day)
    if entry["basis"] == "stated" and circle.happens(0.6):
        thing = topic.split("-", 1)[1].replace("-", " ")
        entry["quote"] = chance.choice(words.QUOTES).format(thing)
    return circle.cite(circle.qualify(entry, "date"), source)
