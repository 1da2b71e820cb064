"""Views and look-ups answer as a plain look at every record would."""

from datetime import date
from functools import cache
from itertools import chain, combinations
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import Tracker, load
from stakeholders.claims import walk_top
from stakeholders.loading import find_trackers
from stakeholders.model import Claim, Departure, Event, Group, Holder, Records, Stance, Top
from stakeholders.seats import Status
from stakeholders.tracker.attendance import bound_seat
from stakeholders.tracker.lasting import Lasting
from stakeholders.tracker.postings import read_cited, read_field

TRACKERS = find_trackers(Path(__file__).parent.parent / "data")
SECTIONS = [field.name for field in attrs.fields(Records) if field.name != "about"]
DAYS = ("2009-06-01", "2011-06-07", "2011-09-15", "2014-12-31", "2017-08-16")


@cache
def read(path: Path) -> Tracker:
    return load(path, cache=False)


@pytest.fixture(params=TRACKERS, ids=lambda path: path.name)
def tracker(request: pytest.FixtureRequest) -> Tracker:
    return read(request.param)


@pytest.fixture
def mapped(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Tracker:
    """The tracker from the cache, of which no record is made yet."""
    monkeypatch.setenv("STAKEHOLDERS_CACHE", str(tmp_path / "cache"))
    path = request.node.callspec.params["tracker"]
    load(path)
    return load(path)


@pytest.mark.parametrize("day", DAYS)
def test_a_view_is_the_same_from_the_cache(tracker: Tracker, mapped: Tracker, day: str) -> None:
    one, other = tracker.known_by(day), mapped.known_by(day)
    assert one.records == other.records
    assert tuple(one.left_out) == tuple(other.left_out)


@pytest.mark.parametrize("day", DAYS)
def test_a_claim_is_in_a_view_or_among_what_it_left_out(tracker: Tracker, day: str) -> None:
    view = tracker.known_by(day)
    kept = {source.id for source in view.records.sources}
    stances = [s for s in tracker.records.stances if stands(s, kept)]
    assert [stance.mark for stance in view.records.stances] == [stance.mark for stance in stances]
    fallen = {claim.mark for claim in view.left_out if isinstance(claim, Stance)}
    assert fallen == {s.mark for s in tracker.records.stances if not stands(s, kept)}
    for record in walk_top(view.records):
        for citation in getattr(record, "sources", ()):
            assert citation.source in kept


def stands(claim: Claim, kept: set[str]) -> bool:
    cited = [citation.source in kept for citation in claim.sources]
    return all(cited) if str(getattr(claim, "basis", "")) == "inferred" else any(cited)


@pytest.mark.parametrize("day", DAYS)
def test_a_column_of_a_view_tells_what_its_records_say(
    mapped: Tracker, tracker: Tracker, day: str
) -> None:
    for source in (mapped, tracker):
        view = source.known_by(day)
        for section in SECTIONS:
            records = getattr(view.records, section)
            columns = {}
            if len(records):
                for field in attrs.fields(type(records[0])):
                    columns[field.name] = read_field(records, field.name)
            for name, values in columns.items():
                assert values == [getattr(record, name) for record in records]
            if "sources" in columns:
                assert read_cited(records) == [
                    tuple(citation.source for citation in record.sources) for record in records
                ]


def test_a_view_of_a_view_is_the_view_of_the_earlier_day(tracker: Tracker) -> None:
    late, early = DAYS[-1], DAYS[1]
    assert tracker.known_by(late).known_by(early).records == tracker.known_by(early).records


def test_a_view_shares_the_records_that_it_does_not_limit(tracker: Tracker) -> None:
    whole = {id(record) for record in walk_top(tracker.records)}
    view = list(walk_top(tracker.known_by("2100-01-01").records))
    assert sum(id(record) in whole for record in view) > len(view) / 2


# Timelines


def concerns(record: Top, name: str) -> bool:
    single = ("id", "holder", "speaker", "person", "body")
    several = ("bodies", "people", "participants", "signatories", "on_behalf_of", "addressees")
    return name in {getattr(record, field, None) for field in single} or any(
        name in getattr(record, field, ()) for field in several
    )


def is_about(record: Top, topic: str) -> bool:
    if isinstance(record, Departure):
        return any(topic in reason.topics for reason in record.reasons)
    return not isinstance(record, Event) and getattr(record, "topic", None) == topic


def test_a_timeline_of_somebody_is_what_concerns_them_in_the_whole(tracker: Tracker) -> None:
    whole = tracker.timeline()
    records = tracker.records
    holders = chain[Holder](records.people, records.organizations, records.bodies)
    for holder in [one.id for one in holders][::7]:
        expected = [entry for entry in whole if concerns(entry.record, holder)]
        assert list(tracker.timeline(about=holder)) == expected


def test_a_timeline_of_a_topic_is_what_is_about_it_in_the_whole(tracker: Tracker) -> None:
    whole = tracker.timeline()
    for topic in tracker.records.topics:
        expected = [entry for entry in whole if is_about(entry.record, topic.id)]
        assert list(tracker.timeline(topic=topic)) == expected
        for holder in {
            entry.record.holder for entry in expected if hasattr(entry.record, "holder")
        }:
            both = [entry for entry in expected if concerns(entry.record, holder)]
            assert list(tracker.timeline(topic=topic, about=holder)) == both


@pytest.mark.parametrize(("since", "until"), [("2011-09-01", "2011-09-30"), ("2017", None)])
def test_a_timeline_of_a_span_is_that_part_of_the_whole(
    tracker: Tracker, since: str, until: str | None
) -> None:
    found = tracker.timeline(since=since, until=until)
    inside = [entry for entry in tracker.timeline() if entry in found]
    outside = [entry for entry in tracker.timeline() if entry not in found]
    assert list(found) == inside
    first = date.fromisoformat(f"{since}-01-01"[:10])
    for entry in outside:
        is_early = entry.date.latest is not None and entry.date.latest < first
        assert is_early or until is not None


# Attendance


def list_groups(tracker: Tracker) -> list[Group]:
    return [*tracker.records.bodies, *tracker.records.organizations]


@pytest.mark.parametrize("day", DAYS)
def test_attendance_is_the_members_of_every_body(tracker: Tracker, day: str) -> None:
    sat = tracker.attendance(on=day)
    members = [m for group in list_groups(tracker) for m in tracker.members(group, on=day)]
    for status, rows in ((Status.CERTAIN, sat.certain), (Status.POSSIBLE, sat.possible)):
        expected = [m.seat.membership.mark for m in members if m.status is status]
        found = [tracker.records.memberships[row].mark for row in rows]
        assert sorted(found) == sorted(expected)


def test_four_days_say_of_a_seat_what_it_says_itself(tracker: Tracker) -> None:
    for group in list_groups(tracker):
        for member in tracker.members(group):
            can, sure, ending, over = bound_seat(member.seat)
            for number in {day + step for day in (can, sure, ending, over) for step in (-1, 0, 1)}:
                if not 1 <= number <= date.max.toordinal():
                    continue
                held = can <= number < over
                certain = sure <= number < ending
                status = Status.CERTAIN if certain else Status.POSSIBLE if held else None
                assert member.seat.get_status(date.fromordinal(number)) is status


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=60),
    st.integers(-1, 61),
    st.integers(1, 9),
)
def test_what_lasts_on_a_day_is_what_began_and_is_not_over(
    spans: list[tuple[int, int]], day: int, block: int
) -> None:
    firsts, ends = [first for first, _ in spans], [end for _, end in spans]
    lasting = Lasting.make(firsts, ends, range(len(spans)), block=block)
    expected = [row for row, (first, end) in enumerate(spans) if first <= day < end]
    assert sorted(lasting.find(day)) == expected


# Names, and agreement


def test_the_best_of_the_names_of_a_record_counts(tracker: Tracker) -> None:
    for person in tracker.records.people[:20]:
        assert person in tracker.find(person.name)
        assert person in tracker.find(person.id[2:6])


SIGNS = {"strongly-oppose": -1, "oppose": -1, "neutral": 0, "support": 1, "strongly-support": 1}


def test_two_agree_where_their_latest_positions_have_one_sign(tracker: Tracker) -> None:
    topics = [topic.id for topic in tracker.records.topics]
    sides = {
        holder: {
            topic: SIGNS[held.position]
            for topic in topics
            if (held := tracker.position(holder, topic)) is not None
        }
        for holder in {stance.holder for stance in tracker.records.stances}
    }
    expected = []
    for one, other in combinations(sorted(sides), 2):
        signs = [sides[one][t] * sides[other][t] for t in sides[one].keys() & sides[other].keys()]
        if any(signs):
            expected.append((one, other, signs.count(1), signs.count(-1)))
    found = tracker.agreements()
    assert [attrs.astuple(pair) for pair in found] == expected
