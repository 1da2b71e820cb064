"""Answers: what the questions of a tracker give back."""

from stakeholders.answers.explanation import (
    Explanation,
    cite_source,
    describe_holder,
    describe_person,
    name_with_article,
)
from stakeholders.answers.results import (
    Agreement,
    Attendance,
    Bloc,
    Change,
    Composition,
    Dispute,
    Divergence,
    Divisions,
    Entry,
    Happening,
    Member,
    Selection,
    Snapshot,
    Standing,
    Tally,
)

__all__ = [
    "Agreement",
    "Attendance",
    "Bloc",
    "Change",
    "Composition",
    "Dispute",
    "Divergence",
    "Divisions",
    "Entry",
    "Explanation",
    "Happening",
    "Member",
    "Selection",
    "Snapshot",
    "Standing",
    "Tally",
    "cite_source",
    "describe_holder",
    "describe_person",
    "name_with_article",
]
