"""Which files are read, and what is said of those that are not."""

import os
import socket
from pathlib import Path

import pytest

from stakeholders import DataError, Limits, find_trackers, load
from stakeholders.loading.files import list_roots

GOOD = "people: {ana: {name: Ana}}\n"


def report(path: Path, limits: Limits | None = None) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(path, limits=limits or Limits())
    return [
        f"{os.path.relpath(problem.mark.path, path)} {problem.code}"
        for problem in caught.value.problems
    ]


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert report(tmp_path) == [". no-data"]


def test_a_path_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert report(tmp_path / "gone") == [". no-such-path"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert report(tmp_path) == ["a.yaml not-a-plain-file"]


def test_a_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.yaml")
        assert report(tmp_path) == ["a.yaml not-a-plain-file"]


def test_a_link_to_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("/etc/hostname")
    assert report(tmp_path) == ["a.yaml not-a-plain-file"]


def test_a_loop_of_linked_folders_ends(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert report(tmp_path) == ["loop linked-folder"]


def test_a_tracker_inside_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "tracker.yaml").write_text("tracker: {title: One}\n")
    assert report(tmp_path) == ["one nested-tracker"]


def test_the_trackers_below_a_folder_are_found(tmp_path: Path) -> None:
    for name in ("two", "one"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tracker.yml").write_text("tracker: {title: T}\n")
    assert find_trackers(tmp_path) == (tmp_path / "one", tmp_path / "two")


def test_a_file_past_its_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    assert report(tmp_path, Limits(file_bytes=5)) == ["a.yaml file-too-large"]


def test_files_past_their_limit_are_not_read(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(f"people: {{{name}: {{name: X}}}}\n")
    assert report(tmp_path, Limits(files=1)) == [". too-many-files"]


def test_names_that_fold_to_one_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "A.yaml").write_text("people: {bo: {name: Bo}}\n")
    assert report(tmp_path) == ["a.yaml same-file-name"]


def test_files_of_any_depth_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.yml").write_text(GOOD)
    (tmp_path / "b.yaml").write_bytes(b"\xef\xbb\xbfpeople:\r\n  bo: {name: Bo}\r\n")
    (tmp_path / ".hidden.yaml").write_text("not: ours\n")
    (tmp_path / "notes.txt").write_text("not: ours\n")
    assert [person.id for person in load(tmp_path).records.people] == ["bo", "ana"]


def test_a_file_can_be_named_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "link").symlink_to(tmp_path / "a.yaml")
    assert load(tmp_path / "link").find("ANA")[0].id == "ana"


def test_a_folder_cannot_pass_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert report(tmp_path) == [". no-data"]


def test_a_broken_link_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone")
    assert report(tmp_path) == ["a.yaml not-a-plain-file"]


@pytest.mark.parametrize("path", ["./no", "no/", "no//", "/no", "//no", "../no", "no/./b", "no"])
def test_a_path_is_spelt_as_pathlib_spells_it(path: str) -> None:
    assert list_roots(path) == (str(Path(path)),)


@pytest.mark.parametrize("given", ["{0}", "{0}/", "{0}//.", "{0}/./"])
def test_the_roots_below_a_folder_are_sorted_as_paths_are(given: str, tmp_path: Path) -> None:
    for name in ("b", "a-b", "a/c"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "tracker.yaml").write_text("tracker: {title: T}\n", encoding="utf-8")
    found = list_roots(given.format(tmp_path))
    assert found == tuple(str(tmp_path / name) for name in ("a/c", "a-b", "b"))
    assert found == tuple(map(str, find_trackers(tmp_path)))
    assert tuple(map(Path, found)) == tuple(sorted(map(Path, found)))
