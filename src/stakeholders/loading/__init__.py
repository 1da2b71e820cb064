"""Loading: text to checked records, or every problem of the text at once."""

import os
from array import array
from collections.abc import Callable, Mapping, Sequence

from stakeholders.cache import NEW
from stakeholders.collecting import pause_collector
from stakeholders.errors import DataError, Problem, Severity
from stakeholders.late import frozen
from stakeholders.loading.files import (
    Listing,
    Text,
    find_trackers,
    find_twins,
    list_files,
    look_at,
    read_file,
)
from stakeholders.loading.keeping import Keeping, Sifted
from stakeholders.loading.limits import DEFAULT_LIMITS, Limits
from stakeholders.model import Records

Progress = Callable[[int, int], None]

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Loaded",
    "Progress",
    "find_trackers",
    "list_files",
    "read_records",
    "read_strings",
]


@frozen
class Loaded:
    """The checked records of a tracker, and the warnings about them."""

    records: Records
    warnings: tuple[Problem, ...]


def read_records(
    path: str | os.PathLike[str],
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    cache: bool = True,
    progress: Progress | None = None,
) -> Loaded:
    """Read a file, or all data files below a folder, into checked records.

    With `cache`, files that did not change since they were last read are not read again; the answer
    is the same. `progress` is told how many files are read, of how many.

    Raises:
        DataError: with every problem of the data; with `strict`, also when there are warnings.
    """
    top = os.fspath(path)
    keeping = Keeping.open(top, limits) if cache else None
    listing = look_at(top, limits)
    recalled = keeping.recall(listing) if keeping is not None else None
    if recalled is None:
        return _read_listing(listing, keeping, progress, strict=strict, limits=limits)
    return _judge(*recalled, strict=strict)


def read_strings(
    data: str | bytes | Mapping[str, str | bytes],
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Loaded:
    """Read YAML from a string, or from several by name, into checked records.

    Raises:
        DataError: with every problem of the data; with `strict`, also when there are warnings.
    """
    named = data if isinstance(data, Mapping) else {"<string>": data}
    contents = [Text(name, _encode(content)) for name, content in named.items()]
    files = _sift_none(list(named), contents)
    return _judge(*_read(files, [], None, None, limits), strict=strict)


def _sift_none(names: list[str], contents: Sequence[Text | Problem]) -> Sifted:
    return Sifted(names, array("q"), [NEW] * len(names), dict(enumerate(contents)))


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def _read_listing(
    listing: Listing,
    keeping: Keeping | None,
    progress: Progress | None,
    *,
    strict: bool,
    limits: Limits,
) -> Loaded:
    problems = [*listing.problems, *find_twins(listing.names)]
    if keeping is None:
        top = listing.top
        contents = [read_file(name, limits, is_named=name == top) for name in listing.names]
        files = _sift_none(listing.names, contents)
    else:
        files = keeping.sift(listing, limits)
        recalled = keeping.recall_sifted(listing, files)
        if recalled is not None:
            return _judge(*recalled, strict=strict)
        if not problems:
            from stakeholders.loading.editing import read_edit  # noqa: PLC0415 - see below

            edited = read_edit(keeping, files, limits, progress)
            if edited is not None:
                return _judge(*edited, strict=strict)
    return _judge(*_read(files, problems, keeping, progress, limits), strict=strict)


def _read(
    files: Sifted,
    problems: Sequence[Problem],
    keeping: Keeping | None,
    progress: Progress | None,
    limits: Limits,
) -> tuple[Records, tuple[Problem, ...]]:
    # The parser and the checks are much of a short run: only who reads pays for them.
    from stakeholders.loading.checks import check_draft  # noqa: PLC0415
    from stakeholders.loading.draft import Draft  # noqa: PLC0415
    from stakeholders.loading.workers import read_apart  # noqa: PLC0415

    draft = Draft.make_empty(limits)
    draft.problems.extend(problems)
    draft.is_complete = not problems
    with pause_collector(), read_apart(files.list_texts(), limits) as recall:
        for place, number in enumerate(files.numbers):
            if progress is not None:
                progress(place, len(files.names))
            content = files.contents.get(place)
            if isinstance(content, Problem):
                draft.refuse_file(content)
                continue
            if content is not None:
                part = draft.add_file(content, files.parts.get(place) or recall(content.path))
            elif keeping is not None:
                part = keeping.recall_part(number)
                draft.add_part(part)
            if part is not None:
                files.parts[place] = part
        draft.problems.extend(check_draft(draft))
        found = sorted(dict.fromkeys(draft.problems), key=lambda p: (p.mark, p.code))
        is_sound = all(problem.severity is Severity.WARNING for problem in found)
        if keeping is not None:
            keeping.finish(files, found if is_sound else None)
    return draft.make_records(), tuple(found)


def _judge(records: Records, found: tuple[Problem, ...], *, strict: bool) -> Loaded:
    if any(strict or problem.severity is Severity.ERROR for problem in found):
        raise DataError(found)
    return Loaded(records, found)
