"""A tracker after an edit: only the files that changed are read, only what they touch is checked.

That goes where the tracker was sound before and few files have changed. Where anything may be wrong
now, it is all checked as if it were new: the answer is the same.
"""

from collections.abc import Callable, Iterator
from typing import Any

from stakeholders.cache import Entry, is_small
from stakeholders.collecting import pause_collector
from stakeholders.errors import Problem
from stakeholders.loading.checks.edits import Difference, Edit
from stakeholders.loading.checks.touched import check_edit
from stakeholders.loading.draft import Draft
from stakeholders.loading.files import Text
from stakeholders.loading.keeping import Keeping, Sifted, make_records
from stakeholders.loading.limits import Limits
from stakeholders.loading.workers import read_apart
from stakeholders.model import Records


def read_edit(
    keeping: Keeping, files: Sifted, limits: Limits, progress: Callable[[int, int], None] | None
) -> tuple[Records, tuple[Problem, ...]] | None:
    """Return a tracker of which few files changed, and its warnings; None where it may be unsound.

    What was read is noted in `files`, so that nobody reads it again.
    """
    before = keeping.entry
    if before is None or before.warnings is None:
        return None
    gone = set(range(len(before.names))).difference(files.numbers)
    if not is_small(max(len(gone), len(files.contents)), len(files.names)):
        return None
    with pause_collector():
        if not _read_parts(files, limits, progress):
            return None
        entry = keeping.compose(files)
        rows = entry.make_sections()
        records = make_records(rows)
        edit = Edit.make(_compare(before, gone, entry, files), rows, records, limits)
        found = check_edit(edit, before.warnings)
        if found is None:
            return None
        warnings = tuple(sorted(dict.fromkeys(found), key=lambda p: (p.mark, p.code)))
        keeping.write(entry, warnings)
    return records, warnings


def _read_parts(files: Sifted, limits: Limits, progress: Callable[[int, int], None] | None) -> bool:
    """Read the files that changed; tell whether there is nothing to be said of any."""
    draft = Draft.make_empty(limits)
    with read_apart(files.list_texts(), limits) as recall:
        for done, (place, content) in enumerate(files.contents.items()):
            if progress is not None:
                progress(done, len(files.contents))
            if not isinstance(content, Text):
                return False
            part = draft.add_file(content, recall(content.path))
            if part is None:
                return False
            files.parts[place] = part
    return not draft.problems


def _compare(before: Entry, gone: set[int], entry: Entry, files: Sifted) -> Iterator[Difference]:
    """Yield the records that differ, by section, in each file that changed."""
    numbers = {before.names[number]: number for number in gone}
    for place in files.contents:
        number, part = numbers.pop(files.names[place], None), files.parts[place]
        if number is None:
            yield from ((section, (), records) for section, records in part.items())
            continue
        for section, kind in entry.shape.sections.items():
            old, start, stop = before.find_span(section, number)
            new, begin, end = entry.find_span(section, place)
            if start < stop or begin < end:
                spelt = old.spell_all(kind, start, stop), new.spell_all(kind, begin, end)
                first, last = _count_same(*spelt)
                differ: list[Any] = old.make_all(kind, start + first, stop - last)
                yield section, differ, part.get(section, ())[first : end - begin - last]
    for number in numbers.values():
        yield from ((section, made, ()) for section, made in before.make_part(number).items())


def _count_same(old: list[list[Any]], new: list[list[Any]]) -> tuple[int, int]:
    """Return how many rows are the same at the beginning, and of the others at the end."""
    columns = list(zip(old, new, strict=True))
    first = min(_count(one, other) for one, other in columns)
    rest = min(len(old[0]), len(new[0])) - first
    return first, min(rest, *(_count(one[::-1], other[::-1]) for one, other in columns))


def _count(one: list[Any], other: list[Any]) -> int:
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    return next(n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
