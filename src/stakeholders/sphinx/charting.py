"""The directives that draw a chart."""

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from stakeholders.charts.kinds import KINDS, make_chart
from stakeholders.errors import StakeholdersError
from stakeholders.sphinx.nodes import ChartNode, FoldedNode
from stakeholders.sphinx.trackers import get_tracker
from stakeholders.sphinx.writing import make_table

_NAMES = {
    "timeline": "membership-timeline",
    "stances": "stance-matrix",
    "relations": "relation-map",
    "network": "agreement-network",
}
_OTHER_OPTIONS = {
    "tracker": directives.unchanged,
    "caption": directives.unchanged,
    "alt": directives.unchanged,
    "width": directives.unchanged,
    "theme": directives.unchanged,
    "link": directives.unchanged,
    "name": directives.unchanged,
    "class": directives.class_option,
    "no-table": directives.flag,
}


def split_list(text: str) -> list[str]:
    """Return the ids of an option that takes several, separated by commas or spaces."""
    return text.replace(",", " ").split()


class ChartDirective(SphinxDirective):
    """Draws a chart of one kind; its options are those of the function that makes it."""

    kind: ClassVar[str]
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the chart, its caption and its table."""
        try:
            return [self._draw()]
        except StakeholdersError as error:
            return [self.state.document.reporter.warning(str(error), line=self.lineno)]

    def _draw(self) -> ChartNode:
        tracker = get_tracker(self.env, self.options.get("tracker", ""))
        kind = KINDS[self.kind]
        asked: dict[str, Any] = {}
        for option in kind.options:
            given = self.options.get(_spell(option))
            if given is not None:
                asked[option] = split_list(given) if option in kind.many else given.strip()
        chart = make_chart(tracker, self.kind, **asked)
        number = self.env.new_serialno("stakeholders-chart")
        svg = chart.to_svg(
            theme=self.options.get("theme") or self.config.stakeholders_theme,
            link=self.options.get("link") or self.config.stakeholders_link,
            key=f"{self.env.docname} {number}",
        )
        node = ChartNode(svg=svg, chart=chart, classes=self.options.get("class", []))
        node["width"] = self.options.get("width", "")
        self.set_source_info(node)
        self.add_name(node)
        if "caption" in self.options:
            inline, messages = self.parse_inline(self.options["caption"])
            node += nodes.caption("", "", *inline, *messages)
        if "no-table" not in self.options:
            table = chart.content.table
            rows = [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
            node += FoldedNode("", make_table(table.header, rows))
        return node


def _spell(option: str) -> str:
    return option.replace("_", "-")


def _make(kind: str) -> type[ChartDirective]:
    options = {_spell(option): directives.unchanged for option in KINDS[kind].options}
    spec = {**options, **_OTHER_OPTIONS}
    return type(f"{kind}-directive", (ChartDirective,), {"kind": kind, "option_spec": spec})


CHART_DIRECTIVES: dict[str, type[ChartDirective]] = {
    **{name: _make(kind) for name, kind in _NAMES.items()},
    **{kind: _make(kind) for kind in KINDS},
}
