"""Plain rows of the invented world, as CSV: what opponents read who know nothing of trackers."""

import csv
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.world import words
from benchmarks.world.circle import FIRST_DAY, LAST_DAY

MEMBERSHIP: Final = ("person", "body", "role", "start", "end", "kind")
STATEMENT: Final = ("holder", "topic", "position")
_KINDS: Final = ("term-expired",) * 5 + ("resigned",) * 3 + ("retired", "removed")
_HOLDERS: Final = 500
_TOPICS: Final = 200


def make_memberships(rows: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield memberships, about seven for each person and 25 for each body; all days are known.

    Nobody has two in one body. Where `end` is empty, so is `kind`: how it ended.
    """
    chance = random.Random(f"{seed} memberships")  # noqa: S311 - the same for the same seed
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
    """Yield statements of 500 organizations on 200 topics: each supports or opposes."""
    chance = random.Random(f"{seed} statements")  # noqa: S311 - the same for the same seed
    names = (words.name_organization(n + seed)[0] for n in range(_HOLDERS))
    holders = [words.make_id(name) for name in names]
    topics = [words.name_topic(n) for n in range(_TOPICS)]
    for _ in range(rows):
        yield chance.choice(holders), chance.choice(topics), chance.choice(("support", "oppose"))


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    """Write rows as CSV, under the names of their columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
