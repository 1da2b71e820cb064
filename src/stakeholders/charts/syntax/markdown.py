"""Markdown: the content of a chart as a table, for who cannot see the picture."""

import re

from stakeholders.charts.syntax import show
from stakeholders.charts.values import Content

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$])")


def write_table(content: Content) -> str:
    """Return a chart's table in GitHub's Markdown."""
    table = content.table
    lines = [_row(table.header), _row(["---"] * len(table.header))]
    lines += [_row([escape_markdown(cell) for cell in row]) for row in table.rows]
    return "\n".join(lines) + "\n"


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def escape_markdown(text: str) -> str:
    r"""Return a text as it stands in Markdown: no markup, no line break.

    Example:
        >>> print(escape_markdown("a|b <i>*c*"))
        a\|b \<i\>\*c\*
    """
    plain = show(text)
    return _MARKUP.sub(r"\\\1", plain)
