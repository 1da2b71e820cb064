"""Where the cache is, whose it may be, and how large it may grow."""

import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import attrs

from stakeholders.errors import StakeholdersError

VARIABLE: Final = "STAKEHOLDERS_CACHE"
SUFFIX: Final = ".columns"
BOUND: Final = 512 * 2**20
_PRIVATE: Final = 0o700
_STALE_SECONDS: Final = 3600


class CacheError(StakeholdersError):
    """The cache cannot be used; the load goes on without it."""


def find_folder() -> Path | None:
    """Return the folder of the cache, or None where the environment turns the cache off.

    It is what STAKEHOLDERS_CACHE says (empty: no cache), or else `stakeholders` where the platform
    keeps caches.
    """
    said = os.environ.get(VARIABLE)
    if said is not None:
        return Path(said) if said else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "stakeholders/cache"
    if sys.platform == "darwin":
        return home / "Library/Caches/stakeholders"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "stakeholders"


@attrs.frozen
class Contents:
    """What a cache folder holds: the files of it, by age, and their size in bytes together."""

    folder: Path
    files: tuple[Path, ...]
    size: int


def look_into(folder: Path) -> Contents:
    """Return what the cache holds."""
    found = sorted(_list_entries(folder), key=lambda pair: pair[1].st_mtime_ns)
    size = sum(status.st_size for _, status in found)
    return Contents(folder, tuple(path for path, _ in found), size)


def clear(folder: Path) -> Contents:
    """Delete what the cache holds, and return what that was; nothing else there is touched.

    Raises:
        CacheError: if a file cannot be deleted.
    """
    contents = look_into(folder)
    for path in contents.files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _refuse(path, f"cannot delete this file of the cache: {error.strerror}") from None
    return contents


def _list_entries(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    with suppress(OSError):
        for entry in os.scandir(folder):
            is_ours = entry.name.endswith((SUFFIX, f"{SUFFIX}.new"))
            if is_ours and entry.is_file(follow_symlinks=False):
                yield Path(entry.path), entry.stat(follow_symlinks=False)


def name_entry(top: str) -> str:
    """Return the name of the file that keeps a tracker; two trackers of one name is no harm."""
    base = "".join(c if c.isalnum() and c.isascii() else "-" for c in Path(top).name)[:40]
    return f"{base or 'tracker'}-{zlib.crc32(os.fsencode(top)):08x}{SUFFIX}"


def open_entry(folder: Path, name: str) -> int | None:
    """Return a descriptor of an entry, or None where there is none.

    Raises:
        CacheError: if the folder or the entry is not safe to read.
    """
    if not check_folder(folder):
        return None
    path = folder / name
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


def check_folder(folder: Path) -> bool:
    """Tell whether there is a folder, and that it is ours alone.

    Raises:
        CacheError: if it is a link, somebody else's, or open to others.
    """
    try:
        status = folder.lstat()
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


def write_entry(folder: Path, name: str, parts: Iterable[bytes | memoryview]) -> None:
    """Write an entry whole or not at all, and delete the oldest ones past the bound.

    Raises:
        CacheError: if it cannot be written.
    """
    import tempfile  # noqa: PLC0415 - and random with it: only who writes pays

    new: str | None = None
    try:
        if not check_folder(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=_PRIVATE, exist_ok=True)
            check_folder(folder)
        descriptor, new = tempfile.mkstemp(suffix=f"{SUFFIX}.new", dir=folder)
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(parts)
        Path(new).replace(folder / name)
    except OSError as error:
        if new is not None:
            with suppress(OSError):
                Path(new).unlink()
        raise _refuse(folder, f"cannot write to the cache folder: {error.strerror}") from None
    _keep_bound(folder, name)


def _keep_bound(folder: Path, newest: str) -> None:
    contents = look_into(folder)
    left = contents.size
    for path in contents.files:
        with suppress(OSError):
            status = path.stat()
            is_left_over = path.suffix == ".new" and _is_stale(status, folder / newest)
            if is_left_over or (left > BOUND and path.name != newest):
                path.unlink()
                left -= status.st_size


def _is_stale(status: os.stat_result, newest: Path) -> bool:
    return status.st_mtime < newest.stat().st_mtime - _STALE_SECONDS


def _refuse(path: Path, reason: str) -> CacheError:
    return CacheError(f"{str(path)!r}: {reason}; reading without it")
