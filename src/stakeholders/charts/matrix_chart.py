"""The matrix chart: who agrees with whom, everybody beside everybody, in groups."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import attrs
import numpy as np

from stakeholders.analysis import Network, Statement
from stakeholders.analysis.discourse.network import Floats
from stakeholders.analysis.structure.ties import read_groups, read_ties
from stakeholders.charts.chart import Chart
from stakeholders.charts.telling import make_references
from stakeholders.charts.values import Cell, Content, Item, Matrix, Row, Table, Tone
from stakeholders.errors import join_words
from stakeholders.tracker import Tracker

_HEADER = ("Who", "Group", "Agrees with", "Disagrees with", "Both alike")
_MOST_DOUBLED = 30
_STRONG = {True: Tone.STRONGLY_SUPPORT, False: Tone.STRONGLY_OPPOSE}
_PLAIN = {True: Tone.SUPPORT, False: Tone.OPPOSE}
_WORDS = {
    Tone.STRONGLY_SUPPORT: "agree",
    Tone.SUPPORT: "agree",
    Tone.NEUTRAL: "agree as much as they disagree",
    Tone.OPPOSE: "disagree",
    Tone.STRONGLY_OPPOSE: "disagree",
    Tone.NO_STATEMENT: "nothing in common",
}


def matrix_chart(
    network: Network,
    groups: Mapping[str, str] | None = None,
    *,
    names: Mapping[str, str] | None = None,
    tracker: Tracker | None = None,
    title: str = "Who agrees with whom",
    subtitle: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return a network as a square of cells: a sign for each two who have something in common.

    A cell is agreement (+) where the tie is above zero, disagreement (a minus) where it is below,
    0 where both are alike, and empty where the two share nothing. Among up to 30, the sign is
    doubled where the tie is stronger than the middle between the weakest and the strongest.

    Args:
        network: one-mode, aggregated by subtract; its statements say what is behind a cell.
        groups: the heading of each label's group; groups stand in the order of their names here.
        names: what the labels are called; without it, as they are.
        tracker: where the sources are that the cells cite.
        title: what the picture is called.
        subtitle: what stands below it.
        notes: what must be said of what is not shown.

    Raises:
        QuestionError: if the network is not one-mode, or the groups do not fit its labels.

    Example:
        >>> from stakeholders.analysis import Statements, make_one_mode
        >>> said = Statements.of(
        ...     actor=["mill", "union", "port"],
        ...     concept=["toll", "toll", "toll"],
        ...     value=[True, True, False],
        ... )
        >>> chart = matrix_chart(make_one_mode(said, qualifier="subtract"))
        >>> [[cell.item.tone.value for cell in row.cells] for row in chart.figure.rows][0]
        ['no-statement', 'support', 'oppose']
    """
    drawn = _Drawn.read(network, groups, names)
    rows = tuple(drawn.make_row(place) for place in range(len(drawn.order)))
    figure = Matrix(
        columns=tuple(attrs.evolve(row.item, key=f"column {n}") for n, row in enumerate(rows)),
        rows=rows,
        is_square=True,
    )
    content = Content(
        kind="matrix-chart",
        title=title,
        subtitle=subtitle,
        summary=" ".join(drawn.summarize(title, subtitle)),
        figure=figure,
        legend=tuple(drawn.list_legend()),
        notes=tuple(notes),
        table=Table(header=_HEADER, rows=tuple(drawn.list_rows())),
        references=make_references(tracker, figure.items) if tracker else (),
    )
    return Chart(content)


@attrs.frozen(kw_only=True)
class _Drawn:
    """A network in the order of its picture: labels, their groups, and the tone of each two."""

    network: Network
    order: tuple[int, ...]
    sections: tuple[str, ...]
    names: Mapping[str, str]
    ties: Floats
    middle: float
    found: dict[tuple[int, int], tuple[Statement, ...]] = attrs.field(factory=dict)

    @classmethod
    def read(
        cls,
        network: Network,
        groups: Mapping[str, str] | None,
        names: Mapping[str, str] | None,
    ) -> "_Drawn":
        """Return a network with its labels in groups, those with like ties side by side."""
        ties = read_ties(network)
        held = groups or dict.fromkeys(network.rows, "")
        read_groups(held, network.rows)
        places = {heading: place for place, heading in enumerate(dict.fromkeys(held.values()))}
        numbers = np.array([places[held[label]] for label in network.rows])
        called = {label: (names or {}).get(label, label) for label in network.rows}
        order: list[int] = []
        for group in np.unique(numbers):
            members = np.flatnonzero(numbers == group).tolist()
            members.sort(key=lambda n: called[network.rows[n]])
            order += _chain(members, ties)
        sizes = np.unique(np.abs(ties[ties != 0]).round(9))
        has_degrees = len(sizes) > 1 and len(ties) <= _MOST_DOUBLED
        return cls(
            network=network,
            order=tuple(order),
            sections=tuple((groups or {}).get(label, "") for label in network.rows),
            names=called,
            ties=ties,
            middle=float(sizes[0] + sizes[-1]) / 2 if has_degrees else np.inf,
        )

    def make_row(self, place: int) -> Row:
        """Return the row of whoever stands at a place, with a cell for everybody."""
        own = self.order[place]
        label = self.network.rows[own]
        name, section = self.names[label], self.sections[own]
        behind = f", {section}" if section else ""
        cells = [self._make_cell(place, column) for column in range(len(self.order))]
        item = Item(key=f"row {place}", title=name, record=label, tip=f"{name}{behind}")
        return Row(item=item, section=section, cells=tuple(cells))

    def _make_cell(self, place: int, column: int) -> Cell:
        one, other = self.order[place], self.order[column]
        labels = self.network.rows[one], self.network.rows[other]
        said = self._find_statements(one, other)
        tone = self._find_tone(one, other, is_common=bool(said))
        title = " and ".join(self.names[label] for label in labels)
        number = f": {self.ties[one, other]:.3g}, {len(said)} statements" if said else ""
        stances = [one.stance for one in said if one.stance]
        item = Item(
            key=f"cell {place} {column}",
            title=title,
            tone=tone,
            tip=f"{title}: {_WORDS[tone]}{number}",
            facts=tuple(_tell_facts(said)),
            sources=tuple(dict.fromkeys(c.source for s in stances for c in s.sources)),
        )
        return Cell(item=item)

    def _find_statements(self, one: int, other: int) -> tuple[Statement, ...]:
        evidence = self.network.evidence
        if one == other or evidence is None:
            return ()
        pair = (min(one, other), max(one, other))
        if pair not in self.found:
            # A tie of 0 may be one of agreement and conflict alike, or none.
            self.found[pair] = evidence.find(*(self.network.rows[n] for n in pair))
        return self.found[pair]

    def _find_tone(self, one: int, other: int, *, is_common: bool) -> Tone:
        weight = float(self.ties[one, other])
        if not weight:
            return Tone.NEUTRAL if is_common else Tone.NO_STATEMENT
        tones = _STRONG if abs(weight) > self.middle else _PLAIN
        return tones[weight > 0]

    def list_legend(self) -> Iterator[tuple[Tone, str]]:
        """Yield what the signs mean, those that occur."""
        bound = f"tie above {self.middle:.3g}"
        tones = {
            self._find_tone(one, other, is_common=bool(self._find_statements(one, other)))
            for one, other in combinations(range(len(self.order)), 2)
        }
        for tone, word in _WORDS.items():
            if tone in tones - {Tone.NO_STATEMENT}:
                yield tone, f"{word}, {bound}" if tone in _STRONG.values() else word

    def list_rows(self) -> Iterator[tuple[str, ...]]:
        """Yield everybody with whom they agree and disagree."""
        for own in self.order:
            found: dict[int, list[str]] = defaultdict(list)
            for other in self.order:
                sign = int(np.sign(self.ties[own, other]))
                if sign or self._find_statements(own, other):
                    found[sign].append(self.names[self.network.rows[other]])
            cells = (", ".join(found[sign]) for sign in (1, -1, 0))
            yield (self.names[self.network.rows[own]], self.sections[own], *cells)

    def summarize(self, title: str, subtitle: str) -> Iterator[str]:
        """Yield the picture in words: who is in which group, and how often they agree there."""
        yield f"{title}: {len(self.order)} in all{f'; {subtitle}' if subtitle else ''}."
        for section in dict.fromkeys(self.sections[own] for own in self.order):
            members = [own for own in self.order if self.sections[own] == section]
            others = [own for own in self.order if self.sections[own] != section]
            names = join_words([self.names[self.network.rows[own]] for own in members], "and")
            inside = [self.ties[pair] for pair in combinations(members, 2)]
            across = [self.ties[own, other] for own in members for other in others]
            heading = section or "All"
            between = f"; with others, {_count_signs(across)}" if others else ""
            yield f"{heading}: {names}. Inside, {_count_signs(inside)}{between}."


def _chain(members: Sequence[int], ties: Floats) -> Iterator[int]:
    """Yield members, first the one with most ties inside, then always the likest to the last."""
    left = list(members)
    inside = ties[np.ix_(left, left)].sum(axis=1).round(9)
    last = left.pop(int(inside.argmax()))
    yield last
    while left:
        own = ties[left, last]
        # Nobody is tied to themselves: the columns of the two are no difference between them.
        distances = np.abs(ties[left] - ties[last]).sum(axis=1) - 2 * np.abs(own)
        last = left.pop(int((distances - own).round(9).argmin()))
        yield last


def _count_signs(ties: Sequence[float]) -> str:
    agree, disagree = sum(tie > 0 for tie in ties), sum(tie < 0 for tie in ties)
    return f"{agree} of {len(ties)} pairs agree and {disagree} disagree"


def _tell_facts(said: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    for one in said:
        quote = f" “{one.stance.quote}”" if one.stance and one.stance.quote else ""
        yield one.concept, f"{one.actor}: {one.value}{quote}"
