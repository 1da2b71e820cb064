"""Files read by several processes at once, where that is faster than one after another.

Each process reads some files the direct way and gives their records back as the columns that the
cache has, which is half of what a pickle of them takes. What it cannot read so is left to the one
that started it, and so is everything where a process comes to grief. `STAKEHOLDERS_WORKERS` says
how many processes may read, this one among them; 1 is none beside it.
"""

import os
import signal
import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, Final

import attrs

from stakeholders.cache import Shape
from stakeholders.cache.boxes import TornError
from stakeholders.cache.packing import NUMBERS, Packer
from stakeholders.cache.segments import Segment
from stakeholders.errors import QuestionError, quote
from stakeholders.loading.direct import Part, read_part
from stakeholders.loading.files import Text, decode
from stakeholders.loading.limits import Limits
from stakeholders.loading.rows import Reading
from stakeholders.loading.table import SECTIONS
from stakeholders.model import About

LEAST_BYTES: Final = 4_000_000
_PER_WORKER: Final = 2_000_000
_MOST_WORKERS: Final = 8
# To read a file and to pack its records takes so many times as long as to read it.
_SHARE: Final = 1.25
_VARIABLE: Final = "STAKEHOLDERS_WORKERS"
_HEAD: Final = struct.Struct("<qq")
_STAT_THREADS: Final = 17  # its place behind the name, in what Linux says of a process
_GONE: Final = -1

Recall = Callable[[str], Part | None]


@attrs.define(eq=False)
class Worker:
    """A process that reads files, until what it read is asked for."""

    texts: Sequence[Text]
    pid: int
    pipe: int
    parts: Mapping[str, Part] | None = None

    def collect(self) -> Mapping[str, Part]:
        """Return what it read, by path; nothing where it came to grief."""
        if self.parts is None:
            with os.fdopen(self.pipe, "rb") as pipe:
                self.pipe = _GONE
                packed = pipe.read()
            try:
                self.parts = unpack_parts(self.texts, packed)
            except (TornError, ValueError, struct.error):
                self.parts = {}
        return self.parts

    def end(self) -> None:
        """Leave no process and no pipe behind."""
        # Where signals of children are ignored, or caught, somebody else may have seen it off.
        if self.pipe != _GONE:
            os.close(self.pipe)
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


@contextmanager
def read_apart(texts: Sequence[Text], limits: Limits) -> Iterator[Recall]:
    """Let other processes read some texts; give a way to ask for what was in one, or None.

    Raises:
        QuestionError: if STAKEHOLDERS_WORKERS is no number.
    """
    shares = divide(texts, count_workers(sum(len(text.content) for text in texts)))
    workers: list[Worker] = []
    try:
        # No more processes, or no more files, are to be had: what is left is read here.
        with suppress(OSError):
            for share in shares:
                workers.append(start(share, limits))  # noqa: PERF401 - those before stay
        homes = {text.path: worker for worker in workers for text in worker.texts}
        yield lambda path: homes[path].collect().get(path) if path in homes else None
    finally:
        for worker in workers:
            worker.end()


def count_workers(size: int) -> int:
    """Return how many processes should read so many bytes, this one among them."""
    wanted = os.environ.get(_VARIABLE, "")
    if wanted and not (wanted.isdecimal() and int(wanted)):
        raise QuestionError(f"{_VARIABLE}: {quote(wanted)} is no number: expected 1 or more")
    if size < LEAST_BYTES or not _is_safe():
        return 1
    number = int(wanted) if wanted else min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
    return max(1, min(number, size // _PER_WORKER))


def _is_safe() -> bool:
    """Tell whether a process may be split: not elsewhere than on Linux, nor where threads run.

    A thread that holds a lock is not there any more in the copy, but its lock is.
    """
    from pathlib import Path  # noqa: PLC0415 - only who reads much asks

    if sys.platform != "linux":
        return False
    processes = sys.modules.get("multiprocessing")
    if processes is not None and processes.parent_process() is not None:
        return False
    try:
        stat = Path("/proc/self/stat").read_bytes()
    except OSError:
        return False
    return int(stat.rpartition(b")")[2].split()[_STAT_THREADS]) == 1


def divide(texts: Sequence[Text], number: int) -> list[Sequence[Text]]:
    """Return the shares of all processes but the first, which begins at once and packs nothing.

    A file goes where its middle lies, so that nobody waits for another to read the only large one.
    """
    if number == 1:
        return []
    ends = list(accumulate(len(text.content) for text in texts))
    middles = [end - len(text.content) / 2 for text, end in zip(texts, ends, strict=True)]
    own = _SHARE / (number - 1 + _SHARE)
    bounds = [ends[-1] * (own + (1 - own) * share / (number - 1)) for share in range(number)]
    # The last bound is the end, whatever was lost in fractions.
    bounds[-1] = ends[-1]
    shares = [
        [text for text, middle in zip(texts, middles, strict=True) if low < middle <= high]
        for low, high in pairwise(bounds)
    ]
    return [share for share in shares if share]


def start(texts: Sequence[Text], limits: Limits) -> Worker:
    """Start a process that reads texts.

    Raises:
        OSError: if none is to be had.
    """
    into, out = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(into)
        os.close(out)
        raise
    if pid:
        os.close(out)
        return Worker(texts, pid, into)
    try:  # pragma: no cover - what happens in the copy is not counted
        os.close(into)
        with os.fdopen(out, "wb") as pipe:
            pipe.write(pack_parts(texts, limits))
    finally:
        # Nothing of what this process was about is to be finished in its copy.
        os._exit(0)


@cache
def _get_shape() -> Shape:
    return Shape.make({"tracker": About, **{name: s.record for name, s in SECTIONS.items()}})


def pack_parts(texts: Sequence[Text], limits: Limits) -> bytes:
    """Return the records of texts as bytes: how many of each section in each, and the columns."""
    shape, reading = _get_shape(), Reading.make_empty(limits)
    parts: list[Part | None] = []
    for text in texts:
        content = decode(text)
        part = read_part(reading, text.path, content) if isinstance(content, str) else None
        # Of a fault, the process that loads must hear: it reads such a file itself.
        parts.append(part if reading.faults is None else None)
    packer = Packer(shape)
    for section, kind in shape.sections.items():
        packer.add(kind, [record for part in parts for record in (part or {}).get(section, ())])
    counts = array(NUMBERS)
    for part in parts:
        counts.append(part is not None)
        counts.extend(len((part or {}).get(section, ())) for section in shape.sections)
    columns = b"".join(packer.list_bytes())
    head = counts.tobytes()
    return _HEAD.pack(len(head), len(columns)) + head + columns


def unpack_parts(texts: Sequence[Text], packed: bytes) -> dict[str, Part]:
    """Return the records of texts by path; those that were not read are not there.

    Raises:
        TornError: if the bytes are not all there.
    """
    lengths = _HEAD.unpack_from(packed)
    if sum(lengths) + _HEAD.size != len(packed):
        raise TornError
    view = memoryview(packed)[_HEAD.size :]
    shape = _get_shape()
    counts = iter(array(NUMBERS, view[: lengths[0]].cast(NUMBERS)))
    segment = Segment(view[lengths[0] :], shape)
    made: dict[str, Iterator[Any]] = {
        section: iter(segment.make_all(kind, 0, segment.count(kind)))
        for section, kind in shape.sections.items()
    }
    found: dict[str, Part] = {}
    for text in texts:
        is_read = next(counts)
        part = {
            section: [next(records) for _ in range(next(counts))]
            for section, records in made.items()
        }
        if is_read:
            found[text.path] = {section: records for section, records in part.items() if records}
    return found
