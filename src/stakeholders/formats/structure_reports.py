"""The reports of coalitions and polarization: who is where, and how sure that is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from stakeholders.analysis import Camps, Coalitions, Frustration, Levels, Network, Partition
from stakeholders.analysis.discourse.levels import Kind
from stakeholders.errors import join_words
from stakeholders.formats.analysis_reports import (
    Asked,
    count,
    note_inferred,
    note_left_out,
    plain_statements,
    say_number,
)
from stakeholders.formats.plain import Plain, to_plain
from stakeholders.formats.report import Report

_MOST_VIEWS = 4
_MIDDLE = 0.5


def report_coalitions(asked: Asked, network: Network, found: Coalitions) -> Report:
    """Report the coalitions of the best method, what each holds, and how far the others agree."""
    best = found.best
    order = order_groups(best)
    return Report(
        headline=tuple(_head_coalitions(asked, best, order)),
        columns=("coalition", "who", "statements", "for", "against", "agreed"),
        rows=tuple(_list_members(asked, found, order)),
        notes=tuple(_note_coalitions(asked, found)),
        data=[_plain_coalitions(asked, network, found, order)],
    )


def order_groups(partition: Partition) -> tuple[tuple[str, ...], ...]:
    """Return the groups of a partition, the largest first."""
    return tuple(sorted(partition.groups, key=lambda group: -len(group)))


def _head_coalitions(
    asked: Asked, best: Partition, order: Sequence[Sequence[str]]
) -> Iterator[str]:
    size = f"{count(len(best.actors), 'actor')}, {count(len(asked.statements), 'statement')}"
    number = count(best.k, "coalition")
    yield f"{size}: {number} by {best.method}, modularity {best.modularity:.3f}."
    for place, group in enumerate(order, 1):
        held = "; ".join(_say_views(asked, group))
        yield f"Coalition {place}, {count(len(group), 'actor')}{held and f': {held}'}."


def count_sides(asked: Asked, group: Sequence[str]) -> Mapping[str, Counter[bool]]:
    """Return, by concept, how many of a group ever were for it, and how many against."""
    levels = asked.statements.levels
    if not levels.shares:
        return {}
    members = set(group)
    pairs = {
        (said.concept, said.actor, _find_side(levels, said.value))
        for said in asked.statements
        if said.actor in members
    }
    sides: dict[str, Counter[bool]] = {}
    for concept, _, side in sorted(pairs, key=str):
        if side is not None:
            sides.setdefault(concept, Counter())[side] += 1
    return sides


def _find_side(levels: Levels, value: str) -> bool | None:
    share = levels.shares[levels.labels.index(value)]
    return None if share == _MIDDLE else share > _MIDDLE


def _say_views(asked: Asked, group: Sequence[str]) -> Iterator[str]:
    """Yield what most of a group are for or against, with how many of them."""
    sides = count_sides(asked, group)
    views = [
        (number, asked.concepts[concept], "for" if side else "against")
        for concept, counter in sides.items()
        for side, number in counter.items()
    ]
    views.sort(key=lambda view: (-view[0], view[1], view[2]))
    for number, concept, word in views[:_MOST_VIEWS]:
        yield f"{number} {word} {concept}"
    if len(views) > _MOST_VIEWS:
        yield f"{len(views) - _MOST_VIEWS} more views"


def _list_members(
    asked: Asked, found: Coalitions, order: Sequence[Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    counts = asked.count_by_actor()
    for place, group in enumerate(order, 1):
        for actor in group:
            held = count_sides(asked, [actor])
            sides = [
                ", ".join(asked.concepts[c] for c, counter in held.items() if counter[side])
                for side in (True, False)
            ]
            name = asked.actors[actor]
            agreed = f"{100 * share_agreed(found, actor, group):.0f} %" if group[1:] else ""
            yield (str(place), name, str(counts[actor]), *sides, agreed)


def share_agreed(found: Coalitions, actor: str, group: Sequence[str]) -> float:
    """Return by which share of the methods an actor is with the others of a group, on average."""
    own = found.actors.index(actor)
    others = [found.actors.index(other) for other in group if other != actor]
    return float(np.mean(found.share_together()[own, others])) if others else 1.0


def _note_coalitions(asked: Asked, found: Coalitions) -> Iterator[str]:
    if found.best.modularity <= 0:
        yield "No division has more ties inside than chance gives: these coalitions say nothing."
    tried = [f"{p.method} {p.modularity:.3f} (k {p.k})" for p in found.partitions]
    yield f"Modularity by method: {', '.join(tried)}."
    if found.partitions[1:]:
        number = len(found.partitions)
        yield f"agreed: by how many of the {number} methods one is with the others, on average."
    if found.dropped:
        names = join_words([asked.actors[actor] for actor in found.dropped], "and")
        yield f"Not grouped, for they take no side: {names.removesuffix('.')}."
    yield from note_inferred(asked.statements)
    yield from note_left_out(asked.statements.left_out)


def _plain_coalitions(
    asked: Asked, network: Network, found: Coalitions, order: Sequence[Sequence[str]]
) -> Plain:
    return {
        "method": found.best.method,
        "modularity": found.best.modularity,
        "coalitions": [
            {"number": place, **_plain_group(asked, found, group)}
            for place, group in enumerate(order, 1)
        ],
        "partitions": [_plain_partition(partition) for partition in found.partitions],
        "trials": [_plain_partition(partition) for partition in found.trials],
        "dropped": list(found.dropped),
        "ties": [
            {"one": tie.one, "other": tie.other, "weight": tie.weight} for tie in network.edges()
        ],
        "statements": plain_statements(asked.statements),
        "left_out": to_plain(asked.statements.left_out),
    }


def _plain_group(asked: Asked, found: Coalitions, group: Sequence[str]) -> dict[str, Plain]:
    counts = asked.count_by_actor()
    return {
        "actors": [
            {
                "id": actor,
                "name": asked.actors[actor],
                "statements": counts[actor],
                "agreed": share_agreed(found, actor, group),
            }
            for actor in group
        ],
        "views": [
            {"concept": concept, "for": sides[True], "against": sides[False]}
            for concept, sides in count_sides(asked, group).items()
        ],
    }


def _plain_partition(partition: Partition) -> Plain:
    return {
        "method": partition.method,
        "k": partition.k,
        "modularity": partition.modularity,
        "groups": to_plain(partition.groups),
    }


@attrs.frozen(kw_only=True)
class Spread:
    """How positions on one concept spread: how many at each step, and two measures of it.

    `agreement` is that of van der Eijk, None on a scale of two steps; `polarization` is that of
    Esteban and Ray with alpha 1, on a scale of length 1.
    """

    concept: str
    name: str
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    actors: int
    agreement: float | None
    polarization: float


@attrs.frozen(kw_only=True)
class Measured:
    """What was measured of two camps: the split, the E-I index, its even spread, frustration."""

    camps: Camps
    ei: float
    even: float
    frustration: Frustration
    spreads: tuple[Spread, ...]


def report_polarization(asked: Asked, found: Measured) -> Report:
    """Report the two camps and how perfect they are, then how positions spread by concept."""
    return Report(
        headline=tuple(_head_camps(asked, found.camps)),
        columns=("measure", "of", "value", "actors", "statements", "counts"),
        rows=(*_list_measures(asked, found), *_list_spreads(found.spreads)),
        notes=tuple(_note_camps(asked, found)),
        data=[_plain_measured(asked, found)],
    )


def _head_camps(asked: Asked, camps: Camps) -> Iterator[str]:
    size = f"{count(len(camps.actors), 'actor')}, {count(len(asked.statements), 'statement')}"
    bound = "exactly" if camps.is_exact else f"of at most {camps.bound:.3f}"
    yield f"{size}: balance Q {camps.score:.3f}, {bound}."
    for place, group in enumerate(camps.groups, 1):
        names = join_words([asked.actors[actor] for actor in group], "and")
        yield f"Camp {place}, {count(len(group), 'actor')}: {names.removesuffix('.')}."


def _list_measures(asked: Asked, found: Measured) -> Iterator[tuple[str, ...]]:
    sizes = (str(len(found.camps.actors)), str(len(asked.statements)))
    camps = ", ".join(str(len(group)) for group in found.camps.groups)
    tense = count(len(found.frustration.tense), "tense tie")
    yield ("balance Q", "two camps", f"{found.camps.score:.3f}", *sizes, camps)
    yield ("E-I index", "agreement between camps", f"{found.ei:.3f}", *sizes, camps)
    yield ("E-I index", "if all pairs agreed alike", f"{found.even:.3f}", *sizes, camps)
    yield ("frustration", "signed ties", f"{found.frustration.share:.3f}", *sizes, tense)


def _list_spreads(spreads: Sequence[Spread]) -> Iterator[tuple[str, ...]]:
    for spread in spreads:
        sizes = (str(spread.actors), str(sum(spread.counts)))
        pairs = zip(spread.labels, spread.counts, strict=True)
        counts = ", ".join(f"{label} {number}" for label, number in pairs if number)
        if spread.agreement is not None:
            yield ("agreement A", spread.name, say_number(spread.agreement), *sizes, counts)
        yield ("Esteban-Ray P", spread.name, say_number(spread.polarization), *sizes, counts)


def _note_camps(asked: Asked, found: Measured) -> Iterator[str]:
    yield (
        "Q: 1 where all agree inside camps and all conflict is between them, -1 the other way"
        " round. E-I: -1 where all agreement stays inside. Frustration: the share of ties that no"
        " two camps can satisfy, from 0 to 0.5."
    )
    yield (
        "A (van der Eijk): 1 where all are at one step, 0 where all steps have as many, -1 where"
        " half is at either end. P (alpha 1): 0 to 0.25, of two equal groups at the ends."
    )
    if found.camps.ties is not None and found.camps.ties > 1:
        yield f"{found.camps.ties} splits are as good: the one that is told is not the only one."
    if not found.camps.is_exact:
        yield "More than 20 actors: the split was searched for, and none can exceed the bound."
    if asked.statements.levels.kind is not Kind.BOOLEAN:
        yield "Congruence and conflict are by degrees of the declared scale."
    yield from note_inferred(asked.statements)
    yield from note_left_out(asked.statements.left_out)


def _plain_measured(asked: Asked, found: Measured) -> Plain:
    counts = asked.count_by_actor()
    camps = found.camps
    return {
        "balance": camps.score,
        "bound": camps.bound,
        "exact": camps.is_exact,
        "equally_good_splits": camps.ties,
        "camps": [
            [
                {"id": actor, "name": asked.actors[actor], "statements": counts[actor]}
                for actor in group
            ]
            for group in camps.groups
        ],
        "ei": found.ei,
        "ei_even": found.even,
        "frustration": found.frustration.share,
        "tense_ties": to_plain(found.frustration.tense),
        "spreads": [_plain_spread(spread) for spread in found.spreads],
        "statements": plain_statements(asked.statements),
        "left_out": to_plain(asked.statements.left_out),
    }


def _plain_spread(spread: Spread) -> Plain:
    return {
        "concept": spread.concept,
        "counts": dict(zip(spread.labels, spread.counts, strict=True)),
        "actors": spread.actors,
        "agreement": spread.agreement,
        "polarization": spread.polarization,
    }
