"""P4, P5, P10 to P12, P23 and P24: reading, the cache, and what is wrong with files."""

import itertools
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import attrs

import stakeholders
from benchmarks.measuring import compare
from benchmarks.running import run
from benchmarks.ways import (
    Rows,
    at_least,
    at_most,
    list_missing,
    make_way,
    opponent,
    ours,
    prepare,
    weigh,
)

_BIG: Final = "everything.yaml"
_DATE: Final = re.compile(r"^ *date: (.*)$", re.MULTILINE)
_FAULT: Final = "on a Tuesday"


def measure_loading(top: Path) -> Rows:
    """Everything read anew, from the cache, and after an edit of one record."""
    files = [str(path) for path in sorted(top.glob("*.yaml"))]
    edited = max(top.glob("stances-*.yaml"))
    whole = edited.read_text(encoding="utf-8")
    cold, alone = ours("count", str(top), "anew"), {"STAKEHOLDERS_WORKERS": "1"}
    cold = attrs.evolve(cold, environment={**(cold.environment or {}), **alone})
    warm = ours("count", str(top), "cache", name="warm")
    after = prepare(ours("count", str(top), "cache", name="edit"), _change_dates(edited, whole))
    theirs = opponent("csafe_only", *files)
    run(warm)
    found = compare([cold, warm, theirs], runs=3)
    other = theirs.name
    yield weigh(found, "P4", "all records, read anew", at_least(4, 6, 12), other=other)
    yield weigh(found, "", "its peak memory", None, other=other, figure="rss")
    yield weigh(found, "", "all records counted, warm", None, one="warm", other=other)
    # Apart, for a file that was edited just now is looked into again by whoever comes next.
    found = compare([after, theirs], runs=3)
    edited.write_text(whole, encoding="utf-8")
    goal = at_least(20, 60, 120)
    yield weigh(found, "P10", "all records, one edited", goal, one="edit", other=other)


def measure_one_file(top: Path, scratch: Path) -> Rows:
    """The same in one file, of which the C loader composes all nodes before it makes anything."""
    big = write_whole(top, scratch / "whole")
    found = compare([ours("count", str(big), "anew"), opponent("csafe_only", str(big))], runs=3)
    goal, other = at_least(4, 6, 12), "csafe_only"
    yield weigh(found, "P4", "all records in one file, read anew", goal, other=other)
    goal = at_most(0.4, 0.3, 0.2)
    yield weigh(found, "P5", "its peak memory", goal, other=other, figure="rss")


def write_whole(top: Path, folder: Path) -> Path:
    """Return a file that holds everything of a tracker, written when it is first asked for."""
    big = folder / _BIG
    if not big.exists():
        folder.mkdir()
        big.write_text("".join(join_files(top)), encoding="utf-8")
    return big


def _change_dates(path: Path, whole: str) -> Callable[[], None]:
    """Return what edits one record of a file, each time another way."""
    years = itertools.cycle(range(2010, 2020))

    def edit() -> None:
        path.write_text(set_date(whole, str(next(years)), 0), encoding="utf-8")

    return edit


def measure_restoring(top: Path, scratch: Path) -> Rows:
    """Every record made again from what was kept, and the first answer alone."""
    who = stakeholders.load(top).records.stances[5].holder
    ways = [ours("restore", str(top), who, step="restore")]
    missing = list_missing("cattrs", "msgpack")
    for name in ("pickle_records", *(() if missing else ("cattrs_msgpack",))):
        path = str(scratch / name)
        run(opponent(name, "write", str(top), path))
        ways.append(opponent(name, "read", path, who, step="restore"))
    found = compare(ways, runs=3)
    if missing:
        yield f"P11 beside cattrs is left out: {missing}"
    else:
        goal = at_least(2.5, 4, 4.5)
        yield weigh(found, "P11", "all records made again", goal, other="cattrs_msgpack")
    goal = at_least(1.8, 2.5, 3)
    yield weigh(found, "P11", "all records made again", goal, other="pickle_records")
    first = compare([ours("holder", str(top), who, step="restore"), ways[1]], runs=3)
    goal = at_least(50, 200, 1000)
    yield weigh(first, "P12", "cache opened, first answer", goal, other="pickle_records")


# Faults


def measure_faults(top: Path, scratch: Path) -> Rows:
    """One bad field: in one of many files, and in a file that holds everything."""
    stances = max(top.glob("stances-*.yaml"))
    faulty = scratch / "faulty"
    shutil.copytree(top, faulty)
    (faulty / stances.name).write_text(set_date(stances.read_text(encoding="utf-8"), _FAULT, 0.5))
    yield from _compare_faulty(top, faulty, "P24", "a bad field in one of many files")
    big = write_whole(top, scratch / "whole")
    spoilt = scratch / "spoilt" / _BIG
    spoilt.parent.mkdir()
    spoilt.write_text(set_date(big.read_text(encoding="utf-8"), _FAULT, 0.5), encoding="utf-8")
    yield from _compare_faulty(big, spoilt, "P24", "a bad field in one large file")


def set_date(text: str, date: str, share: float) -> str:
    """Return a text in which one date is another: the first, or one further down."""
    places = list(_DATE.finditer(text))
    place = places[int(share * len(places))]
    return f"{text[: place.start(1)]}{date}{text[place.end(1) :]}"


def join_files(top: Path) -> Iterator[str]:
    """Yield the texts of all files, those of a section under its name once."""
    for _, same in itertools.groupby(sorted(top.glob("*.yaml")), lambda p: p.stem.split("-")[0]):
        for number, path in enumerate(same):
            text = path.read_text(encoding="utf-8")
            yield text if number == 0 else text.split("\n", 1)[1]


def _compare_faulty(sound: Path, faulty: Path, key: str, what: str) -> Rows:
    clean = attrs.evolve(ours("refuse", str(sound), name="clean"), read=_expect("no problems"))
    error = attrs.evolve(ours("refuse", str(faulty)), read=_expect("bad-date, 1 in all"))
    found = compare([error, clean], runs=3)
    yield weigh(found, key, what, at_most(1.3, 1.05, 1), other="clean")


def _expect(words: str) -> Callable[[object], object]:
    return lambda answer: "as expected" if str(answer).endswith(words) else answer


def tell_hostile(scratch: Path) -> Rows:
    """Yield what becomes of files that are meant to do harm, P23."""
    names = [f"a{n}" for n in range(10)]
    bomb = "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9 if before else ['lol'] * 9)}]\n"
        for name, before in zip(names, ["", *names], strict=False)
    )
    hostile = {"an alias bomb": bomb, "100,000 brackets deep": f"a: {'[' * 100_000}\n"}
    bare = run(make_way("bare", "-c", "import stakeholders.loading.draft")).rss
    for number, (what, text) in enumerate(hostile.items()):
        path = scratch / f"hostile-{number}.yaml"
        path.write_text(text, encoding="utf-8")
        cost = run(ours("refuse", str(path), step="refuse"))
        whole = run(ours("refuse", str(path)))
        yield (
            f"P23  {what}: {cost.answer}, in {cost.cpu * 1e3:.1f} ms and {whole.rss:.0f} MB "
            f"({bare:.0f} of them before); the C loader: {_try(path)}"
        )


def _try(path: Path) -> str:
    """Say how a process ends that gives a file to the C loader."""
    code = f"import yaml; yaml.load(open({str(path)!r}, 'rb'), yaml.CSafeLoader)"
    way = make_way("csafe", "-c", code)
    try:
        ended = subprocess.run(way.command, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return "not done after 60 s"
    if ended.returncode < 0:
        return f"dies of signal {-ended.returncode}"
    said = [line for line in ended.stderr.decode().splitlines() if "Error" in line]
    return f"refuses it, {said[-1]}" if said else "takes it"
