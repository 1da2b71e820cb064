"""Who sits at the table, whom they speak for, where each stands, and who walked out and why.

Example:
    >>> import stakeholders
    >>> tracker = stakeholders.load("data/secure-communities")
    >>> [departure.id for departure in tracker.departures(person="venegas")]
    ['venegas-resigns']
"""

from __future__ import annotations

from importlib import import_module

from stakeholders.display import register
from stakeholders.version import __version__

# The name that type checkers know; to import it from typing takes as long as all the rest here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

# Each name is imported from its module when it is first asked for: a script that only needs
# dates does not pay for the loader.
_HOMES: Final = {
    "answers": (
        "Agreement Attendance Bloc Change Composition Dispute Divergence Divisions Entry "
        "Explanation Happening Member Selection Snapshot Standing Tally cite_source describe_holder"
    ),
    "dates": "PartialDate Truth",
    "errors": (
        "CacheWarning DataError DateError Mark MissingExtraError Problem QuestionError Severity "
        "StakeholdersError UnknownIdError"
    ),
    "formats": "make_schema to_plain",
    "loading": "Limits find_trackers",
    "model": (
        "About Basis Body Citation Claim Confidence Counted Departure DepartureKind Event Figure "
        "FormerName Headcount Membership Organization Person Position Quality Reading Reason "
        "Record Records Relation Scale Score Source Stance Topic"
    ),
    "seats": "EndedBy Ending Seat Status",
    "tracker": "Tracker load loads",
}
_MODULES: Final = {name: module for module, names in _HOMES.items() for name in names.split()}

if TYPE_CHECKING:
    from stakeholders.answers import Agreement as Agreement
    from stakeholders.answers import Attendance as Attendance
    from stakeholders.answers import Bloc as Bloc
    from stakeholders.answers import Change as Change
    from stakeholders.answers import Composition as Composition
    from stakeholders.answers import Dispute as Dispute
    from stakeholders.answers import Divergence as Divergence
    from stakeholders.answers import Divisions as Divisions
    from stakeholders.answers import Entry as Entry
    from stakeholders.answers import Explanation as Explanation
    from stakeholders.answers import Happening as Happening
    from stakeholders.answers import Member as Member
    from stakeholders.answers import Selection as Selection
    from stakeholders.answers import Snapshot as Snapshot
    from stakeholders.answers import Standing as Standing
    from stakeholders.answers import Tally as Tally
    from stakeholders.answers import cite_source as cite_source
    from stakeholders.answers import describe_holder as describe_holder
    from stakeholders.dates import PartialDate as PartialDate
    from stakeholders.dates import Truth as Truth
    from stakeholders.errors import CacheWarning as CacheWarning
    from stakeholders.errors import DataError as DataError
    from stakeholders.errors import DateError as DateError
    from stakeholders.errors import Mark as Mark
    from stakeholders.errors import MissingExtraError as MissingExtraError
    from stakeholders.errors import Problem as Problem
    from stakeholders.errors import QuestionError as QuestionError
    from stakeholders.errors import Severity as Severity
    from stakeholders.errors import StakeholdersError as StakeholdersError
    from stakeholders.errors import UnknownIdError as UnknownIdError
    from stakeholders.formats import make_schema as make_schema
    from stakeholders.formats import to_plain as to_plain
    from stakeholders.loading import Limits as Limits
    from stakeholders.loading import find_trackers as find_trackers
    from stakeholders.model import About as About
    from stakeholders.model import Basis as Basis
    from stakeholders.model import Body as Body
    from stakeholders.model import Citation as Citation
    from stakeholders.model import Claim as Claim
    from stakeholders.model import Confidence as Confidence
    from stakeholders.model import Counted as Counted
    from stakeholders.model import Departure as Departure
    from stakeholders.model import DepartureKind as DepartureKind
    from stakeholders.model import Event as Event
    from stakeholders.model import Figure as Figure
    from stakeholders.model import FormerName as FormerName
    from stakeholders.model import Headcount as Headcount
    from stakeholders.model import Membership as Membership
    from stakeholders.model import Organization as Organization
    from stakeholders.model import Person as Person
    from stakeholders.model import Position as Position
    from stakeholders.model import Quality as Quality
    from stakeholders.model import Reading as Reading
    from stakeholders.model import Reason as Reason
    from stakeholders.model import Record as Record
    from stakeholders.model import Records as Records
    from stakeholders.model import Relation as Relation
    from stakeholders.model import Scale as Scale
    from stakeholders.model import Score as Score
    from stakeholders.model import Source as Source
    from stakeholders.model import Stance as Stance
    from stakeholders.model import Topic as Topic
    from stakeholders.seats import EndedBy as EndedBy
    from stakeholders.seats import Ending as Ending
    from stakeholders.seats import Seat as Seat
    from stakeholders.seats import Status as Status
    from stakeholders.tracker import Tracker as Tracker
    from stakeholders.tracker import load as load
    from stakeholders.tracker import loads as loads

# Notebooks ask a value how it looks; the wing that knows is loaded when the first one does.
register(lambda: import_module("stakeholders.notebook"))

__all__ = ["__version__", *sorted(_MODULES)]  # noqa: PLE0604 - they are strings, of one table


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module holds anything
    if name not in _MODULES:
        raise AttributeError(f"module 'stakeholders' has no attribute {name!r}")
    value = getattr(import_module(f"stakeholders.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *_MODULES]
