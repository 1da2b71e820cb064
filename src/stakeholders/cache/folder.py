"""Where the cache is, whose it may be, and how large it may grow.

Paths that every load needs are texts: pathlib takes a third as long to import as the interpreter to
start.
"""

import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from stakeholders.errors import StakeholdersError
from stakeholders.late import frozen

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE: Final = "STAKEHOLDERS_CACHE"
SUFFIX: Final = ".columns"
BOUND: Final = 512 * 2**20
_PRIVATE: Final = 0o700
_STALE_SECONDS: Final = 3600


class CacheError(StakeholdersError):
    """The cache cannot be used; the load goes on without it."""


def find_folder() -> str | None:
    """Return the folder of the cache, or None where the environment turns the cache off.

    It is what STAKEHOLDERS_CACHE says (empty: no cache), or else `stakeholders` where the platform
    keeps caches.
    """
    said = os.environ.get(VARIABLE)
    if said is not None:
        return said or None
    home = os.path.expanduser("~")
    if home == "~":
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(local, "stakeholders", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "stakeholders")
    caches = os.environ.get("XDG_CACHE_HOME", "")
    # The standard has a path that is not absolute ignored: it would be another one in each folder.
    known = caches if os.path.isabs(caches) else os.path.join(home, ".cache")
    return os.path.join(known, "stakeholders")


@frozen
class Contents:
    """What a cache folder holds: the files of it, by age, and their size in bytes together."""

    folder: str
    files: "tuple[Path, ...]"
    size: int


def look_into(folder: str | os.PathLike[str]) -> Contents:
    """Return what the cache holds; nothing where there is no folder yet.

    Raises:
        CacheError: if the folder is not ours alone, or cannot be looked into.
    """
    top = os.fspath(folder)
    found = sorted(_list_entries(top), key=lambda pair: pair[1].st_mtime_ns)
    size = sum(status.st_size for _, status in found)
    return Contents(top, tuple(path for path, _ in found), size)


def clear(folder: str | os.PathLike[str]) -> Contents:
    """Delete what the cache holds, and return what that was; nothing else there is touched.

    Raises:
        CacheError: if the folder is not ours alone, or a file cannot be deleted.
    """
    contents = look_into(folder)
    for path in contents.files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _refuse(path, f"cannot delete this file of the cache: {error.strerror}") from None
    return contents


def _list_entries(folder: str) -> Iterator["tuple[Path, os.stat_result]"]:
    from pathlib import Path  # noqa: PLC0415 - see the top

    try:
        found = list(os.scandir(folder)) if check_folder(folder) else []
    except OSError as error:
        raise _refuse(folder, f"cannot look into the cache folder: {error.strerror}") from None
    for entry in found:
        # Another process may have deleted it by now.
        with suppress(OSError):
            is_ours = entry.name.endswith((SUFFIX, f"{SUFFIX}.new"))
            if is_ours and entry.is_file(follow_symlinks=False):
                yield Path(entry.path), entry.stat(follow_symlinks=False)


def name_entry(top: str) -> str:
    """Return the name of the file that keeps a tracker; two trackers of one name is no harm."""
    base = "".join(
        c if c.isalnum() and c.isascii() else "-" for c in os.path.basename(os.path.abspath(top))
    )[:40]
    # By both, for they are what the entry is for: `data` is another tracker in another folder.
    place = os.fsencode(f"{os.path.abspath(top)}\0{top}")
    return f"{base or 'tracker'}-{zlib.crc32(place):08x}{SUFFIX}"


def open_entry(folder: str, name: str) -> int | None:
    """Return a descriptor of an entry, or None where there is none.

    Raises:
        CacheError: if the folder or the entry is not safe to read.
    """
    if not check_folder(folder):
        return None
    path = os.path.join(folder, name)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refuse(path, f"cannot read this file of the cache: {error.strerror}") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or not _is_mine(status):
        os.close(descriptor)
        raise _refuse(path, "this file of the cache is somebody else's: delete it")
    return descriptor


def check_folder(folder: str) -> bool:
    """Tell whether there is a folder, and that it is ours alone.

    Raises:
        CacheError: if it is a link, somebody else's, or open to others.
    """
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _refuse(folder, f"cannot look at the cache folder: {error.strerror}") from None
    if stat.S_ISLNK(status.st_mode):
        raise _refuse(folder, "the cache folder is a link")
    if not stat.S_ISDIR(status.st_mode):
        raise _refuse(folder, "the cache folder is a file")
    if not _is_mine(status):
        raise _refuse(folder, "the cache folder is somebody else's")
    if os.name == "posix" and status.st_mode & 0o022:
        raise _refuse(folder, "others may write to the cache folder: chmod 700 it")
    return True


def _is_mine(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def write_entry(folder: str, name: str, parts: Iterable[bytes | memoryview]) -> None:
    """Write an entry whole or not at all, and delete the oldest ones past the bound.

    Raises:
        CacheError: if it cannot be written.
    """
    import tempfile  # noqa: PLC0415 - and random with it: only who writes pays
    from pathlib import Path  # noqa: PLC0415 - the same

    new: str | None = None
    try:
        if not check_folder(folder):
            Path(folder).parent.mkdir(parents=True, exist_ok=True)
            Path(folder).mkdir(mode=_PRIVATE, exist_ok=True)
            check_folder(folder)
        descriptor, new = tempfile.mkstemp(suffix=f"{SUFFIX}.new", dir=folder)
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(parts)
        Path(new).replace(os.path.join(folder, name))
    except OSError as error:
        if new is not None:
            with suppress(OSError):
                Path(new).unlink()
        raise _refuse(folder, f"cannot write to the cache folder: {error.strerror}") from None
    _keep_bound(folder, name)


def _keep_bound(folder: str, newest: str) -> None:
    contents = look_into(folder)
    left = contents.size
    for path in contents.files:
        with suppress(OSError):
            status = path.stat()
            is_left_over = path.suffix == ".new" and _is_stale(status, os.path.join(folder, newest))
            if is_left_over or (left > BOUND and path.name != newest):
                path.unlink()
                left -= status.st_size


def _is_stale(status: os.stat_result, newest: str) -> bool:
    return status.st_mtime < os.stat(newest).st_mtime - _STALE_SECONDS


def _refuse(path: str | os.PathLike[str], reason: str) -> CacheError:
    return CacheError(f"{os.fspath(path)!r}: {reason}")
