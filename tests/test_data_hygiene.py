"""What holds of all the trackers that come with the library, whatever they are about."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import pytest

import stakeholders
from stakeholders import (
    About,
    Claim,
    Departure,
    Event,
    Headcount,
    Membership,
    Organization,
    Person,
    Reading,
    Reason,
    Record,
    Relation,
    Source,
    Stance,
    Topic,
    Tracker,
)

ROOT = Path(__file__).parent.parent / "data"
NAMES = ["business-councils-2017", "secure-communities", "social-mobility-commission"]
FILES = sorted(path for path in ROOT.rglob("*") if path.is_file())
YAML_FILES = [path for path in FILES if path.suffix == ".yaml"]
LONGEST_QUOTATION = 25
LONGEST_LINE = 110


@pytest.fixture(scope="module", params=NAMES)
def tracker(request: pytest.FixtureRequest) -> Tracker:
    return stakeholders.load(ROOT / request.param)


def walk(value: object) -> Iterator[Record]:
    """Yield every record inside a value, at any depth."""
    if isinstance(value, Record):
        yield value
        for field in attrs.fields(type(value)):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from walk(item)


def walk_all(tracker: Tracker) -> Iterator[Record]:
    for field in attrs.fields(type(tracker.records)):
        yield from walk(getattr(tracker.records, field.name))


def list_texts(record: Record) -> Iterator[str]:
    """Yield the texts written in a record itself."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, str):
            yield value


def test_every_folder_of_data_is_a_tracker() -> None:
    assert sorted(path.name for path in stakeholders.find_trackers(ROOT)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_strictly(name: str) -> None:
    assert stakeholders.load(ROOT / name, strict=True).warnings == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_but_yaml_and_prose_is_kept(path: Path) -> None:
    assert path.suffix in {".yaml", ".md"}


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_begins_with_what_it_holds(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_lines_are_not_long_but_for_addresses_and_titles(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    long = [number for number, line in lines if len(line) > LONGEST_LINE and "://" not in line]
    assert long == []


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_has_no_trailing_space_and_ends_in_one_line_end(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"[ \t]+\n|\t|\r|\n\n\Z|[^\n]\Z", text) == []


def test_it_is_free_for_any_use_and_limits_quotations(tracker: Tracker) -> None:
    about = tracker.records.about
    assert isinstance(about, About)
    assert (about.licence, about.quote_words) == ("CC0-1.0", LONGEST_QUOTATION)


def test_it_says_what_it_is(tracker: Tracker) -> None:
    about = tracker.records.about
    assert about is not None
    assert about.description


def test_no_quotation_is_long(tracker: Tracker) -> None:
    long = [
        str(record.mark)
        for record in walk_all(tracker)
        if len((getattr(record, "quote", None) or "").split()) > LONGEST_QUOTATION
    ]
    assert long == []


def test_no_quotation_within_prose_is_long(tracker: Tracker) -> None:
    long = [
        quoted
        for record in walk_all(tracker)
        for text in list_texts(record)
        for quoted in re.findall(r'"([^"]+)"', text)
        if len(quoted.split()) > LONGEST_QUOTATION
    ]
    assert long == []


def test_a_quotation_stands_without_quotation_marks(tracker: Tracker) -> None:
    marked = [
        str(record.mark)
        for record in walk_all(tracker)
        if (getattr(record, "quote", None) or "a")[0] in "\"'“‘"  # noqa: RUF001 - all that quote
        or (getattr(record, "quote", None) or "a")[-1] in '"”'
    ]
    assert marked == []


@pytest.mark.parametrize(
    "kind", [Departure, Reason, Stance, Relation, Membership, Event, Headcount, Reading]
)
def test_every_claim_has_a_source(tracker: Tracker, kind: type[Claim | Reading]) -> None:
    bare = [
        str(record.mark)
        for record in walk_all(tracker)
        if isinstance(record, kind) and not record.sources
    ]
    assert bare == []


def test_every_person_takes_part_in_something(tracker: Tracker) -> None:
    """A name alone is no claim; what somebody did, held or was is one, and cites its source."""
    named = {
        name
        for record in walk_all(tracker)
        if not isinstance(record, Person | Source)
        for name in (*list_texts(record), *list_ids(record))
    }
    assert [person.id for person in tracker.of(Person) if person.id not in named] == []


def list_ids(record: Record) -> Iterator[str]:
    """Yield the items of the lists of ids, and of other texts, in a record itself."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, str))


def test_every_source_is_cited_or_passed_on_by_one_that_is(tracker: Tracker) -> None:
    reached = {source.id for source in tracker.sources_of(*walk_all(tracker))}
    assert [source.id for source in tracker.of(Source) if source.id not in reached] == []


def test_every_address_is_one_of_the_web(tracker: Tracker) -> None:
    wrong = [
        url
        for source in tracker.of(Source)
        for url in source.url
        if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+/\S*", url)
    ]
    assert wrong == []


def test_every_source_says_who_published_or_wrote_it_or_where_it_stands(tracker: Tracker) -> None:
    nameless = [s.id for s in tracker.of(Source) if not (s.publisher or s.author or s.url)]
    assert nameless == []


def test_a_stated_reason_is_nobody_elses(tracker: Tracker) -> None:
    wrong = [
        str(record.mark)
        for record in walk_all(tracker)
        if isinstance(record, Reason) and record.basis == "stated" and record.according_to
    ]
    assert wrong == []


def test_an_organization_does_not_speak_through_itself(tracker: Tracker) -> None:
    people = {person.id for person in tracker.of(Person)}
    own = [str(s.mark) for s in tracker.of(Stance) if s.speaker and s.holder in people]
    assert own == []


def test_every_proposition_is_a_sentence(tracker: Tracker) -> None:
    loose = [topic.id for topic in tracker.of(Topic) if topic.proposition[-1] != "."]
    assert loose == []


def test_every_topic_is_taken_a_stand_on_or_a_reason(tracker: Tracker) -> None:
    used = {stance.topic for stance in tracker.of(Stance)}
    used |= {t for d in tracker.of(Departure) for reason in d.reasons for t in reason.topics}
    assert [topic.id for topic in tracker.of(Topic) if topic.id not in used] == []


def test_who_has_no_name_is_described_and_has_no_other_names(tracker: Tracker) -> None:
    named_after_all = [p.id for p in tracker.of(Person) if not p.named and p.aliases]
    assert named_after_all == []


def test_one_id_is_one_organization_in_all_trackers() -> None:
    names: dict[str, set[str]] = {}
    for name in NAMES:
        for organization in stakeholders.load(ROOT / name).of(Organization):
            names.setdefault(organization.id, set()).add(organization.name)
    assert {name: found for name, found in names.items() if len(found) > 1} == {}
