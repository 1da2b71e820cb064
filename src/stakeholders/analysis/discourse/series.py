"""Networks of one time after another."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import overload

import attrs

from stakeholders.analysis.discourse.network import Network
from stakeholders.analysis.discourse.statements import LeftOut


@attrs.frozen(kw_only=True, eq=False)
class Slice:
    """The network of a span of time: its first, middle and last day, and how many statements.

    Of a slice that a kernel smooths, these are the days on which a statement has a weight at all.
    """

    first: date
    middle: date
    last: date
    number: int
    network: Network


@attrs.frozen(kw_only=True, eq=False)
class Series(Sequence[Slice]):
    """Slices in order of time; all of their networks have the same labels in the same order.

    `left_out` says how many statements are in no slice, and why.
    """

    slices: tuple[Slice, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def networks(self) -> tuple[Network, ...]:
        """The networks alone."""
        return tuple(each.network for each in self.slices)

    @property
    def middles(self) -> tuple[date, ...]:
        """The middle day of each slice."""
        return tuple(each.middle for each in self.slices)

    def __len__(self) -> int:
        return len(self.slices)

    def __iter__(self) -> Iterator[Slice]:
        return iter(self.slices)

    @overload
    def __getitem__(self, number: int) -> Slice: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Slice, ...]: ...
    def __getitem__(self, number: int | slice) -> Slice | tuple[Slice, ...]:
        return self.slices[number]
