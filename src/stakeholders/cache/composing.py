"""An entry from files that were read and files that an entry before it keeps."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Any, Final

from stakeholders.cache.entries import DIGEST, Entry
from stakeholders.cache.layout import Shape
from stakeholders.cache.packing import NUMBERS, Packer
from stakeholders.late import frozen

_SEGMENTS: Final = 8
_FEW: Final = 4  # of so many files, one may be packed apart
NEW: Final = -1
Part = Mapping[str, Sequence[Any]]


@frozen(eq=False)
class Kept:
    """The files to keep: their names, how they looked, and where they are kept already.

    `numbers` has the number of each file in the entry before, or NEW where it was read anew; of
    these `digests` and `parts`, by place, have the digest and the records. More parts may be known.
    """

    names: Sequence[str]
    stamps: "array[int]"
    numbers: Sequence[int]
    digests: Mapping[int, bytes]
    parts: Mapping[int, Part]


def is_small(changed: int, files: int) -> bool:
    """Tell whether an edit of so many files adds to an entry, or makes another one."""
    return _FEW * changed <= files


def compose(shape: Shape, kept: Kept, before: Entry | None) -> Entry:
    """Return the entry of files; what `before` keeps of them stays in place."""
    packed, views = _choose(kept.numbers, before)
    parts = [_find_part(kept, before, place) for place in packed]
    view, starts, counts = _pack(shape, parts)
    stays = list(kept.numbers)
    for place in packed:
        stays[place] = NEW
    runs = list(_list_runs(stays))

    def gather(old: memoryview | None, new: Sequence[int]) -> memoryview:
        return _gather(runs, old, dict(zip(packed, new, strict=True)))

    nothing = [None] * len(shape.sections)
    return Entry(
        names=list(kept.names),
        stamps=kept.stamps,
        warnings=None,
        shape=shape,
        digests=_gather_digests(kept, before),
        homes=gather(before.homes if before else None, [len(views)] * len(packed)),
        starts=[
            gather(*pair) for pair in zip(before.starts if before else nothing, starts, strict=True)
        ],
        counts=[
            gather(*pair) for pair in zip(before.counts if before else nothing, counts, strict=True)
        ],
        views=[*views, view] if packed or not views else views,
    )


def _choose(numbers: Sequence[int], before: Entry | None) -> tuple[list[int], list[memoryview]]:
    """Return the files to pack, by place, and the segments that stay.

    Segments are few: those that edits have added are made one, and all are made one where much in
    them is of files that changed or went.
    """
    packed = [place for place, number in enumerate(numbers) if number < 0]
    views = before.views if before is not None else []
    if before is not None and len(views) >= _SEGMENTS:
        views = views[:1]
        packed = [place for place, n in enumerate(numbers) if n < 0 or before.homes[n]]
    if before is None or not is_small(len(packed), len(numbers)) or _is_stale(before, numbers):
        return list(range(len(numbers))), []
    return packed, views


def _is_stale(before: Entry, numbers: Sequence[int]) -> bool:
    """Tell whether less than half of what an entry holds is of files that it still keeps."""
    gone = set(range(len(before.names))).difference(numbers)
    rows = sum(
        before.get_segment(home).count(kind)
        for home in range(len(before.views))
        for kind in before.shape.sections.values()
    )
    live = sum(sum(counts) - sum(counts[number] for number in gone) for counts in before.counts)
    return 2 * live < rows


def _find_part(kept: Kept, before: Entry | None, place: int) -> Part:
    part = kept.parts.get(place)
    if part is None and before is not None:
        part = before.make_part(kept.numbers[place])
    return part or {}


def _pack(
    shape: Shape, parts: Sequence[Part]
) -> tuple[memoryview, list[list[int]], list[list[int]]]:
    """Return a segment, and by section the first row and the number of rows of each part."""
    packer = Packer(shape)
    starts: list[list[int]] = []
    counts: list[list[int]] = []
    for section, kind in shape.sections.items():
        first = packer.add(kind, [record for part in parts for record in part.get(section, ())])
        counts.append([len(part.get(section, ())) for part in parts])
        starts.append(list(accumulate(counts[-1][:-1], initial=first)) if parts else [])
    return memoryview(b"".join(packer.list_bytes())), starts, counts


def _list_runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield how files follow each other in the entry before: the number of the first, how many."""
    follows = (None if number < 0 else number - place for place, number in enumerate(numbers))
    place = 0
    for step, same in groupby(follows):
        count = len(list(same))
        yield NEW if step is None else place + step, count
        place += count


def _gather(
    runs: Sequence[tuple[int, int]], old: memoryview | None, new: Mapping[int, int]
) -> memoryview:
    """Return a column of numbers, one a file: those of files that stay, and new ones by place."""
    made = array(NUMBERS)
    for first, count in runs:
        if old is None or first < 0:
            made.frombytes(bytes(count * made.itemsize))
        else:
            made.frombytes(old[first : first + count].cast("B"))
    for place, number in new.items():
        made[place] = number
    return memoryview(made)


def _gather_digests(kept: Kept, before: Entry | None) -> memoryview:
    made = bytearray()
    for first, count in _list_runs(kept.numbers):
        if before is None or first < 0:
            made += bytes(DIGEST * count)
        else:
            made += before.digests[DIGEST * first : DIGEST * (first + count)]
    for place, digest in kept.digests.items():
        made[DIGEST * place : DIGEST * (place + 1)] = digest
    return memoryview(bytes(made))
