"""What the cache promises: the same answers, sooner; and never a fault for its sake."""

import copy
import io
import os
import pickle
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stakeholders
from stakeholders import CacheWarning, DataError, load
from stakeholders.cache import Rows, Shape, clear, find_folder, look_into, settle
from stakeholders.cache.packing import Packer
from stakeholders.cache.segments import Segment
from stakeholders.cli import main
from stakeholders.cli.progress import Progress
from stakeholders.errors import Mark
from stakeholders.loading import files, keeping
from stakeholders.model import Source

DATA = Path(__file__).parent.parent / "data"
TRACKERS = sorted(path.parent for path in DATA.glob("*/tracker.yaml"))
PEOPLE = "people:\n  ana: {name: Ana Ruiz}\n  bo: {name: Bo Lind}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of its own, which is not there yet."""
    path = tmp_path / "kept" / "here"
    monkeypatch.setenv("STAKEHOLDERS_CACHE", str(path))
    return path


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """Return a tracker of two files that were written an hour ago."""
    top = tmp_path / "tracker"
    top.mkdir()
    write(top / "people.yaml", PEOPLE)
    write(top / "topics.yaml", "topics: {tax: {proposition: Taxes should rise.}}\n")
    return top


def write(path: Path, text: str, *, age: float = 3600) -> None:
    path.write_text(text, encoding="utf-8")
    moment = time.time() - age
    os.utime(path, (moment, moment))


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files settle at once: the time a file was last moved cannot be set back."""
    monkeypatch.setattr("stakeholders.cache.entries._SETTLED_NANOSECONDS", -(10**12))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read from now on."""
    names: list[str] = []

    def spy(name: str, *given: object, **named: object) -> object:
        names.append(Path(name).name)
        return files.read_file(name, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "read_file", spy)
    return names


def list_marks(records: stakeholders.Records) -> list[stakeholders.Mark]:
    sections = (records.people, records.departures, records.stances, records.memberships)
    return [record.mark for section in sections for record in section]


@pytest.mark.parametrize("top", TRACKERS, ids=lambda path: path.name)
def test_the_same_records_marks_and_warnings_with_and_without(top: Path, folder: Path) -> None:
    plain = load(top, cache=False)
    assert not folder.exists()
    cold, warm = load(top), load(top)
    assert isinstance(warm.records.people, Rows)
    assert plain.records == cold.records == warm.records
    assert list_marks(plain.records) == list_marks(cold.records) == list_marks(warm.records)
    assert plain.warnings == cold.warnings == warm.warnings


def test_what_did_not_change_is_not_read(tracker: Path, folder: Path, read: list[str]) -> None:
    load(tracker)
    assert sorted(read) == ["people.yaml", "topics.yaml"]
    read.clear()
    assert load(tracker).get("ana").id == "ana"
    assert read == []
    assert len(look_into(folder).files) == 1


def test_what_is_kept_can_be_copied_and_sent_elsewhere(tracker: Path, folder: Path) -> None:
    load(tracker)
    assert look_into(folder).files
    kept, plain = load(tracker), load(tracker, cache=False)
    for one in (kept, kept.known_by("2020-01-01")):
        sent = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own
        assert sent.records == copy.deepcopy(one.records) == one.records
    assert kept.records == plain.records
    assert list_marks(copy.deepcopy(kept.records)) == list_marks(plain.records)


def test_one_edit_reads_one_file_again(tracker: Path, folder: Path, read: list[str]) -> None:
    load(tracker)
    for number in range(12):
        read.clear()
        write(tracker / "people.yaml", PEOPLE.replace("Bo Lind", f"Bo Lind {number}"), age=number)
        changed = load(tracker)
        assert read == ["people.yaml"]
        assert changed.records == load(tracker).records == load(tracker, cache=False).records
    assert folder.exists()


def test_a_file_that_only_looks_new_is_looked_into_once(
    tracker: Path, folder: Path, read: list[str]
) -> None:
    load(tracker)
    read.clear()
    os.utime(tracker / "people.yaml")
    load(tracker)
    load(tracker)
    assert read == ["people.yaml"]
    assert folder.exists()


def test_after_many_edits_a_second_look_loses_nothing(tracker: Path, folder: Path) -> None:
    """Segments are made one when they are many: not by who has not made their records."""
    for number in range(8):
        write(tracker / f"more-{number}.yaml", "topics: {}\n")
    for number in range(20):
        write(tracker / "topics.yaml", f"topics: {{tax-{number}: {{proposition: A tax.}}}}\n")
        for _ in range(3):
            os.utime(tracker / "people.yaml")
            assert load(tracker).records == load(tracker, cache=False).records
    assert look_into(folder).files


def test_files_that_come_and_go_are_seen(tracker: Path, folder: Path) -> None:
    load(tracker)
    write(tracker / "more.yaml", "people: {cy: {name: Cy Oduya}}\n")
    assert [p.id for p in load(tracker).records.people] == ["cy", "ana", "bo"]
    (tracker / "people.yaml").unlink()
    assert [p.id for p in load(tracker).records.people] == ["cy"]
    assert folder.exists()


def test_a_file_written_while_it_was_read_is_looked_into_again(
    tracker: Path, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stakeholders.cache.entries._SETTLED_NANOSECONDS", 2 * 10**9)
    path = tracker / "people.yaml"
    load(tracker)
    before = path.stat()
    path.write_text(PEOPLE.replace("Ana", "Eva"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    read.clear()
    assert stakeholders.describe_holder(load(tracker).records.people[0]) == "Eva Ruiz"
    assert "people.yaml" in read
    assert folder.exists()


BROKEN = {
    "unknown key": "people: {ana: {name: Ana, nmae: x}}\n",
    "dangling id": "stances: [{holder: nobody, topic: tax, position: oppose, basis: stated}]\n",
    "no yaml": "people: [\n",
    "same id": "people: {ana: {name: Ana}}\norganizations: {ana: {name: Ana}}\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_problems_are_the_same(tracker: Path, folder: Path, text: str) -> None:
    load(tracker)
    write(tracker / "people.yaml", text, age=1)
    told = []
    for is_cached in (False, True, True):
        with pytest.raises(DataError) as caught:
            load(tracker, cache=is_cached)
        told.append(str(caught.value))
    assert told[0] == told[1] == told[2]
    write(tracker / "people.yaml", PEOPLE, age=2)
    assert load(tracker).records == load(tracker, cache=False).records
    assert folder.exists()


def test_an_error_far_away_names_its_place(tracker: Path, folder: Path) -> None:
    """The file that holds the fault did not change: another one let it dangle."""
    write(
        tracker / "sources.yaml",
        "sources: {s1: {title: A, publisher: B, url: 'https://example.org', date: 2020}}\n",
    )
    write(
        tracker / "stances.yaml",
        "stances:\n- holder: bo\n  topic: tax\n  position: oppose\n  basis: stated\n"
        "  date: 2020\n  sources: [s1]\n",
    )
    load(tracker)
    write(tracker / "people.yaml", PEOPLE.replace("bo:", "bob:"), age=1)
    with pytest.raises(DataError, match=r"stances\.yaml:2:11: .*bo") as cached:
        load(tracker)
    with pytest.raises(DataError) as plain:
        load(tracker, cache=False)
    assert str(plain.value) == str(cached.value)
    assert folder.exists()


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def poison(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "torn": tear,
    "poisoned": poison,
    "empty": lambda path: path.write_bytes(b""),
    "foreign": lambda path: path.write_bytes(b"\x80\x04pickled by somebody" * 100),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_a_miss(
    tracker: Path, folder: Path, read: list[str], damage: Callable[[Path], object]
) -> None:
    load(tracker)
    read.clear()
    damage(look_into(folder).files[0])
    assert load(tracker).records == load(tracker, cache=False).records
    assert sorted(read) == ["people.yaml", "topics.yaml"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255), cut=st.booleans())
def test_no_damage_is_ever_more_than_a_miss(
    tracker: Path, folder: Path, place: float, byte: int, *, cut: bool
) -> None:
    load(tracker)
    (path,) = look_into(folder).files
    content = bytearray(path.read_bytes())
    spot = int(place * len(content))
    content[spot] ^= byte
    path.write_bytes(content[:spot] if cut else content)
    assert [p.id for p in load(tracker).records.people] == ["ana", "bo"]


def test_another_version_is_a_miss(
    tracker: Path, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tracker)
    read.clear()
    monkeypatch.setattr(keeping, "__version__", "99")
    load(tracker)
    assert len(read) == 2
    assert len(look_into(folder).files) == 1


def make_link(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir(parents=True)
    folder.symlink_to(folder.parent / "elsewhere")


def make_open(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)


def make_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("not a folder")


UNSAFE = {"link": make_link, "others may write": make_open, "a file": make_file}


@pytest.mark.parametrize("prepare", UNSAFE.values(), ids=UNSAFE)
def test_an_unsafe_folder_is_named_and_the_load_goes_on(
    tracker: Path, folder: Path, prepare: Callable[[Path], None]
) -> None:
    prepare(folder)
    with pytest.warns(CacheWarning, match=r"here.*reading without it"):
        loaded = load(tracker)
    assert [p.id for p in loaded.records.people] == ["ana", "bo"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners are a matter of POSIX")
def test_somebody_elses_folder_is_not_used(
    tracker: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tracker)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.warns(CacheWarning, match="somebody else's"):
        load(tracker)
    assert folder.exists()


def test_a_disk_without_room_is_named(
    tracker: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.warns(CacheWarning, match="No space left"):
        load(tracker)
    assert look_into(folder).files == ()


def test_only_the_owner_may_look(tracker: Path, folder: Path) -> None:
    load(tracker)
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert look_into(folder).files[0].stat().st_mode & 0o077 == 0


def test_the_cache_stays_within_its_bound(
    tracker: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tracker)
    size = look_into(folder).size
    monkeypatch.setattr("stakeholders.cache.folder.BOUND", 3 * size)
    for number in range(6):
        copy = tracker.parent / f"copy-{number}"
        shutil.copytree(tracker, copy)
        load(copy)
    contents = look_into(folder)
    assert contents.size <= 3 * size
    assert any("copy-5" in path.name for path in contents.files)


def test_trackers_of_one_name_in_several_folders_are_all_kept(
    tracker: Path, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("here", "there"):
        shutil.copytree(tracker, tracker.parent / place / "data")
    for _ in range(2):
        read.clear()
        for place in ("here", "there"):
            monkeypatch.chdir(tracker.parent / place)
            load(Path("data"))
    assert read == []
    assert len(look_into(folder).files) == 2


def test_what_is_too_large_is_not_kept(
    tracker: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stakeholders.cache.entries.BOUND", 100)
    with pytest.warns(CacheWarning, match="too large to keep"):
        load(tracker)
    assert look_into(folder).files == ()


def test_many_processes_at_once_agree(tracker: Path, folder: Path) -> None:
    script = (
        "import sys, stakeholders\n"
        "for _ in range(20):\n"
        "    print(*[p.id for p in stakeholders.load(sys.argv[1]).records.people])\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", script, str(tracker)], stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for process in running:
        out, _ = process.communicate()
        assert process.returncode == 0
        assert out.split() == [b"ana", b"bo"] * 20
    assert len(look_into(folder).files) == 1


def test_nothing_kept_can_run(tracker: Path, folder: Path) -> None:
    load(tracker)
    script = (
        # What a measuring of coverage brings is there before.
        "import sys\n"
        "before = set(sys.modules)\n"
        "import stakeholders\n"
        "stakeholders.load(sys.argv[1]).find('ana')\n"
        "print(*{'pickle', '_pickle', 'yaml'} & (set(sys.modules) - before))\n"
    )
    command = [sys.executable, "-c", script, str(tracker)]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"\n"
    assert folder.exists()


def test_an_empty_variable_turns_it_off(
    tracker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAKEHOLDERS_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    load(tracker)
    assert find_folder() is None
    assert not (tmp_path / "xdg").exists()


@pytest.mark.parametrize(
    ("platform", "ending"),
    [
        ("linux", ".cache/stakeholders"),
        ("darwin", "Library/Caches/stakeholders"),
        ("win32", "AppData/Local/stakeholders/cache"),
    ],
)
def test_it_lies_where_the_platform_keeps_caches(
    platform: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("STAKEHOLDERS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    assert str(find_folder()).endswith(ending)


def test_a_home_of_caches_must_be_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STAKEHOLDERS_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    found = []
    for caches in ("", "caches", str(tmp_path / "caches")):
        monkeypatch.setenv("XDG_CACHE_HOME", caches)
        found.append(find_folder())
    usual, absolute = tmp_path / ".cache" / "stakeholders", tmp_path / "caches" / "stakeholders"
    assert found == [str(usual), str(usual), str(absolute)]


def test_what_may_yet_change_unseen_is_not_known_by_its_looks() -> None:
    moment = 10**18
    looks = [(5, 10, 10), (5, 10, 2 * moment), (-1, 0, 0)]
    assert [settle(look, moment) == look for look in looks] == [True, False, False]


def test_clearing_touches_nothing_else(tracker: Path, folder: Path) -> None:
    load(tracker)
    (folder / "mine.txt").write_text("keep me")
    assert len(clear(folder).files) == 1
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


# The command


def test_the_command_tells_and_clears(
    tracker: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(tracker)])
    assert main(["cache", "info"]) == 0
    assert f"{folder}: one tracker, " in capsys.readouterr().out
    assert main(["cache", "clear"]) == 0
    assert "deleted 1, " in capsys.readouterr().out
    main(["cache", "info"])
    assert "0 trackers, 0 bytes" in capsys.readouterr().out


def test_the_command_without_a_cache(
    tracker: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "--no-cache", str(tracker)]) == 0
    assert not folder.exists()
    monkeypatch.setenv("STAKEHOLDERS_CACHE", "")
    for action in ("info", "clear"):
        capsys.readouterr()
        assert main(["cache", action]) == 0
        assert "There is no cache" in capsys.readouterr().out


@pytest.mark.parametrize("prepare", UNSAFE.values(), ids=UNSAFE)
@pytest.mark.parametrize("action", ["info", "clear"])
def test_the_command_does_not_touch_an_unsafe_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], prepare: Callable[[Path], None], action: str
) -> None:
    prepare(folder)
    if folder.is_dir():
        (folder / "precious.columns").write_text("not ours")
    assert main(["cache", action]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith(f"stakeholders: {str(folder)!r}: ")
    assert not folder.is_dir() or (folder / "precious.columns").exists()


def test_the_command_warns_in_one_line(
    tracker: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_link(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert main(["check", str(tracker)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told
    assert all(line.startswith("stakeholders: ") and "is a link" in line for line in told)
    assert len(told) == 1


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_told_at_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 0.5, 1.5, 1.5, 1.55])
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    terminal = Terminal()
    progress = Progress("data", terminal)
    progress(1, 9)
    assert terminal.getvalue() == ""
    progress(5, 9)
    progress(6, 9)
    assert terminal.getvalue() == "\rdata: 5 of 9 files"
    progress.finish()
    assert terminal.getvalue().rstrip("\r ").endswith("files\r".rstrip("\r"))


def test_progress_is_silent_elsewhere(tracker: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    load(tracker, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]
    stream = io.StringIO()
    progress = Progress("data", stream)
    progress(1, 2)
    progress.finish()
    assert stream.getvalue() == ""
    assert folder.exists()


def make_sources(count: int) -> list[Source]:
    """Make so many sources, no two of which are alike."""
    return [
        Source(
            mark=Mark(f"sources-{number % 7}.yaml", number, 3),
            id=f"s{number}",
            title=f"Report {number} of Zürn" if number % 3 else None,
            url=tuple(f"https://example.org/{number}/{part}" for part in range(number % 4)),
        )
        for number in range(count)
    ]


def test_more_records_than_are_packed_at_a_time_come_back_as_they_were() -> None:
    shape, sources = Shape.make({"sources": Source}), make_sources(2_345)
    packer = Packer(shape)
    assert packer.add(Source, sources) == 0
    assert packer.add(Source, sources[:5]) == len(sources)
    found = Segment(memoryview(b"".join(packer.list_bytes())), shape).make_all(Source, 0, 2_350)
    assert found == [*sources, *sources[:5]]
    assert [source.mark for source in found[:2_345]] == [source.mark for source in sources]


def test_rows_are_packed_as_the_records_that_they_stand_for() -> None:
    shape, sources = Shape.make({"sources": Source}), make_sources(1_100)
    names = [field.name for field in attrs.fields(Source)][1:]
    rows = [
        (s.mark.path, s.mark.line, s.mark.column, *(getattr(s, name) for name in names))
        for s in sources
    ]
    one, other = Packer(shape), Packer(shape)
    one.add(Source, sources)
    other.add(Source, rows)
    assert b"".join(one.list_bytes()) == b"".join(other.list_bytes())
