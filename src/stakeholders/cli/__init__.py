"""The command `stakeholders`: read the line; what answers it is imported when there is one."""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from stakeholders.version import __version__


def run() -> None:
    """Run the command as the shell calls it, and end the process with its status."""
    # What is imported lives to the end. The collector would look through all of it while it comes,
    # and once more when the process ends: a seventh of a short run.
    gc.disable()
    try:
        answer = _find_answer(sys.argv[1:])
        gc.freeze()
        gc.enable()
        status = answer()
        sys.stdout.flush()
    except OSError as error:
        # Whoever reads us may have seen enough, as `head` has: that is no fault. A full disk is.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
        if not isinstance(error, BrokenPipeError):
            status = 2
            print(f"stakeholders: cannot write: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status: 0 fine, 1 problems in the data, 2 wrong usage."""
    return _find_answer(arguments)()


def _find_answer(arguments: Sequence[str]) -> Callable[[], int]:
    """Return what answers a line, with no more imported than that needs; see `overview`."""
    first = arguments[0] if arguments else ""
    if first == "--version":
        return _print_version
    if first in {"-h", "--help"}:
        return _print_overview
    from stakeholders.cli.parser import read_line  # noqa: PLC0415

    given = read_line(arguments)
    # The parser alone answers a line that is wrong.
    from stakeholders.cli.answering import answer  # noqa: PLC0415

    return lambda: answer(given)


def _print_version() -> int:
    print(f"stakeholders {__version__}")
    return 0


def _print_overview() -> int:
    from stakeholders.cli.overview import find_width, write_overview  # noqa: PLC0415

    sys.stdout.write(write_overview(find_width()))
    return 0
