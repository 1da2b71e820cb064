"""The command `stakeholders`: read the line; what answers it is imported when there is one."""

import os
import sys
from collections.abc import Sequence

from stakeholders.cli.parser import read_line


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
    given = read_line(arguments)
    # The parser alone answers --help and --version, and a line that is wrong.
    from stakeholders.cli.answering import answer  # noqa: PLC0415

    return answer(given)
