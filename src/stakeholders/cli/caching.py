"""The command's words about the cache."""

from stakeholders.cache import clear, find_folder, look_into

_UNITS = ("bytes", "KiB", "MiB", "GiB")


def describe_cache() -> str:
    """Return where the cache is, and what it holds.

    Raises:
        CacheError: if the folder is not ours alone, or cannot be looked into.
    """
    folder = find_folder()
    if folder is None:
        return "There is no cache: STAKEHOLDERS_CACHE is empty."
    contents = look_into(folder)
    number = len(contents.files)
    trackers = "one tracker" if number == 1 else f"{number} trackers"
    return f"{folder}: {trackers}, {_say_size(contents.size)}"


def clear_cache() -> str:
    """Delete what the cache holds, and return what that was.

    Raises:
        CacheError: if the folder is not ours alone, or a file cannot be deleted.
    """
    folder = find_folder()
    if folder is None:
        return describe_cache()
    contents = clear(folder)
    return f"{folder}: deleted {len(contents.files)}, {_say_size(contents.size)}"


def _say_size(size: float) -> str:
    unit = _UNITS[0]
    for unit in _UNITS:
        if size < 1024 or unit == _UNITS[-1]:  # noqa: PLR2004 - of each unit in the next
            break
        size /= 1024
    return f"{size:.0f} {unit}" if unit == _UNITS[0] else f"{size:.1f} {unit}"
