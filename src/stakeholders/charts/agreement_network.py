"""The agreement network of a body: on how many topics two of its members stand on one side."""

from collections.abc import Iterable
from itertools import combinations

from stakeholders.answers import describe_holder
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.network_chart import network_chart
from stakeholders.charts.values import Tone
from stakeholders.errors import QuestionError
from stakeholders.model import (
    Body,
    Confidence,
    Group,
    Holder,
    Organization,
    Person,
    Position,
    Topic,
)
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

_SIDES = {
    Position.STRONGLY_OPPOSE: -1,
    Position.OPPOSE: -1,
    Position.NEUTRAL: 0,
    Position.SUPPORT: 1,
    Position.STRONGLY_SUPPORT: 1,
}
_TONES = {Person: Tone.PERSON, Organization: Tone.ORGANIZATION, Body: Tone.EVENT}


def agreement_network(
    tracker: Tracker,
    body: str | Group | None = None,
    *,
    topics: Iterable[str | Topic] | None = None,
    on: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Chart:
    """Return who stands with whom: topics on one side less topics on opposite sides.

    That is the "subtract" network of discourse network analysis (Leifeld, Discourse Network
    Analysis, 2017), from the latest stance of each holder. Neutral stances tie nobody; those
    without a stance are left out.

    Args:
        tracker: where to look.
        body: its members and the organizations behind them; without it, everybody.
        topics: the topics that count; without them, all.
        on: the latest stance by this day; without it, the latest of all.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a day is not one, or fewer than two have a stance.
    """
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    about = _choose_topics(seen, topics)
    sides: dict[str, dict[str, int]] = {}
    tones: dict[str, Tone] = {}
    for holder in _choose_holders(seen, body):
        standings = [
            seen.position(holder, topic, on=on, min_confidence=min_confidence) for topic in about
        ]
        own = {s.topic.id: _SIDES[s.position] for s in standings if s is not None}
        if any(own.values()):
            sides[describe_holder(holder)] = own
            tones[describe_holder(holder)] = _TONES[type(holder)]
    names = list(sides)
    if len(names) < 2:  # noqa: PLR2004 - one alone agrees with nobody
        raise QuestionError("fewer than two have a stance here: nobody can agree with anybody")
    ties = [[0.0] * len(names) for _ in names]
    for (i, one), (j, two) in combinations(enumerate(names), 2):
        common = sides[one].keys() & sides[two].keys()
        ties[i][j] = ties[j][i] = float(sum(sides[one][t] * sides[two][t] for t in common))
    title = (
        f"Who stands with whom: {choose_body(seen, body).name}" if body else "Who stands with whom"
    )
    return network_chart(names, ties, title=title, tones=tones)


def _choose_topics(tracker: Tracker, topics: Iterable[str | Topic] | None) -> tuple[Topic, ...]:
    if topics is None:
        return tracker.of(Topic)
    wanted = [topic if isinstance(topic, str) else topic.id for topic in topics]
    for topic in wanted:
        tracker.stances(topic=topic)  # raises, where there is no such topic
    return tuple(topic for topic in tracker.of(Topic) if topic.id in wanted)


def _choose_holders(tracker: Tracker, body: str | Group | None) -> list[Holder]:
    if body is None:
        ids = dict.fromkeys(stance.holder for stance in tracker.stances())
    else:
        members = tracker.members(choose_body(tracker, body))
        ids = dict.fromkeys(member.person.id for member in members if member.person)
        ids |= dict.fromkeys(group.id for member in members for group in member.on_behalf_of)
    found = (tracker.get(one) for one in ids)
    return [holder for holder in found if isinstance(holder, Person | Organization | Body)]
