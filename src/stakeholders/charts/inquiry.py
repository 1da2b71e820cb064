"""What a picture of stances asks: by which day, with which confidence, of whom."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from stakeholders.answers import Standing
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.holders import (
    KINDS,
    Chosen,
    choose_holders,
    choose_members,
    count_unnamed,
    tell_holder,
)
from stakeholders.charts.standings import Moves, find_moves, name_column
from stakeholders.charts.telling import name_record, say_position
from stakeholders.charts.values import Item
from stakeholders.dates import PartialDate, Truth, read_day
from stakeholders.model import Confidence, Group, Holder, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When


@attrs.frozen(kw_only=True)
class Inquiry:
    """The filters that pictures of stances share, read once."""

    tracker: Tracker
    on: date | None
    known_by: date | None
    least: str | Confidence
    group: Group | None
    moves: Moves

    @classmethod
    def read(
        cls,
        tracker: Tracker,
        *,
        body: str | Group | None,
        on: When | None,
        known_by: When | None,
        min_confidence: str | Confidence,
    ) -> "Inquiry":
        """Read the filters as a caller gives them.

        Raises:
            UnknownIdError: if the body is none.
            QuestionError: if a choice is not one.
            DateError: if a day is not one.
        """
        seen = tracker if known_by is None else tracker.known_by(known_by)
        return cls(
            tracker=seen,
            on=None if on is None else read_day(on),
            known_by=None if known_by is None else read_day(known_by),
            least=min_confidence,
            group=None if body is None else choose_body(seen, body),
            moves=find_moves(seen, min_confidence),
        )

    def list_stances(self, topic: Topic | None = None) -> Iterator[Stance]:
        """Yield the latest stances by the day, but not those of unnamed parts of a holder."""
        stances = self.tracker.stances(topic=topic, on=self.on, min_confidence=self.least)
        return (stance for stance in stances if stance.part is None)

    def choose(
        self, holders: Iterable[str | Holder] | None, topic: Topic | None = None
    ) -> tuple[Chosen, ...]:
        """Return whom to show: those named, those of the body, or whoever has a stance."""
        if holders is not None:
            return choose_holders(self.tracker, holders)
        if self.group is not None:
            return choose_members(self.tracker, self.group, self.on)
        having = {stance.holder for stance in self.list_stances(topic)}
        everyone = (holder for kind in KINDS for holder in self.tracker.of(kind))
        return choose_holders(self.tracker, [one for one in everyone if one.id in having])

    def find_topics(self, wanted: Iterable[str | Topic]) -> tuple[Topic, ...]:
        """Return topics by their ids, each once.

        Raises:
            UnknownIdError: if there is no such topic.
        """
        ids = dict.fromkeys(one if isinstance(one, str) else one.id for one in wanted)
        for one in ids:
            self.tracker.stances(topic=one)  # raises, where there is no such topic
        known = {topic.id: topic for topic in self.tracker.of(Topic)}
        return tuple(known[one] for one in ids)

    def find_standing(self, holder: Holder, topic: Topic) -> Standing | None:
        """Return where a holder stood."""
        return self.tracker.position(holder, topic, on=self.on, min_confidence=self.least)

    def tell_holder(self, chosen: Chosen, key: str) -> Item:
        """Return a holder as an item, with how and when a person left."""
        return tell_holder(self.tracker, chosen, key=key, group=self.group, on=self.on)

    def say_state(self, when: str) -> str:
        """Return of which day, and as known on which, a picture is."""
        if self.on is not None:
            when += f" as of {PartialDate.of(self.on).in_words()}"
        if self.known_by is not None:
            when += f"; as known on {PartialDate.of(self.known_by).in_words()}"
        return when

    def list_gaps(self, topics: Sequence[Topic], holders: Iterable[Chosen] | None) -> Iterator[str]:
        """Yield what must be said of stances and seats that have no place in the picture.

        Without holders, the stances of everybody count.
        """
        ids = None if holders is None else {one.holder.id for one in holders}
        parts: list[str] = []
        is_dated: list[bool] = []
        for topic in topics:
            found = self.tracker.stances(topic=topic, on=self.on, min_confidence=self.least)
            about = name_column(topic) if len(topics) > 1 else ""
            parts += [
                _say_part(self.tracker, one, about=about)
                for one in found
                if one.part and (ids is None or one.holder in ids)
            ]
            is_dated += [
                self._is_dated(one) for one in found.left_out if ids is None or one.holder in ids
            ]
        unnamed = count_unnamed(self.tracker, self.group, self.on) if self.group else 0
        if unnamed:
            yield f"Seats whose names no source seen prints, and which have no place: {unnamed}."
        if parts:
            yield f"Not counted, for no source names who: {'; '.join(parts)}."
        if any(is_dated):
            yield f"Stances left out for their low confidence: {sum(is_dated)}."
        if not all(is_dated):
            undated = len(is_dated) - sum(is_dated)
            yield f"Stances left out that are undated, or may date from after the day: {undated}."

    def _is_dated(self, stance: Stance) -> bool:
        """Tell whether a stance surely dates from before the end of the day, if there is one."""
        if self.on is None:
            return True
        return stance.date is not None and stance.date.is_by(self.on) is Truth.YES


def _say_part(tracker: Tracker, stance: Stance, *, about: str) -> str:
    on = f" on {about}" if about else ""
    return f"{stance.part} of {name_record(tracker, stance.holder)}{on}: {say_position(stance)}"
