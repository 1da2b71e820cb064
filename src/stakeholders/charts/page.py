"""HTML: a chart as one page that needs nothing else, to pan, zoom, search and ask in.

The page runs its own script and styles only: a policy in it names each by its hash, and lets
nothing be loaded. What the data says stands in it as text, never as markup or script.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import attrs

from stakeholders.charts.escaping import escape
from stakeholders.charts.links import Links, is_safe
from stakeholders.charts.svg import write_svg
from stakeholders.charts.themes import get_themes
from stakeholders.charts.values import GLYPHS, Content, Item, Lanes, Reference, Steps, Table

_STYLES: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPTS: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ATTRIBUTES: Final = re.compile(r' style="([^"]*)"')
_IN_SCRIPT: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_page(content: Content, *, theme: str = "auto", link: str | None = None) -> str:
    """Return a chart as one HTML page that works from a disk, without a network.

    Raises:
        QuestionError: if there is no such theme, or the link is not one.
    """
    section = write_section(content, theme=theme, link=link, level=1)
    return write_document(content.title, f"<main>\n{section}</main>\n", theme=theme)


def write_section(
    content: Content, *, theme: str = "auto", link: str | None = None, key: str = "", level: int = 2
) -> str:
    """Return a chart as a part of a page made by `write_document`, under a heading of a level.

    Several on one page need a `key` each, of letters and digits.
    """
    name = escape(f"chart{key}")
    picture = write_svg(content, theme=theme, link=link, key=key)
    told = encode_json(_tell(content, Links(content, link)))
    return (
        f'<section class="chart" aria-labelledby="{name}-title">\n'
        f'<h{level} class="unseen" id="{name}-title">{escape(content.title)}</h{level}>\n'
        f"{_write_bar(name, has_dates=any(item.phases for item in _list_items(content)))}"
        f'<div class="view"><div class="stage" tabindex="0" role="region" '
        f'aria-label="{escape(content.title)}: the picture">\n{picture}</div>\n'
        f'<aside class="panel" aria-label="What is known" hidden></aside></div>\n'
        f"{_write_words(content)}{_write_table(content.table, content.title)}"
        f"{_write_references(content.references, name)}"
        f'<script type="application/json">{told}</script>\n</section>\n'
    )


def write_document(
    title: str, body: str, *, theme: str = "auto", script: str = "", connect: str = "'none'"
) -> str:
    """Return a page with the styles and the script of charts, and a policy for what it has.

    `body` is markup; `script` runs after that of the charts. `connect` says, in the terms of the
    policy, what scripts may ask: nothing, or with "'self'" the server that the page is from.
    """
    get_themes(theme)
    scripts = "".join(
        f"<script>{text}</script>\n" for text in (_read_asset("page.js"), script) if text
    )
    styles = f"<style>{_read_asset('page.css')}</style>\n"
    policy = make_policy(f"{styles}{body}{scripts}", connect=connect)
    return (
        f'<!doctype html>\n<html lang="en" data-theme="{theme}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n{styles}</head>\n<body>\n{body}{scripts}</body>\n</html>\n"
    )


def make_policy(html: str, *, connect: str = "'none'") -> str:
    """Return the content security policy that lets the scripts and styles in some markup be.

    Example:
        >>> make_policy("<style>b{color:red}</style>").split("; ")[:2]
        ["default-src 'none'", "script-src 'none'"]
    """
    sheets = _hash_all(_STYLES.findall(html))
    inline = _hash_all(_ATTRIBUTES.findall(html))
    rules = {
        "default-src": "'none'",
        "script-src": _hash_all(_SCRIPTS.findall(html)) or "'none'",
        "style-src": sheets or "'none'",
        "style-src-attr": f"'unsafe-hashes' {inline}" if inline else "'none'",
        "connect-src": connect,
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def encode_json(value: object) -> str:
    r"""Return JSON that is safe in a script element: nothing in it can end the element.

    Example:
        >>> encode_json("</script>&")
        '"\\u003c/script\\u003e\\u0026"'
    """
    return json.dumps(value, separators=(",", ":")).translate(_IN_SCRIPT)


def _hash_all(texts: Iterable[str]) -> str:
    # An attribute is hashed as it is read, and no style of ours has an entity in it.
    digests = {hashlib.sha256(text.encode()).digest() for text in texts}
    return " ".join(sorted(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests))


@cache
def _read_asset(name: str) -> str:
    return files("stakeholders.charts").joinpath("assets", name).read_text(encoding="utf-8")


def _tell(content: Content, links: Links) -> dict[str, object]:
    items = {item.key: _tell_item(item, links.find(item)) for item in _list_items(content)}
    references = {
        r.id: [_cut_address(r), r.url if r.url and is_safe(r.url) else None]
        for r in content.references
    }
    return {"items": list(items.values()), "references": references}


def _list_items(content: Content) -> Iterator[Item]:
    """Return the items, with phases only where the date can move: lanes show all time at once."""
    for figure in content.walk():
        is_still = isinstance(figure, Lanes | Steps)
        for item in figure.items:
            yield attrs.evolve(item, phases=()) if is_still and item.phases else item


def _tell_item(item: Item, address: str | None) -> dict[str, object]:
    told: dict[str, object] = {
        "key": item.key,
        "title": item.title,
        "lines": item.lines,
        "status": f"{GLYPHS.get(item.tone, '')} {item.status}".strip() if item.status else None,
        "tip": item.tip,
        "facts": item.facts,
        "quotes": [[quote.text, quote.by, quote.sources] for quote in item.quotes],
        "sources": item.sources,
        "phases": [(day.isoformat(), phase) for day, phase in item.phases],
        "address": address,
    }
    return {name: value for name, value in told.items() if value}


def _cut_address(reference: Reference) -> str:
    """Return the words of a source without its address, which becomes the link."""
    return reference.text.removesuffix(f", {reference.url}")


def _write_bar(name: str, *, has_dates: bool) -> str:
    """Return the tools above the picture; they show once the script is there to serve them."""
    dates = (
        f'<div class="tool dates"><label for="{name}-date">Date</label>'
        f'<input type="range" id="{name}-date" min="0" value="0" step="1">'
        f'<button type="button" class="whole">Whole time</button></div>\n'
    )
    day = '<p class="day" role="status" hidden></p>\n'
    return (
        f'<div class="bar" hidden>\n<div class="tool"><label for="{name}-find">Find</label>'
        f'<input type="search" id="{name}-find" autocomplete="off" spellcheck="false"></div>\n'
        f"{dates if has_dates else ''}"
        '<div class="tool" role="group" aria-label="Zoom">'
        '<button type="button" class="out" aria-label="Zoom out">−</button>'
        '<button type="button" class="fit">Fit</button>'
        '<button type="button" class="in" aria-label="Zoom in">+</button></div>\n'
        '<p class="said" role="status"></p>\n</div>\n'
        f"{day if has_dates else ''}"
    )


def _write_words(content: Content) -> str:
    return f"<details><summary>In words</summary><p>{escape(content.summary)}</p></details>\n"


def _write_table(table: Table, title: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
    rows = "".join(f"<tr>{''.join(_write_cells(row))}</tr>\n" for row in table.rows)
    return (
        '<details class="table"><summary>Table</summary>'
        f'<div class="wide" tabindex="0" role="region" aria-label="Table: {escape(title)}">'
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table></div></details>\n"
    )


def _write_cells(row: tuple[str, ...]) -> Iterator[str]:
    for number, cell in enumerate(row):
        text = escape(cell)
        yield f"<td>{text}</td>" if number else f'<th scope="row">{text}</th>'


def _write_references(references: tuple[Reference, ...], name: str) -> str:
    if not references:
        return ""
    rows = "".join(
        f'<li id="{name}-source-{number}"><span class="id">{escape(r.id)}</span> '
        f"{write_reference(r)}</li>\n"
        for number, r in enumerate(references)
    )
    summary = f"<summary>Sources ({len(references)})</summary>"
    return f'<details class="sources">{summary}<ul>\n{rows}</ul></details>\n'


def write_reference(reference: Reference) -> str:
    """Return a source as markup: a link if its address is one that cannot run anything."""
    text = escape(_cut_address(reference))
    if not reference.url:
        return text
    if not is_safe(reference.url):
        return f"{text}, {escape(reference.url)}"
    return f'<a href="{escape(reference.url)}" rel="noopener noreferrer">{text}</a>'
