"""Practice: ratings from scores, the grid, the classes, the table and the map of a policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders import Quality, QuestionError, Tracker, UnknownIdError, loads
from stakeholders.analysis.practice.grids import (
    CLAIMS,
    GRID,
    Quadrant,
    SalienceClass,
    arrange_grid,
    arrange_salience,
    classify_salience,
    place,
)
from stakeholders.analysis.practice.position_map import map_positions
from stakeholders.analysis.practice.ratings import Rated, Rating, collect_ratings
from stakeholders.analysis.practice.stakeholder_table import HEADER, make_stakeholder_table

HARBOUR = """
sources:
  s: {title: Survey, date: 2020-01-05}
  t: {title: Interviews, date: 2021-01-05}
people:
  ana: {name: Ana Ruiz, sources: [s]}
  bo: {name: Bo Lind, sources: [s]}
organizations:
  port: {name: Port Office, sources: [s]}
  birds: {name: Bird Society, sources: [s]}
  ferry: {name: Ferry Company, sources: [s]}
bodies: {council: {name: Harbour Council, sources: [s]}}
topics:
  quay: {proposition: A quay should be built.}
  toll: {proposition: Ships should pay a toll.}
memberships:
  - {person: ana, body: council, on_behalf_of: [port], start: 2019, sources: [s]}
relations:
  - {subject: birds, kind: allied-with, object: bo, sources: [s]}
  - {subject: port, kind: advises, object: bo, sources: [s]}
stances:
  - {holder: birds, topic: quay, position: strongly-oppose, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: birds, topic: quay, position: oppose, basis: reported, date: 2020-03-01, sources: [s]}
  - {holder: port, topic: quay, position: support, basis: inferred, date: 2020-01-01, sources: [s]}
  - {holder: bo, topic: quay, position: support, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: council, part: some, topic: quay, position: oppose, basis: stated, sources: [s]}
scores:
  - {holder: port, of: power, value: 3, out_of: 3, basis: inferred, date: 2020, sources: [s]}
  - {holder: port, of: power, value: 0.2, topic: toll, basis: inferred, date: 2020, sources: [s]}
  - {holder: birds, of: power, value: 1, out_of: 3, basis: inferred, date: 2020, sources: [s]}
  - {holder: birds, of: power, value: 2, out_of: 3, basis: stated, date: 2021, low: 1, high: 2.4, sources: [t]}
  - {holder: birds, of: power, value: 1, basis: stated, coder: mia, date: 2021, sources: [s]}
  - {holder: [port, birds], of: salience, value: 0.4, topic: quay, basis: stated, sources: [s]}
  - {holder: ferry, of: power, value: 12, unit: votes, basis: stated, sources: [s]}
  - {holder: ferry, of: salience, value: 0.9, basis: stated, confidence: low, sources: [s]}
  - {holder: birds, of: resources, value: 1, out_of: 3, basis: stated, sources: [s]}
  - {holder: birds, of: mobilization, value: 3, out_of: 3, basis: stated, sources: [s]}
  - {holder: birds, of: leadership, value: 0.5, basis: stated, sources: [s]}
  - {holder: birds, of: knowledge, value: 2, out_of: 3, basis: stated, sources: [s]}
  - {holder: port, of: leadership, value: 0.1, basis: stated, sources: [s]}
"""


@pytest.fixture(scope="module")
def harbour() -> Tracker:
    return loads(HARBOUR)


def make_rated(name: str, **values: float) -> Rated:
    ratings = {Quality(quality): Rating(value) for quality, value in values.items()}
    return Rated(id=name, name=name, ratings=ratings)


def list_ids(rated: tuple[Rated, ...]) -> list[str]:
    return [one.id for one in rated]


# Ratings


def test_a_rating_is_a_share_of_the_scale_and_the_latest_are_averaged(harbour: Tracker) -> None:
    rated = {one.id: one for one in collect_ratings(harbour, [Quality.POWER])}
    assert list(rated) == ["port", "birds", "ferry"]
    assert rated["port"].find(Quality.POWER) == 1
    birds = rated["birds"].ratings[Quality.POWER]
    assert birds.value == pytest.approx((2 / 3 + 1) / 2)
    assert (birds.low, birds.high) == pytest.approx((1 / 3, 1))
    assert birds.sources == ("t", "s")


def test_a_score_on_the_topic_goes_before_one_in_general(harbour: Tracker) -> None:
    rated = {one.id: one for one in collect_ratings(harbour, [Quality.POWER], topic="toll")}
    assert rated["port"].find(Quality.POWER) == pytest.approx(0.2)
    assert rated["birds"].find(Quality.POWER) == pytest.approx(5 / 6)


def test_what_gives_no_rating_says_why(harbour: Tracker) -> None:
    rated = {one.id: one for one in collect_ratings(harbour, GRID)}
    assert rated["port"].missing == {Quality.SALIENCE: "scored on quay only: ask for a topic"}
    assert rated["ferry"].missing == {
        Quality.POWER: "scored in votes, which is no scale",
        Quality.SALIENCE: "no score",
    }
    on_toll = {one.id: one for one in collect_ratings(harbour, GRID, topic="toll")}
    assert on_toll["port"].missing == {Quality.SALIENCE: "scored on quay only"}


def test_a_day_a_word_and_a_confidence_choose_scores(harbour: Tracker) -> None:
    (port, birds) = collect_ratings(harbour, [Quality.POWER], on="2020-12-31")
    assert port.id == "port"
    assert birds.find(Quality.POWER) == pytest.approx(1 / 3)
    rated = collect_ratings(harbour, [Quality.SALIENCE], min_confidence="low", holders=["ferry"])
    assert [one.find(Quality.SALIENCE) for one in rated] == [0.9]
    rated = collect_ratings(harbour, [Quality.POWER], basis="stated", holders=["birds", "port"])
    assert [one.find(Quality.POWER) for one in rated] == pytest.approx([None, 5 / 6])


def test_the_stakeholders_of_a_body_are_its_members_those_behind_them_and_itself(
    harbour: Tracker,
) -> None:
    rated = collect_ratings(harbour, [Quality.POWER], body="council")
    assert list_ids(rated) == ["ana", "port", "council"]
    assert rated[0].missing == {Quality.POWER: "no score"}


def test_nobody_rated_is_an_error(harbour: Tracker) -> None:
    with pytest.raises(QuestionError, match="nobody has a score of urgency: name holders"):
        collect_ratings(harbour, [Quality.URGENCY])
    with pytest.raises(UnknownIdError, match="did you mean 'birds'"):
        collect_ratings(harbour, [Quality.POWER], holders=["bird"])
    with pytest.raises(UnknownIdError, match="did you mean 'quay'"):
        collect_ratings(harbour, [Quality.POWER], topic="quai")


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_a_rating_is_on_the_scale(value: float) -> None:
    with pytest.raises(QuestionError, match="is not on the scale: expected 0 to 1"):
        Rating(value)


# The grid and the classes


@pytest.mark.parametrize(
    ("power", "interest", "quadrant"),
    [
        (0.5, 0.5, Quadrant.MANAGE_CLOSELY),
        (0.5, 0.49, Quadrant.KEEP_SATISFIED),
        (0.49, 0.5, Quadrant.KEEP_INFORMED),
        (0.49, 0.49, Quadrant.MONITOR),
    ],
)
def test_the_cut_itself_is_high(power: float, interest: float, quadrant: Quadrant) -> None:
    assert place(power, interest) is quadrant


def test_a_cut_may_be_given() -> None:
    assert place(0.6, 0.6, power_cut=0.7) is Quadrant.KEEP_INFORMED
    assert place(0.6, 0.6, interest_cut=0.7) is Quadrant.KEEP_SATISFIED


@pytest.mark.parametrize("name", ["power", "interest", "power_cut", "interest_cut"])
def test_what_is_not_on_the_scale_is_refused(name: str) -> None:
    given = {"power": 0.5, "interest": 0.5, name: 7.0}
    with pytest.raises(QuestionError, match=f"^{name}: 7 is not on the scale: expected 0 to 1$"):
        place(**given)


def test_the_eight_classes_are_those_of_the_paper() -> None:
    classes = {
        "power": SalienceClass.DORMANT,
        "legitimacy": SalienceClass.DISCRETIONARY,
        "urgency": SalienceClass.DEMANDING,
        "power legitimacy": SalienceClass.DOMINANT,
        "power urgency": SalienceClass.DANGEROUS,
        "legitimacy urgency": SalienceClass.DEPENDENT,
        "power legitimacy urgency": SalienceClass.DEFINITIVE,
        "": SalienceClass.NONE,
    }
    for names, wanted in classes.items():
        has = set(names.split())
        found = classify_salience(
            power="power" in has, legitimacy="legitimacy" in has, urgency="urgency" in has
        )
        assert found is wanted
        assert found.salience == ("none", "latent", "expectant", "definitive")[len(has)]


def test_who_lacks_a_score_is_in_no_quadrant_and_no_class() -> None:
    half = make_rated("half", power=0.9)
    grid = arrange_grid([half, make_rated("all", power=0.9, salience=0.1)])
    assert {q: list_ids(those) for q, those in grid.quadrants.items()} == {
        Quadrant.MANAGE_CLOSELY: [],
        Quadrant.KEEP_SATISFIED: ["all"],
        Quadrant.KEEP_INFORMED: [],
        Quadrant.MONITOR: [],
    }
    assert grid.unscored == (half,)
    classes = arrange_salience([half])
    assert classes.unscored == (half,)
    assert set(classes.classes) == set(SalienceClass)


def test_each_attribute_has_a_cut_of_its_own() -> None:
    one = make_rated("one", power=0.6, legitimacy=0.6, urgency=0.6)
    assert arrange_salience([one]).classes[SalienceClass.DEFINITIVE] == (one,)
    found = arrange_salience([one], cuts={Quality.LEGITIMACY: 0.7})
    assert found.classes[SalienceClass.DANGEROUS] == (one,)
    assert found.cuts[Quality.POWER] == 0.5
    with pytest.raises(QuestionError, match="cuts: knowledge is no attribute"):
        arrange_salience([one], cuts={Quality.KNOWLEDGE: 0.7})
    with pytest.raises(QuestionError, match="cuts: 3 is not on the scale"):
        arrange_salience([one], cuts={Quality.POWER: 3})


shares = st.one_of(st.none(), st.floats(0, 1))


@given(st.lists(st.tuples(shares, shares, shares)), st.floats(0, 1))
def test_everybody_is_somewhere_once(rows: list[tuple[float | None, ...]], cut: float) -> None:
    rated = [
        make_rated(str(n), **{q: v for q, v in zip(CLAIMS, row, strict=True) if v is not None})
        for n, row in enumerate(rows)
    ]
    found = arrange_salience(rated, cuts=dict.fromkeys(CLAIMS, cut))
    placed = [one for those in found.classes.values() for one in those]
    assert sorted(one.id for one in (*placed, *found.unscored)) == sorted(one.id for one in rated)
    assert {one.id for one in found.unscored} == {
        str(n) for n, row in enumerate(rows) if None in row
    }


# The table and the map


def test_a_row_of_the_table_has_its_columns_in_words(harbour: Tracker) -> None:
    table = make_stakeholder_table(harbour, "quay", body="council", alliances=["allied-with"])
    told = [dict(zip(table.header, row.spell(), strict=True)) for row in table.rows]
    assert [row["id"] for row in told] == ["bo", "port", "birds", "ferry"]
    assert told[2] == dict(
        zip(
            HEADER,
            (
                "birds",
                "Bird Society",
                "",
                "no",
                "0.67",
                "opposition",
                "moderate opposition",
                "moderate opposition",
                "0.4",
                "bo",
                "0.33",
                "1",
                "0.67",
                "yes",
            ),
            strict=True,
        )
    )
    assert (told[1]["internal"], told[1]["power"], told[1]["leader"]) == ("yes", "1", "no")
    assert told[0]["alliances"] == "birds"


def test_power_is_the_mean_of_resources_and_mobilization_where_both_are_known(
    harbour: Tracker,
) -> None:
    port, birds = make_stakeholder_table(harbour, "quay", holders=["port", "birds"]).rows
    assert birds.power == pytest.approx((1 / 3 + 1) / 2)
    assert port.power == 1
    assert port.is_internal is None
    assert port.rated.missing[Quality.RESOURCES] == "no score"


def test_the_table_of_a_day_has_nothing_later(harbour: Tracker) -> None:
    (birds,) = make_stakeholder_table(harbour, "quay", holders=["birds"], on="2020-02-01").rows
    assert birds.final is not None
    assert birds.final.position == "strongly-oppose"
    assert birds.by_others is None
    assert birds.power is None


def test_members_have_the_organizations_that_they_speak_for(harbour: Tracker) -> None:
    (ana,) = make_stakeholder_table(harbour, "quay", holders=["ana"]).rows
    assert [group.id for group in ana.organizations] == ["port"]
    assert ana.final is None


def test_a_kind_of_alliance_must_be_there(harbour: Tracker) -> None:
    with pytest.raises(QuestionError) as raised:
        make_stakeholder_table(harbour, "quay", alliances=["ally-with"])
    assert str(raised.value) == (
        "alliances: no relation is of the kind 'ally-with' (did you mean 'allied-with'?): "
        "there is advises and allied-with"
    )


def test_an_empty_table_is_an_error() -> None:
    tracker = loads("topics: {quay: {proposition: A quay should be built.}}")
    with pytest.raises(QuestionError, match="nobody has a stance on quay or a score: name holders"):
        make_stakeholder_table(tracker, "quay")
    with pytest.raises(QuestionError, match="nobody has a stance on quay: name holders or a body"):
        map_positions(tracker, "quay")


def test_the_map_has_supporters_first_and_the_powerful_before_the_unrated(
    harbour: Tracker,
) -> None:
    found = map_positions(harbour, "quay")
    assert {p.value: [one.rated.id for one in those] for p, those in found.players.items()} == {
        "strongly-support": [],
        "support": ["port", "bo"],
        "neutral": [],
        "oppose": ["birds"],
        "strongly-oppose": [],
    }
    assert [one.power for one in found.players[next(p for p in found.players if p == "support")]] == [1.0, None]  # fmt: skip


def test_the_map_names_the_silent(harbour: Tracker) -> None:
    found = map_positions(harbour, "quay", holders=["birds", "ana"])
    assert [one.rated.id for one in found.silent] == ["ana"]


def test_one_quality_may_be_named_alone_and_an_unknown_one_is_told(harbour: Tracker) -> None:
    assert collect_ratings(harbour, "power") == collect_ratings(harbour, [Quality.POWER])
    with pytest.raises(QuestionError, match=r"'powr' is not known \(did you mean 'power'\?\)"):
        collect_ratings(harbour, ["powr"])
