"""The same question gives the same rows in memory, on DuckDB, on Polars and on Spark."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from narwhals.exceptions import NarwhalsError

import stakeholders
from stakeholders import (
    DataError,
    MissingExtraError,
    QuestionError,
    Tracker,
    UnknownIdError,
    load,
    loads,
    tables,
)
from stakeholders.cli.commands import QUESTIONS
from stakeholders.cli.engines import cut_tracker
from stakeholders.cli.parser import read_line
from stakeholders.tables import engine as engine_module
from stakeholders.tables import frames, slices, to_tables, write_tables
from stakeholders.tables.cutting import cut_stances
from stakeholders.tables.engine import Engine
from stakeholders.tables.results import Division, Left, Move, Pair, Seated, Stand

TRACKERS = sorted(p.parent for p in (Path(__file__).parent.parent / "data").glob("*/tracker.yaml"))
SECURE = TRACKERS[1]
Session = Any  # of PySpark, which has no types of its own
Ask = Callable[[Engine], tuple[Any, ...]]


# What the tracker in memory answers, in the words of the tables


class Reference:
    """A tracker, asked as an engine is."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker
        records = tracker.records
        self._stances = {id(stance): row for row, stance in enumerate(records.stances)}
        self._seats = {id(seat): row for row, seat in enumerate(records.memberships)}
        self._left = {id(left): row for row, left in enumerate(records.departures)}

    def members(self, body: str, on: date) -> tuple[Seated, ...]:
        return tuple(
            Seated(
                self._seats[id(member.seat.membership)],
                member.person.id if member.person else None,
                member.unnamed,
                member.role,
                member.status.value,
            )
            for member in self.tracker.members(body, on=on)
        )

    def positions(self, topic: str, on: date) -> tuple[Stand, ...]:
        found = (
            Stand(
                self._stances[id(s)],
                s.holder,
                s.part,
                s.position.value,
                s.date.edtf if s.date else None,
            )
            for s in self.tracker.stances(topic=topic, on=on)
        )
        return tuple(sorted(found, key=lambda stand: stand.row))

    def divisions(self, body: str, topic: str, on: date) -> tuple[Division, ...]:
        return tuple(
            Division(
                bloc.position.value if bloc.position else None,
                len(bloc.members) + len(bloc.unknown_members),
                len(bloc.organizations) + len(bloc.unknown_organizations),
                bloc.unnamed,
            )
            for bloc in self.tracker.divisions(body, topic, on=on).blocs
        )

    def changes(self) -> tuple[Move, ...]:
        return tuple(
            Move(c.holder.id, c.topic.id, *(self._stances[id(s)] for s in (c.before, c.after)))
            for c in self.tracker.changes()
        )

    def departures(self) -> tuple[Left, ...]:
        return tuple(
            sorted(self._list_left(), key=lambda left: Left.sort_key(left))  # noqa: PLW0108
        )

    def _list_left(self) -> Iterator[Left]:
        for departure in self.tracker.departures():
            prior = self.tracker.explain(departure).prior_stances
            when = departure.date.edtf if departure.date else None
            head = (self._left[id(departure)], departure.id, departure.kind.value, when)
            for person in departure.people or (None,):
                for place, reason in enumerate(departure.reasons):
                    for topic in reason.topics or (None,):
                        own = [s for s in prior if s.holder == person and s.topic == topic]
                        last = own[-1] if own else None
                        yield Left(
                            *head,
                            person,
                            place,
                            reason.summary,
                            topic,
                            self._stances[id(last)] if last else None,
                            last.position.value if last else None,
                        )
                if not departure.reasons:
                    yield Left(*head, person, None, None, None, None, None)

    def agreement_pairs(self) -> tuple[Pair, ...]:
        signs = dict.fromkeys(("oppose", "strongly-oppose"), -1)
        signs |= dict.fromkeys(("support", "strongly-support"), 1)
        held: dict[str, dict[str, int]] = {}
        for stance in self.tracker.records.stances:
            standing = self.tracker.position(stance.holder, stance.topic)
            if standing is not None and standing.position in signs:
                held.setdefault(stance.holder, {})[stance.topic] = signs[standing.position]
        pairs = []
        for one, other in combinations(sorted(held), 2):
            shared = held[one].keys() & held[other].keys()
            agree = sum(held[one][topic] == held[other][topic] for topic in shared)
            if shared:
                pairs.append(Pair(one, other, agree, len(shared) - agree))
        return tuple(pairs)


def sort_moves(moves: tuple[Move, ...]) -> list[Move]:
    """Return moves in one order: those of one day have none of their own."""
    return sorted(moves, key=lambda move: (move.after, move.before))


def compare(tracker: Tracker, engine: Engine, days: list[date], topics: int = 99) -> None:
    """Ask both everything, and compare."""
    known = Reference(tracker)
    assert engine.departures() == known.departures()
    assert sort_moves(engine.changes()) == sort_moves(known.changes())
    assert engine.agreement_pairs() == known.agreement_pairs()
    records = tracker.records
    groups = [*(b.id for b in records.bodies), *(o.id for o in records.organizations)]
    seated = [name for name in groups if any(m.body == name for m in records.memberships)][:4]
    names = [topic.id for topic in records.topics][:topics]
    for day in days:
        for body in seated:
            assert engine.members(body, on=day) == known.members(body, day), (body, day)
        for topic in names:
            assert engine.positions(topic, on=day) == known.positions(topic, day), (topic, day)
        for body in seated[:2]:
            for topic in names[:2]:
                assert engine.divisions(body, topic, on=day) == known.divisions(body, topic, day)


# Engines


def open_duckdb(tracker: Tracker) -> Engine:
    connection = duckdb.connect()
    made = to_tables(tracker)
    return tables.open({name: connection.from_arrow(made[name]) for name in made})


def open_polars(tracker: Tracker) -> Engine:
    made = to_tables(tracker)
    return tables.open({name: pl.LazyFrame(pl.DataFrame(made[name])) for name in made})


ODD = "a[1]{b,c}*?/year=2020"  # a folder whose name an engine may take for more than a name
IN_PROCESS = {"duckdb": open_duckdb, "polars": open_polars}
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Spark runs on Java")


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Return a small Spark session."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield made
    made.stop()


# The real trackers


@pytest.mark.parametrize("top", TRACKERS, ids=lambda path: path.name)
@pytest.mark.parametrize("name", IN_PROCESS)
def test_real_trackers(top: Path, name: str) -> None:
    tracker = load(top)
    dated = [stance.date for stance in tracker.records.stances if stance.date]
    ends = sorted({end for when in dated for end in (when.earliest, when.latest) if end})
    days = [ends[0] - timedelta(days=1), ends[len(ends) // 2]]
    compare(tracker, IN_PROCESS[name](tracker), days, topics=3)


@needs_java
@pytest.mark.filterwarnings("ignore")
def test_real_trackers_on_spark(session: Session, tmp_path: Path) -> None:
    tracker = load(SECURE)
    write_tables(tracker, tmp_path)
    compare(tracker, tables.open(tmp_path, engine="spark"), [date(2011, 9, 16)], topics=2)
    frames = {path.stem: session.read.parquet(str(path)) for path in tmp_path.iterdir()}
    engine = tables.open(frames)
    assert sort_moves(engine.changes()) == sort_moves(Reference(tracker).changes())
    write_tables(tracker, tmp_path / ODD)
    odd = tables.open(tmp_path / ODD, engine="spark")
    assert odd.departures() == engine.departures()


# Random ones

IDS = st.sampled_from
PEOPLE, BODIES, UNIONS, TOPICS = ("ana", "bo", "cy"), ("b1", "b2"), ("o1", "o2"), ("t1", "t2")
CITED = {"sources": ["s1"]}
dates = IDS(
    (
        *("2010", "2010-03", "2010-03-05", "2010-03-06", "2010-03-05~", "2010-04", "2011"),
        *("2010-03-04..2010-03-06", "../2010-03", "2010-03/..", "2010-05-01", "201X"),
    )
)
maybe = st.none() | dates


def claims(fields: dict[str, Any], *disputable: str) -> st.SearchStrategy[dict[str, Any]]:
    confidence = IDS(("high", "high", "medium", "low"))
    given = {
        name: value if isinstance(value, st.SearchStrategy) else st.just(value)
        for name, value in {**fields, **CITED, "confidence": confidence}.items()
    }
    plain = st.fixed_dictionaries(given)
    if disputable:
        reading = st.fixed_dictionaries(
            {"field": IDS(disputable), "value": dates, **map_just(CITED)}
        )
        readings = st.lists(reading, max_size=2)
        plain = st.builds(lambda claim, found: {**claim, "disputed": found}, plain, readings)
    return plain.map(clean)


def map_just(fields: dict[str, Any]) -> dict[str, st.SearchStrategy[Any]]:
    return {name: st.just(value) for name, value in fields.items()}


def clean(claim: dict[str, Any]) -> dict[str, Any]:
    """Drop what is empty; keep disputes only of what is written, one text a reading."""
    kept = {name: value for name, value in claim.items() if value not in (None, [], 0)}
    if "disputed" in kept:
        kept["disputed"] = [r for r in kept["disputed"] if r["field"] in kept]
    return {name: value for name, value in kept.items() if value != []}


def unique(items: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(items, min_size=least, max_size=2, unique=True)


stances = claims(
    {
        "holder": IDS(PEOPLE + BODIES + UNIONS),
        "topic": IDS(TOPICS),
        "position": IDS([position.value for position in stakeholders.Position]),
        "basis": "stated",
        "date": maybe,
        "part": IDS((None, None, None, "some of them")),
    },
    "date",
)
memberships = claims(
    {
        "person": IDS(PEOPLE),
        "body": IDS(BODIES + UNIONS),
        "role": IDS(("member", "chair")),
        "on_behalf_of": unique(IDS(UNIONS)),
        "start": maybe,
        "end": st.none() | st.none() | dates,
    },
    "start",
    "end",
) | claims({"unnamed": st.integers(1, 200), "body": IDS(BODIES), "start": maybe}, "start")
reasons = claims(
    {"summary": "It was enough.", "topics": unique(IDS(TOPICS)), "basis": "stated"},
)
departures = claims(
    {
        "people": unique(IDS(PEOPLE), 1),
        "bodies": unique(IDS(BODIES + UNIONS), 1),
        "kind": IDS(("resigned", "removed", "declined-seat")),
        "date": maybe,
        "reasons": st.lists(reasons, max_size=2),
        "basis": "stated",
    },
    "date",
)


@st.composite
def trackers(draw: st.DrawFn) -> Tracker:
    """Return a tracker whose dates, disputes and departures meet in every way."""
    left = draw(st.lists(departures, max_size=4))
    held = draw(st.lists(memberships, max_size=8))
    known = {(seat.get("person"), seat["body"]) for seat in held}
    for departure in left:
        for pair in product(departure["people"], departure["bodies"]):
            if pair not in known and departure["kind"] != "declined-seat":
                known.add(pair)
                held.append({"person": pair[0], "body": pair[1], **CITED})
    data = {
        "people": {
            name: {"name": name, **clean({"died": draw(st.none() | dates), **CITED})}
            for name in PEOPLE
        },
        "organizations": {name: {"name": name, **CITED} for name in UNIONS},
        "bodies": {
            name: draw(claims({"name": name, "dissolved": maybe}, "dissolved")) for name in BODIES
        },
        "topics": {name: {"proposition": name} for name in TOPICS},
        "sources": {
            "s1": {"title": "A", "publisher": "B", "date": 2009, "url": "https://example.org"}
        },
        "memberships": held,
        "departures": {f"d{number}": departure for number, departure in enumerate(left)},
        "stances": draw(st.lists(stances, max_size=10)),
    }
    text = json.dumps({name: value for name, value in data.items() if value})
    try:
        return loads(text)
    except DataError as error:
        # What ends before it begins is no tracker; anything else is a fault of these strategies.
        if not {problem.code for problem in error.problems} <= IMPOSSIBLE:
            raise
        reject()


IMPOSSIBLE = {
    *("left-twice", "end-before-start", "departure-before-start", "after-end", "end-twice"),
    "same-seat",
}
DAYS = [date(2010, 3, 5), date(2012, 1, 1)]


@pytest.mark.parametrize("name", IN_PROCESS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(tracker=trackers())
def test_random_trackers(name: str, tracker: Tracker) -> None:
    compare(tracker, IN_PROCESS[name](tracker), DAYS)


@needs_java
@pytest.mark.filterwarnings("ignore")
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(tracker=trackers())
def test_random_trackers_on_spark(session: Session, tracker: Tracker) -> None:
    made = to_tables(tracker)
    frames = {name: session.createDataFrame(made[name]) for name in made}
    compare(tracker, tables.open(frames), DAYS[1:2], topics=1)


def make_tracker(**sections: object) -> Tracker:
    source = {"title": "A", "publisher": "B", "date": 2009, "url": "https://example.org"}
    return loads(json.dumps({"sources": {"s1": source}, **sections}))


def make_crowd(seats: int) -> Tracker:
    """Return a body with twice so many unnamed seats."""
    seat = {"unnamed": seats, "body": "b", **CITED}
    return make_tracker(
        bodies={"b": {"name": "B", **CITED}},
        topics={"t": {"proposition": "T"}},
        memberships=[seat, seat],
    )


def make_friends(topics: int) -> Tracker:
    """Return two who agree on so many topics."""
    names = [f"t{number}" for number in range(topics)]
    said = {"position": "support", "basis": "stated", "date": "2010", **CITED}
    return make_tracker(
        people={name: {"name": name, **CITED} for name in ("ana", "bo")},
        topics={name: {"proposition": name} for name in names},
        stances=[{"holder": h, "topic": t, **said} for h in ("ana", "bo") for t in names],
    )


def compare_crowd(tracker: Tracker, engine: Engine) -> None:
    day = DAYS[0]
    asked = Reference(tracker).divisions("b", "t", day)
    assert engine.divisions("b", "t", on=day) == asked


def compare_friends(tracker: Tracker, engine: Engine) -> None:
    assert engine.agreement_pairs() == Reference(tracker).agreement_pairs()


@pytest.mark.parametrize(
    ("width", "tracker", "check"),
    [
        pytest.param(nw.Int8, make_crowd(100), compare_crowd, id="200 seats in 8 bits"),
        pytest.param(nw.Int16, make_crowd(20_000), compare_crowd, id="40,000 seats in 16 bits"),
        pytest.param(nw.Int8, make_friends(130), compare_friends, id="130 topics in 8 bits"),
    ],
)
@pytest.mark.parametrize("name", IN_PROCESS)
def test_a_narrow_integer_would_be_seen(
    name: str,
    width: type,
    tracker: Tracker,
    check: Callable[[Tracker, Engine], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check(tracker, IN_PROCESS[name](tracker))
    monkeypatch.setattr(frames, "COUNT", width)
    engine = IN_PROCESS[name](tracker)
    with pytest.raises((AssertionError, NarwhalsError, pl.exceptions.PolarsError, duckdb.Error)):
        check(tracker, engine)


def test_a_narrow_row_number_would_be_seen(tmp_path: Path) -> None:
    """Rows past 127 that were put into 8 bits come back as others."""
    tracker = make_friends(130)
    write_tables(tracker, tmp_path)
    compare_friends(tracker, tables.open(tmp_path))
    compare(tracker, tables.open(tmp_path), DAYS[1:])
    path = tmp_path / "stances.parquet"
    narrow = (pl.col("row") + 128) % 256 - 128
    pl.read_parquet(path).with_columns(narrow.cast(pl.Int8)).write_parquet(path)
    with pytest.raises(AssertionError):
        compare(tracker, tables.open(tmp_path), DAYS[1:])


# Answers that outgrow memory


def test_changes_stream_as_they_are_told(folder: Path) -> None:
    for name in IN_PROCESS:
        engine = tables.open(folder, engine=name)
        assert sort_moves(tuple(engine.walk_changes())) == sort_moves(engine.changes())
        assert engine.changes() != ()


@pytest.mark.parametrize("name", IN_PROCESS)
def test_pairs_of_a_holder_and_of_a_body_are_among_all(name: str, folder: Path) -> None:
    engine, tracker = tables.open(folder, engine=name), load(SECURE)
    every = engine.agreement_pairs()
    assert engine.agreement_pairs(holder="venegas") == tuple(
        pair for pair in every if "venegas" in (pair.one, pair.other)
    )
    seats = [seat for seat in tracker.records.memberships if seat.body == "task-force"]
    among = {seat.person for seat in seats} | {o for seat in seats for o in seat.on_behalf_of}
    assert engine.agreement_pairs(body="task-force") == tuple(
        pair for pair in every if {pair.one, pair.other} <= among
    )


def test_more_pairs_than_anything_holds_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "MOST_PAIRS", 10)
    with pytest.raises(QuestionError, match=r"more than 10: ask for those of a body or a holder"):
        tables.open(folder).agreement_pairs()


def test_more_records_than_can_be_shown_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "MOST_ROWS", 5)
    with pytest.raises(QuestionError, match="more than 5 stances would have to be shown"):
        cut_stances(tables.open(folder))


def test_frames_of_somebody_elses_are_not_cut() -> None:
    with pytest.raises(QuestionError, match="slices are cut from folders"):
        cut_stances(open_polars(make_crowd(1)))


# Slices

LINES = (
    "departures",
    "departures --kind resigned --person ana",
    "members",
    "members --body b1 --on 2010-03-05",
    "stances --topic t1 --on 2010-03-05",
    "stances --body b1 --on 2012-01-01 --position support",
    "divisions",
    "divisions --body b1 --topic t1 --on 2010-03-05",
    "changes",
    "changes --holder ana --min-confidence low",
)


@pytest.mark.parametrize("name", IN_PROCESS)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(tracker=trackers(), line=IDS(LINES))
def test_a_slice_answers_as_the_whole_does(
    name: str, tracker: Tracker, line: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = str(tmp_path_factory.mktemp("tables"))
    write_tables(tracker, top)
    asked = read_line([*line.split(), "--engine", name, top])
    question = QUESTIONS[asked.command]
    assert question(cut_tracker(top, asked), asked) == question(tracker, asked)


# What cannot be asked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of tables."""
    write_tables(load(SECURE), tmp_path)
    return tmp_path


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_an_unknown_id_names_the_nearest(folder: Path, engine: str) -> None:
    asked = tables.open(folder, engine=engine)
    asks: list[Ask] = [
        lambda e: e.members("task-forc", on="2011-09-16"),
        lambda e: e.departures(body="task-forc"),
    ]
    for ask in asks:
        with pytest.raises(UnknownIdError, match="did you mean 'task-force'"):
            ask(asked)
    with pytest.raises(UnknownIdError):
        asked.positions("nothing-like-it", on="2011-09-16")
    with pytest.raises(UnknownIdError):
        asked.changes(holder="nobody-at-all")
    with pytest.raises(QuestionError, match="expected resigned"):
        asked.departures(kind="resinged")


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_a_confidence_that_is_none_and_an_id_that_is_no_text_are_refused(
    folder: Path, engine: str
) -> None:
    asked = tables.open(folder, engine=engine)
    asks: list[Ask] = [
        lambda e: e.positions("report", on="2011-09-16", min_confidence="hihg"),
        lambda e: e.divisions("task-force", "report", on="2011-09-16", min_confidence="hihg"),
        lambda e: e.changes(min_confidence="hihg"),
        lambda e: e.agreement_pairs(min_confidence="hihg"),
    ]
    for ask in asks:
        with pytest.raises(QuestionError, match=r"min_confidence: 'hihg' .*did you mean 'high'"):
            ask(asked)
    with pytest.raises(UnknownIdError, match="no body or organization"):
        asked.members("\udcff", on="2011-09-16")


def test_filters_are_the_trackers(folder: Path) -> None:
    tracker, engine = load(SECURE), tables.open(folder)
    resigned: tuple[stakeholders.Departure, ...] = tracker.departures(
        kind="resigned", body="task-force"
    )
    assert {left.id for left in engine.departures(kind="resigned", body="task-force")} == {
        departure.id for departure in resigned
    }
    for change in tracker.changes():
        moves = engine.changes(holder=change.holder.id, topic=change.topic.id)
        assert {move.holder for move in moves} == {change.holder.id}


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_a_folder_that_is_not_one_of_tables(folder: Path, engine: str) -> None:
    (folder / "people.parquet").write_text("not Parquet")
    with pytest.raises(DataError, match=r"people\.parquet:1:1: cannot be read"):
        tables.open(folder, engine=engine)
    (folder / "people.parquet").unlink()
    with pytest.raises(DataError, match=r"people\.parquet:1:1: there is neither this file nor"):
        tables.open(folder, engine=engine)


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_columns_are_checked_before_any_question(folder: Path, engine: str) -> None:
    path = folder / "stances.parquet"
    frame = pl.read_parquet(path)
    frame.rename({"holder": "holdr"}).with_columns(topic=pl.lit(3)).write_parquet(path)
    with pytest.raises(DataError) as caught:
        tables.open(folder, engine=engine)
    assert {p.code for p in caught.value.problems} == {
        "missing-column",
        "unknown-column",
        "wrong-type",
    }


def test_an_unknown_engine_and_one_that_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(QuestionError, match="did you mean 'duckdb'"):
        tables.open(folder, engine="duckdbb")
    with pytest.raises(QuestionError, match="memory"):
        tables.open(folder, memory="a lot")
    with pytest.raises(QuestionError, match=r"duckdb cannot answer this: .*[Mm]emory"):
        tables.open(folder, memory="9999999999T")
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"stakeholders\[duckdb\]"):
        tables.open(folder)


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_a_path_is_no_pattern(folder: Path, engine: str) -> None:
    write_tables(load(SECURE), folder / ODD)
    asked = [tables.open(path, engine=engine).departures() for path in (folder, folder / ODD)]
    assert asked[0] == asked[1]


def test_frames_of_what_is_no_engine_are_refused() -> None:
    made = to_tables(load(TRACKERS[0]))
    with pytest.raises(
        QuestionError, match=r"'pyarrow\.lib\.Table' is not known: expected a frame"
    ):
        tables.open(made)
    with pytest.raises(QuestionError, match=r"people: 'builtins\.list' is not known"):
        tables.open({"people": []})


def test_frames_may_lack_nothing() -> None:
    made = to_tables(load(TRACKERS[0]))
    frames = {name: pl.DataFrame(made[name]) for name in made if name != "reasons"}
    with pytest.raises(DataError, match="reasons: no such table"):
        tables.open(frames)
