"""After an edit only what it touches is read and checked, and nobody can tell from the answer."""

import copy
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stakeholders import DataError, Mark, Problem, Records, load
from stakeholders.cache import Rows, clear
from stakeholders.claims import get_citations, walk_inside, walk_top

# A tracker that is sound, and has something for every rule to say of an edit. Files are sections,
# so that one of them is few; a name in front tells those of one section apart.
FILES: dict[str, Any] = {
    "tracker": {"title": "A tracker", "quote_words": 5},
    "people": {
        "ana": {"name": "Ana Ruiz", "sources": ["letter"]},
        "bo": {"name": "Bo Lind", "died": "2014-05", "sources": ["letter"]},
        "cy": {"name": "Cy Oduya"},
    },
    "b-people": {"dee": {"name": "Dee Falk"}, "eve": {"name": "Ana Ruiz"}},
    "organizations": {
        "union": {"name": "The union"},
        "local": {"name": "The local", "part_of": "union", "sources": ["letter"]},
    },
    "bodies": {
        "board": {
            "name": "The board",
            "headcounts": [
                {"count": 2, "on": "2012-06-01", "sources": ["report"]},
                {"count": 1, "of": "resigned", "sources": ["report"]},
            ],
        },
        "panel": {"name": "The panel", "founded": "2009", "dissolved": "2016"},
    },
    "topics": {
        "tax": {"proposition": "Taxes should rise.", "scale": "three"},
        "rent": {"proposition": "Rents should fall."},
    },
    "sources": {
        "letter": {"title": "A letter", "date": "2010"},
        "report": {"title": "A report", "based_on": ["letter"]},
    },
    "b-sources": {"stray": {"title": "Nobody cites it"}, "memo": {"title": "A memo"}},
    "memberships": [
        {"person": "ana", "body": "board", "start": "2010-01-01", "sources": ["report"]},
        {"person": "bo", "body": "board", "start": "2010-01-01", "sources": ["report"]},
        {"person": "cy", "body": "panel", "start": "2010", "end": "2011", "sources": ["memo"]},
    ],
    "b-memberships": [
        {"person": "cy", "body": "panel", "start": "2012", "sources": ["memo"]},
        {"unnamed": 3, "body": "panel", "sources": ["memo"]},
    ],
    "departures": {
        "ana-leaves": {
            "people": ["ana"],
            "bodies": ["board"],
            "kind": "resigned",
            "date": "2013-02-03",
            "basis": "stated",
            "sources": ["letter"],
            "reasons": [{"summary": "A dispute", "topics": ["tax"], "basis": "stated"}],
        }
    },
    "stances": [
        {"holder": "ana", "topic": "tax", "position": "oppose", "basis": "stated", "date": "2011"},
        {"holder": "bo", "topic": "tax", "position": "support", "basis": "stated", "date": "2013"},
    ],
    "b-stances": [
        {
            "holder": "union",
            "speaker": "dee",
            "topic": "rent",
            "position": "support",
            "basis": "reported",
            "date": "2015",
            "quote": "As it was",
            "sources": [{"source": "memo", "locator": "p. 3"}],
        }
    ],
    "scores": [{"holder": "ana", "of": "power", "value": 0.5, "basis": "inferred"}],
    "b-scores": [{"holder": "ana", "of": "power", "value": 0.7, "basis": "inferred"}],
    "relations": [{"subject": "union", "kind": "advises", "object": "board"}],
    "events": {
        "hearing": {
            "name": "A hearing",
            "kind": "hearing",
            "date": "2012",
            "participants": ["ana", "bo"],
        }
    },
}
Chunks = dict[str, Any]


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files settle at once: the time a file was last moved cannot be set back."""
    monkeypatch.setattr("stakeholders.cache.entries._SETTLED_NANOSECONDS", -(10**12))


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the tracker, which was loaded once, with a cache of its own."""
    monkeypatch.setenv("STAKEHOLDERS_CACHE", str(tmp_path / "kept"))
    top = tmp_path / "tracker"
    top.mkdir()
    write(top, FILES)
    load(top)
    return top


_MOMENTS = iter(range(10**9))


def write(top: Path, chunks: Chunks) -> None:
    """Write the files that are not as they are to be, each at a moment of its own."""
    for path in top.glob("*.yaml"):
        if not chunks.get(path.stem):
            path.unlink()
    for name, records in chunks.items():
        path = top / f"{name}.yaml"
        section = name.removeprefix("b-")
        text = yaml.safe_dump({section: cite(section, records)}, sort_keys=False)
        if records and (not path.exists() or path.read_text(encoding="utf-8") != text):
            path.write_text(text, encoding="utf-8")
            moment = time.time() - 10**6 + next(_MOMENTS)
            os.utime(path, (moment, moment))


def cite(section: str, records: Any) -> Any:  # noqa: ANN401 - as YAML has them
    """Return records with a source for those that need one and have none."""
    if section in {"tracker", "people", "organizations", "topics", "sources"}:
        return records
    cited = copy.deepcopy(records)
    for record in cited.values() if isinstance(cited, dict) else cited:
        for claim in (record, *record.get("reasons", ())):
            claim.setdefault("sources", ["letter"])
    return cited


def tell(top: Path, *, cache: bool) -> tuple[object, ...]:
    """Return everything that a load says: records with all marks, and warnings; or problems."""
    try:
        tracker = load(top, cache=cache)
    except DataError as error:
        return error.problems
    return tracker.records.about, list(list_all(tracker.records)), tracker.warnings


def list_codes(told: Iterable[object]) -> set[str]:
    """Return the codes of problems; none where a load said records."""
    return {problem.code for problem in told if isinstance(problem, Problem)}


def list_all(records: Records) -> Iterator[tuple[object, Mark]]:
    for record in walk_top(records):
        for inner in (*walk_inside(record), *get_citations(record)):
            yield inner, inner.mark


def change(name: str, *way: str | int, to: object = None) -> Chunks:
    """Return the files with one value another, or none where it is to be None."""
    chunks = copy.deepcopy(FILES)
    *path, last = (name, *way)
    place: Any = chunks
    for step in path:
        place = place[step]
    if to is None:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(to)
    else:
        place[last] = to
    return chunks


def add(file: str, key: str | int, /, **record: object) -> Chunks:
    """Return the files with one record more, or another record in the place of one."""
    return change(file, key, to=record)


STATED = {"topic": "rent", "position": "support", "basis": "stated"}
HARMLESS: dict[str, Chunks] = {
    "a body that has not ended": change("bodies", "panel", "dissolved"),
    "nothing but a comment": FILES,
    "a date": change("stances", 0, "date", to="2012"),
    "a name": change("people", "cy", "name", to="Cy Odell"),
    "a name that was twice": change("b-people", "eve", "name", to="Eve Ruiz"),
    "a name that is twice now": change("people", "cy", "name", to="Dee Falk"),
    "a note that says they are two": change("b-people", "eve", "note", to="Not the other."),
    "somebody new": add("people", "fay", name="Fay Holt"),
    "somebody who has no part": change("b-people", "eve"),
    "a seat": add("memberships", 3, person="dee", body="panel"),
    "a stance of somebody new to the file": add("stances", 2, holder="dee", **STATED),
    "a citation": change("stances", 0, "sources", to=["stray"]),
    "another citation": change("b-memberships", 0, "sources"),
    "a source that nobody cites": add("sources", "other", title="Another"),
    "a source that nobody cited": change("b-sources", "stray"),
    "a line before a stray source": add("b-sources", "another", title="Another"),
    "an end that nobody acts after": change("people", "ana", "died", to="2020"),
    "a score that is not twice": change("b-scores", 0, "unit", to="votes"),
    "no seat of those that nobody counts": change("memberships", 2),
    "a whole file": change("relations"),
    "a file more": {**FILES, "b-events": {"talk": {"name": "A talk", "kind": "talk"}}},
    "a parent": change("organizations", "union", "kind", to="union"),
    "a parent more": change("b-sources", "memo", "based_on", to=["report"]),
}
TERMS = {
    "a scale": change("topics", "rent", "scale", to="three"),
    "words": change("tracker", "quote_words", to=9),
    "a title": change("tracker", "title", to="Another tracker"),
    "most files": {name: FILES[name] for name in ("tracker", "people", "sources", "organizations")},
}
HARMFUL: dict[str, tuple[Chunks, str]] = {
    "an id that is gone": (change("people", "cy"), "unknown-id"),
    "an id that is another": (change("topics", "tax"), "unknown-id"),
    "a file of ids that is gone": (change("b-people"), "unknown-id"),
    "an id that is nobody's": (change("stances", 0, "holder", to="nobody"), "unknown-id"),
    "an id of another kind": (change("stances", 0, "topic", to="ana"), "wrong-kind"),
    "an id that is twice": (add("b-people", "ana", name="Ana"), "duplicate-id"),
    "an id twice, of two kinds": (add("topics", "ana", proposition="A."), "duplicate-id"),
    "a source that is gone": (change("sources", "report"), "unknown-id"),
    "a circle": (change("sources", "letter", "based_on", to=["report"]), "circle"),
    "two in a circle": (change("organizations", "union", "part_of", to="local"), "circle"),
    "a quotation": (
        change("b-stances", 0, "quote", to="One two three four five six"),
        "long-quote",
    ),
    "fewer words": (change("tracker", "quote_words", to=1), "long-quote"),
    "a position": (change("stances", 0, "position", to="strongly-oppose"), "off-scale"),
    "a span": (change("memberships", 2, "end", to="2009"), "end-before-start"),
    "a seat that is gone": (change("memberships", 0), "no-seat"),
    "a seat that began later": (
        change("memberships", 0, "start", to="2014"),
        "departure-before-start",
    ),
    "a departure from no seat": (
        change("departures", "ana-leaves", "people", to=["ana", "cy"]),
        "no-seat",
    ),
    "an end that is said twice": (change("memberships", 0, "end", to="2013-02-03"), "end-twice"),
    "a seat that is twice": (
        add("b-memberships", 2, person="cy", body="panel", start="2010-06"),
        "same-seat",
    ),
    "an end that let two seats be": (change("memberships", 2, "end"), "same-seat"),
    "a death before acts": (change("people", "bo", "died", to="2012"), "after-end"),
    "an act after death": (change("stances", 1, "date", to="2020"), "after-end"),
    "an end before acts": (change("bodies", "panel", "dissolved", to="2011"), "after-end"),
    "a head count": (change("bodies", "board", "headcounts", 0, "count", to=3), "head-count"),
    "a seat that is counted": (
        add("memberships", 3, person="dee", body="board", start="2011"),
        "head-count",
    ),
    "a departure that is counted": (
        change("departures", "ana-leaves", "kind", to="removed"),
        "head-count",
    ),
    "a death that is counted": (
        {**change("people", "bo", "died", to="2012-05"), "stances": FILES["stances"][:1]},
        "head-count",
    ),
    "a key": (change("stances", 0, "holdr", to="ana"), "unknown-key"),
    "a second tracker": ({**FILES, "b-tracker": {"title": "Another"}}, "duplicate-key"),
}


@pytest.mark.parametrize("chunks", HARMLESS.values(), ids=HARMLESS)
def test_a_sound_edit_makes_nothing_that_it_does_not_touch(top: Path, chunks: Chunks) -> None:
    write(top, chunks)
    (top / "events.yaml").write_text(f"# edited\n{(top / 'events.yaml').read_text()}")
    cold = tell(top, cache=False)
    edited = load(top)
    assert isinstance(edited.records.stances, Rows)
    assert (edited.records.about, list(list_all(edited.records)), edited.warnings) == cold
    assert tell(top, cache=True) == cold


@pytest.mark.parametrize(("chunks", "code"), HARMFUL.values(), ids=HARMFUL)
def test_an_edit_that_breaks_a_rule_is_told_as_if_all_were_new(
    top: Path, chunks: Chunks, code: str
) -> None:
    write(top, chunks)
    cold = tell(top, cache=False)
    assert code in list_codes(cold)
    assert tell(top, cache=True) == cold
    assert tell(top, cache=True) == cold
    write(top, FILES)
    mended = load(top)
    assert isinstance(mended.records.people, Rows)
    assert tell(top, cache=True) == tell(top, cache=False)


@pytest.mark.parametrize("chunks", TERMS.values(), ids=TERMS)
def test_where_the_terms_of_everything_change_everything_is_checked(
    top: Path, chunks: Chunks
) -> None:
    write(top, chunks)
    told = tell(top, cache=True)
    assert told == tell(top, cache=False) == tell(top, cache=True)
    assert not list_codes(told)


def test_many_edits_leave_few_segments_and_the_same_answer(top: Path) -> None:
    for number in range(40):
        write(top, change("stances", 0, "date", to=str(1980 + number)))
        assert str(load(top).records.stances[1].date) == str(1980 + number)
    assert tell(top, cache=True) == tell(top, cache=False)


@pytest.mark.parametrize("name", [name for name in FILES if name != "b-scores"])
def test_a_file_goes_and_another_changes_at_once(top: Path, name: str) -> None:
    """What is between and behind them stays where it was kept."""
    write(top, change("b-scores"))
    path = top / f"{name}.yaml"
    path.write_text(f"# edited\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    cold = tell(top, cache=False)
    assert tell(top, cache=True) == cold == tell(top, cache=True)


# Edits by chance: what they break, and what they mend

_IDS = ["ana", "bo", "cy", "dee", "eve", "union", "local", "board", "panel", "tax", "rent"]
_SOURCES = ["letter", "report", "stray", "memo"]
_DATES = [
    "2009",
    "2010-01-01",
    "2010-06",
    "2011",
    "2012-05",
    "2013-02-03",
    "2014-05",
    "2016",
    "2020",
]
_VALUES: dict[str, list[Any]] = {
    **dict.fromkeys(["start", "end", "date", "died", "dissolved", "founded", "on"], _DATES),
    **dict.fromkeys(["person", "body", "holder", "topic", "speaker", "part_of"], _IDS),
    **{key: [[name] for name in _IDS] for key in ("people", "bodies", "participants")},
    **{key: [[name] for name in _SOURCES] for key in ("sources", "based_on")},
    "position": ["oppose", "support", "neutral", "strongly-support"],
    "kind": ["resigned", "removed", "declined-seat"],
    "scale": ["two", "three", "five"],
    "name": ["Ana Ruiz", "Dee Falk", "The board"],
    "unit": ["votes"],
    "note": ["Not the other."],
    "headcounts": [[{"count": n, "sources": ["letter"]}] for n in (1, 2, 3)],
}
_FIELDS = {
    "people": ["name", "died", "note", "sources"],
    "organizations": ["name", "part_of", "dissolved", "sources"],
    "bodies": ["name", "part_of", "dissolved", "founded", "headcounts"],
    "topics": ["scale"],
    "sources": ["based_on", "date"],
    "memberships": ["person", "body", "start", "end", "sources"],
    "departures": ["people", "bodies", "kind", "date", "sources"],
    "stances": ["holder", "speaker", "topic", "position", "date", "sources"],
    "scores": ["holder", "topic", "unit", "date", "sources"],
    "relations": ["start", "end", "sources"],
    "events": ["date", "participants", "sources"],
}


def edit(data: st.DataObject, chunks: Chunks) -> None:
    """Change one thing in the files."""
    name = data.draw(st.sampled_from(sorted(chunks)))
    section, records = name.removeprefix("b-"), chunks[name]
    if section == "tracker" or not records:
        return
    keys = list(records) if isinstance(records, dict) else list(range(len(records)))
    key = data.draw(st.sampled_from(keys))
    how = data.draw(
        st.sampled_from(["set", "set", "set", "leave out", "remove", "move", "rename", "copy"])
    )
    if how in {"set", "leave out"}:
        field = data.draw(st.sampled_from(_FIELDS[section]))
        if how == "set":
            records[key][field] = data.draw(st.sampled_from(_VALUES[field]))
        else:
            records[key].pop(field, None)
        return
    record = copy.deepcopy(records[key])
    if how != "copy":
        del records[key]
    if how == "remove":
        return
    other = chunks.setdefault(
        data.draw(st.sampled_from([section, f"b-{section}"])), type(records)()
    )
    if isinstance(other, list):
        other.append(record)
    else:
        other[data.draw(st.sampled_from(_IDS + _SOURCES)) if how == "rename" else key] = record


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nobody_can_tell_what_was_read_before(top: Path, data: st.DataObject) -> None:
    chunks = copy.deepcopy(FILES)
    write(top, chunks)
    clear(top.parent / "kept")
    load(top)
    for _ in range(data.draw(st.integers(1, 6))):
        before = copy.deepcopy(chunks)
        for _ in range(data.draw(st.integers(1, 2))):
            edit(data, chunks)
        write(top, chunks)
        told = tell(top, cache=False)
        assert tell(top, cache=True) == told
        assert tell(top, cache=True) == told
        is_undone = data.draw(st.booleans())
        if is_undone and list_codes(told):
            chunks = before
