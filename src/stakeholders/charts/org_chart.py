"""The org chart: the hierarchy above a body, its chair, and its seats, with those who left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from stakeholders.charts.chart import Chart
from stakeholders.charts.choosing import choose_body
from stakeholders.charts.seat_words import count_seats, list_legend, say_state, summarize
from stakeholders.charts.seating import Seated, count, find_seated, list_doubts
from stakeholders.charts.telling import make_references, say_date, tell_member, tell_record
from stakeholders.charts.values import (
    Content,
    Graph,
    Item,
    Line,
    Panel,
    Panels,
    Stroke,
    Table,
    Tone,
)
from stakeholders.dates import read_day
from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.model import Body, Group, Organization, Person, Relation
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

GROUPINGS = ("auto", "behind", "sector", "role", "reports-to", "none")
DEPARTED = ("keep", "hide", "panels")
_ADVISORY = frozenset({"advises", "makes-recommendations-to", "informs"})
_MOST_SECTORS = 9
_NOT_RECORDED = "not recorded"
_HEADER = ("Who", "Role", "Speaks for", "Group", "Since", "State", "Sources")


def org_chart(
    tracker: Tracker,
    body: str | Group | None = None,
    *,
    on: When | None = None,
    known_by: When | None = None,
    by: str = "auto",
    departed: str = "keep",
    relations: Iterable[str] = (),
) -> Chart:
    """Return the org chart of a body or organization, or of the whole tracker.

    Above the body stands what it is part of, or who convened it; below it the chair, and the seats
    in groups. Seats without a printed name are seats. Those who left stay where they sat, marked,
    with how and when; a person with several seats stands once, in the latest.

    Args:
        tracker: where to look.
        body: a body or organization; without it, all bodies and what they are part of.
        on: show who sat when this day ended; without it, everybody who ever sat.
        known_by: use only what was published when this day ended.
        by: how members are grouped: by the organization they speak for (`behind`), by `sector`,
            `role`, the relation `reports-to`, or `none`; `auto` takes sectors if they are few.
        departed: `keep` those who left in place, `hide` them, or show `panels` before and after.
        relations: kinds of relations between the boxes to draw on top.

    Raises:
        UnknownIdError: if the id is neither of a body nor of an organization.
        QuestionError: if a grouping, a kind of relation or a day is not one.

    Example:
        >>> from stakeholders import load
        >>> chart = org_chart(load("data/secure-communities"), "task-force")
        >>> chart.content.subtitle
        '19 seats; 5 resigned; everybody who ever sat'
    """
    _check(by, GROUPINGS, "by")
    _check(departed, DEPARTED, "departed")
    seen = tracker.known_by(known_by) if known_by is not None else tracker
    day = None if on is None else read_day(on)
    maker = _Maker(seen, day, by, _check_relations(seen, relations))
    if departed == "panels":
        figures = [maker.draw(body, leave="ignore"), maker.draw(body, leave="hide")]
        headings = ["Before anybody left", "After"]
        shown = maker.shown
        titled = [
            f"{heading}: {count_seats(seats)}"
            for heading, seats in zip(headings, shown, strict=True)
        ]
        panels = zip(titled, figures, strict=True)
        figure: Graph | Panels = Panels(panels=tuple(Panel(heading=h, figure=f) for h, f in panels))
        everyone = shown[0]
    else:
        figure = maker.draw(body, leave=departed)
        everyone = maker.shown[0]
    title = maker.name(body)
    subtitle = say_state(everyone, day, known_by, is_hidden=departed == "hide")
    items = figure.items
    return Chart(
        Content(
            kind="org-chart",
            title=title,
            subtitle=subtitle,
            summary=summarize(title, subtitle, maker.above(body), items),
            figure=figure,
            legend=list_legend(items),
            notes=tuple(list_doubts(everyone)),
            table=Table(header=_HEADER, rows=tuple(maker.rows)),
            references=make_references(seen, items),
        )
    )


def _check(value: str, known: Sequence[str], what: str) -> None:
    if value not in known:
        hint = did_you_mean(find_nearest(value, known))
        raise QuestionError(
            f"{what}: {quote(value)} is not known: expected {join_words(known)}{hint}"
        )


def _check_relations(tracker: Tracker, kinds: Iterable[str]) -> tuple[Relation, ...]:
    known = sorted({relation.kind for relation in tracker.of(Relation)})
    wanted = list(kinds)
    for kind in wanted:
        _check(kind, known, "relations")
    return tuple(r for r in tracker.of(Relation) if r.kind in wanted)


class _Maker:
    """Makes the graph of one chart; knows who was shown, and a row of the table for each."""

    def __init__(
        self, tracker: Tracker, on: date | None, by: str, relations: tuple[Relation, ...]
    ) -> None:
        self.tracker = tracker
        self.on = on
        self.by = by
        self.relations = relations
        self.shown: list[tuple[Seated, ...]] = []
        self.rows: list[tuple[str, ...]] = []
        self.is_whole = False
        self.below: dict[str, list[Group]] = defaultdict(list)
        self.groups: tuple[Group, ...] = (*tracker.of(Organization), *tracker.of(Body))
        for group in self.groups:
            if group.part_of:
                self.below[group.part_of].append(group)

    def name(self, body: str | Group | None) -> str:
        """Return what the chart is called."""
        if body is None:
            about = self.tracker.records.about
            return about.title if about else "Who sits where"
        return self._get(body).name

    def above(self, body: str | Group | None) -> tuple[str, ...]:
        """Return the ids of what stands above a body, the nearest first."""
        found: list[str] = []
        group = None if body is None else self._get(body)
        while group is not None:
            up = group.part_of
            if up is None or up in found:
                break
            found.append(up)
            group = self._get(up)
        if not found and isinstance(group, Body):
            return group.convened_by[:1]
        return tuple(found)

    def draw(self, body: str | Group | None, *, leave: str) -> Graph:
        """Return the boxes; `leave` says what becomes of those who left: keep, hide or ignore."""
        graph = _Graph()
        self.rows = []
        self.is_whole = body is None
        roots = self._list_roots() if body is None else [self._get(body)]
        seen: list[Seated] = []
        for root in roots:
            above = None
            for wanted in reversed(self.above(root) if body is not None else ()):
                above = graph.add(self._tell_above(wanted), above)
            seen += self._draw_group(graph, root, above, leave)
        self.shown.append(tuple(seen))
        return graph.finish(self.relations)

    def _get(self, wanted: str | Group) -> Group:
        return choose_body(self.tracker, wanted)

    def _list_roots(self) -> list[Group]:
        """Return what nothing stands above and somebody sits in, or in something below it."""
        return [group for group in self.groups if not group.part_of and self._has_body(group)]

    def _has_body(self, group: Group) -> bool:
        """Tell whether a group is a body with seats, or has one below it."""
        is_body = isinstance(group, Body) and bool(self.tracker.members(group))
        return is_body or any(map(self._has_body, self.below[group.id]))

    def _tell_above(self, wanted: str) -> Item:
        item = tell_record(self.tracker, wanted, key=wanted)
        is_person = isinstance(self.tracker.get(wanted), Person)
        return attrs.evolve(item, lines=("convened the body",)) if is_person else item

    def _draw_group(
        self, graph: "_Graph", group: Group, above: str | None, leave: str
    ) -> Iterator[Seated]:
        own = graph.add(tell_record(self.tracker, group.id, key=group.id), above)
        is_whole = self.is_whole and isinstance(group, Organization)
        seated = () if is_whole else find_seated(self.tracker, group, self.on)
        if leave == "hide":
            seated = tuple(one for one in seated if not one.has_left)
        leaders = [one for one in seated if one.is_leading and not one.has_left]
        parent = own
        if len(leaders) == 1 and self.by != "reports-to":
            parent = self._add(graph, leaders[0], own, "", leave)
            seated = tuple(one for one in seated if one is not leaders[0])
        if self.by == "reports-to":
            self._draw_reports(graph, seated, own, leave)
        else:
            sections = self._group(seated)
            for number, (heading, members) in enumerate(sections.items()):
                under = parent
                if len(sections) > 1:
                    text = f"{heading} ({count(members)})"
                    key = f"{group.id} {number}"
                    under = graph.add(
                        Item(key=key, title=text, tone=Tone.HEADING, tip=text), parent
                    )
                for one in members:
                    self._add(graph, one, under, heading, leave)
        yield from (*leaders, *seated) if len(leaders) == 1 and self.by != "reports-to" else seated
        for inner in self.below[group.id]:
            if self._has_body(inner) or not self.is_whole:
                yield from self._draw_group(graph, inner, own, leave)

    def _add(self, graph: "_Graph", one: Seated, above: str, heading: str, leave: str) -> str:
        item = self._tell(one, f"seat {len(self.rows)}", leave)
        fact = dict(item.facts)
        state = item.status or ("possible" if item.tone is Tone.POSSIBLE else "seated")
        row = (item.title, one.member.role, fact.get("Speaks for", ""), heading)
        self.rows.append((*row, say_date(one.member.start), state, ", ".join(item.sources)))
        return graph.add(item, above)

    def _tell(self, one: Seated, key: str, leave: str) -> Item:
        item = tell_member(self.tracker, one.member, on=self.on, key=key)
        if self.on is not None:  # a chart of one day has no other days to move to
            item = attrs.evolve(item, phases=())
        if one.earlier_roles:
            before = f"before: {join_words(one.earlier_roles, 'and')}"
            item = attrs.evolve(item, lines=(*item.lines, before))
        if leave == "ignore" and item.tone is Tone.LEFT:
            is_named = one.member.person is not None and one.member.person.named
            tone = Tone.PERSON if is_named else Tone.UNNAMED
            item = attrs.evolve(item, tone=tone, status=None)
        return item

    def _group(self, seated: Iterable[Seated]) -> dict[str, list[Seated]]:
        """Return the members by heading, the largest group first and that of no heading last."""
        everyone = list(seated)
        by = self.by
        if by == "auto":
            number = len({_find_heading(one, "sector") for one in everyone})
            by = "sector" if number <= min(_MOST_SECTORS, len(everyone) // 2) else "none"
        found: dict[str, list[Seated]] = defaultdict(list)
        for one in everyone:
            found[_find_heading(one, by)].append(one)
        ordered = sorted(
            found.items(), key=lambda pair: (_NOT_RECORDED in pair[0], -count(pair[1]))
        )
        return dict(ordered)

    def _draw_reports(
        self, graph: "_Graph", seated: Iterable[Seated], own: str, leave: str
    ) -> None:
        """Set each below whom they report to, if that person has a seat; else below the body."""
        superiors = _find_superiors(self.tracker.of(Relation))
        members = {one.member.person.id: one for one in seated if one.member.person}
        keys: dict[str, str] = {}

        def add(one: Seated) -> None:
            person = one.member.person
            above = superiors.get(person.id) if person else None
            keys[person.id if person else ""] = self._add(
                graph, one, keys.get(above or " ", own), "", leave
            )

        for one in seated:
            line = [one]
            while (up := _above(line[-1], superiors, members)) is not None:
                line.append(up)
            for each in reversed(line):
                if each.member.person is None or each.member.person.id not in keys:
                    add(each)


def _above(
    one: Seated, superiors: Mapping[str, str], members: Mapping[str, Seated]
) -> Seated | None:
    return members.get(superiors.get(one.member.person.id, "")) if one.member.person else None


def _find_superiors(relations: Iterable[Relation]) -> dict[str, str]:
    """Return whom each reports to; of those who report in a circle, nobody is above the others."""
    found = {r.subject: r.object for r in relations if r.kind == "reports-to"}
    circular = set()
    for person in found:
        seen = [person]
        while (above := found.get(seen[-1])) is not None and above not in seen:
            seen.append(above)
        if above == person:
            circular.add(person)
    return {person: above for person, above in found.items() if person not in circular}


def _find_heading(one: Seated, by: str) -> str:
    member = one.member
    if by == "sector":
        sector = member.person.sector if member.person else None
        return _capitalize(sector) if sector else f"Sector {_NOT_RECORDED}"
    if by == "behind":
        names = join_words([group.name for group in member.on_behalf_of], "and")
        return names or f"Whom they speak for {_NOT_RECORDED}"
    return _capitalize(member.role) if by == "role" else ""


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Graph:
    """Boxes in the making, each under the one above it."""

    def __init__(self) -> None:
        self.boxes: list[Item] = []
        self.parents: dict[str, str] = {}
        self.keys: dict[str, str] = {}

    def add(self, item: Item, above: str | None) -> str:
        """Add a box, and return its key."""
        self.boxes.append(item)
        if above is not None:
            self.parents[item.key] = above
        if item.record:
            self.keys.setdefault(item.record, item.key)
        return item.key

    def finish(self, relations: Iterable[Relation]) -> Graph:
        """Return the graph, with the relations of which both ends are in it."""
        lines = tuple(
            Line(
                tail=self.keys[relation.subject],
                head=self.keys[relation.object],
                label=relation.kind.replace("-", " "),
                stroke=Stroke.DOTTED if relation.kind in _ADVISORY else Stroke.DASHED,
                tip=relation.note or "",
                sources=tuple(citation.source for citation in relation.sources),
            )
            for relation in relations
            if relation.subject in self.keys and relation.object in self.keys
        )
        return Graph(boxes=tuple(self.boxes), lines=lines, parents=self.parents)
