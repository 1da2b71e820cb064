"""Players from a tracker: positions from stances or scores, power and salience from scores."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    Claim,
    Confidence,
    Quality,
    Scale,
    Score,
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


def read_players(  # noqa: PLR0913 - each is a filter of its own
    tracker: Tracker,
    topic: str | Topic,
    *,
    holders: Iterable[str] | None = None,
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
        [('ana', 1, 0.6), ('bo', -2, 0.33)]
    """
    choice = Choice(
        tracker=tracker,
        topic=_find_topic(tracker, topic),
        day=None if on is None else read_day(on),
        coder=coder,
        least=read_choice(min_confidence, Confidence, "min_confidence"),
    )
    choice.check_coder()
    scored = choice.list_scores(Quality.POSITION)
    source = _choose_source(positions, scored)
    held: Mapping[str, Sequence[Claim]] = scored
    if source is Positions.STANCES:
        held = choice.list_stances()
    names = tuple(held if holders is None else _check_holders(tracker, holders))
    assumed = _read_missing(missing)
    where = (
        make_stance_column(names, choice.list_stances())
        if source is Positions.STANCES
        else make_score_column(Quality.POSITION, names, scored, average=average, assumed=None)
    )
    power, salience = (
        make_score_column(
            quality,
            names,
            choice.list_scores(quality),
            average=average,
            assumed=assumed.get(quality),
        )
        for quality in _RATED
    )
    columns = (where, power, salience)
    _refuse(choice.topic, source, names, columns, allow_unsourced=allow_unsourced)
    return Players(
        members=[
            Player(
                name=name,
                position=where.measures[name],
                power=power.measures[name],
                salience=salience.measures[name],
            )
            for name in names
        ],
        scale=_find_scale(choice.topic, source, scored, names),
        topic=choice.topic,
        unit=None if where.unit == SHARES else where.unit,
        are_steps=source is Positions.STANCES,
    )


def _refuse(
    topic: Topic,
    source: Positions,
    names: Sequence[str],
    columns: Sequence[Column],
    *,
    allow_unsourced: bool,
) -> None:
    faults = [fault for column in columns for fault in column.faults]
    if not allow_unsourced:
        faults += [fault for column in columns for fault in column.list_unsourced()]
    if not names:
        faults = [f"nobody has a position among its {source}"]
    if faults:
        raise QuestionError(f"no forecast on {topic.id}: {'; '.join(faults)}")


def _choose_source(
    positions: str | Positions | None, scored: Mapping[str, Sequence[Score]]
) -> Positions:
    if positions is not None:
        return read_choice(positions, Positions, "positions")
    return Positions.SCORES if scored else Positions.STANCES


def _find_scale(
    topic: Topic, source: Positions, scored: Mapping[str, Sequence[Score]], names: Sequence[str]
) -> tuple[float, float] | None:
    """Return the scale that is declared; scores that count a unit have none."""
    if source is Positions.STANCES:
        return _STEPS[topic.scale]
    score = scored[names[0]][0]
    if score.out_of is not None:
        return 0.0, score.out_of
    return None if score.unit is not None else (0.0, 1.0)


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
    for name in dict.fromkeys(holders):
        if name not in known:
            kinds = "person, organization or body"
            raise UnknownIdError(name, kinds, find_nearest(name, known))
        yield name
