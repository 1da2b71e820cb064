"""Nodes to records, by the table: every value read as its field says, every fault at its place.

This is the exact way: it knows the place of every value. Files without faults take the direct way,
and come here only when a rule across records needs the place of one of their values.
"""

import enum
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from stakeholders.dates import PartialDate
from stakeholders.errors import (
    DateError,
    Mark,
    Problem,
    did_you_mean,
    find_nearest,
    join_words,
    printable,
    quote,
)
from stakeholders.loading.nodes import SAID, Listing, Mapping, Node, Scalar
from stakeholders.loading.table import ABOUT, CITATION, NOUNS, SECTIONS, Field, Form, Many, Spec
from stakeholders.loading.values import FORMS, ID_LENGTH
from stakeholders.model import About, Record


def refuse_id(name: str, mark: Mark, section: str, first: Mark) -> Problem:
    """Return the problem of an id that something else has, of a section and at a place."""
    message = f"the id {quote(name)} is taken by a {NOUNS[section]} at {first}"
    return Problem(mark, "duplicate-id", message)


@attrs.frozen
class Reference:
    """An id that some record names, the sections it may come from, and the place it stands at."""

    id: str
    kinds: tuple[str, ...]
    field: str
    mark: Mark


@attrs.define(eq=False)
class FileDraft:
    """What one file says: records not yet checked against each other, and all of its faults.

    `ids` has every id that is declared, also by a record that could not be built. `places` leads
    from a record, by its class and mark, to the node that it was built from.
    """

    records: dict[str, list[Record]] = attrs.field(factory=dict)
    about: About | None = None
    ids: dict[str, tuple[str, Mark]] = attrs.field(factory=dict)
    references: list[Reference] = attrs.field(factory=list)
    places: dict[tuple[type[Record], Mark], Mapping] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def add_file(self, root: Mapping) -> None:
        """Build every record of one file."""
        for key, node in root.entries.values():
            if key.text == "tracker":
                self.about = self._build_about(key, node)
            elif key.text in SECTIONS:
                self._add_section(key, node)
            else:
                known = ["tracker", *SECTIONS]
                hint = did_you_mean(find_nearest(key.text, known))
                message = f"no section {quote(key.text)}{hint}: expected {join_words(known)}"
                self.report(key.mark, "unknown-section", message)

    def add_entry(self, section: str, name: Scalar | None, node: Node) -> Sequence[Record]:
        """Build what one entry of a section says, under its name or as an item of a list."""
        spec, kept = SECTIONS[section], self.records.setdefault(section, [])
        before = len(kept)
        if name is not None:
            self._add_keyed(section, spec, name, node)
        else:
            self._add_listed(section, spec, node)
        return kept[before:]

    def get_mark(self, record: Record, field: str) -> Mark:
        """Return where a field of a record is written, or where the record is."""
        entry = self.places[type(record), record.mark].entries.get(field)
        return record.mark if entry is None else entry[1].mark

    def report(self, mark: Mark, code: str, message: str) -> None:
        """Keep an error."""
        self.problems.append(Problem(mark, code, message))

    def _build_about(self, key: Scalar, node: Node) -> About | None:
        record = self._build(ABOUT, node, key.mark, {})
        return record if isinstance(record, About) else None

    def _add_section(self, key: Scalar, node: Node) -> None:
        spec = SECTIONS[key.text]
        if isinstance(node, Scalar) and not node.text:
            return
        if spec.is_keyed and isinstance(node, Mapping):
            for name, entry in node.entries.values():
                self._add_keyed(key.text, spec, name, entry)
        elif not spec.is_keyed and isinstance(node, Listing):
            for item in node.items:
                self._add_listed(key.text, spec, item)
        else:
            shape = "a mapping of ids" if spec.is_keyed else "a list, each item behind a hyphen"
            message = f"{key.text}: expected {shape}, found {SAID[type(node)]}"
            self.report(node.mark, "wrong-shape", message)

    def _add_keyed(self, section: str, spec: Spec, name: Scalar, node: Node) -> None:
        if not self._check_form(Form.ID, f"{spec.noun} id", name):
            return
        if name.text in self.ids:
            self.problems.append(refuse_id(name.text, name.mark, *self.ids[name.text]))
            return
        self.ids[name.text] = (section, name.mark)
        if record := self._build(spec, node, name.mark, {"id": name.text}):
            self._keep(section, record)

    def _add_listed(self, section: str, spec: Spec, node: Node) -> None:
        record = self._build(spec, node, node.mark, {})
        if record is None:
            return
        spread = next((field for field in spec.fields if field.is_spread), None)
        if spread is None:
            self._keep(section, record)
            return
        for mark, value in self._spread(record, spread):
            single = attrs.evolve(record, mark=mark, **{spread.attribute: value})
            self.places[type(single), mark] = self.places[type(record), record.mark]
            self._keep(section, single)

    def _keep(self, section: str, record: Record) -> None:
        self.records.setdefault(section, []).append(record)

    def _spread(self, record: Record, field: Field) -> Iterator[tuple[Mark, str]]:
        values = getattr(record, field.attribute)
        written = self.places[type(record), record.mark].entries[field.key][1]
        if isinstance(written, Listing):
            yield from zip((item.mark for item in written.items), values, strict=True)
        else:
            yield record.mark, values[0]

    def _build(self, spec: Spec, node: Node, mark: Mark, given: dict[str, Any]) -> Record | None:
        """Build one record, or report why not and return None."""
        if not isinstance(node, Mapping):
            if not isinstance(node, Scalar) or node.text:
                message = f"{spec.noun}: expected its fields, found {SAID[type(node)]}"
                self.report(node.mark, "wrong-shape", message)
            return None
        values: dict[str, Any] = given | {"mark": mark}
        is_whole = self._check_keys(spec, node, mark)
        for key, value in node.entries.values():
            field = spec.by_key.get(key.text)
            if field is None:
                continue
            read = self._read_field(spec, field, value)
            is_whole = is_whole and read is not None
            values[field.attribute] = read
        if not is_whole:
            return None
        if "unnamed" in node.entries and "name" in spec.by_key:
            values["named"] = False
        record = spec.record(**values)
        self.places[spec.record, mark] = node
        return record

    def _check_keys(self, spec: Spec, node: Mapping, mark: Mark) -> bool:
        before = len(self.problems)
        for key, _ in node.entries.values():
            if key.text not in spec.by_key:
                hint = did_you_mean(find_nearest(key.text, spec.by_key))
                known = join_words(list(spec.by_key))
                message = f"{spec.noun}: no field {quote(key.text)}{hint}: expected {known}"
                self.report(key.mark, "unknown-key", message)
        for field in spec.fields:
            if field.is_required and field.key not in node.entries:
                self._report_missing(spec, field, mark)
        chosen = [key for key in spec.one_of if key in node.entries]
        if spec.one_of and len(chosen) != 1:
            found = "none of them" if not chosen else "both"
            message = f"{spec.noun}: expected {join_words(spec.one_of)}, found {found}"
            self.report(mark, "one-of", message)
        return len(self.problems) == before

    def _report_missing(self, spec: Spec, field: Field, mark: Mark) -> None:
        if field.key == "sources":
            message = f"{spec.noun}: no source: every claim needs one, as in sources: [some-id]"
            self.report(mark, "no-source", message)
        else:
            message = f"{spec.noun}: {field.key} is missing: {field.doc[:1].lower()}{field.doc[1:]}"
            self.report(mark, "missing-key", message.removesuffix("."))

    def _read_field(self, spec: Spec, field: Field, node: Node) -> Any | None:
        """Return the value of a field, or None where it could not be read."""
        if isinstance(node, Scalar) and not node.text:
            return None
        if field.many is Many.ONE:
            return self._read_one(spec, field, node)
        if isinstance(node, Listing):
            return self._read_list(spec, field, node)
        if field.many is Many.ONE_OR_LIST:
            value = self._read_one(spec, field, node)
            return None if value is None else (value,)
        hint = (
            f": write [{printable(node.text)}]"
            if isinstance(node, Scalar) and len(node.text) < ID_LENGTH
            else ""
        )
        message = f"{field.key}: expected a list, found {SAID[type(node)]}{hint}"
        self.report(node.mark, "wrong-shape", message)
        return None

    def _read_list(self, spec: Spec, field: Field, node: Listing) -> tuple[Any, ...] | None:
        if not node.items:
            self.report(node.mark, "empty-value", f"{field.key}: an empty list: leave the key out")
            return None
        values = [self._read_one(spec, field, item) for item in node.items]
        if any(value is None for value in values):
            return None
        seen: set[str] = set()
        for item in node.items:
            if isinstance(item, Scalar) and item.text in seen:
                message = f"{field.key}: {quote(item.text)} is here twice"
                self.report(item.mark, "duplicate-item", message)
                return None
            seen.update([item.text] if isinstance(item, Scalar) else [])
        return tuple(values)

    def _read_one(self, spec: Spec, field: Field, node: Node) -> Any | None:
        if field.form is Form.RECORD and field.spec is not None:
            return self._build(field.spec, node, node.mark, {})
        if field.form is Form.CITATION:
            return self._read_citation(node)
        if not isinstance(node, Scalar):
            message = f"{field.key}: expected a text, found {SAID[type(node)]}"
            self.report(node.mark, "wrong-shape", message)
            return None
        return self._read_scalar(spec, field, node) if node.text else None

    def _read_citation(self, node: Node) -> Record | None:
        if not isinstance(node, Scalar):
            return self._build(CITATION, node, node.mark, {})
        key = Scalar("source", node.mark)
        whole = Mapping({key.text: (key, node)}, node.mark)
        return self._build(CITATION, whole, node.mark, {}) if node.text else None

    def _read_scalar(self, spec: Spec, field: Field, node: Scalar) -> Any | None:
        if field.form is Form.DATE:
            return self._read_date(field.key, node)
        if field.choices is not None:
            return self._read_enum(field, field.choices, node)
        if not self._check_form(field.form, field.key, node):
            return None
        if field.form is Form.ID:
            self.references.append(Reference(node.text, field.kinds, field.key, node.mark))
        if field.form is Form.NUMBER:
            return self._read_number(spec, field, node)
        return float(node.text) if field.form is Form.DECIMAL else node.text

    def _read_date(self, key: str, node: Scalar) -> PartialDate | None:
        try:
            return PartialDate.parse(node.text)
        except DateError as error:
            self.report(node.mark, "bad-date", f"{key}: {error}")
            return None

    def _read_enum(
        self, field: Field, choices: type[enum.StrEnum], node: Scalar
    ) -> enum.StrEnum | None:
        values = [choice.value for choice in choices]
        if node.text in values:
            return choices(node.text)
        hint = did_you_mean(find_nearest(node.text, values))
        message = (
            f"{field.key}: {quote(node.text)} is not known{hint}: expected {join_words(values)}"
        )
        self.report(node.mark, "bad-value", message)
        return None

    def _read_number(self, spec: Spec, field: Field, node: Scalar) -> int | None:
        number = int(node.text)
        if number == 0 and field.key != "count":
            self.report(node.mark, "bad-value", f"{spec.noun}: {field.key} must be at least 1")
            return None
        return number

    def _check_form(self, form: Form, what: str, node: Scalar) -> bool:
        if form not in FORMS:
            return True
        pattern, expected = FORMS[form]
        if form in {Form.ID, Form.SLUG} and len(node.text) > ID_LENGTH:
            message = f"{what}: {len(node.text)} characters: it may have {ID_LENGTH}"
            self.report(node.mark, "bad-value", message)
            return False
        if pattern.fullmatch(node.text):
            return True
        message = f"{what}: {quote(node.text)} is not {expected}"
        self.report(node.mark, "bad-id" if form is Form.ID else "bad-value", message)
        return False
