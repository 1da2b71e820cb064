"""The directives that set a table, an explanation or a bibliography."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from stakeholders.answers import cite_source, describe_person
from stakeholders.charts.links import is_safe
from stakeholders.charts.telling import say_date, say_departure
from stakeholders.errors import (
    QuestionError,
    StakeholdersError,
    did_you_mean,
    find_nearest,
    join_words,
    quote,
)
from stakeholders.formats import Report
from stakeholders.formats.reports import (
    report_changes,
    report_disputes,
    report_members,
    report_timeline,
)
from stakeholders.model import Body, Departure, Source
from stakeholders.sphinx.charting import split_list
from stakeholders.sphinx.trackers import get_tracker
from stakeholders.sphinx.writing import Cell, cite, cite_within, make_table, number_sources
from stakeholders.tracker import Tracker

_COMMON = {
    "tracker": directives.unchanged,
    "known-by": directives.unchanged,
    "caption": directives.unchanged,
    "columns": directives.unchanged,
    "class": directives.class_option,
}


class TrackerDirective(SphinxDirective):
    """A directive that asks a tracker; what goes wrong is a warning at its line."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return what the directive stands for."""
        try:
            tracker = get_tracker(self.env, self.options.get("tracker", ""))
            known_by = self.options.get("known-by")
            return list(self.write(tracker.known_by(known_by) if known_by else tracker))
        except StakeholdersError as error:
            return [self.state.document.reporter.warning(str(error), line=self.lineno)]

    def write(self, tracker: Tracker) -> Iterable[nodes.Node]:
        """Return what stands in the page."""
        raise NotImplementedError

    def cite(self, tracker: Tracker, ids: Iterable[str]) -> list[nodes.Node]:
        """Return references to sources."""
        return list(cite(tracker, ids, self.env.docname))

    def make_table(self, header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> nodes.table:
        """Return a table with the columns that are asked for, in their order."""
        names = list(header)
        body = [list(row) for row in rows]
        if "columns" in self.options:
            wanted = [name.strip().casefold() for name in self.options["columns"].split(",")]
            places = [self._find_column(name, names) for name in wanted]
            names = [names[place] for place in places]
            body = [[row[place] for place in places] for row in body]
        table = make_table(names, body, title=self.options.get("caption", ""))
        table["classes"] += self.options.get("class", [])
        self.set_source_info(table)
        return table

    @staticmethod
    def _find_column(wanted: str, names: list[str]) -> int:
        known = [name.casefold() for name in names]
        if wanted not in known:
            hint = did_you_mean(find_nearest(wanted, known))
            raise QuestionError(
                f"columns: {quote(wanted)} is not known: expected {join_words(known)}{hint}"
            )
        return known.index(wanted)


class Departures(TrackerDirective):
    """Who left, when, why and on whose word, with the sources cited."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_COMMON,
        **dict.fromkeys(
            ("body", "kind", "person", "because", "behind", "since", "until", "basis"),
            directives.unchanged,
        ),
    }

    def write(self, tracker: Tracker) -> Iterator[nodes.Node]:
        """Yield the table, and what was left out."""
        asked = {
            name: self.options[name]
            for name in self.option_spec
            if name in self.options and name not in _COMMON
        }
        found = tracker.departures(**asked)
        header = ("Who", "Spoke for", "Left", "When and how", "Why", "Sources")
        yield self.make_table(header, [self._write_row(tracker, one) for one in found])

    def _write_row(self, tracker: Tracker, departure: Departure) -> list[Cell]:
        told = tracker.explain(departure)
        who = [describe_person(person) for person in told.people]
        who += [f"{departure.unnamed} whose names no source prints"] if departure.unnamed else []
        how = f"{say_departure(departure)}, {departure.basis}".replace("\N{NO-BREAK SPACE}", " ")
        if told.is_disputed:
            how += "; disputed"
        why: list[nodes.Node] = []
        for number, reason in enumerate(departure.reasons):
            why.append(nodes.Text(f"{' ' if number else ''}{reason.summary.rstrip('.')}"))
            why.append(nodes.Text(f" ({reason.basis})"))
            if reason.quote:
                why.append(nodes.Text(f": “{reason.quote}”"))
            why.append(nodes.Text(". "))
            why += self.cite(tracker, [citation.source for citation in reason.sources])
        return [
            join_words(who, "and"),
            join_words([group.name for group in told.behind], "and"),
            join_words([body.name for body in told.bodies], "and"),
            how,
            why or "no reason seen",
            self.cite(tracker, [citation.source for citation in departure.sources]),
        ]


class ReportDirective(TrackerDirective):
    """A table of an answer, as the command prints it, with its sources cited."""

    def ask(self, tracker: Tracker) -> Report:
        """Return the answer."""
        raise NotImplementedError

    def write(self, tracker: Tracker) -> Iterator[nodes.Node]:
        """Yield the table and its notes."""
        report = self.ask(tracker)
        cited = report.columns.index("sources") if "sources" in report.columns else -1
        rows = [
            [
                self.cite(tracker, split_list(cell)) if column == cited else cell
                for column, cell in enumerate(row)
            ]
            for row in report.rows
        ]
        yield self.make_table([name.capitalize() for name in report.columns], rows)
        yield from (nodes.paragraph("", note) for note in report.notes)


class Members(ReportDirective):
    """Who sits on a body, certainly or possibly."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_COMMON,
        "body": directives.unchanged,
        "on": directives.unchanged,
    }

    def ask(self, tracker: Tracker) -> Report:
        """Return the members of the body, or of every body."""
        wanted = self.options.get("body")
        groups = tuple(body for body in tracker.of(Body) if tracker.members(body))
        if wanted:
            tracker.members(wanted)  # raises, where there is no such body
            groups = (tracker.get(wanted),)  # type: ignore[assignment]  # it is one, then
        return report_members(tracker, groups, self.options.get("on"))


class Events(ReportDirective):
    """What happened, in order of time."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_COMMON,
        **dict.fromkeys(("about", "topic", "since", "until"), directives.unchanged),
    }

    def ask(self, tracker: Tracker) -> Report:
        """Return the timeline."""
        names = ("about", "topic", "since", "until")
        asked = {name: self.options[name] for name in names if name in self.options}
        return report_timeline(tracker, tracker.timeline(**asked))


class Changes(ReportDirective):
    """Who changed their mind."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_COMMON,
        "holder": directives.unchanged,
        "topic": directives.unchanged,
    }

    def ask(self, tracker: Tracker) -> Report:
        """Return the changes."""
        names = ("holder", "topic")
        asked = {name: self.options[name] for name in names if name in self.options}
        return report_changes(tracker.changes(**asked))


class Disputes(ReportDirective):
    """Where sources disagree."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {**_COMMON}

    def ask(self, tracker: Tracker) -> Report:
        """Return the disputes."""
        return report_disputes(tracker.disputes())


class Why(TrackerDirective):
    """Why somebody left, as prose with its sources cited."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_COMMON,
        "departure": directives.unchanged_required,
        "min-confidence": directives.unchanged,
    }

    def write(self, tracker: Tracker) -> Iterator[nodes.Node]:
        """Yield the sections of the explanation."""
        wanted = self.options.get("departure")
        if not wanted:
            raise QuestionError("why needs a departure: the id of one, or of a person who left")
        told = tracker.explain(wanted, min_confidence=self.options.get("min-confidence", "medium"))
        listing: nodes.bullet_list | None = None
        for line in str(told).splitlines():
            if line == "Sources":
                break  # they are cited, and stand in the bibliography
            if line.startswith("  "):
                if listing is None:
                    listing = nodes.bullet_list()
                item = nodes.list_item()
                item += self._write_line(tracker, line.strip())
                listing += item
            elif line:
                yield from [listing] if listing is not None else []
                listing = None
                is_heading = "." not in line
                yield nodes.rubric("", line) if is_heading else self._write_line(tracker, line)
        yield from [listing] if listing is not None else []

    def _write_line(self, tracker: Tracker, text: str) -> nodes.paragraph:
        paragraph = nodes.paragraph()
        paragraph += list(cite_within(tracker, text, self.env.docname))
        return paragraph


class Sources(TrackerDirective):
    """The bibliography: the sources by number, each a target of what cites it."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_COMMON,
        "of": directives.unchanged,
    }

    def write(self, tracker: Tracker) -> Iterator[nodes.Node]:
        """Yield the list."""
        found = tracker.of(Source)
        if "of" in self.options:
            found = tracker.sources_of(tracker.get(self.options["of"]))
        numbers = number_sources(tracker)
        domain: Any = self.env.get_domain("stakeholders")
        header = ("No.", "Source")
        rows: list[list[Cell]] = []
        for source in found:
            anchor = domain.note_object("source", source.id, cite_source(source), self.env.docname)
            number = nodes.inline("", str(numbers[source.id]), ids=[anchor] if anchor else [])
            rows.append([[number], list(_write_source(source))])
        yield self.make_table(header, rows)


def _write_source(source: Source) -> Iterator[nodes.Node]:
    title = f"“{source.title}”" if source.title else source.description or source.id
    said = [join_words(source.author, "and"), source.publisher or "", title, say_date(source.date)]
    yield nodes.Text(", ".join(part for part in said if part))
    for url in source.url:
        yield nodes.Text(", ")
        if is_safe(url):
            yield nodes.reference("", url, refuri=url, internal=False)
        else:
            yield nodes.literal("", url)


TABLE_DIRECTIVES: dict[str, type[TrackerDirective]] = {
    "departures": Departures,
    "members": Members,
    "events": Events,
    "changes": Changes,
    "disputes": Disputes,
    "why": Why,
    "sources": Sources,
}
