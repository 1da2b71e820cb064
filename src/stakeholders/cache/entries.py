"""One tracker as it was read: its files as they looked then, their columns, and the verdict."""

import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final, Self

from stakeholders.cache.boxes import TornError, list_block_bytes, open_box
from stakeholders.cache.folder import BOUND, CacheError, name_entry, open_entry, write_entry
from stakeholders.cache.layout import Shape
from stakeholders.cache.packing import NUMBERS, OFFSETS
from stakeholders.cache.rows import Rows
from stakeholders.cache.segments import Segment, merge_runs
from stakeholders.errors import Mark, Problem, Severity
from stakeholders.late import define, field, frozen

_HEAD: Final = struct.Struct("<8sIIq")
_MAGIC: Final = b"STKHLD\r\n"
DIGEST: Final = 16
_SETTLED_NANOSECONDS: Final = 2 * 10**9
_NEVER: Final = (-1, -1, -1)


@frozen
class Key:
    """What an entry is for; one that was written for anything else is not used.

    `terms` is whatever else the records depend on: the version, the limits.
    """

    top: str
    terms: str
    shape: Shape

    def spell(self) -> bytes:
        """Return the key as it stands in the entry."""
        words = (
            os.path.abspath(self.top),
            self.top,
            self.terms,
            sys.byteorder,
            self.shape.describe(),
        )
        return "\0".join(words).encode("utf-8", "surrogateescape")


@define(eq=False)
class Entry:
    """What is kept of a tracker.

    `warnings` are those of the whole, or None where the whole was not found sound. By the number of
    a file, `homes` has its segment, and by section `starts` has its first row there, `counts` how
    many there are.
    """

    names: list[str]
    stamps: "array[int]"
    warnings: tuple[Problem, ...] | None
    shape: Shape
    digests: memoryview
    homes: memoryview
    starts: list[memoryview]
    counts: list[memoryview]
    views: list[memoryview]
    _segments: dict[int, Segment] = field(factory=dict)
    _numbers: dict[str, int] | None = None
    _stretches: list[tuple[int, int, int]] | None = None

    @classmethod
    def read(cls, folder: str, key: Key) -> Self | None:
        """Return the entry of a tracker, or None where there is none that can be used.

        Raises:
            CacheError: if the folder is not safe to read from.
        """
        descriptor = open_entry(folder, name_entry(key.top))
        if descriptor is None:
            return None
        try:
            # Views of the map keep it alive; nobody else does.
            return cls._open(memoryview(_map(descriptor)), key)
        except (TornError, OSError, ValueError, TypeError, IndexError, struct.error):
            return None
        finally:
            os.close(descriptor)

    @classmethod
    def _open(cls, view: memoryview, key: Key) -> Self:
        magic, checksum, _, length = _HEAD.unpack_from(view)
        rest = view[_HEAD.size :]
        if magic != _MAGIC or length != len(rest) or zlib.crc32(rest) != checksum:
            raise TornError
        spelt, names, stamps, digests, homes, starts, counts, warnings, *views = open_box(rest)
        if spelt != key.spell():
            raise TornError
        listed = str(names, "utf-8", "surrogateescape").split("\0") if len(names) else []
        sections = len(key.shape.sections)
        stamped = array(OFFSETS)
        stamped.frombytes(stamps)
        return cls(
            names=listed,
            stamps=stamped,
            warnings=_read_warnings(bytes(warnings)),
            shape=key.shape,
            digests=digests,
            homes=homes.cast(NUMBERS),
            starts=_cut(starts.cast(NUMBERS), sections),
            counts=_cut(counts.cast(NUMBERS), sections),
            views=views,
        )

    def find(self, name: str) -> int | None:
        """Return the number of a file, or None where it is not kept."""
        if self._numbers is None:
            self._numbers = {known: number for number, known in enumerate(self.names)}
        return self._numbers.get(name)

    def get_digest(self, number: int) -> bytes:
        """Return the digest of a file's content."""
        return bytes(self.digests[DIGEST * number : DIGEST * (number + 1)])

    def make_part(self, number: int) -> dict[str, list[Any]]:
        """Return the records of one file, by section."""
        segment = self.get_segment(self.homes[number])
        found: dict[str, list[Any]] = {}
        for (section, kind), starts, counts in zip(
            self.shape.sections.items(), self.starts, self.counts, strict=True
        ):
            if counts[number]:
                start = starts[number]
                found[section] = segment.make_all(kind, start, start + counts[number])
        return found

    def find_span(self, section: str, number: int) -> tuple[Segment, int, int]:
        """Return where the records of a section of one file are: the segment, and which rows."""
        place = list(self.shape.sections).index(section)
        start = self.starts[place][number]
        return self.get_segment(self.homes[number]), start, start + self.counts[place][number]

    def make_sections(self) -> dict[str, Rows[Any]]:
        """Return the records of all files, by section, each made when it is asked for."""
        return {
            section: Rows(kind, self._list_runs(kind, starts, counts))
            for (section, kind), starts, counts in zip(
                self.shape.sections.items(), self.starts, self.counts, strict=True
            )
        }

    def _list_runs(
        self, kind: type, starts: memoryview, counts: memoryview
    ) -> list[tuple[Segment, int, int]]:
        if len(self.views) == 1 and sum(counts) == self.get_segment(0).count(kind):
            return [(self.get_segment(0), 0, sum(counts))]
        runs: list[tuple[Segment, int, int]] = []
        for home, first, last in self._list_stretches():
            segment = self.get_segment(home)
            start, stop = starts[first], starts[last] + counts[last]
            if stop - start == sum(counts[first : last + 1]):
                runs.append((segment, start, stop))
                continue
            # A file that was between these is no more.
            each = zip(starts[first : last + 1], counts[first : last + 1], strict=True)
            runs += ((segment, start, start + count) for start, count in each)
        return merge_runs(runs)

    def _list_stretches(self) -> list[tuple[int, int, int]]:
        """Return where files follow each other in one segment: it, the first and the last."""
        if self._stretches is None:
            found: list[tuple[int, int, int]] = []
            first = 0
            for home, same in groupby(self.homes):
                last = first + len(list(same)) - 1
                found.append((home, first, last))
                first = last + 1
            self._stretches = found
        return self._stretches

    def get_segment(self, home: int) -> Segment:
        """Return a segment by its number."""
        segment = self._segments.get(home)
        if segment is None:
            segment = self._segments[home] = Segment(self.views[home], self.shape)
        return segment


def _map(descriptor: int) -> mmap.mmap:
    """Return a file in memory, all at once where that can be: each page is looked at anyway."""
    if hasattr(mmap, "MAP_POPULATE"):
        flags = mmap.MAP_SHARED | mmap.MAP_POPULATE
        return mmap.mmap(descriptor, 0, flags=flags, prot=mmap.PROT_READ)
    return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)


def _cut(numbers: memoryview, parts: int) -> list[memoryview]:
    length = len(numbers) // parts
    return [numbers[length * part : length * (part + 1)] for part in range(parts)]


def write(folder: str, key: Key, entry: Entry) -> None:
    """Write an entry; segments that were read from one before are taken as they are.

    Raises:
        CacheError: if it cannot be written.
    """
    written = list_block_bytes(
        [
            [key.spell()],
            ["\0".join(entry.names).encode("utf-8", "surrogateescape")],
            [entry.stamps.tobytes()],
            [entry.digests],
            [entry.homes.tobytes()],
            [starts.tobytes() for starts in entry.starts],
            [counts.tobytes() for counts in entry.counts],
            [_write_warnings(entry.warnings)],
            *([view] for view in entry.views),
        ]
    )
    length, checksum = 0, 0
    for part in written:
        length += len(part)
        checksum = zlib.crc32(part, checksum)
    if length > BOUND // 2:
        raise CacheError(f"{key.top}: {length} bytes: too large to keep")
    head = _HEAD.pack(_MAGIC, checksum, 0, length)
    write_entry(folder, name_entry(key.top), [head, *written])


def settle(stamp: Sequence[int], now: int) -> Sequence[int]:
    """Return how a file looked, or a stamp that fits nothing where it may yet change unseen.

    So may what was no plain file when it was looked at.

    As git does: a file written in the same moment as it was read could be written again and look
    the same. `now` is the time before it was looked at, in nanoseconds.
    """
    size, changed, moved = stamp
    is_settled = size >= 0 and max(changed, moved) + _SETTLED_NANOSECONDS < now
    return stamp if is_settled else _NEVER


def _write_warnings(warnings: Sequence[Problem] | None) -> bytes:
    if warnings is None:
        return b"-"
    words = (
        word
        for p in warnings
        for word in (p.mark.path, str(p.mark.line), str(p.mark.column), p.code, p.message)
    )
    return "\0".join(["+", *words]).encode("utf-8", "surrogateescape")


def _read_warnings(written: bytes) -> tuple[Problem, ...] | None:
    sign, *words = written.decode("utf-8", "surrogateescape").split("\0")
    if sign != "+":
        return None
    found = zip(*[iter(words)] * 5, strict=True)
    return tuple(
        Problem(Mark(path, int(line), int(column)), code, message, Severity.WARNING)
        for path, line, column, code, message in found
    )
