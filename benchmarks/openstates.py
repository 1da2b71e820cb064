"""The people files of openstates as records and a table: one mapping a file, one person each.

The folder is a copy of https://github.com/openstates/people, whose `data/<state>/` has a file for
each legislator, executive and mayor; committees are left out. Every key that occurs is in the
table. Four things in these files are not in the library's own format:

- the top of a file is the person, without a section around it;
- `extras` is a mapping of whatever keys a source has, some with lists or mappings inside: its spec
  is keyed, and each text in it makes an `Extra`, whose key is the way to it, joined by dots;
- some values are empty, which is as good as none: 1,731 lists, mostly of `offices`, and 300 texts;
- 500 addresses are no web addresses (`www.example.org/...`): addresses are texts here.
"""

import enum
from typing import Final

from benchmarks.openstates_records import (
    Extra,
    Ids,
    Link,
    Office,
    OfficeKind,
    OtherIdentifier,
    OtherName,
    Party,
    Person,
    Role,
    RoleType,
)
from stakeholders.loading.table import Field, Form, Many, Spec
from stakeholders.model import Record


def _spec(record: type[Record], noun: str, *fields: Field, is_keyed: bool = False) -> Spec:
    doc = record.__doc__ or ""
    return Spec(record=record, noun=noun, doc=doc, fields=fields, is_keyed=is_keyed)


def _text(key: str, doc: str, *, required: bool = False) -> Field:
    return Field(key=key, doc=doc, is_required=required)


def _date(key: str, doc: str) -> Field:
    return Field(key=key, doc=doc, form=Form.DATE)


def _enum(key: str, choices: type[enum.StrEnum], doc: str) -> Field:
    return Field(key=key, doc=doc, form=Form.ENUM, choices=choices, is_required=True)


def _records(key: str, spec: Spec, doc: str, *, required: bool = False) -> Field:
    many = Many.LIST
    return Field(key=key, doc=doc, form=Form.RECORD, spec=spec, many=many, is_required=required)


_START: Final = _date("start_date", "Since when.")
_END: Final = _date("end_date", "Until when.")
_SITES: Final = ("facebook", "instagram", "twitter", "youtube")

ROLE: Final = _spec(
    Role,
    "role",
    _enum("type", RoleType, "Which chamber or office."),
    _text("jurisdiction", "The id of the state or town.", required=True),
    _text("district", "The number or name of the district."),
    _START,
    _END,
    _text("end_reason", "Why it ended, in any words."),
)
PARTY: Final = _spec(Party, "party", _text("name", "Its name.", required=True), _START, _END)
OFFICE: Final = _spec(
    Office,
    "office",
    _enum("classification", OfficeKind, "What the address is good for."),
    _text("name", "What the office is called."),
    _text("address", "Where it is."),
    *(_text(key, "Its number.") for key in ("voice", "fax")),
)
LINK: Final = _spec(Link, "link", _text("url", "Where it is."), _text("note", "What it is."))
OTHER_NAME: Final = _spec(
    OtherName, "other name", _text("name", "The name.", required=True), _START
)
OTHER_IDENTIFIER: Final = _spec(
    OtherIdentifier,
    "other identifier",
    _text("scheme", "Where.", required=True),
    _text("identifier", "The id.", required=True),
)
IDS: Final = _spec(Ids, "ids", *(_text(site, "The name there.") for site in _SITES))
EXTRA: Final = _spec(
    Extra,
    "extra",
    _text("key", "What it is.", required=True),
    _text("value", "How it is.", required=True),
    is_keyed=True,
)
PERSON: Final = _spec(
    Person,
    "person",
    _text("id", "The id.", required=True),
    _text("name", "The whole name.", required=True),
    *(_text(f"{part}_name", "A part of it.") for part in ("given", "middle", "family")),
    _text("suffix", "What stands behind the name."),
    _text("gender", "The gender, in any words."),
    *(_text(key, f"The {key}.") for key in ("email", "image", "biography")),
    *(_date(key, "The day of it.") for key in ("birth_date", "death_date")),
    _records("party", PARTY, "The parties, the last at the end."),
    _records("roles", ROLE, "The seats and offices.", required=True),
    _records("offices", OFFICE, "Where to write to."),
    _records("links", LINK, "Addresses about the person."),
    _records("sources", LINK, "Addresses that say so."),
    _records("other_names", OTHER_NAME, "Other names."),
    _records("other_identifiers", OTHER_IDENTIFIER, "Ids elsewhere."),
    Field(
        key="ids",
        form=Form.RECORD,
        spec=IDS,
        many=Many.ONE_OR_LIST,
        doc="The names of accounts: a mapping, of which there is one.",
    ),
    Field(key="extras", form=Form.RECORD, spec=EXTRA, many=Many.LIST, doc="Whatever else."),
)
