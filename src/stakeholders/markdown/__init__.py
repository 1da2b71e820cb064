"""A fence for Markdown sites: MkDocs, Zensical, and all that use pymdownx.superfences.

```stakeholders
chart: org-chart
data: data/harbour
body: harbour-council
caption: The council since 2023.
```
"""

import html
import logging
from typing import Any

import yaml

from stakeholders.charts.chart import Chart
from stakeholders.charts.kinds import make_chart
from stakeholders.errors import DataError, QuestionError, StakeholdersError
from stakeholders.formats.tables import write_html_table
from stakeholders.tracker import load

# MkDocs counts the warnings of loggers below its own, so that its strict mode fails on ours.
_logger = logging.getLogger("mkdocs.stakeholders")
_OWN = ("chart", "data", "caption", "theme", "link")


def fence(
    source: str,
    language: str,
    css_class: str,
    options: dict[str, Any],
    md: object,
    **others: Any,  # noqa: ANN401 - superfences passes what it knows
) -> str:
    r"""Return the HTML of a fence: the chart, its caption, and its table folded below.

    What is wrong is shown in its place, and logged as a warning. Paths are seen from the folder
    in which the site is built.

    Example:
        >>> made = fence("chart: org-chart\ndata: data/secure-communities\nbody: hsac",
        ...              "stakeholders", "", {}, None)
        >>> made.startswith('<figure class="stakeholders-chart">')
        True
    """
    del language, css_class, options, md, others
    try:
        return _draw(_read(source))
    except (StakeholdersError, OSError) as error:
        _logger.warning("stakeholders: %s", error)
        problems = error.problems if isinstance(error, DataError) else [error]
        said = "".join(f"<p>{html.escape(str(problem))}</p>" for problem in problems)
        title = '<p class="admonition-title">stakeholders</p>'
        return f'<div class="admonition failure">{title}{said}</div>'


def _read(source: str) -> dict[str, Any]:
    try:
        # Every scalar stays the text that the author wrote, as in the data.
        given = yaml.load(source, yaml.BaseLoader)  # noqa: S506 - it makes texts only
    except yaml.YAMLError as error:
        raise QuestionError(f"this fence is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(given, dict) or not given.get("chart") or not given.get("data"):
        raise QuestionError("this fence needs the lines chart: and data:")
    return given


def _draw(given: dict[str, Any]) -> str:
    asked = {str(name).replace("-", "_"): v for name, v in given.items() if name not in _OWN}
    chart = make_chart(load(given["data"]), given["chart"], **asked)
    return write_figure(
        chart,
        caption=given.get("caption", ""),
        theme=given.get("theme", "auto"),
        link=given.get("link"),
    )


def write_figure(
    chart: Chart, *, caption: str = "", theme: str = "auto", link: str | None = None
) -> str:
    """Return a chart as a figure of HTML, with its table folded below it."""
    said = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    table = write_html_table(chart.content.table.header, chart.content.table.rows)
    return (
        f'<figure class="stakeholders-chart">{chart.to_svg(theme=theme, link=link)}{said}'
        f"<details><summary>The same as a table</summary>{table}</details></figure>"
    )
