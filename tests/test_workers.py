"""Whether one process reads or several, the answer is the same, and nothing is left of them."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stakeholders import DataError, QuestionError
from stakeholders.cache.boxes import TornError
from stakeholders.loading import DEFAULT_LIMITS, Limits, read_strings, workers
from stakeholders.loading.files import Text
from stakeholders.loading.workers import Worker, divide, pack_parts, unpack_parts

DATA = Path(__file__).parent.parent / "data" / "secure-communities"
WORDS = st.sampled_from(["A text.", "no", "", "~", "Mu\u00f1oz", "a\u200bb", "&a b", "*c"])
PEOPLE = st.dictionaries(
    st.sampled_from(["ana", "bo", "No"]),
    st.dictionaries(st.sampled_from(["name", "nme", "died"]), WORDS, max_size=2),
    max_size=2,
)
FILES = st.lists(
    st.dictionaries(st.sampled_from(["people", "bodies", "events"]), PEOPLE, max_size=2),
    min_size=2,
    max_size=4,
)


class Fellow(Worker):
    """A worker that is no process: it packs when it is asked."""

    def collect(self) -> Any:  # noqa: ANN401 - as that of the worker
        return unpack_parts(self.texts, pack_parts(self.texts, DEFAULT_LIMITS))

    def end(self) -> None:
        """Leave nothing behind, for there is nothing."""


def start_fellow(texts: Sequence[Text], limits: Limits) -> Worker:
    assert limits is DEFAULT_LIMITS
    return Fellow(texts, 0, 0)


def read(files: dict[str, str | bytes]) -> object:
    """Return all that a load gives, or all that it refuses."""
    try:
        loaded = read_strings(files)
    except DataError as error:
        return error.problems
    marks = [record.mark for record in (*loaded.records.people, *loaded.records.stances)]
    return loaded.records, loaded.warnings, marks


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=FILES)
def test_several_read_as_one_does_with_the_same_problems_in_the_same_order(
    made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {
        f"{n}.yaml": yaml.safe_dump(data, allow_unicode=True) for n, data in enumerate(made)
    }
    with monkeypatch.context() as patched:
        alone = read(files)
        patched.setattr(workers, "count_workers", lambda size: 3 if size else 1)
        patched.setattr(workers, "start", start_fellow)
        assert read(files) == alone


def test_the_files_of_the_repository_come_back_as_they_were() -> None:
    texts = [Text(str(path), path.read_bytes()) for path in sorted(DATA.glob("*.yaml"))]
    found = unpack_parts(texts, pack_parts(texts, DEFAULT_LIMITS))
    assert list(found) == [text.path for text in texts]
    bad = [Text("bad", b"people: {ana: {nme: x}}"), Text("odd", b"\xff\xfe"), *texts[:1]]
    assert list(unpack_parts(bad, pack_parts(bad, DEFAULT_LIMITS))) == [texts[0].path]


def test_what_a_dead_process_left_is_not_believed() -> None:
    texts = [Text("a", b"people: {ana: {name: Ana}}")]
    packed = pack_parts(texts, DEFAULT_LIMITS)
    with pytest.raises(TornError):
        unpack_parts(texts, packed[:-1])


def test_shares_are_all_files_in_order_and_the_first_is_the_largest() -> None:
    texts = [Text(str(n), b"x" * 10) for n in range(100)]
    shares = divide(texts, 3)
    rest = [text for share in shares for text in share]
    assert rest == texts[-len(rest) :]
    assert [len(share) for share in shares] == [31, 31]
    assert divide(texts, 1) == []


def test_nobody_waits_for_another_to_read_the_only_large_file() -> None:
    small, large = Text("a.yaml", b"a"), Text("b.yaml", b"b" * 1000)
    assert divide([large], 2) == []
    assert divide([small, large], 2) == []
    assert divide([large, small], 2) == [[small]]


SCRIPT = """
import json, os, signal, sys
from stakeholders.loading import read_records, workers
workers.LEAST_BYTES = workers._PER_WORKER = 1
started = []
start = workers.start
workers.start = lambda texts, limits: started.append(len(texts)) or start(texts, limits)
exec(sys.argv[2])
loaded = read_records(sys.argv[1], cache=False)
try:
    os.waitpid(-1, os.WNOHANG)
    left = True
except ChildProcessError:
    left = False
records = loaded.records
print(json.dumps([started, left, len(records.stances), str(records.stances[-1].mark)]))
"""


def run(number: str, before: str = "") -> list[Any]:
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(DATA), before]
    environment = {"STAKEHOLDERS_WORKERS": number, "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: list[Any] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="processes are only split on Linux")
def test_real_processes_read_the_same_and_none_is_left() -> None:
    started, is_left, *answer = run("3")
    assert (bool(started), is_left) == (True, False)
    assert run("1") == [[], False, *answer]


TROUBLES = {
    "signals of children are ignored": "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "somebody else waits for them": "signal.signal(signal.SIGCHLD, lambda *_: os.waitpid(-1, 0))",
    "no process is to be had": """
def fork():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = fork
""",
    "no second process is to be had": """
fork, forked = os.fork, []
def fork_once():
    if forked:
        raise BlockingIOError(11, "Resource temporarily unavailable")
    forked.append(True)
    return fork()
os.fork = fork_once
""",
    "they are killed": """
def start_and_kill(texts, limits):
    worker = start(texts, limits)
    os.kill(worker.pid, signal.SIGKILL)
    return worker
workers.start = start_and_kill
""",
}


@pytest.mark.skipif(sys.platform != "linux", reason="processes are only split on Linux")
@pytest.mark.parametrize("before", TROUBLES.values(), ids=TROUBLES)
def test_whatever_befalls_the_processes_the_answer_is_the_same(before: str) -> None:
    _, is_left, *answer = run("3", before)
    assert [is_left, *answer] == run("1")[1:]


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAKEHOLDERS_WORKERS", "many")
    with pytest.raises(QuestionError, match="STAKEHOLDERS_WORKERS: 'many' is no number"):
        read_strings("people: {ana: {name: Ana}}")


def test_where_threads_run_one_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_is_safe", lambda: False)
    assert workers.count_workers(10**9) == 1
    assert workers.count_workers(10) == 1
