"""What an edit touches: the rules, on those records alone for which it may have broken them.

The tracker was sound before. A rule that may be broken now, by whatever record, is a doubt; then
somebody must check everything, and says what is wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs

from stakeholders.errors import Problem
from stakeholders.loading.checks import ALONE, across, references
from stakeholders.loading.checks.edits import Edit
from stakeholders.loading.plans import NAMINGS
from stakeholders.loading.table import SECTIONS
from stakeholders.model import Records

_GROUPS: Final = ("organizations", "bodies")
_PARENTS: Final = (("organizations", "part_of"), ("bodies", "part_of"), ("sources", "based_on"))
_CITING: Final = {n for n, (_, kinds) in enumerate(NAMINGS) if kinds == ("sources",)}


def check_edit(edit: Edit, before: Sequence[Problem]) -> tuple[Problem, ...] | None:
    """Return the warnings after an edit, or None where something may be wrong.

    `before` are the warnings that there were.
    """
    if any(is_doubtful(edit) for is_doubtful in _DOUBTS):
        return None
    again: dict[str, Iterator[Problem]] = {}
    if "people" in edit.sections:
        again["same-name"] = across.check_people(edit.draft, edit.records)
    if "scores" in edit.sections:
        again["same-score"] = across.check_same_score(edit.draft, edit.records)
    if "sources" in edit.sections or _is_cited_otherwise(edit):
        edit.note_all(_CITING)
        again["unused-source"] = across.check_unused(edit.draft, edit.records)
    stands = [problem for problem in before if problem.code not in again]
    return (*stands, *(problem for found in again.values() for problem in found))


def _is_cited_otherwise(edit: Edit) -> bool:
    names = edit.draft.reading.names
    return any(names[number].keys() != edit.old_names[number].keys() for number in _CITING)


def _changes_terms(edit: Edit) -> bool:
    """What the tracker says of itself and the scales of topics are what other records go by."""
    old, new = ({t.id: t.scale for t in part.get("topics", ())} for part in (edit.gone, edit.come))
    is_other = any(scale is not new.get(name, scale) for name, scale in old.items())
    return bool(is_other or edit.list_both("tracker"))


def _misses_names(edit: Edit) -> bool:
    """See `check_references`: an id that is twice, or that is named and is not there."""
    keyed = [section for section, spec in SECTIONS.items() if spec.is_keyed]
    old, new = (
        {record.id: section for section in keyed for record in part.get(section, ())}
        for part in (edit.gone, edit.come)
    )
    if old != new:
        every = [name for section in keyed for name in edit.list_ids(section)]
        if len(set(every)) < len(every):
            return True
    if old.items() <= new.items():
        known = edit.old_names
    else:
        edit.note_all(set(range(len(NAMINGS))))
        known = tuple({} for _ in NAMINGS)
    for (_, kinds), names, before in zip(NAMINGS, edit.draft.reading.names, known, strict=True):
        sought = names.keys() - before.keys()
        if sought and not sought.issubset(name for kind in kinds for name in edit.list_ids(kind)):
            return True
    return False


def _makes_circles(edit: Edit) -> bool:
    """See `check_circles`: only what is newly part of something can close one."""
    if not any(edit.list_changed([section], field) for section, field in _PARENTS):
        return False
    parents: dict[str, Sequence[str]] = {}
    for section, field in _PARENTS:
        above = edit.rows[section].read_column(field)
        for name, parent in zip(edit.list_ids(section), above, strict=True):
            if parent:
                parents[name] = (parent,) if isinstance(parent, str) else parent
    return any(True for _ in references.find_circles(parents))


def _breaks_alone(edit: Edit) -> bool:
    """See `single`: what a record must keep by itself."""
    return any(True for rule in ALONE for _ in rule(edit.draft))


def _breaks_seats(edit: Edit) -> bool:
    """See `check_departures`, `check_ends` and `check_same_seat`: the seats of some people."""
    people: set[str | None] = {held.person for held in edit.list_both("memberships")}
    people.update(name for left in edit.list_both("departures") for name in left.people)
    people |= edit.list_changed(["people"], "died")
    groups = edit.list_changed(_GROUPS, "dissolved")
    people.update(held.person for held in edit.pick("memberships", groups, "body"))
    people.discard(None)
    held = edit.pick("memberships", people, "person")
    left = [
        attrs.evolve(departure, people=tuple(n for n in departure.people if n in people))
        for departure in edit.pick("departures", people, "people")
    ]
    bodies = {membership.body for membership in held}
    records = Records(
        people=edit.pick("people", people, "id"),
        organizations=edit.pick("organizations", bodies, "id"),
        bodies=edit.pick("bodies", bodies, "id"),
        memberships=held,
        departures=left,
    )
    rules = (across.check_departures, across.check_ends, across.check_same_seat)
    return any(True for rule in rules for _ in rule(edit.draft, records))


def _breaks_headcounts(edit: Edit) -> bool:
    """See `check_headcounts`: the seats and departures of some bodies."""
    bodies = {body.id for body in edit.list_both("bodies")}
    bodies.update(membership.body for membership in edit.list_both("memberships"))
    bodies.update(name for left in edit.list_both("departures") for name in left.bodies)
    people = edit.list_changed(["people"], "died", "disputed")
    bodies.update(held.body for held in edit.pick("memberships", people, "person"))
    counted = [body for body in edit.pick("bodies", bodies, "id") if body.headcounts]
    names = {body.id for body in counted}
    held = edit.pick("memberships", names, "body")
    records = Records(
        people=edit.pick("people", {membership.person for membership in held}, "id"),
        bodies=counted,
        memberships=held,
        departures=edit.pick("departures", names, "bodies"),
    )
    return any(True for _ in across.check_headcounts(edit.draft, records))


_ACTORS: Final = {
    "stances": ("holder", "speaker"),
    "memberships": ("body", "person"),
    "departures": ("people", "bodies"),
    "events": ("participants", "signatories"),
}


def _breaks_lifetimes(edit: Edit) -> bool:
    """See `check_lifetimes`: new acts, and all acts of those whose end is another."""
    ended = edit.list_changed(["people"], "died") | edit.list_changed(_GROUPS, "dissolved")
    acts: dict[str, Any] = {
        section: [*edit.come.get(section, ()), *edit.pick(section, ended, *fields)]
        for section, fields in _ACTORS.items()
    }
    actors = {actor for _, actor, when, _ in across.list_acts(Records(**acts)) if when is not None}
    ends: dict[str, Any] = {name: edit.pick(name, actors, "id") for name in ("people", *_GROUPS)}
    return any(True for _ in across.check_lifetimes(edit.draft, Records(**acts, **ends)))


_DOUBTS: Final[tuple[Callable[[Edit], bool], ...]] = (
    _changes_terms,
    _misses_names,
    _makes_circles,
    _breaks_alone,
    _breaks_seats,
    _breaks_headcounts,
    _breaks_lifetimes,
)
