"""The syntaxes that a report is written in; each escapes what its reader would obey."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from stakeholders.errors import printable
from stakeholders.formats.plain import Plain
from stakeholders.formats.report import Report

_GAP: Final = "  "
_LEAST: Final = 5
_LONGEST_WORD: Final = 26
_FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_MARKUP: Final = r"([\\`*_\[\]<>|#~&])"
_BOLD: Final = ("\x1b[1m", "\x1b[0m")


def write_json(reports: Sequence[Report]) -> str:
    """Return the data of reports as strict JSON; lists of several trackers become one."""
    values = [report.data for report in reports]
    if len(values) == 1:
        return _dump(values[0])
    return _dump(
        [item for value in values for item in (value if isinstance(value, list) else [value])]
    )


# Of several syntaxes, one is asked for: what only one needs is imported there.


def _dump(value: Plain) -> str:
    import json  # noqa: PLC0415 - as said above

    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_csv(reports: Sequence[Report]) -> str:
    """Return the tables of reports as CSV under one header; formulas are defused."""
    import csv  # noqa: PLC0415 - as said above
    import io  # noqa: PLC0415 - as said above

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(reports[0].columns if reports else ())
    for report in reports:
        writer.writerows([defuse(cell) for cell in row] for row in report.rows)
    return stream.getvalue()


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Example:
        >>> defuse("=1+1")
        "'=1+1"
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_markdown(reports: Sequence[Report]) -> str:
    """Return reports as Markdown, in which every text of the data is text."""
    return "\n".join(line for report in reports for line in _list_markdown(report))


def _list_markdown(report: Report) -> Iterator[str]:
    for line in report.headline:
        yield f"{escape_markdown(line)}\n"
    if report.text is not None:
        yield from (f"{escape_markdown(line)}  " for line in report.text.splitlines())
        yield ""
    if report.columns:
        yield f"| {' | '.join(report.columns)} |"
        yield f"|{'|'.join(' --- ' for _ in report.columns)}|"
        for row in report.rows:
            yield f"| {' | '.join(escape_markdown(cell) for cell in row)} |"
        yield ""
    for note in report.notes:
        yield f"{escape_markdown(note)}\n"


def escape_markdown(text: str) -> str:
    r"""Return the text with all that Markdown would obey behind a backslash, on one line.

    Example:
        >>> escape_markdown("a|b <script>")
        'a\\|b \\<script\\>'
    """
    return re.sub(_MARKUP, r"\\\1", printable(_join_lines(text)))


def write_text(reports: Sequence[Report], width: int | None, *, is_coloured: bool) -> str:
    """Return reports for a terminal: tables that fit the width, or unwrapped where it is None."""
    lines: list[str] = []
    for report in reports:
        if lines:
            lines.append("")
        lines.extend(_list_text(report, width, is_coloured=is_coloured))
    return "".join(f"{line}\n" for line in lines)


def _list_text(report: Report, width: int | None, *, is_coloured: bool) -> Iterator[str]:
    for line in report.headline:
        yield from _wrap(printable(line), width)
    if report.headline and (report.rows or report.text):
        yield ""
    if report.text is not None:
        for line in report.text.split("\n"):
            yield from _wrap(printable(line), width)
    if report.columns and report.rows:
        yield from _draw_table(report, width, is_coloured=is_coloured)
    if report.notes and (report.rows or report.text):
        yield ""
    for note in report.notes:
        yield from _wrap(printable(note), width)


def _draw_table(report: Report, width: int | None, *, is_coloured: bool) -> Iterator[str]:
    header = [column.upper() for column in report.columns]
    rows = [[printable(_join_lines(cell)) for cell in row] for row in report.rows]
    columns = list(zip(header, *rows, strict=True))
    widths = [max(map(measure, column)) for column in columns]
    if width is not None:
        widths = _fit(widths, [_measure_words(column) for column in columns], width)
    begin, end = _BOLD if is_coloured else ("", "")
    yield f"{begin}{_join_cells(header, widths)}{end}"
    for row in rows:
        wrapped = [_wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for index in range(max(len(cell) for cell in wrapped)):
            yield _join_cells(
                [cell[index] if index < len(cell) else "" for cell in wrapped], widths
            )


def _measure_words(cells: Iterable[str]) -> int:
    longest = max((measure(word) for cell in cells for word in cell.split()), default=1)
    return min(longest, _LONGEST_WORD)


def _fit(widths: list[int], least: list[int], width: int) -> list[int]:
    """Take room from the widest column that can still spare it until the table fits.

    Words stay whole as long as there is room for them; then the widest column breaks.
    """
    fitted = list(widths)
    spare = width - len(_GAP) * (len(widths) - 1)
    while sum(fitted) > spare:
        spared = [i for i, size in enumerate(fitted) if size > max(least[i], _LEAST)]
        widest = max(spared or range(len(fitted)), key=fitted.__getitem__)
        if fitted[widest] <= _LEAST:
            break
        fitted[widest] -= 1
    return fitted


def _join_cells(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = [cell + " " * (size - measure(cell)) for cell, size in zip(cells, widths, strict=True)]
    return _GAP.join(padded).rstrip()


def _wrap(text: str, width: int | None) -> list[str]:
    if width is None or measure(text) <= width:
        return [text]
    import textwrap  # noqa: PLC0415 - as said above

    indent = " " * (len(text) - len(text.lstrip()))
    narrow = width - (measure(text) - len(text)) * width // max(measure(text), 1)
    lines = textwrap.wrap(
        text,
        max(narrow, _LEAST),
        subsequent_indent=f"{indent}  " if indent else "",
        break_on_hyphens=False,
    )
    return lines or [""]


def measure(text: str) -> int:
    """Return how many columns a text takes on a terminal: wide characters two, marks none.

    Example:
        >>> measure("日本"), measure("é")
        (4, 1)
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _join_lines(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


WRITERS: Final[Mapping[str, Callable[[Sequence[Report]], str]]] = {
    "json": write_json,
    "csv": write_csv,
    "markdown": write_markdown,
}
