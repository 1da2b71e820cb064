"""A table as HTML, for pages and notebooks."""

import html
from collections.abc import Iterable


def write_html_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table as HTML, every cell as text.

    Example:
        >>> write_html_table(["who"], [["<Ana>"]])
        '<table><thead><tr><th>who</th></tr></thead><tbody><tr><td>&lt;Ana&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
