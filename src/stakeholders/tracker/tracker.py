"""The tracker: checked records and the questions one can ask of them."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, get_args

from stakeholders.answers import (
    Agreement,
    Attendance,
    Change,
    Dispute,
    Divergence,
    Divisions,
    Entry,
    Explanation,
    Member,
    Selection,
    Snapshot,
    Standing,
    Tally,
)
from stakeholders.claims import get_citations, walk_top
from stakeholders.collecting import pause_collector
from stakeholders.dates import PartialDate, read_day
from stakeholders.display import Shown
from stakeholders.errors import Problem
from stakeholders.late import field, frozen
from stakeholders.loading import DEFAULT_LIMITS, Limits, Progress, read_records, read_strings
from stakeholders.model import (
    Basis,
    Claim,
    Confidence,
    Departure,
    DepartureKind,
    Entity,
    Group,
    Holder,
    Person,
    Position,
    Quality,
    Record,
    Records,
    Score,
    Source,
    Stance,
    Top,
    Topic,
)
from stakeholders.tracker import (
    chronicle,
    clocks,
    departures,
    doubts,
    explaining,
    members,
    positions,
    scores,
    search,
)
from stakeholders.tracker.departures import When
from stakeholders.tracker.filters import read_choice
from stakeholders.tracker.index import Index
from stakeholders.tracker.postings import read_field
from stakeholders.tracker.restricting import Fallen, Restriction

if TYPE_CHECKING:
    import networkx as nx

T = TypeVar("T", bound=Record)


def load(
    path: str | os.PathLike[str],
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    cache: bool = True,
    progress: Progress | None = None,
) -> "Tracker":
    """Read the tracker in a file, or in all data files below a folder.

    What was read before and has not changed comes from the cache, unless `cache` is false or the
    environment variable STAKEHOLDERS_CACHE is empty; the answer is the same. A cache that cannot
    be used is a CacheWarning. `progress` is called with how many files are read, and how many
    there are, before each file.

    Raises:
        DataError: with every problem of the data; with `strict`, also when there are warnings.

    Example:
        >>> tracker = load("data/secure-communities")
        >>> len(tracker.departures(kind="resigned"))
        4
    """
    loaded = read_records(path, strict=strict, limits=limits, cache=cache, progress=progress)
    return Tracker(loaded.records, warnings=loaded.warnings)


def loads(
    data: str | bytes | Mapping[str, str | bytes],
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> "Tracker":
    """Read a tracker from YAML text, or from several texts by the names to show for them.

    Raises:
        DataError: with every problem of the data; with `strict`, also when there are warnings.

    Example:
        >>> tracker = loads("people: {ana: {name: Ana Ruiz}}")
        >>> tracker.get("ana").name
        'Ana Ruiz'
    """
    loaded = read_strings(data, strict=strict, limits=limits)
    return Tracker(loaded.records, warnings=loaded.warnings)


@frozen(eq=False, slots=False)
class Tracker(Shown):
    """Who sits where, whom they speak for, where each stands, and who left and why.

    A tracker never changes. Filters are keyword-only and take ids or records; days and dates are
    taken as `date`, `PartialDate` or EDTF text; an unknown id is an `UnknownIdError` in every
    question, never an empty answer. A day is asked about at its end: who leaves on it is out.

    `left_out` are the claims that a restricted tracker (`known_by`, `without`) does without.
    """

    records: Records = field(repr=False)
    warnings: tuple[Problem, ...] = field(default=(), kw_only=True)
    left_out: Sequence[Claim] = field(default=(), kw_only=True, repr=False)

    @cached_property
    def _index(self) -> Index:
        return Index(self.records)

    # Records

    def get(self, wanted: str) -> Entity:
        """Return the record of an id.

        Raises:
            UnknownIdError: if nothing has the id; it knows the nearest id that exists.
        """
        return self._index.get_any(wanted, get_args(Entity))

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """Return all records of one kind of section, in file order.

        Example:
            >>> from stakeholders import Topic
            >>> loads("topics: {tax: {proposition: Taxes should rise.}}").of(Topic)[0].id
            'tax'
        """
        return tuple(record for record in walk_top(self.records) if isinstance(record, kind))

    def find(self, text: str) -> tuple[Entity, ...]:
        """Return what has the text in its id, name or aliases, the best match first.

        Accents, capitals and punctuation do not matter, and a part of a name is enough.
        """
        return search.find_entities(self._index, text)

    def sources_of(self, *records: Record) -> tuple[Source, ...]:
        """Return the sources that records cite, then those that these quote, cite or re-post."""
        return doubts.list_sources(self._index, records)

    # Who left

    def departures(
        self,
        *,
        person: str | Person | None = None,
        body: str | Group | None = None,
        kind: str | DepartureKind | None = None,
        because: str | Topic | None = None,
        behind: str | Group | None = None,
        since: When | None = None,
        until: When | None = None,
        basis: str | Basis | None = None,
        min_confidence: str | Confidence | None = None,
    ) -> Selection[Departure]:
        """Return who left, in file order.

        Unlike a stance, a departure is not left out for its low confidence unless asked: a count
        of those who left must not silently lack one. A departure whose date can lie in the span
        from `since` to `until` is in it; one without a date can.

        Args:
            person: who left.
            body: what they left.
            kind: how they left, such as "resigned".
            because: a topic that one of the reasons is about.
            behind: the organization that they spoke for.
            since: the first day of the span.
            until: the last day of the span.
            basis: on whose word it is known.
            min_confidence: the least confidence of the departure and, with `because`, the reason.

        Raises:
            UnknownIdError: if an id is unknown.
            QuestionError: if a kind, basis, confidence or date is not one.
        """
        return departures.select_departures(
            self._index,
            person=person,
            body=body,
            kind=kind,
            because=because,
            behind=behind,
            since=since,
            until=until,
            basis=basis,
            min_confidence=min_confidence,
        )

    def explain(
        self,
        departure: str | Departure | Person,
        *,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> Explanation:
        """Return why somebody left: everything recorded that bears on it.

        Raises:
            UnknownIdError: if the id is neither of a departure nor of a person.
            QuestionError: if the person has not left, or left more than once.
        """
        chosen = explaining.choose_departure(self._index, departure)
        least = read_choice(min_confidence, Confidence, "min_confidence")
        return explaining.explain_departure(self._index, chosen, least)

    # Who sits

    def members(self, body: str | Group, *, on: When | None = None) -> tuple[Member, ...]:
        """Return who sits on a body when a day ends; without a day, everybody who ever sat."""
        group = self._index.get_group(body)
        return members.list_members(self._index, group, None if on is None else read_day(on))

    def headcount(self, body: str | Group, *, on: When) -> Tally:
        """Return how many sit on a body when a day ends: certainly, possibly, and unnamed."""
        return members.tally_members(self._index, self._index.get_group(body), read_day(on))

    def attendance(self, *, on: When) -> Attendance:
        """Return who sat where when a day ended, all bodies at once, as rows of memberships.

        It makes no records, and is the way to ask for a day of many bodies.

        Example:
            >>> tracker = load("data/secure-communities")
            >>> sat = tracker.attendance(on="2011-08-01")
            >>> len(sat.certain), tracker.records.memberships[min(sat.certain)].person
            (6, 'obama')
        """
        return self._index.attendances.find(read_day(on))

    def snapshot(
        self, *, on: When, min_confidence: str | Confidence = Confidence.MEDIUM
    ) -> Snapshot:
        """Return who sat on each body, who stood where and what held when a day ended."""
        least = read_choice(min_confidence, Confidence, "min_confidence")
        with pause_collector():
            return members.take_snapshot(self._index, read_day(on), least)

    # Who stands where

    def stances(
        self,
        *,
        topic: str | Topic | None = None,
        holder: str | Holder | None = None,
        speaker: str | Person | None = None,
        body: str | Group | None = None,
        position: str | Position | None = None,
        since: When | None = None,
        until: When | None = None,
        on: When | None = None,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> Selection[Stance]:
        """Return stances, in file order; with `on`, only the latest of each holder by that day.

        `body` takes its own stances and those of everybody who sat on it (on the day, with `on`).
        The answer's `left_out` holds what has too little confidence, or no date to compare.
        """
        return positions.select_stances(
            self._index,
            topic=topic,
            holder=holder,
            speaker=speaker,
            body=body,
            position=position,
            since=since,
            until=until,
            on=None if on is None else read_day(on),
            min_confidence=min_confidence,
        )

    def position(
        self,
        holder: str | Holder,
        topic: str | Topic,
        *,
        on: When | None = None,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> Standing | None:
        """Return where a holder stood on a topic: the latest stance by a day, or None.

        Without a day, the latest of all. A stance of an unnamed part of a body is not the body's.
        """
        return positions.find_position(
            self._index,
            self._index.get_holder(holder),
            self._index.get(topic, Topic),
            None if on is None else read_day(on),
            read_choice(min_confidence, Confidence, "min_confidence"),
        )

    def changes(
        self,
        *,
        holder: str | Holder | None = None,
        topic: str | Topic | None = None,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> tuple[Change, ...]:
        """Return who moved, from which stance to which, in order of time.

        Two stances make a move only where the second surely came later.
        """
        return positions.list_changes(
            self._index,
            None if holder is None else self._index.get_holder(holder),
            None if topic is None else self._index.get(topic, Topic),
            read_choice(min_confidence, Confidence, "min_confidence"),
        )

    def agreements(self, stances: Iterable[Stance] | None = None) -> tuple[Agreement, ...]:
        """Return on how many topics each two holders agree, and on how many they conflict.

        To support and to support strongly is to agree; neutral stances take no side. Without
        stances, the latest of each holder on each topic count that have no low confidence. Of
        those that are given, all count: who said both on a topic agrees with both sides. Two with
        no topic in common are not there.

        Example:
            >>> tracker = load("data/secure-communities")
            >>> pairs = tracker.agreements(tracker.stances(on="2011-09-15"))
            >>> all(pair.one < pair.other for pair in pairs)
            True
        """
        from stakeholders.tracker.agreement import count_agreements, list_latest  # noqa: PLC0415

        if stances is None:
            stances = list_latest(self.records.stances, Confidence.MEDIUM)
        return count_agreements(stances)

    def divisions(
        self,
        body: str | Group,
        topic: str | Topic,
        *,
        on: When | None = None,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> Divisions:
        """Return how a body divides on a topic: members and the organizations behind them.

        Without a day, everybody who ever sat counts, with the latest stance of all.
        """
        return positions.divide(
            self._index,
            self._index.get_group(body),
            self._index.get(topic, Topic),
            None if on is None else read_day(on),
            read_choice(min_confidence, Confidence, "min_confidence"),
        )

    def divergence(
        self,
        body: str | Group,
        topic: str | Topic,
        *,
        on: When | None = None,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> tuple[Divergence, ...]:
        """Return each member's position beside that of the organization they speak for.

        Only pairs of which both positions are known; the `gap` is 0 where they agree.
        """
        return positions.compare_with_behind(
            self._index,
            self._index.get_group(body),
            self._index.get(topic, Topic),
            None if on is None else read_day(on),
            read_choice(min_confidence, Confidence, "min_confidence"),
        )

    def scores(
        self,
        *,
        holder: str | Holder | None = None,
        of: str | Quality | None = None,
        topic: str | Topic | None = None,
        on: When | None = None,
        basis: str | Basis | None = None,
        min_confidence: str | Confidence = Confidence.MEDIUM,
    ) -> Selection[Score]:
        """Return scores; with `on`, only the latest by that day of each holder, quality and topic.

        `of` is what was scored, such as "power" or "salience"; with a topic, only scores on it.
        The answer's `left_out` holds what has too little confidence, or no date to compare.

        Raises:
            UnknownIdError: if an id is unknown.
            QuestionError: if a quality, basis, confidence or day is not one.
        """
        return scores.select_scores(
            self._index,
            holder=holder,
            of=of,
            topic=topic,
            on=None if on is None else read_day(on),
            basis=basis,
            min_confidence=min_confidence,
        )

    # What is known, and how well

    def known_by(self, when: When) -> "Tracker":
        """Return the tracker that a reader of that day's papers could have had.

        It keeps the claims of which a source was surely published when the day ended. An inferred
        claim needs all its sources, for they are its premises.
        """
        kept = clocks.list_published(self.records, read_day(when))
        return self._restrict(Restriction(self.records, kept))

    def without(self, source: str | Source) -> "Tracker":
        """Return what still stands if a source falls.

        Where a claim cites it beside sources that are based on it, these fall with it there; what
        they say by themselves, in claims that do not cite it, stands.
        """
        fallen = self._index.get(source, Source).id
        kept = frozenset(read_field(self.records.sources, "id")) - {fallen}
        relays = clocks.list_relays(self.records, fallen)
        return self._restrict(Restriction(self.records, kept, fallen, relays))

    def _restrict(self, restriction: Restriction) -> "Tracker":
        left_out = Fallen(self.left_out, restriction)
        return Tracker(restriction.limit(), left_out=left_out)

    def single_source_claims(self) -> tuple[Claim, ...]:
        """Return the claims that rest on one source; one that passes another on is no second."""
        return tuple(clocks.list_single_source(self.records))

    def count_citations(self) -> Mapping[str, int]:
        """Return how often each source is cited, by its id; a source never cited is not there."""
        cited = (c.source for record in walk_top(self.records) for c in get_citations(record))
        return Counter(cited)

    def disputes(self, record: Top | None = None) -> tuple[Dispute, ...]:
        """Return the fields on which sources disagree, of a record or of all, a reading each."""
        if record is not None:
            return tuple(doubts.list_disputes_in(record))
        return tuple(doubts.list_disputes(self.records))

    # What happened, and how it hangs together

    def timeline(
        self,
        *,
        about: str | Holder | None = None,
        topic: str | Topic | None = None,
        since: When | None = None,
        until: When | None = None,
    ) -> tuple[Entry, ...]:
        """Return what is dated, in order of time: events, departures, seats taken and stances.

        `about` is a person, organization or body that must be concerned.
        """
        first = None if since is None else PartialDate.of(since)
        last = None if until is None else PartialDate.of(until)
        return chronicle.list_entries(
            self._index,
            None if about is None else self._index.get_holder(about),
            None if topic is None else self._index.get(topic, Topic),
            (first, last),
        )

    def to_networkx(
        self, *, on: When | None = None, kinds: Iterable[str] | None = None
    ) -> "nx.MultiDiGraph[str]":
        """Return the tracker as a networkx graph: ids as nodes, ties as keyed edges.

        Attributes are texts and numbers only, so that the writers of networkx (GraphML, GEXF,
        node-link JSON) take the graph as it is. With a day, memberships and relations that surely
        did not hold then are left out, and so are later stances and departures.

        Args:
            on: the day.
            kinds: the kinds of edges to take, of those in `stakeholders.graph.EDGE_KINDS`.

        Raises:
            QuestionError: if a kind is unknown.
        """
        # networkx takes twice as long to import as all the rest: only who asks for it pays.
        from stakeholders.graph import build_graph  # noqa: PLC0415

        day = None if on is None else read_day(on)
        with pause_collector():
            return build_graph(self.records, self._index.seats, day, kinds)
