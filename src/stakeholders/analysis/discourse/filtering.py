"""Which statements are used: by time, by what they say, by how many there are, without repeats."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stakeholders.analysis.discourse.choices import Duplicates, Placing
from stakeholders.analysis.discourse.columns import Codes
from stakeholders.analysis.discourse.duplicates import find_first
from stakeholders.analysis.discourse.numbers import read_whole
from stakeholders.analysis.discourse.placing import When, lie_within, read_span
from stakeholders.analysis.discourse.statements import Statements
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.tracker.filters import read_choice

_VARIABLES: Final = ("actor", "concept", "value", "document")
Exclude = Mapping[str, str | Iterable[str]]


def filter_statements(
    statements: Statements,
    *,
    since: When | None = None,
    until: When | None = None,
    dates: str | Placing = Placing.WITHIN,
    exclude: Exclude | None = None,
    invert: Collection[str] = (),
    min_per_actor: int = 1,
    min_per_concept: int = 1,
    duplicates: str | Duplicates = Duplicates.KEPT,
    same_value: bool = True,
    dna_compat: bool = False,
) -> Statements:
    """Return the statements that pass, in their order; `left_out` counts the others.

    The filters come in this order: time; values; how many statements an actor and a concept have;
    duplicates. Labels stay as they are after the first, so that a network with `isolates` shows
    also those of whom no statement passes.

    Source: the order and the duplicates are those of the Discourse Network Analyzer (Leifeld), with
    ISO weeks.

    Args:
        statements: what to filter.
        since: only statements from this day on.
        until: only statements to this day.
        dates: how a statement counts whose date is not known to the day: "within" takes it where
            all its days lie in the span, "earliest" and "latest" go by that day. Without a date it
            lies in no span.
        exclude: labels to leave out, of "actor", "concept", "value" or "document", each one or
            several.
        invert: the variables of which `exclude` names the only labels to keep.
        min_per_actor: leave out actors with fewer statements.
        min_per_concept: leave out concepts with fewer statements. As leaving out the one can bring
            the other below its minimum, both are repeated until they hold.
        duplicates: keep the earliest statement only of those that say the same in one document,
            day, ISO week, month or year, or in all; linear in the number of statements, or but for
            a sort where there are many periods. Where a date is too vague to tell the period, or a
            document is not known, nothing is left out.
        same_value: whether a statement must have the same value to be a duplicate; false where the
            values are to be ignored.
        dna_compat: as the reference tool (Discourse Network Analyzer) has it: weeks and months are
            told by their number alone, so that February 2005 and February 2011 are one.

    Raises:
        QuestionError: if a variable, label or choice is unknown, or no statement is left: it says
            how many there were and which filter took them.

    Example:
        >>> said = Statements.of(
        ...     actor=["mill", "mill", "union"],
        ...     concept=["toll", "toll", "toll"],
        ...     time=["2011-09-14", "2011-09-30", "2011-10-02"],
        ... )
        >>> kept = filter_statements(said, duplicates="month")
        >>> [event.first.isoformat() for event in kept]
        ['2011-09-14', '2011-10-02']
        >>> kept.left_out
        (LeftOut(why='said before in the same month', number=1),)
    """
    per = read_choice(duplicates, Duplicates, "duplicates")
    kept = statements
    if since is not None or until is not None:
        fits = lie_within(kept.first, kept.last, read_span(since, until), dates)
        kept = kept.keep(np.flatnonzero(fits), "not surely between the days").trim()
    for name, labels in (exclude or {}).items():
        fits = _pass_values(kept, name, labels, invert=name in invert)
        kept = kept.keep(np.flatnonzero(fits), f"by {name}")
    _check_inverted(exclude or {}, invert)
    kept = _keep_frequent(kept, min_per_actor, min_per_concept)
    rows = find_first(kept, per, same_value=same_value, dna_compat=dna_compat)
    where = "before" if per is Duplicates.RANGE else f"before in the same {per}"
    return kept.keep(rows, f"said {where}")


def _check_inverted(exclude: Exclude, invert: Collection[str]) -> None:
    for name in invert:
        if name not in exclude:
            found = join_words(tuple(exclude), "and") or "nothing"
            raise QuestionError(f"invert: {quote(name)} is not in exclude, which has {found}")


def _pass_values(
    statements: Statements, name: str, labels: str | Iterable[str], *, invert: bool
) -> NDArray[np.bool_]:
    if name not in _VARIABLES:
        hint = did_you_mean(find_nearest(name, _VARIABLES))
        expected = join_words(_VARIABLES)
        raise QuestionError(f"exclude: no variable {quote(name)}{hint}: expected {expected}")
    codes, known = _get_column(statements, name)
    wanted = [labels] if isinstance(labels, str) else list(labels)
    for label in wanted:
        if label not in known:
            hint = did_you_mean(find_nearest(label, known))
            raise QuestionError(f"exclude: no {name} {quote(label)}{hint}")
    listed: NDArray[np.bool_] = np.isin(codes, [known.index(label) for label in wanted])
    return listed if invert else ~listed


def _get_column(statements: Statements, name: str) -> tuple[Codes, tuple[str, ...]]:
    if name == "value":
        return statements.value, statements.levels.labels
    column = getattr(statements, name)
    return column.codes, column.labels


def _keep_frequent(statements: Statements, per_actor: int, per_concept: int) -> Statements:
    minimums = {
        "actors": read_whole(per_actor, "min_per_actor"),
        "concepts": read_whole(per_concept, "min_per_concept"),
    }
    asked = [f"{what} of fewer than {number}" for what, number in minimums.items() if number > 1]
    if not asked:
        return statements
    who, what = statements.actor.codes, statements.concept.codes
    rows = np.arange(len(statements))
    while True:
        fits = np.bincount(who[rows])[who[rows]] >= per_actor
        fits &= np.bincount(what[rows])[what[rows]] >= per_concept
        if fits.all():
            break
        rows = rows[fits]
    return statements.keep(rows, f"{join_words(asked)} statements")
