"""What is in the flat tables: one function for each, all rows at once."""

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from benchmarks.world import words
from benchmarks.world.flat import PART, Chance, Pools, Sizes, Writer
from benchmarks.world.speaking import (
    BASES,
    CONFIDENCES,
    QUOTES,
    SCALES,
    Speakers,
    draw_confidence,
    draw_sentence,
    fill_stances,
    pick,
)
from benchmarks.world.tables import NONE, Numbers, Owners, Pick
from stakeholders.tables.schema import NESTED

_LAST: Final = 13_148  # the last day of 2025, counted from the first of 1990
_KINDS: Final = ("resigned", "removed", "retired", "term-expired", "other")


def write_tables(folder: Path, sizes: Sizes, seed: int) -> None:
    """Write all tables of a world."""
    pools = Pools.make(sizes, seed)
    writer = Writer.make(folder, pools)
    title = Pick(pa.array([f"An invented world, number {seed}"]), np.zeros(1, np.int64))
    writer.tables["tracker"].write(1, {"title": title})
    for fill in (_fill_sources, _fill_topics, _fill_groups, _fill_people, _fill_seats, _fill_rest):
        fill(writer, Chance.make(seed, fill.__name__))
    speakers = Speakers(pools)
    for part in range(-(-sizes.stances // PART)):
        rows = min(PART, sizes.stances - part * PART)
        fill_stances(writer, speakers, Chance.make(seed, "stances", part), rows)
    for table in writer.tables.values():
        if not table.parts:
            nobody = Owners("people", _count(0), _count(0)) if table.name in NESTED else None
            table.write(0, {}, nobody)


def _count(rows: int) -> Numbers:
    return np.arange(rows, dtype=np.int64)


def _fill_sources(writer: Writer, chance: Chance) -> None:
    pools = writer.pools
    rows = len(pools.sources)
    towns = words.LAST_NAMES[:50]
    titles = tuple(
        h.format(t, thing) for h in words.HEADLINES for t in towns for thing in words.THINGS[:8]
    )
    papers = tuple(paper.format(town) for paper in words.PAPERS for town in towns)
    urls = [f"https://archive.example/s{n + 1}" for n in range(rows)]
    columns: dict[str, Pick | Numbers] = {
        "id": Pick(pools.sources, _count(rows)),
        "title": pick(titles, chance.below(len(titles), rows)),
        "publisher": pick(papers, chance.below(len(papers), rows)),
        "date": pools.published,
        "url": Pick(pa.array(urls), _count(rows), np.ones(rows, np.int64)),
    }
    writer.tables["sources"].write(rows, columns)


def _fill_topics(writer: Writer, _: Chance) -> None:
    pools = writer.pools
    rows = len(pools.topics)
    propositions = tuple(words.propose(topic) for topic in pools.topics.to_pylist())
    columns: dict[str, Pick | Numbers] = {
        "id": Pick(pools.topics, _count(rows)),
        "proposition": pick(propositions, _count(rows)),
        "scale": pick(SCALES, pools.scales),
    }
    writer.tables["topics"].write(rows, columns)


def _fill_groups(writer: Writer, chance: Chance) -> None:
    pools = writer.pools
    for name, ids in (("organizations", pools.organizations), ("bodies", pools.bodies)):
        rows = len(ids)
        names = tuple(key.replace("-", " ").title() for key in ids.to_pylist())
        columns: dict[str, Pick | Numbers] = {
            "id": Pick(ids, _count(rows)),
            "name": pick(names, _count(rows)),
            "kind": pick(("council",) if name == "bodies" else tuple(words.GROUPS.values()),
                          chance.below(1 if name == "bodies" else len(words.GROUPS), rows)),
        }  # fmt: skip
        if name == "bodies":
            columns["founded"] = chance.spell(pools.founded)
            ended = chance.spell(pools.ended)
            columns["dissolved"] = np.where(pools.ended == NONE, NONE, ended)
        else:
            columns["sector"] = pick(words.SECTORS, chance.below(len(words.SECTORS), rows))
        writer.tables[name].write(rows, columns)
        writer.cite(name, _count(rows), chance.below(len(pools.sources), rows))


def _fill_people(writer: Writer, chance: Chance) -> None:
    pools = writer.pools
    rows = len(pools.people)
    first = pools.seed * 7919
    names = tuple(words.name_person((first + n) % words.PEOPLE) for n in range(rows))
    columns: dict[str, Pick | Numbers] = {
        "id": Pick(pools.people, _count(rows)),
        "name": pick(names, _count(rows)),
        "named": np.ones(rows, bool),
        "sector": pick(words.SECTORS, chance.below(len(words.SECTORS), rows)),
    }
    writer.tables["people"].write(rows, columns)
    writer.cite("people", _count(rows), chance.below(len(pools.sources), rows))


def _fill_seats(writer: Writer, chance: Chance) -> None:
    """Everybody sits on one body; one in five leaves it before its end, by an act of their own."""
    pools = writer.pools
    rows = len(pools.people)
    bodies = _count(rows) * len(pools.bodies) // rows
    last = np.where(pools.ended == NONE, _LAST, pools.ended)[bodies]
    room = last - pools.founded[bodies]
    start = pools.founded[bodies] + chance.below(np.maximum(1, room - 700), rows)
    end = start + 730 + chance.below(731, rows)
    leaves = chance.happens(0.2, rows)
    has_end = ~leaves & chance.happens(0.5, rows) & (end < last)
    behind = chance.sometimes(0.7, chance.ranks(len(pools.organizations), rows))
    columns: dict[str, Pick | Numbers] = {
        "person": Pick(pools.people, _count(rows)),
        "unnamed": np.zeros(rows, np.int64),
        "body": Pick(pools.bodies, bodies),
        "role": pick(words.ROLES, chance.below(len(words.ROLES), rows)),
        "on_behalf_of": Pick(pools.organizations, behind[behind != NONE],
                             (behind != NONE).astype(np.int64)),
        "start": chance.spell(start),
        "end": np.where(has_end, chance.spell(end), NONE),
        "confidence": pick(CONFIDENCES, draw_confidence(chance, rows)),
    }  # fmt: skip
    writer.tables["memberships"].write(rows, columns)
    writer.cite("memberships", _count(rows), chance.below(len(pools.sources), rows))
    leavers = np.flatnonzero(leaves)
    when = start[leavers] + chance.below(last[leavers] - start[leavers], len(leavers))
    _fill_departures(writer, chance, leavers, bodies[leavers], when)


def _fill_departures(
    writer: Writer, chance: Chance, leavers: Numbers, bodies: Numbers, when: Numbers
) -> None:
    pools = writer.pools
    rows = len(leavers)
    ids = tuple(f"{pools.people[int(person)]}-leaves" for person in leavers)
    one_each = np.ones(rows, np.int64)
    columns: dict[str, Pick | Numbers] = {
        "id": pick(ids, _count(rows)),
        "people": Pick(pools.people, leavers, one_each),
        "bodies": Pick(pools.bodies, bodies, one_each),
        "kind": pick(_KINDS, chance.ranks(len(_KINDS), rows)),
        "date": chance.spell(when),
        "basis": pick(BASES[:2], chance.below(2, rows)),
    }
    writer.tables["departures"].write(rows, columns)
    writer.cite("departures", _count(rows), chance.below(len(pools.sources), rows))
    topics = chance.ranks(len(pools.topics), rows)
    kinds = range(len(words.SUMMARIES))
    summaries = tuple(words.SUMMARIES[k].format(t) for k in kinds for t in words.THINGS)
    quotes = chance.sometimes(0.6, draw_sentence(chance, pools, topics))
    reasons: dict[str, Pick | Numbers] = {
        "summary": pick(summaries, draw_sentence(chance, pools, topics)),
        "topics": Pick(pools.topics, topics, one_each),
        "basis": pick(BASES, chance.ranks(3, rows)),
        "quote": pick(QUOTES, quotes),
    }
    writer.tables["reasons"].write(
        rows, reasons, Owners("departures", _count(rows), np.zeros(rows, np.int64))
    )
    writer.cite("reasons", _count(rows), chance.below(len(pools.sources), rows))


def _fill_rest(writer: Writer, chance: Chance) -> None:
    pools = writer.pools
    rows = len(pools.bodies)
    one_each = np.ones(rows, np.int64)
    ids = tuple(f"hearing-{n + 1}" for n in range(rows))
    names = tuple(f"Hearing on {thing}" for thing in words.THINGS)
    people = len(pools.people)
    events: dict[str, Pick | Numbers] = {
        "id": pick(ids, _count(rows)),
        "name": pick(names, chance.below(len(names), rows)),
        "kind": pick(("hearing",), np.zeros(rows, np.int64)),
        "date": chance.spell(pools.founded + chance.below(1_000, rows)),
        "bodies": Pick(pools.bodies, _count(rows), one_each),
        "participants": Pick(pools.people, chance.below(people, rows * 2), one_each * 2),
    }
    writer.tables["events"].write(rows, events)
    writer.cite("events", _count(rows), chance.below(len(pools.sources), rows))
    relations: dict[str, Pick | Numbers] = {
        "subject": Pick(pools.bodies, _count(rows)),
        "kind": pick(words.TIES, chance.below(len(words.TIES), rows)),
        "object": Pick(pools.organizations, chance.ranks(len(pools.organizations), rows)),
    }
    writer.tables["relations"].write(rows, relations)
    writer.cite("relations", _count(rows), chance.below(len(pools.sources), rows))
