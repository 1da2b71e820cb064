"""One tracker as it was read: its files as they looked then, their columns, and the verdict."""

import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Self

from stakeholders.cache.boxes import Block, TornError, list_block_bytes, open_box
from stakeholders.cache.folder import BOUND, CacheError, name_entry, open_entry, write_entry
from stakeholders.cache.layout import Shape
from stakeholders.cache.packing import NUMBERS, OFFSETS, Packer
from stakeholders.cache.rows import Rows
from stakeholders.cache.segments import Segment, merge_runs
from stakeholders.errors import Mark, Problem, Severity
from stakeholders.late import define, field, frozen

_HEAD: Final = struct.Struct("<8sIIq")
_MAGIC: Final = b"STKHLD\r\n"
_DIGEST: Final = 16
_SEGMENTS: Final = 8
_SETTLED_NANOSECONDS: Final = 2 * 10**9
_NEVER: Final = (-1, -1, -1)
Stamp = tuple[int, int, int]
Part = Mapping[str, Sequence[Any]]


@frozen
class Kept:
    """One file to keep: how it looked, what was in it, and its records, read or kept before."""

    name: str
    stamp: Stamp
    digest: bytes
    part: Part
    number: int | None


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

    `warnings` are those of the whole, or None where the whole was not found sound.
    """

    names: list[str]
    stamps: "array[int]"
    warnings: tuple[Problem, ...] | None
    _shape: Shape
    _digests: memoryview
    _homes: memoryview
    _starts: list[memoryview]
    _counts: list[memoryview]
    _views: list[memoryview]
    _segments: dict[int, Segment] = field(factory=dict)
    _numbers: dict[str, int] | None = None

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
            view = memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ))
            return cls._open(view, key)
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

    def get_stamp(self, number: int) -> Stamp:
        """Return how a file looked when it was read; see `settle`."""
        size, changed, moved = self.stamps[3 * number : 3 * number + 3]
        return size, changed, moved

    def get_digest(self, number: int) -> bytes:
        """Return the digest of a file's content."""
        return bytes(self._digests[_DIGEST * number : _DIGEST * (number + 1)])

    def make_part(self, number: int) -> dict[str, list[Any]]:
        """Return the records of one file, by section."""
        segment = self._get_segment(self._homes[number])
        found: dict[str, list[Any]] = {}
        for (section, kind), starts, counts in zip(
            self._shape.sections.items(), self._starts, self._counts, strict=True
        ):
            if counts[number]:
                start = starts[number]
                found[section] = segment.make_all(kind, start, start + counts[number])
        return found

    def make_sections(self) -> dict[str, Rows[Any]]:
        """Return the records of all files, by section, each made when it is asked for."""
        return {
            section: Rows(kind, self._list_runs(kind, starts, counts))
            for (section, kind), starts, counts in zip(
                self._shape.sections.items(), self._starts, self._counts, strict=True
            )
        }

    def _list_runs(
        self, kind: type, starts: memoryview, counts: memoryview
    ) -> list[tuple[Segment, int, int]]:
        if len(self._views) == 1 and sum(counts) == self._get_segment(0).count(kind):
            return [(self._get_segment(0), 0, sum(counts))]
        homes, first, number = self._homes.tolist(), starts.tolist(), counts.tolist()
        return merge_runs(
            (self._get_segment(home), start, start + count)
            for home, start, count in zip(homes, first, number, strict=True)
        )

    def _get_segment(self, home: int) -> Segment:
        segment = self._segments.get(home)
        if segment is None:
            segment = self._segments[home] = Segment(self._views[home], self._shape)
        return segment

    def get_home(self, number: int) -> tuple[int, list[int], list[int]]:
        """Return the segment of a file, and the first row and the number of rows by section."""
        return (
            self._homes[number],
            [starts[number] for starts in self._starts],
            [counts[number] for counts in self._counts],
        )

    @property
    def views(self) -> Sequence[memoryview]:
        """The segments as they are written."""
        return self._views


def _cut(numbers: memoryview, parts: int) -> list[memoryview]:
    length = len(numbers) // parts
    return [numbers[length * part : length * (part + 1)] for part in range(parts)]


def keep(
    folder: str,
    key: Key,
    files: Sequence[Kept],
    warnings: Sequence[Problem] | None,
    entry: Entry | None,
) -> None:
    """Write what is known of a tracker; what `entry` keeps of files that did not change stays.

    `warnings` is None where the whole was not found sound.

    Raises:
        CacheError: if it cannot be written.
    """
    fresh = [file for file in files if file.number is None]
    is_worn = entry is not None and (len(entry.views) >= _SEGMENTS or 4 * len(fresh) > len(files))
    # Where nothing is fresh nothing was made either: there are only new looks to be written.
    if entry is None or (fresh and is_worn):
        entry, fresh = None, list(files)
    segments: list[Sequence[Block]] = [[view] for view in entry.views] if entry else []
    packer = Packer(key.shape)
    first: dict[str, int] = {}
    for section, kind in key.shape.sections.items():
        first[section] = packer.add(kind, [r for file in fresh for r in file.part.get(section, ())])
    places: list[tuple[int, list[int], list[int]]] = []
    for file in files:
        if entry is not None and file.number is not None:
            places.append(entry.get_home(file.number))
            continue
        counts = [len(file.part.get(section, ())) for section in key.shape.sections]
        places.append((len(segments), list(first.values()), counts))
        for section, count in zip(first, counts, strict=True):
            first[section] += count
    if fresh or not segments:
        segments.append(packer.list_bytes())
    stamps = (moment for file in files for moment in file.stamp)
    homes = array(NUMBERS, [home for home, _, _ in places])
    sections = range(len(key.shape.sections))
    starts = array(NUMBERS, [place[1][n] for n in sections for place in places])
    counted = array(NUMBERS, [place[2][n] for n in sections for place in places])
    names = "\0".join(file.name for file in files).encode("utf-8", "surrogateescape")
    parts = list_block_bytes(
        [
            [key.spell()],
            [names],
            [array(OFFSETS, stamps).tobytes()],
            [file.digest for file in files],
            [homes.tobytes()],
            [starts.tobytes()],
            [counted.tobytes()],
            [_write_warnings(warnings)],
            *segments,
        ]
    )
    _write(folder, key, parts)


def _write(folder: str, key: Key, parts: Iterable[Block]) -> None:
    written = list(parts)
    length, checksum = 0, 0
    for part in written:
        length += len(part)
        checksum = zlib.crc32(part, checksum)
    if length > BOUND // 2:
        raise CacheError(f"{key.top}: {length} bytes: too large to keep")
    head = _HEAD.pack(_MAGIC, checksum, 0, length)
    write_entry(folder, name_entry(key.top), [head, *written])


def settle(stamp: Stamp, now: int) -> Stamp:
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
