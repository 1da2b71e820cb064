"""Ideal points: recovered, identified by stated rules, finite where actors part, with intervals."""

from collections.abc import Sequence

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import optimize, stats

from stakeholders import QuestionError, Tracker, UnknownIdError, loads
from stakeholders.analysis.positions.coding import Dropped, code_levels, drop_scarce
from stakeholders.analysis.positions.ideal_points import IdealPoints, estimate_ideal_points
from stakeholders.analysis.positions.opinions import Opinions, collect_opinions
from stakeholders.analysis.positions.ordered_probit import MISSING, Fit, Problem, find_chances

Floats = NDArray[np.float64]
NAN = float("nan")

FERRY = """
sources: {s: {title: Minutes, date: 2020-01-05}}
people:
  ana: {name: Ana Ruiz, sources: [s]}
  bo: {name: Bo Lind, sources: [s]}
  cy: {name: Cy Marsh, sources: [s]}
bodies: {council: {name: Ferry Council, sources: [s]}}
topics:
  toll: {proposition: Ships should pay a toll.}
  quay: {proposition: A quay should be built.}
memberships:
  - {person: ana, body: council, start: 2019, sources: [s]}
stances:
  - {holder: ana, topic: toll, position: support, basis: stated, date: 2020-01-01, sources: [s]}
  - {holder: ana, topic: toll, position: oppose, basis: stated, date: 2020-02-01, sources: [s]}
  - {holder: ana, topic: quay, position: strongly-support, basis: reported, sources: [s]}
  - {holder: bo, topic: toll, position: neutral, basis: inferred, confidence: low, sources: [s]}
  - {holder: bo, topic: quay, position: oppose, basis: stated, date: 2020-03-01, sources: [s]}
  - {holder: bo, topic: quay, position: support, basis: stated, date: 2020-03-01, sources: [s]}
  - {holder: council, part: a minority, topic: quay, position: oppose, basis: stated, sources: [s]}
"""


@pytest.fixture(scope="module")
def ferry() -> Tracker:
    return loads(FERRY)


def make_table(shares: Sequence[Sequence[float]] | Floats) -> Opinions:
    shape = np.shape(shares)
    return Opinions(
        actors=tuple(f"a{n:02}" for n in range(shape[0])),
        concepts=tuple(f"k{n:02}" for n in range(shape[1])),
        shares=shares,
    )


def draw_table(
    seed: int, *, actors: int, concepts: int, levels: int = 2, dimensions: int = 1
) -> tuple[Floats, Opinions]:
    """Actors' true points, and what they say under the model, a tenth of it missing."""
    random = np.random.default_rng(seed)
    points = random.normal(size=(actors, dimensions))
    slopes = random.normal(size=(concepts, dimensions))
    slopes += np.sign(slopes)
    cuts = np.sort(random.normal(size=(concepts, levels - 1)), axis=1)
    below = np.cumsum(find_chances(points, slopes, cuts), axis=2)[:, :, :-1]
    drawn = (random.random((actors, concepts, 1)) > below).sum(axis=2)
    shares = drawn / (levels - 1)
    shares[random.random(shares.shape) < 0.1] = NAN
    return points, make_table(shares)


def correlate(one: Floats, two: Floats) -> float:
    return abs(float(np.corrcoef(one, two)[0, 1]))


# The model


@pytest.mark.parametrize("levels", [2, 3, 5])
def test_points_are_recovered_from_what_the_model_says(levels: int) -> None:
    points, table = draw_table(7, actors=60, concepts=60, levels=levels)
    found = estimate_ideal_points(table, levels=levels, draws=0)
    assert correlate(found.points[:, 0], points[:, 0]) > 0.95


def test_both_dimensions_are_recovered() -> None:
    points, table = draw_table(3, actors=80, concepts=80, dimensions=2)
    found = estimate_ideal_points(table, dimensions=2, draws=0)
    plane = np.column_stack([found.points, np.ones(len(points))])
    fitted = plane @ np.linalg.lstsq(plane, points, rcond=None)[0]
    assert min(correlate(fitted[:, d], points[:, d]) for d in range(2)) > 0.95


@pytest.mark.parametrize(("levels", "dimensions"), [(2, 1), (3, 1), (5, 1), (3, 2)])
def test_the_slope_is_that_of_the_likelihood(levels: int, dimensions: int) -> None:
    _, table = draw_table(1, actors=9, concepts=6, levels=levels)
    codes = code_levels(table, levels=levels, threshold=None, silence="missing")
    is_free = np.ones((6, dimensions), dtype=np.bool_)
    is_free[0, -1] = dimensions == 1
    problem = Problem(
        codes=codes, levels=levels, dimensions=dimensions, spread=2.0, is_free=is_free
    )
    size = 9 * dimensions + 6 * dimensions + 6 * (levels - 1)
    place = np.random.default_rng(2).normal(size=size)
    numeric = optimize.approx_fprime(place, lambda at: problem.measure(at)[0], 1e-6)
    assert problem.measure(place)[1] == pytest.approx(numeric, rel=1e-4, abs=1e-4)


def test_a_point_is_that_of_a_probit_with_the_slopes_known() -> None:
    """For slopes and cuts that are given, a point maximizes a penalized probit of its own."""
    _, table = draw_table(5, actors=12, concepts=10)
    codes = code_levels(table, levels=2, threshold=None, silence="missing")
    free = np.ones((10, 1), dtype=np.bool_)
    fit = Problem(codes=codes, levels=2, dimensions=1, spread=2.0, is_free=free).fit()
    for row in range(12):
        heard = codes[row] != MISSING

        def lose(theta: float, row: int = row, heard: NDArray[np.bool_] = heard) -> float:
            index = fit.slopes[heard, 0] * theta - fit.cuts[heard, 0]
            agree = stats.norm.cdf(index)
            chance = np.where(codes[row, heard] == 1, agree, 1 - agree)
            return float(theta**2 / 2 - np.log(chance).sum())

        alone = optimize.minimize_scalar(lose, bounds=(-6, 6), method="bounded").x
        assert fit.points[row, 0] == pytest.approx(alone, abs=1e-3)


def test_the_likelihood_and_the_penalty_are_what_they_are_called() -> None:
    _, table = draw_table(5, actors=12, concepts=10)
    found = estimate_ideal_points(table, draws=0, spread=1.5)
    said = ~np.isnan(table.shares)
    levels = np.where(said, table.shares, 0).astype(int)
    chance = np.take_along_axis(found.chances, levels[:, :, None], axis=2)[:, :, 0]
    assert found.likelihood == pytest.approx(float(np.log(chance[said]).sum()))
    assert found.chances.sum(axis=2) == pytest.approx(np.ones(said.shape))


def test_who_parts_without_exception_stays_finite() -> None:
    found = estimate_ideal_points(make_table([[1, 1], [1, 1], [0, 0], [0, 0]]), draws=5)
    assert np.abs(found.points[:, 0]) == pytest.approx(np.ones(4), abs=1e-4)
    assert np.abs(found.discriminations).max() < 10
    assert found.low is not None
    assert np.isfinite(found.low).all()


def test_likelihoods_far_out_are_finite() -> None:
    codes = np.array([[0, 1], [1, 0]])
    free = np.ones((2, 1), dtype=np.bool_)
    problem = Problem(codes=codes, levels=2, dimensions=1, spread=2.0, is_free=free)
    loss, slope = problem.measure(np.array([60.0, -60.0, 3.0, -3.0, 0.0, 40.0]))
    assert np.isfinite(loss)
    assert np.isfinite(slope).all()


# Which of all fits is told


def test_points_have_mean_zero_and_variance_one() -> None:
    _, table = draw_table(4, actors=20, concepts=12)
    found = estimate_ideal_points(table, draws=0)
    assert found.points.mean() == pytest.approx(0)
    assert found.points.var() == pytest.approx(1)


def test_two_dimensions_are_uncorrelated_and_the_stronger_comes_first() -> None:
    _, table = draw_table(4, actors=40, concepts=30, dimensions=2)
    found = estimate_ideal_points(table, dimensions=2, draws=0)
    assert found.points.T @ found.points / 40 == pytest.approx(np.eye(2), abs=1e-8)
    product = found.discriminations.T @ found.discriminations
    assert product[0, 1] == pytest.approx(0, abs=1e-8)
    assert product[0, 0] >= product[1, 1]


def test_constraints_say_what_the_axes_are() -> None:
    _, table = draw_table(4, actors=40, concepts=30, dimensions=2)
    found = estimate_ideal_points(table, dimensions=2, draws=3, only={"k00": 1, "k01": 2, "k02": 2})
    assert found.discriminations[0, 1] == 0
    assert found.discriminations[1:3, 0].tolist() == [0, 0]
    assert found.points.var(axis=0) == pytest.approx(np.ones(2))


@pytest.mark.parametrize("anchor", ["a00", "a03", "a07"])
def test_an_anchor_is_positive(anchor: str) -> None:
    _, table = draw_table(4, actors=20, concepts=12)
    assert estimate_ideal_points(table, anchors=[anchor], draws=0).get(anchor).point[0] > 0


def test_without_an_anchor_the_first_actor_by_label_is_positive() -> None:
    _, table = draw_table(4, actors=20, concepts=12)
    assert estimate_ideal_points(table, draws=0).get("a00").point[0] > 0


@given(st.permutations(range(14)), st.permutations(range(10)))
@settings(max_examples=8, deadline=None)
def test_the_order_of_actors_and_concepts_does_not_matter(
    rows: list[int], columns: list[int]
) -> None:
    _, table = draw_table(9, actors=14, concepts=10)
    shuffled = Opinions(
        actors=[table.actors[n] for n in rows],
        concepts=[table.concepts[n] for n in columns],
        shares=table.shares[np.ix_(rows, columns)],
    )
    one, two = (estimate_ideal_points(each, draws=0) for each in (table, shuffled))
    for actor in table.actors:
        assert two.get(actor).point[0] == pytest.approx(one.get(actor).point[0], abs=1e-3)


@pytest.mark.parametrize("levels", [2, 3, 5])
def test_the_opposite_of_every_statement_is_the_mirror_image(levels: int) -> None:
    """A proposition said the other way round changes the sign of its slope, and no point."""
    _, table = draw_table(9, actors=20, concepts=10, levels=levels)
    mirror = attrs.evolve(table, shares=1 - table.shares)
    one, two = (estimate_ideal_points(each, levels=levels, draws=0) for each in (table, mirror))
    assert two.points == pytest.approx(one.points, abs=1e-3)
    assert two.discriminations == pytest.approx(-one.discriminations, abs=2e-3)
    assert two.cuts == pytest.approx(-one.cuts[:, ::-1], abs=2e-3)


# Intervals


def test_the_same_seed_gives_the_same_intervals_and_another_others() -> None:
    _, table = draw_table(2, actors=12, concepts=8)
    first, again, other = (estimate_ideal_points(table, draws=10, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(get_low(first), get_low(again))
    assert not np.array_equal(get_low(first), get_low(other))


def get_low(found: IdealPoints) -> Floats:
    assert found.low is not None
    return found.low


def test_an_interval_is_around_its_point_and_narrower_for_who_says_more() -> None:
    points, table = draw_table(6, actors=40, concepts=60)
    shares = np.array(table.shares)
    shares[:10, 6:] = NAN
    found = estimate_ideal_points(make_table(shares), draws=40)
    low = get_low(found)
    assert (low < found.points).all()
    reach = (found.points - low)[:, 0]
    assert np.median(reach[:10]) > 1.5 * np.median(reach[10:])
    true = (points[:, 0] - points.mean()) / points.std()
    sign = np.sign(np.corrcoef(true, found.points[:, 0])[0, 1])
    assert (np.abs(sign * true - found.points[:, 0]) <= reach).mean() > 0.8


def test_who_said_the_same_has_the_same_interval() -> None:
    shares = [[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 1, 1]]
    found = estimate_ideal_points(make_table(shares), draws=12)
    assert get_low(found)[0, 0] == pytest.approx(get_low(found)[1, 0], abs=1e-4)


def test_no_draws_give_no_interval() -> None:
    found = estimate_ideal_points(make_table([[1, 1], [0, 0]]), draws=0)
    assert (found.low, found.high) == (None, None)
    assert found.get("a00").low == ()


def test_a_draw_that_tells_nobody_apart_counts() -> None:
    found = estimate_ideal_points(make_table([[1.0], [0.0]]), draws=30)
    assert np.isfinite(get_low(found)).all()


# Levels, and who is dropped


def code(shares: Sequence[float], **given: object) -> list[int]:
    options: dict[str, object] = {"levels": 2, "threshold": None, "silence": "missing", **given}
    return code_levels(make_table([shares]), **options)[0].tolist()  # type: ignore[arg-type, no-any-return]  # the options of one call


def test_only_unanimous_cells_count_without_a_threshold() -> None:
    assert code([1, 0.8, 0.5, 0.2, 0, NAN]) == [1, MISSING, MISSING, MISSING, 0, MISSING]


def test_a_threshold_makes_mixed_cells_count() -> None:
    assert code([1, 0.8, 0.5, 0.25, 0], threshold=0.75) == [1, 1, MISSING, 0, 0]


def test_with_three_levels_what_is_mixed_is_the_middle() -> None:
    assert code([1, 0.8, 0.5, 0, NAN], levels=3) == [2, 1, 1, 0, MISSING]
    assert code([1, NAN], levels=3, silence="mixed") == [2, 1]


def test_five_levels_take_the_nearest_and_halfway_the_one_nearer_to_the_middle() -> None:
    shares = [0, 0.125, 0.13, 0.25, 0.4, 0.5, 0.625, 0.63, 0.875, 0.88, 1]
    assert code(shares, levels=5) == [0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4]


def test_silence_may_count_as_disagreement() -> None:
    assert code([1, NAN], silence="disagree") == [1, 0]


def test_what_is_dropped_is_listed_with_the_reason() -> None:
    shares: list[list[float]] = [
        [1, 1, 1, 0],
        [1, 0, NAN, 0],
        [0, NAN, NAN, 1],
        [NAN, NAN, NAN, NAN],
    ]
    found = estimate_ideal_points(make_table(shares), draws=0, min_per_concept=3)
    assert found.dropped == (
        Dropped("concept", "k01", "only 2 statements"),
        Dropped("concept", "k02", "used by 1 actor"),
        Dropped("actor", "a03", "no statement on what is kept"),
    )
    assert (found.actors, found.concepts) == (("a00", "a01", "a02"), ("k00", "k03"))
    with pytest.raises(QuestionError, match="'a03' has no point: no statement on what is kept"):
        found.get("a03")


def test_what_falls_makes_others_fall() -> None:
    """a02 has one statement; without it k01 has one actor left, and then a01 one statement."""
    table = make_table([[1, NAN, 1], [0, 1, NAN], [NAN, 1, NAN], [1, NAN, 0]])
    coded = drop_scarce(
        table,
        code_levels(table, levels=2, threshold=None, silence="missing"),
        min_per_actor=2,
        min_per_concept=1,
    )
    assert [str(one) for one in coded.dropped] == [
        "actor a02: only 1 statement",
        "concept k01: used by 1 actor",
        "actor a01: only 1 statement",
    ]
    assert (coded.actors, coded.concepts) == (("a00", "a03"), ("k00", "k02"))


def test_who_is_silent_is_dropped_even_where_silence_counts() -> None:
    table = make_table([[1, 0], [0, 1], [NAN, NAN]])
    found = estimate_ideal_points(table, silence="disagree", draws=0)
    assert found.actors == ("a00", "a01")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"dimensions": 3}, "dimensions: 3 is not offered: expected 1 or 2"),
        ({"levels": 4}, "levels: 4 is not known: expected 2, 3 or 5"),
        ({"silence": "agree"}, "silence: 'agree' is not known: expected missing, disagree or mixed"),
        ({"silence": "mixed"}, "silence: two levels have no middle: expected missing or disagree"),
        ({"threshold": 0.5}, "threshold: 0.5 is none: expected more than 0.5, at most 1"),
        ({"levels": 5, "threshold": 0.8}, "threshold: five levels take the nearest, and no threshold"),
        ({"min_per_actor": 0}, "min_per_actor: expected 1 or more, found 0"),
        ({"min_per_actor": 9}, "too little is left to place anybody: 0 of 4 actors and 0 of 3 concepts; at least two actors must share a concept"),
        ({"spread": 0}, "spread: 0 is no standard deviation: expected more than 0"),
        ({"draws": -1}, "draws: expected 0 or more, found -1"),
        ({"seed": 1.5}, "seed: expected a whole number, 0 or more, found 1.5"),
        ({"confidence": 95}, "confidence: 95 is none: expected between 0 and 1"),
        ({"anchors": "a00"}, "anchors: expected a list of actors, such as ['a00']"),
        ({"anchors": ["a00", "a01"]}, "anchors: 2 are more than there are dimensions"),
        ({"anchors": ["a03"]}, "the actor 'a03' was dropped: no statement on what is kept"),
        ({"only": {"k00": 1}}, "only: constraints tell two dimensions apart: ask for dimensions=2"),
        ({"dimensions": 2, "only": {"k00": 3}}, "only: k00 is given dimension 3: expected 1 or 2"),
        ({"dimensions": 2, "only": {"k02": 1}}, "the concept 'k02' was dropped: used by 1 actor"),
    ],
)  # fmt: skip
def test_what_does_not_make_sense_is_refused(options: dict[str, object], message: str) -> None:
    table = make_table([[1, 1, 1], [1, 0, NAN], [0, 0, NAN], [NAN, NAN, NAN]])
    with pytest.raises(QuestionError) as raised:
        estimate_ideal_points(table, **options)  # type: ignore[arg-type]  # wrong on purpose
    assert str(raised.value) == message


def test_an_unknown_label_is_an_error_that_knows_the_nearest() -> None:
    table = make_table([[1, 1], [0, 0]])
    with pytest.raises(UnknownIdError, match=r"no actor 'a0x' \(did you mean 'a0[01]'\?\)"):
        estimate_ideal_points(table, anchors=["a0x"])
    found = estimate_ideal_points(table, draws=0)
    with pytest.raises(UnknownIdError, match="no actor 'zz'"):
        found.get("zz")
    with pytest.raises(UnknownIdError, match="no concept 'zz'"):
        table.get_stances("a00", "zz")


def test_an_anchor_in_the_middle_says_nothing_of_the_direction() -> None:
    table = make_table([[1, 1], [0, 0], [1, 0]])
    middle = estimate_ideal_points(table, draws=0).get("a02").point[0]
    assert middle == pytest.approx(0, abs=1e-4)
    with pytest.raises(QuestionError, match="'a02' stands in the middle: name another"):
        estimate_ideal_points(table, anchors=["a02"], draws=0)


def test_points_that_are_all_the_same_are_none() -> None:
    with pytest.raises(QuestionError, match="the statements tell nobody apart"):
        estimate_ideal_points(make_table([[1, 1], [1, 1]]), draws=0)
    with pytest.raises(QuestionError, match="along one dimension only: ask for dimensions=1"):
        estimate_ideal_points(make_table([[1, 1], [0, 0]]), dimensions=2, draws=0)


# Tables, by hand and from a tracker


def test_latest_opinions_are_means_of_those_as_late(ferry: Tracker) -> None:
    found = collect_opinions(ferry)
    assert (found.actors, found.concepts) == (("ana", "bo"), ("quay", "toll"))
    assert np.array_equal(found.shares, [[1.0, 0.0], [0.5, NAN]], equal_nan=True)
    assert found.counts.tolist() == [[1, 1], [2, 0]]
    assert [one.position for one in found.get_stances("ana", "toll")] == ["oppose"]
    assert found.get_stances("bo", "toll") == ()


def test_all_statements_may_count(ferry: Tracker) -> None:
    found = collect_opinions(ferry, keep="all", min_confidence="low")
    assert found.shares.tolist() == [[1, 0.5], [0.5, 0.5]]


def test_strengths_are_told_apart_if_asked(ferry: Tracker) -> None:
    found = collect_opinions(ferry, by_strength=True)
    assert np.array_equal(found.shares, [[1, 0.25], [0.5, NAN]], equal_nan=True)


def test_an_earlier_statement_speaks_where_the_latest_is_not_on_the_word(ferry: Tracker) -> None:
    assert collect_opinions(ferry, basis="reported").actors == ("ana",)
    assert collect_opinions(ferry, on="2020-01-15").shares.tolist() == [[1]]
    assert collect_opinions(ferry, body="council").actors == ("ana",)
    assert collect_opinions(ferry, topics=["toll"]).concepts == ("toll",)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on": "2019-01-01"}, "no statement is left: of 5 statements, none surely dates from 2019-01-01 or before"),
        ({"topics": ["toll"], "basis": ["reported"]}, "no statement is left: of 2 statements, none is reported"),
        ({"topics": []}, "no statement is left: of 5 statements, none is on these topics"),
        ({"keep": "first"}, "keep: 'first' is not known: expected latest or all"),
        ({"basis": "state"}, "basis: 'state' is not known (did you mean 'stated'?): expected stated, reported or inferred"),
    ],
)  # fmt: skip
def test_filters_that_leave_nothing_say_which(
    ferry: Tracker, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QuestionError) as raised:
        collect_opinions(ferry, **options)  # type: ignore[arg-type]  # wrong on purpose
    assert str(raised.value) == message


def test_a_tracker_without_stances_has_no_opinions() -> None:
    with pytest.raises(QuestionError, match="no statement is left: the tracker has no stances"):
        collect_opinions(loads("topics: {toll: {proposition: Ships should pay.}}"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"shares": [[1.0]]}, "shares: the table is 1 by 1, but there are 2 actors and 1 concepts: expected 2 by 1"),
        ({"shares": [[1.5], [0]]}, "shares: 1.5 is no share: expected 0 to 1, NaN for silence"),
        ({"shares": [[1], [0]], "counts": [[1], [0]]}, "counts: expected 0 where a share is NaN, and 1 or more elsewhere"),
        ({"shares": [[1], [0]], "actors": ["a", "a"]}, "actors: 'a' is there twice: expected each actor once"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fit_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(QuestionError) as raised:
        Opinions(**{"actors": ["a", "b"], "concepts": ["k"], **given})  # type: ignore[arg-type]  # wrong on purpose
    assert str(raised.value) == message


def test_a_fit_gives_the_chances_of_its_formula() -> None:
    fit = Fit(
        points=np.array([[0.5]]),
        slopes=np.array([[2.0]]),
        cuts=np.array([[0.3, 1.1]]),
        likelihood=0.0,
        penalty=0.0,
    )
    below = stats.norm.cdf([0.3 - 1.0, 1.1 - 1.0])
    expected = [below[0], below[1] - below[0], 1 - below[1]]
    assert fit.chances()[0, 0] == pytest.approx(expected)
