"""How far a long query is, for who waits at a terminal."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_PATIENCE: Final = 1.0
_PAUSE: Final = 0.2
_WIDTH: Final = 40


@contextmanager
def watch_nothing() -> Iterator[None]:
    """Say nothing."""
    yield


@contextmanager
def tell_progress(ask: Callable[[], float]) -> Iterator[None]:
    """Tell on a terminal how far a query is, from a second after its beginning.

    `ask` gives percents, or less than nothing where the engine cannot tell; then there is only the
    time that went by. Where the standard error is no terminal, nothing is said.
    """
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(ask, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(ask: Callable[[], float], done: threading.Event) -> None:
    began = time.monotonic()
    pause = _PATIENCE
    while not done.wait(pause):
        pause = _PAUSE
        share = ask()
        told = f"{share:.0f} % after " if share >= 0 else ""
        text = f"asking: {told}{time.monotonic() - began:.0f} s"
        _write(f"\r{text:<{_WIDTH}}")
    if pause == _PAUSE:
        _write(f"\r{' ' * _WIDTH}\r")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
