"""The people of openstates as records: what `benchmarks/openstates.py` has the table of."""

import enum

from stakeholders.dates import PartialDate
from stakeholders.late import frozen
from stakeholders.model import Record


class RoleType(enum.StrEnum):
    """What somebody was elected or appointed to."""

    UPPER = "upper"
    LOWER = "lower"
    LEGISLATURE = "legislature"
    GOVERNOR = "governor"
    LIEUTENANT_GOVERNOR = "lt_governor"
    MAYOR = "mayor"
    SECRETARY_OF_STATE = "secretary of state"
    ATTORNEY_GENERAL = "attorney general"
    CHIEF_ELECTION_OFFICER = "chief election officer"
    AUDITOR = "auditor"
    TREASURER = "treasurer"


class OfficeKind(enum.StrEnum):
    """What an address is good for."""

    CAPITOL = "capitol"
    CAPITOL_MAIL = "capitol-mail"
    DISTRICT = "district"
    DISTRICT_MAIL = "district-mail"
    PRIMARY = "primary"
    HOME = "home"


@frozen(kw_only=True, weakref_slot=False)
class Role(Record):
    """A seat or an office, from when to when, and why it ended."""

    type: RoleType
    jurisdiction: str
    district: str | None = None
    start_date: PartialDate | None = None
    end_date: PartialDate | None = None
    end_reason: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Party(Record):
    """A party that somebody belonged to."""

    name: str
    start_date: PartialDate | None = None
    end_date: PartialDate | None = None


@frozen(kw_only=True, weakref_slot=False)
class Office(Record):
    """Where somebody can be reached."""

    classification: OfficeKind
    name: str | None = None
    address: str | None = None
    voice: str | None = None
    fax: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Link(Record):
    """An address about somebody; also one that says so."""

    url: str | None = None
    note: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class OtherName(Record):
    """Another name or spelling."""

    name: str
    start_date: PartialDate | None = None


@frozen(kw_only=True, weakref_slot=False)
class OtherIdentifier(Record):
    """The id that another collection has for somebody."""

    scheme: str
    identifier: str


@frozen(kw_only=True, weakref_slot=False)
class Ids(Record):
    """The names of somebody's accounts."""

    facebook: str | None = None
    instagram: str | None = None
    twitter: str | None = None
    youtube: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Extra(Record):
    """Something that one source has and others do not."""

    key: str
    value: str


@frozen(kw_only=True, weakref_slot=False)
class Person(Record):
    """A legislator, executive or mayor, in office or not any more."""

    id: str
    name: str
    given_name: str | None = None
    middle_name: str | None = None
    family_name: str | None = None
    suffix: str | None = None
    gender: str | None = None
    email: str | None = None
    image: str | None = None
    biography: str | None = None
    birth_date: PartialDate | None = None
    death_date: PartialDate | None = None
    party: tuple[Party, ...] = ()
    roles: tuple[Role, ...]
    offices: tuple[Office, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[Link, ...] = ()
    other_names: tuple[OtherName, ...] = ()
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    ids: tuple[Ids, ...] = ()
    extras: tuple[Extra, ...] = ()
