"""The stances of the flat tables, a part at a time."""

from typing import Any, Final

import numpy as np
import pyarrow as pa

from benchmarks.world import words
from benchmarks.world.flat import Chance, Pools, Writer
from benchmarks.world.tables import NONE, Numbers, Owners, Pick

POSITIONS: Final = ("strongly-oppose", "oppose", "neutral", "support", "strongly-support")
SCALES: Final = ("five", "three", "two")
BASES: Final = ("stated", "reported", "inferred")
CONFIDENCES: Final = ("high", "medium", "low")
QUOTES: Final = tuple(quote.format(t) for quote in words.QUOTES for t in words.THINGS)
_ON_SCALE: Final = np.array([[0, 1, 2, 3, 3, 4], [1, 2, 3, 1, 2, 3], [1, 3, 1, 3, 1, 3]])
_DELAYS: Final = np.array([0, 0, 1, 2, 30])


def pick(texts: tuple[str, ...], places: Numbers) -> Pick:
    """Return a column of some of a few texts."""
    return Pick(pa.array(texts), places)


def draw_sentence(chance: Chance, pools: Pools, topics: Numbers) -> Numbers:
    """Return places in the quotations, or in the summaries, of which there are as many."""
    sentences = chance.below(len(words.QUOTES), len(topics))
    return sentences * len(words.THINGS) + pools.things[topics]


def draw_confidence(chance: Chance, rows: int) -> Numbers:
    """Return places in the levels of confidence, mostly high."""
    return chance.source.choice(3, rows, p=[0.88, 0.08, 0.04])


class Speakers:
    """Who may hold a stance: every organization and person, and the bodies that have no end."""

    def __init__(self, pools: Pools) -> None:
        living = pools.bodies.filter(pa.array(pools.ended == NONE))
        self.ids = pa.concat_arrays([pools.organizations, pools.people, living])
        self.organizations = len(pools.organizations)
        self.people = len(pools.people)
        self.bodies = len(living)

    def draw(self, chance: Chance, rows: int) -> Numbers:
        """Return holders as places in the ids: half of them organizations, the first most often."""
        organizations = chance.ranks(self.organizations, rows)
        people = self.organizations + chance.ranks(self.people, rows)
        bodies = self.organizations + self.people + chance.below(max(1, self.bodies), rows)
        is_body = chance.happens(0.03 if self.bodies else 0, rows)
        drawn = np.where(chance.happens(0.5, rows), organizations, people)
        return np.where(is_body, bodies, drawn)


def fill_stances(writer: Writer, speakers: Speakers, chance: Chance, rows: int) -> None:
    """Write so many stances, their citations, and the few other readings of their dates."""
    pools = writer.pools
    numbers = np.arange(rows, dtype=np.int64) + writer.tables["stances"].rows
    topics = chance.ranks(len(pools.topics), rows)
    holders = speakers.draw(chance, rows)
    # Every source is cited once before any is cited again.
    drawn = chance.below(len(pools.sources), rows)
    sources = np.where(numbers < len(pools.sources), numbers, drawn)
    dates = pools.published[sources] - _DELAYS[chance.below(len(_DELAYS), rows)]
    bases = chance.source.choice(3, rows, p=[0.6, 0.3, 0.1])
    speaks = (holders < speakers.organizations) & chance.happens(0.4, rows)
    quotes = chance.sometimes(0.6, draw_sentence(chance, pools, topics))
    notes = chance.sometimes(0.18, chance.below(len(words.NOTES), rows))
    columns: dict[str, Pick | Numbers] = {
        "holder": Pick(speakers.ids, holders),
        "speaker": Pick(pools.people, np.where(speaks, chance.below(speakers.people, rows), NONE)),
        "topic": Pick(pools.topics, topics),
        "position": pick(POSITIONS, _ON_SCALE[pools.scales[topics], chance.below(6, rows)]),
        "basis": pick(BASES, bases),
        "date": chance.sometimes(0.97, chance.spell(dates)),
        "quote": pick(QUOTES, np.where(bases == 0, quotes, NONE)),
        "confidence": pick(CONFIDENCES, draw_confidence(chance, rows)),
        "note": pick(words.NOTES, notes),
    }
    writer.tables["stances"].write(rows, columns)
    _cite_stances(writer, chance, numbers, sources)
    _dispute(writer, chance, numbers[chance.happens(0.005, rows) & (columns["date"] != NONE)])


def _cite_stances(writer: Writer, chance: Chance, numbers: Numbers, sources: Numbers) -> None:
    """Cite the source of each stance, and another for some."""
    counts = 1 + chance.happens(0.35, len(numbers)).astype(np.int64)
    cited = np.repeat(sources, counts)
    is_second = np.r_[False, np.repeat(numbers, counts)[1:] == np.repeat(numbers, counts)[:-1]]
    others = chance.below(len(writer.pools.sources) - 1, int(is_second.sum()))
    # A step of at least one from the first source never leads back to it.
    cited[is_second] = (cited[is_second] + 1 + others) % len(writer.pools.sources)
    writer.cite("stances", np.repeat(numbers, counts), cited)


def _dispute(writer: Writer, chance: Chance, stances: Numbers) -> None:
    rows = len(stances)
    if not rows:
        return
    readings = writer.tables["readings"]
    numbers = np.arange(rows, dtype=np.int64) + readings.rows
    dates: Any = chance.spell(chance.below(13_149, rows))
    columns: dict[str, Pick | Numbers] = {
        "field": pick(("date",), np.zeros(rows, np.int64)),
        "value": Pick(readings.calendar.texts, dates),
    }
    readings.write(rows, columns, Owners("stances", stances, np.zeros(rows, np.int64)))
    writer.cite("readings", numbers, chance.below(len(writer.pools.sources), rows))
