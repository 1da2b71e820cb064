"""How far a long load has come, for who waits at a terminal."""

import sys
import time
from typing import TextIO

_PATIENCE = 1.0
_PAUSE = 0.1


class Progress:
    """A line on a terminal that is rewritten, from a second after the beginning; else nothing."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._what = what
        self._is_wanted = self._stream.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._length = 0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` files are read."""
        if not self._is_wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _PAUSE
        self._write(f"{self._what}: {done} of {total} files")

    def finish(self) -> None:
        """Wipe the line away."""
        if self._length:
            self._write("")

    def _write(self, text: str) -> None:
        padding = " " * (self._length - len(text))
        print(f"\r{text}{padding}", end="" if text else "\r", file=self._stream, flush=True)
        self._length = len(text)
