"""A chart: a picture that is decided, with the methods that spell it."""

import os
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs

from stakeholders.charts.values import (
    Bars,
    Beam,
    Content,
    Figure,
    Graph,
    Intervals,
    Lanes,
    Matrix,
    Plane,
    Spectrum,
    Steps,
)
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote

_FLOWING: Final = (Graph, Lanes, Matrix, Spectrum, Steps, Plane)
_DRAWN: Final = (*_FLOWING, Intervals, Bars, Beam)


class Format(NamedTuple):
    """A syntax: where its writer is, and which figures it can say."""

    module: str
    writer: str
    figures: tuple[type[Any], ...] = _DRAWN
    is_binary: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    "svg": Format("svg", "write_svg"),
    "html": Format("page", "write_page"),
    "dot": Format("syntax.dot", "write_dot", (Graph,)),
    "mmd": Format("syntax.mermaid", "write_mermaid", _FLOWING),
    "d2": Format("syntax.d2", "write_d2", (Graph,)),
    "puml": Format("syntax.plantuml", "write_plantuml", (Graph,)),
    "json": Format("syntax.vegalite", "write_vegalite", _DRAWN[1:]),
    "md": Format("syntax.markdown", "write_table"),
    "png": Format("images", "write_png", is_binary=True),
    "pdf": Format("images", "write_pdf", is_binary=True),
}
_SUFFIXES: Final = {"mermaid": "mmd", "gv": "dot", "plantuml": "puml", "htm": "html"}
_SAID: Final[Mapping[type[Any], str]] = {
    Graph: "boxes and lines",
    Lanes: "lanes",
    Matrix: "a matrix",
    Spectrum: "a spectrum",
    Steps: "a count over time",
    Plane: "points in quadrants",
    Intervals: "intervals on a line",
    Bars: "bars to both sides",
    Beam: "weights on a scale",
}


@attrs.frozen
class Chart:
    """A picture of a tracker, decided but not yet spelt; `content` holds all that it shows.

    In a notebook it shows itself. `link` is where a box leads: nowhere; with "sources", to the
    first source that has an address; else an address with `{id}` in it for the id of the record.
    """

    content: Content

    @property
    def kind(self) -> str:
        """The name of the chart, such as "org-chart"."""
        return self.content.kind

    @property
    def title(self) -> str:
        """What it is called."""
        return self.content.title

    @property
    def figure(self) -> Figure:
        """The values that are drawn."""
        return self.content.figure

    def alt_text(self) -> str:
        """Return what the picture says, in words."""
        return self.content.summary

    def to_svg(
        self,
        *,
        theme: str = "light",
        link: str | None = None,
        key: str = "",
        engine: str | None = None,
    ) -> str:
        """Return the picture as SVG, the same bytes every time.

        Its ids and styles are its own, so that several stand on one page; the same chart twice on
        one page needs a `key` each. `theme` is light, dark, or auto for what the reader's system
        has. With the engine "graphviz", Graphviz sets the boxes and lines of dense graphs.

        Raises:
            QuestionError: if there is no such theme or engine.
            MissingExtraError: if Graphviz is asked for and its package is not installed.
            StakeholdersError: if Graphviz itself is not on the machine.
        """
        return self._write("svg", theme=theme, link=link, key=key, engine=engine)

    def to_html(self, *, theme: str = "auto", link: str | None = None) -> str:
        """Return one HTML page that needs nothing else, to pan, zoom, search and ask in."""
        return self._write("html", theme=theme, link=link)

    def to_dot(self) -> str:
        """Return a graph in Graphviz's language.

        Raises:
            QuestionError: if the chart is no graph.
        """
        return self._write("dot")

    def to_mermaid(self) -> str:
        """Return a Mermaid diagram, of the kind that fits.

        Raises:
            QuestionError: if Mermaid has none that can say it: intervals, bars, weights.
        """
        return self._write("mmd")

    def to_d2(self) -> str:
        """Return a graph in D2.

        Raises:
            QuestionError: if the chart is no graph.
        """
        return self._write("d2")

    def to_plantuml(self) -> str:
        """Return a graph in PlantUML.

        Raises:
            QuestionError: if the chart is no graph.
        """
        return self._write("puml")

    def to_vegalite(self) -> str:
        """Return a Vega-Lite specification as JSON.

        Raises:
            QuestionError: if the chart is a graph, which Vega-Lite does not draw.
        """
        return self._write("json")

    def to_markdown(self) -> str:
        """Return the same as a Markdown table, for who cannot see the picture."""
        return self._write("md")

    def render(
        self, format: str, *, theme: str | None = None, link: str | None = None, key: str = ""
    ) -> str | bytes:
        """Return the chart in a format by its name or suffix, as text or, for images, as bytes.

        Raises:
            QuestionError: if there is no such format, or it cannot say such a figure.
            MissingExtraError: if the format needs a library that is not installed.
        """
        name = find_format(format)
        if name == "html":
            return self._write(name, theme=theme or "auto", link=link)
        if name == "svg":
            return self._write(name, theme=theme or "light", link=link, key=key)
        if FORMATS[name].is_binary:
            made: bytes = self._find_writer(name)(self.content, theme=theme or "light")
            return made
        return self._write(name)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        theme: str | None = None,
        link: str | None = None,
    ) -> Path:
        """Write the chart to a file, in the format of its suffix; an old file is replaced whole.

        Raises:
            QuestionError: if the suffix is none of a format, or it cannot say such a figure.
            MissingExtraError: if the format needs a library that is not installed.
            OSError: if the file cannot be written.
        """
        target = Path(path)
        made = self.render(format or target.suffix, theme=theme, link=link)
        raw = made.encode() if isinstance(made, str) else made
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(raw)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(temporary, 0o666 & ~umask)  # noqa: PTH101 - as open() would have made it
            os.replace(temporary, target)  # noqa: PTH105 - the same in one call
        except BaseException:
            os.unlink(temporary)  # noqa: PTH108 - the same in one call
            raise
        return target

    def _write(self, name: str, **options: Any) -> str:  # noqa: ANN401 - each writer has its own
        made: str = self._find_writer(name)(self.content, **options)
        return made

    def _find_writer(self, name: str) -> Any:  # noqa: ANN401 - a function of another module
        chosen = FORMATS[name]
        for figure in self.content.walk():
            if not isinstance(figure, chosen.figures):
                others = [n for n, f in FORMATS.items() if isinstance(figure, f.figures)]
                raise QuestionError(
                    f"{self.kind} is {_SAID[type(figure)]}, which {name} cannot say; "
                    f"use {join_words(others)}"
                )
        module = import_module(f"stakeholders.charts.{chosen.module}")
        return getattr(module, chosen.writer)

    def _repr_svg_(self) -> str:
        return self.to_svg(theme="auto")

    def _repr_html_(self) -> str:
        return f'<figure style="margin:0">{self.to_svg(theme="auto")}</figure>'

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def find_format(wanted: str) -> str:
    """Return the name of a format from a name or a suffix.

    Raises:
        QuestionError: if there is no such format.

    Example:
        >>> find_format(".mermaid")
        'mmd'
    """
    bare = wanted.removeprefix(".").casefold()
    name = _SUFFIXES.get(bare, bare)
    if name not in FORMATS:
        known = [*FORMATS, *_SUFFIXES]
        hint = did_you_mean(find_nearest(bare, known)) if bare else ""
        raise QuestionError(f"no format {quote(wanted)}: use {join_words(list(FORMATS))}{hint}")
    return name
