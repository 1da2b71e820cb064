"""How many are for, and how many against: shares of agreement by topic, with the statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.positions.grouping import NO_VALUE, Grouping, find_grouping
from stakeholders.analysis.positions.selecting import Keep, get_topic, select_statements
from stakeholders.answers import describe_holder
from stakeholders.claims import get_citations
from stakeholders.model import Basis, Confidence, Group, Holder, Position, Stance, Topic
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

FOR: Final = (Position.SUPPORT, Position.STRONGLY_SUPPORT)
AGAINST: Final = (Position.OPPOSE, Position.STRONGLY_OPPOSE)


@attrs.frozen(kw_only=True)
class AgreementShare:
    """How the statements on one topic divide, of everybody or of one group.

    `stances` are the statements that count. `mixed` are those of holders whose latest statements
    are as late as each other and on different sides: they are counted apart, a holder as one.
    `unknown` are those asked about of whom no statement on the topic is known.
    """

    topic: Topic
    group: str | None
    stances: tuple[Stance, ...]
    mixed: tuple[Stance, ...]
    unknown: tuple[Holder, ...]

    @property
    def counts(self) -> Mapping[Position, int]:
        """How many statements take each position."""
        found = Counter(stance.position for stance in self.stances)
        return {position: found[position] for position in Position}

    @property
    def agree(self) -> int:
        """How many are for it, strongly or not."""
        return sum(self.counts[position] for position in FOR)

    @property
    def disagree(self) -> int:
        """How many are against it, strongly or not."""
        return sum(self.counts[position] for position in AGAINST)

    @property
    def neutral(self) -> int:
        """How many are neither for nor against it."""
        return self.counts[Position.NEUTRAL]

    @property
    def contradictory(self) -> int:
        """How many holders have statements on both sides."""
        return len({stance.holder for stance in self.mixed})

    @property
    def number(self) -> int:
        """How many are counted, for, against, neutral or mixed."""
        return len(self.stances) + self.contradictory

    @property
    def share(self) -> float | None:
        """What part of those who take a side is for it: agree / (agree + disagree), or None."""
        sides = self.agree + self.disagree
        return self.agree / sides if sides else None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that the statements cite, each once."""
        cited = (c for stance in (*self.stances, *self.mixed) for c in get_citations(stance))
        return tuple(dict.fromkeys(citation.source for citation in cited))

    def __str__(self) -> str:
        """Return it in words, such as "60 % for, 40 % against (3 and 2)" or "all 4 for"."""
        if self.share is None:
            return "nobody for or against"
        if self.share in {0, 1}:
            side = "for" if self.share else "against"
            number = max(self.agree, self.disagree)
            return f"{number} {side}" if number == 1 else f"all {number} {side}"
        percent = round_half_up(100 * self.agree, self.agree + self.disagree)
        sides = f"{self.agree} and {self.disagree}"
        return f"{percent} % for, {100 - percent} % against ({sides})"


@attrs.frozen(kw_only=True)
class AgreementShares:
    """The shares of agreement by topic and group.

    `by` is the variable of the groups, or None. `rare` are those with fewer statements than asked
    for. `unnamed` is how many seats of the body have a holder whose name no source prints: they
    are in no count.
    """

    rows: tuple[AgreementShare, ...]
    rare: tuple[AgreementShare, ...]
    by: str | None
    unnamed: int


def measure_shares(
    tracker: Tracker,
    *,
    topics: Iterable[str | Topic] | None = None,
    body: str | Group | None = None,
    by: str | None = None,
    on: When | None = None,
    keep: str | Keep = Keep.LATEST,
    basis: str | Basis | Iterable[str | Basis] | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
    min_count: int = 1,
) -> AgreementShares:
    """Return how many are for and against each topic, topics in file order.

    share = agree / (agree + disagree). Neutral statements, and holders on both sides at once, are
    counted apart, and so are those of a body of whom no statement is known. These are the numbers
    of the bar plots of discourse network analysis (Leifeld 2017), per topic and level.

    Args:
        tracker: where to look.
        topics: these; without them, all with a statement.
        body: only itself and those who sat on it (on the day, with `on`).
        by: a group for each value of this: "sector", "kind", "part_of" or "record" of the holder,
            the "body" they sit on, the "organization" they speak for or are, or the "basis" of the
            statement. Who has several is counted in each; without a value, in the group "".
        on: only statements that surely date from this day or before.
        keep: the "latest" of each holder, so that each counts once; or "all", with duplicates.
        basis: only statements on this word, or these.
        min_confidence: leave out statements with less.
        min_count: rows with fewer statements are `rare`.

    Raises:
        UnknownIdError: if an id is unknown.
        QuestionError: if a choice or day is not one, or no statement is left.

    Example:
        >>> from stakeholders import loads
        >>> tracker = loads('''
        ... sources: {s: {title: Minutes}}
        ... people: {ana: {name: Ana}, bo: {name: Bo}, cy: {name: Cy}}
        ... topics: {toll: {proposition: Ships should pay a toll.}}
        ... stances:
        ... - {holder: [ana, bo], topic: toll, position: support, basis: stated, sources: [s]}
        ... - {holder: cy, topic: toll, position: oppose, basis: stated, sources: [s]}
        ... ''')
        >>> print(measure_shares(tracker).rows[0])
        67 % for, 33 % against (2 and 1)
    """
    read_whole(min_count, "min_count")
    grouping = find_grouping(tracker, by, on)
    named = None if topics is None else tuple(topics)
    chosen = select_statements(
        tracker,
        topics=named,
        body=body,
        on=on,
        keep=keep,
        basis=basis,
        min_confidence=min_confidence,
    )
    asked, unnamed = ((), 0) if body is None else _list_members(tracker, body, on)
    wanted = _order_topics(tracker, named, chosen)
    rows = [
        row
        for topic in wanted
        for row in _count_topic(tracker, topic, chosen, grouping, asked, is_once=keep != Keep.ALL)
    ]
    return AgreementShares(
        rows=tuple(row for row in rows if row.number >= min_count),
        rare=tuple(row for row in rows if row.number < min_count),
        by=by,
        unnamed=unnamed,
    )


def round_half_up(part: int, whole: int) -> int:
    """Return part / whole as a whole number, halves upwards.

    Example:
        >>> round_half_up(100, 8)
        13
    """
    return (2 * part + whole) // (2 * whole)


def _order_topics(
    tracker: Tracker, topics: Iterable[str | Topic] | None, chosen: Sequence[Stance]
) -> tuple[Topic, ...]:
    """Return the topics asked for, in that order; without them, those of the statements."""
    if topics is not None:
        asked = (get_topic(tracker, one) for one in topics)
        return tuple({topic.id: topic for topic in asked}.values())
    used = {stance.topic for stance in chosen}
    return tuple(topic for topic in tracker.of(Topic) if topic.id in used)


def _list_members(
    tracker: Tracker, body: str | Group, on: When | None
) -> tuple[tuple[Holder, ...], int]:
    """Return the people on a body, and how many seats have nobody's name."""
    members = tracker.members(body, on=on)
    people = {one.person.id: one.person for one in members if one.person is not None}
    return tuple(people.values()), sum(one.number for one in members if one.person is None)


def _count_topic(
    tracker: Tracker,
    topic: Topic,
    chosen: Sequence[Stance],
    grouping: Grouping,
    asked: Sequence[Holder],
    *,
    is_once: bool,
) -> Iterator[AgreementShare]:
    """Yield a row for each group, sorted; who has no value comes last."""
    groups: dict[str | None, list[Stance]] = defaultdict(list)
    silent: dict[str | None, list[Holder]] = defaultdict(list)
    found = [stance for stance in chosen if stance.topic == topic.id]
    for stance in found:
        for group in grouping.group_stance(tracker, stance):
            groups[group].append(stance)
    heard = {stance.holder for stance in found}
    for holder in asked:
        if holder.id not in heard:
            for group in grouping.group_holder(holder):
                silent[group].append(holder)
    nobody = None if grouping.by is None else NO_VALUE
    for group in sorted(
        {*groups, *silent} or {nobody}, key=lambda one: (one == NO_VALUE, one or "")
    ):
        clear, mixed = _part_mixed(groups[group]) if is_once else (groups[group], [])
        yield AgreementShare(
            topic=topic,
            group=group,
            stances=tuple(clear),
            mixed=tuple(mixed),
            unknown=tuple(sorted(silent[group], key=describe_holder)),
        )


def _part_mixed(stances: Sequence[Stance]) -> tuple[list[Stance], list[Stance]]:
    """Return one statement of each holder who is on one side, and all of those on several."""
    held: dict[str, list[Stance]] = defaultdict(list)
    for stance in stances:
        held[stance.holder].append(stance)
    clear: list[Stance] = []
    mixed: list[Stance] = []
    for same in held.values():
        sides = {(one.position in FOR) - (one.position in AGAINST) for one in same}
        if len(sides) > 1:
            mixed += same
        else:
            clear.append(same[-1])
    return clear, mixed
