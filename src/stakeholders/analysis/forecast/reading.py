"""Players from a tracker: positions from stances or scores, power and salience from scores."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stakeholders.analysis.discourse.choices import list_several
from stakeholders.analysis.forecast.columns import (
    SHARES,
    Column,
    make_score_column,
    make_stance_column,
)
from stakeholders.analysis.forecast.inputs import Choice
from stakeholders.analysis.forecast.players import Player, Players
from stakeholders.dates import read_day
from stakeholders.errors import QuestionError, UnknownIdError, find_nearest, join_words, quote
from stakeholders.model import (
    Confidence,
    Quality,
    Scale,
    Topic,
)
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When
from stakeholders.tracker.filters import read_choice

_RATED = (Quality.POWER, Quality.SALIENCE)
_STEPS = {Scale.TWO: (-1.0, 1.0), Scale.THREE: (-1.0, 1.0), Scale.FIVE: (-2.0, 2.0)}
Missing = float | Mapping[str, float] | None


class Positions(enum.StrEnum):
    """Where positions come from: the steps of stances, or scores of positions."""

    STANCES = "stances"
    SCORES = "scores"


def read_players(
    tracker: Tracker,
    topic: str | Topic,
    *,
    holders: str | Iterable[str] | None = None,
    on: When | None = None,
    positions: str | Positions | None = None,
    coder: str | None = None,
    average: bool = False,
    missing: Missing = None,
    allow_unsourced: bool = False,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Players:
    """Return who plays on a topic: a player for each holder of a position, with its claims.

    A position is the latest stance, from -2 (strongly oppose) to 2 on the scale that the topic
    declares, or the latest score of a position; power and salience are the latest scores on the
    topic, else in general. Those `out_of` something are read as shares. Bounds are those of the
    scores, and what disputed readings and rival stances say. Claims of low confidence are left out
    unless asked for.

    Args:
        tracker: what is known.
        topic: on what.
        holders: the ids of those who play; without them, all whose position is known.
        on: by which day; without it, the latest of all.
        positions: "stances" or "scores"; without it, scores where the topic has any, else stances.
        coder: whose claims to take where several coded; those that name no coder are taken, too.
        average: take the mean of several scores that are as late, with the least and the greatest
            as bounds, instead of refusing them.
        missing: the number to assume for a power or salience that nobody scored, or one for each
            ("power", "salience"); it has no claims, and 0 and 1 as bounds where it is a share.
        allow_unsourced: take claims that cite no source.
        min_confidence: the least confidence of a claim.

    Raises:
        UnknownIdError: if a topic or holder is unknown.
        QuestionError: if nobody has a position, somebody lacks a number, several are as late,
            units differ, or a claim has no source; the message names who lacks what.

    Example:
        >>> import stakeholders
        >>> tracker = stakeholders.loads('''
        ... sources: {s: {title: Survey}}
        ... people: {ana: {name: Ana Ruiz}, bo: {name: Bo Lind}}
        ... topics: {tax: {proposition: Taxes should rise.}}
        ... stances:
        ... - {holder: ana, topic: tax, position: support, basis: stated, sources: [s]}
        ... - {holder: bo, topic: tax, position: strongly-oppose, basis: stated, sources: [s]}
        ... scores:
        ... - {holder: [ana, bo], of: power, value: 2, out_of: 3, basis: reported, sources: [s]}
        ... - {holder: ana, of: salience, value: 0.9, basis: reported, sources: [s]}
        ... ''')
        >>> players = read_players(tracker, "tax", missing={"salience": 0.5})
        >>> [(p.name, p.position.value, round(p.weight, 2)) for p in players]
        [('ana', 1.0, 0.6), ('bo', -2.0, 0.33)]
    """
    choice = Choice(
        tracker=tracker,
        topic=_find_topic(tracker, topic),
        day=None if on is None else read_day(on),
        coder=coder,
        least=read_choice(min_confidence, Confidence, "min_confidence"),
    )
    choice.check_coder()
    assumed = _read_missing(missing)
    where = _read_positions(choice, positions, holders, average=average)
    rated = {
        quality: make_score_column(
            quality,
            where.names,
            choice.list_scores(quality),
            average=average,
            assumed=assumed.get(quality),
        )
        for quality in _RATED
    }
    _refuse(choice.topic, [where, *rated.values()], allow_unsourced=allow_unsourced)
    return _seat(choice.topic, where, rated[Quality.POWER], rated[Quality.SALIENCE])


def _read_positions(
    choice: Choice,
    positions: str | Positions | None,
    holders: str | Iterable[str] | None,
    *,
    average: bool,
) -> Column:
    scored = choice.list_scores(Quality.POSITION)
    source = Positions.SCORES if scored else Positions.STANCES
    if positions is not None:
        source = read_choice(positions, Positions, "positions")
    stances = choice.list_stances() if source is Positions.STANCES else {}
    names = tuple(scored if source is Positions.SCORES else stances)
    if holders is not None:
        names = tuple(_check_holders(choice.tracker, holders))
    if not names:
        message = f"no forecast on {choice.topic.id}: nobody has a position among its {source}"
        raise QuestionError(message)
    if source is Positions.STANCES:
        return make_stance_column(names, stances, _STEPS[choice.topic.scale])
    return make_score_column(Quality.POSITION, names, scored, average=average, assumed=None)


def _seat(topic: Topic, where: Column, power: Column, salience: Column) -> Players:
    return Players(
        members=[
            Player(
                name=name,
                position=where.measures[name],
                power=power.measures[name],
                salience=salience.measures[name],
            )
            for name in where.names
        ],
        scale=where.scale,
        topic=topic,
        unit=None if where.unit == SHARES else where.unit,
        are_steps=where.are_steps,
    )


def _refuse(topic: Topic, columns: Sequence[Column], *, allow_unsourced: bool) -> None:
    faults = [fault for column in columns for fault in column.faults]
    if not allow_unsourced:
        faults += [fault for column in columns for fault in column.list_unsourced()]
    if faults:
        raise QuestionError(f"no forecast on {topic.id}: {'; '.join(faults)}")


def _read_missing(missing: Missing) -> Mapping[str, float]:
    if missing is None:
        return {}
    if not isinstance(missing, Mapping):
        return dict.fromkeys(_RATED, missing)
    for quality in missing:
        if quality not in list(_RATED):
            known = join_words(list(_RATED))
            raise QuestionError(f"missing: {quote(quality)} cannot be assumed: expected {known}")
    return missing


def _find_topic(tracker: Tracker, wanted: str | Topic) -> Topic:
    name = wanted if isinstance(wanted, str) else wanted.id
    topics = {topic.id: topic for topic in tracker.records.topics}
    if name not in topics:
        raise UnknownIdError(name, "topic", find_nearest(name, topics))
    return topics[name]


def _check_holders(tracker: Tracker, holders: Iterable[str]) -> Iterator[str]:
    records = tracker.records
    known = {person.id for person in records.people}
    known |= {group.id for groups in (records.organizations, records.bodies) for group in groups}
    for name in dict.fromkeys(list_several(holders)):
        if name not in known:
            kinds = "person, organization or body"
            raise UnknownIdError(name, kinds, find_nearest(name, known))
        yield name
