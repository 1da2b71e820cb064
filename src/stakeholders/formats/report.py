"""A report: one answer as rows to print and as plain JSON, before any syntax."""

from stakeholders.formats.plain import Plain
from stakeholders.late import frozen


@frozen(kw_only=True)
class Report:
    """What a command prints: a headline, a table, notes below it, and the same as plain JSON.

    `text` is the answer where it is prose rather than a table.
    """

    headline: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    text: str | None = None
    data: Plain
