"""Reading a tracker again when one of its files changes."""

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import attrs

from stakeholders.errors import DataError, Problem
from stakeholders.loading.files import SUFFIXES
from stakeholders.tracker import Tracker, load


@attrs.frozen
class Reading:
    """What was read: the tracker, or the problems that keep it from being one."""

    stamp: str
    tracker: Tracker | None
    problems: tuple[Problem, ...]


class Watched:
    """The tracker at a path, as its files are now."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._last: Reading | None = None

    def read(self) -> Reading:
        """Return the tracker or its problems; it is read again only if a file has changed."""
        with self._lock:
            stamp = read_stamp(self._path)
            if self._last is None or self._last.stamp != stamp:
                self._last = self._load(stamp)
            return self._last

    def _load(self, stamp: str) -> Reading:
        try:
            tracker = load(self._path)
        except DataError as error:
            return Reading(stamp, None, error.problems)
        return Reading(stamp, tracker, tracker.warnings)


def read_stamp(path: str | os.PathLike[str]) -> str:
    """Return a text that differs when a data file at or below a path was changed."""
    states = sorted(_list_states(path))
    return hashlib.sha256("\n".join(states).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _list_states(path: str | os.PathLike[str]) -> Iterator[str]:
    top = Path(path)
    if not top.is_dir():
        yield _tell_state(top)
        return
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            if name.casefold().endswith(SUFFIXES) and not name.startswith("."):
                yield _tell_state(Path(folder, name))


def _tell_state(path: Path) -> str:
    try:
        found = path.lstat()
    except OSError as error:
        return f"{path} {error.errno}"
    return f"{path} {found.st_mtime_ns} {found.st_size} {found.st_ino}"
