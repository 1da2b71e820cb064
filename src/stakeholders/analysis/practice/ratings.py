"""How much of each quality stakeholders have: scores as shares of their scales, gathered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from stakeholders.analysis.discourse.choices import list_several
from stakeholders.analysis.positions.selecting import get_topic
from stakeholders.answers import describe_holder
from stakeholders.claims import get_citations
from stakeholders.errors import QuestionError
from stakeholders.model import (
    Basis,
    Body,
    Confidence,
    Group,
    Holder,
    Organization,
    Person,
    Quality,
    Score,
    Topic,
)
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When
from stakeholders.tracker.filters import read_choice
from stakeholders.tracker.scores import keep_latest

MIDPOINT: Final = 0.5


@attrs.frozen
class Rating:
    """How much somebody has of a quality, as a share of the scale, and the scores that say so.

    `value` is the mean of the scores, each a share of its scale; `low` and `high` are the least
    and the greatest of them, with the bounds that the scores give themselves.

    Raises:
        QuestionError: if the value is not in [0, 1].
    """

    value: float = attrs.field()
    scores: tuple[Score, ...] = attrs.field(default=(), kw_only=True)
    low: float = attrs.field(default=attrs.Factory(lambda self: self.value, takes_self=True))
    high: float = attrs.field(default=attrs.Factory(lambda self: self.value, takes_self=True))

    @value.validator
    def _check(self, _: object, value: float) -> None:
        if not 0 <= value <= 1:
            raise QuestionError(f"a rating of {value:g} is not on the scale: expected 0 to 1")

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that the scores cite, each once."""
        cited = (citation.source for score in self.scores for citation in get_citations(score))
        return tuple(dict.fromkeys(cited))


@attrs.frozen(kw_only=True)
class Rated:
    """A stakeholder with ratings; `missing` says of each quality asked for why it has none."""

    id: str
    name: str
    ratings: Mapping[Quality, Rating] = attrs.field(factory=dict)
    missing: Mapping[Quality, str] = attrs.field(factory=dict)
    holder: Holder | None = None

    def find(self, quality: Quality) -> float | None:
        """Return the value of a quality, or None where there is no rating."""
        rating = self.ratings.get(quality)
        return rating.value if rating else None


def find_share(score: Score) -> float | None:
    """Return a score as a share of its scale: value / out_of, or the value; None with a unit.

    The midpoint of every scale, from 0 to its end, is the share 1/2.
    """
    if score.unit is not None and score.out_of is None:
        return None
    return score.value / (score.out_of or 1.0)


def collect_ratings(
    tracker: Tracker,
    qualities: str | Quality | Iterable[str | Quality],
    *,
    topic: str | Topic | None = None,
    holders: str | Holder | Iterable[str | Holder] | None = None,
    body: str | Group | None = None,
    on: When | None = None,
    basis: str | Basis | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> tuple[Rated, ...]:
    """Return the ratings of stakeholders, people first, each kind in file order.

    The latest scores count; those as late as each other are averaged, and stay with the rating.
    With a topic, a score on it goes before one in general; without, only those in general count. A
    score that counts a unit, such as votes, is no share of a scale, and gives no rating.

    Args:
        tracker: where to look.
        qualities: what is rated, one or several.
        topic: the matter for which they are rated.
        holders: who; without them, everybody with a score of any quality asked for.
        body: who sat on it (on the day, with `on`), whom they speak for, and itself.
        on: only scores that surely date from this day or before.
        basis: only scores on this word.
        min_confidence: leave out scores with less.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or nobody is left.
    """
    wanted = tuple(read_choice(one, Quality, "qualities") for one in list_several(qualities))
    about = None if topic is None else get_topic(tracker, topic).id
    found = tracker.scores(on=on, basis=basis, min_confidence=min_confidence)
    held: dict[tuple[str, Quality], list[Score]] = defaultdict(list)
    for score in keep_latest(found):
        held[score.holder, score.of].append(score)
    scored = {who for who, quality in held if quality in wanted}
    chosen = _choose(tracker, scored, holders, body, on)
    if not chosen:
        names = ", ".join(wanted)
        raise QuestionError(f"nobody has a score of {names}: name holders or a body, or add scores")
    return tuple(_rate(holder, wanted, held, about) for holder in chosen)


def _choose(
    tracker: Tracker,
    scored: set[str],
    holders: str | Holder | Iterable[str | Holder] | None,
    body: str | Group | None,
    on: When | None,
) -> tuple[Holder, ...]:
    ids: dict[str, None] = {}
    if holders is not None:
        ids |= dict.fromkeys(
            one if isinstance(one, str) else one.id for one in list_several(holders)
        )
        for one in ids:
            tracker.stances(holder=one)  # raises, where there is no such holder
    if body is not None:
        for member in tracker.members(body, on=on):
            if member.person is not None:
                ids[member.person.id] = None
            ids |= dict.fromkeys(group.id for group in member.on_behalf_of)
        ids[body if isinstance(body, str) else body.id] = None
    if holders is None and body is None:
        ids |= dict.fromkeys(scored)
    everyone: Sequence[Holder] = (
        *tracker.of(Person),
        *tracker.of(Organization),
        *tracker.of(Body),
    )
    return tuple(holder for holder in everyone if holder.id in ids)


def _rate(
    holder: Holder,
    wanted: Sequence[Quality],
    held: Mapping[tuple[str, Quality], Sequence[Score]],
    about: str | None,
) -> Rated:
    ratings: dict[Quality, Rating] = {}
    missing: dict[Quality, str] = {}
    for quality in wanted:
        scores = held.get((holder.id, quality), ())
        rating = _average(scores, about)
        if rating is not None:
            ratings[quality] = rating
        else:
            missing[quality] = _say_missing(scores, about)
    return Rated(
        id=holder.id,
        name=describe_holder(holder),
        ratings=ratings,
        missing=missing,
        holder=holder,
    )


def _average(scores: Sequence[Score], about: str | None) -> Rating | None:
    """Return the mean of the scores on a topic, or, where there is none, of those in general."""
    shared = [(score, find_share(score)) for score in scores]
    usable = [(score, share) for score, share in shared if share is not None]
    on_topic = [pair for pair in usable if about is not None and pair[0].topic == about]
    pairs = on_topic or [pair for pair in usable if pair[0].topic is None]
    if not pairs:
        return None
    ends = [
        (end if end is not None else score.value) / (score.out_of or 1.0)
        for score, _ in pairs
        for end in (score.low, score.high)
    ]
    return Rating(
        sum(share for _, share in pairs) / len(pairs),
        scores=tuple(score for score, _ in pairs),
        low=min(ends),
        high=max(ends),
    )


def _say_missing(scores: Sequence[Score], about: str | None) -> str:
    if not scores:
        return "no score"
    units = {score.unit for score in scores if find_share(score) is None}
    if units:
        return f"scored in {', '.join(sorted(map(str, units)))}, which is no scale"
    topics = ", ".join(sorted({str(score.topic) for score in scores}))
    return f"scored on {topics} only" + ("" if about else ": ask for a topic")
