"""Images: the SVG turned into PNG by resvg, and into PDF by Typst; both are extras.

Both take the fonts of the machine. The same fonts give the same bytes.
"""

import tempfile
from importlib import import_module
from pathlib import Path
from types import ModuleType

from stakeholders.charts.svg import write_svg
from stakeholders.charts.syntax import show
from stakeholders.charts.values import Content
from stakeholders.errors import MissingExtraError

SCALE = 2
_PAGE = """\
#set document(title: {title}, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image("chart.svg", alt: {summary})
"""


def write_png(content: Content, *, theme: str = "light") -> bytes:
    """Return a chart as a PNG image, two pixels for each of the SVG's, for sharp text.

    Raises:
        MissingExtraError: if resvg is not installed.
    """
    resvg = _find("resvg_py", "a PNG image", "png")
    return bytes(resvg.svg_to_bytes(svg_string=write_svg(content, theme=theme), zoom=SCALE))


def write_pdf(content: Content, *, theme: str = "light") -> bytes:
    """Return a chart as a PDF page of its own size: vectors, text as text, and its summary.

    Raises:
        MissingExtraError: if Typst is not installed.
    """
    typst = _find("typst", "a PDF file", "pdf")
    title, summary = map(_quote, (content.title, content.summary))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.typ")
        page.write_text(_PAGE.format(title=title, summary=summary), encoding="utf-8")
        svg = write_svg(content, theme=theme)
        Path(folder, "chart.svg").write_text(svg, encoding="utf-8")
        return bytes(typst.compile(str(page), format="pdf"))


def _quote(text: str) -> str:
    return '"' + show(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _find(module: str, what: str, extra: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(what, extra) from None
