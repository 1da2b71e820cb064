"""Rules across what was built: one rule, one function, its docstring the rule."""

from collections.abc import Callable, Iterator
from typing import Final

from stakeholders.errors import Problem, Severity
from stakeholders.loading.checks import across, references, single
from stakeholders.loading.draft import Draft
from stakeholders.model import Records

ALONE: Final[tuple[Callable[[Draft], Iterator[Problem]], ...]] = (
    single.check_spans,
    single.check_sources,
    single.check_quotes,
    single.check_readings,
    single.check_positions,
    single.check_scores,
    single.check_somebody_left,
    single.check_former_names,
)
NAMES: Final[tuple[Callable[[Draft], Iterator[Problem]], ...]] = (
    references.check_references,
    references.check_circles,
)
ACROSS: Final[tuple[Callable[[Draft, Records], Iterator[Problem]], ...]] = (
    across.check_departures,
    across.check_ends,
    across.check_same_seat,
    across.check_lifetimes,
    across.check_headcounts,
    across.check_unused,
    across.check_people,
    across.check_same_score,
)


def check_draft(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the records of a load.

    Names are looked up only where every file was read, and records are compared with each other
    only where nothing else is wrong: one fault must not show up as two.
    """
    found = [problem for rule in ALONE for problem in rule(draft)]
    if draft.is_complete:
        found += [problem for rule in NAMES for problem in rule(draft)]
    yield from found
    before = [*draft.problems, *found]
    if draft.is_complete and not any(problem.severity is Severity.ERROR for problem in before):
        records = draft.make_records()
        for rule in ACROSS:
            yield from rule(draft, records)
