"""The stakeholder table of policy analysis: a row for each stakeholder, with Schmeer's columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from stakeholders.analysis.discourse.choices import list_several
from stakeholders.analysis.positions.selecting import get_topic
from stakeholders.analysis.practice.ratings import MIDPOINT, Rated, collect_ratings
from stakeholders.answers import Standing
from stakeholders.dates import Truth, read_day
from stakeholders.errors import QuestionError, find_nearest, join_words, quote
from stakeholders.model import (
    Basis,
    Body,
    Confidence,
    Group,
    Holder,
    Organization,
    Person,
    Position,
    Quality,
    Relation,
    Stance,
    Topic,
)
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When
from stakeholders.tracker.positions import keep_latest

QUALITIES: Final = (
    Quality.KNOWLEDGE,
    Quality.SALIENCE,
    Quality.RESOURCES,
    Quality.MOBILIZATION,
    Quality.POWER,
    Quality.LEADERSHIP,
)
WORDS: Final[Mapping[Position, str]] = {
    Position.STRONGLY_SUPPORT: "support",
    Position.SUPPORT: "moderate support",
    Position.NEUTRAL: "neutral",
    Position.OPPOSE: "moderate opposition",
    Position.STRONGLY_OPPOSE: "opposition",
}
HEADER: Final = (
    "id",
    "stakeholder",
    "organization",
    "internal",
    "knowledge",
    "position, self",
    "position, others",
    "position, final",
    "interest",
    "alliances",
    "resources",
    "mobilization",
    "power",
    "leader",
)


@attrs.frozen(kw_only=True)
class StakeholderRow:
    """One stakeholder's row; what is not known is None or empty.

    `by_self` is the latest stance that the stakeholder stated, `by_others` the latest that was
    reported or inferred, `final` the latest of all. `is_internal` tells whether it sits on the body
    asked about, is it, or is spoken for there; None where no body was. `power` is the mean of
    resources and mobilization where both are rated, else the rating of power itself.
    """

    rated: Rated
    organizations: tuple[Group, ...]
    is_internal: bool | None
    by_self: Stance | None
    by_others: Stance | None
    final: Standing | None
    alliances: tuple[Relation, ...]

    @property
    def power(self) -> float | None:
        """The power, from 0 to 1: (resources + mobilization) / 2, or the rating of power."""
        resources = self.rated.find(Quality.RESOURCES)
        mobilization = self.rated.find(Quality.MOBILIZATION)
        if resources is None or mobilization is None:
            return self.rated.find(Quality.POWER)
        return (resources + mobilization) / 2

    @property
    def is_leader(self) -> bool | None:
        """Tell whether leadership is rated at the midpoint of its scale or above."""
        leadership = self.rated.find(Quality.LEADERSHIP)
        return None if leadership is None else leadership >= MIDPOINT

    def spell(self) -> tuple[str, ...]:
        """Return the row in words, under the header; empty where something is not known."""
        stances = (self.by_self, self.by_others, self.final.stance if self.final else None)
        others = [
            one.object if one.subject == self.rated.id else one.subject for one in self.alliances
        ]
        return (
            self.rated.id,
            self.rated.name,
            join_words([one.name for one in self.organizations], "and"),
            _say_yes(self.is_internal),
            _say_number(self.rated.find(Quality.KNOWLEDGE)),
            *(WORDS[one.position] if one else "" for one in stances),
            _say_number(self.rated.find(Quality.SALIENCE)),
            ", ".join(others),
            _say_number(self.rated.find(Quality.RESOURCES)),
            _say_number(self.rated.find(Quality.MOBILIZATION)),
            _say_number(self.power),
            _say_yes(self.is_leader),
        )


@attrs.frozen(kw_only=True)
class StakeholderTable:
    """The rows on one topic, with the header of `spell`."""

    topic: Topic
    rows: tuple[StakeholderRow, ...]
    header: tuple[str, ...] = HEADER


def make_stakeholder_table(
    tracker: Tracker,
    topic: str | Topic,
    *,
    holders: str | Holder | Iterable[str | Holder] | None = None,
    body: str | Group | None = None,
    on: When | None = None,
    alliances: Iterable[str] = (),
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> StakeholderTable:
    """Return the stakeholder table on a topic (Schmeer 1999, in the guide that the WHO publishes).

    Numbers are shares of their scales, from 0 to 1: 2 on a scale of 3 is 0.67. Advantages and
    disadvantages, of which a tracker has no records, are not in it.

    Args:
        tracker: where to look.
        topic: the policy.
        holders: who; without them, everybody with a stance on it or a score.
        body: who carries the policy: who sits on it, or is spoken for there, is internal.
        on: only what surely dates from this day or before.
        alliances: the kinds of relations that are alliances.
        min_confidence: leave out claims with less.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, a kind of relation is unknown, or nobody is
            left.
    """
    about = get_topic(tracker, topic)
    kinds = _read_kinds(tracker, alliances)
    heard = _list_heard(tracker, about, on, min_confidence)
    if holders is None:
        scores = tracker.scores(on=on, min_confidence=min_confidence)
        holders = {*(one.holder for one in heard), *(one.holder for one in scores)}
    named = list_several(holders)
    if not named:
        raise QuestionError(f"nobody has a stance on {about.id} or a score: name holders")
    rated = collect_ratings(
        tracker, QUALITIES, topic=about, holders=named, on=on, min_confidence=min_confidence
    )
    seats = _find_seats(tracker, on)
    inside = None if body is None else _list_inside(tracker, body, on)
    return StakeholderTable(
        topic=about,
        rows=tuple(
            StakeholderRow(
                rated=one,
                organizations=seats.get(one.id, ()),
                is_internal=None if inside is None else one.id in inside,
                by_self=_find_latest(heard, one.id, {Basis.STATED}),
                by_others=_find_latest(heard, one.id, {Basis.REPORTED, Basis.INFERRED}),
                final=tracker.position(one.id, about, on=on, min_confidence=min_confidence),
                alliances=_list_alliances(tracker, one.id, kinds, on),
            )
            for one in rated
        ),
    )


def _read_kinds(tracker: Tracker, wanted: Iterable[str]) -> frozenset[str]:
    known = {relation.kind for relation in tracker.of(Relation)}
    kinds = frozenset([wanted] if isinstance(wanted, str) else wanted)
    for kind in sorted(kinds - known):
        nearest = find_nearest(kind, known)
        hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
        raise QuestionError(
            f"alliances: no relation is of the kind {quote(kind)}{hint}: there is "
            f"{join_words(sorted(known), 'and') or 'no relation'}"
        )
    return kinds


def _find_seats(tracker: Tracker, on: When | None) -> dict[str, tuple[Group, ...]]:
    """Return the organizations that people speak for, by the ids of the people."""
    found: dict[str, dict[str, Group]] = {}
    groups: Sequence[Group] = (*tracker.of(Body), *tracker.of(Organization))
    for group in groups:
        for member in tracker.members(group, on=on):
            if member.person is not None:
                behind = found.setdefault(member.person.id, {})
                behind |= {one.id: one for one in member.on_behalf_of}
    return {who: tuple(behind.values()) for who, behind in found.items()}


def _list_inside(tracker: Tracker, body: str | Group, on: When | None) -> frozenset[str]:
    members = tracker.members(body, on=on)
    people = {one.person.id for one in members if isinstance(one.person, Person)}
    behind = {group.id for one in members for group in one.on_behalf_of}
    return frozenset({body if isinstance(body, str) else body.id, *people, *behind})


def _list_heard(
    tracker: Tracker, topic: Topic, on: When | None, least: str | Confidence
) -> tuple[Stance, ...]:
    """Return the stances of whole holders on a topic that surely date from the day or before."""
    day = None if on is None else read_day(on)
    return tuple(
        one
        for one in tracker.stances(topic=topic, min_confidence=least)
        if one.part is None
        and (day is None or (one.date is not None and one.date.is_by(day) is Truth.YES))
    )


def _find_latest(heard: Iterable[Stance], holder: str, words: set[Basis]) -> Stance | None:
    """Return a holder's latest stance on one of some words, the last written of those as late."""
    found = [one for one in heard if one.holder == holder and one.basis in words]
    return list(keep_latest(found))[-1] if found else None


def _list_alliances(
    tracker: Tracker, holder: str, kinds: frozenset[str], on: When | None
) -> tuple[Relation, ...]:
    relations = tracker.of(Relation) if on is None else tracker.snapshot(on=on).relations
    return tuple(
        one for one in relations if one.kind in kinds and holder in {one.subject, one.object}
    )


def _say_number(value: float | None) -> str:
    return "" if value is None else f"{value:.2g}"


def _say_yes(value: bool | None) -> str:  # noqa: FBT001 - it is what is said
    return "" if value is None else "yes" if value else "no"
