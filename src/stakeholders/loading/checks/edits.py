"""What an edit changed: the records that are no more, those that are new, and all as they are now.

Columns tell of all records what a rule asks, so that hardly any is made.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import attrs

from stakeholders.cache import Rows
from stakeholders.claims import group_by_class
from stakeholders.loading.direct import list_naming_fields, note_names
from stakeholders.loading.draft import Draft
from stakeholders.loading.limits import Limits
from stakeholders.loading.table import SECTIONS
from stakeholders.model import Records

_FEW: Final = 8
Difference = tuple[str, Sequence[Any], Sequence[Any]]


@attrs.define(eq=False)
class Edit:
    """What an edit changed.

    By section, `gone` has the records that are no more, and `come` those that are new; `sections`
    are all that the edited files have or had. `rows` are all records as they are now.
    """

    gone: dict[str, list[Any]]
    come: dict[str, list[Any]]
    sections: set[str]
    rows: Mapping[str, Rows[Any]]
    records: Records
    limits: Limits

    @classmethod
    def make(
        cls,
        differences: Iterable[Difference],
        rows: Mapping[str, Rows[Any]],
        records: Records,
        limits: Limits,
    ) -> "Edit":
        """Return an edit from what differs in each section of each file."""
        edit = cls({}, {}, set(), rows, records, limits)
        for section, gone, come in differences:
            edit.sections.add(section)
            edit.gone.setdefault(section, []).extend(gone)
            edit.come.setdefault(section, []).extend(come)
        return edit

    def list_both(self, section: str) -> list[Any]:
        """Return the records of a section that are no more, and those that are new."""
        return [*self.gone.get(section, ()), *self.come.get(section, ())]

    def list_changed(self, sections: Iterable[str], *fields: str) -> set[str]:
        """Return the ids of records of which one of some fields is not what it was."""
        read = attrgetter("id", *fields)
        old = {read(record) for section in sections for record in self.gone.get(section, ())}
        new = {read(record) for section in sections for record in self.come.get(section, ())}
        return {name for name, *_ in old ^ new}

    @cached_property
    def draft(self) -> Draft:
        """The records that are new, as a draft of which nothing else is known but the topics."""
        draft = self._make_draft(self.come)
        draft.about = self.records.about
        if draft.records["stances"]:
            draft.records["topics"] = list(self.records.topics)
        return draft

    @cached_property
    def old_names(self) -> tuple[dict[str, str], ...]:
        """The ids that records named which are no more, by the number of the naming."""
        return self._make_draft(self.gone).reading.names

    def _make_draft(self, changed: Mapping[str, Sequence[Any]]) -> Draft:
        draft = Draft.make_empty(self.limits)
        draft.records |= {name: list(changed[name]) for name in changed if name in SECTIONS}
        note_names(draft.reading, group_by_class(draft.records.values()))
        return draft

    def list_ids(self, section: str) -> list[str]:
        """Return the ids of a section."""
        return self.rows[section].read_column("id")

    def note_all(self, numbers: AbstractSet[int]) -> None:
        """Have the draft know the ids that any record names, in namings by their number."""
        wanted: dict[tuple[type, str], list[dict[str, str]]] = defaultdict(list)
        for number, kind, attribute in list_naming_fields():
            if number in numbers:
                wanted[kind, attribute].append(self.draft.reading.names[number])
        for section in SECTIONS:
            for kind, attribute, texts in self.rows[section].find_texts(wanted.keys()):
                for names in wanted[kind, attribute]:
                    names.update(zip(texts, texts, strict=True))

    def pick(self, section: str, wanted: AbstractSet[Any], *fields: str) -> list[Any]:
        """Return the records of which one of some fields has one of the wanted ids."""
        found: set[int] = set()
        rows = self.rows[section]
        for field in fields if wanted else ():
            found.update(_find_rows(rows, field, wanted))
        return rows.take(sorted(found))


def _find_rows(rows: Rows[Any], field: str, wanted: AbstractSet[Any]) -> Iterable[int]:
    """Return the rows in which a field is one of some ids, or has one among several."""
    if len(wanted) <= _FEW:
        few = [rows.find_rows(field, name) for name in wanted if name is not None]
        if None not in few:
            return chain.from_iterable(found for found in few if found is not None)
    values = rows.read_column(field)
    if values and isinstance(values[0], tuple):
        return (row for row, names in enumerate(values) if not wanted.isdisjoint(names))
    return (row for row, name in enumerate(values) if name in wanted)
