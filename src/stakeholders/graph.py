"""The records as a networkx graph: one late projection, for drawing and for exchange."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

import networkx as nx

from stakeholders.dates import PartialDate, Truth
from stakeholders.errors import QuestionError, find_nearest, join_words, quote
from stakeholders.model import Departure, Event, Group, Records
from stakeholders.seats import Seat

EDGE_KINDS: Final = (
    "member-of",
    "speaks-for",
    "part-of",
    "left",
    "left-from",
    "because-of",
    "holds",
    "relation",
    "took-part",
    "signed",
    "cites",
)
Edge = tuple[str, str, str, dict[str, Any]]


def build_graph(
    records: Records, seats: Iterable[Seat], day: date | None, kinds: Iterable[str] | None
) -> "nx.MultiDiGraph[str]":
    """Return the graph; see `Tracker.to_networkx`."""
    wanted = _read_kinds(kinds)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if records.about is not None:
        graph.graph["name"] = records.about.title
    for name, attributes in _list_nodes(records):
        graph.add_node(name, **_flatten(attributes))
    counts: dict[tuple[str, str, str], int] = {}
    for source, target, kind, attributes in _list_edges(records, seats, day):
        if kind in wanted:
            number = counts[source, target, kind] = counts.get((source, target, kind), 0) + 1
            key = kind if number == 1 else f"{kind}-{number}"
            graph.add_edge(source, target, key=key, kind=kind, **_flatten(attributes))
    return graph


def _read_kinds(kinds: Iterable[str] | None) -> frozenset[str]:
    if kinds is None:
        return frozenset(EDGE_KINDS)
    chosen = frozenset([kinds] if isinstance(kinds, str) else kinds)
    for kind in sorted(chosen - frozenset(EDGE_KINDS)):
        nearest = find_nearest(kind, EDGE_KINDS)
        hint = f" (did you mean {quote(nearest)}?)" if nearest else ""
        message = f"kinds: {quote(kind)} is not known{hint}: expected {join_words(EDGE_KINDS)}"
        raise QuestionError(message)
    return chosen


def _flatten(attributes: dict[str, Any]) -> dict[str, str | int | bool]:
    """Return only what every writer takes: no None, lists joined, dates and enums as text."""
    flat: dict[str, str | int | bool] = {}
    for name, value in attributes.items():
        if value is None or value == ():
            continue
        if isinstance(value, tuple):
            flat[name] = "; ".join(value)
        else:
            flat[name] = value if isinstance(value, bool | int) else str(value)
    return flat


def _list_nodes(records: Records) -> Iterator[tuple[str, dict[str, Any]]]:
    for person in records.people:
        yield (
            person.id,
            {
                "kind": "person",
                "name": person.name,
                "named": person.named,
                "sector": person.sector,
            },
        )
    for organization in records.organizations:
        yield (
            organization.id,
            {
                "kind": "organization",
                "name": organization.name,
                "classification": organization.kind,
                "sector": organization.sector,
            },
        )
    for body in records.bodies:
        yield (
            body.id,
            {
                "kind": "body",
                "name": body.name,
                "classification": body.kind,
                **_date("founded", body.founded),
                **_date("dissolved", body.dissolved),
            },
        )
    for topic in records.topics:
        yield topic.id, {"kind": "topic", "name": topic.label or topic.proposition}
    for departure in records.departures:
        yield departure.id, _describe_departure(departure)
    for event in records.events:
        attributes = {"kind": "event", "name": event.name, "classification": event.kind}
        yield event.id, attributes | _date("date", event.date)
    for source in records.sources:
        name = source.title or source.description or source.id
        attributes = {"kind": "source", "name": name, "publisher": source.publisher or ""}
        yield source.id, attributes | _date("date", source.date)


def _describe_departure(departure: Departure) -> dict[str, Any]:
    return {
        "kind": "departure",
        "name": departure.id,
        "classification": departure.kind,
        "basis": departure.basis,
        "confidence": departure.confidence,
        "disputed": bool(departure.disputed),
        **_date("date", departure.date),
    }


def _list_edges(records: Records, seats: Iterable[Seat], day: date | None) -> Iterator[Edge]:
    yield from _list_seats(seats, day)
    groups: tuple[Group, ...] = (*records.organizations, *records.bodies)
    for group in groups:
        if group.part_of:
            yield group.id, group.part_of, "part-of", {}
    yield from _list_departures(records, day)
    for stance in records.stances:
        if _has_come(stance.date, day):
            yield (
                stance.holder,
                stance.topic,
                "holds",
                {
                    "position": stance.position,
                    "basis": stance.basis,
                    "confidence": stance.confidence,
                    "part": stance.part,
                    "sources": tuple(citation.source for citation in stance.sources),
                    **_date("date", stance.date),
                },
            )
    for relation in records.relations:
        if _has_come(relation.start, day) and not _is_over(relation.end, day):
            yield (
                relation.subject,
                relation.object,
                "relation",
                {
                    "relation": relation.kind,
                    **_date("since", relation.start),
                    **_date("until", relation.end),
                },
            )
    yield from _list_parts(records, day)


def _list_seats(seats: Iterable[Seat], day: date | None) -> Iterator[Edge]:
    for seat in seats:
        membership = seat.membership
        status = seat.get_status(day) if day is not None else None
        if membership.person is None or (day is not None and status is None):
            continue
        ending = seat.ending
        attributes = {
            "role": membership.role,
            "status": status,
            "ended_by": ending.by if ending else None,
            **_date("since", membership.start),
            **_date("until", seat.end),
        }
        yield membership.person, membership.body, "member-of", attributes
        for behind in membership.on_behalf_of:
            yield membership.person, behind, "speaks-for", {"body": membership.body}


def _list_departures(records: Records, day: date | None) -> Iterator[Edge]:
    for departure in records.departures:
        if not _has_come(departure.date, day):
            continue
        for person in departure.people:
            yield person, departure.id, "left", {}
        for body in departure.bodies:
            yield departure.id, body, "left-from", {}
        for reason in departure.reasons:
            for topic in reason.topics:
                yield (
                    departure.id,
                    topic,
                    "because-of",
                    {
                        "basis": reason.basis,
                        "summary": reason.summary,
                    },
                )


def _list_parts(records: Records, day: date | None) -> Iterator[Edge]:
    for event in records.events:
        if not _has_come(event.date, day):
            continue
        for name in event.participants:
            yield name, event.id, "took-part", {}
        for name in event.signatories:
            yield name, event.id, "signed", {}
    acts: tuple[Departure | Event, ...] = (*records.departures, *records.events)
    for record in acts:
        for citation in record.sources:
            if _has_come(record.date, day):
                yield record.id, citation.source, "cites", {"locator": citation.locator}


def _has_come(when: PartialDate | None, day: date | None) -> bool:
    return day is None or when is None or when.is_by(day) is not Truth.NO


def _is_over(when: PartialDate | None, day: date | None) -> bool:
    return day is not None and when is not None and when.is_by(day) is Truth.YES


def _date(name: str, when: PartialDate | None) -> dict[str, Any]:
    if when is None:
        return {}
    return {
        name: when.edtf,
        f"{name}_earliest": when.earliest.isoformat() if when.earliest else None,
        f"{name}_latest": when.latest.isoformat() if when.latest else None,
    }
