"""The agreement matrix of a tracker: who stands together, in coalitions or in two camps."""

import enum
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from stakeholders.analysis import (
    Statements,
    filter_statements,
    find_camps,
    find_coalitions,
    make_one_mode,
    make_two_mode,
    read_statements,
    split_sides,
)
from stakeholders.analysis.discourse.variables import Variables
from stakeholders.charts.chart import Chart
from stakeholders.charts.matrix_chart import matrix_chart
from stakeholders.model import Confidence, Group, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When
from stakeholders.tracker.filters import read_choice

_NOTE = "A cell counts agreement less conflict over all they both spoke on."


class By(enum.StrEnum):
    """How everybody is grouped: coalitions, the two camps that fit best, or not at all."""

    COALITIONS = "coalitions"
    CAMPS = "camps"
    NONE = "none"


def agreement_matrix(
    tracker: Tracker,
    body: str | Group | None = None,
    *,
    topics: Iterable[str | Topic] | None = None,
    by: str | By = By.COALITIONS,
    since: When | None = None,
    until: When | None = None,
    known_by: When | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Chart:
    """Return who stands with whom, everybody beside everybody, in the groups that are found.

    Each holder counts once for and once against a topic, however often they said so: a cell is the
    number of topics on which two agree less that on which they disagree. Coalitions are those of
    the method with the largest modularity (`find_coalitions`), camps those of the largest balance
    index (`find_camps`), both on ties normalized by average.

    Args:
        tracker: where to look.
        body: only those who sat on it; without it, everybody.
        topics: the topics that count; without them, all.
        by: "coalitions", "camps" or "none".
        since: only stances from this day on.
        until: only stances to this day.
        known_by: use only what was published when this day ended.
        min_confidence: leave out stances with less.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or no statement is left.
        MissingExtraError: if numpy or scipy are not there.
    """
    grouping = read_choice(by, By, "by")
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    said = read_statements(seen, body=body, since=since, until=until, min_confidence=min_confidence)
    if topics is not None:
        said = keep_topics(seen, said, [t if isinstance(t, str) else t.id for t in topics])
    said = filter_statements(said, duplicates="range").trim()
    names = Variables(seen).name_labels("holder", said.actor.labels)
    groups, title, how = _find_groups(said, grouping)
    return draw_groups(said, groups, names=names, tracker=seen, title=title, how=how)


def keep_topics(tracker: Tracker, said: Statements, wanted: Sequence[str]) -> Statements:
    """Return the statements on some topics.

    Raises:
        UnknownIdError: if a topic is unknown.
        QuestionError: if no statement is left.
    """
    for name in wanted:
        tracker.stances(topic=name)  # raises, where there is no such topic
    topics = [statement.stance.topic if statement.stance else "" for statement in said]
    return said.keep(np.flatnonzero(np.isin(topics, list(wanted))), "on other topics")


def _find_groups(said: Statements, by: By) -> tuple[dict[str, str], str, str]:
    """Return the heading of each actor's group, the title of the picture, and how it was made."""
    if by is By.NONE:
        return {}, "Who agrees with whom", ""
    if by is By.CAMPS:
        camps = find_camps(
            make_one_mode(said, qualifier="congruence", normalization="average"),
            make_one_mode(said, qualifier="conflict", normalization="average"),
        )
        return name_groups(camps.groups, "Camp"), "Two camps", f"balance Q {camps.score:.3f}"
    best = find_coalitions(
        make_one_mode(said, qualifier="subtract", normalization="average"),
        split_sides(make_two_mode(said, qualifier="combine")),
    ).best
    groups = name_groups(sorted(best.groups, key=len, reverse=True), "Coalition")
    how = f"{say_count(best.k, 'coalition')} by {best.method}, modularity {best.modularity:.3f}"
    return groups, "Who stands together", how


def name_groups(groups: Sequence[Sequence[str]], word: str) -> dict[str, str]:
    """Return the heading of each actor's group, such as "Camp 1: 5 actors".

    Example:
        >>> name_groups([["ana", "bo"], ["cy"]], "Camp")
        {'ana': 'Camp 1: 2 actors', 'bo': 'Camp 1: 2 actors', 'cy': 'Camp 2: 1 actor'}
    """
    return {
        actor: f"{word} {place}: {say_count(len(group), 'actor')}"
        for place, group in enumerate(groups, 1)
        for actor in group
    }


def draw_groups(
    said: Statements,
    groups: Mapping[str, str],
    *,
    names: Mapping[str, str],
    tracker: Tracker,
    title: str,
    how: str,
) -> Chart:
    """Return everybody beside everybody, in groups; the cells are plain counts."""
    network = make_one_mode(said, qualifier="subtract")
    outside = [actor for actor in network.rows if groups and actor not in groups]
    size = f"{say_count(len(network.rows), 'actor')}, {say_count(len(said), 'statement')}"
    return matrix_chart(
        network,
        {**groups, **dict.fromkeys(outside, "Not grouped")},
        names=names,
        tracker=tracker,
        title=title,
        subtitle=f"{size}; {how}" if how else size,
        notes=(_NOTE,),
    )


def say_count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> say_count(1, "actor"), say_count(2, "actor")
        ('1 actor', '2 actors')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
