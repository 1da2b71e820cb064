"""Several blocks of bytes in one, and out again without a copy."""

from array import array
from collections.abc import Sequence
from typing import Final

Block = bytes | memoryview
_ALIGNED: Final = 8


class TornError(Exception):
    """What was written is not all there, or something else is there."""


def list_block_bytes(blocks: Sequence[Sequence[Block]]) -> list[Block]:
    """Return what to write of a box: the lengths of its blocks, then the blocks, aligned.

    A block is given in parts that follow each other.
    """
    lengths = [sum(map(len, parts)) for parts in blocks]
    written: list[Block] = [array("q", [len(blocks), *lengths]).tobytes()]
    for parts, length in zip(blocks, lengths, strict=True):
        written.extend(parts)
        written.append(bytes(-length % _ALIGNED))
    return written


def open_box(view: memoryview) -> list[memoryview]:
    """Return the blocks of a box.

    Raises:
        TornError: if the lengths do not fit.
    """
    if len(view) < _ALIGNED:
        raise TornError
    number = view[:_ALIGNED].cast("q")[0]
    place = _ALIGNED * (number + 1)
    if number < 0 or place > len(view):
        raise TornError
    blocks: list[memoryview] = []
    for length in view[_ALIGNED:place].cast("q"):
        if not 0 <= length <= len(view) - place:
            raise TornError
        blocks.append(view[place : place + length])
        place += length + -length % _ALIGNED
    return blocks
