"""What the flat tables promise: everything is in them, and nothing wrong gets out of them."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import stakeholders
from stakeholders import DataError, Mark, MissingExtraError, load, tables
from stakeholders.claims import walk_inside, walk_top
from stakeholders.tables import read_tables, to_tables, write_tables
from stakeholders.tables.schema import TABLES

TRACKERS = sorted(p.parent for p in (Path(__file__).parent.parent / "data").glob("*/tracker.yaml"))


@pytest.fixture(params=TRACKERS, ids=lambda path: path.name)
def tracker(request: pytest.FixtureRequest) -> stakeholders.Tracker:
    """Return each of the real trackers."""
    return load(request.param)


def list_marks(tracker: stakeholders.Tracker) -> list[Mark]:
    return [inner.mark for record in walk_top(tracker.records) for inner in walk_inside(record)]


def test_there_and_back_nothing_is_lost(tracker: stakeholders.Tracker, tmp_path: Path) -> None:
    write_tables(tracker, tmp_path)
    for back in (to_tables(tracker).to_tracker(), read_tables(tmp_path).to_tracker()):
        assert back.records == tracker.records
        assert back.records.about == tracker.records.about
        assert list_marks(back) == list_marks(tracker)


def test_a_date_stands_as_text_and_as_days() -> None:
    departures = to_tables(load(TRACKERS[-1])).get("departures")
    assert departures is not None
    for row in departures.to_pylist():
        if row["date"]:
            when = stakeholders.PartialDate.parse(row["date"])
            assert (row["date_earliest"], row["date_latest"]) == (when.earliest, when.latest)


def test_others_take_them_as_they_are() -> None:
    import duckdb  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    import polars as pl  # noqa: PLC0415

    stances = to_tables(load(TRACKERS[-1]))["stances"]
    assert hasattr(stances, "__arrow_c_stream__")
    assert len(pl.DataFrame(stances)) == len(stances)
    assert len(duckdb.from_arrow(stances).fetchall()) == len(stances)
    assert len(pd.DataFrame.from_arrow(stances)) == len(stances)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of tables."""
    write_tables(load(TRACKERS[-1]), tmp_path)
    return tmp_path


def change(folder: Path, name: str, table: pa.Table) -> str:
    path = folder / f"{name}.parquet"
    pq.write_table(table, path)
    return str(path)


def complain(folder: Path) -> list[stakeholders.Problem]:
    with pytest.raises(DataError) as caught:
        read_tables(folder)
    return list(caught.value.problems)


def test_missing_extra_and_wrong_columns_are_named(folder: Path) -> None:
    table = pq.read_table(folder / "stances.parquet")
    names = ["holdr" if name == "holder" else name for name in table.column_names]
    path = change(folder, "stances", table.rename_columns(names))
    pages = pq.read_table(folder / "topics.parquet")
    number = pages.column_names.index("label")
    change(folder, "topics", pages.set_column(number, "label", pa.array(range(len(pages)))))
    (folder / "events.parquet").unlink()
    (folder / "people.parquet").write_text("not Parquet")
    found = {problem.code: problem for problem in complain(folder)}
    assert found["missing-column"].mark.path == path
    assert "'holder'" in found["missing-column"].message
    assert "'holdr' (did you mean 'holder'?)" in found["unknown-column"].message
    assert "'label' is int64, expected string" in found["wrong-type"].message
    assert found["missing-table"].mark.path.endswith("events.parquet")
    assert found["not-parquet"].mark.path.endswith("people.parquet")


def test_a_dangling_id_is_named_with_its_row(folder: Path) -> None:
    table = pq.read_table(folder / "stances.parquet")
    holders = table["holder"].to_pylist()
    wrong = holders[3] + "x"
    holders[3] = wrong
    number = table.column_names.index("holder")
    path = change(folder, "stances", table.set_column(number, "holder", pa.array(holders)))
    (problem,) = complain(folder)
    assert (problem.mark.path, problem.mark.line, problem.code) == (path, 4, "unknown-id")
    assert f"did you mean '{wrong[:-1]}'?" in problem.message


def test_an_id_that_stands_twice_is_named_with_its_row(folder: Path) -> None:
    people = pq.read_table(folder / "people.parquet")
    taken = pq.read_table(folder / "topics.parquet")["id"][0].as_py()
    ids = people["id"].to_pylist()
    more = {"row": pa.array([10**6, 10**6 + 1]), "id": pa.array([ids[0], taken])}
    added = people.slice(0, 2)
    for name, values in more.items():
        added = added.set_column(added.column_names.index(name), name, values)
    both = pa.concat_tables([people, added.cast(people.schema)])
    path = change(folder, "people", both)
    assert [(p.mark, p.code, p.message) for p in complain(folder)] == [
        (
            Mark(path, 10**6 + 1, 1),
            "duplicate-id",
            f"people: id: '{ids[0]}' is taken by a row of people",
        ),
        (
            Mark(str(folder / "topics.parquet"), 1, 1),
            "duplicate-id",
            f"topics: id: '{taken}' is taken by a row of people",
        ),
    ]


def test_values_and_owners_that_cannot_be(folder: Path) -> None:
    table = pq.read_table(folder / "stances.parquet")
    rows = table.to_pylist()
    rows[0]["position"] = "suport"
    rows[1]["date"] = "2011-13"
    change(folder, "stances", pa.Table.from_pylist(rows, schema=table.schema))
    citations = pq.read_table(folder / "citations.parquet")
    rows = citations.to_pylist()
    rows[0]["owner_row"] = 10**9
    rows[1]["owner"] = "topics"
    change(folder, "citations", pa.Table.from_pylist(rows, schema=citations.schema))
    assert {p.code for p in complain(folder)} == {
        "unknown-value",
        "not-a-date",
        "unknown-row",
    }


def test_a_table_may_lie_in_parts(folder: Path) -> None:
    whole = read_tables(folder).to_tracker().records
    table = pq.read_table(folder / "stances.parquet")
    (folder / "stances.parquet").unlink()
    (folder / "stances").mkdir()
    pq.write_table(table[5:], folder / "stances" / "a.parquet")
    pq.write_table(table[:5], folder / "stances" / "b.parquet")
    assert read_tables(folder).to_tracker().records == whole


@pytest.mark.parametrize("engine", ["duckdb", "polars", "spark"])
def test_what_all_engines_need_comes_with_the_extra_of_the_one_that_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    for name in ("opening", "frames"):
        monkeypatch.delitem(sys.modules, f"stakeholders.tables.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match=rf"stakeholders\[{engine}\]"):
        tables.open(folder, engine=engine)
    with pytest.raises(MissingExtraError, match=r"stakeholders\[tables\]"):
        tables.open({})


def test_every_table_is_written(folder: Path) -> None:
    assert {path.stem for path in folder.iterdir()} == set(TABLES)
