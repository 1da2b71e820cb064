"""What need not be read again: files that are as they were when the cache was written."""

import time
import typing
import warnings
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, Self

from stakeholders.cache import (
    DIGEST,
    NEW,
    CacheError,
    Entry,
    Kept,
    Key,
    Rows,
    Shape,
    compose,
    find_folder,
    is_small,
    settle,
    write,
)
from stakeholders.errors import CacheWarning, Problem
from stakeholders.late import define, field, list_fields
from stakeholders.loading.files import Listing, Text, read_file
from stakeholders.loading.limits import Limits
from stakeholders.model import About, Record, Records
from stakeholders.version import __version__

Part = Mapping[str, Sequence[Record]]


@define(eq=False)
class Sifted:
    """The files of a load, in order: those that are kept, and what there is of the others.

    `numbers` has the number of each file in the entry, or NEW; then, by place, `contents` has its
    text or why there is none, `digests` its digest. `parts` has the records that are known.
    """

    names: Sequence[str]
    stamps: "array[int]"
    numbers: list[int]
    contents: dict[int, Text | Problem] = field(factory=dict)
    digests: dict[int, bytes] = field(factory=dict)
    parts: dict[int, Part] = field(factory=dict)

    def list_texts(self) -> list[Text]:
        """Return the texts that are to be read."""
        unread = (self.contents[place] for place in self.contents.keys() - self.parts.keys())
        return [content for content in unread if isinstance(content, Text)]


@cache
def _get_shape() -> Shape:
    fields = list_fields(Records)
    sections = {f.name: typing.get_args(f.type)[0] for f in fields if f.name != "about"}
    return Shape.make({"tracker": About, **sections})


@define(eq=False)
class Keeping:
    """The cache as one load sees it; `began` is when that load began, in nanoseconds."""

    folder: str
    key: Key
    entry: Entry | None
    began: int

    @classmethod
    def open(cls, top: str, limits: Limits) -> Self | None:
        """Return what is kept of a tracker, or None where there is no cache to be used."""
        folder = find_folder()
        if folder is None:
            return None
        bounds = [str(getattr(limits, field.name)) for field in list_fields(Limits)]
        key = Key(top, " ".join([__version__, *bounds]), _get_shape())
        try:
            return cls(folder, key, Entry.read(folder, key), time.time_ns())
        except CacheError as error:
            _warn(error)
            return None

    def recall(self, listing: Listing) -> tuple[Records, tuple[Problem, ...]] | None:
        """Return the whole tracker and its warnings where no file looks changed, else None."""
        entry = self.entry
        if entry is None or listing.problems or entry.names != listing.names:
            return None
        return self._recall(entry) if entry.stamps == listing.stamps else None

    def _recall(self, entry: Entry) -> tuple[Records, tuple[Problem, ...]] | None:
        if entry.warnings is None:
            return None
        return make_records(entry.make_sections()), entry.warnings

    def sift(self, listing: Listing, limits: Limits) -> Sifted:
        """Tell the files that are as they were from those that must be read, and get these."""
        from hashlib import blake2b  # noqa: PLC0415 - OpenSSL comes with it; mostly nobody asks

        entry = self.entry
        find = entry.find if entry is not None else lambda _: None
        numbers = [NEW if (number := find(name)) is None else number for name in listing.names]
        found = Sifted(listing.names, listing.stamps[:], numbers)
        for place in self._list_changed(listing, numbers):
            name = listing.names[place]
            content = read_file(name, limits, is_named=name == self.key.top)
            moments = slice(3 * place, 3 * place + 3)
            found.stamps[moments] = array("q", settle(found.stamps[moments], self.began))
            if isinstance(content, Text):
                digest = blake2b(content.content, digest_size=DIGEST).digest()
                number = numbers[place]
                if entry is not None and number >= 0 and entry.get_digest(number) == digest:
                    continue
                found.digests[place] = digest
            found.contents[place] = content
            numbers[place] = NEW
        return found

    def _list_changed(self, listing: Listing, numbers: Sequence[int]) -> Iterator[int]:
        """Yield the files, by place, that do not look as they did, or were not there."""
        kept = self.entry.stamps if self.entry is not None else array("q")
        one, other = iter(listing.stamps), iter(kept)
        now = zip(one, one, one, strict=True)
        before = list(zip(other, other, other, strict=True))
        for place, (number, stamp) in enumerate(zip(numbers, now, strict=True)):
            if number < 0 or before[number] != stamp:
                yield place

    def recall_sifted(
        self, listing: Listing, files: Sifted
    ) -> tuple[Records, tuple[Problem, ...]] | None:
        """Return the whole tracker and its warnings where no file has changed, else None."""
        entry = self.entry
        if entry is None or listing.problems or entry.names != listing.names or files.contents:
            return None
        recalled = self._recall(entry)
        if recalled is not None:
            self.write(self.compose(files), recalled[1])
        return recalled

    def recall_part(self, number: int) -> Part:
        """Return the records of a file as it was when it was kept."""
        if self.entry is None:  # pragma: no cover - who has a number has an entry
            raise LookupError(number)
        return self.entry.make_part(number)

    def finish(self, files: Sifted, found: Sequence[Problem] | None) -> None:
        """Keep what was read; `found` are the warnings, or None where the whole is not sound.

        Where few files made it unsound, what was kept before stays: when these are right again, no
        more need be looked at than what they touch.
        """
        was_sound = self.entry is not None and self.entry.warnings is not None
        if found is None and was_sound and is_small(len(files.contents), len(files.names)):
            return
        whole = range(len(files.names))
        known = [place for place in whole if place in files.parts]
        if len(known) < len(whole):
            found = None
            moments = (files.stamps[3 * place : 3 * place + 3] for place in known)
            files = Sifted(
                [files.names[place] for place in known],
                array("q", chain.from_iterable(moments)),
                [files.numbers[place] for place in known],
                digests={n: files.digests[p] for n, p in enumerate(known) if p in files.digests},
                parts={n: files.parts[p] for n, p in enumerate(known)},
            )
        self.write(self.compose(files), found)

    def compose(self, files: Sifted) -> Entry:
        """Return the entry of files, which nobody has written yet."""
        kept = Kept(files.names, files.stamps, files.numbers, files.digests, files.parts)
        return compose(self.key.shape, kept, self.entry)

    def write(self, entry: Entry, found: Sequence[Problem] | None) -> None:
        """Write an entry; `found` are the warnings, or None where the whole is not sound."""
        entry.warnings = None if found is None else tuple(found)
        try:
            write(self.folder, self.key, entry)
        except CacheError as error:
            _warn(error)


def make_records(sections: Mapping[str, Rows[Any]]) -> Records:
    """Return everything that an entry keeps, each record made when it is asked for."""
    rows: dict[str, Any] = dict(sections)
    about = next(iter(rows.pop("tracker")), None)
    return Records(about=about, **rows)


def _warn(error: CacheError) -> None:
    warnings.warn(f"{error}; reading without it", CacheWarning, stacklevel=2)
