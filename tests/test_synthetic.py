"""The invented trackers of the benchmarks are sound, as large as asked for, and always the same."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from stakeholders.dates import PartialDate
from stakeholders.loading import DEFAULT_LIMITS, read_records, read_strings
from stakeholders.loading.reader import read_text
from stakeholders.loading.table import ABOUT, CITATION, SECTIONS, Spec
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


# The same sort of world as flat tables


def write_parquet(folder: Path, *, size: int = 5_000, seed: int = 1) -> Path:
    command = [sys.executable, "-m", "benchmarks.synthetic", "parquet", str(folder)]
    asked = ["--size", str(size), "--seed", str(seed)]
    subprocess.run([*command, *asked], cwd=ROOT, check=True)
    return folder


def read_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = folder / table
    parts = sorted(path.iterdir()) if path.is_dir() else [folder / f"{table}.parquet"]
    return [row for part in parts for row in parquet.read_table(part).to_pylist()]


def write_back(folder: Path) -> dict[str, Any]:
    """Return the tables as what one would have written in YAML."""
    rows = {table: read_rows(folder, table) for table in (*SECTIONS, "tracker", *NESTED)}
    for table, key in NESTED.items():
        for row in rows[table]:
            rows[row["owner"]][row["owner_row"]].setdefault(key, []).append(row)
    data: dict[str, Any] = {"tracker": tidy(rows["tracker"][0], ABOUT)}
    for name, spec in SECTIONS.items():
        data[name] = [tidy(row, spec) for row in rows[name]]
        if spec.is_keyed:
            data[name] = {row["id"]: t for row, t in zip(rows[name], data[name], strict=True)}
    return data


NESTED = {"reasons": "reasons", "readings": "disputed", "citations": "sources"}


def tidy(row: dict[str, Any], spec: Spec) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in spec.fields:
        value = row.get(field.key)
        if not value:
            continue
        inner = CITATION if field.key == "sources" else field.spec
        found[field.key] = [tidy(one, inner) for one in value] if inner else value
    return found


def test_tables_of_the_same_seed_have_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    one, two = write_parquet(tmp_path / "one"), write_parquet(tmp_path / "two")
    names = sorted(path.relative_to(one) for path in one.rglob("*.parquet"))
    assert names == sorted(path.relative_to(two) for path in two.rglob("*.parquet"))
    assert [n for n in names if (one / n).read_bytes() != (two / n).read_bytes()] == []


@pytest.mark.parametrize(("size", "seed"), [(200, 0), (5_000, 1), (5_000, 2)])
def test_tables_tell_of_a_world_that_loads_without_a_warning(
    tmp_path: Path, size: int, seed: int
) -> None:
    pytest.importorskip("pyarrow")
    folder = write_parquet(tmp_path / "world", size=size, seed=seed)
    limits = attrs.evolve(DEFAULT_LIMITS, file_bytes=2**24, nodes=10**7)
    text = yaml.dump(write_back(folder), Dumper=yaml.CSafeDumper, sort_keys=False)
    found = read_strings(text, strict=True, limits=limits).records
    assert len(found.stances) == size
    assert count_records(found) == sum(len(read_rows(folder, name)) for name in SECTIONS)


def test_rows_are_numbered_and_dates_lie_in_their_bounds(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = write_parquet(tmp_path / "world")
    for table in (*SECTIONS, *NESTED):
        rows = read_rows(folder, table)
        assert [row["row"] for row in rows] == list(range(len(rows)))
    for row in read_rows(folder, "stances"):
        date = PartialDate.parse(row["date"]) if row["date"] else None
        bounds = (date.earliest, date.latest) if date else (None, None)
        assert (row["date_earliest"], row["date_latest"]) == bounds
