"""How the costs of a load and of every question grow with the records.

Run `python -m benchmarks.growth FOLDER`: a process of its own for each size, which tells as JSON
what each thing cost. A look-up is made by the first question that needs it, and is a line of its
own; a question of few records is asked a thousand times.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import stakeholders
from benchmarks.ours import SECTIONS

DAY, FIRST, LAST = "2015-05-05", "2011-01-01", "2011-01-31"
TIMES: Final = 1000
Figures = dict[str, list[float]]


def measure(top: str) -> dict[str, Any]:
    """Return seconds of CPU and megabytes for everything, and microseconds for small questions."""
    before = _peak()
    began = time.process_time()
    tracker = stakeholders.load(top, cache=False)
    figures: Figures = {"load": [time.process_time() - began, _peak() - before]}
    large = dict(_list_large(tracker))
    small = dict(_list_small(tracker))
    for name, ask in small.items():
        figures[f"look-up of {name}"] = [_time(lambda ask=ask: ask(0)), 0.0]  # type: ignore[misc] # a default
    latencies = {name: [_median(ask), _median(ask)] for name, ask in small.items()}
    for name, question in large.items():
        before = _peak()
        # The first time of a question may make a look-up; twice shows what it costs itself.
        figures[name] = [min(_time(question) for _ in range(2)), _peak() - before]
    return {"figures": figures, "latencies": latencies}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _time(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def _median(ask: Callable[[int], object]) -> float:
    spent = []
    for number in range(TIMES):
        began = time.perf_counter()
        ask(number)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1e6


def _list_small(tracker: stakeholders.Tracker) -> Iterator[tuple[str, Callable[[int], object]]]:
    """Yield the questions that touch few records, by the number of a random one."""
    dice, records = random.Random(2), tracker.records
    said = dice.choices(records.stances, k=TIMES)
    bodies = [body.id for body in dice.choices(records.bodies, k=TIMES)]
    left = [departure.id for departure in dice.choices(records.departures, k=TIMES)]
    held = [(stance.holder, stance.topic) for stance in said]
    yield "get", lambda n: tracker.get(left[n])
    yield "position", lambda n: tracker.position(*held[n], on=DAY)
    yield "members", lambda n: tracker.members(bodies[n], on=DAY)
    yield "headcount", lambda n: tracker.headcount(bodies[n], on=DAY)
    yield "explain", lambda n: tracker.explain(left[n])
    yield "divisions", lambda n: tracker.divisions(bodies[n], held[n][1], on=DAY)
    yield "divergence", lambda n: tracker.divergence(bodies[n], held[n][1], on=DAY)
    yield "stances of a holder", lambda n: tracker.stances(holder=held[n][0])
    yield "changes of a holder", lambda n: tracker.changes(holder=held[n][0])
    yield "departures from a body", lambda n: tracker.departures(body=bodies[n])
    yield "timeline of a holder", lambda n: tracker.timeline(about=held[n][0])
    yield "sources of a departure", lambda n: tracker.sources_of(tracker.get(left[n]))


def _list_large(tracker: stakeholders.Tracker) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the questions whose answers grow with the records, or that look at all of them."""
    records = tracker.records
    source = records.sources[0].id
    holder, topic = records.stances[0].holder, records.stances[0].topic
    sections = [getattr(records, name) for name in SECTIONS]
    known = {source.id for source in records.sources}

    def look_at_all() -> int:
        return sum(
            any(citation.source in known for citation in getattr(record, "sources", ()))
            for section in sections
            for record in section
        )

    yield "one linear pass", look_at_all
    yield "known_by, and a position", lambda: tracker.known_by(DAY).position(holder, topic)
    yield "known_by, and members", lambda: tracker.known_by(DAY).members(records.bodies[0].id)
    yield "without, and a position", lambda: tracker.without(source).position(holder, topic)
    yield "attendance of a day", lambda: tracker.attendance(on=DAY)
    yield "stances of a day", lambda: tracker.stances(on=DAY)
    yield "stances of a month", lambda: tracker.stances(since=FIRST, until=LAST)
    yield "stances on a topic", lambda: tracker.stances(topic=topic)
    yield "stances in favour", lambda: tracker.stances(position="support")
    yield "departures of a month", lambda: tracker.departures(since=FIRST, until=LAST)
    yield "departures because", lambda: tracker.departures(because=topic)
    yield "find", lambda: tracker.find("bridge toll")
    yield "changes", tracker.changes
    yield "snapshot", lambda: tracker.snapshot(on=DAY)
    yield "timeline of a month", lambda: tracker.timeline(since=FIRST, until=LAST)
    yield "timeline", tracker.timeline
    yield "disputes", tracker.disputes
    yield "single_source_claims", tracker.single_source_claims
    yield "count_citations", tracker.count_citations
    yield "what known_by left out", lambda: len(tracker.known_by(DAY).left_out)
    yield "to_networkx", tracker.to_networkx


if __name__ == "__main__":
    json.dump(measure(sys.argv[1]), sys.stdout)
