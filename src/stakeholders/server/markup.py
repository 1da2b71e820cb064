"""Pieces of markup for the pages: every text in them goes through `escape`."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from urllib.parse import quote

from stakeholders.answers import cite_source
from stakeholders.charts.escaping import escape
from stakeholders.charts.page import write_reference
from stakeholders.charts.values import Reference
from stakeholders.model import Source
from stakeholders.tracker import Tracker

_CITED = re.compile(r"\[([^\[\]]+)\]")


def link_record(wanted: str, text: str | None = None) -> str:
    """Return a link to the page of a record.

    Example:
        >>> link_record("a/b", "Ana <Ruiz>")
        '<a href="/record/a%2Fb">Ana &lt;Ruiz&gt;</a>'
    """
    shown = wanted if text is None else text
    return f'<a href="/record/{quote(wanted, safe="")}">{escape(shown)}</a>'


def link_ids(tracker: Tracker, listed: str) -> str:
    """Return ids of sources, as tables list them, each as a link."""
    known = {source.id for source in tracker.of(Source)}
    return ", ".join(map(_link_known(known), filter(None, listed.split(", "))))


def link_source(source: Source) -> str:
    """Return a source as one line of a bibliography that leads to its address."""
    url = source.url[0] if source.url else None
    return write_reference(Reference(id=source.id, text=cite_source(source), url=url))


def list_sources(sources: Iterable[Source]) -> str:
    """Return sources as a list under a heading, each with its id as it is cited by."""
    rows = [f"[{link_record(source.id)}] {link_source(source)}" for source in sources]
    return f"<h2>Sources</h2>{write_list(rows)}" if rows else ""


def write_list(rows: Iterable[str]) -> str:
    """Return pieces of markup as a list."""
    inner = "".join(f"<li>{row}</li>\n" for row in rows)
    return f"<ul>\n{inner}</ul>"


def write_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are markup; the first of each row names it."""
    name = escape(caption)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in header)
    inner = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>\n'
        for row in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table: {name}">'
        f'<table><caption class="unseen">{name}</caption><thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{inner}</tbody></table></div>"
    )


def write_prose(text: str, known: Collection[str]) -> str:
    """Return an explanation as headings, paragraphs and lists, its citations as links."""
    return "\n".join(_write_lines(text.split("\n"), known))


def _write_lines(lines: Sequence[str], known: Collection[str]) -> Iterator[str]:
    rows: list[str] = []
    is_heading = False
    for line in [*lines, ""]:
        if rows and not line.startswith("  "):
            yield write_list(rows)
            rows = []
        if not line:
            is_heading = True
        elif line.startswith("  "):
            rows.append(_link_citations(line.strip(), known))
        else:
            tag = "h2" if is_heading else "p"
            yield f"<{tag}>{_link_citations(line, known)}</{tag}>"
            is_heading = False


def _link_citations(line: str, known: Collection[str]) -> str:
    link = _link_known(known)
    parts = _CITED.split(line)
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = escape(part)
            continue
        cited = [one.partition(",") for one in part.split("; ")]
        told = [f"{link(name)}{escape(comma + place)}" for name, comma, place in cited]
        parts[number] = f"[{'; '.join(told)}]"
    return "".join(parts)


def _link_known(known: Collection[str]) -> Callable[[str], str]:
    return lambda wanted: link_record(wanted) if wanted in known else escape(wanted)
