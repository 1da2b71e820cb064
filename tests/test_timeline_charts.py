"""Timelines and counts of departures agree with the tracker, and nothing in them overlaps."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path as File
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stakeholders import DataError, QuestionError, Tracker, UnknownIdError, load, loads
from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.departures_over_time import departures_over_time
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.layouts.lanes import draw_lanes
from stakeholders.charts.layouts.steps import draw_steps
from stakeholders.charts.membership_timeline import membership_timeline
from stakeholders.charts.scene import (
    Anchor,
    Drawing,
    Mark,
    Moved,
    Path,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import GLYPHS, Lane, Lanes, Steps, Tone
from stakeholders.dates import Truth
from stakeholders.errors import Severity
from stakeholders.model import Body
from stakeholders.seats import Status

DATA = File(__file__).parent.parent / "data"
WIDEST = 1080 - 28

SMALL = """
sources: {s: {title: Minutes, date: 2020-01-05}, t: {title: Letter, date: 2020-06-01}}
people:
  ana: {name: Ana Ruiz, sector: water, sources: [s]}
  bo: {name: Bo Lind, sector: ports, sources: [s]}
  cy: {unnamed: clerk of the harbour, sources: [s]}
  dee: {name: Dee Oduya, sources: [s]}
organizations: {port: {name: Port Office, sources: [s]}}
topics: {fee: {proposition: The fee should rise., label: Higher fee}}
bodies:
  council: {name: Harbour Council, dissolved: 2021-01-31, sources: [s]}
  panel: {name: Dredging Panel, sources: [s]}
memberships:
  - {person: ana, body: council, role: chair, start: 2020-01-01, sources: [s]}
  - {person: bo, body: council, on_behalf_of: [port], start: 2020-01-01, sources: [s]}
  - {person: cy, body: council, start: ../2020-03, sources: [s]}
  - {person: bo, body: panel, start: 2020-02-01, sources: [s]}
  - {unnamed: 3, body: panel, sources: [s]}
departures:
  bo-leaves:
    people: [bo]
    bodies: [council]
    kind: resigned
    date: 2020-05
    basis: stated
    triggered_by: [storm]
    reasons:
      - {summary: The fee went up., basis: stated, topics: [fee], sources: [t]}
    sources: [t]
  panel-walks-out:
    people: [bo]
    unnamed: 2
    bodies: [panel]
    kind: removed
    date: 2020-07-01
    disputed: [{field: date, value: 2020-08-15, sources: [t]}]
    basis: reported
    sources: [t]
  dee-leaves: {people: [dee], bodies: [panel], kind: declined-seat, basis: reported, sources: [t]}
events:
  storm: {name: The great storm, kind: storm, date: 2020-04-20, bodies: [council], sources: [t]}
  report: {name: Report, kind: report, date: 2020-11, bodies: [council], sources: [t]}
  jubilee: {name: Jubilee, kind: feast, date: 2099-01-01, bodies: [council], sources: [t]}
"""


@pytest.fixture(scope="module")
def small() -> Tracker:
    return loads(SMALL)


@pytest.fixture(scope="module")
def councils() -> Tracker:
    return load(DATA / "business-councils-2017")


def get_lanes(chart: Chart) -> dict[str, Lane]:
    assert isinstance(chart.figure, Lanes)
    return {lane.item.title: lane for section in chart.figure.sections for lane in section.lanes}


def get_steps(chart: Chart) -> Steps:
    assert isinstance(chart.figure, Steps)
    return chart.figure


def draw(chart: Chart) -> Drawing:
    figure = chart.figure
    return draw_lanes(figure) if isinstance(figure, Lanes) else draw_steps(get_steps(chart))


def walk(shapes: list[Shape] | tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Mark | Moved):
            yield from walk(shape.shapes)
        else:
            yield shape


Box = tuple[float, float, float, float, str]


def list_boxes(drawing: Drawing) -> list[Box]:
    boxes = []
    for shape in walk(drawing.shapes):
        if isinstance(shape, Words):
            width = measure_ink(shape.text, shape.ink)
            start = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            x = shape.x - start
            boxes.append((x, shape.y - 9, x + width, shape.y + 3, shape.text))
    return boxes


def find_faults(chart: Chart) -> list[str]:
    """Return the texts that leave the drawing or lie on one another."""
    drawing = draw(chart)
    boxes = list_boxes(drawing)
    faults = ["too wide"] if drawing.width > WIDEST else []
    for left, top, right, bottom, text in boxes:
        if left < -0.1 or top < 0 or right > drawing.width + 0.1 or bottom > drawing.height + 3:
            faults.append(f"outside: {text}")
    for one, two in combinations(boxes, 2):
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]:
            faults.append(f"{one[4]!r} on {two[4]!r}")
    return faults


def find_crossed(drawing: Drawing) -> list[str]:
    """Return the texts above the lanes through which the line of an event runs."""
    paths = [shape for shape in walk(drawing.shapes) if isinstance(shape, Path)]
    top = min(float(path.data[2:].split("H")[0]) for path in paths if path.trace is Trace.RULE)
    lines = [
        [float(number) for number in part.replace("V", " ").split()]
        for path in paths
        if path.trace is Trace.EVENT
        for part in path.data.split("M")[1:]
    ]
    return [
        text
        for left, high, right, low, text in list_boxes(drawing)
        for x, begin, end in lines
        if low < top and left < x < right and begin < low - 3 and high < end
    ]


def list_real() -> Iterator[tuple[str, str]]:
    for name in ("secure-communities", "business-councils-2017", "social-mobility-commission"):
        tracker = load(DATA / name)
        for body in tracker.of(Body):
            if tracker.members(body):
                yield name, body.id


# Nothing overlaps


@pytest.mark.parametrize("by", ["behind", "sector", "role", None])
@pytest.mark.parametrize(("name", "body"), tuple(list_real()))
def test_no_text_of_a_real_timeline_overlaps_or_is_cut(name: str, body: str, by: str) -> None:
    assert find_faults(membership_timeline(load(DATA / name), body, by=by)) == []


@pytest.mark.parametrize("by", ["body", "reason", "kind", None])
@pytest.mark.parametrize("name", sorted({name for name, _ in list_real()}))
def test_no_text_of_a_real_count_overlaps_or_is_cut(name: str, by: str) -> None:
    assert find_faults(departures_over_time(load(DATA / name), by=by)) == []


def test_a_long_name_is_wrapped_and_none_of_it_is_lost() -> None:
    name = "Office for the Dredging of the Outer Harbour and the Inner Basins"
    tracker = loads(SMALL.replace("Port Office", name))
    texts = [box[4] for box in list_boxes(draw(membership_timeline(tracker, "council")))]
    assert name in " ".join(texts)


@pytest.mark.parametrize(
    "days",
    [
        ["2020-03-02", "2020-03-02", "2020-03-02"],
        ["2020-02-01", "2020-03-01", "2020-05-01"],
        ["2020-02-01", "2020-02", "2020-03"],
        ["2020-12-01", "2020-12-10", "2021-01-20"],
    ],
)
def test_few_events_have_their_words_above_and_no_line_runs_through_them(days: list[str]) -> None:
    events = [
        f"  e{k}: {{name: Hearing {k} of the council on the fee, kind: hearing, date: {day}, "
        "bodies: [council], sources: [s]}"
        for k, day in enumerate(days)
    ]
    text = SMALL.replace("triggered_by: [storm]", "note: sudden").split("events:")[0]
    chart = membership_timeline(loads("\n".join([text, "events:", *events])), "council")
    texts = [box[4] for box in list_boxes(draw(chart))]
    assert [text for text in texts if "Hearing 1" in text]
    assert find_faults(chart) == []
    assert find_crossed(draw(chart)) == []


@pytest.mark.parametrize(("name", "body"), tuple(list_real()))
def test_no_line_of_a_real_event_runs_through_a_text_above(name: str, body: str) -> None:
    assert find_crossed(draw(membership_timeline(load(DATA / name), body))) == []


def test_a_long_reason_ends_at_a_word_with_an_ellipsis() -> None:
    reason = "The fee went up and up and " * 20
    chart = membership_timeline(loads(SMALL.replace("The fee went up", reason)), "council")
    texts = [
        box[4] for box in list_boxes(draw(chart)) if "fee went" in box[4] or "up and" in box[4]
    ]
    assert len(texts) == 3
    assert texts[-1].endswith(("up…", "and…", "fee…", "went…", "The…"))


# The timeline says what the tracker says


DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2024, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    later = day + timedelta(days=draw(st.integers(min_value=1, max_value=300)))
    forms = [str(day), f"{day:%Y-%m}", f"{day:%Y}", f"{day}..{later}", f"../{day}", f"{day}/.."]
    return draw(st.sampled_from([*forms, f"{day:%Y-%m}~"]))


@st.composite
def trackers(draw: st.DrawFn) -> str:
    number = draw(st.integers(min_value=1, max_value=9))
    names = st.text(alphabet="abc WMil-äß漢", min_size=1, max_size=60).map(
        lambda text: f"N {text.strip()} e"
    )
    lines = ["sources: {s: {title: Minutes, date: 2020-01-05}}", "people:"]
    lines += [f'  p{k}: {{name: "{draw(names)}", sources: [s]}}' for k in range(number)]
    lines += ["bodies:", f'  b: {{name: "{draw(names)}", sources: [s]}}', "memberships:"]
    for k in range(number):
        start = f", start: {draw(partial_dates())}" if draw(st.booleans()) else ""
        lines.append(f"  - {{person: p{k}, body: b{start}, sources: [s]}}")
    lines.append("departures:")
    for k in range(number):
        if k == 0 or draw(st.booleans()):
            when = f", date: {draw(partial_dates())}" if draw(st.booleans()) else ""
            kind = draw(st.sampled_from(["resigned", "removed", "died", "unknown"]))
            lines.append(
                f"  d{k}: {{people: [p{k}], bodies: [b], kind: {kind}{when}, basis: stated, "
                "sources: [s]}"
            )
    lines.append("events:")
    for k in range(draw(st.integers(min_value=1, max_value=9))):
        when = draw(partial_dates())
        lines.append(
            f'  e{k}: {{name: "{draw(names)}", kind: hearing, date: {when}, bodies: [b], '
            "sources: [s]}"
        )
    return "\n".join(lines)


def load_generated(text: str) -> Tracker:
    """Return the tracker; what is drawn is left where somebody would leave before they came."""
    try:
        return loads(text)
    except DataError as fault:
        errors = [p.code for p in fault.problems if p.severity is Severity.ERROR]
        assert set(errors) == {"departure-before-start"}
    assume(condition=False)
    raise AssertionError


@settings(max_examples=80, deadline=None)
@given(trackers(), DAYS, st.booleans())
def test_a_lane_is_what_the_seat_is_on_any_day(text: str, day: date, has_day: bool) -> None:  # noqa: FBT001 - drawn
    tracker = load_generated(text)
    try:
        chart = membership_timeline(tracker, "b", on=day if has_day else None)
    except QuestionError:
        return
    assert find_faults(chart) == []
    assert isinstance(chart.figure, Lanes)
    seats = {f"seat {k}": member.seat for k, member in enumerate(tracker.members("b"))}
    if not chart.figure.first <= day <= chart.figure.last:
        return
    for lane in (lane for section in chart.figure.sections for lane in section.lanes):
        seen = [span.is_certain for span in lane.spans if span.first <= day <= span.last]
        status = seats.pop(lane.item.key).get_status(day)
        assert seen == ([] if status is None else [status is Status.CERTAIN])
    assert has_day or not seats


@settings(max_examples=80, deadline=None)
@given(trackers(), DAYS)
def test_the_count_is_what_the_departures_say_on_any_day(text: str, day: date) -> None:
    tracker = load_generated(text)
    try:
        chart = departures_over_time(tracker)
    except QuestionError:
        return
    assert find_faults(chart) == []
    figure = get_steps(chart)
    if not figure.first <= day <= figure.last:
        return
    answers = [one.date.is_by(day) for one in tracker.departures() if one.date]
    surely = sum(step.number for step in figure.steps if step.last <= day)
    at_most = sum(step.number for step in figure.steps if step.first <= day)
    assert (surely, at_most) == (
        answers.count(Truth.YES),
        len(answers) - answers.count(Truth.NO),
    )


def test_a_start_that_is_not_bounded_does_not_stretch_the_axis(small: Tracker) -> None:
    chart = membership_timeline(small, "council")
    assert isinstance(chart.figure, Lanes)
    assert chart.figure.first.year == 2019
    assert get_lanes(chart)["clerk of the harbour"].spans[0].first == chart.figure.first


def test_a_date_far_off_does_not_stretch_the_axis_and_its_event_is_named(small: Tracker) -> None:
    chart = membership_timeline(small, "council")
    assert isinstance(chart.figure, Lanes)
    assert chart.figure.last.year == 2021
    assert "Events without a day in the time shown: Jubilee." in chart.content.notes


def test_a_month_is_a_stretch_that_is_not_certain(small: Tracker) -> None:
    spans = get_lanes(membership_timeline(small, "council"))["Bo Lind"].spans
    assert [(span.first, span.last, span.is_certain) for span in spans] == [
        (date(2020, 1, 1), date(2020, 4, 30), True),
        (date(2020, 5, 1), date(2020, 5, 30), False),
    ]


def test_a_date_on_which_sources_disagree_is_not_certain_between_its_readings(
    small: Tracker,
) -> None:
    chart = membership_timeline(small, "panel")
    spans = get_lanes(chart)["Bo Lind"].spans
    assert [(span.first, span.last, span.is_certain) for span in spans] == [
        (date(2020, 2, 1), date(2020, 6, 30), True),
        (date(2020, 7, 1), date(2020, 8, 14), False),
    ]
    assert "Sources disagree on a date of Bo Lind: all their readings count." in chart.content.notes


def test_a_departure_has_a_mark_with_how_when_and_why(small: Tracker) -> None:
    lane = get_lanes(membership_timeline(small, "council"))["Bo Lind"]
    (point,) = lane.points
    assert (point.tone, point.label) == (
        Tone.LEFT,
        "resigned May\N{NO-BREAK SPACE}2020: The fee went up",
    )
    texts = [box[4] for box in list_boxes(draw(membership_timeline(small, "council")))]
    assert f"{GLYPHS[Tone.LEFT]} Bo Lind" in texts
    assert GLYPHS[Tone.LEFT] in texts


def test_a_reason_that_is_not_their_own_word_says_so() -> None:
    tracker = loads(SMALL.replace("went up., basis: stated", "went up., basis: inferred"))
    (point,) = get_lanes(membership_timeline(tracker, "council"))["Bo Lind"].points
    assert point.label.endswith("2020, inferred reason: The fee went up")


def test_a_seat_that_no_source_ends_runs_to_the_edge_and_a_note_says_so(small: Tracker) -> None:
    chart = membership_timeline(small, "panel")
    assert isinstance(chart.figure, Lanes)
    lane = get_lanes(chart)["3 seats, names not printed"]
    assert lane.spans[-1].last == chart.figure.last
    assert [note[2:] for note in chart.content.notes[:2]] == [
        "at the left edge: no source says how early the seat may have begun (1).",
        "at the right edge: no source says when the seat ended (1).",
    ]


def test_seats_without_a_name_count_as_many_as_they_are(small: Tracker) -> None:
    chart = membership_timeline(small, "panel")
    assert chart.content.subtitle == "4 seats, 1 ended by a departure"


def test_who_left_without_a_seat_is_named(small: Tracker) -> None:
    assert (
        "Without a lane, for no seat is recorded: Dee Oduya, declined the seat, day not known."
        in membership_timeline(small, "panel").content.notes
    )


def test_a_day_shows_nothing_that_came_after_it(small: Tracker) -> None:
    chart = membership_timeline(small, "council", on="2020-04-25")
    assert isinstance(chart.figure, Lanes)
    lane = get_lanes(chart)["Bo Lind"]
    assert (lane.item.status, lane.points) == (None, ())
    assert chart.figure.last == date(2020, 4, 25)
    assert [event.label for event in chart.figure.events] == ["20 April 2020: The great storm"]
    assert chart.content.subtitle == (
        "3 seats, none ended by a departure; as of the end of 25 April 2020: 3 sat"
    )


def test_a_day_in_the_month_of_a_departure_leaves_it_open(small: Tracker) -> None:
    lane = get_lanes(membership_timeline(small, "council", on="2020-05-15"))["Bo Lind"]
    assert (lane.item.tone, lane.points) == (Tone.POSSIBLE, ())


def test_what_was_published_later_is_not_there(small: Tracker) -> None:
    chart = membership_timeline(small, "council", known_by="2020-02-01")
    assert isinstance(chart.figure, Lanes)
    assert chart.figure.events == ()
    assert get_lanes(chart)["Bo Lind"].points == ()
    assert chart.content.subtitle.endswith("; as known on 1 February 2020")


def test_events_may_be_left_out(small: Tracker) -> None:
    figure = membership_timeline(small, "council", events=False).figure
    assert isinstance(figure, Lanes)
    assert figure.events == ()


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "behind",
            {
                "Port Office": ["Bo Lind"],
                "no organization recorded": ["Ana Ruiz", "clerk of the harbour"],
            },
        ),
        (
            "sector",
            {
                "water": ["Ana Ruiz"],
                "ports": ["Bo Lind"],
                "sector not recorded": ["clerk of the harbour"],
            },
        ),
        ("role", {"chair": ["Ana Ruiz"], "member": ["Bo Lind", "clerk of the harbour"]}),
        ("none", {"": ["Ana Ruiz", "Bo Lind", "clerk of the harbour"]}),
        (None, {"": ["Ana Ruiz", "Bo Lind", "clerk of the harbour"]}),
    ],
)
def test_lanes_are_grouped(small: Tracker, by: str | None, expected: dict[str, list[str]]) -> None:
    figure = membership_timeline(small, "council", by=by).figure
    assert isinstance(figure, Lanes)
    found = {s.heading: [lane.item.title for lane in s.lanes] for s in figure.sections}
    assert found == expected


def test_the_words_and_the_table_say_what_the_picture_shows(small: Tracker) -> None:
    content = membership_timeline(small, "council").content
    assert "Bo Lind, Port Office; resigned May\N{NO-BREAK SPACE}2020" in content.summary
    assert "Events: 20 April 2020: The great storm; November 2020: Report." in content.summary
    (row,) = [row for row in content.table.rows if row[0] == "Bo Lind"]
    assert row[1:] == (
        "member",
        "Port Office",
        "1 January 2020",
        "",
        "resigned May\N{NO-BREAK SPACE}2020",
        "The fee went up.",
        "s, t",
    )
    assert [reference.id for reference in content.references] == ["s", "t"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "say which body: council or panel"),
        ({"body": "council", "by": "colour"}, "by: 'colour' is not known"),
        ({"body": "port"}, "no seat here has a day"),
    ],
)
def test_a_timeline_that_cannot_be_says_why(
    small: Tracker, options: dict[str, str], message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        membership_timeline(small, **options)  # type: ignore[arg-type]  # texts only


# Which body


def test_the_only_body_with_members_need_not_be_named() -> None:
    tracker = load(DATA / "secure-communities")
    only = loads(
        "sources: {s: {title: Minutes}}\npeople: {ana: {name: Ana Ruiz, sources: [s]}}\n"
        "bodies: {one: {name: One, sources: [s]}, two: {name: Two, sources: [s]}}\n"
        "memberships: [{person: ana, body: two, start: 2020-01-01, sources: [s]}]\n"
    )
    assert choose_body(only, None).id == "two"
    assert choose_body(tracker, tracker.of(Body)[0]) == tracker.of(Body)[0]


def test_an_unknown_body_is_an_error_in_both_charts(small: Tracker) -> None:
    with pytest.raises(UnknownIdError):
        membership_timeline(small, "counsil")
    with pytest.raises(UnknownIdError):
        departures_over_time(small, body="counsil")


def test_a_person_is_no_body(small: Tracker) -> None:
    with pytest.raises(UnknownIdError):
        choose_body(small, "ana")


# Who left over time


def test_people_are_counted_not_acts_and_those_without_a_name_too(small: Tracker) -> None:
    chart = departures_over_time(small)
    assert chart.content.subtitle == "4 people left"
    assert [(s.series, s.number) for s in get_steps(chart).steps] == [
        ("Harbour Council", 1),
        ("Dredging Panel", 3),
    ]
    assert "1 left more than once, and count each time in the steps." in chart.content.notes


def test_a_departure_is_a_step_between_all_its_readings(small: Tracker) -> None:
    (step,) = get_steps(departures_over_time(small, body="panel", kind="removed")).steps
    assert (step.first, step.last) == (date(2020, 7, 1), date(2020, 8, 15))


def test_those_of_whom_no_day_is_known_are_named(small: Tracker) -> None:
    chart = departures_over_time(small)
    assert [step.item.title for step in get_steps(chart).undated] == ["Dee Oduya"]
    assert chart.content.notes[0] == "Not in the count, for no source gives the day: 1 (Dee Oduya)."
    assert chart.content.table.rows[-1][0] == "Dee Oduya"


def test_who_may_have_left_by_the_day_is_not_in_the_sure_count(small: Tracker) -> None:
    chart = departures_over_time(small, on="2020-05-15")
    (step,) = get_steps(chart).steps
    assert (step.first, step.last) == (date(2020, 5, 1), date(2020, 5, 16))
    assert chart.content.subtitle == "perhaps 2 people left; as of the end of 15 May 2020"
    texts = [box[4] for box in list_boxes(draw(chart))]
    assert any(text.startswith("perhaps: Bo Lind") for text in texts)


def test_without_a_day_everybody_on_record_has_left(small: Tracker) -> None:
    chart = departures_over_time(loads(SMALL.replace("date: 2020-05\n", "date: 2020-05/..\n")))
    assert chart.content.subtitle == departures_over_time(small).content.subtitle
    assert "Not sure to have left by the end of the time shown: Bo Lind." in chart.content.notes


def test_a_span_may_end_with_a_month(small: Tracker) -> None:
    chart = departures_over_time(small, since="2020-04", until="2020-06", by="none")
    figure = get_steps(chart)
    assert (figure.first, figure.last) == (date(2020, 4, 1), date(2020, 6, 30))
    assert chart.content.subtitle.endswith("; from April 2020; until June 2020")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("body", {"Harbour Council", "Dredging Panel"}),
        ("reason", {"Higher fee", "No topic recorded"}),
        ("kind", {"Resigned", "Removed"}),
        (None, {""}),
    ],
)
def test_counts_are_split(small: Tracker, by: str | None, expected: set[str]) -> None:
    steps = get_steps(departures_over_time(small, by=by)).steps
    assert {step.series for step in steps} == expected


def test_who_leaves_two_bodies_at_once_counts_in_each(councils: Tracker) -> None:
    chart = departures_over_time(councils)
    assert chart.content.subtitle == "19 people left"
    assert sum(step.number for step in get_steps(chart).steps) == 20
    assert "Who left several bodies counts in each." in chart.content.notes


def test_what_set_a_departure_off_is_a_line_across(small: Tracker) -> None:
    assert [event.label for event in get_steps(departures_over_time(small)).events] == [
        "20 April 2020: The great storm"
    ]


def test_names_stand_beside_their_steps_where_there_is_room(councils: Tracker) -> None:
    texts = [box[4] for box in list_boxes(draw(departures_over_time(councils)))]
    named = [text for text in texts if "resigned 16" in text]
    assert len(named) == 7


def test_where_many_left_they_are_counted_and_every_one_is_still_to_be_asked_about() -> None:
    drawing = draw(departures_over_time(make_crowd(400)))
    counted = [box[4] for box in list_boxes(drawing) if " people, " in box[4]]
    keys = {shape.item.key for shape in drawing.shapes if isinstance(shape, Mark)}
    assert counted
    assert len(keys) == 400


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "colour"}, "by: 'colour' is not known"),
        ({"kind": "retired"}, "nobody left here on a day that is known"),
        ({"kind": "vanished"}, "vanished"),
        ({"on": "2020-05"}, "expected one day"),
    ],
)
def test_a_count_that_cannot_be_says_why(
    small: Tracker, options: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        departures_over_time(small, **options)


# The axis, and large bodies


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 3, 1), date(2021, 3, 3), ["1 Mar 2021", "2 Mar 2021", "3 Mar 2021"]),
        (
            date(2021, 2, 20),
            date(2021, 4, 20),
            ["22 Feb 2021", "8 Mar 2021", "22 Mar 2021", "5 Apr 2021", "19 Apr 2021"],
        ),
        (date(2010, 2, 1), date(2018, 2, 1), ["2012", "2014", "2016", "2018"]),
        (date(1000, 1, 1), date(2999, 12, 31), ["1000", "1500", "2000", "2500"]),
    ],
)
def test_as_many_days_are_labelled_as_have_room(
    first: date, last: date, expected: list[str]
) -> None:
    assert [label for _, label in Axis(first, last, 0.0, 460.0).list_ticks()] == expected


def make_crowd(number: int) -> Tracker:
    lines = ["sources: {s: {title: Minutes}}", "bodies: {b: {name: Assembly, sources: [s]}}"]
    lines += ["people:"]
    lines += [f"  p{k}: {{name: Person {k}, sources: [s]}}" for k in range(number)]
    lines += ["memberships:"]
    lines += [f"  - {{person: p{k}, body: b, start: 2010, sources: [s]}}" for k in range(number)]
    lines += ["departures:"]
    for k in range(number):
        when = f"201{k % 7 + 2}-0{k % 9 + 1}"
        lines.append(
            f"  d{k}: {{people: [p{k}], bodies: [b], kind: resigned, date: {when}, "
            "basis: stated, sources: [s]}"
        )
    return loads("\n".join(lines))


def measure_time(tracker: Tracker) -> float:
    began = process_time()
    draw(membership_timeline(tracker))
    draw(departures_over_time(tracker))
    return process_time() - began


def test_a_body_eight_times_as_large_takes_no_more_than_its_share_of_time() -> None:
    few, many = make_crowd(250), make_crowd(2000)
    # Were it quadratic, it would be 64 times.
    assert min(measure_time(many) for _ in range(2)) < 24 * min(measure_time(few) for _ in range(3))


def test_the_same_chart_is_the_same_bytes(councils: Tracker) -> None:
    first, again = (membership_timeline(councils, "amc").to_svg() for _ in range(2))
    assert first == again
