"""The pages: an overview of a tracker, and one for each record."""

from collections.abc import Iterable, Iterator, Sequence

from stakeholders.answers import Explanation
from stakeholders.charts.escaping import escape
from stakeholders.charts.kinds import make_chart
from stakeholders.charts.page import write_document, write_section
from stakeholders.charts.telling import list_ids, name_record, say_departure, tell_record
from stakeholders.errors import Problem, QuestionError, UnknownIdError, join_words
from stakeholders.model import (
    Body,
    Departure,
    Entity,
    Event,
    Organization,
    Person,
    Relation,
    Source,
    Stance,
    Topic,
)
from stakeholders.server.markup import (
    link_record,
    link_source,
    list_sources,
    write_list,
    write_prose,
)
from stakeholders.server.tables import (
    write_bodies,
    write_departures,
    write_names,
    write_seats,
    write_sources,
    write_stances,
    write_topics,
)
from stakeholders.tracker import Tracker

LINK = "/record/{id}"
_RELOAD = """
(async () => {
  const { stamp } = document.querySelector("main").dataset;
  for (;;) {
    await new Promise((go) => setTimeout(go, 1000));
    if (document.hidden) continue;
    const answer = await fetch("/changes").catch(() => null);
    if (answer && answer.ok && await answer.text() !== stamp) return location.reload();
  }
})();
"""


def show_overview(tracker: Tracker, *, stamp: str) -> str:
    """Return the first page: the bodies, who left and why, the topics, people and sources."""
    about = tracker.records.about
    title = about.title if about else "Stakeholders"
    parts = [f"<p>{escape(about.description)}</p>" if about and about.description else ""]
    parts.append(_write_problems(tracker.warnings))
    parts += [write_bodies(tracker), write_departures(tracker, tracker.departures())]
    if tracker.of(Departure):
        parts.append(_draw(tracker, "departures-over-time"))
    if tracker.of(Relation):
        parts.append(_draw(tracker, "relation-map"))
    parts += [write_topics(tracker), write_names(tracker), write_sources(tracker)]
    if about and about.licence:
        parts.append(f'<p class="note">Licence of the data: {escape(about.licence)}</p>')
    return _write(title, parts, stamp=stamp)


def show_record(tracker: Tracker, wanted: str, *, stamp: str) -> str:
    """Return the page of a record: what is known of it, drawn and in words.

    Raises:
        UnknownIdError: if nothing has the id.
    """
    record = tracker.get(wanted)
    item = tell_record(tracker, wanted, key=wanted)
    facts = [(what, escape(text)) for what, text in item.facts if what != "Address"]
    parts = [_write_facts(facts)] if not isinstance(record, Departure) else []
    if isinstance(record, Body) and record.description:
        parts.append(f"<p>{escape(record.description)}</p>")
    if isinstance(record, Body | Organization):
        parts += _show_group(tracker, record)
    if isinstance(record, Person | Body | Organization):
        parts += _show_holder(tracker, record)
    elif isinstance(record, Event):
        parts += _show_event(tracker, record)
    elif isinstance(record, Topic):
        parts += _show_topic(tracker, record)
    elif isinstance(record, Departure):
        parts += _show_departure(tracker, tracker.explain(record))
    elif isinstance(record, Source):
        parts += _show_source(tracker, record)
    if not isinstance(record, Source | Departure):
        cited = [tracker.get(source) for source in item.sources]
        parts.append(list_sources(source for source in cited if isinstance(source, Source)))
    return _write(_name(tracker, record), parts, stamp=stamp, above=tracker)


def show_missing(tracker: Tracker, error: UnknownIdError, *, stamp: str) -> str:
    """Return the page for an address that is none, with the nearest that is one."""
    hint = f"<p>Did you mean {link_record(error.nearest)}?</p>" if error.nearest else ""
    parts = [f"<p>Nothing here has this id: {escape(error.unknown)}</p>", hint]
    return _write("Not found", parts, stamp=stamp, above=tracker)


def show_problems(problems: Sequence[Problem], *, stamp: str) -> str:
    """Return the page for data that cannot be used: each problem at its place."""
    parts = ["<p>The pages come back when these are mended.</p>", _write_problems(problems)]
    return _write("The data has problems", parts, stamp=stamp)


def _name(tracker: Tracker, record: Entity) -> str:
    if not isinstance(record, Departure):
        return name_record(tracker, record.id)
    names = [name_record(tracker, person) for person in record.people]
    names += [f"{record.unnamed} unnamed"] if record.unnamed else []
    return f"{join_words(names, 'and')}: {say_departure(record)}"


def _write(title: str, parts: Iterable[str], *, stamp: str, above: Tracker | None = None) -> str:
    nav = ""
    if above is not None:
        name = above.records.about.title if above.records.about else "Overview"
        nav = f'<nav aria-label="Up"><a href="/">{escape(name)}</a></nav>'
    inner = "\n".join(filter(None, parts))
    body = f'{nav}<main data-stamp="{stamp}">\n<h1>{escape(title)}</h1>\n{inner}\n</main>\n'
    return write_document(title, body, script=_RELOAD, connect="'self'")


def _draw(tracker: Tracker, kind: str, **options: str) -> str:
    """Return a chart, or why there is none."""
    try:
        content = make_chart(tracker, kind, **options).content
    except QuestionError as error:
        return f'<p class="note">No {kind.replace("-", " ")}: {escape(str(error))}.</p>'
    return write_section(content, link=LINK, key=f"-{kind}")


def _write_problems(problems: Sequence[Problem]) -> str:
    rows = "".join(
        f'<li><span class="place">{escape(str(p.mark))}</span> {escape(p.severity)}: '
        f"{escape(p.message)} [{escape(p.code)}]</li>\n"
        for p in problems
    )
    return f'<ul class="problems">\n{rows}</ul>' if rows else ""


def _write_facts(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(what)}</dt><dd>{html}</dd>" for what, html in facts)
    return f"<dl>{rows}</dl>" if rows else ""


def _show_group(tracker: Tracker, group: Body | Organization) -> Iterator[str]:
    if not tracker.members(group):
        return
    yield _draw(tracker, "org-chart", body=group.id)
    if isinstance(group, Body):
        yield _draw(tracker, "membership-timeline", body=group.id)
    if tracker.stances(body=group):
        yield _draw(tracker, "stance-matrix", body=group.id)
    yield write_departures(tracker, tracker.departures(body=group))


def _show_holder(tracker: Tracker, holder: Person | Organization | Body) -> Iterator[str]:
    if isinstance(holder, Person):
        yield write_seats(tracker, holder)
        yield write_departures(tracker, tracker.departures(person=holder))
    yield write_stances(tracker, tracker.stances(holder=holder, min_confidence="low"))


def _show_topic(tracker: Tracker, topic: Topic) -> Iterator[str]:
    found = tracker.stances(topic=topic, min_confidence="low")
    if not found:
        yield '<p class="note">No stance on it is recorded.</p>'
        return
    yield _draw(tracker, "position-map", topic=topic.id)
    yield write_stances(tracker, found)


def _show_departure(tracker: Tracker, told: Explanation) -> Iterator[str]:
    known = {source.id for source in tracker.of(Source)}
    prose, _, _ = str(told).rpartition("\nSources\n")
    yield write_prose(prose or str(told), known)
    yield _draw(tracker, "why-graph", departure=told.departure.id)
    yield list_sources(told.sources)


def _show_event(tracker: Tracker, event: Event) -> Iterator[str]:
    lists = (
        ("Bodies", event.bodies),
        ("Took part", event.participants),
        ("Signed", event.signatories),
        ("On behalf of", event.on_behalf_of),
        ("To", event.addressees),
        ("In answer to", event.responds_to),
    )
    for title, ids in lists:
        if ids:
            named = [link_record(one, name_record(tracker, one)) for one in ids]
            yield f"<h2>{title}</h2>{write_list(named)}"


def _show_source(tracker: Tracker, source: Source) -> Iterator[str]:
    yield f"<p>{link_source(source)}</p>"
    if source.based_on:
        based = [link_record(other) for other in source.based_on]
        yield f"<p>It quotes, cites or re-posts: {', '.join(based)}.</p>"
    number = tracker.count_citations().get(source.id, 0)
    yield f"<p>Cited {number} time{'' if number == 1 else 's'}.</p>"
    left = [d for d in tracker.of(Departure) if source.id in list_ids(d)]
    yield write_departures(tracker, left)
    said = [s for s in tracker.of(Stance) if source.id in list_ids(s)]
    yield write_stances(tracker, said)
