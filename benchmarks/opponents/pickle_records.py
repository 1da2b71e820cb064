"""The records of a tracker, kept and restored by pickle.

Run `python -m benchmarks.opponents.pickle_records write TRACKER FILE` once, and then
`... read FILE HOLDER`, which prints the holder's stances.
"""

import pickle
import sys
from pathlib import Path
from typing import Any

from benchmarks.opponents.telling import tell_answer, tell_step
from stakeholders.loading import read_records
from stakeholders.loading.table import SECTIONS
from stakeholders.model import Stance

Kept = dict[str, list[Any]]


def read_sections(tracker: str) -> Kept:
    """Return the records of a tracker by section."""
    records = read_records(tracker).records
    return {section: list(getattr(records, section)) for section in SECTIONS}


def restore(path: str) -> Kept:
    """Return the records that were kept in a file."""
    with Path(path).open("rb") as file:
        found: Kept = pickle.load(file)
    return found


def describe(stance: Stance) -> str:
    """Return a stance as one line."""
    return f"{stance.mark}\t{stance.topic}\t{stance.position}\t{stance.date}"


def main(action: str, source: str, target: str) -> None:
    """Keep the records of a tracker, or restore them and print the stances of a holder."""
    if action == "write":
        Path(target).write_bytes(pickle.dumps(read_sections(source), protocol=5))
        return
    kept = tell_step("restore", lambda: restore(source))
    tell_answer(describe(stance) for stance in kept["stances"] if stance.holder == target)


if __name__ == "__main__":
    main(*sys.argv[1:])
