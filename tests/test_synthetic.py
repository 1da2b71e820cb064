"""The invented trackers of the benchmarks are sound, as large as asked for, and always the same."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import attrs
import pytest

from stakeholders.loading import DEFAULT_LIMITS, read_records
from stakeholders.loading.reader import read_text
from stakeholders.model import Records

ROOT = Path(__file__).parent.parent
SIZE = 12_345


def write(folder: Path, *, size: int = 1_000, seed: int = 1) -> Path:
    command = [sys.executable, "-m", "benchmarks.synthetic", "yaml", str(folder)]
    asked = ["--size", str(size), "--seed", str(seed)]
    subprocess.run([*command, *asked], cwd=ROOT, check=True)
    return folder


def read_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def count_records(records: Records) -> int:
    sections = attrs.asdict(records, recurse=False)
    del sections["about"]
    return sum(len(section) for section in sections.values())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("invented") / "world", size=SIZE)


@pytest.fixture(scope="module")
def records(folder: Path) -> Records:
    """Read the invented world strictly: a warning is an error."""
    return read_records(folder, strict=True, cache=False).records


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    assert read_bytes(write(tmp_path / "one")) == read_bytes(write(tmp_path / "two"))


def test_another_seed_gives_other_bytes_in_every_file(tmp_path: Path) -> None:
    one, two = read_bytes(write(tmp_path / "one")), read_bytes(write(tmp_path / "two", seed=2))
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] == two[name]] == []


@pytest.mark.parametrize(("size", "seed"), [(200, 0), (1_000, 1), (1_234, 7919), (3_001, 2**31)])
def test_whatever_the_seed_it_loads_without_a_warning(tmp_path: Path, size: int, seed: int) -> None:
    found = read_records(write(tmp_path / "world", size=size, seed=seed), strict=True, cache=False)
    assert count_records(found.records) == size


def test_there_are_as_many_records_as_asked_for(records: Records) -> None:
    assert count_records(records) == SIZE


def test_topics_fall_off_as_in_zipfs_law(records: Records) -> None:
    """The n-th topic is talked of about 1/n as much as the first."""
    counts = Counter(stance.topic for stance in records.stances)
    found = [count for _, count in counts.most_common(10)]
    expected = [found[0] / rank for rank in range(1, 11)]
    assert [f / e for f, e in zip(found, expected, strict=True)] == pytest.approx([1] * 10, rel=0.3)


def test_few_holders_say_much_and_most_say_little(records: Records) -> None:
    counts = Counter(stance.holder for stance in records.stances)
    loudest = sum(count for _, count in counts.most_common(len(counts) // 10))
    assert loudest > 0.3 * len(records.stances)
    assert sum(count <= 2 for count in counts.values()) > 0.3 * len(counts)


def test_every_section_and_every_kind_of_claim_occurs(records: Records) -> None:
    assert all(attrs.asdict(records, recurse=False).values())
    assert any(m.on_behalf_of for m in records.memberships)
    assert any(m.end for m in records.memberships)
    assert any(m.unnamed for m in records.memberships)
    assert {m.basis for d in records.departures for m in d.reasons} == {
        "stated", "reported", "inferred",
    }  # fmt: skip
    assert any(r.quote and r.topics for d in records.departures for r in d.reasons)
    assert any(stance.disputed for stance in records.stances)
    assert any(stance.note for stance in records.stances)
    assert all(source.publisher and source.date for source in records.sources)


def test_dates_are_of_every_precision(records: Records) -> None:
    dates = [stance.date.edtf for stance in records.stances if stance.date]
    shapes = Counter("".join("9" if c.isdigit() else c for c in date) for date in dates)
    assert shapes.keys() == {
        "9999", "9999-99", "9999-99-99", "9999-99~", "9999-99-99?",
        "9999-99-99..9999-99-99", "../9999-99-99", "9999-99-99/..",
    }  # fmt: skip
    assert shapes["9999-99-99"] > len(dates) / 2


def test_a_record_takes_about_two_hundred_bytes_and_eight_lines(folder: Path) -> None:
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert len(content) / SIZE == pytest.approx(200, rel=0.1)
    assert content.count(b"\n") / SIZE == pytest.approx(8, rel=0.1)


def test_files_are_small_enough_to_be_read(folder: Path) -> None:
    limits = attrs.evolve(DEFAULT_LIMITS, file_bytes=3 * 2**19, nodes=150_000)
    for path in folder.iterdir():
        assert path.stat().st_size < limits.file_bytes
        root, problems = read_text(str(path), path.read_text(encoding="utf-8"), limits)
        assert root is not None
        assert problems == []


@pytest.mark.parametrize(
    ("size", "message"),
    [("199", "199 records: expected 200 or more"), ("1000", "world: expected an empty folder")],
)
def test_what_is_too_small_or_would_overwrite_is_refused(
    tmp_path: Path, size: str, message: str
) -> None:
    folder = tmp_path / "world"
    folder.mkdir()
    (folder / "kept.txt").write_text("mine")
    command = [sys.executable, "-m", "benchmarks.synthetic", "yaml", str(folder), "--size", size]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.endswith(f"{message}\n")
    assert [path.name for path in folder.iterdir()] == ["kept.txt"]
