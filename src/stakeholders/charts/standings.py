"""Standings in the words of a picture: a cell for each, as short as it can be said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from stakeholders.answers import Change, Standing, describe_holder
from stakeholders.charts.telling import name_topic, say_position, say_shortly, tell_stance
from stakeholders.charts.values import Cell, Item, Tone
from stakeholders.dates import PartialDate
from stakeholders.errors import join_words
from stakeholders.model import Basis, Confidence, Holder, Stance, Topic
from stakeholders.tracker import Tracker

BASES: Final = {Basis.STATED: "", Basis.REPORTED: "r", Basis.INFERRED: "i"}
AT_LEAST: Final = "≥\N{NO-BREAK SPACE}"
_MARKED = {mark: basis.value for basis, mark in BASES.items() if mark}
_MONTH = 30.44
_YEAR = 365.25
_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTHS = 2 * _MONTH
_YEARS = 2 * _YEAR


Moves = Mapping[tuple[str, str], Sequence[Change]]


def find_moves(tracker: Tracker, least: str | Confidence) -> Moves:
    """Return who moved from which stance to which, by the ids of the holder and the topic."""
    found: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in tracker.changes(min_confidence=least):
        found[change.holder.id, change.topic.id].append(change)
    return found


def tell_cell(tracker: Tracker, standing: Standing, moves: Moves, *, key: str, title: str) -> Cell:
    """Return where a holder stands as a cell; its lines are the rival positions."""
    item = tell_stance(tracker, standing.stance, key=key, title=title)
    facts = list(item.facts)
    if standing.age is not None and standing.on is not None:
        day = PartialDate.of(standing.on).in_words()
        facts.append((f"Age on {day}", _say_age(standing)))
    rivals = list_rivals(standing)
    if rivals:
        facts.append(("As late", join_words(rivals, "and")))
    facts += [
        ("Before", f"{say_position(stance)} ({say_when(stance)})")
        for stance in list_earlier(standing, moves)
    ]
    tip = f"{item.tip}; as late as this: {join_words(rivals, 'and')}" if rivals else item.tip
    item = attrs.evolve(item, lines=rivals, tip=tip, facts=tuple(facts))
    return Cell(item=item, note=f"{_say_time(standing)} {BASES[standing.stance.basis]}".strip())


def name_column(topic: Topic) -> str:
    """Return what a topic is called above or beside positions."""
    return name_topic(topic).rstrip(".")


def tell_silence(holder: Holder, topic: Topic, *, key: str) -> Cell:
    """Return that no statement of a holder on a topic was found, as a cell."""
    name = describe_holder(holder)
    item = Item(
        key=key,
        title=name_column(topic),
        tone=Tone.NO_STATEMENT,
        tip=f"{name}: no statement found: {topic.proposition}",
        facts=(("Who", name), ("Topic", topic.proposition)),
    )
    return Cell(item=item)


def say_cell(cell: Cell) -> str:
    """Return a cell in words, without marks."""
    if cell.item.tone is Tone.NO_STATEMENT:
        return "no statement found"
    positions = [cell.item.tone.value.replace("-", " "), *cell.item.lines]
    time, _, mark = cell.note.rpartition(" ")
    said = f"{time}, {_MARKED[mark]}" if mark in _MARKED else cell.note
    return f"{join_words(positions, 'and, as late,')} ({said})"


def list_rivals(standing: Standing) -> tuple[str, ...]:
    """Return the other positions taken as late as a stance, each once."""
    return tuple(dict.fromkeys(map(say_position, standing.rivals)))


def list_earlier(
    standing: Standing, moves: Moves, since: PartialDate | None = None
) -> list[Stance]:
    """Return the stances that a holder moved away from, surely before this one, in order.

    With `since`, only those left in moves that can date from then or later.
    """
    found: list[Stance] = []
    now = standing.stance.date
    for change in moves.get((standing.holder.id, standing.topic.id), ()):
        before, after = change.before.date, change.after.date
        if now is None or before is None or after is None or not before.is_surely_before(now):
            continue
        if since is None or not after.is_surely_before(since):
            found.append(change.before)
    # What came between may be no surer than this stance, so that the last can be the same.
    while found and found[-1].position is standing.position:
        found.pop()
    return found


def say_when(stance: Stance) -> str:
    """Return the date of a stance, with the names of months shortened."""
    return say_shortly(stance.date) if stance.date else "undated"


def say_age(days: int) -> str:
    """Return a number of days in the unit that fits, rounded down.

    Example:
        >>> say_age(45), say_age(100), say_age(1100)
        ('45 d', '3 mo', '3 yr')
    """
    if days < _MONTHS:
        return f"{days} d"
    return f"{int(days / _MONTH)} mo" if days < _YEARS else f"{int(days / _YEAR)} yr"


def say_month(when: PartialDate) -> str:
    """Return a date by its month or its years: as short as it goes without saying more.

    Example:
        >>> [say_month(PartialDate.parse(text)) for text in ("2011-09-14", "2011", "../2011")]
        ['Sep 2011', '2011', 'by 2011']
    """
    first, last = when.earliest, when.latest
    if first is None:
        return f"by {last.year}" if last else "undated"
    if last is None:
        return f"from {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_NAMES[first.month - 1]} {first.year}"
    if first.year == last.year:
        return str(first.year)
    is_near = first.year // 100 == last.year // 100
    return f"{first.year}–{last.year % 100:02}" if is_near else f"{first.year}–{last.year}"


def _say_time(standing: Standing) -> str:
    if standing.age is not None:
        return _say_age(standing)
    return say_month(standing.stance.date) if standing.stance.date else "undated"


def _say_age(standing: Standing) -> str:
    """Return the least age, marked as such where the date leaves a greater one open."""
    least = say_age(standing.age or 0)
    first = standing.stance.date.earliest if standing.stance.date else None
    is_sure = first and standing.on and say_age((standing.on - first).days) == least
    if not is_sure:
        return f"{AT_LEAST}{least}"
    return least if standing.age else "same day"
