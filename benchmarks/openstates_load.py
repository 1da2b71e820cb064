"""A copy of openstates/people with the library's own parts: its listing, its cache, its reader.

Run `python -m benchmarks.openstates_load FOLDER cache`, or `... anew`; it prints who resigned.
"""

import gc
import os
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any, Final

from benchmarks.openstates_records import Person
from stakeholders.cache import Columns, Entry, Key, Shape, find_folder
from stakeholders.collecting import pause_collector
from stakeholders.errors import Problem
from stakeholders.loading.files import Listing, Text, look_at
from stakeholders.loading.keeping import Keeping
from stakeholders.loading.limits import Limits

FOLDERS: Final = ("executive", "legislature", "municipalities", "retired")
LIMITS: Final = Limits(files=100_000)


def list_files(folder: str | os.PathLike[str]) -> Listing:
    """Return the people files of a copy of openstates, sorted, and how they look.

    Raises:
        FileNotFoundError: if the folder has none.
    """
    top = os.path.join(folder, "data")
    states = sorted(os.listdir(top)) if os.path.isdir(top) else ()
    names: list[str] = []
    stamps = array("q")
    for below in (os.path.join(top, state, name) for state in states for name in FOLDERS):
        if os.path.isdir(below):
            listing = look_at(below, LIMITS)
            names += listing.names
            stamps += listing.stamps
    if not names:
        raise FileNotFoundError(f"{top}: no people here: expected <state>/legislature/*.yml")
    return Listing(top, names, stamps, [])


def load(
    folder: str | os.PathLike[str], *, cached: bool, processes: int | None = None
) -> Sequence[Person]:
    """Return everybody; with `cached`, what did not change is not read again.

    So many processes read what is not cached at all, or as many as the library would take.
    """
    listing = list_files(folder)
    place = find_folder() if cached else None
    if place is None:
        from benchmarks.openstates_read import read_person

        with pause_collector():
            return tuple(read_person(_read(name)) for name in listing.names)
    key = Key(listing.top, "openstates", Shape.make({"people": Person}))
    entry = Entry.read(place, key)
    if entry is None or (entry.names, entry.stamps) != (listing.names, listing.stamps):
        keeping = Keeping(place, key, entry, time.time_ns())
        entry = _read_changed(listing, keeping, processes)
    return entry.make_sections()["people"]


def _read(name: str) -> Text:
    with open(name, "rb") as file:
        return Text(name, file.read())


def _read_changed(listing: Listing, keeping: Keeping, processes: int | None) -> Entry:
    def read(listing: Listing) -> Entry:
        files = keeping.sift(listing, LIMITS)
        for place, content in files.contents.items():
            files.parts[place] = _read_part(content, as_row=keeping.entry is None)
        return keeping.compose(files)

    with pause_collector():
        is_first = keeping.entry is None
        entry = _read_apart(listing, read, processes) if is_first else read(listing)
        keeping.write(entry, ())
    return entry


def _read_apart(listing: Listing, read: Callable[[Listing], Entry], processes: int | None) -> Entry:
    # The reader is imported once, and not by each process.
    import benchmarks.openstates_read  # noqa: F401
    from benchmarks.openstates_apart import read_apart
    from stakeholders.loading.workers import count_workers

    number = processes or count_workers(sum(listing.stamps[::3]))
    return read_apart(listing, read, number) if number > 1 else read(listing)


def _read_part(content: Text | Problem, *, as_row: bool) -> dict[str, list[Any]]:
    # Who finds everything in the cache needs no parser.
    from benchmarks.openstates_read import read_person

    if isinstance(content, Problem):
        raise OSError(str(content))
    return {"people": [read_person(content, as_row=as_row)]}


def main(folder: str, how: str) -> None:
    """Print who resigned, why and when."""
    people = load(folder, cached=how == "cache")
    if isinstance(people, Columns):
        # What somebody has beside these is not made.
        reasons = people.read_inside("roles", "end_reason")
        rows = [row for row, given in enumerate(reasons) if any(given)]
        names, roles = (people.read_some(name, rows) for name in ("name", "roles"))
    else:
        names, roles = ([getattr(p, name) for p in people] for name in ("name", "roles"))
    found = [
        f"{name}\t{role.end_reason}\t{role.end_date}"
        for name, held in zip(names, roles, strict=True)
        for role in held
        if "resign" in (role.end_reason or "").lower()
    ]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    gc.disable()
    main(*sys.argv[1:])
    # As the command does: nothing of what is left needs to be looked through.
    gc.freeze()
