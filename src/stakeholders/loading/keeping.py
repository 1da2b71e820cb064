"""What need not be read again: files that are as they were when the cache was written."""

import time
import typing
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, Self

from stakeholders.cache import CacheError, Entry, Kept, Key, Shape, Stamp, find_folder, keep, settle
from stakeholders.errors import CacheWarning, Problem
from stakeholders.late import define, list_fields
from stakeholders.loading.files import Listing, Text, read_file
from stakeholders.loading.limits import Limits
from stakeholders.model import About, Record, Records
from stakeholders.version import __version__

_DIGEST: Final = 16
Part = Mapping[str, Sequence[Record]]


@define(eq=False)
class Sifted:
    """A file of a load: kept, by its number in the entry; or its text; or why it has none."""

    name: str
    stamp: Stamp
    number: int | None = None
    content: Text | Problem | None = None
    digest: bytes = b""
    part: Part | None = None


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
        sections: dict[str, Any] = dict(entry.make_sections())
        about = next(iter(sections.pop("tracker")), None)
        return Records(about=about, **sections), entry.warnings

    def sift(self, listing: Listing, limits: Limits) -> list[Sifted]:
        """Tell the files that are as they were from those that must be read, and get these."""
        from hashlib import blake2b  # noqa: PLC0415 - OpenSSL comes with it; mostly nobody asks

        found: list[Sifted] = []
        for name, stamp in listing:
            file = Sifted(name, stamp)
            found.append(file)
            number, digest = self._find(name)
            if number is not None and self._get_stamp(number) == stamp:
                file.number, file.digest = number, digest
                continue
            file.content = read_file(name, limits, is_named=name == self.key.top)
            if isinstance(file.content, Problem):
                continue
            file.digest = blake2b(file.content.content, digest_size=_DIGEST).digest()
            if number is not None and file.digest == digest:
                file.number, file.content = number, None
        return found

    def _find(self, name: str) -> tuple[int | None, bytes]:
        number = self.entry.find(name) if self.entry is not None else None
        if self.entry is None or number is None:
            return None, b""
        return number, self.entry.get_digest(number)

    def _get_stamp(self, number: int) -> Stamp | None:
        return self.entry.get_stamp(number) if self.entry is not None else None

    def recall_sifted(
        self, listing: Listing, files: Sequence[Sifted]
    ) -> tuple[Records, tuple[Problem, ...]] | None:
        """Return the whole tracker and its warnings where no file has changed, else None."""
        entry = self.entry
        if entry is None or listing.problems or entry.names != listing.names:
            return None
        if any(file.number is None for file in files):
            return None
        recalled = self._recall(entry)
        if recalled is not None:
            self._keep(files, recalled[1])
        return recalled

    def recall_part(self, number: int) -> Part:
        """Return the records of a file that has not changed."""
        if self.entry is None:  # pragma: no cover - who has a number has an entry
            raise LookupError(number)
        return self.entry.make_part(number)

    def finish(self, files: Sequence[Sifted], found: Sequence[Problem] | None) -> None:
        """Keep what was read; `found` are the warnings, or None where the whole is not sound."""
        is_whole = all(file.part is not None for file in files)
        self._keep([f for f in files if f.part is not None], found if is_whole else None)

    def _keep(self, files: Sequence[Sifted], found: Sequence[Problem] | None) -> None:
        kept = [
            Kept(f.name, settle(f.stamp, self.began), f.digest, f.part or {}, f.number)
            for f in files
        ]
        try:
            keep(self.folder, self.key, kept, found, self.entry)
        except CacheError as error:
            _warn(error)


def _warn(error: CacheError) -> None:
    warnings.warn(f"{error}; reading without it", CacheWarning, stacklevel=2)
