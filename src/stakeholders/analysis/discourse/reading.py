"""Statements from a tracker: its stances, with any variable as actor, concept or value."""

import enum
from collections.abc import Callable, Iterable
from itertools import product

import attrs
import numpy as np

from stakeholders.analysis.discourse.choices import Placing
from stakeholders.analysis.discourse.columns import NO_DAY, Coded, Days, encode_texts, find_bounds
from stakeholders.analysis.discourse.levels import SIDES, STEPS, Kind, Levels, find_share
from stakeholders.analysis.discourse.placing import When, lie_within, read_span
from stakeholders.analysis.discourse.statements import LeftOut, Statements, tell_left_out
from stakeholders.analysis.discourse.variables import Variable, Variables
from stakeholders.errors import QuestionError
from stakeholders.model import Basis, Confidence, Group, Position, Scale, Stance
from stakeholders.seats import read_other_dates
from stakeholders.tracker import Tracker
from stakeholders.tracker.filters import has_confidence, read_choice

_SIDES = {
    Position.STRONGLY_OPPOSE: "oppose",
    Position.OPPOSE: "oppose",
    Position.SUPPORT: "support",
    Position.STRONGLY_SUPPORT: "support",
}


class Labels(enum.StrEnum):
    """Whether a network calls records by their ids or by their names."""

    ID = "id"
    NAME = "name"


def read_statements(
    tracker: Tracker,
    *,
    actor: str = "holder",
    concept: str = "topic",
    value: str = "side",
    labels: str | Labels = Labels.ID,
    since: When | None = None,
    until: When | None = None,
    dates: str | Placing = Placing.WITHIN,
    body: str | Group | None = None,
    on: When | None = None,
    basis: str | Basis | Iterable[str | Basis] | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Statements:
    """Return the stances of a tracker as statements, each with the record behind it.

    A variable is `holder` (whoever holds the stance), `person` or `organization` (the holder, if it
    is one), `on_behalf_of` (the organizations that a member speaks for when the stance is taken; an
    organization or body speaks for itself), `body` (the bodies and organizations in which the
    holder has a seat then; a body for itself), `sector`, `kind`, `topic`, `source` (all that are
    cited), `speaker`, or any other field of the stance or its holder. Where it has several values,
    the stance becomes a statement for each; where it has none, the stance is left out.

    The document of a statement is the first source that the stance cites. Where sources disagree
    on its date, it lies between the first and the last day that any of them allows. A stance of an
    unnamed part of a body is not the body's, and is left out unless a variable is `part`. Nothing
    is left out silently: `left_out` of the result counts it.

    Args:
        tracker: where the stances are.
        actor: the variable that acts.
        concept: the variable that it is about.
        value: "side" for support and opposition, a yes and a no, whatever their strength: neutral
            stances are then left out; "position" for the steps of the scale that the topic
            declares, each by its place on that scale from -1 to 1, so that topics of different
            scales can be compared; or any variable, as names without an order. On a scale of five,
            support and opposition are half as far apart as the ends: subtract makes 0 of them.
        labels: "id" or "name"; a name that two records share gets the id behind it.
        since: only stances from this day on.
        until: only stances to this day.
        dates: how stances count whose date is not known to the day: "within" takes those that lie
            in the span on all days they can date from, "earliest" and "latest" go by that day.
            Without a span it does not matter here.
        body: only stances of those who sit on this body, or may; not the body's own.
        on: the day on which they sit; without it, at any time. It does not filter by the date of
            the stance: `until` does.
        basis: one or several: on whose word the stance is known.
        min_confidence: the least confidence of the stance.

    Raises:
        QuestionError: if a variable or choice is unknown, or no stance is left; it says which
            filter took the last.
        UnknownIdError: if there is no such body.

    Example:
        >>> import stakeholders
        >>> tracker = stakeholders.loads('''
        ... people: {ana: {name: Ana Ruiz}, bo: {name: Bo Lund}}
        ... topics: {toll: {proposition: The bridge should have a toll.}}
        ... sources: {post: {title: The Harbour Post, date: 2011-09-14}}
        ... stances:
        ... - {holder: ana, topic: toll, position: support, basis: stated, sources: [post]}
        ... - {holder: bo, topic: toll, position: neutral, basis: stated, sources: [post]}
        ... ''')
        >>> statements = read_statements(tracker)
        >>> [(said.actor, said.value) for said in statements]
        [('ana', 'support')]
        >>> statements.left_out
        (LeftOut(why='neither for nor against', number=1),)
    """
    read_choice(dates, Placing, "dates")
    if on is not None and body is None:
        raise QuestionError("on: it says who sat on a body: name the body, too")
    variables = Variables(tracker)
    columns = {"actor": actor, "concept": concept}
    read = {name: variables.find(wanted, name) for name, wanted in columns.items()}
    read["value"], levels = _find_value(tracker, variables, value)
    chosen = _Chosen(list(tracker.records.stances))
    if since is not None or until is not None:
        chosen.keep_dated(read_span(since, until), dates)
    if body is not None:
        chosen.keep(_find_test_of_seats(tracker, body, on), "not by a member of the body")
    _keep_sound(chosen, basis, min_confidence)
    if "part" not in columns.values():
        chosen.keep(lambda stance: stance.part is None, "of an unnamed part")
    for name, wanted in (*columns.items(), ("value", value)):
        why = "neither for nor against" if wanted == "side" else f"no {wanted}"
        chosen.keep_having(read[name], why)
    said = _spread(chosen, read, levels)
    if read_choice(labels, Labels, "labels") is Labels.ID:
        return said
    return attrs.evolve(
        said,
        actor=_rename(said.actor, variables.name_labels(actor, said.actor.labels)),
        concept=_rename(said.concept, variables.name_labels(concept, said.concept.labels)),
    )


class _Chosen:
    """The stances that are still in, and how many went out, and why."""

    def __init__(self, stances: list[Stance]) -> None:
        if not stances:
            raise QuestionError("no statements: the tracker has no stances")
        self.stances = stances
        self.left_out: list[LeftOut] = []

    def keep(self, test: Callable[[Stance], bool], why: str) -> None:
        """Keep the stances that pass a test."""
        self._keep([stance for stance in self.stances if test(stance)], why)

    def keep_having(self, read: Variable, why: str) -> None:
        """Keep the stances that have a variable."""
        self.keep(lambda stance: bool(read(stance)), why)

    def keep_dated(self, span: tuple[int, int], dates: str | Placing) -> None:
        """Keep the stances that are placed in a span."""
        fits = lie_within(*_list_bounds(self.stances), span, dates)
        kept = [stance for stance, fit in zip(self.stances, fits, strict=True) if fit]
        self._keep(kept, "not surely between the days")

    def _keep(self, kept: list[Stance], why: str) -> None:
        lost = len(self.stances) - len(kept)
        self.stances = kept
        if lost:
            self.left_out.append(LeftOut(why, lost))
        if not kept:
            raise QuestionError(f"no statements left: {tell_left_out(self.left_out)}")


def _find_test_of_seats(
    tracker: Tracker, body: str | Group, on: When | None
) -> Callable[[Stance], bool]:
    members = tracker.members(body, on=on)
    seated = frozenset(member.person.id for member in members if member.person is not None)
    return lambda stance: stance.holder in seated


def _keep_sound(
    chosen: _Chosen,
    basis: str | Basis | Iterable[str | Basis] | None,
    min_confidence: str | Confidence,
) -> None:
    if basis is not None:
        wanted = [basis] if isinstance(basis, str) else list(basis)
        bases = frozenset(read_choice(each, Basis, "basis") for each in wanted)
        chosen.keep(lambda stance: stance.basis in bases, "of another basis")
    least = read_choice(min_confidence, Confidence, "min_confidence")
    chosen.keep(lambda stance: has_confidence(stance, least), f"less than {least} confidence")


def _find_value(
    tracker: Tracker, variables: Variables, name: str
) -> tuple[Variable, Levels | None]:
    """Return what reads a value, and its levels; None where they are the names that occur."""
    if name == "side":
        return lambda stance: (_SIDES[stance.position],) if stance.position in _SIDES else (), SIDES
    if name == "position":
        scales = {topic.id: topic.scale for topic in tracker.records.topics}
        return lambda stance: (_find_step(stance.position, scales[stance.topic]),), STEPS
    return variables.find(name, "value"), None


def _find_step(position: Position, scale: Scale) -> str:
    return STEPS.labels[STEPS.shares.index(find_share(position, scale))]


def _list_bounds(stances: Iterable[Stance]) -> tuple[Days, Days]:
    bounds = np.array([_find_bounds(stance) for stance in stances], np.int32)
    return bounds[:, 0], bounds[:, 1]


def _find_bounds(stance: Stance) -> tuple[int, int]:
    """Return the first and the last day that any source allows; 0 for an end not known."""
    found = [find_bounds(when) for when in (stance.date, *read_other_dates(stance, "date"))]
    firsts, lasts = zip(*found, strict=True)
    return min(firsts), (max(lasts) if all(lasts) else NO_DAY)


def _spread(chosen: _Chosen, read: dict[str, Variable], levels: Levels | None) -> Statements:
    """Return a statement for each combination of the values that a stance has."""
    order = ("actor", "concept", "value")
    rows = [
        (number, *answers)
        for number, stance in enumerate(chosen.stances)
        for answers in product(*(read[name](stance) for name in order))
    ]
    numbers, actors, concepts, values = zip(*rows, strict=True)
    stance_codes = np.array(numbers, np.int32)
    if levels is None:
        named = encode_texts(values, "value")
        codes, levels = named.codes, Levels(kind=Kind.CATEGORICAL, labels=named.labels)
    else:
        codes = np.array([levels.labels.index(value) for value in values], np.int32)
    first, last = _list_bounds(chosen.stances)
    documents = [s.sources[0].source if s.sources else None for s in chosen.stances]
    return Statements(
        actor=encode_texts(actors, "actor"),
        concept=encode_texts(concepts, "concept"),
        value=codes,
        levels=levels,
        first=first[stance_codes],
        last=last[stance_codes],
        document=encode_texts(documents, "document").take(stance_codes),
        stances=tuple(chosen.stances),
        stance=stance_codes,
        left_out=tuple(chosen.left_out),
    )


def _rename(column: Coded, names: dict[str, str]) -> Coded:
    return Coded(codes=column.codes, labels=[names[label] for label in column.labels]).sort()
