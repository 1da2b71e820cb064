"""Players from a tracker: every number from a claim, or refused; and forecasts in words."""

from itertools import chain

import attrs
import pytest

from stakeholders import Position, QuestionError, Tracker, UnknownIdError, loads
from stakeholders.analysis.forecast import (
    MODELS,
    Challenge,
    Election,
    Mean,
    Measure,
    Median,
    find_model,
    make_players,
    rank_inputs,
    read_players,
)
from stakeholders.formats.forecast_reports import (
    report_forecast,
    report_influences,
    report_shift,
)

HARBOUR = """\
sources:
  survey: {title: Survey of the harbour, date: 2024}
  gazette: {title: The Gazette, date: 2024-05}
people: {ana: {name: Ana Ruiz}}
organizations: {fishers: {name: Fishers' union}, port: {name: Port authority}}
topics:
  quay: {proposition: The new quay should be built.}
  depth: {proposition: The harbour should be deeper., scale: three}
stances:
- {holder: port, topic: quay, position: strongly-support, basis: stated, date: 2024,
   sources: [gazette]}
- {holder: fishers, topic: quay, position: neutral, basis: stated, date: 2023, sources: [gazette]}
- {holder: fishers, topic: quay, position: oppose, basis: stated, date: 2024, sources: [gazette]}
- {holder: ana, topic: quay, position: support, basis: reported, date: 2024, sources: [survey]}
scores:
- {holder: [port, fishers], of: power, value: 2, out_of: 4, basis: inferred, date: 2024,
   sources: [survey]}
- {holder: ana, of: power, value: 0.25, low: 0.2, basis: inferred, date: 2024, sources: [survey]}
- {holder: [port, fishers, ana], of: salience, value: 0.4, basis: reported, date: 2024,
   sources: [survey]}
- {holder: fishers, of: salience, topic: quay, value: 0.8, basis: reported, date: 2023,
   disputed: [{field: value, value: 0.9, sources: [gazette]}], sources: [survey]}
"""
DEPTH = """\
- {holder: port, of: position, topic: depth, value: 12, unit: metres, basis: stated,
   sources: [gazette]}
- {holder: fishers, of: position, topic: depth, value: 7, low: 6, unit: metres, basis: stated,
   sources: [gazette]}
"""


def load_harbour(more: str = "") -> Tracker:
    return loads(HARBOUR + more)


def list_values(tracker: Tracker, topic: str = "quay") -> dict[str, tuple[float, float, float]]:
    players = read_players(tracker, topic)
    return {p.name: (p.position.value, p.power.value, p.salience.value) for p in players}


def score(holder: str, of: str, value: str, more: str = "") -> str:
    return f"- {{holder: {holder}, of: {of}, value: {value}, {more}basis: stated, sources: [survey]}}\n"


def test_each_number_is_the_latest_on_one_scale() -> None:
    assert list_values(load_harbour()) == {
        "port": (2, 0.5, 0.4),
        "fishers": (-1, 0.5, 0.8),
        "ana": (1, 0.25, 0.4),
    }


def test_the_scale_is_the_declared_one_and_never_what_was_seen() -> None:
    players = read_players(load_harbour(), "quay")
    assert (players.scale, players.are_steps, players.unit) == ((-2, 2), True, None)
    more = "- {holder: port, of: position, topic: depth, value: 3, out_of: 4, basis: stated, sources: [survey]}\n"
    assert read_players(load_harbour(more), "depth").scale == (0, 4)


def test_three_steps_go_from_one_end_to_the_other() -> None:
    text = HARBOUR.replace(
        "quay: {proposition: The new quay should be built.}",
        "quay: {proposition: The new quay should be built., scale: three}",
    ).replace("strongly-", "")
    assert read_players(loads(text), "quay").scale == (-1, 1)


def test_positions_in_numbers_come_from_scores() -> None:
    players = read_players(load_harbour(DEPTH), "depth")
    assert [p.position for p in players] == [
        Measure(12, claims=players.get("port").position.claims),
        Measure(7, low=6, claims=players.get("fishers").position.claims),
    ]
    assert (players.unit, players.scale, players.ends) == ("metres", None, (7, 12))


def test_every_number_knows_its_claims() -> None:
    tracker = load_harbour()
    fishers = read_players(tracker, "quay").get("fishers")
    records = tracker.records
    assert fishers.position.claims == (records.stances[2],)
    assert fishers.power.claims == (records.scores[1],)
    assert fishers.salience.claims == (records.scores[6],)
    forecast = Median().forecast(read_players(tracker, "quay"))
    assert set(map(id, forecast.claims)) == {
        id(claim)
        for claim in chain(
            (records.stances[0], *records.stances[2:]), records.scores[:4], records.scores[5:]
        )
    }


def test_bounds_are_those_of_scores_and_disputes() -> None:
    players = read_players(load_harbour(), "quay")
    assert (players.get("ana").power.low, players.get("ana").power.high) == (0.2, None)
    salience = players.get("fishers").salience
    assert (salience.low, salience.high) == (None, 0.9)


def test_rival_stances_and_disputed_positions_are_bounds() -> None:
    rival = (
        "- {holder: ana, topic: quay, position: neutral, basis: reported, date: 2024,"
        " disputed: [{field: position, value: strongly-support, sources: [gazette]}],"
        " sources: [gazette]}\nscores:"
    )
    position = read_players(loads(HARBOUR.replace("scores:", rival)), "quay").get("ana").position
    assert (position.value, position.low, position.high, len(position.claims)) == (0, 0, 2, 2)


def test_a_day_takes_what_was_so_then() -> None:
    tracker = load_harbour(
        score("fishers", "power", "0.1", "date: 2023, ")
        + score("fishers", "salience", "0.3", "date: 2022, ")
    )
    players = read_players(tracker, "quay", on="2023-12-31")
    assert [(p.name, p.position.value, p.power.value) for p in players] == [("fishers", 0, 0.1)]


def test_only_those_who_are_asked_for_play() -> None:
    players = read_players(load_harbour(), "quay", holders=["ana", "port"])
    assert players.names == ("ana", "port")


def test_who_lacks_what_is_named() -> None:
    more = score("ana", "power", "3", "unit: votes, date: 2025, ")
    text = load_harbour(more).records
    tracker = Tracker(
        attrs.evolve(text, scores=tuple(s for s in text.scores if s.of != "salience"))
    )
    with pytest.raises(QuestionError) as caught:
        read_players(tracker, "quay")
    assert str(caught.value) == (
        "no forecast on quay: power is in shares (port, fishers) and votes (ana): one unit is"
        " needed; salience is missing for port, fishers and ana (write a score, or say which to"
        " assume where one is missing)"
    )


@pytest.mark.parametrize(
    ("more", "asked", "message"),
    [
        ("", {"topic": "depth"}, "no forecast on depth: nobody has a position among its stances"),
        (
            "",
            {"holders": ["ana", "port"], "positions": "scores"},
            "no forecast on quay: position is missing for ana and port (write a score)",
        ),
        (
            DEPTH,
            {"topic": "depth", "holders": ["ana", "port"]},
            "no forecast on depth: position is missing for ana (write a score)",
        ),
        (
            score("ana", "salience", "3", "unit: votes, date: 2025, ")
            + score("[port, fishers]", "salience", "3", "unit: votes, topic: quay, date: 2025, "),
            {},
            "no forecast on quay: salience is in votes: expected shares from 0 to 1, or out_of",
        ),
        (
            score("ana", "power", "0.3", "coder: mia, date: 2024, "),
            {},
            "no forecast on quay: power of ana is scored 2 times, at <string>:18:3 and"
            " <string>:23:3 (name a coder, or average=True)",
        ),
        (
            DEPTH + score("ana", "position", "0.5", "topic: depth, "),
            {"topic": "depth"},
            "no forecast on depth: position is in metres (port, fishers) and shares (ana): one"
            " unit is needed",
        ),
        ("", {"coder": "mia"}, "coder: nobody 'mia' coded here: no claim here names its coder"),
        (
            score("ana", "power", "0.3", "coder: mio, date: 2024, "),
            {"coder": "mia"},
            "coder: nobody 'mia' coded here (did you mean 'mio'?): expected mio",
        ),
        (
            "",
            {"missing": {"power": 1, "urgency": 1}},
            "missing: 'urgency' cannot be assumed: expected power or salience",
        ),
        (
            "",
            {"positions": "stance"},
            "positions: 'stance' is not known (did you mean 'stances'?): expected stances or scores",
        ),
    ],
)
def test_what_cannot_be_forecast_says_why(
    more: str, asked: dict[str, object], message: str
) -> None:
    wanted = {"topic": "quay", **asked}
    with pytest.raises(QuestionError) as caught:
        read_players(load_harbour(more), **wanted)  # type: ignore[arg-type] # keywords of a table
    assert str(caught.value) == message


def test_unknown_ids_are_errors() -> None:
    with pytest.raises(UnknownIdError, match="no topic 'quai'"):
        read_players(load_harbour(), "quai")
    with pytest.raises(UnknownIdError, match="no person, organization or body 'anna'"):
        read_players(load_harbour(), "quay", holders=["anna"])


def test_a_claim_without_a_source_is_refused_unless_told_otherwise() -> None:
    records = load_harbour().records
    bare = tuple(attrs.evolve(s, sources=()) if s.holder == "ana" else s for s in records.scores)
    tracker = Tracker(attrs.evolve(records, scores=bare))
    with pytest.raises(QuestionError) as caught:
        read_players(tracker, "quay")
    assert str(caught.value) == (
        "no forecast on quay: power cites no source for ana (cite one, or allow_unsourced=True);"
        " salience cites no source for ana (cite one, or allow_unsourced=True)"
    )
    assert len(read_players(tracker, "quay", allow_unsourced=True)) == 3


def test_what_is_missing_may_be_assumed_and_is_marked() -> None:
    records = load_harbour().records
    known = tuple(s for s in records.scores if s.holder != "ana")
    tracker = Tracker(attrs.evolve(records, scores=known))
    ana = read_players(tracker, "quay", missing=0.5).get("ana")
    assert ana.power == ana.salience == Measure(0.5, low=0, high=1, is_assumed=True)
    given = read_players(tracker, "quay", missing={"power": 0.1, "salience": 0.2}).get("ana")
    assert (given.power.value, given.salience.value) == (0.1, 0.2)


def test_votes_out_of_all_votes_are_a_share() -> None:
    tracker = load_harbour(score("ana", "power", "29", "unit: votes, out_of: 116, date: 2025, "))
    assert read_players(tracker, "quay").get("ana").power.value == 0.25


def test_positions_out_of_something_are_on_that_scale() -> None:
    more = score("[ana, port]", "position", "30", "topic: depth, out_of: 100, ")
    players = read_players(load_harbour(more), "depth")
    assert (players.positions.tolist(), players.scale) == ([30, 30], (0, 100))
    assert players.unit == "parts of 100"


def test_what_is_assumed_in_a_unit_has_no_bounds() -> None:
    votes = [score(who, "power", "5", "unit: votes, date: 2025, ") for who in ("port", "fishers")]
    players = read_players(load_harbour("".join(votes[:1])), "quay", holders=["port"], missing=1)
    assert players.powers.tolist() == [5]
    records = load_harbour("".join(votes)).records
    known = tuple(s for s in records.scores if s.unit == "votes")
    tracker = Tracker(attrs.evolve(records, scores=known))
    assert read_players(tracker, "quay", missing=1).get("ana").power == Measure(1, is_assumed=True)


def test_several_coders_are_averaged_when_asked_or_one_is_named() -> None:
    coded = score("ana", "power", "0.3", "coder: mia, date: 2025, ") + score(
        "ana", "power", "0.5", "coder: leo, date: 2025, "
    )
    tracker = load_harbour(coded)
    mean = read_players(tracker, "quay", average=True).get("ana").power
    assert (mean.value, mean.low, mean.high, len(mean.claims)) == (0.4, 0.3, 0.5, 2)
    assert read_players(tracker, "quay", coder="mia").get("ana").power.value == 0.3


def test_low_confidence_is_left_out_unless_asked_for() -> None:
    tracker = load_harbour(score("ana", "power", "0.9", "date: 2025, confidence: low, "))
    assert list_values(tracker)["ana"][1] == 0.25
    players = read_players(tracker, "quay", min_confidence="low")
    assert players.get("ana").power.value == 0.9


def test_what_if_somebody_took_another_stance() -> None:
    forecast = Mean().forecast(read_players(load_harbour(), "quay"))
    assert forecast.outcome == pytest.approx((2 * 0.2 - 1 * 0.4 + 1 * 0.1) / 0.7)
    shift = forecast.changing("port", position="oppose")
    assert shift.difference == pytest.approx(-3 * 0.2 / 0.7)
    assert forecast.changing("port", position=Position.OPPOSE) == shift
    with pytest.raises(QuestionError, match="position: 'opose' is not known"):
        forecast.changing("port", position="opose")


def test_without_those_who_left_and_without_a_source() -> None:
    tracker = load_harbour()
    forecast = Median().forecast(read_players(tracker, "quay"))
    assert forecast.without("fishers", "ana").after.outcome == 2
    with pytest.raises(QuestionError, match="power is missing for port and fishers"):
        read_players(tracker.without("survey"), "quay")


def test_models_have_names() -> None:
    assert find_model("median") == MODELS["median"] == Median()
    with pytest.raises(QuestionError) as caught:
        find_model("medain")
    assert str(caught.value) == (
        "model: 'medain' is not known (did you mean 'median'?): expected mean, median, condorcet,"
        " election or challenge"
    )


# In words


def test_a_forecast_in_words() -> None:
    tracker = load_harbour()
    report = report_forecast(Median().forecast(read_players(tracker, "quay")), tracker)
    assert report.headline == (
        "Weighted median: -1 on the scale from -2 to 2 (oppose to support).",
    )
    assert report.rows == (
        ("Port authority", "2", "0.5", "0.4", "0.2", "gazette, survey"),
        ("Fishers' union", "-1", "0.5", "0.8 (0.8 to 0.9)", "0.4", "gazette, survey"),
        ("Ana Ruiz", "1", "0.25 (0.2 to 0.25)", "0.4", "0.1", "survey"),
    )
    assert isinstance(report.data, dict)
    players = report.data["players"]
    assert isinstance(players, list)
    assert isinstance(players[2], dict)
    assert players[2]["power"] == {
        "value": 0.25,
        "low": 0.2,
        "high": None,
        "assumed": False,
        "claims": [{"kind": "score", "sources": ["survey"], "file": "<string>", "line": 18}],
    }


def test_what_was_assumed_is_said() -> None:
    players = read_players(load_harbour(DEPTH), "depth", holders=["port"], missing=1)
    report = report_forecast(Mean().forecast(players))
    assert report.headline == ("Weighted mean: 12 metres on the scale from 12 to 12.",)
    assert report.notes == ()
    records = load_harbour().records
    tracker = Tracker(attrs.evolve(records, scores=()))
    assumed = report_forecast(Mean().forecast(read_players(tracker, "quay", missing=1)), tracker)
    who = "Port authority, Fishers' union and Ana Ruiz"
    assert assumed.notes == (
        f"Nobody scored the power of {who}: it is assumed.",
        f"Nobody scored the salience of {who}: it is assumed.",
    )


def test_rounds_chances_and_votes_in_words() -> None:
    three = make_players(
        ["a", "b", "c"], positions=[0, 4, 9], powers=[1, 1, 1], saliences=[0.9, 0.5, 0.2]
    )
    assert report_forecast(find_model("condorcet").forecast(three)).notes == (
        "0 against 4: +0.08889 votes.",
        "0 against 9: +0.7556 votes.",
    )
    two = make_players(["a", "b"], positions=[0, 1], powers=[3, 1], saliences=[1, 1])
    ballot = report_forecast(Election().forecast(two))
    assert ballot.headline == ("Election: 0.25 on the scale from 0 to 1.",)
    assert ballot.notes == ("0 (a) has a chance of 75%.", "1 (b) has a chance of 25%.")
    rounds = report_forecast(Challenge().forecast(three))
    assert rounds.notes[0].startswith("Round 1: ")
    assert rounds.notes[-1] == "Then nobody moves."
    published = report_forecast(Challenge(rounds=1, published=True).forecast(three))
    assert published.headline[0].startswith("Challenge rounds as published: ")
    assert published.notes[-1] == "They would move on."


def test_a_shift_in_words() -> None:
    tracker = load_harbour()
    forecast = Mean().forecast(read_players(tracker, "quay"))
    assert report_shift(forecast.without("ana"), tracker).headline == (
        "Weighted mean: 0.1429 on the scale from -2 to 2 (oppose to support); without Ana Ruiz: 0,"
        " a shift of -0.1429.",
    )
    assert report_shift(forecast.changing("port", position="oppose")).headline == (
        "Weighted mean: 0.1429 on the scale from -2 to 2 (oppose to support); with the position of"
        " port at -1 instead of 2: -0.7143, a shift of -0.8571.",
    )


def test_sensitivity_in_words() -> None:
    tracker = load_harbour()
    forecast = Mean().forecast(read_players(tracker, "quay"))
    report = report_influences(rank_inputs(forecast), tracker)
    assert report.rows[0] == (
        *("position of Fishers' union", "-1", "-1.4 to -0.6", "tried"),
        *("-0.08571 to 0.3714", "0.2286", "gazette"),
    )
    assert len(report.rows) == 9
    assert report.notes == ()
    many = make_players(list("abcd"), positions=[0, 1, 2, 3], powers=[1] * 4, saliences=[1] * 4)
    assert report_influences(rank_inputs(Mean().forecast(many))).notes == (
        "2 more move it no further.",
    )
