"""`network`, `coalitions`, `polarization` and `forecast`, as somebody at a terminal meets them."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from stakeholders.cli import main
from stakeholders.cli.overview import ANALYSES

DATA = Path(__file__).parent.parent / "data"
HARBOUR = """
sources:
  post: {title: The Harbour Post, date: 2020-03-01}
  late: {title: Memoirs, date: 2021-05-01}
people:
  ana: {name: Ana Ruiz}
  bo: {name: Bo Lind}
  cy: {name: Cy Ito}
  dee: {name: Dee Oduya}
  eli: {name: Eli Marsh}
bodies:
  council: {name: Harbour Council, sources: [post]}
memberships:
- {person: ana, body: council, sources: [post]}
- {person: bo, body: council, sources: [post]}
topics:
  toll: {proposition: Ships should pay a toll., label: Toll}
  dredge: {proposition: The harbour should be dredged., label: Dredge, scale: three}
stances:
- {holder: ana, topic: toll, position: support, basis: stated, date: 2020-01-05, quote: Make them
    pay., sources: [post]}
- {holder: bo, topic: toll, position: strongly-support, basis: stated, date: 2020-02,
   sources: [post]}
- {holder: cy, topic: toll, position: oppose, basis: reported, date: 2020-02-10, sources: [post]}
- {holder: dee, topic: toll, position: strongly-oppose, basis: stated, sources: [late]}
- {holder: ana, topic: dredge, position: support, basis: stated, date: 2020-04-01, sources: [late]}
- {holder: bo, topic: dredge, position: oppose, basis: stated, date: 2020-04-02, sources: [late]}
- {holder: cy, topic: dredge, position: neutral, basis: stated, date: 2020-04-02, sources: [late]}
- {holder: eli, topic: toll, position: support, basis: inferred, date: 2020-01-05, confidence: low,
   sources: [post]}
scores:
- {holder: [ana, bo], of: power, value: 0.5, low: 0.25, high: 1, basis: reported, sources: [post]}
- {holder: [cy, dee], of: power, value: 1, basis: reported, sources: [post]}
- {holder: [ana, bo, cy, dee], of: salience, value: 0.5, basis: reported, sources: [post]}
"""


@pytest.fixture
def harbour(tmp_path: Path) -> str:
    path = tmp_path / "harbour.yaml"
    path.write_text(HARBOUR, encoding="utf-8")
    return str(path)


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def read(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """Return the one object that a command prints as JSON."""
    status, out, _ = ask(capsys, *words, "--format", "json")
    assert status == 0
    (found,) = json.loads(out)
    assert isinstance(found, dict)
    return found


QUESTIONS = [
    ["network"],
    ["network", "--over", "concept"],
    ["network", "--over", "both"],
    ["network", "--value", "position", "--normalization", "cosine"],
    ["network", "--value", "basis", "--qualifier", "congruence"],
    ["network", "--why", "ana", "bo"],
    ["network", "--window", "2", "months", "--step", "1"],
    ["network", "--window", "3", "events", "--over", "both", "--normalization", "activity"],
    ["coalitions"],
    ["coalitions", "--value", "position", "--method", "ward", "--k", "2"],
    ["polarization"],
    ["polarization", "--concept", "source", "--sizes", "2", "2"],
    ["forecast", "--topic", "toll"],
    ["forecast", "--topic", "toll", "--sensitivity"],
    [
        "forecast",
        "--topic",
        "toll",
        "--model",
        "condorcet",
        "--model",
        "pce",
        "--model",
        "challenge",
    ],
]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_analysis_answers_in_every_format(
    question: list[str], form: str, harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = ask(capsys, *question, "--format", form, harbour)
    assert (status, bool(out.strip())) == (0, True)
    if form == "json":
        assert isinstance(json.loads(out), list)
    if form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(out))}) == 1


def test_a_tie_says_on_what_and_from_how_many_statements_and_sources(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = ask(capsys, "network", "--format", "csv", harbour)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0] == {
        "who": "Ana Ruiz",
        "with whom": "Cy Ito",
        "tie": "'-1",
        "on": "disagree: Toll",
        "statements": "2",
        "sources": "post",
    }
    # Ana and Bo agree on one thing and disagree on another: a tie of 0 is none.
    assert ("Ana Ruiz", "Bo Lind") not in {(row["who"], row["with whom"]) for row in rows}


INFERRED = """
sources: {s: {title: Minutes}}
people: {ana: {name: Ana Ruiz, sources: [s]}, bo: {name: Bo Lind, sources: [s]}}
topics: {toll: {proposition: There should be a toll.}}
stances:
- {holder: ana, topic: toll, position: support, basis: stated, sources: [s]}
- {holder: bo, topic: toll, position: oppose, basis: inferred, sources: [s]}
"""


@pytest.mark.parametrize("command", ["network", "coalitions", "polarization"])
def test_what_only_the_coder_inferred_is_counted(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "all.yaml"
    data.write_text(INFERRED, encoding="utf-8")
    status, out, _ = ask(capsys, command, str(data))
    assert status == 0
    assert "Of 2 statements, 1 is inferred by the coder." in out.splitlines()


def test_what_is_left_out_is_told_with_its_reasons(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = ask(capsys, "network", harbour)
    assert out.splitlines()[0] == (
        "4 actors, 6 statements, 5 ties (1 of more agreement, 4 of more conflict) by subtract."
    )
    assert out.splitlines()[-1] == (
        "Statements left out: 1 (less than medium confidence: --min-confidence low takes them)"
        " and 1 (neither for nor against)."
    )


def test_low_confidence_can_be_asked_for(harbour: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ask(capsys, "network", "--min-confidence", "low", "--topic", "toll", harbour)
    assert out.splitlines()[0].startswith("5 actors, 5 statements, 10 ties")
    assert out.splitlines()[-1] == (
        "Statements left out: 1 (neither for nor against) and 2 (on other topics)."
    )


def test_json_ties_name_their_statements_and_these_their_sources_and_places(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read(capsys, "network", "--qualifier", "congruence", harbour)
    ties, statements = found["ties"], found["statements"]
    assert isinstance(ties, list)
    assert isinstance(statements, list)
    (tie,) = [tie for tie in ties if (tie["one"], tie["other"]) == ("ana", "bo")]
    behind = [statements[number] for number in tie["statements"]]
    assert [(said["actor"], said["concept"], said["sources"]) for said in behind] == [
        ("ana", "toll", ["post"]),
        ("bo", "toll", ["post"]),
    ]
    assert all(said["file"].endswith("harbour.yaml") and said["line"] > 1 for said in behind)
    assert found["left_out"] == [
        {"why": "less than medium confidence", "number": 1},
        {"why": "neither for nor against", "number": 1},
    ]


def test_ties_below_the_threshold_are_counted_and_the_strongest_told(
    capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    _, out, _ = ask(capsys, "network", "--threshold", "9", harbour)
    assert "Weaker than 9, and not shown: 5 ties; the strongest of all is 1." in out.splitlines()


def test_why_prints_the_very_statements_with_their_words_and_places(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = ask(capsys, "network", "--why", "ana", "bo", harbour)
    lines = out.splitlines()
    assert lines[0] == (
        "Ana Ruiz and Bo Lind: 0 from 4 statements (agree: Toll; disagree: Dredge)."
    )
    (said,) = [line for line in lines if "Make them pay." in line]
    assert said.split()[-1].startswith(harbour)


def test_statements_can_be_chosen_by_body_time_and_basis(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for options, number in (
        (["--body", "council"], 4),
        (["--until", "2020-02-28"], 2),
        (["--until", "2020-02-28", "--dates", "earliest"], 3),
        (["--since", "2020-04", "--until", "2020-04"], 2),
        (["--basis", "reported"], 1),
        (["--basis", "reported", "--basis", "stated"], 6),
        (["--as-known-on", "2020-12-31"], 3),
        (["--min-statements", "2"], 4),
        (["--actor", "body"], 4),
    ):
        found = read(capsys, "network", *options, harbour)
        assert isinstance(found["statements"], list)
        assert (options, len(found["statements"])) == (options, number)


def test_windows_tell_how_many_statements_each_rests_on(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["network", "--window", "1", "months", "--format", "csv", harbour]
    _, out, err = ask(capsys, *words)
    rows = [row[:4] for row in csv.reader(io.StringIO(out))][1:]
    assert rows == [
        ["2020-01-01", "2020-01-31", "1", "0"],
        ["2020-02-01", "2020-02-29", "2", "1"],
        ["2020-03-01", "2020-03-31", "0", "0"],
        ["2020-04-01", "2020-04-30", "2", "1"],
    ]
    assert err == (
        "Statements left out: 1 (less than medium confidence: --min-confidence low takes them),"
        " 1 (neither for nor against) and 1 (not dated well enough).\n"
    )


def test_coalitions_say_what_holds_them_together_and_how_many_methods_agree(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = ask(capsys, "coalitions", "--topic", "toll", harbour)
    lines = out.splitlines()
    assert lines[0].startswith("4 actors, 4 statements: 2 coalitions by ")
    assert lines[1:3] == [
        "Coalition 1, 2 actors: 2 for Toll.",
        "Coalition 2, 2 actors: 2 against Toll.",
    ]
    assert any(line.startswith("Modularity by method: single ") for line in lines)
    found = read(capsys, "coalitions", "--topic", "toll", harbour)
    assert isinstance(found["partitions"], list)
    assert len(found["partitions"]) == 13
    assert isinstance(found["coalitions"], list)
    members = [[a["id"] for a in each["actors"]] for each in found["coalitions"]]
    assert members == [["ana", "bo"], ["cy", "dee"]]
    assert found["coalitions"][0]["views"] == [{"concept": "toll", "for": 2, "against": 0}]


def test_steps_of_a_scale_keep_opponents_apart_by_every_method(
    capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    words = ["coalitions", "--topic", "toll", "--value", "position"]
    found = read(capsys, *words, harbour)
    assert isinstance(found["partitions"], list)
    together = [["ana", "bo"], ["cy", "dee"]]
    assert {str(each["groups"]) for each in found["partitions"]} == {str(together)}


def test_coalitions_of_names_are_told_without_sides(
    capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    _, out, _ = ask(capsys, "coalitions", "--value", "basis", harbour)
    assert out.splitlines()[1] == "Coalition 1, 3 actors."


def test_coalitions_without_agreement_are_said_to_say_nothing(
    capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    _, out, _ = ask(capsys, "coalitions", "--value", "quote", "--min-confidence", "low", harbour)
    note = "No division has more ties inside than chance gives: these coalitions say nothing."
    assert note in out.splitlines()


def test_positions_are_told_by_the_names_of_their_topics_whatever_the_value(
    capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    words = ["polarization", "--value", "quote", "--format", "csv", harbour]
    _, out, _ = ask(capsys, *words)
    spread = [row[1] for row in csv.reader(io.StringIO(out)) if row[0] == "Esteban-Ray P"]
    assert spread == ["Dredge", "Toll"]


def test_the_same_seed_gives_the_same_coalitions(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["coalitions", "--seed", "7", "--format", "json", harbour]
    assert ask(capsys, *words) == ask(capsys, *words)


def test_polarization_says_q_its_split_and_the_spread_of_each_topic(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = ask(capsys, "polarization", "--topic", "toll", harbour)
    lines = out.splitlines()
    assert lines[:3] == [
        "4 actors, 4 statements: balance Q 1.000, exactly.",
        "Camp 1, 2 actors: Ana Ruiz and Bo Lind.",
        "Camp 2, 2 actors: Cy Ito and Dee Oduya.",
    ]
    found = read(capsys, "polarization", harbour)
    assert found["spreads"] == [
        {
            "concept": "dredge",
            "counts": {"oppose": 1, "neutral": 1, "support": 1},
            "actors": 3,
            "agreement": 0.0,
            "polarization": pytest.approx(4 / 27),
        },
        {
            "concept": "toll",
            "counts": {
                "strongly-oppose": 1,
                "oppose": 1,
                "neutral": 0,
                "support": 1,
                "strongly-support": 1,
            },
            "actors": 4,
            "agreement": pytest.approx(-10 / 18 / 4),
            "polarization": pytest.approx(7 / 64),
        },
    ]


def test_bounds_of_what_is_assumed_are_not_called_stated(
    capsys: pytest.CaptureFixture[str], harbour: str
) -> None:
    words = ["forecast", "--topic", "toll", "--holder", "ana", "--holder", "eli"]
    words += ["--min-confidence", "low", "--missing", "0.5", "--sensitivity", "--format", "csv"]
    _, out, _ = ask(capsys, *words, harbour)
    bounds = {row[0]: row[3] for row in csv.reader(io.StringIO(out))}
    assert bounds["power of Eli Marsh"] == "assumed"
    assert bounds["power of Ana Ruiz"] == "stated"


def test_a_what_if_says_each_model_once(capsys: pytest.CaptureFixture[str], harbour: str) -> None:
    _, out, _ = ask(capsys, "forecast", "--topic", "toll", "--without", "dee", harbour)
    assert [line.partition(":")[0] for line in out.splitlines()[1:4]] == [
        "Weighted mean",
        "Weighted median",
        "",
    ]


def test_forecasts_say_their_players_claims_and_what_if(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["forecast", "--topic", "toll", "--without", "dee", "--move", "cy=support"]
    found = read(capsys, *words, harbour)
    forecasts, what_if = found["forecasts"], found["what_if"]
    assert isinstance(forecasts, dict)
    assert isinstance(what_if, dict)
    # Weights 1/4, 1/4, 1/2, 1/2 at 1, 2, -1, -2; then 1/4, 1/4, 1/2 at 1, 2, 1.
    assert forecasts["mean"]["outcome"] == pytest.approx(-0.5)
    assert what_if["mean"]["after"] == pytest.approx(1.25)
    assert forecasts["median"]["outcome"] == -1
    claims = forecasts["mean"]["players"][0]["power"]["claims"]
    assert [(claim["kind"], claim["sources"]) for claim in claims] == [("score", ["post"])]


def test_sensitivity_ranks_the_numbers_by_the_bounds_their_claims_state(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read(capsys, "forecast", "--topic", "toll", "--model", "mean", "--sensitivity", harbour)
    ranked = found["sensitivity"]
    assert isinstance(ranked, list)
    assert ranked[0]["player"] == "bo"
    assert (ranked[0]["quality"], ranked[0]["low"], ranked[0]["high"]) == ("power", 0.25, 1.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["network", "--actor", "holdr"],
            "actor: there is no variable 'holdr' (did you mean 'holder'?): there is ",
        ),
        (["network", "--over", "actr"], "--over: 'actr' is none of actor, concept, both (did"),
        (
            ["network", "--qualifier", "congruense"],
            "qualifier: 'congruense' is not known (did you mean 'congruence'?): expected ",
        ),
        (
            ["network", "--normalization", "activity"],
            "normalization: no activity in a one-mode network: expected ",
        ),
        (["network", "--topic", "tol"], "no topic 'tol' (did you mean 'toll'?)"),
        (["network", "--body", "council", "--on", "spring"], "'spring' is not a date"),
        (["network", "--on", "2020-01-05"], "--on says who sat on a body: name it with --body"),
        (
            ["network", "--since", "2031"],
            "no statements left: all of 8 were left out (not surely between the days: 8)",
        ),
        (["network", "--basis", "guessed"], "basis: 'guessed' is not known: expected "),
        (["network", "--why", "ana", "ana"], "--why: expected two, found 'ana' twice"),
        (["network", "--why", "ana", "eli"], "--why: of 'eli', no statement counts here"),
        (["network", "--why", "anna", "bo"], "no label of this network 'anna' (did you mean 'ana'"),
        (
            ["network", "--window", "9", "years"],
            "width: 9 years",
        ),
        (
            ["network", "--window", "two", "months"],
            "--window: expected a whole number and a unit, found 'two'",
        ),
        (["network", "--window", "2", "moons"], "unit: 'moons' is not known"),
        (
            ["network", "--window", "2", "months", "--why", "ana", "bo"],
            "--window: ask for one span, by --since and --until, to see its ties",
        ),
        (["coalitions", "--k", "few"], "--k: 'few': expected a number, 3, or a span, 2..5"),
        (["network", "--step", "2"], "--step is from window to window: ask for windows, by"),
        (
            ["network", "--dates", "nearest"],
            "dates: 'nearest' is not known (did you mean 'earliest'?)",
        ),
        (
            ["network", "--window", "2", "months", "--threshold", "2"],
            "--window: all ties of a window are counted: leave out --threshold",
        ),
        (["network", "--window", "2.5", "months"], "--window: expected a whole number and a unit"),
        (["network", "--threshold", "nan"], "--threshold: nan: expected a number from 0"),
        (
            ["coalitions", "--k", "5..2"],
            "--k: '5..2': expected 1 or more, the smaller number first",
        ),
        (["coalitions", "--k", "0"], "--k: '0': expected 1 or more, the smaller number first"),
        (["coalitions", "--k", "9"], "k_min: 9 groups of 4 actors: expected at most 4"),
        (["coalitions", "--method", "wards"], "methods: no method 'wards' (did you mean 'ward'?)"),
        (["coalitions", "--min-statements", "9"], "no statements left: all of 8 were left out"),
        (["polarization", "--sizes", "1", "9"], "sizes: (1, 9) for 4 actors: expected two numbers"),
        (["forecast", "--topic", "tol"], "no topic 'tol' (did you mean 'toll'?)"),
        (["forecast", "--topic", "dredge", "--model", "mode"], "model: 'mode' is not known"),
        (["forecast", "--topic", "toll", "--missing", "much"], "--missing: 'much': expected a"),
        (
            ["forecast", "--topic", "toll", "--missing", "fame=1"],
            "missing: 'fame' cannot be assumed: expected power or salience",
        ),
        (["forecast", "--topic", "toll", "--move", "ana"], "--move: 'ana': expected ID=POSITION"),
        (["forecast", "--topic", "toll", "--move", "ana=pro"], "position: 'pro' is not known"),
        (["forecast", "--topic", "toll", "--move", "ana=7"], "the position of ana is 7: expected"),
        (["forecast", "--topic", "toll", "--without", "ann"], "no player 'ann' (did you mean"),
        (
            ["forecast", "--topic", "toll", "--min-confidence", "low"],
            "no forecast on toll: power is missing for eli",
        ),
        (["network", "--chart", "x.gif"], "no format '.gif': use "),
        (["network", "--over", "both", "--chart", "x.svg"], "--chart: who said what is drawn by"),
        (["network", "--qualifier", "ignore", "--chart", "x.svg"], "--chart: ignore tells neither"),
        (
            ["network", "--chart", "no/such/folder.svg"],
            "cannot write 'no/such/folder.svg': No such",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_question_ends_with_a_sentence_and_status_2(
    arguments: list[str], message: str, harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ask(capsys, *arguments, harbour)
    assert (status, out) == (2, "")
    assert err.startswith(f"stakeholders: {message}")
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ANALYSES)
def test_without_the_extra_it_says_how_to_get_it(
    command: str, harbour: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in list(sys.modules):
        if name.startswith(("stakeholders.analysis", "stakeholders.cli.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    options = ["--topic", "toll"] if command == "forecast" else []
    status, out, err = ask(capsys, command, *options, harbour)
    assert (status, out) == (2, "")
    assert err == "stakeholders: an analysis needs more: pip install 'stakeholders[analysis]'\n"


def test_other_commands_import_nothing_heavy(harbour: str) -> None:
    code = (
        "import sys; from stakeholders.cli import main;"
        f"main(['stances', {harbour!r}]);"
        "print({'numpy', 'scipy', 'networkx'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "set()\n"


def test_of_several_trackers_each_is_asked_and_one_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        title = f"tracker: {{title: {name}}}\n"
        (tmp_path / name / "tracker.yaml").write_text(title + HARBOUR, encoding="utf-8")
    status, out, _ = ask(capsys, "polarization", "--format", "json", str(tmp_path))
    assert (status, len(json.loads(out))) == (0, 2)
    file = tmp_path / "camps.svg"
    status, out, err = ask(capsys, "polarization", "--chart", str(file), str(tmp_path))
    assert (status, out, file.exists()) == (2, "", False)
    assert err.startswith("stakeholders: 2 trackers could be drawn: say which: ")


@pytest.mark.parametrize("command", ANALYSES)
def test_a_chart_is_written_beside_the_answer(
    command: str, harbour: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "picture.svg"
    options = ["--topic", "toll"] if command == "forecast" else []
    words = [command, *options, "--chart", str(file), "--theme", "dark", harbour]
    status, out, err = ask(capsys, *words)
    assert (status, err, bool(out)) == (0, "", True)
    assert file.read_text(encoding="utf-8").startswith("<svg ")


def test_a_region_of_markdown_holds_the_answer_or_the_picture(
    harbour: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    name = Path(harbour).name
    page.write_text(
        f"<!-- stakeholders: network {name} -->\n<!-- /stakeholders -->\n"
        f"<!-- stakeholders: polarization --chart camps.svg {name} -->\n<!-- /stakeholders -->\n",
        encoding="utf-8",
    )
    assert ask(capsys, "render", str(page))[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "| who | with whom | tie | on | statements | sources |" in text
    assert "![Two camps: 4 in all;" in text
    assert (tmp_path / "camps.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_the_nineteen_members_fall_into_those_who_left_and_those_who_stayed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["polarization", "--body", "task-force", "--duplicates", "range"]
    found = read(capsys, *words, str(DATA / "secure-communities"))
    camps = found["camps"]
    assert isinstance(camps, list)
    assert sorted(actor["id"] for actor in camps[0]) == [
        "afl-cio-representative",
        "crane",
        "immigration-officers-union-representative",
        "nystrom",
        "venegas",
    ]
    assert (len(camps[1]), found["exact"]) == (14, True)
    assert found["balance"] == pytest.approx(1)


def test_the_tie_of_the_aclu_and_venegas_is_four_quotations(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["network", "--why", "aclu", "venegas"]
    found = read(capsys, *words, str(DATA / "secure-communities"))
    statements = found["statements"]
    assert isinstance(statements, list)
    assert [(said["holder"], said["topic"], said["sources"]) for said in statements] == [
        ("aclu", "report", ["s01"]),
        ("venegas", "report", ["s09", "venegas-letter"]),
        ("aclu", "terminate", ["s01"]),
        ("venegas", "terminate", ["s13"]),
    ]
    assert all(said["quote"] for said in statements)


def test_a_forecast_of_real_actors_refuses_what_nobody_scored(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["forecast", "--topic", "terminate", str(DATA / "secure-communities")]
    status, out, err = ask(capsys, *words)
    assert (status, out) == (2, "")
    assert err.startswith("stakeholders: no forecast on terminate: power is missing for venegas,")


def test_an_engine_is_refused_for_an_analysis_needs_every_stance(
    harbour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ask(capsys, "network", "--engine", "duckdb", harbour)
    assert (status, out) == (2, "")
    assert err.startswith("stakeholders: --engine: network needs a whole tracker")
