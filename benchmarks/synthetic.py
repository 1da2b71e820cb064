"""Invented trackers of any size, the same for the same seed.

Run `python -m benchmarks.synthetic yaml FOLDER --size 220000 --seed 1` for YAML files of so many
records, `parquet` for flat tables of so many stances, `memberships` or `statements` for a CSV file
of so many rows. Tables need numpy and pyarrow.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from benchmarks.world import words
from benchmarks.world.circle import World
from benchmarks.world.making import make_circle
from benchmarks.world.rows import (
    MEMBERSHIP,
    STATEMENT,
    make_memberships,
    make_statements,
    write_rows,
)
from benchmarks.world.writing import Section

SMALLEST: Final = 200
_CIRCLE: Final = 100
_SECTIONS: Final = (
    *("people", "organizations", "bodies", "topics", "sources"),
    *("memberships", "departures", "stances", "scores", "relations", "events"),
)


def write_yaml(folder: str | Path, records: int, seed: int) -> None:
    """Write an invented tracker of so many records; the folder must be empty or not yet there.

    A council with its people and all that they said is made and written before the next, so that
    memory does not grow with the size.

    Raises:
        ValueError: if there are to be fewer than 200 records, or files are there already.
    """
    if records < SMALLEST:
        raise ValueError(f"{records} records: expected {SMALLEST} or more")
    root = _make_folder(folder)
    topics = min(words.TOPICS, max(12, records // 1_000))
    circles = (records - topics) // _CIRCLE
    world = World.make(seed, circles, topics)
    sections = {name: Section(root, name) for name in _SECTIONS}
    with (root / "tracker.yaml").open("w", encoding="ascii", newline="\n") as file:
        file.write(
            f"tracker:\n  title: An invented world, number {seed}\n"
            "  description: Nobody and nothing in it is real.\n"
            "  licence: CC0-1.0\n  quote_words: 40\n"
        )
    for rank, topic in enumerate(world.topics):
        sections["topics"].write(topic, world.describe_topic(rank))
    for number in range(circles):
        is_last = number == circles - 1
        size = records - topics - number * _CIRCLE if is_last else _CIRCLE
        for section, key, entry in make_circle(world, number, size):
            sections[section].write(key, entry)
    for files in sections.values():
        files.close()


def write_parquet(folder: str | Path, stances: int, seed: int) -> None:
    """Write an invented world of so many stances as flat tables; parts have a million rows.

    Raises:
        ValueError: if there are to be fewer than 200 stances, or files are there already.
    """
    if stances < SMALLEST:
        raise ValueError(f"{stances} stances: expected {SMALLEST} or more")
    # Who writes YAML needs neither numpy nor pyarrow.
    from benchmarks.world.filling import write_tables
    from benchmarks.world.flat import Sizes

    write_tables(_make_folder(folder), Sizes.of(stances), seed)


def write_memberships(path: Path, rows: int, seed: int) -> None:
    """Write a CSV file of memberships that are known to the day."""
    write_rows(path, MEMBERSHIP, make_memberships(rows, seed))


def write_statements(path: Path, rows: int, seed: int) -> None:
    """Write a CSV file of who supports and who opposes what."""
    write_rows(path, STATEMENT, make_statements(rows, seed))


def _make_folder(folder: str | Path) -> Path:
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise ValueError(f"{root}: expected an empty folder")
    return root


_FORMS: Final = {
    "yaml": write_yaml,
    "parquet": write_parquet,
    "memberships": write_memberships,
    "statements": write_statements,
}


def main(arguments: list[str]) -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    parser.add_argument("form", choices=tuple(_FORMS))
    parser.add_argument("path", type=Path)
    parser.add_argument("--size", type=int, required=True, help="records, stances or rows")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    try:
        _FORMS[asked.form](asked.path, asked.size, asked.seed)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
