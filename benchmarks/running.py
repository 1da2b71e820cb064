"""Running one way once, and what it cost.

A process is started by a small one that does nothing else: Linux counts the memory of whoever
starts a process into its peak, and the one that measures may have grown large by then.
"""

import gc
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import attrs

_STARTER: Final = """
import json, os, sys, time
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - start
rss = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
cost = {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "rss": rss}
with open(sys.argv[1], "w") as file:
    json.dump([os.waitstatus_to_exitcode(status), cost], file)
"""
_STEP: Final = re.compile(
    r"^(?P<name>[\w ]+): (?P<cpu>[0-9.]+) s, (?P<rss>[0-9.]+) MB$", re.MULTILINE
)


@attrs.frozen
class Cost:
    """Seconds of user and system time, seconds on the clock, megabytes at the peak, the answer."""

    cpu: float
    wall: float
    rss: float
    answer: object = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Way:
    """One way to an answer: a command, or a call in this process.

    A command's answer is what it prints, a call's what it returns; `read` may make of it what can
    be compared. With `step`, a command's cost is that of a step, told on stderr as in
    `ask: 0.001200 s, 3.5 MB`; the clock then shows the whole process all the same. A call is made
    `times` times, and costs a share of that; its `rss` is by how much this process grew at its
    peak. `prepare` is called before each run, uncounted.
    """

    name: str
    command: tuple[str, ...] = ()
    call: Callable[[], object] | None = None
    step: str = ""
    times: int = 1
    prepare: Callable[[], object] | None = None
    read: Callable[[object], object] | None = None
    environment: Mapping[str, str] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is neither a command nor a call."""
        if bool(self.command) == (self.call is not None):
            raise ValueError(f"{self.name}: expected a command or a call")


def run(way: Way) -> Cost:
    """Run a way once.

    Raises:
        subprocess.CalledProcessError: if a command fails; its stderr is shown.
        ValueError: if a command does not tell the step that is asked for.

    Example:
        >>> run(Way(name="sum", call=lambda: sum(range(10)))).answer
        45
    """
    if way.prepare is not None:
        way.prepare()
    cost = _run_call(way.call, way.times) if way.call is not None else _run_command(way)
    return attrs.evolve(cost, answer=way.read(cost.answer)) if way.read is not None else cost


def _run_call(call: Callable[[], object], times: int) -> Cost:
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        answer = call()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return Cost(cpu / times, wall / times, grown / 1024, answer)


def _run_command(way: Way) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "cost")
        starter = [sys.executable, "-I", "-S", "-c", _STARTER, str(told)]
        done = subprocess.run(
            [*starter, *way.command],
            check=True,
            capture_output=True,
            env=way.environment,
        )
        code, spent = json.loads(told.read_text(encoding="utf-8"))
    errors = done.stderr.decode(errors="replace")
    if code:
        sys.stderr.write(errors)
        raise subprocess.CalledProcessError(code, way.command)
    cost = Cost(**spent, answer=done.stdout.decode().strip())
    if not way.step:
        return cost
    for step in _STEP.finditer(errors):
        if step["name"] == way.step:
            return attrs.evolve(cost, cpu=float(step["cpu"]), rss=float(step["rss"]))
    raise ValueError(f"{way.name}: no step {way.step!r} in what it told: {errors[-500:]!r}")
