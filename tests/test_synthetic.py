"""What the generator of synthetic trackers promises."""

from collections import Counter
from pathlib import Path

import attrs
import pytest
from benchmarks.synthetic import Sizes, write_parquet, write_yaml

from stakeholders import load, tables


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_seed_is_a_tracker(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_yaml(tmp_path / name, 1000, seed)
    assert read(tmp_path / "one") == read(tmp_path / "same")
    assert read(tmp_path / "one") != read(tmp_path / "other")


@pytest.mark.parametrize("size", [500, 3000])
def test_it_is_a_sound_tracker_of_that_size(tmp_path: Path, size: int) -> None:
    write_yaml(tmp_path, size)
    records = load(tmp_path).records
    sizes = Sizes.of(size)
    assert len(records.stances) == sizes.stances
    assert len(records.departures) == sizes.departures
    assert sum(len(getattr(records, field.name)) for field in attrs.fields(Sizes)) == size


def test_topics_are_taken_up_as_words_are(tmp_path: Path) -> None:
    write_yaml(tmp_path, 6000)
    counts = Counter(stance.topic for stance in load(tmp_path).records.stances)
    assert 1.5 < counts["t0"] / counts["t1"] < 2.7
    assert 2.2 < counts["t0"] / counts["t2"] < 4


def test_tables_hold_as_many_stances(tmp_path: Path) -> None:
    write_parquet(tmp_path / "flat", 5000)
    engine = tables.open(tmp_path / "flat", engine="polars")
    assert 0 < len(engine.positions("t0", on="2015-01-01")) <= 2000
    assert tables.read_tables(tmp_path / "flat")["stances"].num_rows == 5000
