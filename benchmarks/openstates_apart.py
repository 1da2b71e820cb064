"""Files of openstates read by several processes, each of which makes a segment of the cache."""

import os
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, repeat

import attrs

from stakeholders.cache import Entry
from stakeholders.cache.boxes import TornError, list_block_bytes, open_box
from stakeholders.cache.packing import NUMBERS, OFFSETS
from stakeholders.loading.files import Listing

Read = Callable[[Listing], Entry]


@attrs.define(eq=False)
class Share:
    """Files that another process reads, and where it says what was in them."""

    listing: Listing
    pid: int
    pipe: int

    def collect(self, like: Entry, read: Read) -> Entry:
        """Return the entry of the files, which is read here where the process came to grief."""
        with os.fdopen(self.pipe, "rb") as pipe:
            box = memoryview(pipe.read())
        os.waitpid(self.pid, 0)
        try:
            stamps, digests, starts, counts, view = open_box(box)
        except (TornError, ValueError):
            return read(self.listing)
        return attrs.evolve(
            like,
            names=self.listing.names,
            stamps=array(OFFSETS, stamps.cast(OFFSETS)),
            digests=digests,
            starts=[starts.cast(NUMBERS)],
            counts=[counts.cast(NUMBERS)],
            views=[view],
        )


def read_apart(listing: Listing, read: Read, number: int) -> Entry:
    """Return the entry of files of one section, read by so many processes at once."""
    own, *others = divide(listing, number)
    shares = [_start(share, read) for share in others]
    first = read(own)
    return _join([first, *(share.collect(first, read) for share in shares)])


def divide(listing: Listing, number: int) -> Iterator[Listing]:
    """Yield listings of about the same size in bytes."""
    ends = list(accumulate(listing.stamps[::3]))
    first = 0
    for share in range(1, number + 1):
        last = sum(end * number <= ends[-1] * share for end in ends)
        stamps = listing.stamps[3 * first : 3 * last]
        yield Listing(listing.top, listing.names[first:last], stamps, [])
        first = last


def _start(listing: Listing, read: Read) -> Share:
    into, out = os.pipe()
    pid = os.fork()
    if pid:
        os.close(out)
        return Share(listing, pid, into)
    try:
        os.close(into)
        entry = read(listing)
        numbers = (entry.stamps, entry.digests, *entry.starts, *entry.counts)
        blocks = [*([column.tobytes()] for column in numbers), entry.views]
        with os.fdopen(out, "wb") as pipe:
            pipe.writelines(list_block_bytes(blocks))
    finally:
        # Nothing of what this process was about is to be finished in its copy.
        os._exit(0)


def _join(entries: Sequence[Entry]) -> Entry:
    """Return one entry with the segments of several."""
    homes = chain.from_iterable(repeat(home, len(e.names)) for home, e in enumerate(entries))
    return attrs.evolve(
        entries[0],
        names=[name for entry in entries for name in entry.names],
        stamps=array(OFFSETS, chain.from_iterable(entry.stamps for entry in entries)),
        digests=memoryview(b"".join(entry.digests for entry in entries)),
        homes=memoryview(array(NUMBERS, homes)),
        starts=[memoryview(array(NUMBERS, chain(*(entry.starts[0] for entry in entries))))],
        counts=[memoryview(array(NUMBERS, chain(*(entry.counts[0] for entry in entries))))],
        views=[view for entry in entries for view in entry.views],
    )
