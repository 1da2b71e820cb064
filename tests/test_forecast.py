"""Forecasts: the numbers that were published, identities, degenerate cases and what-ifs."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import QuestionError, UnknownIdError
from stakeholders.analysis.forecast import (
    Ballot,
    Challenge,
    Condorcet,
    Election,
    Mean,
    Measure,
    Median,
    Model,
    Offer,
    Player,
    Players,
    Rule,
    Selection,
    cast_votes,
    make_players,
    measure_feasibility,
    rank_inputs,
)
from stakeholders.analysis.forecast.expectations import Arena, find_exponents
from stakeholders.analysis.forecast.players import Floats

# Years of delay that each country wanted for the emission standards of cars, from Bueno de
# Mesquita's work as printed in Scholz, Calbert and Smith 2011: capability, position, salience.
EMISSIONS = {
    "Netherlands": (0.08, 4, 0.80),
    "Belgium": (0.08, 7, 0.40),
    "Luxembourg": (0.03, 4, 0.20),
    "Germany": (0.16, 4, 0.80),
    "France": (0.16, 10, 0.60),
    "Italy": (0.16, 10, 0.60),
    "UK": (0.16, 10, 0.90),
    "Ireland": (0.05, 7, 0.10),
    "Denmark": (0.05, 4, 1.00),
    "Greece": (0.08, 7, 0.70),
}
COUNTRIES = make_players(
    list(EMISSIONS),
    positions=[x for _, x, _ in EMISSIONS.values()],
    powers=[c for c, _, _ in EMISSIONS.values()],
    saliences=[s for _, _, s in EMISSIONS.values()],
    unit="years",
)
EVERY_MODEL = [
    Mean(),
    Median(),
    Condorcet(),
    Challenge(),
    Challenge(published=True),
    *(Election(rule=rule) for rule in Rule),
    *(Election(selection=selection, victory=4) for selection in Selection),
]


def play(*rows: tuple[float, float, float], scale: tuple[float, float] | None = None) -> Players:
    """Return players a, b, c ... from rows of position, power and salience."""
    return make_players(
        [chr(97 + n) for n in range(len(rows))],
        positions=[x for x, _, _ in rows],
        powers=[c for _, c, _ in rows],
        saliences=[s for _, _, s in rows],
        scale=scale,
    )


# What was published of the emission standards


def test_the_mean_and_the_median_of_the_emissions() -> None:
    assert COUNTRIES.weights.sum() == pytest.approx(0.677, abs=1e-15)
    assert Mean().forecast(COUNTRIES).outcome == pytest.approx(7.389955686853767, abs=1e-14)
    assert Median().forecast(COUNTRIES).outcome == 7
    assert Condorcet().forecast(COUNTRIES).outcome == 7


def test_the_votes_on_the_emissions() -> None:
    forecast = Condorcet().forecast(COUNTRIES)
    assert list(forecast.options) == [4, 7, 10]
    assert list(forecast.winners) == [7]
    assert forecast.count_votes(4, 7) == pytest.approx(-0.0905, abs=1e-12)
    assert forecast.count_votes(4, 10) == pytest.approx(-0.0880, abs=1e-12)
    assert forecast.count_votes(7, 10) == pytest.approx(0.0025, abs=1e-12)


def test_all_votes_between_countries_together() -> None:
    x, w = COUNTRIES.positions, COUNTRIES.weights
    votes = cast_votes(x, w, x, COUNTRIES.span, np.ones(len(x)))
    assert np.abs(votes).sum() == pytest.approx(28.233, abs=1e-9)


def test_danger_risk_and_exponent_of_the_first_published_round() -> None:
    first = Challenge(published=True).forecast(COUNTRIES).rounds[0]
    assert first.dangers == pytest.approx(
        [
            *(-5.249283, 1.428336, 5.437679, -5.249283, -2.093933),
            *(-2.093933, -8.640899, 5.607084, -8.811603, -2.750413),
        ],
        abs=5e-7,
    )
    assert first.risks == pytest.approx(
        [
            *(-0.505874, 0.420370, 0.976502, -0.505874, -0.068199),
            *(-0.068199, -0.976322, 1.0, -1.0, -0.159259),
        ],
        abs=1e-6,
    )
    assert first.exponents == pytest.approx(
        [
            *(1.405653, 0.754196, 0.508864, 1.405653, 1.046524),
            *(1.046524, 1.964898, 0.5, 2.0, 1.112125),
        ],
        abs=5e-7,
    )


def test_who_moves_in_the_first_published_round() -> None:
    belgium, luxembourg, ireland = Challenge(published=True).forecast(COUNTRIES).rounds[0].moves
    assert (belgium.player, belgium.other, belgium.offer) == (
        "Belgium",
        "France",
        Offer.COMPROMISE,
    )
    assert belgium.own == pytest.approx(-0.114830503473, abs=1e-12)
    assert belgium.their == pytest.approx(0.243296594523, abs=1e-12)
    assert belgium.end == pytest.approx(8.415932315427, abs=1e-12)
    assert (luxembourg.player, luxembourg.other, luxembourg.end) == ("Luxembourg", "Belgium", 7)
    assert (ireland.player, ireland.other, ireland.end) == ("Ireland", "Luxembourg", 4)
    assert luxembourg.offer is ireland.offer is Offer.CONFRONTATION


def test_ten_published_rounds() -> None:
    forecast = Challenge(rounds=10, published=True).forecast(COUNTRIES)
    assert [r.mean for r in forecast.rounds] == pytest.approx(
        [
            *(7.461314, 7.552501, 7.590145, 7.358131, 7.349174),
            *(7.414878, 7.510457, 7.572447, 7.324989, 7.242131),
        ],
        abs=5e-7,
    )
    assert [r.median for r in forecast.rounds] == pytest.approx(
        [
            *(8.415932, 9.610859, 9.961980, 9.961980, 9.961980),
            *(7.472046, 8.824594, 9.671130, 9.671130, 7.0),
        ],
        abs=5e-7,
    )
    assert not forecast.is_stable


def test_corrected_rounds_end_at_the_median() -> None:
    forecast = Challenge().forecast(COUNTRIES)
    first, second, third = forecast.rounds
    assert first.positions == pytest.approx([7, 10, 7, 7, 7, 7, 10, 4, 4.9153, 7], abs=2e-5)
    assert first.mean == pytest.approx(7.603787, abs=5e-7)
    assert second.mean == pytest.approx(7.026588, abs=5e-7)
    assert list(third.positions) == [7] * 10
    assert (forecast.outcome, forecast.is_stable) == (7, True)


# Worked by hand


def test_chances_of_a_pair_by_hand() -> None:
    """Ana weighs three, bo one, and each utility differs by one: three against one, to the m."""
    players = play((0, 3, 1), (1, 1, 1))
    for power, chance in ((1, 3 / 4), (2, 9 / 10), (4, 81 / 82), (8, 6561 / 6562)):
        ballot = Election(victory=power).hold(players)
        assert ballot.chances == pytest.approx([chance, 1 - chance], abs=1e-7)
        assert list(ballot.likeliest) == [0]
        assert ballot.holders == (("a",), ("b",))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.PROPORTIONAL, (0.5, 0.5)),
        (Rule.CUBIC, (0.125, 0.125)),
        (Rule.BINARY, (1, 1)),
        (Rule.PROPORTIONAL_BINARY, (0.6, 0.6)),
        (Rule.PROPORTIONAL_CUBIC, (0.3125, 0.3125)),
        (Rule.PROSPECT, (1 / 3, 1 / 3)),
    ],
)
def test_each_rule_by_hand(rule: Rule, expected: tuple[float, float]) -> None:
    """Half of the scale lies between two players of weight 1: a vote is what half becomes."""
    coalitions = Election(rule=rule).hold(play((0, 1, 1), (1, 1, 1), scale=(0, 2))).coalitions
    assert (coalitions[0][1], coalitions[1][0]) == pytest.approx(expected, abs=1e-7)


def test_a_loss_counts_more_than_a_gain_to_a_prospect_voter() -> None:
    """Against its own position a player votes with all of the difference, for it with two thirds."""
    players = play((0, 1, 1), (1, 1, 1), (2, 1, 0))
    coalitions = Election(rule="prospect").hold(players).coalitions
    assert coalitions[0][1] == pytest.approx(0.5 * 2 / 3, abs=1e-7)
    assert coalitions[0][2] == pytest.approx(1 * 2 / 3, abs=1e-7)


def test_risk_bends_utility() -> None:
    cautious = Player(name="a", position=0, power=1, salience=1, risk=-1)
    players = Players(members=[cautious, Player(name="b", position=1, power=1, salience=1)])
    ballot = Election().hold(Players(members=players.members, scale=(0, 2)))
    assert ballot.utilities[0] == pytest.approx([1, 0.25])
    assert ballot.utilities[1] == pytest.approx([0.5, 1])


def test_distance_over_several_topics_is_weighed_by_salience() -> None:
    tax = play((0, 1, 0.6), (1, 1, 0.5))
    fee = play((0, 1, 0.8), (1, 1, 0.5))
    half = play((0, 1, 0.8), (1, 1, 0.5), scale=(0, 2))
    assert Election().hold(tax, fee).utilities[0] == pytest.approx([1, 0])
    # sqrt((0.6 * 1)^2 + (0.8 * 0.5)^2) with 0.6^2 + 0.8^2 = 1
    assert Election().hold(tax, half).utilities[0] == pytest.approx([1, 1 - 0.52**0.5])
    assert Election().hold(tax, half).options == ((0, 0), (1, 1))


def test_votes_over_several_topics_weigh_the_sum_of_the_saliences() -> None:
    tax, fee = play((0, 2, 0.25), (1, 1, 0.5)), play((0, 2, 0.5), (1, 1, 0.5))
    assert Election().hold(tax, fee).coalitions[0][1] == pytest.approx(2 * 0.75, abs=1e-7)


def find_steady(ballot: Ballot, challenge: Floats) -> Floats:
    """Return the favourite's chances after one more challenge, from those of a ballot."""
    chances, victories = np.array(ballot.chances), np.array(ballot.victories)
    pairs = chances[:, None] * challenge.T
    steady: Floats = (victories * (pairs + pairs.T)).sum(axis=1)
    return steady


@pytest.mark.parametrize("victory", [1, 2, 4, 8])
def test_the_markov_chances_stay_as_they_are(victory: int) -> None:
    uniform = Election(selection="markov-uniform", victory=victory).hold(COUNTRIES)
    even = np.full((3, 3), 1 / 3)
    assert find_steady(uniform, even) == pytest.approx(np.array(uniform.chances), abs=1e-9)
    driven = Election(selection="markov-incentives", victory=victory).hold(COUNTRIES)
    incentives = np.array(driven.coalitions) * np.array(driven.victories) + 1e-10 * np.eye(3)
    challenge = incentives / incentives.sum(axis=0)
    assert find_steady(driven, challenge) == pytest.approx(np.array(driven.chances), abs=1e-9)


def test_the_conditional_chance_is_that_of_beating_all() -> None:
    ballot = Election().hold(COUNTRIES)
    product = np.array(ballot.victories).prod(axis=1)
    assert ballot.chances == pytest.approx(product / product.sum())


def test_feasibility_by_hand() -> None:
    players = play((2, 1, 1), (1, 2, 0), (0, 5, 1), (-2, 3, 1), scale=(-2, 2))
    found = measure_feasibility(players, weights={"d": 0.5})
    assert (found.support.strength, found.opposition.strength) == (4, 3)
    assert (found.balance, found.share, found.middle) == (1, 4 / 7, 0)
    assert [p.name for p in found.support.players] == ["a", "b"]
    assert [p.name for p in found.neutral.players] == ["c"]
    assert measure_feasibility(play((1, 1, 1)), middle=1).share is None


# Identities

numbers = st.floats(0, 1).map(lambda number: round(number, 3))
rows = st.tuples(st.integers(0, 8).map(float), numbers, numbers)
tables = st.lists(rows, min_size=1, max_size=7).filter(lambda t: any(c * s for _, c, s in t))


@given(tables)
def test_the_condorcet_winner_is_the_weighted_median(
    table: list[tuple[float, float, float]],
) -> None:
    players = play(*table)
    assert Condorcet().forecast(players).outcome == Median().forecast(players).outcome


@given(tables, st.sampled_from(EVERY_MODEL))
@settings(max_examples=200, deadline=None)
def test_an_outcome_lies_between_the_ends(
    table: list[tuple[float, float, float]], model: Model
) -> None:
    players = play(*table)
    low, high = players.ends
    assert low - 1e-9 <= model.forecast(players).outcome <= high + 1e-9


@given(tables, st.sampled_from([Mean(), Median(), Election(), Election(rule="cubic", victory=2)]))
@settings(deadline=None)
def test_the_order_of_players_does_not_matter(
    table: list[tuple[float, float, float]], model: Model
) -> None:
    one, other = play(*table), play(*reversed(table))
    assert model.forecast(one).outcome == pytest.approx(model.forecast(other).outcome, abs=1e-9)


@given(tables, st.sampled_from(EVERY_MODEL), st.sampled_from([0.5, 4.0]))
@settings(max_examples=100, deadline=None)
def test_the_unit_of_the_scale_does_not_matter(
    table: list[tuple[float, float, float]], model: Model, unit: float
) -> None:
    """Powers of two, so that nothing is rounded: a tie must stay a tie."""
    changed = play(*((x * unit, c, s) for x, c, s in table))
    outcome = model.forecast(play(*table)).outcome
    assert model.forecast(changed).outcome == pytest.approx(outcome * unit, abs=1e-9)


@given(tables, st.sampled_from(list(Rule)), st.sampled_from(list(Selection)))
@settings(max_examples=100, deadline=None)
def test_chances_and_victories_add_up(
    table: list[tuple[float, float, float]], rule: Rule, selection: Selection
) -> None:
    ballot = Election(rule=rule, selection=selection, victory=8).hold(play(*table))
    victories = np.array(ballot.victories)
    assert sum(ballot.chances) == pytest.approx(1)
    assert min(ballot.chances) >= 0
    assert victories + victories.T == pytest.approx(np.ones_like(victories))


@given(tables, st.booleans())
@settings(max_examples=100, deadline=None)
def test_rounds_follow_from_each_other(
    table: list[tuple[float, float, float]],
    published: bool,  # noqa: FBT001 - a drawn value
) -> None:
    players = play(*table)
    forecast = Challenge(rounds=6, published=published).forecast(players)
    held = [tuple(players.positions.tolist()), *(r.positions for r in forecast.rounds)]
    for (before, after), played in zip(pairwise(held), forecast.rounds, strict=True):
        moved = {move.player: move.end for move in played.moves}
        expected = [moved.get(n, x) for n, x in zip(players.names, before, strict=True)]
        assert list(after) == expected
        assert all(0.5 - 1e-9 <= r <= 2 + 1e-9 for r in played.exponents)


# Degenerate cases


@pytest.mark.parametrize("model", EVERY_MODEL, ids=repr)
def test_one_player_gets_what_it_wants(model: Model) -> None:
    assert model.forecast(play((3, 0.2, 0.5))).outcome == pytest.approx(3)


@pytest.mark.parametrize("model", EVERY_MODEL, ids=repr)
def test_who_agrees_gets_it(model: Model) -> None:
    assert model.forecast(play((3, 1, 1), (3, 0.5, 0), (3, 0, 1))).outcome == pytest.approx(3)


@pytest.mark.parametrize("model", EVERY_MODEL, ids=repr)
def test_without_any_weight_nothing_can_be_expected(model: Model) -> None:
    with pytest.raises(QuestionError) as caught:
        model.forecast(play((3, 1, 0), (4, 0, 1)))
    assert str(caught.value) == ("nobody has any weight (power times salience): a and b have none")


def test_equal_danger_makes_nobody_bold() -> None:
    """Two mirror images are in the same danger: R = 0 and r = 1, without a division by zero."""
    twins = play((0, 1, 0.2), (1, 1, 0.2))
    arena = Arena(
        positions=twins.positions,
        weights=twins.weights,
        saliences=twins.saliences,
        span=twins.span,
        is_published=False,
    )
    dangers, risks, exponents = find_exponents(arena)
    assert dangers[0] == dangers[1]
    assert (risks.tolist(), exponents.tolist()) == ([0, 0], [1, 1])


def test_a_declared_scale_without_any_difference_is_no_round() -> None:
    forecast = Challenge().forecast(play((3, 1, 1), (3, 1, 1), scale=(0, 6)))
    assert (forecast.rounds, forecast.outcome, forecast.is_stable) == ((), 3, True)


def test_half_of_the_weight_is_reached_in_spite_of_rounding() -> None:
    assert Median().forecast(play((1, 0.1, 1), (2, 0.2, 1), (3, 0.3, 1))).outcome == 2
    assert Condorcet().forecast(play((1, 0.1, 1), (2, 0.2, 1), (3, 0.3, 1))).winners == (2, 3)


def test_capitulation_is_live_in_the_corrected_mode_alone() -> None:
    corrected = Challenge(rounds=5).forecast(
        play((1, 0.4, 0.8), (0, 0.3, 0.9), (5, 0.9, 0.8), (3, 0.4, 0.6))
    )
    giving_in = corrected.rounds[1].moves[1]
    assert (giving_in.player, giving_in.offer) == ("b", Offer.CAPITULATION)
    assert giving_in.their > 0 > giving_in.own
    assert giving_in.their < -giving_in.own
    # The first could do nothing but give in to the fourth.
    published = Challenge(rounds=1, published=True).forecast(
        play((1, 0.3, 0.5), (1, 0.6, 0.9), (6, 0.9, 0.4), (4, 0.5, 0.8))
    )
    assert "a" not in [move.player for r in published.rounds for move in r.moves]


# What if, and what matters


def test_without_somebody_it_is_the_forecast_of_the_others() -> None:
    shift = Mean().forecast(COUNTRIES).without("UK", "France")
    others = {n: v for n, v in EMISSIONS.items() if n not in {"UK", "France"}}
    rest = sum(c * s * x for c, x, s in others.values()) / sum(c * s for c, _, s in others.values())
    assert shift.after.outcome == pytest.approx(rest)
    assert shift.difference == pytest.approx(rest - 7.389955686853767)
    assert shift.after.players.names == tuple(others)


def test_a_player_with_other_numbers() -> None:
    forecast = Median().forecast(play((0, 1, 1), (4, 1, 1), (9, 1, 1)))
    assert forecast.changing("b", position=2).difference == -2
    assert forecast.changing("a", power=5).after.outcome == 0
    assert forecast.changing("c", salience=0).after.outcome == 0
    assert forecast.changing("b", position=2).before is forecast


def test_a_forecast_is_a_plain_value() -> None:
    assert Challenge().forecast(COUNTRIES) == Challenge().forecast(COUNTRIES)
    assert Election(victory=2).forecast(COUNTRIES) != Election().forecast(COUNTRIES)


def test_inputs_are_ranked_by_how_far_they_move_the_outcome() -> None:
    a = Player(name="a", position=0, power=Measure(1, low=1, high=3), salience=1)
    b = Player(name="b", position=10, power=1, salience=Measure(1, low=0.9))
    ranked = rank_inputs(Mean().forecast(Players(members=[a, b])))
    assert [(i.player.name, i.quality, round(i.swing, 3)) for i in ranked] == [
        ("a", "power", 2.5),
        ("a", "position", 0.5),
        ("b", "position", 0.5),
        ("a", "salience", 0.263),
        ("b", "power", 0.263),
        ("b", "salience", 0.263),
    ]
    first = ranked[0]
    assert (first.low, first.high, first.is_stated) == (1, 3, True)
    assert (first.at_low, first.at_high, first.outcome) == (5, 2.5, 5)
    position = next(i for i in ranked if i.quality == "position" and i.player is b)
    assert (position.low, position.high, position.is_stated) == (9, 10, False)


def test_a_bound_that_leaves_no_weight_is_not_tried() -> None:
    lonely = Player(name="a", position=2, power=Measure(1, low=0, high=1), salience=1)
    ranked = rank_inputs(Median().forecast(Players(members=[lonely])))
    assert {i.swing for i in ranked} == {0}


def test_nothing_moves_more_than_what_is_tried() -> None:
    ranked = rank_inputs(Condorcet().forecast(COUNTRIES), spread=0.2)
    assert len(ranked) == 30
    assert [i.swing for i in ranked] == sorted((i.swing for i in ranked), reverse=True)
    assert ranked[0].swing == 3


# Wrong questions


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: Players(members=[]), "nobody plays: a forecast needs at least one player"),
        (
            lambda: make_players(["a", "a"], positions=[1, 2], powers=[1, 1], saliences=[1, 1]),
            "player 'a' is there twice: a name is one player's",
        ),
        (
            lambda: make_players(["a", "b"], positions=[1], powers=[1, 1], saliences=[1, 1]),
            "positions: 1 for 2 players: expected as many",
        ),
        (lambda: play((1, -1, 1)), "the power of a is -1: expected 0 or more"),
        (lambda: play((1, 1, 1.5)), "the salience of a is 1.5: expected 0 to 1"),
        (lambda: play((float("nan"), 1, 1)), "the position of a is nan: expected a number"),
        (
            lambda: Player(name="a", position=1, power=1, salience=1, risk=2),
            "the risk of a is 2: expected -1 to 1",
        ),
        (lambda: play((7, 1, 1), scale=(0, 5)), "the position of a is 7: expected 0 to 5"),
        (
            lambda: play((7, 1, 1), scale=(5, 5)),
            "a scale from 5 to 5: the second must be higher",
        ),
        (
            lambda: make_players(["ana"], positions=["left"], powers=[1], saliences=[1]),  # type: ignore[list-item]  # refused
            "positions: of ana, expected a number, found 'left'",
        ),
        (
            lambda: make_players(["ana"], positions=[1], powers=[None], saliences=[1]),  # type: ignore[list-item]  # refused
            "powers: of ana, expected a number, found None",
        ),
        (
            lambda: Challenge(rounds=2.5),  # type: ignore[arg-type]  # that is what is refused
            "rounds: expected a whole number, 1 or more, found 2.5",
        ),
        (lambda: Challenge(rounds=0), "rounds: expected 1 or more, found 0"),
        (
            lambda: Election(victory=3),
            "victory: the power 3 is not known: expected 1, 2, 4 or 8",
        ),
        (
            lambda: Election(rule="cubik"),
            "rule: 'cubik' is not known (did you mean 'cubic'?): expected proportional, cubic,"
            " binary, proportional-binary, proportional-cubic or prospect",
        ),
        (
            lambda: Election(selection="markov"),
            "selection: 'markov' is not known: expected conditional, markov-uniform or"
            " markov-incentives",
        ),
        (
            lambda: Election().hold(),
            "an election needs the players of at least one topic",
        ),
        (
            lambda: Election().hold(play((1, 1, 1)), play((1, 1, 1), (2, 1, 1))),
            "an election on several topics needs the same players on each, in one order: look at b",
        ),
        (
            lambda: Election().hold(play((1, 1, 1)), play((1, 2, 1))),
            "a has the power 1 and the risk 0 on one topic, 2 and 0 on another: expected the same",
        ),
        (
            lambda: Mean().forecast(COUNTRIES).changing("UK", position="oppose"),
            "position: 'oppose': positions here are numbers (years) and not stances",
        ),
        (
            lambda: Condorcet().forecast(COUNTRIES).count_votes(4, 5),
            "nobody holds the position 5: expected 4, 7 or 10",
        ),
        (
            lambda: measure_feasibility(COUNTRIES),
            "the middle is not known: declare a scale, or give middle=",
        ),
        (
            lambda: rank_inputs(Mean().forecast(COUNTRIES), spread=0),
            "spread: 0: expected more than 0",
        ),
    ],
)
def test_a_wrong_question_says_what_would_be_right(ask: object, message: str) -> None:
    assert callable(ask)
    with pytest.raises(QuestionError) as caught:
        ask()
    assert str(caught.value) == message


def test_an_unknown_player_is_an_error() -> None:
    forecast = Mean().forecast(COUNTRIES)
    for ask in (
        lambda: forecast.without("Greek"),
        lambda: forecast.changing("Greek", power=1),
        lambda: measure_feasibility(COUNTRIES, middle=7, weights={"Greek": 1}),
    ):
        with pytest.raises(UnknownIdError, match=r"no player 'Greek' \(did you mean 'Greece'\?\)"):
            ask()
