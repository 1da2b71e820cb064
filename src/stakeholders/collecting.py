"""The garbage collector, held back while many objects are made that all live on.

It looks through every living object each time a number of new ones were made. A load, or a picture
of ten thousand boxes, makes them by the hundred thousand and throws none away: looking takes up to
half of a load and a fifth of such a picture.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_collector() -> Iterator[None]:
    """Pause the collector, and let it run again where it ran before.

    What was made meanwhile counts as old then: else the next small thing that somebody makes would
    have the collector look through all of it three times, once for each age.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # Moves lists, and looks at nothing; not where somebody keeps objects frozen.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
