"""What the record on the task force of 2011 answers, question by question.

Every answer here was read in the research on the case, not computed: where a test fails, either
the records or the library are wrong.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest

import stakeholders
from stakeholders import (
    Basis,
    Body,
    Claim,
    Confidence,
    Departure,
    Divisions,
    Event,
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
    UnknownIdError,
)

DATA = Path(__file__).parent.parent / "data" / "secure-communities"

SIGNATORIES = {
    "wexler",
    "cooper",
    "garcia",
    "gillespie",
    "glaves",
    "b-johnson",
    "lauland",
    "lichter",
    "martin",
    "ramsey",
    "valdez",
    "villasenor",
    "wayne",
    "welsh",
}
RESIGNED = {
    "venegas",
    "nystrom",
    "crane",
    "afl-cio-representative",
    "immigration-officers-union-representative",
}


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return stakeholders.load(DATA)


def list_people(departures: tuple[Departure, ...]) -> set[str]:
    return {person for departure in departures for person in departure.people}


def list_sources(claim: Claim | Reading) -> set[str]:
    return {citation.source for citation in claim.sources}


def is_cited(claim: Claim | Reading, wanted: str) -> bool:
    """Tell whether a source, or one of the documents it was split into, is cited."""
    return any(name == wanted or name.rstrip("abcde") == wanted for name in list_sources(claim))


def get_departure(tracker: Tracker, person: str) -> Departure:
    (departure,) = tracker.departures(person=person)
    return departure


def get_body(tracker: Tracker, name: str) -> Body:
    body = tracker.get(name)
    assert isinstance(body, Body)
    return body


def get_event(tracker: Tracker, name: str) -> Event:
    event = tracker.get(name)
    assert isinstance(event, Event)
    return event


def count_by_position(divisions: Divisions) -> dict[Position | None, int]:
    return {bloc.position: bloc.number for bloc in divisions.blocs if bloc.number}


# Who left


def test_five_people_resigned(tracker: Tracker) -> None:
    resigned = tracker.departures(body="task-force", kind="resigned")
    assert list_people(resigned) == RESIGNED


def test_every_one_of_the_five_is_a_person_of_the_record(tracker: Tracker) -> None:
    assert sum(departure.unnamed for departure in tracker.departures()) == 0


def test_nobody_is_known_to_have_left_in_another_way(tracker: Tracker) -> None:
    assert {str(departure.kind) for departure in tracker.departures()} == {"resigned"}


@pytest.mark.parametrize(
    ("person", "date", "basis", "confidence"),
    [
        ("venegas", "2011-09-14..2011-09-15", "stated", "high"),
        ("nystrom", "2011-09-14", "stated", "high"),
        ("crane", "2011-09-14~", "inferred", "medium"),
        ("afl-cio-representative", "2011-09-14~", "reported", "medium"),
        ("immigration-officers-union-representative", "2011-09-14~", "reported", "medium"),
    ],
)
def test_when_and_on_whose_word(
    tracker: Tracker, person: str, date: str, basis: str, confidence: str
) -> None:
    departure = get_departure(tracker, person)
    assert (str(departure.date), departure.basis, departure.confidence) == (date, basis, confidence)


@pytest.mark.parametrize(
    ("person", "sources"),
    [
        ("venegas", {"s03", "s09", "s10", "s11", "s12"}),
        ("nystrom", {"s07", "s08"}),
        ("crane", {"s26", "s03", "s05"}),
        ("afl-cio-representative", {"s03", "s05"}),
        ("immigration-officers-union-representative", {"s03", "s05"}),
    ],
)
def test_who_says_that_they_left(tracker: Tracker, person: str, sources: set[str]) -> None:
    assert sources <= list_sources(get_departure(tracker, person))


def test_nystroms_day_is_disputed_by_the_date_of_her_letter(tracker: Tracker) -> None:
    departure = get_departure(tracker, "nystrom")
    readings = [
        (dispute.taken, dispute.reading.value, is_cited(dispute.reading, "s08"))
        for dispute in tracker.disputes(departure)
        if dispute.field == "date"
    ]
    assert readings == [("2011-09-14", "2011-09-15", True)]


def test_venegas_day_is_one_of_two_and_not_disputed(tracker: Tracker) -> None:
    fields = [dispute.field for dispute in tracker.disputes(get_departure(tracker, "venegas"))]
    assert "date" not in fields


def test_two_who_resigned_are_unnamed(tracker: Tracker) -> None:
    people = [tracker.get(person) for person in sorted(RESIGNED)]
    unnamed = [person.id for person in people if isinstance(person, Person) and not person.named]
    assert unnamed == ["afl-cio-representative", "immigration-officers-union-representative"]


def test_the_two_unnamed_left_in_one_act(tracker: Tracker) -> None:
    assert get_departure(tracker, "afl-cio-representative") is get_departure(
        tracker, "immigration-officers-union-representative"
    )


@pytest.mark.parametrize(
    ("topic", "people"),
    [
        ("report", RESIGNED),
        ("process", RESIGNED),
        ("suspend", {"venegas"}),
        ("minor-traffic", {"venegas"}),
        ("undermines-community-policing", {"venegas"}),
        ("mandatory", set()),
        ("terminate", set()),
    ],
)
def test_who_left_because_of(tracker: Tracker, topic: str, people: set[str]) -> None:
    assert list_people(tracker.departures(because=topic)) == people


@pytest.mark.parametrize(
    ("organization", "people"),
    [
        ("leei", {"venegas"}),
        ("national-immigration-forum", {"nystrom"}),
        ("national-ice-council", {"crane"}),
        ("perf", set()),
        ("aila", set()),
    ],
)
def test_who_left_that_spoke_for(tracker: Tracker, organization: str, people: set[str]) -> None:
    assert list_people(tracker.departures(behind=organization)) == people


def test_a_departure_behind_the_afl_cio_is_of_its_representative(tracker: Tracker) -> None:
    people = list_people(tracker.departures(behind="afl-cio"))
    assert "afl-cio-representative" in people


def test_only_cranes_resignation_is_inferred(tracker: Tracker) -> None:
    assert list_people(tracker.departures(basis="inferred")) == {"crane"}


def test_two_resigned_in_their_own_words_or_their_organizations(tracker: Tracker) -> None:
    assert list_people(tracker.departures(basis="stated")) == {"venegas", "nystrom"}


def test_high_confidence_keeps_the_two_named_and_tells_of_the_others(tracker: Tracker) -> None:
    sure = tracker.departures(min_confidence="high")
    assert (list_people(sure), list_people(sure.left_out)) == (
        {"venegas", "nystrom"},
        RESIGNED - {"venegas", "nystrom"},
    )


def test_nobody_left_before_the_report_was_finished(tracker: Tracker) -> None:
    assert tracker.departures(until="2011-09-12") == ()


def test_nobody_left_after_the_day_of_the_press(tracker: Tracker) -> None:
    assert tracker.departures(since="2011-09-16") == ()


def test_who_can_have_left_on_the_fourteenth(tracker: Tracker) -> None:
    left = tracker.departures(since="2011-09-14", until="2011-09-14")
    assert list_people(left) == RESIGNED


def test_who_can_have_left_on_the_fifteenth_includes_nystrom_by_the_other_reading(
    tracker: Tracker,
) -> None:
    assert "nystrom" in list_people(tracker.departures(since="2011-09-15"))


def test_a_body_that_nobody_left_has_no_departures(tracker: Tracker) -> None:
    assert tracker.departures(body="hsac") == ()


def test_the_record_of_a_departure_that_does_not_exist_is_an_error(tracker: Tracker) -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'venegas'"):
        tracker.departures(person="venega")


@pytest.mark.parametrize(
    ("person", "event"),
    [
        ("venegas", "venegas-resignation-letter"),
        ("nystrom", "nif-statement"),
        ("crane", "union-letter"),
        ("afl-cio-representative", "union-letter"),
        ("immigration-officers-union-representative", "union-letter"),
    ],
)
def test_where_it_was_announced(tracker: Tracker, person: str, event: str) -> None:
    assert get_departure(tracker, person).announced_in == event


def test_the_forum_announced_it_a_week_later(tracker: Tracker) -> None:
    assert str(get_departure(tracker, "nystrom").announced) == "2011-09-21"


# Why


@pytest.mark.parametrize(
    ("person", "quote"),
    [
        (
            "venegas",
            (
                "In good conscience, I am unable to endorse this report and respectfully resign "
                "from the Task Force."
            ),
        ),
        ("venegas", "it does not go far enough in making specific and enforceable recommendations"),
        ("nystrom", "I was unable to ultimately endorse the report."),
        (
            "crane",
            "For the most part, our combined concerns are not heard within the committee",
        ),
    ],
)
def test_the_leavers_own_words(tracker: Tracker, person: str, quote: str) -> None:
    assert quote in [reason.quote for reason in tracker.explain(person).reasons]


def test_the_reason_of_crane_is_inferred_from_words_said_before(tracker: Tracker) -> None:
    quoted = [reason.basis for reason in tracker.explain("crane").reasons if reason.quote]
    assert quoted == [Basis.INFERRED]


@pytest.mark.parametrize("person", sorted(RESIGNED))
def test_the_collective_reason_is_reported_of_each_of_the_five(
    tracker: Tracker, person: str
) -> None:
    collective = [
        (reason.basis, citation.quote)
        for reason in tracker.explain(person).reasons
        for citation in reason.sources
        if citation.source == "s03" and citation.quote
    ]
    assert collective == [
        (
            Basis.REPORTED,
            (
                "could not support the final recommendations and disagreed with the committee's "
                "decision-making process"
            ),
        )
    ]


@pytest.mark.parametrize("person", sorted(RESIGNED))
def test_that_all_wanted_a_suspension_is_only_a_disputed_reading(
    tracker: Tracker, person: str
) -> None:
    readings = [
        [citation.source for citation in dispute.reading.sources]
        for dispute in tracker.disputes(get_departure(tracker, person))
        if dispute.field == "summary"
    ]
    assert readings == [["s20"]]


def test_the_unnamed_have_no_words_of_their_own(tracker: Tracker) -> None:
    reasons = tracker.explain("afl-cio-representative").reasons
    assert [reason.quote for reason in reasons if reason.quote] == []


def test_the_advice_to_suspend_is_a_paraphrase_of_a_newspaper(tracker: Tracker) -> None:
    advice = [
        (reason.basis, reason.confidence, list_sources(reason))
        for reason in tracker.explain("venegas").reasons
        if "suspend" in reason.topics
    ]
    assert advice == [(Basis.REPORTED, Confidence.MEDIUM, {"s21"})]


@pytest.mark.parametrize(
    ("topic", "position", "date"),
    [
        ("suspend", "support", "2011-09"),
        ("report", "oppose", "2011-09-14..2011-09-15"),
        ("minor-traffic", "strongly-support", "2011-09-14..2011-09-15"),
    ],
)
def test_what_venegas_held_when_he_left(
    tracker: Tracker, topic: str, position: str, date: str
) -> None:
    prior = {s.topic: (s.position, str(s.date)) for s in tracker.explain("venegas").prior_stances}
    assert prior[topic] == (position, date)


def test_what_venegas_held_later(tracker: Tracker) -> None:
    later = [
        (stance.topic, stance.position, str(stance.date), stance.quote)
        for stance in tracker.explain("venegas").later_stances
    ]
    assert later == [
        (
            "terminate",
            "strongly-support",
            "2011-11-07",
            "Comunidades Seguras debe terminar porque se están violando derechos",
        )
    ]


def test_a_later_stance_is_no_earlier_one(tracker: Tracker) -> None:
    prior = [stance.topic for stance in tracker.explain("venegas").prior_stances]
    assert "terminate" not in prior


def test_a_doubtful_stance_bears_on_nothing_unless_asked_for(tracker: Tracker) -> None:
    told = tracker.explain("venegas")
    topics = [stance.topic for stance in (*told.prior_stances, *told.later_stances)]
    assert "info-sharing" not in topics


@pytest.mark.parametrize(
    "source", ["s03", "s09", "s10", "s11", "s12", "s13", "s21", "venegas-letter"]
)
def test_what_the_explanation_of_venegas_rests_on(tracker: Tracker, source: str) -> None:
    assert source in [known.id for known in tracker.explain("venegas").sources]


def test_the_explanation_of_crane_reaches_the_testimony_behind_its_source(
    tracker: Tracker,
) -> None:
    assert "crane-testimony" in [source.id for source in tracker.explain("crane").sources]


def test_the_forums_stance_is_listed_as_its_own_and_not_hers(tracker: Tracker) -> None:
    told = tracker.explain("nystrom")
    held = [(s.holder, s.topic, str(s.position)) for s in told.organization_stances]
    assert ("national-immigration-forum", "report", "oppose") in held


def test_no_stance_of_an_organization_counts_as_the_leavers_own(tracker: Tracker) -> None:
    told = tracker.explain("nystrom")
    assert {stance.holder for stance in (*told.prior_stances, *told.later_stances)} == {"nystrom"}


def test_nystroms_explanation_shows_the_dispute_on_her_day(tracker: Tracker) -> None:
    shown = [(d.field, d.reading.value) for d in tracker.explain("nystrom").disputes]
    assert ("date", "2011-09-15") in shown


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        ("venegas", "14 or 15 September 2011"),
        ("venegas", "Law Enforcement Engagement Initiative"),
        ("crane", "is inferred from the sources together"),
        ("afl-cio-representative", "AFL-CIO representative (name unknown)"),
        ("nystrom", "2011-09-15"),
    ],
)
def test_the_prose_says(tracker: Tracker, person: str, sentence: str) -> None:
    assert sentence in str(tracker.explain(person))


def test_a_member_who_stayed_has_no_departure_to_explain(tracker: Tracker) -> None:
    with pytest.raises(QuestionError, match="no departure of 'wexler'"):
        tracker.explain("wexler")


# Who sat


def test_nineteen_ever_sat(tracker: Tracker) -> None:
    sat = {member.person.id for member in tracker.members("task-force") if member.person}
    assert sat == SIGNATORIES | RESIGNED


def test_fourteen_certain_and_none_possible_after_the_resignations(tracker: Tracker) -> None:
    tally = tracker.headcount("task-force", on="2011-09-16")
    assert (tally.certain, tally.possible) == (14, 0)


def test_the_fourteen_are_those_named_on_the_report(tracker: Tracker) -> None:
    sitting = tracker.members("task-force", on="2011-09-16")
    assert {member.person.id for member in sitting if member.person} == SIGNATORIES


def test_nineteen_sat_before_the_report_was_finished(tracker: Tracker) -> None:
    tally = tracker.headcount("task-force", on="2011-09-12")
    assert (tally.certain, tally.possible) == (19, 0)


def test_on_the_day_of_the_report_the_five_are_only_possible(tracker: Tracker) -> None:
    tally = tracker.headcount("task-force", on="2011-09-14")
    assert (tally.certain, tally.possible) == (14, 5)


def test_nobody_sat_before_the_task_force_was_announced(tracker: Tracker) -> None:
    assert tracker.members("task-force", on="2011-05-31") == ()


def test_in_july_only_the_member_known_to_take_part_is_certain(tracker: Tracker) -> None:
    certain = [
        member.person.id
        for member in tracker.members("task-force", on="2011-07-31")
        if member.person and member.status == "certain"
    ]
    assert certain == ["nystrom"]


@pytest.mark.parametrize(("day", "unnamed"), [("2011-09-12", 2), ("2011-09-16", 0)])
def test_how_many_of_those_sitting_are_unnamed(tracker: Tracker, day: str, unnamed: int) -> None:
    assert tracker.headcount("task-force", on=day).unnamed == unnamed


def test_the_count_that_sources_give_for_the_day_is_shown(tracker: Tracker) -> None:
    stated = tracker.headcount("task-force", on="2011-09-16").stated
    assert [headcount.count for headcount in stated] == [14]


def test_wexler_was_chair_and_nobody_else(tracker: Tracker) -> None:
    chairs = [m.person.id for m in tracker.members("task-force") if m.role == "chair" and m.person]
    assert chairs == ["wexler"]


def test_sectors_of_the_nineteen(tracker: Tracker) -> None:
    sectors = Counter(m.person.sector for m in tracker.members("task-force") if m.person)
    assert sectors == {
        "law enforcement": 7,
        "legal": 4,
        "unions": 3,
        "immigrant advocacy": 2,
        "state homeland security": 1,
        "academia": 1,
        "faith": 1,
    }


@pytest.mark.parametrize(
    ("person", "name", "organization", "title"),
    [
        ("wexler", "Chuck Wexler", "Police Executive Research Forum", "Executive Director"),
        ("cooper", "Bo Cooper", "Berry Appleman & Leiden LLP", "Partner"),
        ("garcia", "Adrian Garcia", "Harris County", "Sheriff"),
        ("gillespie", "Douglas Gillespie", "Las Vegas Metropolitan Police Department", "Sheriff"),
        ("glaves", "Robert Glaves", "The Chicago Bar Foundation", "Executive Director"),
        ("b-johnson", "Benjamin Johnson", "American Immigration Council", "Executive Director"),
        ("lauland", "Andrew Lauland", "State of Maryland", "Homeland Security Advisor"),
        ("lichter", "Laura Lichter", "Lichter & Associates P.C.", "Partner"),
        ("lichter", "Laura Lichter", "American Immigration Lawyers", "President-Elect"),
        ("martin", "David A. Martin", "University of Virginia", "Professor of Law"),
        ("ramsey", "Charles Ramsey", "Philadelphia", "Commissioner"),
        ("valdez", "Lupe Valdez", "Dallas County", "Sheriff"),
        ("villasenor", "Roberto Villaseñor", "Tucson", "Chief of Police"),
        (
            "wayne",
            "Wendy Wayne",
            "Committee for Public Counsel Services",
            "Director, Immigration Impact Unit",
        ),
        ("welsh", "Sister Rosemary Welsh", "Casa de Misericordia", "Executive Director"),
        ("venegas", "Arturo Venegas Jr.", "Law Enforcement Engagement Initiative", "Director"),
        (
            "nystrom",
            "Brittney Nystrom",
            "National Immigration Forum",
            "Director of Policy and Legal Affairs",
        ),
        ("crane", "Chris Crane", "National ICE Council 118", "President"),
    ],
)
def test_who_the_member_was(
    tracker: Tracker, person: str, name: str, organization: str, title: str
) -> None:
    jobs = [
        job
        for job in tracker.of(Membership)
        if job.person == person and job.body != "task-force" and title in job.role
    ]
    names = [(get_name(tracker, person), get_name(tracker, job.body)) for job in jobs]
    assert [(who, where.startswith(organization)) for who, where in names] == [(name, True)]


def get_name(tracker: Tracker, wanted: str) -> str:
    record = tracker.get(wanted)
    assert isinstance(record, Person | Organization | Body)
    return record.name


@pytest.mark.parametrize(
    ("person", "organization"),
    [
        ("wexler", "perf"),
        ("cooper", "berry-appleman-leiden"),
        ("garcia", "harris-county-sheriff"),
        ("gillespie", "las-vegas-metro-police"),
        ("glaves", "chicago-bar-foundation"),
        ("b-johnson", "american-immigration-council"),
        ("lauland", "maryland"),
        ("lichter", "aila"),
        ("martin", "university-of-virginia"),
        ("ramsey", "philadelphia-police"),
        ("valdez", "dallas-county-sheriff"),
        ("villasenor", "tucson-police"),
        ("wayne", "cpcs"),
        ("welsh", "casa-de-misericordia"),
        ("venegas", "leei"),
        ("nystrom", "national-immigration-forum"),
        ("crane", "national-ice-council"),
        ("afl-cio-representative", "afl-cio"),
    ],
)
def test_whom_the_member_spoke_for(tracker: Tracker, person: str, organization: str) -> None:
    behind = [
        group.id
        for member in tracker.members("task-force")
        if member.person and member.person.id == person
        for group in member.on_behalf_of
    ]
    assert behind == [organization]


def test_no_organization_is_invented_for_the_second_union(tracker: Tracker) -> None:
    behind = [
        member.on_behalf_of
        for member in tracker.members("task-force")
        if member.person and member.person.id == "immigration-officers-union-representative"
    ]
    assert behind == [()]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("morton", "John Morton"),
        ("napolitano", "Janet Napolitano"),
        ("webster", "William Webster"),
        ("omalley", "Martin O'Malley"),
        ("bratton", "William Bratton"),
        ("jeh-johnson", "Jeh Johnson"),
        ("munoz", "Cecilia Muñoz"),
        ("tom-bush", "Tom Bush"),
        ("desormeau", "Kate Desormeau"),
        ("bathija", "Sandhya Bathija"),
        ("preston", "Julia Preston"),
        ("lofgren", "Zoe Lofgren"),
        ("menendez", "Robert Menendez"),
        ("gutierrez", "Luis Gutierrez"),
        ("serrano", "José Serrano"),
        ("lamar-smith", "Lamar Smith"),
        ("schomberg", "John Schomberg"),
        ("denerstein", "Mylan Denerstein"),
        ("rapp", "Marc Rapp"),
        ("levy", "Steve Levy"),
        ("baca", "Lee Baca"),
        ("pelta", "Eleanor Pelta"),
        ("newman", "Chris Newman"),
        ("uribe", "Sarahi Uribe"),
        ("munoz-ramos", "Cinthya Muñoz Ramos"),
        ("huang", "Margaret Huang"),
        ("secure-communities", "Secure Communities"),
        ("hsac", "Homeland Security Advisory Council"),
        ("task-force", "Task Force on Secure Communities"),
        ("afl-cio", "AFL-CIO"),
        ("casa-de-misericordia", "Casa de Misericordia"),
        ("perf", "Police Executive Research Forum"),
        ("national-ice-council", "National ICE Council 118"),
        ("causa-justa", "Causa Justa :: Just Cause"),
        ("rights-working-group", "Rights Working Group"),
        ("detention-watch-network", "Detention Watch Network"),
        ("national-sheriffs-association", "National Sheriffs' Association"),
        ("national-community-advisory-commission", "National Community Advisory Commission"),
        ("priority-enforcement-program", "Priority Enforcement Program"),
    ],
)
def test_names(tracker: Tracker, wanted: str, name: str) -> None:
    assert get_name(tracker, wanted) == name


def test_whose_seat_is_well_known(tracker: Tracker) -> None:
    """The three of the unions are known by inference; of the others only the first day is not."""
    sure = {
        membership.person
        for membership in tracker.of(Membership)
        if membership.body == "task-force" and membership.confidence is Confidence.HIGH
    }
    assert sure == SIGNATORIES | {"venegas", "nystrom"}


@pytest.mark.parametrize(
    ("person", "body", "role"),
    [
        ("webster", "hsac", "chair"),
        ("wexler", "hsac", "member"),
        ("omalley", "hsac", "member"),
        ("bratton", "hsac", "member"),
        ("martin", "hsac", "member"),
        ("martin", "dhs", "Principal Deputy General Counsel"),
        ("cooper", "ins", "General Counsel"),
        ("nystrom", "detention-watch-network", "member"),
    ],
)
def test_other_seats_and_posts(tracker: Tracker, person: str, body: str, role: str) -> None:
    roles = [m.role for m in tracker.members(body) if m.person and m.person.id == person]
    assert roles == [role]


@pytest.mark.parametrize(
    ("person", "body", "start", "end"),
    [("martin", "dhs", "2009-01", "2010-12"), ("cooper", "ins", "1999", "2003")],
)
def test_terms_of_former_posts(
    tracker: Tracker, person: str, body: str, start: str, end: str
) -> None:
    spans = [
        (str(m.start), str(m.end))
        for m in tracker.members(body)
        if m.person and m.person.id == person
    ]
    assert spans == [(start, end)]


@pytest.mark.parametrize("person", sorted(SIGNATORIES | RESIGNED))
def test_nobodys_seat_begins_before_june(tracker: Tracker, person: str) -> None:
    starts = [
        str(member.start)[:7]
        for member in tracker.members("task-force")
        if member.person and member.person.id == person
    ]
    assert starts == ["2011-06"]


# The body


def test_the_task_force_is_part_of_the_council_which_is_part_of_the_department(
    tracker: Tracker,
) -> None:
    parents = [get_body(tracker, name).part_of for name in ("task-force", "hsac")]
    assert parents == ["hsac", "dhs"]


def test_it_was_announced_on_a_friday_in_june(tracker: Tracker) -> None:
    assert str(get_body(tracker, "task-force").announced) == "2011-06-17"


def test_its_name_when_it_was_announced(tracker: Tracker) -> None:
    former = get_body(tracker, "task-force").former_names
    assert [name.name for name in former] == ["advisory committee on minor traffic offenses"]


@pytest.mark.parametrize("word", ["45 days", "Morton", "minor traffic offence", "convicted"])
def test_its_mandate_names(tracker: Tracker, word: str) -> None:
    assert word in (get_body(tracker, "task-force").mandate or "")


def test_no_founding_day_is_invented(tracker: Tracker) -> None:
    assert get_body(tracker, "task-force").founded is None


# Where sources disagree


@pytest.mark.parametrize(
    ("record", "field", "value", "source"),
    [
        ("task-force", "count", "21", "s27"),
        ("task-force", "count", "20", "s28"),
        ("task-force", "count", "20", "s14"),
        ("task-force", "count", "18", "s13"),
        ("task-force", "count", "nearly two dozen", "s22"),
        ("task-force", "convened_by", "morton", "s27"),
        ("task-force", "convened_by", "morton", "s26"),
        ("report-published", "date", "2011-09-16", "s01"),
        ("report-published", "date", "2011-09-16", "s31"),
        ("report-finished", "date", "2011-09-15", "s06"),
        ("hearing-chicago", "value", "10", "s34"),
        ("hearing-chicago", "value", "10", "s32"),
        ("nystrom-resigns", "date", "2011-09-15", "s08"),
    ],
)
def test_disputed(tracker: Tracker, record: str, field: str, value: str, source: str) -> None:
    known = [
        (getattr(dispute.record, "id", None), dispute.field, dispute.reading.value, citation.source)
        for dispute in tracker.disputes()
        for citation in dispute.reading.sources
    ]
    assert (record, field, value, source) in known


@pytest.mark.parametrize(
    ("record", "field", "taken"),
    [
        ("task-force", "count", "19"),
        ("task-force", "convened_by", "napolitano"),
        ("report-published", "date", "2011-09-15"),
        ("report-finished", "date", "2011-09-14"),
        ("hearing-chicago", "value", "6"),
    ],
)
def test_the_reading_taken(tracker: Tracker, record: str, field: str, taken: str) -> None:
    known = {
        dispute.taken
        for dispute in tracker.disputes()
        if getattr(dispute.record, "id", None) == record and dispute.field == field
    }
    assert known == {taken}


def test_the_aclus_account_of_its_make_up_is_a_disputed_one(tracker: Tracker) -> None:
    readings = [
        dispute.reading.value
        for dispute in tracker.disputes(get_body(tracker, "task-force"))
        if dispute.field == "description"
    ]
    assert [("four major cities" in reading) for reading in readings] == [True]


@pytest.mark.parametrize("source", ["s01", "s03", "s05", "s17", "s18", "s19", "s20"])
@pytest.mark.parametrize(("counted", "count"), [("members", 19), ("resigned", 5)])
def test_who_counts_five_of_nineteen(
    tracker: Tracker, source: str, counted: str, count: int
) -> None:
    found = [
        headcount.count
        for headcount in get_body(tracker, "task-force").headcounts
        if headcount.of == counted and headcount.on is None and is_cited(headcount, source)
    ]
    assert found == [count]


# What happened


class Happened(NamedTuple):
    """A row of the chronology: what the event is called here, its day and a source."""

    event: str
    date: str
    source: str
    confidence: str = "high"


CHRONOLOGY = [
    Happened("fingerprint-sharing-pilots", "2006", "dhs-2007-houston-pilot", "medium"),
    Happened("harris-county-pilot", "2007-02-01", "dhs-2007-houston-pilot", "medium"),
    Happened("program-launched", "2008-03", "s66", "medium"),
    Happened("first-site", "2008-10-29", "s56"),
    Happened("fbi-supports-program", "2009", "s73", "medium"),
    Happened("sheriffs-resolution", "2010-06-29", "s51"),
    Happened("setting-the-record-straight", "2010-08-17", "s66"),
    Happened("called-mandatory", "2010-10", "s47"),
    Happened("illinois-suspends", "2010-11", "s41"),
    Happened("lofgren-request", "2011-04-28", "s47"),
    Happened("illinois-withdrawal", "2011-05-04", "s41"),
    Happened("hispanic-caucus-letter", "2011-05-05", "s45"),
    Happened("new-york-suspension", "2011-06-01", "s42"),
    Happened("massachusetts-refusal", "2011-06-03", "s43"),
    Happened("massachusetts-refusal-published", "2011-06-06", "s43"),
    Happened("progressive-caucus-letter", "2011-06-06", "s46"),
    Happened("task-force-announced", "2011-06-17", "s37"),
    Happened("smith-statement", "2011-06-24", "s49"),
    Happened("menino-letter", "2011-07-11", "s44"),
    Happened("agreements-ended", "2011-08-05", "s39"),
    Happened("hearing-dallas", "2011-08-09", "s30"),
    Happened("tucson-rally", "2011-08-12", "s60", "medium"),
    Happened("hearing-los-angeles", "2011-08-15", "s28"),
    Happened("shadow-report", "2011-08-16", "s52"),
    Happened("white-house-blog-post", "2011-08-16", "s50"),
    Happened("hearing-chicago", "2011-08-17", "s32"),
    Happened("low-priority-review", "2011-08-18", "s27"),
    Happened("hearing-arlington", "2011-08-24", "s35"),
    Happened("report-finished", "2011-09-14", "s16"),
    Happened("union-letter", "2011-09-14", "s05"),
    Happened("venegas-resignation-letter", "2011-09-14..2011-09-15", "s09"),
    Happened("nif-statement", "2011-09-21", "s07"),
    Happened("napolitano-speech", "2011-10-05", "s63"),
    Happened("hsac-endorses-report", "2011-11", "s23"),
    Happened("house-hearing", "2011-11-30", "s58"),
    Happened("oig-12-66", "2012-03-27", "s57"),
    Happened("oig-12-64", "2012-04-05", "s57"),
    Happened("ice-response", "2012-04-27", "s24"),
    Happened("nationwide-target", "2013", "s39"),
    Happened("johnson-memo", "2014-11-20", "s54"),
    Happened("pep-rollout", "2015-07-02", "s55", "medium"),
    Happened("nijc-suit", "2016-02-08", "s75", "medium"),
    Happened("executive-order-13768", "2017-01-25", "s55"),
    Happened("executive-order-13768-revoked", "2021-01-20", "s55", "medium"),
]


@pytest.mark.parametrize("row", CHRONOLOGY, ids=lambda row: row.event)
def test_when_it_happened(tracker: Tracker, row: Happened) -> None:
    event = get_event(tracker, row.event)
    assert (str(event.date), event.confidence) == (row.date, row.confidence)


@pytest.mark.parametrize("row", CHRONOLOGY, ids=lambda row: row.event)
def test_who_says_that_it_happened(tracker: Tracker, row: Happened) -> None:
    assert is_cited(get_event(tracker, row.event), row.source)


def test_the_hearings_in_order(tracker: Tracker) -> None:
    places = [
        (entry.record.place or "").split(", ")[-2]
        for entry in tracker.timeline(about="task-force", since="2011-08-01", until="2011-08-31")
        if isinstance(entry.record, Event) and entry.record.kind == "hearing"
    ]
    assert places == ["Dallas", "Los Angeles", "Chicago", "Arlington"]


@pytest.mark.parametrize(
    ("hearing", "member"),
    [
        ("hearing-dallas", "valdez"),
        ("hearing-dallas", "garcia"),
        ("hearing-los-angeles", "venegas"),
        ("hearing-los-angeles", "welsh"),
        ("hearing-chicago", "venegas"),
        ("hearing-arlington", "valdez"),
    ],
)
def test_who_was_on_the_panel(tracker: Tracker, hearing: str, member: str) -> None:
    assert member in get_event(tracker, hearing).participants


def test_about_two_hundred_walked_out_in_los_angeles(tracker: Tracker) -> None:
    figures = [figure.value for figure in get_event(tracker, "hearing-los-angeles").figures]
    assert figures == ["200"]


def test_six_were_arrested_in_chicago_by_the_reading_taken(tracker: Tracker) -> None:
    figures = [
        (figure.value, sorted(list_sources(figure)))
        for figure in get_event(tracker, "hearing-chicago").figures
    ]
    assert figures == [("6", ["s27", "s33a", "s33b"])]


def test_the_fourteen_on_the_cover(tracker: Tracker) -> None:
    assert set(get_event(tracker, "report-finished").signatories) == SIGNATORIES


def test_how_the_forum_put_it(tracker: Tracker) -> None:
    quoted = [citation.quote for citation in get_event(tracker, "nif-statement").sources]
    assert quoted == ["tendered our resignation"]


def test_the_union_letter_has_no_signatory_and_no_addressee(tracker: Tracker) -> None:
    letter = get_event(tracker, "union-letter")
    assert (letter.signatories, letter.addressees) == ((), ())


class Letter(NamedTuple):
    """A row of the letters: who signed, for whom, and to whom."""

    event: str
    date: str
    signatory: str | None
    on_behalf_of: str | None
    addressee: str | None
    source: str


LETTERS = [
    Letter("lofgren-request", "2011-04-28", "lofgren", None, "edwards", "s47"),
    Letter("illinois-withdrawal", "2011-05-04", "quinn", "illinois", "ice", "s41"),
    Letter(
        "hispanic-caucus-letter",
        "2011-05-05",
        "congressional-hispanic-caucus",
        None,
        "obama",
        "s45",
    ),
    Letter("new-york-suspension", "2011-06-01", "denerstein", "cuomo", "dhs", "s42"),
    Letter("massachusetts-refusal", "2011-06-03", "heffernan", "patrick", "rapp", "s43"),
    Letter(
        "progressive-caucus-letter",
        "2011-06-06",
        "congressional-progressive-caucus",
        None,
        "obama",
        "s46",
    ),
    Letter("menino-letter", "2011-07-11", "menino", "boston", "task-force", "s44"),
    Letter("agreements-ended", "2011-08-05", "morton", "ice", "markell", "s39"),
    Letter("gutierrez-objection", "2011-08", "gutierrez", None, "morton", "s48"),
    Letter(
        "shadow-report",
        "2011-08-16",
        "ndlon",
        "national-community-advisory-commission",
        None,
        "s52",
    ),
    Letter("sign-on-letter", "2011-08-17?", None, None, "task-force", "s74"),
    Letter("illinois-follow-up", "2011-08-18", "schomberg", "quinn", "morton", "s41"),
    Letter("union-letter", "2011-09-14", None, "afl-cio", None, "s05"),
    Letter(
        "venegas-resignation-letter", "2011-09-14..2011-09-15", "venegas", None, "wexler", "s03"
    ),
    Letter(
        "nystrom-letter", "2011-09-15", "nystrom", "national-immigration-forum", "morton", "s08"
    ),
]


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: row.event)
def test_letters(tracker: Tracker, row: Letter) -> None:
    event = get_event(tracker, row.event)
    found = Letter(
        row.event,
        str(event.date),
        pick(row.signatory, event.signatories),
        pick(row.on_behalf_of, event.on_behalf_of),
        pick(row.addressee, event.addressees),
        row.source if is_cited(event, row.source) else "",
    )
    assert found == row


def pick(wanted: str | None, found: tuple[str, ...]) -> str | None:
    """Return the wanted id where it is found; else what was found, so that a test shows it."""
    return wanted if wanted in found else ", ".join(found) or None


@pytest.mark.parametrize("group", ["ndlon", "nilc", "ilrc", "asian-law-caucus"])
def test_who_signed_the_shadow_report(tracker: Tracker, group: str) -> None:
    assert group in get_event(tracker, "shadow-report").signatories


def test_the_boston_letter_was_carried_by_the_police_commissioner(tracker: Tracker) -> None:
    assert get_event(tracker, "menino-letter").participants == ("davis",)


@pytest.mark.parametrize(
    ("value", "source"),
    [("39", "s39b"), ("42", "s40")],
)
def test_how_many_states_lost_their_agreement(tracker: Tracker, value: str, source: str) -> None:
    figures = [
        (figure.value, sorted(list_sources(figure)))
        for figure in get_event(tracker, "agreements-ended").figures
    ]
    assert (value, [source]) in figures


# Who stood where


class Stand(NamedTuple):
    """A row of the stances: `part` is the part of the holder that held it."""

    holder: str
    topic: str
    position: str
    date: str
    confidence: str
    source: str
    part: str | None = None


ADOPTED = [
    Stand(person, topic, "support", "2011-09-14", confidence, "s02")
    for person in sorted(SIGNATORIES)
    for topic, confidence in (
        ("report", "medium"),
        ("minor-traffic", "low"),
        ("reintroduce", "low"),
    )
]
MEMBERS = [
    Stand("task-force", "terminate", "support", "2011-09", "high", "s01", "unnamed members"),
    Stand("task-force", "suspend", "oppose", "2011-09", "high", "s01", "unnamed police members"),
    Stand("task-force", "mandatory", "neutral", "2011-09", "high", "s59", "unnamed members"),
    Stand("venegas", "report", "oppose", "2011-09-14..2011-09-15", "high", "s09"),
    Stand("venegas", "minor-traffic", "strongly-support", "2011-09-14..2011-09-15", "high", "s03"),
    Stand("venegas", "suspend", "support", "2011-09", "medium", "s21"),
    Stand("venegas", "terminate", "strongly-support", "2011-11-07", "high", "s13"),
    Stand("venegas", "info-sharing", "neutral", "2011-08-17", "low", "s32"),
    Stand("nystrom", "report", "oppose", "2011-09-15", "high", "s08"),
    Stand("national-immigration-forum", "report", "oppose", "2011-09-15", "high", "s08"),
    Stand("nystrom", "terminate", "neutral", "2011-09-21", "high", "s07"),
    Stand("national-immigration-forum", "terminate", "neutral", "2011-09-21", "high", "s07"),
    Stand(
        "national-immigration-forum",
        "terminate",
        "strongly-support",
        "../2012-01-15",
        "low",
        "s53",
    ),
    Stand("crane", "process", "strongly-oppose", "../2011-08", "medium", "s26"),
    Stand("crane", "report", "oppose", "2011-09-14", "medium", "s26"),
    Stand("afl-cio-representative", "report", "oppose", "2011-09-14", "medium", "s03"),
    Stand("afl-cio-representative", "process", "oppose", "2011-09-14", "medium", "s03"),
    Stand(
        "immigration-officers-union-representative",
        "report",
        "oppose",
        "2011-09-14",
        "medium",
        "s05",
    ),
    Stand(
        "immigration-officers-union-representative",
        "process",
        "oppose",
        "2011-09-14",
        "medium",
        "s05",
    ),
    Stand("lichter", "report", "support", "2011-09-16", "high", "s22"),
    Stand("lichter", "info-sharing", "neutral", "2011-09-16", "high", "s22"),
    Stand("garcia", "info-sharing", "support", "2011-06-14", "high", "s61"),
    Stand("garcia", "terminate", "strongly-oppose", "None", "low", "s61"),
    Stand("gillespie", "info-sharing", "support", "2009-12-11", "low", "s68"),
    Stand("gillespie", "mandatory", "neutral", "2014-07", "low", "s68"),
    Stand("ramsey", "info-sharing", "oppose", "2010-06?", "low", "s67"),
    Stand("welsh", "info-sharing", "neutral", "2018-01-12", "low", "s70"),
    Stand("villasenor", "info-sharing", "neutral", "2013-06-26", "low", "s70"),
    Stand("wayne", "info-sharing", "oppose", "2017~", "low", "s70"),
]
OTHERS = [
    Stand("aclu", "terminate", "strongly-support", "2011-09-16", "high", "s01"),
    Stand("aclu", "report", "oppose", "2011-09-16", "high", "s01"),
    Stand("aclu", "info-sharing", "oppose", "2011-09-16", "high", "s01"),
    Stand("ice", "mandatory", "strongly-support", "2011-08-05", "high", "s39"),
    Stand("ice", "info-sharing", "strongly-support", "../2010", "medium", "s73"),
    Stand("ice", "minor-traffic", "neutral", "2012-04-27", "high", "s25"),
    Stand("ice", "conviction-only", "neutral", "2012-04-27", "high", "s24"),
    Stand("ice", "report", "neutral", "2012", "medium", "s23"),
    Stand("dhs", "conviction-only", "support", "2011-10-05", "medium", "s63"),
    Stand("dhs", "terminate", "oppose", "2011-10-05", "medium", "s63"),
    Stand("white-house", "terminate", "strongly-oppose", "2011-08-16", "high", "s50"),
    Stand("dhs", "terminate", "strongly-support", "2014-11-20", "high", "s54"),
    Stand("dhs", "info-sharing", "support", "2014-11-20", "high", "s54"),
    Stand("trump", "reintroduce", "strongly-support", "2017-01-25", "medium", "s55"),
    Stand("fbi", "info-sharing", "support", "2009", "medium", "s73"),
    Stand("hsac", "report", "support", "2011-11", "high", "s23"),
    Stand("afl-cio", "terminate", "strongly-support", "../2012-01-15", "medium", "s53"),
    Stand("national-ice-council", "minor-traffic", "oppose", "../2012-01", "low", "s53"),
    Stand("national-ice-council", "conviction-only", "oppose", "../2012-01", "low", "s53"),
    Stand("afge", "minor-traffic", "oppose", "../2012-01", "low", "s53"),
    Stand("afge", "conviction-only", "oppose", "../2012-01", "low", "s53"),
    Stand("aila", "mandatory", "strongly-oppose", "2011-08-06", "high", "s40"),
    Stand("american-immigration-council", "report", "support", "2012", "high", "s57"),
    Stand("ndlon", "terminate", "strongly-support", "2011-09-15", "high", "s11"),
    Stand("ndlon", "process", "strongly-oppose", "2011-09-15", "high", "s11"),
    Stand(
        "national-community-advisory-commission",
        "terminate",
        "strongly-support",
        "2011-08-16",
        "high",
        "s52",
    ),
    Stand("causa-justa", "process", "strongly-oppose", "2011-09-15", "high", "s10"),
    Stand("derechos-humanos", "process", "strongly-oppose", "2011-08-12", "high", "s60"),
    Stand("rights-working-group", "terminate", "strongly-support", "2011-08-24", "high", "s35"),
    Stand(
        "detention-watch-network",
        "terminate",
        "strongly-support",
        "2011-08-16",
        "medium",
        "dwn-2011-08-16",
    ),
    Stand("clinic", "minor-traffic", "support", "2012", "high", "s24"),
    # The policy opposes the program, which is to support the proposition that it should end.
    Stand("apha", "terminate", "support", "2012-10-30", "medium", "s72"),
    Stand("illinois", "mandatory", "strongly-oppose", "2011-05-04", "high", "s41"),
    Stand("new-york", "suspend", "support", "2011-06-01", "high", "s42"),
    Stand("massachusetts", "mandatory", "strongly-oppose", "2011-06-03", "high", "s43"),
    Stand("massachusetts", "conviction-only", "support", "2011-06-03", "high", "s43"),
    Stand("boston", "conviction-only", "strongly-support", "2011-07-11", "high", "s44"),
    Stand("suffolk-county", "suspend", "strongly-oppose", "2011-06-02", "high", "s42"),
    Stand(
        "congressional-hispanic-caucus", "suspend", "strongly-support", "2011-05-05", "high", "s45"
    ),
    Stand("congressional-progressive-caucus", "suspend", "support", "2011-06-06", "high", "s46"),
    Stand("lofgren", "mandatory", "oppose", "2011-04-28", "high", "s47"),
    Stand("menendez", "conviction-only", "strongly-support", "2011-04", "high", "s47"),
    Stand("menendez", "mandatory", "oppose", "2011-04", "high", "s47"),
    Stand("gutierrez", "terminate", "support", "2011-08", "high", "s48"),
    Stand("gutierrez", "mandatory", "strongly-oppose", "2011-08", "high", "s48"),
    Stand("serrano", "terminate", "strongly-support", "2011-06-01", "high", "s42"),
    Stand("lamar-smith", "conviction-only", "strongly-oppose", "2011-06-24", "high", "s49"),
    Stand("lamar-smith", "terminate", "strongly-oppose", "2014-11-21", "high", "s49"),
    Stand("baca", "terminate", "strongly-oppose", "2011-05-16", "high", "s51"),
    Stand("baca", "info-sharing", "strongly-support", "2011-05-16", "high", "s51"),
    Stand(
        "national-sheriffs-association",
        "info-sharing",
        "strongly-support",
        "2010-06-29",
        "medium",
        "s51",
    ),
    Stand("nyt-editorial-board", "terminate", "strongly-support", "2011-08-14", "high", "s38"),
    Stand("la-times-opinion", "conviction-only", "neutral", "2011-09-16", "medium", "s15"),
]
# Known from the account of the report and of the program rather than from the tables of stances.
BESIDE_THE_TABLES = {
    ("task-force", "suspend", "many unnamed members"),
    ("task-force", "info-sharing", "unnamed police members"),
    ("task-force", "minor-traffic", None),
    ("task-force", "reintroduce", None),
    ("task-force", "undermines-community-policing", None),
    ("task-force", "exceeds-aim", None),
    ("white-house", "aimed-at-worst", None),
    ("apha", "process", None),
    ("aclu", "concrete-fixes", None),
    ("aclu", "report-shows-problems", None),
    ("aclu", "eases-concerns", None),
    ("aclu", "reaches-beyond-criminals", None),
    ("aclu", "exceeds-aim", None),
    ("aclu", "undermines-community-policing", None),
    ("aclu", "racial-profiling", None),
    ("aclu", "undermines-due-process", None),
}
STANDS = [*ADOPTED, *MEMBERS, *OTHERS]


def name_stand(row: Stand) -> str:
    return f"{row.holder}-{row.topic}-{row.date}"


def find_stands(tracker: Tracker, row: Stand) -> list[Stance]:
    held = tracker.stances(holder=row.holder, topic=row.topic, min_confidence="low")
    return [
        stance
        for stance in held
        if str(stance.date) == row.date
        and (stance.part is None) == (row.part is None)
        and (row.part or "") in (stance.part or "")
        and is_cited(stance, row.source)
    ]


@pytest.mark.parametrize("row", STANDS, ids=name_stand)
def test_stances(tracker: Tracker, row: Stand) -> None:
    found = [(str(s.position), str(s.confidence)) for s in find_stands(tracker, row)]
    assert found == [(row.position, row.confidence)]


def test_no_stance_is_recorded_that_nobody_is_known_to_hold(tracker: Tracker) -> None:
    known = {id(stance) for row in STANDS for stance in find_stands(tracker, row)}
    beside = {(s.holder, s.topic, s.part) for s in tracker.of(Stance) if id(s) not in known}
    assert beside == BESIDE_THE_TABLES


@pytest.mark.parametrize(
    ("holder", "speaker"),
    [
        ("aclu", "desormeau"),
        ("ice", "morton"),
        ("white-house", "munoz"),
        ("fbi", "tom-bush"),
        ("aila", "pelta"),
        ("ndlon", "newman"),
        ("causa-justa", "munoz-ramos"),
        ("rights-working-group", "huang"),
        ("illinois", "quinn"),
        ("new-york", "cuomo"),
        ("massachusetts", "heffernan"),
        ("massachusetts", "patrick"),
        ("boston", "menino"),
        ("suffolk-county", "levy"),
        ("dhs", "napolitano"),
        ("dhs", "jeh-johnson"),
    ],
)
def test_who_spoke_for_the_organization(tracker: Tracker, holder: str, speaker: str) -> None:
    assert {stance.holder for stance in tracker.stances(speaker=speaker)} == {holder}


WORDS = [
    ("task-force", "terminate", "Some thought the program was too deeply flawed to continue"),
    ("task-force", "suspend", "too vital to halt"),
    (
        "task-force",
        "mandatory",
        "several Task Force members noted that whether the program is mandatory is subject to "
        "different interpretations",
    ),
    (
        "venegas",
        "report",
        "it does not go far enough in making specific and enforceable recommendations",
    ),
    (
        "venegas",
        "minor-traffic",
        "people with minor infractions, such as driving without a license, will still be put into "
        "deportation proceedings",
    ),
    (
        "venegas",
        "terminate",
        "Comunidades Seguras debe terminar porque se están violando derechos",
    ),
    (
        "venegas",
        "info-sharing",
        "a program that definitely has a lot of problems at various levels",
    ),
    (
        "nystrom",
        "report",
        "falls short of addressing fundamental flaws in Secure Communities' operation",
    ),
    ("national-immigration-forum", "terminate", "in dire need of reform"),
    (
        "national-immigration-forum",
        "terminate",
        "Immediately terminate the operation of Secure Communities",
    ),
    (
        "crane",
        "process",
        "not one member of the committee is a public advocate for reforms through stronger "
        "immigration enforcement",
    ),
    ("lichter", "report", "I knew it was well worth the effort"),
    (
        "lichter",
        "info-sharing",
        "Secure Communities was actually making communities less secure",
    ),
    ("lichter", "info-sharing", "smart enforcement"),
    ("garcia", "info-sharing", "If they are here illegally, we refer them to ICE."),
    ("garcia", "terminate", "a national champion of the Secure Communities Program"),
    ("gillespie", "info-sharing", "Is this a perfect process? No"),
    (
        "gillespie",
        "mandatory",
        "nothing to do with me taking a stand on the immigration issue",
    ),
    ("ramsey", "info-sharing", "agree with the mayor"),
    (
        "welsh",
        "info-sharing",
        "are afraid to call the police, fearing they will be deported",
    ),
    (
        "villasenor",
        "info-sharing",
        "essentially turning police officers into immigration agents",
    ),
    ("aclu", "terminate", "they would terminate this disastrous program"),
    ("aclu", "report", "fails to provide concrete recommendations to fix the program"),
    (
        "aclu",
        "info-sharing",
        "the program encourages racial profiling and undermines equal protection and due process "
        "rights",
    ),
    ("ice", "mandatory", "no agreement with the state is legally necessary"),
    ("ice", "info-sharing", "the future of immigration enforcement"),
    (
        "ice",
        "minor-traffic",
        "do not correspond to an efficient use of government resources",
    ),
    ("ice", "report", "has made some key improvements based on the recommendations"),
    (
        "dhs",
        "conviction-only",
        "There has never been, nor will there ever be, sufficient resources to remove all those "
        "unlawfully in the country",
    ),
    ("dhs", "terminate", "Dismisses Criticism of Key Enforcement Programs"),
    (
        "dhs",
        "terminate",
        "The Secure Communities program, as we know it, will be discontinued.",
    ),
    (
        "dhs",
        "info-sharing",
        "remains in my view a valid and important law enforcement objective",
    ),
    ("white-house", "terminate", "is central to this strategy"),
    ("fbi", "info-sharing", "ICE and the FBI are working together"),
    ("hsac", "report", "endorsed and released"),
    ("afl-cio", "terminate", "Immediately terminate the operation of Secure Communities"),
    (
        "aila",
        "mandatory",
        "ICE is now imposing the program on them rather than working to respond to their concerns",
    ),
    (
        "american-immigration-council",
        "report",
        "offers a more probing assessment of the flaws",
    ),
    ("ndlon", "terminate", "the administration should end the program"),
    ("ndlon", "process", "a ruse to cover up its colossal failure"),
    (
        "national-community-advisory-commission",
        "terminate",
        "The only suitable approach is to end Secure Communities.",
    ),
    ("derechos-humanos", "process", "Sham Taskforce"),
    ("rights-working-group", "terminate", "The program must end now."),
    ("clinic", "minor-traffic", "does not change ICE's policy"),
    ("apha", "process", "inadequate"),
    (
        "illinois",
        "mandatory",
        "ICE's ongoing implementation of Secure Communities is flawed",
    ),
    (
        "new-york",
        "suspend",
        "As a result, New York is suspending its participation in the program.",
    ),
    (
        "massachusetts",
        "mandatory",
        "We are reluctant to participate if the program is mandatory and unwilling to participate "
        "if it is voluntary",
    ),
    (
        "massachusetts",
        "conviction-only",
        "serious criminals who are here illegally should be deported",
    ),
    (
        "boston",
        "conviction-only",
        "Secure Communities must change substantially or be scrapped",
    ),
    (
        "suffolk-county",
        "suspend",
        "This is a horrendous setback for anyone interested in enforcing our immigration laws",
    ),
    (
        "congressional-hispanic-caucus",
        "suspend",
        "we write to request that you freeze the Secure Communities Program",
    ),
    (
        "congressional-progressive-caucus",
        "suspend",
        "an immediate national moratorium on further expansion",
    ),
    (
        "lofgren",
        "mandatory",
        "some of these false and misleading statements may have been made intentionally",
    ),
    (
        "menendez",
        "conviction-only",
        "DHS should limit the program to individuals convicted of serious criminal offenses",
    ),
    ("menendez", "mandatory", "should be able to decide"),
    ("gutierrez", "terminate", "renewing his call to end"),
    ("gutierrez", "mandatory", "is simply unacceptable"),
    ("serrano", "terminate", "It is time to end this program"),
    ("lamar-smith", "conviction-only", "contradict their mission"),
    ("lamar-smith", "terminate", "eliminated a highly successful program"),
    ("baca", "terminate", "Critics are wrong: The Secure Communities program works"),
    ("baca", "info-sharing", "We provide information; ICE decides whether to act on it."),
    (
        "national-sheriffs-association",
        "info-sharing",
        "effectively and accurately identify and remove criminal aliens from the U.S.",
    ),
    ("nyt-editorial-board", "terminate", "a program whose plug desperately needs pulling"),
]


@pytest.mark.parametrize(("holder", "topic", "words"), WORDS)
def test_in_whose_words(tracker: Tracker, holder: str, topic: str, words: str) -> None:
    """The words are the holder's own, or those of a source about them."""
    held = tracker.stances(holder=holder, topic=topic, min_confidence="low")
    quoted = [stance.quote for stance in held]
    quoted += [citation.quote for stance in held for citation in stance.sources]
    assert words in quoted


@pytest.mark.parametrize(
    ("holder", "topic"),
    [
        ("garcia", "terminate"),
        ("ramsey", "info-sharing"),
        ("hsac", "report"),
        ("ice", "report"),
        ("task-force", "suspend"),
    ],
)
def test_words_about_a_holder_are_not_the_holders(
    tracker: Tracker, holder: str, topic: str
) -> None:
    held = tracker.stances(holder=holder, topic=topic, min_confidence="low")
    assert {(stance.basis, stance.quote) for stance in held} == {(Basis.REPORTED, None)}


@pytest.mark.parametrize(
    "person", ["wexler", "cooper", "glaves", "b-johnson", "lauland", "martin", "valdez"]
)
def test_members_of_whom_no_words_on_the_program_were_seen(tracker: Tracker, person: str) -> None:
    held = tracker.stances(holder=person, min_confidence="low")
    assert {stance.basis for stance in held} == {Basis.INFERRED}


@pytest.mark.parametrize(
    "holder", ["perf", "maryland", "omalley", "leei", "chicago-bar-foundation"]
)
def test_holders_of_whom_no_position_was_found(tracker: Tracker, holder: str) -> None:
    assert tracker.stances(holder=holder, min_confidence="low") == ()


@pytest.mark.parametrize(
    ("holder", "topic"),
    [(row.holder, row.topic) for row in STANDS if row.confidence == "low"],
)
def test_weak_stances_are_left_out_and_told_of(tracker: Tracker, holder: str, topic: str) -> None:
    left_out = tracker.stances(holder=holder, topic=topic).left_out
    assert {stance.confidence for stance in left_out} == {Confidence.LOW}


@pytest.mark.parametrize(
    ("on", "position"),
    [("2011-09-16", None), ("2011-11-06", None), ("2011-11-07", "strongly-support")],
)
def test_since_when_venegas_wanted_an_end(tracker: Tracker, on: str, position: str | None) -> None:
    standing = tracker.position("venegas", "terminate", on=on)
    assert (standing.position if standing else None) == position


@pytest.mark.parametrize(
    ("on", "position"), [("2011-12-31", "oppose"), ("2014-11-20", "strongly-support")]
)
def test_where_the_department_stood_on_ending_it(tracker: Tracker, on: str, position: str) -> None:
    standing = tracker.position("dhs", "terminate", on=on)
    assert standing is not None
    assert standing.position == position


def test_who_is_known_to_have_changed_their_mind(tracker: Tracker) -> None:
    moves = [
        (change.holder.id, change.topic.id, str(change.before.position), str(change.after.position))
        for change in tracker.changes()
    ]
    assert moves == [("dhs", "terminate", "oppose", "strongly-support")]


def test_the_forum_only_asked_for_reform_by_what_is_well_known(tracker: Tracker) -> None:
    standing = tracker.position("national-immigration-forum", "terminate")
    assert standing is not None
    assert standing.position == "neutral"


def test_the_forum_signed_for_an_end_by_what_is_weakly_known(tracker: Tracker) -> None:
    standing = tracker.position("national-immigration-forum", "terminate", min_confidence="low")
    assert standing is not None
    assert standing.position == "strongly-support"


def test_how_all_who_ever_sat_divide_on_the_report(tracker: Tracker) -> None:
    divisions = tracker.divisions("task-force", "report")
    assert count_by_position(divisions) == {Position.SUPPORT: 14, Position.OPPOSE: 5}


def test_how_those_left_divide_on_the_report(tracker: Tracker) -> None:
    divisions = tracker.divisions("task-force", "report", on="2011-09-16")
    assert count_by_position(divisions) == {Position.SUPPORT: 14}


def test_who_opposed_the_report(tracker: Tracker) -> None:
    opposed = [
        standing.holder.id
        for bloc in tracker.divisions("task-force", "report").blocs
        if bloc.position == Position.OPPOSE
        for standing in bloc.members
    ]
    assert set(opposed) == RESIGNED


@pytest.mark.parametrize(
    ("topic", "positions"),
    [
        ("terminate", {"support"}),
        ("suspend", {"support", "oppose"}),
        ("mandatory", {"neutral"}),
    ],
)
def test_unnamed_parts_of_the_task_force_held(
    tracker: Tracker, topic: str, positions: set[str]
) -> None:
    parts = tracker.divisions("task-force", topic).parts
    assert {str(stance.position) for stance in parts} == positions


def test_what_a_part_held_is_not_the_task_forces_position(tracker: Tracker) -> None:
    assert tracker.position("task-force", "suspend") is None


@pytest.mark.parametrize(
    ("topic", "pairs"),
    [
        (
            "report",
            [
                ("b-johnson", "american-immigration-council", 0),
                ("nystrom", "national-immigration-forum", 0),
            ],
        ),
        ("terminate", [("nystrom", "national-immigration-forum", 0)]),
    ],
)
def test_members_beside_their_organizations(
    tracker: Tracker, topic: str, pairs: list[tuple[str, str, int]]
) -> None:
    found = [
        (pair.person.id, pair.organization.id, pair.gap)
        for pair in tracker.divergence("task-force", topic)
    ]
    assert found == pairs


def test_the_forums_weakly_known_shift_parts_it_from_nystrom(tracker: Tracker) -> None:
    found = [
        (pair.person.id, pair.gap)
        for pair in tracker.divergence("task-force", "terminate", min_confidence="low")
    ]
    assert ("nystrom", -2) in found


# Ties


class Tie(NamedTuple):
    """A row of the relations, without the verb."""

    subject: str
    object: str
    source: str


@pytest.mark.parametrize(
    "row",
    [
        Tie("ice", "secure-communities", "s01"),
        Tie("ice", "secure-communities", "s27"),
        Tie("morton", "napolitano", "s23"),
        Tie("hsac", "napolitano", "s23"),
        Tie("task-force", "morton", "s35"),
        Tie("task-force", "morton", "s65"),
        Tie("lauland", "omalley", "s02"),
        Tie("lauland", "omalley", "s62"),
        Tie("national-ice-council", "afge", "s64"),
        Tie("afge", "afl-cio", "s64"),
        Tie("local-jails", "fbi", "s01"),
        Tie("local-jails", "fbi", "s56"),
        Tie("fbi", "iafis", "s56"),
        Tie("fbi", "us-visit", "s39"),
        Tie("us-visit", "ident", "s56"),
        Tie("ice-lesc", "ice", "s56"),
        Tie("ice", "local-jails", "s56"),
    ],
    ids=lambda row: f"{row.subject}-{row.object}-{row.source}",
)
def test_relations(tracker: Tracker, row: Tie) -> None:
    found = [
        relation
        for relation in tracker.of(Relation)
        if (relation.subject, relation.object) == (row.subject, row.object)
        and is_cited(relation, row.source)
    ]
    assert found != []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("local-jails", "fbi"),
        ("local-jails", "us-visit"),
        ("local-jails", "ident"),
        ("local-jails", "ice-lesc"),
        ("local-jails", "ice"),
        ("us-visit", "ice"),
    ],
)
def test_the_fingerprints_find_their_way(tracker: Tracker, start: str, end: str) -> None:
    graph = tracker.to_networkx(kinds=["relation"])
    assert nx.has_path(graph, start, end)


def test_the_match_is_referred_to_the_field_and_the_detainer_goes_back_to_the_jail(
    tracker: Tracker,
) -> None:
    graph = tracker.to_networkx(kinds=["relation"])
    assert nx.shortest_path(graph, "ice-lesc", "local-jails") == ["ice-lesc", "ice", "local-jails"]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("ice", "dhs"),
        ("ice-lesc", "ice"),
        ("us-visit", "dhs"),
        ("ident", "us-visit"),
        ("iafis", "fbi"),
        ("national-ice-council", "afge"),
        ("afge", "afl-cio"),
    ],
)
def test_what_belongs_to_what(tracker: Tracker, part: str, whole: str) -> None:
    organization = tracker.get(part)
    assert isinstance(organization, Organization)
    assert organization.part_of == whole


# What it rests on


def test_all_seventy_six_sources_are_there(tracker: Tracker) -> None:
    numbered = {
        int(source.id[1:].rstrip("abcde"))
        for source in tracker.of(Source)
        if source.id[0] == "s" and source.id[1:].rstrip("abcde").isdigit()
    }
    assert numbered == set(range(1, 77))


def test_a_split_source_has_no_plain_one_beside_it(tracker: Tracker) -> None:
    names = {source.id for source in tracker.of(Source)}
    doubled = [name for name in names if name[-1] in "abcde" and name[:-1] in names]
    assert doubled == []


DATED_SOURCES = {
    "s01": "2011-09-16",
    "s02": "2011-09",
    "s03": "2011-09-15",
    "s04": "2011-09-15",
    "s05": "2011-09-16",
    "s06": "2011-09-16",
    "s07": "2011-09-21",
    "s08": "2011-09-19",
    "s11": "2011-09-15",
    "s12": "2011-09-15",
    "s13": "2011-11-07",
    "s14": "2011-09-16",
    "s15": "2011-09-16",
    "s16": "2011-09-16",
    "s17": "2011-09-21",
    "s18": "2011-09-21",
    "s21": "2011-09",
    "s22": "2011-09-16",
    "s24": "2012",
    "s25": "2012-04",
    "s27": "2011-08-25",
    "s28": "2011-08-15",
    "s29": "2011-08-16",
    "s30": "2011-08",
    "s31": "2011-09-19",
    "s32": "2011-08-17",
    "s33a": "2011-08",
    "s33b": "2011-08",
    "s34": "2011-08",
    "s35a": "2011-08-22",
    "s35b": "2011-08-22..2011-08-25",
    "s35c": "2011-08-25",
    "s35d": "2011-08-22..2011-08-25",
    "s36": "../2011-06-25",
    "s37": "2011-06-21",
    "s38a": "2011-06-19",
    "s38b": "2011-08-14",
    "s39a": "2011-08-05",
    "s39b": "2011-08-08",
    "s40": "2011-08-06",
    "s41a": "2011-05-05",
    "s41b": "2011-08",
    "s43a": "2011-06-03",
    "s43b": "2011-06-06",
    "s43c": "2011-06-07",
    "s44a": "2011-07-13",
    "s45a": "2011-05-05",
    "s46": "2011-06-06",
    "s47a": "2011-04-28",
    "s48": "2011-08",
    "s49a": "2011-06-24",
    "s49b": "2014-11-21",
    "s50": "2011-08-16",
    "s51a": "2011-05-16",
    "s52a": "2011-08-16",
    "s53": "../2012-01-15",
    "s54": "2014-11-20",
    "s55a": "2017-01-25",
    "s56a": "2008-10-29",
    "s56c": "2006-07",
    "s56d": "2011-08-15",
    "s56e": "2011",
    "s57a": "2012-03-27",
    "s57b": "2012-04-05",
    "s57c": "2012",
    "s58": "2011-11-30",
    "s59": "2011-09",
    "s60": "2011-08",
    "s61a": "2011-06-14",
    "s61b": "2010-10-22",
    "s61d": "2012-02-20",
    "s62": "2010-05-13",
    "s63a": "2011-10-05",
    "s64": "2013-05-06",
    "s65": "2011-08",
    "s66": "2011-03",
    "s67a": "2010-06-29?",
    "s67b": "2011-09-13",
    "s68a": "2009-12-12",
    "s68b": "2014-07-14..2014-07-15",
    "s69a": "2011-02-09",
    "s69b": "2015-04-29",
    "s70b": "2018-01-12",
    "s70c": "2007",
    "s70e": "2013-06-26",
    "s71": "2011-11-26",
    "s72": "2012-10-30",
    "s73": "2020",
    "s74": "2011-08-17?",
    "s75": "2016-02-09",
    "s76": "2012",
    "dwn-2011-08-16": "2011-08-16",
    "inquirer-2014-12-02": "2014-12-02",
}


@pytest.mark.parametrize(("name", "date"), DATED_SOURCES.items())
def test_when_a_source_is_from(tracker: Tracker, name: str, date: str) -> None:
    source = tracker.get(name)
    assert isinstance(source, Source)
    assert str(source.date) == date


@pytest.mark.parametrize(
    "name", ["s10", "s19", "s20", "s26", "s44b", "s51b", "s55b", "s56b", "s61c", "s70a", "s70d"]
)
def test_sources_that_show_no_date_have_none(tracker: Tracker, name: str) -> None:
    source = tracker.get(name)
    assert isinstance(source, Source)
    assert source.date is None


def test_a_source_of_mid_september_is_dated_to_its_month(tracker: Tracker) -> None:
    source = tracker.get("s09")
    assert isinstance(source, Source)
    assert str(source.date) == "2011-09"


@pytest.mark.parametrize(
    ("source", "below"),
    [
        ("s01", "preston-nyt-2011-09"),
        ("s04", "nyt-2011-09-15"),
        ("s05", "nyt-2011-09-15"),
        ("s06", "nyt-2011-09-15"),
        ("s08", "nystrom-letter-2011-09-15"),
        ("s09", "venegas-letter"),
        ("s26", "crane-testimony"),
    ],
)
def test_what_a_source_passes_on(tracker: Tracker, source: str, below: str) -> None:
    record = tracker.get(source)
    assert isinstance(record, Source)
    assert below in record.based_on


# Who could have known what


def test_who_was_known_to_have_resigned_on_the_fifteenth(tracker: Tracker) -> None:
    assert list_people(tracker.known_by("2011-09-15").departures()) == {
        "venegas",
        "afl-cio-representative",
        "immigration-officers-union-representative",
    }


def test_nystroms_resignation_came_to_be_known_within_the_week(tracker: Tracker) -> None:
    assert list_people(tracker.known_by("2011-09-22").departures()) == {
        "venegas",
        "nystrom",
        "afl-cio-representative",
        "immigration-officers-union-representative",
    }


def test_cranes_resignation_could_not_be_inferred_from_dated_papers(tracker: Tracker) -> None:
    assert tracker.known_by("2011-09-22").departures(person="crane") == ()


def test_less_was_known_on_the_fifteenth_than_a_week_later(tracker: Tracker) -> None:
    early, late = (
        {claim.id for claim in tracker.known_by(day).of(Event)}
        for day in ("2011-09-15", "2011-09-22")
    )
    assert early < late


@pytest.mark.parametrize(
    ("day", "is_known"), [("2011-09-15", False), ("2011-09-16", True), ("2011-09-22", True)]
)
def test_since_when_the_aclus_view_was_known(tracker: Tracker, day: str, *, is_known: bool) -> None:
    held = tracker.known_by(day).stances(holder="aclu", topic="terminate")
    assert bool(held) is is_known


@pytest.mark.parametrize(
    ("day", "readings"),
    [
        ("2011-09-15", {"20", "21"}),
        ("2011-09-16", {"20", "21", "nearly two dozen"}),
        ("2011-11-07", {"18", "20", "21", "nearly two dozen"}),
    ],
)
def test_which_counts_of_members_were_known(tracker: Tracker, day: str, readings: set[str]) -> None:
    known = tracker.known_by(day)
    disputes = known.disputes(get_body(known, "task-force"))
    assert {d.reading.value for d in disputes if d.field == "count"} == readings


def test_nobody_knew_of_resignations_before_the_report(tracker: Tracker) -> None:
    assert tracker.known_by("2011-09-13").departures() == ()


def test_what_was_not_yet_known_is_told(tracker: Tracker) -> None:
    left_out = tracker.known_by("2011-09-15").left_out
    assert get_departure(tracker, "nystrom") in left_out


# What falls with a source


@pytest.mark.parametrize(
    ("source", "people"),
    [
        ("s03", RESIGNED - {"crane"}),
        ("s26", RESIGNED - {"crane"}),
        ("s05", RESIGNED - {"crane"}),
        ("s07", RESIGNED),
        ("venegas-letter", RESIGNED),
        ("s01", RESIGNED),
    ],
)
def test_who_still_resigned_without_a_source(
    tracker: Tracker, source: str, people: set[str]
) -> None:
    assert list_people(tracker.without(source).departures()) == people


def test_what_the_aclu_says_itself_stands_without_the_article_it_quotes(
    tracker: Tracker,
) -> None:
    left = tracker.without("preston-nyt-2011-09")
    assert [stance.holder for stance in left.stances(topic="racial-profiling")] == ["aclu"]


def test_what_the_aclu_only_quotes_falls_with_the_article(tracker: Tracker) -> None:
    left = tracker.without("preston-nyt-2011-09")
    assert left.stances(holder="task-force", topic="terminate") == ()


def test_without_the_testimony_cranes_resignation_falls_with_what_quotes_it(
    tracker: Tracker,
) -> None:
    assert tracker.without("crane-testimony").departures(person="crane") == ()


def test_without_the_newspaper_what_quotes_a_letter_too_stands(tracker: Tracker) -> None:
    left = {source.id for source in tracker.without("nyt-2011-09-15").of(Source)}
    assert "s09" in left


@pytest.mark.parametrize(
    ("holder", "topic"),
    [
        ("venegas", "report"),
        ("nystrom", "report"),
        ("crane", "process"),
        ("causa-justa", "process"),
        ("aclu", "terminate"),
    ],
)
def test_stances_that_rest_on_one_voice(tracker: Tracker, holder: str, topic: str) -> None:
    (stance,) = tracker.stances(holder=holder, topic=topic)
    assert any(claim is stance for claim in tracker.single_source_claims())


@pytest.mark.parametrize("person", ["venegas", "nystrom"])
def test_departures_that_rest_on_more_than_one_voice(tracker: Tracker, person: str) -> None:
    departure = get_departure(tracker, person)
    assert not any(claim is departure for claim in tracker.single_source_claims())


# The state of a day, names and the graph


def test_the_snapshot_counts_the_task_force(tracker: Tracker) -> None:
    counts = {
        composition.body.id: composition.tally.certain
        for composition in tracker.snapshot(on="2011-09-16").bodies
    }
    assert counts["task-force"] == 14


def test_the_snapshot_holds_the_latest_stance_and_no_later_one(tracker: Tracker) -> None:
    held = {
        (stance.topic, str(stance.position))
        for stance in tracker.snapshot(on="2011-09-16").stances
        if stance.holder == "venegas"
    }
    assert held == {("report", "oppose"), ("minor-traffic", "strongly-support")}


def test_the_snapshot_of_2016_has_the_successor_program(tracker: Tracker) -> None:
    relations = [(r.subject, r.object) for r in tracker.snapshot(on="2016-01-01").relations]
    assert ("priority-enforcement-program", "secure-communities") in relations


def test_the_snapshot_of_2017_has_no_successor_program(tracker: Tracker) -> None:
    relations = [(r.subject, r.object) for r in tracker.snapshot(on="2017-12-31").relations]
    assert ("priority-enforcement-program", "secure-communities") not in relations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Villasenor", "villasenor"),
        ("venegas", "venegas"),
        ("AILA", "aila"),
        ("PERF", "perf"),
        ("ndlon", "ndlon"),
        ("advisory committee on minor traffic offenses", "task-force"),
        ("HSAC", "hsac"),
    ],
)
def test_found_by_name(tracker: Tracker, text: str, found: str) -> None:
    assert tracker.find(text)[0].id == found


def test_the_graph_has_an_edge_for_each_of_the_five(tracker: Tracker) -> None:
    graph = tracker.to_networkx(kinds=["left"])
    assert {person for person, _ in graph.edges()} == RESIGNED


def test_every_departure_in_the_graph_leads_to_the_report(tracker: Tracker) -> None:
    graph = tracker.to_networkx(kinds=["because-of"])
    assert set(graph.predecessors("report")) == {d.id for d in tracker.departures()}


def test_the_graph_of_the_sixteenth_has_fourteen_members(tracker: Tracker) -> None:
    graph = tracker.to_networkx(on="2011-09-16", kinds=["member-of"])
    assert set(graph.predecessors("task-force")) == SIGNATORIES
