"""A copy of openstates/people with the library's own parts: its listing, its cache, its reader.

Run `python -m benchmarks.openstates_load FOLDER cache`, or `... anew`; it prints who resigned.
"""

import sys
import time
from array import array
from collections.abc import Sequence
from itertools import chain, compress
from pathlib import Path
from typing import Any, Final

from benchmarks.openstates_records import Person
from stakeholders.cache import Columns, Entry, Key, Shape, find_folder
from stakeholders.collecting import pause_collector
from stakeholders.loading.files import Listing, Text, look_at
from stakeholders.loading.keeping import Keeping, Sifted
from stakeholders.loading.limits import Limits

FOLDERS: Final = ("executive", "legislature", "municipalities", "retired")
LIMITS: Final = Limits(files=100_000)
_SEGMENTS: Final = 8


def list_files(folder: str | Path) -> Listing:
    """Return the people files of a copy of openstates, sorted, and how they look.

    Raises:
        FileNotFoundError: if the folder has none.
    """
    top = str(Path(folder) / "data")
    listing = look_at(top, LIMITS)
    wanted = [
        name.rsplit("/", 2)[-2] in FOLDERS and name.endswith(".yml") for name in listing.names
    ]
    if not any(wanted):
        raise FileNotFoundError(f"{top}: no people here: expected <state>/legislature/*.yml")
    three = chain.from_iterable(zip(wanted, wanted, wanted, strict=True))
    stamps = array("q", compress(listing.stamps, three))
    return Listing(top, list(compress(listing.names, wanted)), stamps, [])


def load(folder: str | Path, *, cached: bool) -> Sequence[Person]:
    """Return everybody; with `cached`, what did not change is not read again."""
    listing = list_files(folder)
    place = find_folder() if cached else None
    if place is None:
        from benchmarks.openstates_read import read_person

        with pause_collector():
            texts = (Text(name, Path(name).read_bytes()) for name in listing.names)
            return tuple(map(read_person, texts))
    key = Key(listing.top, "openstates", Shape.make({"people": Person}))
    entry = Entry.read(place, key)
    if entry is None or (entry.names, entry.stamps) != (listing.names, listing.stamps):
        _read_changed(listing, Keeping(place, key, entry, time.time_ns()))
        entry = Entry.read(place, key)
    if entry is None:
        raise OSError(f"{place}: the cache does not keep what was written to it")
    return entry.make_sections()["people"]


def _read_changed(listing: Listing, keeping: Keeping) -> None:
    with pause_collector():
        files = keeping.sift(listing, LIMITS)
        fresh = sum(file.number is None for file in files)
        entry = keeping.entry
        # Else the cache takes what it has of a file as it is.
        is_packed_anew = entry is None or len(entry.views) >= _SEGMENTS or 4 * fresh > len(files)
        for file in files:
            file.part = _find_part(keeping, file, is_wanted=is_packed_anew)
        keeping.finish(files, ())


def _find_part(keeping: Keeping, file: Sifted, *, is_wanted: bool) -> Any:
    if isinstance(file.content, Text):
        # Who finds everything in the cache needs no parser.
        from benchmarks.openstates_read import read_person

        return {"people": [read_person(file.content, as_row=keeping.entry is None)]}
    if file.number is None:
        raise OSError(str(file.content))
    return keeping.recall_part(file.number) if is_wanted else {}


def main(folder: str, how: str) -> None:
    """Print who resigned, why and when."""
    people = load(folder, cached=how == "cache")
    if isinstance(people, Columns):
        reasons = people.read_inside("roles", "end_reason")
    else:
        reasons = [tuple(role.end_reason for role in person.roles) for person in people]
    found = [
        f"{people[row].name}\t{reason}\t{people[row].roles[number].end_date}"
        for row, given in enumerate(reasons)
        for number, reason in enumerate(given)
        if reason is not None and "resign" in reason.lower()
    ]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
