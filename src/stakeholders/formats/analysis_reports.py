"""The reports of networks: every tie with how many statements it rests on, and which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from stakeholders.analysis import (
    LeftOut,
    Mode,
    Network,
    Over,
    Qualifier,
    Series,
    Statement,
    Statements,
    Tie,
)
from stakeholders.analysis.discourse.levels import Kind
from stakeholders.errors import join_words
from stakeholders.formats.plain import Plain, to_plain
from stakeholders.formats.report import Report
from stakeholders.formats.reports import plain_stance, tell_stance
from stakeholders.model import Basis
from stakeholders.tracker import Tracker

Names = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Asked:
    """What an analysis was asked about: the statements that count, and what their labels mean."""

    tracker: Tracker
    statements: Statements
    actors: Names
    concepts: Names

    @property
    def names(self) -> Names:
        """The names of all labels."""
        return {**self.concepts, **self.actors}

    def count_by_actor(self) -> Counter[str]:
        """Return how many statements each actor made."""
        column = self.statements.actor
        return Counter(column.labels[code] for code in column.codes.tolist())


def report_network(
    asked: Asked, network: Network, qualifier: Qualifier, threshold: float = 0.0
) -> Report:
    """Report who is tied with whom or what, how strongly, on what, and by which statements."""
    ties = [tie for tie in network.edges() if abs(tie.weight) >= threshold]
    names = asked.names
    ties.sort(key=lambda tie: (-abs(tie.weight), names[tie.one], names[tie.other]))
    is_one = network.mode is Mode.ONE
    pair = ("what", "with what") if _is_over_concepts(network) else ("who", "with whom")
    columns = (*pair, "tie", "on") if is_one else ("who", "about", "tie", "said")
    return Report(
        headline=(_count_ties(asked, network, ties, qualifier),),
        columns=(*columns, "statements", "sources"),
        rows=tuple(_tell_tie(asked, tie) for tie in ties),
        notes=tuple(_note_network(asked, network, len(ties), threshold)),
        data=[_plain_network(asked, network, ties, qualifier)],
    )


def _is_over_concepts(network: Network) -> bool:
    return network.evidence is not None and network.evidence.over is Over.CONCEPT


def _count_ties(asked: Asked, network: Network, ties: Sequence[Tie], qualifier: Qualifier) -> str:
    negative = sum(tie.weight < 0 for tie in ties)
    number = count(len(ties), "tie")
    if qualifier is Qualifier.SUBTRACT and negative:
        number += f" ({len(ties) - negative} of more agreement, {negative} of more conflict)"
    if network.mode is Mode.TWO:
        who = f"{len(network.rows)} actors and {len(network.columns)} concepts"
    else:
        who = count(len(network.rows), "concept" if _is_over_concepts(network) else "actor")
    return f"{who}, {count(len(asked.statements), 'statement')}, {number} by {qualifier}."


def _tell_tie(asked: Asked, tie: Tie) -> tuple[str, ...]:
    found = tie.statements
    return (
        asked.names[tie.one],
        asked.names[tie.other],
        say_number(tie.weight),
        _say_what(asked, tie, found),
        str(len(found)),
        ", ".join(list_sources(found)),
    )


def _say_what(asked: Asked, tie: Tie, found: Sequence[Statement]) -> str:
    """Return on what two agree and disagree, or what one said of the other."""
    actors = {said.actor for said in found}
    concepts = {said.concept for said in found}
    if tie.one in actors and tie.other in concepts:
        values = Counter(said.value for said in found)
        return ", ".join(f"{value} {n}" if n > 1 else value for value, n in values.items() if value)
    is_of_actors = {tie.one, tie.other} >= actors
    common: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for said in found:
        own, about = (said.actor, said.concept) if is_of_actors else (said.concept, said.actor)
        common[asked.names[about]][own].add(said.value)
    if asked.statements.levels.kind is not Kind.BOOLEAN:
        return ", ".join(common)
    return "; ".join(_split(common, tie))


def _split(common: Mapping[str, Mapping[str, set[str]]], tie: Tie) -> Iterator[str]:
    found: dict[str, list[str]] = {"agree": [], "disagree": [], "agree and disagree": []}
    for about, values in common.items():
        one, two = values.get(tie.one, set()), values.get(tie.other, set())
        word = "agree" if one == two else "agree and disagree" if one & two else "disagree"
        found[word].append(about)
    return (f"{word}: {', '.join(names)}" for word, names in found.items() if names)


def _note_network(asked: Asked, network: Network, number: int, threshold: float) -> Iterator[str]:
    tied = network.without_isolates()
    alone = [asked.names[label] for label in network.rows if label not in set(tied.rows)]
    hidden = network.matrix.nnz // (2 if network.mode is Mode.ONE else 1) - number
    if hidden:
        strongest = say_number(abs(network.matrix).max())
        yield (
            f"Weaker than {threshold:g}, and not shown: {count(hidden, 'tie')};"
            f" the strongest of all is {strongest}."
        )
    elif not number:
        yield "There is no tie."
    if alone:
        yield f"Without a tie: {join_words(alone, 'and').removesuffix('.')}."
    yield from note_inferred(asked.statements)
    yield from note_left_out(asked.statements.left_out)


def note_inferred(statements: Iterable[Statement]) -> Iterator[str]:
    """Yield how many statements rest on the coder's inference, and on nobody's own word."""
    found = [s.stance is not None and s.stance.basis is Basis.INFERRED for s in statements]
    if any(found):
        verb = "is" if sum(found) == 1 else "are"
        yield f"Of {count(len(found), 'statement')}, {sum(found)} {verb} inferred by the coder."


def note_left_out(left_out: Iterable[LeftOut]) -> Iterator[str]:
    """Yield how many statements were left out, why, and how to ask for them."""
    told = [f"{each.number} ({each.why}{_hint(each.why)})" for each in left_out]
    if told:
        yield f"Statements left out: {join_words(told, 'and')}."


def _hint(why: str) -> str:
    """Return how to ask for statements that were left out, where an option takes them."""
    return ": --min-confidence low takes them" if "confidence" in why else ""


def _plain_network(
    asked: Asked, network: Network, ties: Sequence[Tie], qualifier: Qualifier
) -> Plain:
    numbers = {_key(said): number for number, said in enumerate(asked.statements)}
    counts = asked.count_by_actor()
    return {
        "mode": network.mode.value,
        "qualifier": qualifier.value,
        "nodes": [
            {"id": label, "name": asked.names[label], "statements": counts.get(label)}
            for label in dict.fromkeys((*network.rows, *network.columns))
        ],
        "ties": [
            {
                "one": tie.one,
                "other": tie.other,
                "weight": tie.weight,
                "statements": to_plain(sorted({numbers[_key(said)] for said in tie.statements})),
            }
            for tie in ties
        ],
        "statements": plain_statements(asked.statements),
        "left_out": to_plain(asked.statements.left_out),
    }


def _key(said: Statement) -> tuple[str, str, str, int]:
    return said.actor, said.concept, said.value, id(said.stance)


def plain_statements(statements: Iterable[Statement]) -> list[Plain]:
    """Return statements as plain JSON, each with its stance, sources and place."""
    found: list[Plain] = []
    for said in statements:
        stance = plain_stance(said.stance) if said.stance else {}
        own = {"actor": said.actor, "concept": said.concept, "value": said.value}
        found.append({**own, **(stance if isinstance(stance, dict) else {})})
    return found


def report_tie(asked: Asked, tie: Tie) -> Report:
    """Report the statements behind a tie: in which words, on whose word, written where."""
    found = tie.statements
    one, other = asked.names[tie.one], asked.names[tie.other]
    what = _say_what(asked, tie, found)
    about = f" ({what})" if what else ""
    number = f"{say_number(tie.weight)} from {count(len(found), 'statement')}"
    rows = [
        (*tell_stance(asked.tracker, said.stance), str(said.stance.mark))
        for said in found
        if said.stance
    ]
    return Report(
        headline=(f"{one} and {other}: {number}{about}.",),
        columns=("holder", "topic", "position", "date", "known", "quote", "sources", "place"),
        rows=tuple(rows),
        notes=(
            *(() if found else ("They share nothing that counts here.",)),
            *note_left_out(asked.statements.left_out),
        ),
        data=[
            {
                "one": tie.one,
                "other": tie.other,
                "weight": tie.weight,
                "statements": plain_statements(found),
                "left_out": to_plain(asked.statements.left_out),
            }
        ],
    )


def report_windows(asked: Asked, series: Series, qualifier: Qualifier) -> Report:
    """Report the ties of each window of time: how many, how strong, from how many statements."""
    slices = [(each, list(each.network.edges())) for each in series]
    size = f"{count(len(series), 'window')}, {count(len(asked.statements), 'statement')}"
    return Report(
        headline=(f"{size}, ties by {qualifier}.",),
        columns=("from", "to", "statements", "ties", "above 0", "below 0"),
        rows=tuple(
            (
                each.first.isoformat(),
                each.last.isoformat(),
                str(each.number),
                str(len(ties)),
                say_number(sum(tie.weight for tie in ties if tie.weight > 0)),
                say_number(sum(tie.weight for tie in ties if tie.weight < 0)),
            )
            for each, ties in slices
        ),
        notes=tuple(note_left_out(series.left_out)),
        data=[
            {
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "number": each.number,
                "ties": [
                    {
                        "one": tie.one,
                        "other": tie.other,
                        "weight": tie.weight,
                    }
                    for tie in ties
                ],
            }
            for each, ties in slices
        ],
    )


def list_sources(statements: Iterable[Statement]) -> list[str]:
    """Return the ids of the sources that statements cite, each once, in order."""
    stances = (said.stance for said in statements if said.stance)
    return list(dict.fromkeys(cited.source for stance in stances for cited in stance.sources))


def say_number(number: float) -> str:
    """Return a number as a table has it: whole ones as such, others with three digits.

    Example:
        >>> say_number(2.0), say_number(-1 / 3)
        ('2', '-0.333')
    """
    return str(round(number)) if abs(number - round(number)) < 1e-9 else f"{number:.3f}"  # noqa: PLR2004 - what sums lose


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> count(1, "tie"), count(3, "tie")
        ('1 tie', '3 ties')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
