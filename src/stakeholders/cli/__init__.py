"""The command `stakeholders`: read the line; what answers it is imported when there is one."""

import os
import sys
from collections.abc import Sequence

from stakeholders.version import __version__


def run() -> None:
    """Run the command as the shell calls it, and end the process with its status."""
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads us has seen enough, as `head` has: that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status: 0 fine, 1 problems in the data, 2 wrong usage."""
    first = arguments[0] if arguments else ""
    # Each step imports what it needs, and no more: see `overview`.
    if first == "--version":
        print(f"stakeholders {__version__}")
        return 0
    if first in {"-h", "--help"}:
        from stakeholders.cli.overview import find_width, write_overview  # noqa: PLC0415

        sys.stdout.write(write_overview(find_width()))
        return 0
    from stakeholders.cli.parser import read_line  # noqa: PLC0415

    given = read_line(arguments)
    # The parser alone answers a line that is wrong.
    from stakeholders.cli.answering import answer  # noqa: PLC0415

    return answer(given)
