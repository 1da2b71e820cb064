"""Rules about names: every id leads somewhere, and nothing is part of itself."""

from collections.abc import Iterator, Mapping, Sequence

from stakeholders.errors import Problem, did_you_mean, find_nearest, join_words, quote
from stakeholders.loading.builder import Reference
from stakeholders.loading.draft import Draft
from stakeholders.loading.plans import NAMINGS
from stakeholders.loading.table import NOUNS

_HINTED = 100


def check_references(draft: Draft) -> Iterator[Problem]:
    """Every id that a record names is declared, in a section that the field accepts."""
    by_kinds: dict[tuple[str, ...], list[str]] = {}
    missed = 0
    for reference in _list_suspects(draft):
        section = draft.ids.get(reference.id, (None,))[0]
        if section in reference.kinds:
            continue
        wanted = join_words([NOUNS[kind] for kind in reference.kinds])
        found = quote(reference.id)
        if section is not None:
            message = f"{reference.field}: {found} is a {NOUNS[section]}: expected a {wanted}"
            yield Problem(reference.mark, "wrong-kind", message)
            continue
        missed += 1
        if reference.kinds not in by_kinds:
            ids = [name for name, (kind, _) in draft.ids.items() if kind in reference.kinds]
            by_kinds[reference.kinds] = ids
        nearest = (
            find_nearest(reference.id, by_kinds[reference.kinds]) if missed <= _HINTED else None
        )
        message = f"{reference.field}: no {wanted} {found}{did_you_mean(nearest)}"
        yield Problem(reference.mark, "unknown-id", message)


def _list_suspects(draft: Draft) -> Iterator[Reference]:
    ids = draft.ids
    wrong: dict[int, set[str]] = {}
    for number, (names, (_, kinds)) in enumerate(zip(draft.reading.names, NAMINGS, strict=True)):
        found = {name for name in names if name not in ids or ids[name][0] not in kinds}
        if found:
            wrong[number] = found
    return draft.list_references(wrong)


def check_circles(draft: Draft) -> Iterator[Problem]:
    """Nothing is part of itself, and no source is based on itself, at any remove."""
    parents: dict[str, Sequence[str]] = {}
    fields: dict[str, str] = {}
    holders = {}
    for section, field in (
        ("organizations", "part_of"),
        ("bodies", "part_of"),
        ("sources", "based_on"),
    ):
        for record in draft.records[section]:
            above = getattr(record, field)
            if not above:
                continue
            name: str = record.id  # type: ignore[attr-defined] # keyed sections have ids
            parents[name] = (above,) if isinstance(above, str) else above
            holders[name] = record
            fields[name] = field
    for circle in find_circles(parents):
        marks = {name: draft.get_mark(holders[name], fields[name]) for name in circle}
        first = min(range(len(circle)), key=lambda index: marks[circle[index]])
        turned = [*circle[first:], *circle[:first]]
        way = " -> ".join(f"{name} ({marks[name]})" for name in turned)
        message = f"a circle: {way} -> {turned[0]}"
        yield Problem(marks[turned[0]], "circle", message)


def find_circles(parents: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield a circle for each way back, by a walk with its own stack: chains may be long."""
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        on_path: dict[str, int] = {}
        waiting = [(start, False)]
        while waiting:
            name, is_left = waiting.pop()
            if is_left:
                path.pop()
                del on_path[name]
                done.add(name)
            elif name in on_path:
                yield path[on_path[name] :]
            elif name not in done and name in parents:
                on_path[name] = len(path)
                path.append(name)
                waiting.append((name, True))
                waiting.extend((above, False) for above in parents[name])
