"""What a notebook shows of trackers and answers: the same tables as the command prints."""

import html
from functools import singledispatch
from typing import Any

import attrs

from stakeholders.answers import (
    Divisions,
    Explanation,
    Selection,
    Snapshot,
    describe_holder,
)
from stakeholders.dates import PartialDate
from stakeholders.errors import join_words
from stakeholders.formats import Report
from stakeholders.formats.reports import (
    report_departures,
    report_divisions,
    report_explanation,
)
from stakeholders.formats.tables import write_html_table
from stakeholders.formats.writers import write_markdown
from stakeholders.model import Body, Citation, Departure, Person, Record, Source, Stance
from stakeholders.tracker import Tracker

_LAST = ("confidence", "sources")
_LEFT_OUT = frozenset({"mark", "disputed", "note", "reasons", "coder", "part"})


def to_html(value: object) -> str:
    """Return what is shown of a value, as HTML."""
    report = report_value(value)
    parts = [f"<p>{html.escape(line)}</p>" for line in report.headline]
    if report.text is not None:
        parts.append(f'<div style="white-space:pre-wrap">{html.escape(report.text)}</div>')
    if report.columns:
        parts.append(write_html_table(report.columns, report.rows))
    parts += [f"<p><small>{html.escape(note)}</small></p>" for note in report.notes]
    return "".join(parts)


def to_markdown(value: object) -> str:
    """Return what is shown of a value, as Markdown."""
    return write_markdown([report_value(value)])


@singledispatch
def report_value(value: object) -> Report:
    """Return what is shown of a value; of one that is not known, what Python says of it."""
    return Report(text=repr(value), data=None)


@report_value.register
def _report_tracker(value: Tracker) -> Report:
    about = value.records.about
    title = about.title if about else "A tracker"
    counts = [
        (len(value.of(Person)), "person", "people"),
        (len(value.of(Body)), "body", "bodies"),
        (len(value.of(Departure)), "departure", "departures"),
        (len(value.of(Stance)), "stance", "stances"),
        (len(value.of(Source)), "source", "sources"),
    ]
    said = join_words([f"{n} {one if n == 1 else many}" for n, one, many in counts], "and")
    left = report_departures(value, value.departures())
    return attrs.evolve(left, headline=(f"{title}: {said}.", *left.headline))


@report_value.register
def _report_explanation(value: Explanation) -> Report:
    return report_explanation(value)


@report_value.register
def _report_divisions(value: Divisions) -> Report:
    return report_divisions([value])


@report_value.register
def _report_snapshot(value: Snapshot) -> Report:
    rows = [
        (
            composition.body.name,
            describe_holder(member.person) if member.person else f"{member.unnamed} unnamed",
            member.role,
            join_words([group.name for group in member.on_behalf_of], "and"),
            member.status.value,
        )
        for composition in value.bodies
        for member in composition.members
    ]
    counts = [
        f"{c.body.name}: {c.tally.certain} certain, {c.tally.possible} possible."
        for c in value.bodies
    ]
    day = PartialDate.of(value.on).in_words()
    notes = (f"{len(value.stances)} stances, {len(value.relations)} relations.",)
    return Report(
        headline=(f"At the end of {day}.", *counts),
        columns=("body", "who", "role", "speaks for", "status"),
        rows=tuple(rows),
        notes=notes,
        data=None,
    )


@report_value.register
def _report_selection(value: Selection) -> Report:  # type: ignore[type-arg]  # of any records
    left_out = len(value.left_out)
    notes = (f"Left out: {left_out}.",) if left_out else ()
    if not value:
        return Report(headline=("None.",), notes=notes, data=None)
    fields = [field.name for field in attrs.fields(type(value[0]))]
    # What a record is about comes before what every claim has.
    fields.sort(key=lambda name: _LAST.index(name) + 1 if name in _LAST else 0)
    names = [name for name in fields if name not in _LEFT_OUT]
    kept = [name for name in names if any(_say(getattr(record, name)) for record in value)]
    rows = tuple(tuple(_say(getattr(record, name)) for name in kept) for record in value)
    columns = tuple(name.replace("_", " ") for name in kept)
    return Report(columns=columns, rows=rows, notes=notes, data=None)


def _say(value: Any) -> str:  # noqa: ANN401 - any field of a record
    if value is None or value in ((), 0):
        return ""
    if isinstance(value, PartialDate):
        return value.in_words()
    if isinstance(value, Citation):
        return value.source
    if isinstance(value, tuple):
        return ", ".join(map(_say, value))
    return getattr(value, "id", str(value)) if isinstance(value, Record) else str(value)
