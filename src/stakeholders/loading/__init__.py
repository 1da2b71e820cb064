"""Loading: text to checked records, or every problem of the text at once."""

import os
from collections.abc import Mapping

import attrs

from stakeholders.collecting import pause_collector
from stakeholders.errors import DataError, Problem, Severity
from stakeholders.loading.checks import check_draft
from stakeholders.loading.draft import Draft
from stakeholders.loading.files import Text, find_trackers, list_files, read_files
from stakeholders.loading.limits import DEFAULT_LIMITS, Limits
from stakeholders.model import Records

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Loaded",
    "find_trackers",
    "list_files",
    "read_records",
    "read_strings",
]


@attrs.frozen
class Loaded:
    """The checked records of a tracker, and the warnings about them."""

    records: Records
    warnings: tuple[Problem, ...]


def read_records(
    path: str | os.PathLike[str], *, strict: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Loaded:
    """Read a file, or all data files below a folder, into checked records.

    Raises:
        DataError: with every problem of the data; with `strict`, also when there are warnings.
    """
    texts, problems = read_files(path, limits)
    return _build(texts, problems, strict=strict, limits=limits)


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
    texts = [Text(name, _encode(content)) for name, content in named.items()]
    return _build(texts, [], strict=strict, limits=limits)


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def _build(texts: list[Text], problems: list[Problem], *, strict: bool, limits: Limits) -> Loaded:
    draft = Draft.make_empty(limits)
    draft.problems.extend(problems)
    draft.is_complete = not problems
    with pause_collector():
        for text in texts:
            draft.add_file(text)
        draft.problems.extend(check_draft(draft))
    found = sorted(dict.fromkeys(draft.problems), key=lambda problem: (problem.mark, problem.code))
    if any(problem.severity is Severity.ERROR or strict for problem in found):
        raise DataError(found)
    return Loaded(draft.make_records(), tuple(found))
