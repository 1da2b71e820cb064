"""Broken data, each with the exact problems that it must report, by both parsers."""

import pytest
import yaml

from stakeholders import DataError, loads
from stakeholders.loading import reader

SOURCE = "sources: {s1: {title: Minutes}}\n"
PEOPLE = SOURCE + "people: {ana: {name: Ana Ruiz}, bo: {name: Bo Lind}}\n"
COUNCIL = PEOPLE + "bodies: {council: {name: Council, sources: [s1]}}\n"
SEAT = COUNCIL + "memberships:\n- {person: ana, body: council, start: 2011, sources: [s1]}\n"
TOPIC = PEOPLE + "topics: {tax: {proposition: Taxes should rise., scale: three}}\n"

BROKEN = [
    ("a: [1, 2\n", "2:1: a bracket is opened and never closed [yaml-syntax]"),
    ("a: 'x\n", "2:1: a quotation mark is opened and never closed [yaml-syntax]"),
    (
        "people:\n\tana: x\n",
        "2:1: a text that begins with this character must be in quotation marks"
        " (there is a tab: indent with spaces) [yaml-syntax]",
    ),
    (
        "people: {}\nx: a: b\n",
        "2:5: a second colon on this line: put the text in quotation marks [yaml-syntax]",
    ),
    (
        "people: &all {}\nbodies: *all\n",
        "1:9: an anchor (&all): write the value out where it is used [anchor]"
        "\n2:9: an alias (*all): write the value out [alias]",
    ),
    (
        "people: !!python/none x\n",
        "1:9: a tag ('tag:yaml.org,2002:python/none'): the field decides what a value is [tag]"
        "\n1:9: people: expected a mapping of ids, found a text [wrong-shape]",
    ),
    ("<<: {a: b}\n", "1:1: a merge key (<<): write the fields out [merge-key]"),
    ("? [a]\n: b\n", "1:3: a key must be a plain text [bad-key]"),
    (
        "people: {}\n---\npeople: {}\n",
        "2:1: a second document: use one file for each [several-documents]",
    ),
    (
        "[" * 60,
        "1:51: more than 50 lists and mappings inside each other [too-deep]",
    ),
    (
        "- a\n",
        "1:1: expected sections such as people or stances, each a key with a colon [not-a-mapping]",
    ),
    (
        "people: {ana: {name: A\0}}\n",
        "1:23: the character \\x00 cannot stand here: delete it [control-character]",
    ),
    (
        'people: {ana: {name: "A\\0"}}\n',
        "1:22: the character \\x00 cannot stand in a text [control-character]",
    ),
    (
        "people:\n<<<<<<< ours\n",
        "2:1: this is an unresolved git merge conflict [merge-conflict]",
    ),
    ("<!DOCTYPE html>\n", "1:1: this is HTML or XML and not YAML [not-yaml]"),
    (
        b"people:\n  ana: {name: \xe9}\n",
        "2:15: byte 0xe9 is not UTF-8: save the file as UTF-8 [not-utf-8]",
    ),
    (b"\xff\xfea\0", "1:1: UTF-16 text: save the file as UTF-8 [not-utf-8]"),
    (
        "people: {ana: {name: A}, ana: {name: B}}\n",
        "1:26: the key 'ana' is here twice: first at line 1 [duplicate-key]",
    ),
    (
        "people:\n  ana:\n    name:\n",
        "3:5: name has no value: write one, or leave the key out [empty-value]",
    ),
    (
        "people: {ana: {nmae: Ana}}\n",
        "1:10: person: expected name or unnamed, found none of them [one-of]"
        "\n1:16: person: no field 'nmae' (did you mean 'name'?): expected name, unnamed, aliases,"
        " sector, born, died, note, disputed or sources [unknown-key]",
    ),
    (
        "poeple: {}\n",
        "1:1: no section 'poeple' (did you mean 'people'?): expected tracker, people,"
        " organizations, bodies, topics, sources, memberships, departures, stances, scores,"
        " relations or events [unknown-section]",
    ),
    (
        "people: {Ana: {name: A}}\n",
        "1:10: person id: 'Ana' is not an id: lower-case letters and digits joined by hyphens"
        " [bad-id]",
    ),
    (
        "people: {a: {name: A}}\nsources: {a: {title: T}}\n",
        "2:11: the id 'a' is taken by a person at <string>:1:10 [duplicate-id]",
    ),
    ("people: [a]\n", "1:9: people: expected a mapping of ids, found a list [wrong-shape]"),
    (
        PEOPLE
        + "stances:\n- {holder: ana, topic: tx, position: suport, basis: stated, sources: [s1]}\n",
        "4:38: position: 'suport' is not known (did you mean 'support'?): expected strongly-oppose,"
        " oppose, neutral, support or strongly-support [bad-value]"
        "\n4:24: topic: no topic 'tx' [unknown-id]",
    ),
    (
        TOPIC
        + "stances:\n- {holder: anna, topic: tax, position: support, basis: stated, sources: [s1]}\n",
        "5:12: holder: no person, organization or body 'anna' (did you mean 'ana'?) [unknown-id]",
    ),
    (
        TOPIC
        + "stances:\n- {holder: s1, topic: tax, position: support, basis: stated, sources: [s1]}\n",
        "5:12: holder: 's1' is a source: expected a person, organization or body [wrong-kind]",
    ),
    (
        TOPIC + "stances:\n- {holder: ana, topic: tax, position: support, basis: stated}\n",
        "5:3: stance: no source: every claim needs one, as in sources: [some-id] [no-source]",
    ),
    (
        TOPIC
        + "stances:\n- {holder: ana, topic: tax, position: strongly-support, basis: stated, sources: [s1]}\n",
        "5:39: position: strongly-support is not on the scale of tax: expected oppose, neutral or"
        " support [off-scale]",
    ),
    (
        PEOPLE + "stances:\n- {holder: ana, position: support, basis: stated, sources: [s1]}\n",
        "4:3: stance: topic is missing: on which topic [missing-key]",
    ),
    (
        COUNCIL
        + "memberships:\n- {person: ana, body: council, start: 15 May 2011, sources: [s1]}\n",
        "5:39: start: '15 May 2011' is not a date: expected a year, month or day (2011, 2011-09,"
        " 2011-09-14), one unknown day between two (2011-09-14..2011-09-15), by or from a day"
        " (../2011-09, 2011-09/..), with ~ for about, ? for doubtful, % for both [bad-date]",
    ),
    (
        COUNCIL
        + "memberships:\n- {person: ana, body: council, start: 2011-02-30, sources: [s1]}\n",
        "5:39: start: '2011-02-30' is not a date: there is no such day [bad-date]",
    ),
    (
        COUNCIL
        + "memberships:\n- {person: ana, body: council, start: 2012, end: 2011, sources: [s1]}\n",
        "5:50: end: 2011 lies before start, 2012 [end-before-start]",
    ),
    (
        SEAT + "- {person: ana, body: council, start: 2012, sources: [s1]}\n",
        "6:3: membership: ana already sits on council: see <string>:5:3 [same-seat]",
    ),
    (
        COUNCIL
        + "departures:\n  d: {people: [ana], bodies: [council], kind: resigned, basis: stated, sources: [s1]}\n",
        "5:16: departure: ana leaves council without a membership in it [no-seat]",
    ),
    (
        SEAT
        + "departures:\n  d: {people: [ana], bodies: [council], kind: resigned, date: 2010, basis: stated, sources: [s1]}\n",
        "7:63: date: 2010 lies before ana joined, 2011 at <string>:5:3 [departure-before-start]",
    ),
    (
        SEAT.replace("start: 2011", "end: 2012")
        + "departures:\n  d: {people: [ana], bodies: [council], kind: resigned, basis: stated, sources: [s1]}\n",
        "5:37: end: the departure at <string>:7:3 says it: leave the end out [end-twice]",
    ),
    (
        SEAT + "departures:\n"
        "  d: {people: [ana], bodies: [council], kind: resigned, basis: stated, sources: [s1]}\n"
        "  e: {people: [ana], bodies: [council], kind: removed, basis: stated, sources: [s1]}\n",
        "8:16: departure: ana left council already: see <string>:7:3 [left-twice]",
    ),
    (
        SEAT
        + "departures:\n  d: {bodies: [council], kind: resigned, basis: stated, sources: [s1]}\n",
        "7:3: departure: nobody leaves: expected people, unnamed or both [one-of]",
    ),
    (
        SOURCE
        + "organizations:\n  a: {name: A, part_of: b, sources: [s1]}\n  b: {name: B, part_of: a, sources: [s1]}\n",
        "3:25: a circle: a (<string>:3:25) -> b (<string>:4:25) -> a [circle]",
    ),
    (
        "people:\n  ana: {name: Ana, died: 2011}\n",
        "2:26: person: no source for died [no-source]",
    ),
    (
        TOPIC.replace("{name: Ana Ruiz}", "{name: Ana Ruiz, died: 2009, sources: [s1]}")
        + "stances:\n- {holder: ana, topic: tax, position: support, basis: stated, date: 2011, sources: [s1]}\n",
        "5:69: date: 2011 lies after ana died, 2009 at <string>:2:10 [after-end]",
    ),
    (
        SEAT.replace(
            "sources: [s1]}}", "headcounts: [{count: 3, sources: [s1]}], sources: [s1]}}", 1
        ),
        "3:56: count: 3 members, but the records of council say 1, the first at <string>:5:3"
        " [head-count]",
    ),
    (
        "tracker: {title: T, quote_words: 2}\n"
        + TOPIC
        + "stances:\n- {holder: ana, topic: tax, position: support, basis: stated, quote: it must rise, sources: [s1]}\n",
        "6:70: quote: 3 words: this tracker allows 2 [long-quote]",
    ),
    (
        SEAT.replace("start: 2011", "disputed: [{field: strat, value: x, sources: [s1]}]"),
        "5:51: field: no field 'strat' here (did you mean 'start'?): expected confidence, note,"
        " person, unnamed, body, role, on_behalf_of, start, end, succeeds or basis [unknown-key]",
    ),
    (
        SEAT.replace("sources: [s1]}\n", "sources: [s1, s1]}\n"),
        "5:59: sources: 's1' is here twice [duplicate-item]",
    ),
    (
        "sources: {s: {title: T, url: 'javascript:alert(1)'}}\n",
        "1:30: url: 'javascript:alert(1)' is not an address that begins with http://, https:// or"
        " mailto: [bad-value]",
    ),
]


@pytest.mark.parametrize("parser", [yaml.BaseLoader, reader.Parser], ids=["pure", "default"])
@pytest.mark.parametrize(("data", "expected"), BROKEN, ids=range(len(BROKEN)))
def test_every_fault_is_reported_whole(
    data: str | bytes, expected: str, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "Parser", parser)
    with pytest.raises(DataError) as caught:
        loads(data)
    found = {str(problem).removeprefix("<string>:") for problem in caught.value.problems}
    assert found == set(expected.split("\n"))


def test_unused_sources_are_warnings() -> None:
    assert [str(problem) for problem in loads(SOURCE).warnings] == [
        "<string>:1:11: warning: source: nothing cites 's1' [unused-source]"
    ]


def test_strict_loads_let_warnings_fail() -> None:
    with pytest.raises(DataError, match="unused-source"):
        loads(SOURCE, strict=True)


def test_nothing_written_is_a_warning() -> None:
    assert [problem.code for problem in loads("# nothing yet\n").warnings] == ["empty-file"]


def test_an_invisible_character_is_a_warning() -> None:
    warnings = loads("people: {ana: {name: 'A\u200bna'}}").warnings
    assert [str(problem) for problem in warnings] == [
        "<string>:1:22: warning: the invisible character \\u200b is in 'A\\u200bna'"
        " [invisible-character]"
    ]


def test_one_name_twice_is_a_warning() -> None:
    warnings = loads("people: {ana: {name: Ana}, bo: {name: ana}}").warnings
    assert [problem.code for problem in warnings] == ["same-name"]
