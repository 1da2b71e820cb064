"""A tracker after an edit: only the files that changed are read, only what they touch is checked.

That goes where the tracker was sound before and few files have changed. Where anything may be wrong
now, it is all checked as if it were new: the answer is the same.
"""

from collections.abc import Callable
from typing import Any

from stakeholders.cache import Entry, is_small
from stakeholders.collecting import pause_collector
from stakeholders.errors import Problem
from stakeholders.loading.checks.edits import Edit
from stakeholders.loading.checks.touched import check_edit
from stakeholders.loading.direct import Part
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
        edit = Edit.make(_pair(before, gone, files), rows, records, limits)
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


def _pair(before: Entry, gone: set[int], files: Sifted) -> list[tuple[Part, Part]]:
    """Return the records of each file that changed, as they were and as they are."""
    old: dict[str, Any] = {before.names[number]: before.make_part(number) for number in gone}
    new = {files.names[place]: files.parts[place] for place in files.contents}
    return [(old.get(name, {}), new.get(name, {})) for name in {**old, **new}]
