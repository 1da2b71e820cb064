"""How the scripts tell what they found, and what each step of theirs cost.

An answer is printed as a count and a digest of its sorted lines, so that two ways can be compared
without keeping a million lines. A step is told on stderr: CPU seconds, and by how many megabytes
the process grew at its peak.
"""

import hashlib
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def tell_step(name: str, step: Callable[[], T], times: int = 1) -> T:
    """Return what a step gives; print the median of what it costs."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = []
    for _ in range(times):
        start = time.process_time()
        found = step()
        spent.append(time.process_time() - start)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{name}: {statistics.median(spent):.6f} s, {grown / 1024:.1f} MB", file=sys.stderr)
    return found


def tell_answer(lines: Iterable[str]) -> None:
    """Print how many lines an answer has, and the digest of them in order."""
    found = sorted(lines)
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
    print(len(found), digest[:16])
