"""All that one load has read, on its way to being checked: records, ids, names, problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from stakeholders.claims import get_citations, group_by_class, walk_inside
from stakeholders.errors import Mark, Problem, Severity
from stakeholders.loading.builder import FileDraft, Reference, refuse_id
from stakeholders.loading.direct import Part, note_names, read_part
from stakeholders.loading.files import Text, decode, read_file
from stakeholders.loading.limits import Limits
from stakeholders.loading.reader import read_text
from stakeholders.loading.rows import NAMINGS, Reading
from stakeholders.loading.table import SECTIONS
from stakeholders.model import About, Record, Records


@attrs.define(eq=False)
class Draft:
    """What was read so far, not yet checked against each other.

    `ids` has every id that is declared, also by a record that could not be built. `is_complete` is
    false where some file could not be read: what it declares is then not known.
    """

    limits: Limits
    reading: Reading
    records: dict[str, list[Record]] = attrs.field(factory=lambda: {name: [] for name in SECTIONS})
    about: About | None = None
    ids: dict[str, tuple[str, Mark]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    is_complete: bool = True
    _texts: dict[str, Text] = attrs.field(factory=dict)
    _exact: dict[str, FileDraft] = attrs.field(factory=dict)
    _faults: list[FileDraft] = attrs.field(factory=list)

    @classmethod
    def make_empty(cls, limits: Limits) -> "Draft":
        """Return a draft with nothing in it."""
        return cls(limits, Reading.make_empty(limits))

    def refuse_file(self, problem: Problem) -> None:
        """Keep the problem of a file that could not be read at all."""
        self.problems.append(problem)
        self.is_complete = False

    def add_part(self, part: Part) -> None:
        """Take the records of a file that was read at another time, and found without faults."""
        self._merge(part)
        note_names(self.reading, group_by_class(part.values()))

    def add_file(self, text: Text, known: Part | None = None) -> Part | None:
        """Read a file: the direct way, or the exact one where there is anything to say of it.

        Return its records, by section, where it had no faults. `known` are those, where another
        process has read it the direct way.
        """
        if known is not None:
            self._texts[text.path] = text
            self.add_part(known)
            return known
        content = decode(text)
        if isinstance(content, Problem):
            self.refuse_file(content)
            return None
        self._texts[text.path] = text
        part = read_part(self.reading, text.path, content)
        if part is None:
            self._add_exactly(text.path, content)
            return None
        self._merge(part)
        faults = self.reading.faults
        if faults is None:
            return part
        self._add_faults(faults)
        return None

    def _add_faults(self, faults: FileDraft) -> None:
        """Take what the exact reader said of single records of a file."""
        self.problems.extend(faults.problems)
        note_names(self.reading, group_by_class(faults.records.values()))
        for name, declared in faults.ids.items():
            self.ids.setdefault(name, declared)
        self._faults.append(faults)

    def _add_exactly(self, path: str, content: str) -> None:
        root, problems = read_text(path, content, self.limits)
        self.problems.extend(problems)
        if root is None:
            self.is_complete &= all(p.severity is not Severity.ERROR for p in problems)
            return
        exact = self._exact[path] = FileDraft()
        exact.add_file(root)
        self.problems.extend(exact.problems)
        built: dict[str, Sequence[Record]] = dict(exact.records)
        if exact.about is not None:
            built["tracker"] = [exact.about]
        self._merge(built)
        for name, declared in exact.ids.items():
            self.ids.setdefault(name, declared)

    def _merge(self, part: Part) -> None:
        for section, records in part.items():
            if section == "tracker":
                self._set_about(records)
            elif SECTIONS[section].is_keyed:
                self.records[section].extend(self._declare(section, records))
            else:
                self.records[section].extend(records)

    def _set_about(self, records: Iterable[Any]) -> None:
        for about in records:
            if self.about is None:
                self.about = about
            else:
                message = f"a second tracker section: first at {self.about.mark}"
                self.problems.append(Problem(about.mark, "duplicate-key", message))

    def _declare(self, section: str, records: Iterable[Any]) -> Iterator[Record]:
        ids = self.ids
        for record in records:
            mine = (section, record.mark)
            first = ids.setdefault(record.id, mine)
            if first is mine:
                yield record
            else:
                self.problems.append(refuse_id(record.id, record.mark, *first))

    @cached_property
    def by_class(self) -> Mapping[type[Record], list[Record]]:
        """All records that were read, with the claims and readings inside them, by class."""
        return group_by_class(self.records.values())

    def list_named(self, section: str) -> set[str]:
        """Return the ids that some field names which takes ids of this section alone."""
        exact = (*self._exact.values(), *self._faults)
        found = {r.id for draft in exact for r in draft.references}
        for names, (_, kinds) in zip(self.reading.names, NAMINGS, strict=True):
            if kinds == (section,):
                found.update(names)
        return found

    # Places, which only a fault needs

    def get_mark(self, record: Record, field: str) -> Mark:
        """Return where a field of a record is written, or where the record is."""
        return self._read_exactly(record.mark.path).get_mark(record, field)

    def find_name(self, record: Record, field: str, name: str) -> Mark:
        """Return where a field of a record names another, or where the record is."""
        start = self.get_mark(record, field)
        found = [
            reference.mark
            for reference in self._read_exactly(record.mark.path).references
            if reference.id == name and reference.field == field and reference.mark >= start
        ]
        return min(found, default=record.mark)

    def list_references(self, wrong: Mapping[int, set[str]]) -> Iterator[Reference]:
        """Yield every reference of the files that were read exactly, and those to wrong ids.

        `wrong` has ids by the number of the naming; see `NAMINGS`.
        """
        paths = dict.fromkeys(self._exact)
        for number, ids in wrong.items():
            paths |= dict.fromkeys(self._find_naming(NAMINGS[number][0], ids))
        for path in paths:
            yield from self._read_exactly(path).references
        for faults in self._faults:
            yield from faults.references

    def _find_naming(self, field: str, ids: set[str]) -> Iterator[str]:
        for records in self.records.values():
            for record in records:
                for inner in (*walk_inside(record), *get_citations(record)):
                    value = getattr(inner, field, ())
                    if not ids.isdisjoint([value] if isinstance(value, str) else value or ()):
                        yield record.mark.path

    def _read_exactly(self, path: str) -> FileDraft:
        exact = self._exact.get(path)
        if exact is None:
            exact = self._exact[path] = FileDraft()
            content = self._get_content(path)
            root = read_text(path, content, self.limits)[0] if isinstance(content, str) else None
            if root is not None:
                exact.add_file(root)
        return exact

    def _get_content(self, path: str) -> str | Problem:
        text = self._texts.get(path) or read_file(path, self.limits, is_named=True)
        return decode(text) if isinstance(text, Text) else text

    def make_records(self) -> Records:
        """Return what was read, frozen."""
        sections: Any = {section: tuple(built) for section, built in self.records.items()}
        return Records(about=self.about, **sections)
