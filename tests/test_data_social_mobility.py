"""What the record on the Social Mobility Commission answers, question by question.

Every answer here was read in the research on the case, not computed: where a test fails, either
the records or the library are wrong.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

import stakeholders
from stakeholders import (
    Basis,
    Body,
    Claim,
    Departure,
    Event,
    Happening,
    Membership,
    Organization,
    Person,
    Position,
    QuestionError,
    Reading,
    Relation,
    Source,
    Stance,
    Tracker,
)

DATA = Path(__file__).parent.parent / "data" / "social-mobility-commission"

WALKED_OUT = {"milburn-a", "shephard", "gregg", "johnston"}
GONE_BEFORE = {"attwood", "carrie", "cleal", "guy", "hamilton", "williams"}


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return stakeholders.load(DATA)


def list_people(departures: tuple[Departure, ...]) -> set[str]:
    return {person for departure in departures for person in departure.people}


def is_cited(claim: Claim | Reading, wanted: str) -> bool:
    """Tell whether a source, or one of the documents it was split into, is cited."""
    cited = [citation.source for citation in claim.sources]
    return any(name == wanted or name.rstrip("ab") == wanted for name in cited)


def get_departure(tracker: Tracker, person: str) -> Departure:
    (departure,) = tracker.departures(person=person)
    return departure


def get_commission(tracker: Tracker) -> Body:
    body = tracker.get("smc")
    assert isinstance(body, Body)
    return body


def get_event(tracker: Tracker, name: str) -> Event:
    event = tracker.get(name)
    assert isinstance(event, Event)
    return event


def list_members(tracker: Tracker, day: str, status: str) -> set[str]:
    return {
        member.person.id
        for member in tracker.members("smc", on=day)
        if member.person and member.status == status
    }


# The commission


def test_its_names_over_time(tracker: Tracker) -> None:
    former = [(f.name, str(f.start), str(f.end)) for f in get_commission(tracker).former_names]
    assert former == [
        ("Child Poverty Commission", "2010", "2012-03-08"),
        ("Social Mobility and Child Poverty Commission", "2012-03-08", "2016"),
    ]


def test_its_name_now(tracker: Tracker) -> None:
    assert get_commission(tracker).name == "Social Mobility Commission"


@pytest.mark.parametrize(
    "name",
    [
        "Child Poverty Commission",
        "Social Mobility and Child Poverty Commission",
        "Social Mobility Commission",
    ],
)
def test_found_by_each_name(tracker: Tracker, name: str) -> None:
    assert tracker.find(name)[0].id == "smc"


def test_it_was_created_in_2010_and_never_dissolved(tracker: Tracker) -> None:
    body = get_commission(tracker)
    assert (str(body.founded), body.dissolved) == ("2010", None)


@pytest.mark.parametrize("words", ["deputy chair", "seven", "Scottish and Welsh"])
def test_its_size_by_design(tracker: Tracker, words: str) -> None:
    assert words in (get_commission(tracker).description or "")


@pytest.mark.parametrize(
    ("subject", "start", "end"),
    [
        ("department-for-education", "None", "2021-04-01"),
        ("cabinet-office", "2021-04-01", "None"),
    ],
)
def test_who_sponsored_it(tracker: Tracker, subject: str, start: str, end: str) -> None:
    spans = [
        (str(r.start), str(r.end))
        for r in tracker.of(Relation)
        if (r.subject, r.kind, r.object) == (subject, "sponsors", "smc")
    ]
    assert spans == [(start, end)]


@pytest.mark.parametrize(
    ("day", "sponsor"),
    [("2017-12-02", "department-for-education"), ("2021-04-01", "cabinet-office")],
)
def test_who_sponsored_it_on_a_day(tracker: Tracker, day: str, sponsor: str) -> None:
    relations = tracker.snapshot(on=day).relations
    assert [r.subject for r in relations if r.kind == "sponsors"] == [sponsor]


# Who sat


def test_ten_sat_when_the_report_of_2013_came_out(tracker: Tracker) -> None:
    certain = list_members(tracker, "2013-10-17", "certain")
    possible = list_members(tracker, "2013-10-17", "possible")
    assert certain | possible == WALKED_OUT | GONE_BEFORE


def test_four_were_left_on_the_first_of_december(tracker: Tracker) -> None:
    assert list_members(tracker, "2017-12-01", "certain") == WALKED_OUT


def test_nobody_else_was_possibly_left(tracker: Tracker) -> None:
    tally = tracker.headcount("smc", on="2017-12-01")
    assert (tally.certain, tally.possible) == (4, 0)


def test_nobody_was_left_at_the_end_of_the_year(tracker: Tracker) -> None:
    tally = tracker.headcount("smc", on="2017-12-31")
    assert (tally.certain, tally.possible) == (0, 0)


@pytest.mark.parametrize("day", ["2017-12-31", "2018-04-30"])
def test_a_commission_without_members_is_still_in_the_snapshot(tracker: Tracker, day: str) -> None:
    (found,) = (c for c in tracker.snapshot(on=day).bodies if c.body.id == "smc")
    assert found.members == ()


@pytest.mark.parametrize(
    ("day", "numbers"),
    [("2013-10-17", [10]), ("2017-12-01", [4]), ("2017-12-31", [0])],
)
def test_what_sources_count_for_the_day(tracker: Tracker, day: str, numbers: list[int]) -> None:
    stated = tracker.headcount("smc", on=day).stated
    assert [headcount.count for headcount in stated] == numbers


def test_six_seats_were_empty_by_milburns_count(tracker: Tracker) -> None:
    empty = [h for h in get_commission(tracker).headcounts if h.of == "vacancies"]
    assert [(h.count, is_cited(h, "s12")) for h in empty] == [(6, True)]


def test_four_resigned_in_the_walk_out(tracker: Tracker) -> None:
    counts = [h.count for h in get_commission(tracker).headcounts if h.of == "resigned"]
    assert counts == [4]


def test_from_december_2018_twelve_new_commissioners_are_unnamed(tracker: Tracker) -> None:
    tally = tracker.headcount("smc", on="2018-12-31")
    assert (tally.certain, tally.unnamed) == (13, 12)


class Sat(NamedTuple):
    """A row of the members: the sector, the role on the commission and the seat's first day."""

    person: str
    name: str
    sector: str
    role: str
    start: str
    confidence: str


SEATS = [
    Sat("milburn-a", "Alan Milburn", "politics", "chair", "2012-07", "high"),
    Sat("shephard", "Gillian Shephard", "politics", "deputy chair", "2012..2013-01-09", "high"),
    Sat("gregg", "Paul Gregg", "academia", "commissioner", "../2013-10-17", "high"),
    Sat("johnston", "David Johnston", "charity", "commissioner", "../2013-10-17", "high"),
    Sat("attwood", "Tom Attwood", "think tank", "commissioner", "../2013-01-09", "medium"),
    Sat("carrie", "Anne Marie Carrie", "charity", "commissioner", "../2013-01-09", "medium"),
    Sat("cleal", "Paul Cleal", "professional services", "commissioner", "../2013-10-09", "medium"),
    Sat("guy", "Christian Guy", "think tank", "commissioner", "../2013-10-17", "low"),
    Sat("hamilton", "Douglas Hamilton", "charity", "commissioner for Scotland", "2012", "medium"),
    Sat("williams", "Catriona Williams", "charity", "commissioner", "../2013-10-17", "medium"),
    Sat("milburn-m", "Martina Milburn", "charity", "chair", "2018-07", "high"),
]


@pytest.mark.parametrize("row", SEATS, ids=lambda row: row.person)
def test_members(tracker: Tracker, row: Sat) -> None:
    found = [
        Sat(
            member.person.id,
            member.person.name,
            member.person.sector or "",
            member.role,
            str(member.start),
            member.seat.membership.confidence,
        )
        for member in tracker.members("smc")
        if member.person and member.person.id == row.person and member.role != "interim chair"
    ]
    assert found == [row]


@pytest.mark.parametrize(
    ("person", "sources"),
    [
        ("shephard", "s04 s09 s11"),
        ("gregg", "s15 s16"),
        ("johnston", "s11 s15 s17"),
        ("attwood", "s04 s15"),
        ("carrie", "s04 s15"),
        ("cleal", "s15 s20"),
        ("guy", "s15 s21 s22"),
        ("hamilton", "s15 s23"),
        ("williams", "s15 s24"),
    ],
)
def test_who_says_that_they_sat(tracker: Tracker, person: str, sources: str) -> None:
    (seat,) = (m for m in tracker.of(Membership) if (m.person, m.body) == (person, "smc"))
    assert [source for source in sources.split() if not is_cited(seat, source)] == []


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("may", "Theresa May"),
        ("greening", "Justine Greening"),
        ("hunt", "Jeremy Hunt"),
        ("goodwill", "Robert Goodwill"),
        ("clegg", "Nick Clegg"),
        ("cable", "Vince Cable"),
        ("halfon", "Robert Halfon"),
        ("osborne", "George Osborne"),
        ("obrien", "Neil O'Brien"),
    ],
)
def test_names_of_others(tracker: Tracker, wanted: str, name: str) -> None:
    person = tracker.get(wanted)
    assert isinstance(person, Person)
    assert person.name == name


def test_milburn_was_interim_chair_before_july_2012(tracker: Tracker) -> None:
    ends = [str(m.end) for m in tracker.members("smc") if m.role == "interim chair"]
    assert ends == ["2012-07"]


@pytest.mark.parametrize(
    ("person", "organization", "title"),
    [
        ("milburn-a", "House of Commons", "MP for Darlington"),
        ("milburn-a", "Government of the United Kingdom", "Health Secretary"),
        ("shephard", "House of Lords", "peer"),
        ("gregg", "University of Bath", "Professor of Economic and Social Policy"),
        ("gregg", "Centre for Analysis and Social Policy", "director"),
        ("johnston", "Social Mobility Foundation", "chief executive"),
        ("attwood", "Centre for Social Justice", "a director"),
        ("carrie", "Barnardo's", "chief executive"),
        ("cleal", "PwC", "partner, government and public sector leader"),
        ("guy", "Centre for Social Justice", "director"),
        ("hamilton", "RS Macdonald Charitable Trust", "director"),
        ("hamilton", "Save the Children in Scotland", "head"),
        ("williams", "Children in Wales", "chief executive"),
        ("obrien", "Policy Exchange", "director"),
    ],
)
def test_posts_elsewhere(tracker: Tracker, person: str, organization: str, title: str) -> None:
    titles = [
        job.role
        for job in tracker.of(Membership)
        if job.person == person and get_group_name(tracker, job.body) == organization
    ]
    assert titles == [title]


def get_group_name(tracker: Tracker, name: str) -> str:
    group = tracker.get(name)
    assert isinstance(group, Organization | Body)
    return group.name


@pytest.mark.parametrize(
    ("person", "organization", "start", "end"),
    [
        ("milburn-a", "house-of-commons", "1992", "2010"),
        ("carrie", "barnardos", "2011-01", "2013-05"),
        ("guy", "centre-for-social-justice", "../2015-08", "2015-08"),
    ],
)
def test_terms_elsewhere(
    tracker: Tracker, person: str, organization: str, start: str, end: str
) -> None:
    spans = [
        (str(m.start), str(m.end))
        for m in tracker.members(organization)
        if m.person and m.person.id == person
    ]
    assert spans == [(start, end)]


@pytest.mark.parametrize("person", sorted(GONE_BEFORE))
def test_who_was_gone_by_december_2017_left_no_statement(tracker: Tracker, person: str) -> None:
    assert tracker.departures(person=person) == ()


@pytest.mark.parametrize(
    ("person", "day", "status"),
    [
        ("carrie", "2013-10-16", "certain"),
        ("carrie", "2016-06-30", "possible"),
        ("williams", "2015-06-30", "certain"),
        ("williams", "2016-06-30", "possible"),
        ("hamilton", "2015-12-31", "certain"),
        ("hamilton", "2016-06-30", "possible"),
        ("gregg", "2017-12-01", "certain"),
    ],
)
def test_whether_a_seat_of_unknown_end_was_held(
    tracker: Tracker, person: str, day: str, status: str
) -> None:
    assert person in list_members(tracker, day, status)


@pytest.mark.parametrize(
    ("day", "chairs"),
    [
        ("2012-12-31", ["milburn-a"]),
        ("2017-12-01", ["milburn-a"]),
        ("2017-12-31", []),
        ("2018-12-31", ["milburn-m"]),
        ("2020-05-31", []),
    ],
)
def test_who_chaired_on_a_day(tracker: Tracker, day: str, chairs: list[str]) -> None:
    sitting = tracker.members("smc", on=day)
    assert [m.person.id for m in sitting if m.role == "chair" and m.person] == chairs


def test_the_second_milburn_took_the_firsts_seat(tracker: Tracker) -> None:
    successors = [m.person.id for m in tracker.explain("milburn-a").successors if m.person]
    assert successors == ["milburn-m"]


@pytest.mark.parametrize("person", ["milburn-a", "milburn-m"])
def test_the_two_chairs_are_not_related(tracker: Tracker, person: str) -> None:
    record = tracker.get(person)
    assert isinstance(record, Person)
    assert "No relation" in (record.note or "")


def test_both_chairs_are_found_by_surname(tracker: Tracker) -> None:
    found = [record.id for record in tracker.find("Milburn") if isinstance(record, Person)]
    assert found == ["milburn-a", "milburn-m"]


# Who left


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("milburn-a", ("resigned", "2017-12-02", "stated", "high")),
        ("shephard", ("resigned", "2017-12-02..2017-12-03", "reported", "high")),
        ("gregg", ("resigned", "2017-12-02..2017-12-03", "stated", "high")),
        ("johnston", ("resigned", "2017-12-02..2017-12-03", "reported", "high")),
        ("milburn-m", ("resigned", "2020-05", "stated", "high")),
        ("obrien", ("declined-seat", "2012..2013-01-09", "inferred", "low")),
    ],
)
def test_departures(tracker: Tracker, person: str, expected: tuple[str, str, str, str]) -> None:
    """Each expects a kind, a date, on whose word and how far the sources carry it."""
    departure = get_departure(tracker, person)
    found = (departure.kind, str(departure.date), departure.basis, departure.confidence)
    assert found == expected


def test_who_resigned_in_the_walk_out(tracker: Tracker) -> None:
    left = tracker.departures(kind="resigned", since="2017-12-01", until="2017-12-31")
    assert list_people(left) == WALKED_OUT


def test_who_left_at_all(tracker: Tracker) -> None:
    assert list_people(tracker.departures(body="smc")) == WALKED_OUT | {"milburn-m", "obrien"}


def test_all_four_left_over_the_governments_priority(tracker: Tracker) -> None:
    assert list_people(tracker.departures(because="government-priority")) == WALKED_OUT


@pytest.mark.parametrize("topic", ["room-beside-brexit", "empty-seats", "independence"])
def test_only_milburn_gave_this_reason_too(tracker: Tracker, topic: str) -> None:
    assert list_people(tracker.departures(because=topic)) == {"milburn-a"}


def test_obriens_declining_is_no_resignation(tracker: Tracker) -> None:
    assert list_people(tracker.departures(kind="declined-seat")) == {"obrien"}


def test_obrien_is_left_out_where_confidence_counts(tracker: Tracker) -> None:
    sure = tracker.departures(min_confidence="medium")
    assert (list_people(sure), list_people(sure.left_out)) == (
        WALKED_OUT | {"milburn-m"},
        {"obrien"},
    )


def test_obrien_never_sat(tracker: Tracker) -> None:
    sat = [m.person.id for m in tracker.members("smc") if m.person]
    assert "obrien" not in sat


def test_obriens_new_post_is_only_an_inferred_reason(tracker: Tracker) -> None:
    reasons = [(r.basis, r.confidence) for r in tracker.explain("obrien").reasons]
    assert reasons == [("inferred", "low")]


def test_the_letter_that_announced_it(tracker: Tracker) -> None:
    letter = tracker.explain("milburn-a").announced_in
    assert letter is not None
    assert (str(letter.date), letter.addressees) == ("2017-12-02", ("may",))


def test_martina_milburn_announced_it_before_she_left(tracker: Tracker) -> None:
    departure = get_departure(tracker, "milburn-m")
    assert (str(departure.announced), str(departure.date)) == ("2020-05-05", "2020-05")


# Why


def list_reasons(tracker: Tracker, person: str, basis: Basis) -> set[str]:
    return {
        topic
        for reason in tracker.explain(person).reasons
        if reason.basis is basis
        for topic in reason.topics
    }


def test_the_reasons_that_milburn_stated(tracker: Tracker) -> None:
    """His own account also says that the term had ended and that he would not reapply."""
    assert list_reasons(tracker, "milburn-a", Basis.STATED) == {
        "government-priority",
        "room-beside-brexit",
        "independence",
        "empty-seats",
        "open-competition",
    }


def test_the_reason_that_others_gave_for_him(tracker: Tracker) -> None:
    assert list_reasons(tracker, "milburn-a", Basis.REPORTED) == {"open-competition"}


@pytest.mark.parametrize(
    ("whose", "source"), [("downing-street", "s37"), ("government-sources", "s14")]
)
def test_by_whom_he_was_to_be_replaced_anyway(tracker: Tracker, whose: str, source: str) -> None:
    reasons = [r for r in tracker.explain("milburn-a").reasons if r.according_to == whose]
    assert [is_cited(reason, source) for reason in reasons] == [True]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Downing Street says that he had already been told he would be replaced", "s37"),
        ("sources in government hint", "s14"),
    ],
)
def test_the_cause_of_his_leaving_is_disputed(tracker: Tracker, words: str, source: str) -> None:
    disputes = [
        is_cited(dispute.reading, source)
        for dispute in tracker.explain("milburn-a").disputes
        if dispute.field == "reasons" and words in dispute.reading.value
    ]
    assert disputes == [True]


@pytest.mark.parametrize(
    "words", ["10 Downing Street", "he had already been told he would be replaced", "hurt pride"]
)
def test_the_prose_on_milburn_says(tracker: Tracker, words: str) -> None:
    assert words in str(tracker.explain("milburn-a"))


@pytest.mark.parametrize(
    ("person", "quote"),
    [
        (
            "milburn-a",
            (
                "I have little hope of the current government making the progress I believe is "
                "necessary to bring about a fairer Britain."
            ),
        ),
        ("milburn-a", "there's only so long that you go on pushing water uphill"),
        ("gregg", "because of the British government's dismal record"),
        (
            "milburn-m",
            "I cannot any longer commit the time that chairing such an important body takes.",
        ),
    ],
)
def test_the_leavers_own_words(tracker: Tracker, person: str, quote: str) -> None:
    stated = [r.quote for r in tracker.explain(person).reasons if r.basis is Basis.STATED]
    assert quote in stated


@pytest.mark.parametrize(
    ("person", "sources"),
    [
        ("milburn-a", "s13 s01 s12 s14"),
        ("shephard", "s09 s29"),
        ("gregg", "s16"),
        ("johnston", "s11 s17"),
        ("obrien", "s25"),
        ("milburn-m", "s26"),
    ],
)
def test_who_says_why(tracker: Tracker, person: str, sources: str) -> None:
    reasons = tracker.explain(person).reasons
    unsaid = [s for s in sources.split() if not any(is_cited(reason, s) for reason in reasons)]
    assert unsaid == []


@pytest.mark.parametrize("person", ["shephard", "johnston"])
def test_who_gave_no_reason_of_their_own(tracker: Tracker, person: str) -> None:
    reasons = tracker.explain(person).reasons
    assert {(reason.basis, reason.quote) for reason in reasons} == {(Basis.REPORTED, None)}


def test_a_friends_words_are_the_friends(tracker: Tracker) -> None:
    words = [
        (reason.according_to, citation.quote)
        for reason in tracker.explain("shephard").reasons
        for citation in reason.sources
        if citation.quote
    ]
    assert words == [
        ("shephard-friend", "Gillian is livid about the way the commission has been treated")
    ]


def test_the_friend_is_unnamed(tracker: Tracker) -> None:
    friend = tracker.get("shephard-friend")
    assert isinstance(friend, Person)
    assert not friend.named


def test_what_milburn_said_of_the_prime_minister(tracker: Tracker) -> None:
    quoted = {c.source: c.quote for c in get_event(tracker, "milburn-letter").sources}
    assert quoted["s08"] == "I do not doubt your personal belief in social justice"


@pytest.mark.parametrize("person", ["attwood", "may", "hunt"])
def test_who_has_nothing_to_explain(tracker: Tracker, person: str) -> None:
    with pytest.raises(QuestionError, match="no departure"):
        tracker.explain(person)


def test_what_milburn_held_when_he_left(tracker: Tracker) -> None:
    prior = [(s.topic, str(s.position)) for s in tracker.explain("milburn-a").prior_stances]
    assert prior == [("government-priority", "strongly-oppose")]


def test_what_gregg_wrote_a_week_later_is_a_later_stance(tracker: Tracker) -> None:
    later = [(s.topic, str(s.date)) for s in tracker.explain("gregg").later_stances]
    assert later == [("government-priority", "2017-12-08")]


# Who stood where


class Stand(NamedTuple):
    """A row of the stances."""

    holder: str
    topic: str
    position: str
    date: str
    basis: str
    source: str


STANDS = [
    Stand("milburn-a", "government-priority", "strongly-oppose", "2017-12-02", "stated", "s13"),
    Stand("gregg", "government-priority", "strongly-oppose", "2017-12-08", "stated", "s16"),
    Stand("shephard", "government-priority", "oppose", "2017-12", "reported", "s29"),
    Stand("johnston", "government-priority", "oppose", "2017-12", "inferred", "s11"),
    Stand("greening", "government-priority", "support", "2017-12-03", "stated", "s14"),
    Stand("hunt", "government-priority", "support", "2017-12-03", "reported", "s14"),
    Stand("goodwill", "government-priority", "strongly-support", "2017-12-04", "stated", "s30"),
    Stand("uk-government", "government-priority", "support", "2017-12-03", "stated", "s31"),
    Stand("clegg", "government-priority", "strongly-oppose", "2017-12-03", "reported", "s11"),
    Stand("goodwill", "open-competition", "support", "2017-12-04", "stated", "s32"),
    Stand("greening", "open-competition", "oppose", "2017-12-03", "reported", "s10"),
    Stand(
        "education-committee",
        "stronger-commission",
        "strongly-support",
        "2018-03-22",
        "stated",
        "s33",
    ),
    Stand("halfon", "stronger-commission", "strongly-support", "2018-05-23", "stated", "s34"),
    Stand(
        "department-for-education",
        "stronger-commission",
        "oppose",
        "2018-05-23",
        "reported",
        "s34",
    ),
    Stand("milburn-m", "stronger-commission", "support", "2020-04-29", "stated", "s26"),
]


@pytest.mark.parametrize("row", STANDS, ids=lambda row: f"{row.holder}-{row.topic}")
def test_stances(tracker: Tracker, row: Stand) -> None:
    found = [
        Stand(s.holder, s.topic, s.position, str(s.date), s.basis, row.source)
        for s in tracker.stances(holder=row.holder, topic=row.topic)
        if is_cited(s, row.source)
    ]
    assert found == [row]


def test_no_stance_is_recorded_that_nobody_is_known_to_hold(tracker: Tracker) -> None:
    held = sorted((s.holder, s.topic) for s in tracker.of(Stance))
    assert held == sorted((row.holder, row.topic) for row in STANDS)


def test_a_spokesman_spoke_for_the_government(tracker: Tracker) -> None:
    (stance,) = tracker.stances(holder="uk-government")
    assert stance.speaker == "government-spokesman"


def test_nobody_changed_their_mind(tracker: Tracker) -> None:
    assert tracker.changes() == ()


def test_how_those_who_walked_out_divide(tracker: Tracker) -> None:
    divisions = tracker.divisions("smc", "government-priority")
    blocs = {
        bloc.position: {standing.holder.id for standing in bloc.members}
        for bloc in divisions.blocs
        if bloc.members
    }
    assert blocs == {
        Position.STRONGLY_OPPOSE: {"milburn-a", "gregg"},
        Position.OPPOSE: {"shephard", "johnston"},
    }


def test_nobodys_employer_is_set_against_them(tracker: Tracker) -> None:
    assert tracker.divergence("smc", "government-priority") == ()


@pytest.mark.parametrize(
    ("holder", "topic", "day", "position"),
    [
        ("gregg", "government-priority", "2017-12-07", None),
        ("gregg", "government-priority", "2017-12-08", "strongly-oppose"),
        ("greening", "open-competition", "2017-12-31", "oppose"),
    ],
)
def test_where_they_stood_on_a_day(
    tracker: Tracker, holder: str, topic: str, day: str, position: str | None
) -> None:
    standing = tracker.position(holder, topic, on=day)
    assert (standing.position if standing else None) == position


# Where sources disagree


class Conflict(NamedTuple):
    """A row of the conflicts: where it is, and words of the reading that was not taken."""

    number: str
    record: str
    field: str
    words: str
    source: str


CONFLICTS = [
    Conflict("K2", "milburn-a-resigns", "date", "2017-12-03", "s10"),
    Conflict("K2", "joint-resignation", "date", "2017-12-02", "s01"),
    Conflict("K2", "joint-resignation", "date", "2017-12-03", "s11"),
    Conflict("K3", "milburn-a-resigns", "reasons", "replaced", "s37"),
    Conflict("K3", "milburn-a-resigns", "reasons", "hurt pride", "s14"),
    Conflict("K4", "smc", "count", "at least five", "s38"),
    Conflict("K4", "milburn-letter", "value", "at least five", "s38"),
    Conflict("K5", "smc", "count", "9", "s02"),
    Conflict("K6", "obrien-declines", "kind", "served for a short time", "s07"),
    Conflict("K7", "milburn-m-becomes-chair", "date", "2018-05", "s35"),
    Conflict("K8", "shephard", "name", "Sheppard", "s11"),
    Conflict("K8", "johnston", "name", "Dave Johnston", "s12"),
]


@pytest.mark.parametrize("row", CONFLICTS, ids=lambda row: f"{row.number}-{row.source}")
def test_disputed(tracker: Tracker, row: Conflict) -> None:
    found = [
        dispute.field
        for dispute in tracker.disputes()
        if getattr(dispute.record, "id", None) == row.record
        and row.words in dispute.reading.value
        and is_cited(dispute.reading, row.source)
    ]
    assert found == [row.field]


@pytest.mark.parametrize(
    ("person", "readings"),
    [
        ("shephard", {("2012", "s09"), ("2013-01-09", "s04")}),
        ("milburn-m", {("2018-05", "s35")}),
    ],
)
def test_disputed_starts(tracker: Tracker, person: str, readings: set[tuple[str, str]]) -> None:
    """K1 and K7: since when the seat was held."""
    (seat,) = (m for m in tracker.of(Membership) if (m.person, m.body) == (person, "smc"))
    found = {
        (dispute.reading.value, citation.source)
        for dispute in tracker.disputes(seat)
        for citation in dispute.reading.sources
    }
    assert found == readings


def test_gregg_says_only_early_december(tracker: Tracker) -> None:
    """K2, for the one who wrote of it himself."""
    readings = [
        is_cited(dispute.reading, "s16")
        for dispute in tracker.explain("gregg").disputes
        if dispute.field == "date"
    ]
    assert readings == [True]


# Ties and events


class Tie(NamedTuple):
    """A row of the relations, without the verb."""

    subject: str
    object: str
    start: str
    end: str
    source: str


TIES = [
    Tie("milburn-a", "smc", "2012-07", "2017-12-02", "s13"),
    Tie("shephard", "milburn-a", "None", "2017-12", "s04"),
    Tie("milburn-a", "may", "2017-12-02", "2017-12-02", "s01"),
    Tie("shephard", "milburn-a", "2017-12-02..2017-12-03", "2017-12-02..2017-12-03", "s10"),
    Tie("gregg", "milburn-a", "2017-12-02..2017-12-03", "2017-12-02..2017-12-03", "s10"),
    Tie("johnston", "milburn-a", "2017-12-02..2017-12-03", "2017-12-02..2017-12-03", "s11"),
    Tie("attwood", "guy", "../2013", "2013/..", "s21"),
    Tie("hamilton", "scotland", "2012", "2016", "s23"),
    Tie("hamilton", "poverty-and-inequality-commission", "2017-07", "None", "s23"),
    Tie("guy", "downing-street-policy-unit", "2015-08", "None", "s22"),
    Tie("clegg", "smc", "2012", "None", "s07"),
    Tie("milburn-m", "milburn-a", "2018-07", "None", "s06"),
]


@pytest.mark.parametrize("row", TIES, ids=lambda row: f"{row.subject}-{row.object}-{row.start}")
def test_relations(tracker: Tracker, row: Tie) -> None:
    found = [
        Tie(relation.subject, relation.object, str(relation.start), str(relation.end), row.source)
        for relation in tracker.of(Relation)
        if (relation.subject, relation.object) == (row.subject, row.object)
        and is_cited(relation, row.source)
    ]
    assert found == [row]


@pytest.mark.parametrize(
    ("event", "date", "source"),
    [
        ("child-poverty-commission-created", "2010", "s01"),
        ("welfare-reform-act", "2012-03-08", "s02"),
        ("chair-and-deputy-named", "2012", "s07"),
        ("milburn-a-becomes-chair", "2012-07", "s08"),
        ("obrien-named-adviser", "2012-11", "s25"),
        ("first-meeting", "2013-01-09", "s04"),
        ("carrie-leaves-barnardos", "2013-05", "s18"),
        ("state-of-the-nation-2013", "2013-10-17", "s36"),
        ("guy-moves-to-downing-street", "2015-08", "s22"),
        ("renamed-social-mobility-commission", "2016", "s01"),
        ("hamilton-term-ends", "2016", "s23"),
        ("milburn-a-term-expires", "2017-07", "s10"),
        ("milburn-a-told-of-advertisement", "2017-11-22", "s32"),
        ("milburn-letter", "2017-12-02", "s01"),
        ("marr-interview", "2017-12-03", "s14"),
        ("ministers-reject-criticism", "2017-12-03", "s10"),
        ("urgent-question", "2017-12-04", "s30"),
        ("education-committee-hearing", "2018-01-23", "s17"),
        ("education-committee-report", "2018-03-22", "s34"),
        ("milburn-m-preferred-candidate", "2018-05-23", "s34"),
        ("milburn-m-becomes-chair", "2018-07", "s06"),
        ("new-commissioners-presented", "2018-12", "s06"),
        ("milburn-m-announcement", "2020-05-05", "s27"),
    ],
)
def test_when_it_happened(tracker: Tracker, event: str, date: str, source: str) -> None:
    found = get_event(tracker, event)
    assert (str(found.date), is_cited(found, source)) == (date, True)


def test_the_ten_authors_of_the_first_report(tracker: Tracker) -> None:
    signatories = get_event(tracker, "state-of-the-nation-2013").signatories
    assert set(signatories) == WALKED_OUT | GONE_BEFORE


@pytest.mark.parametrize(
    ("event", "value"),
    [
        ("state-of-the-nation-2013", "10"),
        ("milburn-letter", "6"),
        ("joint-resignation", "4"),
        ("new-commissioners-presented", "12"),
    ],
)
def test_how_many(tracker: Tracker, event: str, value: str) -> None:
    assert [figure.value for figure in get_event(tracker, event).figures] == [value]


def test_three_of_the_four_gave_evidence(tracker: Tracker) -> None:
    participants = get_event(tracker, "education-committee-hearing").participants
    assert set(participants) == WALKED_OUT - {"gregg"}


def test_the_departures_of_the_commission_in_order(tracker: Tracker) -> None:
    people = [
        entry.record.people[0]
        for entry in tracker.timeline(about="smc")
        if isinstance(entry.record, Departure) and entry.what is Happening.DEPARTURE
    ]
    assert (people[0], people[1], people[-1]) == ("obrien", "milburn-a", "milburn-m")


# What it rests on


def test_all_thirty_eight_sources_are_there(tracker: Tracker) -> None:
    numbered = {
        int(source.id[1:].rstrip("ab"))
        for source in tracker.of(Source)
        if source.id[0] == "s" and source.id[1:].rstrip("ab").isdigit()
    }
    assert numbered == set(range(1, 39))


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("s01", "2018-03-22"),
        ("s02", "2012"),
        ("s03", "None"),
        ("s04", "2013-01-09"),
        ("s05", "2018"),
        ("s06", "2019"),
        ("s07", "2012"),
        ("s08", "2017-12-03"),
        ("s09", "2017-12-04"),
        ("s10", "2017-12-03"),
        ("s11", "2017-12-03"),
        ("s12", "2018-03"),
        ("s13a", "2017-12-02"),
        ("s13b", "2017-12-02"),
        ("s14a", "2017-12-03"),
        ("s15", "2013"),
        ("s16", "2017-12-08"),
        ("s17a", "2018-01-19"),
        ("s17b", "2018-01-23"),
        ("s18", "2013-07"),
        ("s19", "2012-09-11"),
        ("s20", "2013-10-09"),
        ("s21", "2015"),
        ("s22", "2015-08-19"),
        ("s23", "2017-07-04"),
        ("s24", "2015-07-01"),
        ("s26", "2020-05-05"),
        ("s29", "2017-12-03"),
        ("s30", "2017-12-04"),
        ("s31", "2017-12"),
        ("s34", "2018-05-23"),
        ("s35", "2020-05"),
        ("s36", "2013-10-17"),
        ("s37", "2017-12-03?"),
        ("s38", "2018-04-24"),
    ],
)
def test_when_a_source_is_from(tracker: Tracker, name: str, date: str) -> None:
    source = tracker.get(name)
    assert isinstance(source, Source)
    assert str(source.date) == date


@pytest.mark.parametrize(
    ("day", "people"),
    [
        ("2017-12-01", set()),
        ("2017-12-02", {"milburn-a"}),
        ("2017-12-03", WALKED_OUT),
    ],
)
def test_who_was_known_to_have_walked_out(tracker: Tracker, day: str, people: set[str]) -> None:
    left = tracker.known_by(day).departures(kind="resigned")
    assert list_people(left) == people


def test_the_other_account_was_not_yet_known_on_the_day_of_the_letter(tracker: Tracker) -> None:
    reasons = tracker.known_by("2017-12-02").explain("milburn-a").reasons
    assert {reason.according_to for reason in reasons} == {None}


def test_greggs_own_reason_came_later(tracker: Tracker) -> None:
    assert tracker.known_by("2017-12-07").explain("gregg").reasons == ()


def test_the_walk_out_of_the_others_stands_without_the_chairs_letter(tracker: Tracker) -> None:
    """What reporters found out about the others does not rest on his letter alone."""
    left = tracker.without("milburn-resignation-letter").departures(kind="resigned")
    assert list_people(left) >= WALKED_OUT - {"milburn-a"}


def test_without_his_own_article_greggs_reason_falls(tracker: Tracker) -> None:
    assert tracker.without("s16").explain("gregg").reasons == ()


def test_martina_milburns_departure_rests_on_one_voice(tracker: Tracker) -> None:
    """The second source re-posts the first."""
    departure = get_departure(tracker, "milburn-m")
    assert any(claim is departure for claim in tracker.single_source_claims())


def test_the_graph_leads_from_all_four_to_the_commission(tracker: Tracker) -> None:
    graph = tracker.to_networkx(on="2017-12-31", kinds=["left", "left-from"])
    left = {person for act in graph.predecessors("smc") for person in graph.predecessors(act)}
    assert left == WALKED_OUT | {"obrien"}


def test_the_graph_of_that_day_has_no_member(tracker: Tracker) -> None:
    graph = tracker.to_networkx(on="2017-12-31", kinds=["member-of"])
    assert set(graph.predecessors("smc")) == set()
