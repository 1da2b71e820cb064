"""Synthetic trackers of any size, as YAML or as flat tables: seeded, and never whole in memory.

`python -m benchmarks.synthetic yaml FOLDER --size 220000` writes as many records;
`python -m benchmarks.synthetic parquet FOLDER --size 5000000` as many stances, a citation each.
Nobody in it is a real person. Topics are taken up as words are used: the n-th a n-th as often.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import attrs

_FILE_BYTES: Final = 1_000_000
_FIRST: Final = date(1990, 1, 1)
_DAYS: Final = 11_000
_PART: Final = 1_000_000
POSITIONS: Final = ("strongly-oppose", "oppose", "neutral", "support", "strongly-support")
_KINDS: Final = ("resigned", "removed", "term-expired", "retired")
_BASES: Final = ("stated", "reported", "inferred")
_CONFIDENCES: Final = ("high", "high", "high", "medium", "low")


@attrs.frozen
class Sizes:
    """How many records of each section a tracker of a size has; together they are the size."""

    people: int
    organizations: int
    bodies: int
    topics: int
    sources: int
    memberships: int
    departures: int
    events: int
    relations: int
    stances: int

    @classmethod
    def of(cls, records: int) -> "Sizes":
        """Return the sizes of a tracker of a number of records, a hundred at the least."""
        shares = {
            "people": records // 10,
            "organizations": records // 50,
            "bodies": records // 100,
            "topics": max(10, records // 500),
            "sources": records // 20,
            "memberships": records // 5,
            "departures": records // 20,
            "events": records // 200,
            "relations": records // 200,
        }
        return cls(**shares, stances=records - sum(shares.values()))


@attrs.define
class World:
    """The dice, and what they know of the world so far."""

    sizes: Sizes
    dice: random.Random
    topic_weights: list[float] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Let the n-th topic weigh one n-th."""
        self.topic_weights = list(accumulate(1 / n for n in range(1, self.sizes.topics + 1)))

    def pick_topic(self) -> str:
        """Return the id of a topic."""
        return f"t{self.dice.choices(range(self.sizes.topics), cum_weights=self.topic_weights)[0]}"

    def pick_source(self) -> str:
        """Return the id of a source."""
        return f"s{self.dice.randrange(self.sizes.sources)}"

    def pick_day(self) -> date:
        """Return a day."""
        return _FIRST + timedelta(days=self.dice.randrange(_DAYS))

    def blur(self, day: date) -> str:
        """Return a day as untidily as sources give it."""
        chance = self.dice.random()
        if chance < 0.1:
            return f"{day.year}"
        if chance < 0.25:
            return f"{day:%Y-%m}"
        if chance < 0.3:
            return f"{day}~"
        if chance < 0.35:
            return f"{day}..{day + timedelta(days=1)}"
        return f"{day}"


def list_yaml(world: World) -> Iterator[tuple[str, str]]:
    """Yield the section and the text of each record."""
    sizes, dice = world.sizes, world.dice
    for n in range(sizes.people):
        yield (
            "people",
            (
                f"  p{n}:\n    name: Person Number {n}\n    sector: sector {n % 12}\n"
                f"    sources: [{world.pick_source()}]\n"
            ),
        )
    for n in range(sizes.organizations):
        yield (
            "organizations",
            (
                f"  o{n}:\n    name: Organization Number {n}\n    kind: union\n"
                f"    sources: [{world.pick_source()}]\n"
            ),
        )
    for n in range(sizes.bodies):
        yield (
            "bodies",
            (
                f"  b{n}:\n    name: Body Number {n}\n    kind: council\n    founded: 1980\n"
                f"    convened_by: [o{dice.randrange(sizes.organizations)}]\n"
                f"    sources: [{world.pick_source()}]\n"
            ),
        )
    for n in range(sizes.topics):
        yield "topics", f"  t{n}:\n    proposition: Proposition number {n} should hold.\n"
    yield from _list_sources(world)
    yield from _list_seats(world)
    for n in range(sizes.events):
        yield (
            "events",
            (
                f"  e{n}:\n    name: Hearing number {n}\n    kind: hearing\n"
                f"    date: {world.blur(world.pick_day())}\n"
                f"    participants: [p{dice.randrange(sizes.people)}, o{dice.randrange(sizes.organizations)}]\n"
                f"    sources: [{world.pick_source()}]\n"
            ),
        )
    for _ in range(sizes.relations):
        one, other = dice.sample(range(sizes.organizations), 2)
        yield (
            "relations",
            (
                f"  - subject: o{one}\n    kind: funds\n    object: o{other}\n"
                f"    start: {world.pick_day().year}\n    sources: [{world.pick_source()}]\n"
            ),
        )
    for _ in range(sizes.stances):
        yield "stances", _write_stance(world)


def _list_sources(world: World) -> Iterator[tuple[str, str]]:
    for n in range(world.sizes.sources):
        yield (
            "sources",
            (
                f"  s{n}:\n    title: Report number {n} on the matter\n"
                f"    publisher: The Paper of Town {n % 97}\n    date: {world.blur(world.pick_day())}\n"
                f"    url: https://example.org/reports/{n}\n"
            ),
        )


def _list_seats(world: World) -> Iterator[tuple[str, str]]:
    """Yield the memberships, then the departures of the first of them."""
    sizes, dice = world.sizes, world.dice
    left: list[tuple[int, int, int]] = []
    for n in range(sizes.memberships):
        # A person sits on one body after another, so that no two seats are the same.
        person, turn = n % sizes.people, n // sizes.people
        body = (person * 7 + turn) % sizes.bodies
        year = 1985 + dice.randrange(25)
        if len(left) < sizes.departures:
            left.append((person, body, year))
        yield (
            "memberships",
            (
                f"  - person: p{person}\n    body: b{body}\n    role: member\n"
                f"    on_behalf_of: [o{dice.randrange(sizes.organizations)}]\n"
                f"    start: {year}-{dice.randint(1, 12):02}\n    sources: [{world.pick_source()}]\n"
            ),
        )
    for n, (person, body, year) in enumerate(left):
        basis = dice.choice(_BASES)
        day = date(year + 2, 1, 1) + timedelta(days=dice.randrange(1500))
        yield (
            "departures",
            (
                f"  d{n}:\n    people: [p{person}]\n    bodies: [b{body}]\n"
                f"    kind: {dice.choice(_KINDS)}\n    date: {world.blur(day)}\n    basis: {basis}\n"
                f"    reasons:\n    - summary: Could not carry the finding of report {n}.\n"
                f"      topics: [{world.pick_topic()}]\n      basis: {dice.choice(_BASES)}\n"
                f"      sources: [{world.pick_source()}]\n"
                f"    sources:\n    - source: {world.pick_source()}\n      locator: page {n % 90}\n"
            ),
        )


def _write_stance(world: World) -> str:
    sizes, dice = world.sizes, world.dice
    one = f"p{dice.randrange(sizes.people)}"
    holder = one if dice.random() < 0.7 else f"o{dice.randrange(sizes.organizations)}"
    return (
        f"  - holder: {holder}\n    topic: {world.pick_topic()}\n"
        f"    position: {dice.choice(POSITIONS)}\n    basis: {dice.choice(_BASES)}\n"
        f"    confidence: {dice.choice(_CONFIDENCES)}\n    date: {world.blur(world.pick_day())}\n"
        f"    quote: We have said so before, and we say it again.\n"
        f"    sources:\n    - source: {world.pick_source()}\n      locator: page {dice.randint(1, 300)}\n"
    )


def write_yaml(folder: Path, records: int, seed: int = 1) -> None:
    """Write a tracker of a number of records into files of about a megabyte."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tracker.yaml").write_text("tracker:\n  title: A synthetic tracker\n")
    section, number, size = "", 0, 0
    stream: Any = None
    for name, text in list_yaml(World(Sizes.of(records), random.Random(seed))):
        if name != section or size > _FILE_BYTES:
            if stream is not None:
                stream.close()
            number = number + 1 if name == section else 1
            section, size = name, 0
            stream = (folder / f"{name}-{number:04}.yaml").open("w", encoding="utf-8")
            stream.write(f"{name}:\n")
        stream.write(text)
        size += len(text)
    if stream is not None:
        stream.close()


def write_parquet(folder: Path, stances: int, seed: int = 1) -> None:
    """Write flat tables with a number of stances, a part of a million at a time."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    from stakeholders import load
    from stakeholders.tables import write_tables

    world = folder.with_name(f"{folder.name}-world")
    write_yaml(world, 20_000, seed)
    write_tables(load(world, cache=False), folder)
    sizes = Sizes.of(20_000)
    rng = np.random.default_rng(seed)
    weights = 1 / np.arange(1, sizes.topics + 1)
    days = np.array([_FIRST + timedelta(days=n) for n in range(_DAYS)], dtype="datetime64[D]")
    holders = pa.array([f"p{n}" for n in range(sizes.people)])
    topics = pa.array([f"t{n}" for n in range(sizes.topics)])
    sources = pa.array([f"s{n}" for n in range(sizes.sources)])
    edtf = pa.array([str(day) for day in days])
    for name in ("stances", "citations"):
        (folder / f"{name}.parquet").replace(folder / f"{name}-first.parquet")
        (folder / name).mkdir(exist_ok=True)
    first = pq.read_table(folder / "citations-first.parquet")
    kept = first.filter(pa.compute.not_equal(first["owner"], "stances"))
    kept = kept.set_column(0, first.schema.field("row"), pa.array(range(len(kept)), pa.int64()))
    pq.write_table(kept, folder / "citations" / "part-0.parquet", compression="zstd")
    for name in ("stances", "citations"):
        (folder / f"{name}-first.parquet").unlink()
    for part, start in enumerate(range(0, stances, _PART), 1):
        number = min(_PART, stances - start)
        when = rng.integers(0, _DAYS, number)

        def draw(values: Any, places: Any) -> Any:
            return values.take(pa.array(places))

        given = {
            "row": pa.array(np.arange(start, start + number)),
            "confidence": draw(pa.array(_CONFIDENCES), rng.integers(0, 5, number)),
            "holder": draw(holders, rng.integers(0, sizes.people, number)),
            "topic": draw(topics, rng.choice(sizes.topics, number, p=weights / weights.sum())),
            "position": draw(pa.array(POSITIONS), rng.integers(0, 5, number)),
            "basis": draw(pa.array(_BASES), rng.integers(0, 3, number)),
            "date": draw(edtf, when),
            "date_earliest": pa.array(days[when]),
            "date_latest": pa.array(days[when]),
            "file": pa.repeat("stances.yaml", number),
            "line": pa.array(np.arange(number, dtype="int32")),
            "column": pa.array(np.ones(number, dtype="int32")),
        }
        _write_part(folder / "stances" / f"part-{part}.parquet", "stances", given, number)
        cited = {
            "row": pa.array(np.arange(start, start + number) + len(kept)),
            "owner": pa.repeat("stances", number),
            "owner_row": given["row"],
            "place": pa.array(np.zeros(number, dtype="int32")),
            "source": draw(sources, rng.integers(0, sizes.sources, number)),
            **{name: given[name] for name in ("file", "line", "column")},
        }
        _write_part(folder / "citations" / f"part-{part}.parquet", "citations", cited, number)


def _write_part(path: Path, table: str, given: dict[str, Any], number: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from stakeholders.tables.flat import make_schema

    schema = make_schema(table)
    columns = [
        given[f.name].cast(f.type) if f.name in given else pa.nulls(number, f.type) for f in schema
    ]
    pq.write_table(pa.table(columns, schema=schema), path, compression="zstd")


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("form", choices=("yaml", "parquet"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write = write_yaml if given.form == "yaml" else write_parquet
    write(given.folder, given.size, given.seed)


if __name__ == "__main__":
    main()
