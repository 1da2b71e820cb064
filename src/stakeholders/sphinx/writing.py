"""Tables and citations as nodes of docutils, which every builder can write."""

import re
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from stakeholders.answers import cite_source
from stakeholders.model import Source
from stakeholders.tracker import Tracker

Cell = str | Sequence[nodes.Node]
_CITED = re.compile(r"\[([\w.:, ;/\u2013-]+)\]")


def make_table(
    header: Iterable[str], rows: Iterable[Iterable[Cell]], *, title: str = ""
) -> nodes.table:
    """Return a table; a cell is a text, or nodes that stand in a paragraph."""
    names = list(header)
    body = [list(row) for row in rows]
    table = nodes.table(classes=["stakeholders"])
    if title:
        table += nodes.title("", title)
    group = nodes.tgroup(cols=len(names))
    table += group
    for column in range(len(names)):
        group += nodes.colspec(colwidth=_find_width(names[column], body, column))
    head = nodes.thead()
    head += _make_row(names)
    group += head
    below = nodes.tbody()
    for row in body:
        below += _make_row(row)
    group += below
    return table


def _find_width(name: str, rows: Sequence[Sequence[Cell]], column: int) -> int:
    lengths = [len(_as_text(row[column])) for row in rows]
    return max(len(name), 4, min(40, max(lengths, default=0)))


def _as_text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "".join(node.astext() for node in cell)


def _make_row(cells: Iterable[Cell]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        entry = nodes.entry()
        paragraph = nodes.paragraph()
        paragraph += [nodes.Text(cell)] if isinstance(cell, str) else list(cell)
        entry += paragraph
        row += entry
    return row


def number_sources(tracker: Tracker) -> dict[str, int]:
    """Return the number of each source: its place in the data, the same on every page."""
    return {source.id: number for number, source in enumerate(tracker.of(Source), 1)}


def cite(tracker: Tracker, ids: Iterable[str], docname: str) -> Iterator[nodes.Node]:
    """Yield a reference to each source, as [1], with the whole of it on hover."""
    numbers = number_sources(tracker)
    for k, wanted in enumerate(dict.fromkeys(ids)):
        if k:
            yield nodes.Text(" ")
        yield _refer(tracker, wanted, numbers, docname)


def _refer(tracker: Tracker, wanted: str, numbers: dict[str, int], docname: str) -> nodes.Node:
    source = tracker.get(wanted)
    hint = cite_source(source) if isinstance(source, Source) else wanted
    text = f"[{numbers.get(wanted, '?')}]"
    reference = addnodes.pending_xref(
        "",
        nodes.inline(text, text, classes=["stakeholders-cite"]),
        refdomain="stakeholders",
        reftype="source",
        reftarget=wanted,
        refdoc=docname,
        refexplicit=True,
        refwarn=False,
    )
    reference["reftitle"] = hint
    return reference


def cite_within(tracker: Tracker, text: str, docname: str) -> Iterator[nodes.Node]:
    """Yield a text with the ids of sources in brackets turned into references."""
    numbers = number_sources(tracker)
    at = 0
    for found in _CITED.finditer(text):
        parts = [part.strip() for part in found[1].split(";")]
        ids = [part.split(",")[0].strip() for part in parts]
        if not all(wanted in numbers for wanted in ids):
            continue
        yield nodes.Text(text[at : found.start()])
        for part, wanted in zip(parts, ids, strict=True):
            yield _refer(tracker, wanted, numbers, docname)
            place = part[len(wanted) :].lstrip(", ")
            if place:
                yield nodes.Text(f" ({place})")
        at = found.end()
    yield nodes.Text(text[at:])
