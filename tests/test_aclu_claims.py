"""The article of 16 September 2011 in which this project began, claim by claim, in its order.

Each claim is found by a question, and the article is among the sources of the answer.
"""

from pathlib import Path

import pytest

import stakeholders
from stakeholders import Basis, Body, Event, Relation, Source, Stance, Tracker

DATA = Path(__file__).parent.parent / "data" / "secure-communities"
ARTICLE = "s01"
QUOTED_ARTICLE = "preston-nyt-2011-09"


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return stakeholders.load(DATA)


def list_cited(record: Stance | Relation) -> list[str]:
    return [citation.source for citation in record.sources]


def ask_aclu(tracker: Tracker, topic: str) -> list[tuple[str, str, str, bool]]:
    """Return what the ACLU held that day: position, basis, day and whether the article says so."""
    held = tracker.stances(holder="aclu", topic=topic, since="2011-09-16", until="2011-09-16")
    return [(s.position, s.basis, str(s.date), ARTICLE in list_cited(s)) for s in held]


def ask_parts(tracker: Tracker, topic: str) -> list[tuple[str, str, list[str]]]:
    """Return what unnamed parts of the task force held, as the article quotes it."""
    return [
        (stance.part or "", stance.position, [c.quote for c in stance.sources if c.quote])
        for stance in tracker.divisions("task-force", topic).parts
        if ARTICLE in list_cited(stance)
    ]


def ask_ties(tracker: Tracker, subject: str, target: str) -> list[str]:
    """Return the kinds of ties from one to the other that the article tells of."""
    return [
        relation.kind
        for relation in tracker.of(Relation)
        if (relation.subject, relation.object) == (subject, target)
        and ARTICLE in list_cited(relation)
    ]


def test_01_the_report_was_released_that_day(tracker: Tracker) -> None:
    release = tracker.get("report-published")
    assert isinstance(release, Event)
    readings = [
        (dispute.field, dispute.reading.value)
        for dispute in tracker.disputes(release)
        if ARTICLE in [citation.source for citation in dispute.reading.sources]
    ]
    assert readings == [("date", "2011-09-16")]


def test_01_the_headline_calls_it_leaked(tracker: Tracker) -> None:
    article = tracker.get(ARTICLE)
    assert isinstance(article, Source)
    assert "Leaked" in (article.title or "")


def test_02_the_program_deports_thousands_without_a_criminal_record(tracker: Tracker) -> None:
    answer = ask_aclu(tracker, "reaches-beyond-criminals")
    assert answer == [("support", "stated", "2011-09-16", True)]


def test_03_it_undermines_community_policing(tracker: Tracker) -> None:
    answer = ask_aclu(tracker, "undermines-community-policing")
    assert answer == [("support", "stated", "2011-09-16", True)]


def test_04_ice_created_it(tracker: Tracker) -> None:
    assert "created" in ask_ties(tracker, "ice", "secure-communities")


def test_05_fingerprints_of_all_who_are_booked_are_sent_on(tracker: Tracker) -> None:
    (relation,) = (
        relation
        for relation in tracker.of(Relation)
        if relation.subject == "local-jails" and ARTICLE in list_cited(relation)
    )
    assert "for whatever reason" in (relation.note or "")


def test_05_they_are_run_through_an_immigration_database(tracker: Tracker) -> None:
    assert ask_ties(tracker, "us-visit", "ident") == ["checks-fingerprints-in"]


def test_05_ice_finds_noncitizens_in_local_custody(tracker: Tracker) -> None:
    assert ask_ties(tracker, "ice", "local-jails") == ["finds-noncitizens-in"]


def test_06_it_encourages_racial_profiling(tracker: Tracker) -> None:
    assert ask_aclu(tracker, "racial-profiling") == [("support", "stated", "2011-09-16", True)]


def test_07_it_undermines_equal_protection_and_due_process(tracker: Tracker) -> None:
    answer = ask_aclu(tracker, "undermines-due-process")
    assert answer == [("support", "stated", "2011-09-16", True)]


def test_08_the_recommendations_did_little_to_ease_these_concerns(tracker: Tracker) -> None:
    assert ask_aclu(tracker, "eases-concerns") == [("oppose", "stated", "2011-09-16", True)]


def test_09_the_report_documents_countless_problems(tracker: Tracker) -> None:
    answer = ask_aclu(tracker, "report-shows-problems")
    assert answer == [("support", "stated", "2011-09-16", True)]


def test_09_the_report_gives_no_concrete_recommendations(tracker: Tracker) -> None:
    assert ask_aclu(tracker, "concrete-fixes") == [("oppose", "stated", "2011-09-16", True)]


@pytest.mark.parametrize("topic", ["report-shows-problems", "concrete-fixes", "terminate"])
def test_09_and_10_kate_desormeau_said_so(tracker: Tracker, topic: str) -> None:
    said = tracker.stances(speaker="desormeau", topic=topic)
    assert [stance.holder for stance in said] == ["aclu"]


def test_10_the_administration_should_terminate_it(tracker: Tracker) -> None:
    answer = ask_aclu(tracker, "terminate")
    assert answer == [("strongly-support", "stated", "2011-09-16", True)]


def test_10_in_her_words(tracker: Tracker) -> None:
    standing = tracker.position("aclu", "terminate", on="2011-09-16")
    assert standing is not None
    assert "this disastrous program" in (standing.stance.quote or "")


@pytest.mark.parametrize("who", ["governors", "law enforcement", "communit"])
def test_10_whose_concerns_that_would_address(tracker: Tracker, who: str) -> None:
    standing = tracker.position("aclu", "terminate", on="2011-09-16")
    assert standing is not None
    assert who in (standing.stance.note or "")


def test_11_the_administration_made_it_a_centerpiece(tracker: Tracker) -> None:
    assert ask_ties(tracker, "white-house", "secure-communities") == ["made-centerpiece"]


def test_11_of_the_effort_to_remove_the_worst(tracker: Tracker) -> None:
    held = tracker.stances(holder="white-house", topic="aimed-at-worst")
    assert [(s.basis, [c.quote for c in s.sources]) for s in held] == [
        (Basis.REPORTED, ["the worst of the worst"])
    ]


def test_12_the_report_shows_that_it_reaches_much_further(tracker: Tracker) -> None:
    assert ask_aclu(tracker, "exceeds-aim") == [("support", "stated", "2011-09-16", True)]


@pytest.mark.parametrize(
    "words", ["chiefs from four major cities", "immigrant advocates", "state homeland security"]
)
def test_13_who_made_up_the_task_force_by_its_account(tracker: Tracker, words: str) -> None:
    body = tracker.get("task-force")
    assert isinstance(body, Body)
    accounts = [
        dispute.reading.value
        for dispute in tracker.disputes(body)
        if dispute.field == "description"
        and ARTICLE in [citation.source for citation in dispute.reading.sources]
    ]
    assert [words in account for account in accounts] == [True]


def test_14_five_of_nineteen_members_resigned(tracker: Tracker) -> None:
    body = tracker.get("task-force")
    assert isinstance(body, Body)
    counts = {
        (headcount.of.value, headcount.count)
        for headcount in body.headcounts
        if ARTICLE in [citation.source for citation in headcount.sources]
    }
    assert counts == {("members", 19), ("resigned", 5)}


def test_14_over_the_report(tracker: Tracker) -> None:
    assert sum(len(d.people) + d.unnamed for d in tracker.departures(because="report")) == 5


def test_15_some_thought_it_too_flawed_to_continue(tracker: Tracker) -> None:
    assert ask_parts(tracker, "terminate") == [
        (
            "unnamed members",
            "support",
            ["Some thought the program was too deeply flawed to continue"],
        )
    ]


def test_16_the_police_officials_thought_it_too_vital_to_halt(tracker: Tracker) -> None:
    assert ask_parts(tracker, "suspend") == [
        ("unnamed police members", "oppose", ["too vital to halt"])
    ]


def test_16_what_was_too_vital_is_the_sharing_of_information(tracker: Tracker) -> None:
    assert ask_parts(tracker, "info-sharing") == [
        ("unnamed police members", "support", ["too vital to halt"])
    ]


@pytest.mark.parametrize("topic", ["terminate", "suspend", "info-sharing"])
def test_15_and_16_lead_from_the_article_to_the_one_it_quotes(tracker: Tracker, topic: str) -> None:
    quoting = [
        stance
        for stance in tracker.divisions("task-force", topic).parts
        if ARTICLE in list_cited(stance)
    ]
    sources = [source.id for source in tracker.sources_of(*quoting)]
    assert {ARTICLE, QUOTED_ARTICLE} <= set(sources)


def test_15_and_16_the_article_itself_leads_to_the_one_it_quotes(tracker: Tracker) -> None:
    """A question about a claim that cites the article alone still shows what it draws on."""
    sources = tracker.sources_of(*tracker.stances(holder="aclu", topic="terminate"))
    assert [source.id for source in sources] == [ARTICLE, QUOTED_ARTICLE]


def test_15_and_16_are_the_words_of_julia_preston_in_the_new_york_times(tracker: Tracker) -> None:
    quoted = tracker.get(QUOTED_ARTICLE)
    assert isinstance(quoted, Source)
    assert (quoted.author, quoted.publisher) == (("Julia Preston",), "The New York Times")


def test_nothing_of_it_was_known_the_day_before(tracker: Tracker) -> None:
    assert tracker.known_by("2011-09-15").stances(holder="aclu") == ()
