"""What stands in a page: a chart with its table folded below it, told as each builder can."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from stakeholders.errors import MissingExtraError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from stakeholders.charts.chart import Chart

_logger = logging.getLogger(__name__)


class ChartNode(nodes.General, nodes.Element):
    """A chart: its caption, if any, and its table are the children."""


class FoldedNode(nodes.General, nodes.Element):
    """What a reader may unfold: the table of a chart."""


def add_nodes(app: "Sphinx") -> None:
    """Tell Sphinx how each builder writes the nodes."""
    through = (_pass, _pass)
    app.add_node(
        ChartNode,
        html=(_open_chart, _close_chart),
        latex=(_write_latex, _pass),
        text=through,
        man=through,
        texinfo=through,
    )
    app.add_node(
        FoldedNode,
        html=(_open_fold, _close_fold),
        latex=through,
        text=through,
        man=through,
        texinfo=through,
    )


def _pass(translator: Any, node: nodes.Element) -> None:  # noqa: ANN401 - of any builder
    del translator, node


def _open_chart(translator: "HTML5Translator", node: ChartNode) -> None:
    # On a narrow page the picture is scrolled, not shrunk until nobody can read it.
    style = "overflow-x:auto;margin:1.5em 0"
    if node.get("width"):
        style += f";width:{node['width']}"
    translator.body.append(
        translator.starttag(node, "figure", CLASS="stakeholders-chart", STYLE=style)
    )
    translator.body.append(node["svg"])


def _close_chart(translator: "HTML5Translator", node: ChartNode) -> None:
    del node
    translator.body.append("</figure>\n")


def _open_fold(translator: "HTML5Translator", node: FoldedNode) -> None:
    translator.body.append(translator.starttag(node, "details"))
    translator.body.append("<summary>The same as a table</summary>\n")


def _close_fold(translator: "HTML5Translator", node: FoldedNode) -> None:
    del node
    translator.body.append("</details>\n")


def _write_latex(translator: "LaTeXTranslator", node: ChartNode) -> None:
    """Write the chart as an image beside the LaTeX file; where that cannot be, leave the table."""
    chart: Chart = node["chart"]
    kind = translator.config.stakeholders_image_format
    try:
        image = chart.render(kind)
    except MissingExtraError as error:
        _logger.warning("%s; its table stands instead", error, location=node, type="stakeholders")
        return
    name = f"stakeholders-{node['svg'].split(chr(34), 2)[1]}.{kind}"
    raw = image.encode() if isinstance(image, str) else image
    Path(translator.builder.outdir, name).write_bytes(raw)
    captions = [translator.encode(child.astext()) for child in node.findall(nodes.caption)]
    caption = f"\\caption{{{captions[0]}}}" if captions else ""
    size = r"width=\linewidth,height=0.85\textheight,keepaspectratio"
    translator.body.append(
        "\n\\begin{figure}[htbp]\n\\centering\n"
        f"\\includegraphics[{size}]{{{name}}}\n{caption}\n\\end{{figure}}\n"
    )
    raise nodes.SkipNode
