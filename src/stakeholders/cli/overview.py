"""The command in one page: every subcommand with what it tells.

`--help` and `--version` are answered from here alone: argparse, with `re` below it, takes as long
to import as the interpreter itself takes to start.
"""

import os
import sys
from collections.abc import Iterator

USAGE = "stakeholders [-h] [--version] COMMAND ..."
DESCRIPTION = "Who sits at the table, whom they speak for, where each stands, and who left."
EPILOG = """\
PATH is the folder (or file) of a tracker, last on the line or behind --data; where neither is
given it is ./data if there is one, else the current folder. A folder that holds several trackers
(each marked by its tracker.yaml) is asked tracker by tracker.

Dates are EDTF: 2011, 2011-09, 2011-09-14. A day is asked about at its end.

Exit status: 0 fine, 1 problems in the data, 2 wrong usage.
"""
COMMANDS = {
    "check": "every problem in the data",
    "resigned": "who resigned, when, why, and on whose word",
    "departures": "who left in any way",
    "why": "why somebody left",
    "members": "who sits on a body, certainly or possibly",
    "stances": "who stood where on a topic",
    "divisions": "how a body divides on a topic",
    "changes": "who changed their mind, from what to what",
    "timeline": "what happened, in order of time",
    "find": "which records have something in their name",
    "sources": "the sources, and how many claims cite each",
    "disputes": "where sources disagree",
    "network": "who agrees with whom, and which statements say so",
    "coalitions": "who stands together, by every method",
    "polarization": "how far actors fall into two camps",
    "forecast": "what may come of a topic, from positions, power and salience",
    "schema": "the JSON Schema of a data file, for editors",
    "chart": "draw a picture",
    "render": "fill the marked regions of Markdown files",
    "serve": "show a tracker in the browser, on this machine only",
    "cache": "what was read and is kept, so that it need not be read again",
    "tables": "write a tracker as Parquet tables, which engines can be asked with",
}
ANALYSES = ("network", "coalitions", "polarization", "forecast")
_OPTIONS = {
    "-h, --help": "show this help message and exit",
    "--version": "show program's version number and exit",
}
_NARROWEST, _USUAL = 11, 80


def write_overview(columns: int) -> str:
    """Return the help of the whole command, for a terminal of so many columns."""
    column = max(map(len, (*COMMANDS, *_OPTIONS))) + 4
    lines = [f"usage: {USAGE}", "", DESCRIPTION, "", "positional arguments:", "  COMMAND"]
    for name, summary in COMMANDS.items():
        lines += _list_lines(f"    {name}", summary, column, columns)
    lines += ["", "options:"]
    for name, summary in _OPTIONS.items():
        lines += _list_lines(f"  {name}", summary, column, columns)
    return "\n".join([*lines, "", EPILOG])


def _list_lines(head: str, summary: str, column: int, columns: int) -> Iterator[str]:
    """Yield what stands beside a summary, and the summary from its column on."""
    if len(head) > column - 2:
        yield head
        head = ""
    line = ""
    # As argparse does, which leaves two columns of the terminal free.
    room = max(columns - 2 - column, _NARROWEST)
    for word in summary.split():
        if line and len(line) + 1 + len(word) > room:
            yield f"{head:{column}}{line}"
            head, line = "", word
        else:
            line = f"{line} {word}" if line else word
    yield f"{head:{column}}{line}"


def find_width() -> int:
    """Return how many columns a page may have: as COLUMNS says, as the terminal has, or 80.

    As `shutil.get_terminal_size`, which imports four modules for compressed files.
    """
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    if sys.__stdout__ is None:
        return _USUAL
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL
    except (OSError, ValueError):
        return _USUAL
