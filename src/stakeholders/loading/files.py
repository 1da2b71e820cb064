"""Which files make up a tracker, and their text: plain UTF-8 files below one folder, by path.

Paths are texts here: pathlib takes a third as long to import as the interpreter to start.
"""

import errno
import os
import stat
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from struct import Struct
from typing import TYPE_CHECKING

from stakeholders.errors import Mark, Problem, printable
from stakeholders.late import frozen
from stakeholders.loading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".yaml", ".yml")
ROOT_NAME = "tracker"
_ROOTS = frozenset(f"{ROOT_NAME}{suffix}" for suffix in SUFFIXES)
_BOM = b"\xef\xbb\xbf"
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_pack_stamp = Struct("=3q").pack
_NOT_PLAIN = _pack_stamp(-1, 0, 0)


@frozen
class Text:
    """One file's name, as problems show it, and its bytes."""

    path: str
    content: bytes


@frozen(eq=False)
class Listing:
    """The data files at or below a path, sorted, and what was wrong with finding them.

    `stamps` has three numbers for each file: its size in bytes, and when it was last written and
    when it was last changed in any way, in nanoseconds. A file that is not plain has a size of -1.
    """

    top: str
    names: list[str]
    stamps: "array[int]"
    problems: list[Problem]

    def __iter__(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        moments = iter(self.stamps)
        return zip(self.names, zip(moments, moments, moments, strict=True), strict=True)


def find_trackers(path: str | os.PathLike[str]) -> "tuple[Path, ...]":
    """Return the roots of the trackers at or below a path, sorted.

    A folder with a `tracker.yaml` is the root of a tracker. Where no folder has one, or the path is
    itself a root or a file, the path is the one tracker.

    Example:
        >>> find_trackers("data/secure-communities")
        (PosixPath('data/secure-communities'),)
    """
    from pathlib import Path  # noqa: PLC0415 - see the top

    return tuple(map(Path, list_roots(path)))


def list_roots(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Return the roots of the trackers at or below a path, sorted; see `find_trackers`."""
    top = _spell(os.fspath(path))
    if not os.path.isdir(top) or _is_root(top):
        return (top,)
    below: list[str] = []
    for folder, names, _ in os.walk(top):
        names[:] = sorted(name for name in names if not name.startswith("."))
        roots = [name for name in names if _is_root(os.path.join(folder, name))]
        below.extend(_spell(os.path.join(folder, name)) for name in roots)
        names[:] = [name for name in names if name not in roots]
    return tuple(sorted(below, key=lambda root: root.split(os.sep))) or (top,)


def _spell(path: str) -> str:
    """Return a path without `.`, `//` and a slash at its end, as pathlib spells it."""
    first, *rest = path.split("/")
    if os.sep == "/" and all(part not in {"", "."} for part in (first or "/", *rest)):
        return path
    from pathlib import Path  # noqa: PLC0415 - see the top

    return str(Path(path))


def _is_root(folder: str) -> bool:
    return any(os.path.isfile(os.path.join(folder, name)) for name in _ROOTS)


def look_at(path: str | os.PathLike[str], limits: Limits) -> Listing:
    """Return the data files at or below a path.

    Files end in .yaml or .yml; names that begin with a dot are left alone. Links are not followed
    below the path, and only plain files are opened.
    """
    top = os.fspath(path)
    problems: list[Problem] = []
    found = _find_files(top, limits, problems)
    if not found and not problems:
        problems.append(_at_start(top, "no-data", "no data here: expected a .yaml or .yml file"))
    names = sorted(found)
    stamps = array("q")
    stamps.frombytes(b"".join(map(found.__getitem__, names)))
    return Listing(top, names, stamps, problems)


def read_file(name: str, limits: Limits, *, is_named: bool = False) -> Text | Problem:
    """Return the text of a file, or why it cannot be read; the path itself may be a link."""
    try:
        return Text(name, _read_file(name, limits, is_named=is_named))
    except _RefusedError as refused:
        return _at_start(name, refused.code, refused.reason)
    except OSError as error:
        return _at_start(name, "unreadable-file", f"cannot read: {error.strerror}")


def list_files(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> tuple[str, ...]:
    """Return the data files at or below a path, those that `load` reads, sorted."""
    return tuple(sorted(_find_files(os.fspath(path), limits, [])))


class _RefusedError(Exception):
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


def _find_files(top: str, limits: Limits, problems: list[Problem]) -> dict[str, bytes]:
    """Return the stamp of each data file by its path, in no order; none where they are too many."""
    found: dict[str, bytes] = {}
    if not os.path.lexists(top):
        problems.append(_at_start(top, "no-such-path", "there is no such file or folder"))
        return {}
    if not os.path.isdir(top):
        return {top: _stamp_file(top)}
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with _open_folder(folder) as entries:
                if folder != top and any(e.name in _ROOTS and e.is_file() for e in entries):
                    reason = "a tracker of its own: load it by its own path"
                    problems.append(_at_start(folder, "nested-tracker", reason))
                else:
                    waiting += _look_into(folder, entries, found, limits, problems)
        except OSError as error:
            reason = f"cannot look into this folder: {error.strerror}"
            problems.append(_at_start(folder, "unreadable-file", reason))
        except _RefusedError as refused:
            problems.append(_at_start(top, refused.code, refused.reason))
            return {}
    return found


def _stamp_file(path: str) -> bytes:
    try:
        return _stamp(os.stat(path))
    except OSError:
        return _NOT_PLAIN


def _stamp(status: os.stat_result) -> bytes:
    if not stat.S_ISREG(status.st_mode):
        return _NOT_PLAIN
    return _pack_stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@contextmanager
def _open_folder(folder: str) -> Iterator[Sequence["os.DirEntry[str]"]]:
    """Give what is in a folder; while that is open, the way to each entry is short."""
    if os.scandir not in os.supports_fd:
        yield tuple(os.scandir(folder))
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield tuple(os.scandir(descriptor))
    finally:
        os.close(descriptor)


def _look_into(
    folder: str,
    entries: Sequence["os.DirEntry[str]"],
    found: dict[str, bytes],
    limits: Limits,
    problems: list[Problem],
) -> list[str]:
    """Add the data files of a folder, and return the folders in it."""
    below: list[str] = []
    prefix = os.path.join(folder, "")
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        if entry.is_dir():
            if entry.is_symlink():
                reason = "a link to a folder is not followed: move the folder here"
                problems.append(_at_start(prefix + name, "linked-folder", reason))
            else:
                below.append(prefix + name)
        elif name.endswith(SUFFIXES) or name.casefold().endswith(SUFFIXES):
            if len(found) == limits.files:
                reason = f"more than {limits.files} files: load a smaller folder or raise `files`"
                raise _RefusedError("too-many-files", reason)
            try:
                found[prefix + name] = _stamp(entry.stat(follow_symlinks=False))
            except OSError:
                found[prefix + name] = _NOT_PLAIN
    return below


def _read_file(name: str, limits: Limits, *, is_named: bool) -> bytes:
    if is_named:
        _refuse_unusual(os.stat(name), limits)
    elif stat.S_ISLNK((status := os.lstat(name)).st_mode):
        raise _RefusedError("not-a-plain-file", "a link is not read: expected a plain file")
    else:
        _refuse_unusual(status, limits)
    descriptor = os.open(name, _FLAGS if is_named else _FLAGS | _NO_LINKS)
    try:
        status = os.fstat(descriptor)
        _refuse_unusual(status, limits)
        content = os.read(descriptor, status.st_size + 1)
        # One byte less than asked for is the end.
        while len(content) != status.st_size and (more := os.read(descriptor, limits.file_bytes)):
            content += more
            if len(content) > limits.file_bytes:
                break
    finally:
        os.close(descriptor)
    if len(content) > limits.file_bytes:
        raise _RefusedError("file-too-large", _say_too_large(len(content), limits))
    return content


def _refuse_unusual(status: os.stat_result, limits: Limits) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise _RefusedError("not-a-plain-file", "not a plain file (a pipe, socket or device)")
    if status.st_size > limits.file_bytes:
        raise _RefusedError("file-too-large", _say_too_large(status.st_size, limits))


def _say_too_large(size: int, limits: Limits) -> str:
    return f"{size} bytes: a file may have {limits.file_bytes}; split it or raise `file_bytes`"


def find_twins(names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each file whose name another has, too, on systems that fold case."""
    folded = [_fold(name) for name in names]
    if len(set(folded)) == len(names):
        return
    seen: dict[str, str] = {}
    for name, same in zip(names, folded, strict=True):
        twin = seen.setdefault(same, name)
        if twin != name:
            reason = f"the same name as {printable(twin)} on systems that fold case"
            yield _at_start(name, "same-file-name", reason)


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower()
    import unicodedata  # noqa: PLC0415 - hardly any name needs it

    return unicodedata.normalize("NFC", name).casefold()


def _at_start(path: str, code: str, message: str) -> Problem:
    return Problem(Mark(path, 1, 1), code, message)


def decode(text: Text) -> str | Problem:
    """Return a file's text, or the problem with its encoding, at the place of the byte."""
    content = text.content.removeprefix(_BOM)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _at_start(text.path, "not-utf-8", "UTF-16 text: save the file as UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8: save the file as UTF-8"
        return Problem(Mark(text.path, line, column), "not-utf-8", message)
