"""Players on one topic: supporters, opponents and those between, each with their power."""

from collections.abc import Iterable, Mapping

import attrs

from stakeholders.analysis.positions.selecting import get_topic
from stakeholders.analysis.practice.ratings import Rated, collect_ratings
from stakeholders.answers import Standing
from stakeholders.errors import QuestionError
from stakeholders.model import Confidence, Group, Holder, Position, Quality, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When


@attrs.frozen(kw_only=True)
class Player:
    """A stakeholder, where they stand, and their power: None where it is not rated."""

    rated: Rated
    standing: Standing | None

    @property
    def power(self) -> float | None:
        """The power, from 0 to 1, or None."""
        return self.rated.find(Quality.POWER)


@attrs.frozen(kw_only=True)
class PositionMap:
    """Players by position, supporters first, the most powerful first in each.

    `silent` are those of whom no stance is known.
    """

    topic: Topic
    players: Mapping[Position, tuple[Player, ...]]
    silent: tuple[Player, ...]


def map_positions(
    tracker: Tracker,
    topic: str | Topic,
    *,
    holders: str | Holder | Iterable[str | Holder] | None = None,
    body: str | Group | None = None,
    on: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> PositionMap:
    """Return the position map of a topic, as PolicyMaker draws it (Reich and Cooper 1996).

    The latest stance of each player counts. Whose power is not rated comes after those with a
    rating, and is not taken for powerless.

    Args:
        tracker: where to look.
        topic: the policy.
        holders: the players; without them, everybody with a stance on it.
        body: only those who sat on it (on the day), whom they speak for, and itself.
        on: only what surely dates from this day or before.
        min_confidence: leave out claims with less.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or nobody is left.
    """
    about = get_topic(tracker, topic)
    stances = tracker.stances(topic=about, on=on, min_confidence=min_confidence)
    if holders is None and body is None:
        holders = {stance.holder for stance in stances if stance.part is None}
        if not holders:
            raise QuestionError(f"nobody has a stance on {about.id}: name holders or a body")
    rated = collect_ratings(
        tracker,
        [Quality.POWER],
        topic=about,
        holders=holders,
        body=body,
        on=on,
        min_confidence=min_confidence,
    )
    players = [
        Player(
            rated=one,
            standing=tracker.position(one.id, about, on=on, min_confidence=min_confidence),
        )
        for one in rated
    ]
    players.sort(key=lambda one: -1.0 if one.power is None else one.power, reverse=True)
    return PositionMap(
        topic=about,
        players={
            position: tuple(
                one for one in players if one.standing and one.standing.position is position
            )
            for position in reversed(Position)
        },
        silent=tuple(one for one in players if one.standing is None),
    )
