"""On how many topics each two holders agree, and on how many they conflict.

A holder's side on every topic is one bit of a whole number, those in favour in one number and those
against in another. What two have in common is then one operation of the processor for each 64
topics, and a million stances of five hundred holders take a third of a second without numpy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from stakeholders.answers import Agreement
from stakeholders.collecting import pause_collector
from stakeholders.model import Confidence, Position, Stance
from stakeholders.tracker.filters import has_confidence
from stakeholders.tracker.positions import get_date_key
from stakeholders.twins import find_maker

_FOR: Final = (Position.SUPPORT, Position.STRONGLY_SUPPORT)
_AGAINST: Final = (Position.OPPOSE, Position.STRONGLY_OPPOSE)
_make_agreement: Final = find_maker(Agreement)


def list_latest(stances: Iterable[Stance], least: Confidence) -> Iterable[Stance]:
    """Return the latest stance of each holder on each topic; of several that one day, the last.

    A stance of an unnamed part of a holder is not the holder's.
    """
    latest: dict[tuple[str, str], Stance] = {}
    for stance in stances:
        if stance.part is None and has_confidence(stance, least):
            key = stance.holder, stance.topic
            before = latest.get(key)
            if before is None or get_date_key(stance) >= get_date_key(before):
                latest[key] = stance
    return latest.values()


def count_agreements(stances: Iterable[Stance]) -> tuple[Agreement, ...]:
    """Return each two holders who took sides on a topic that both have, by id."""
    bits: dict[str, int] = {}
    # Neutral stances take no side; what they say goes where nobody looks.
    sides: dict[Position, dict[str, int]] = {Position.NEUTRAL: defaultdict(int)}
    sides |= dict.fromkeys(_FOR, favour := defaultdict[str, int](int))
    sides |= dict.fromkeys(_AGAINST, oppose := defaultdict[str, int](int))
    for stance in stances:
        bit = bits.get(stance.topic)
        if bit is None:
            bit = bits[stance.topic] = 1 << len(bits)
        sides[stance.position][stance.holder] |= bit
    holders = sorted(favour.keys() | oppose.keys())
    with pause_collector():
        return tuple(_pair([(name, favour[name], oppose[name]) for name in holders]))


def _pair(sides: list[tuple[str, int, int]]) -> Iterator[Agreement]:
    for (one, yes, no), (other, aye, nay) in combinations(sides, 2):
        agree = (yes & aye).bit_count() + (no & nay).bit_count()
        conflict = (yes & nay).bit_count() + (no & aye).bit_count()
        if agree or conflict:
            yield _make_agreement(one, other, agree, conflict)
