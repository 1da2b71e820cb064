"""Networks have the published numbers, keep their identities, and agree with the plain way."""

from collections import defaultdict
from itertools import product
from math import sqrt
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders import MissingExtraError, QuestionError, UnknownIdError
from stakeholders.analysis import (
    Mode,
    Network,
    Statements,
    list_events,
    make_one_mode,
    make_two_mode,
)

# Seven actors on six concepts: how often for, how often against. A worked example of the reference
# tool, with neutral names.
COUNTS = {
    "a1": {"k3": (1, 0), "k5": (2, 0), "k6": (1, 0)},
    "a2": {"k1": (0, 2), "k5": (1, 1)},
    "a3": {"k1": (0, 1), "k6": (10, 0)},
    "a4": {"k1": (0, 2), "k6": (0, 2)},
    "a5": {"k1": (0, 2), "k5": (0, 1), "k6": (2, 0)},
    "a6": {"k1": (2, 0), "k3": (1, 0), "k4": (1, 0), "k5": (1, 0), "k6": (1, 0)},
    "a7": {"k1": (1, 0), "k2": (1, 0), "k3": (1, 0), "k4": (2, 0), "k5": (1, 0)},
}
QUALIFIERS = ("ignore", "congruence", "conflict", "subtract")
NORMALIZATIONS = ("none", "average", "jaccard", "cosine")
SUMS = {
    "ignore": (276, 46.261854, 24.469002, 8.872727),
    "congruence": (160, 25.802436, 13.610663, 4.806061),
    "conflict": (116, 20.459418, 10.858340, 4.066667),
    "subtract": (44, 5.343018, 2.752323, 0.739394),
}
Row = tuple[str, str, int]


def spell_counts() -> list[Row]:
    return [
        (actor, concept, value)
        for actor, concepts in COUNTS.items()
        for concept, numbers in concepts.items()
        for value, number in zip((1, 0), numbers, strict=True)
        for _ in range(number)
    ]


def make_statements(rows: list[Row], scale: tuple[float, float] | str = "boolean") -> Statements:
    actors, concepts, values = zip(*rows, strict=True)
    return Statements.of(actor=actors, concept=concepts, value=values, scale=scale)


SAMPLE = make_statements(spell_counts())


@pytest.mark.parametrize("qualifier", QUALIFIERS)
@pytest.mark.parametrize("dense_cells", [1_000_000, 0])
def test_one_mode_sums_are_the_published_ones(qualifier: str, dense_cells: int) -> None:
    """With cosine as the reference tool computes it."""
    found = tuple(
        round(
            make_one_mode(
                SAMPLE,
                qualifier=qualifier,
                normalization=normalization,
                dna_compat=True,
                dense_cells=dense_cells,
            ).sum(),
            6,
        )
        for normalization in NORMALIZATIONS
    )
    assert found == SUMS[qualifier]


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_without_compat_only_the_cosine_differs(qualifier: str) -> None:
    found = [
        make_one_mode(SAMPLE, qualifier=qualifier, normalization=normalization).sum()
        for normalization in NORMALIZATIONS
    ]
    assert [round(number, 6) for number in found[:3]] == list(SUMS[qualifier][:3])
    assert round(found[3], 6) != SUMS[qualifier][3]


@pytest.mark.parametrize("dense_cells", [1_000_000, 0])
def test_two_mode_sums_are_the_published_ones(dense_cells: int) -> None:
    plain = make_two_mode(SAMPLE, dense_cells=dense_cells)
    assert plain.sum() == 40
    assert plain.sum_columns().tolist() == [10, 1, 3, 3, 7, 16]
    assert plain.sum_rows().tolist() == [4, 4, 11, 4, 5, 6, 6]
    shares = [
        make_two_mode(
            SAMPLE, qualifier="subtract", normalization=normalization, dense_cells=dense_cells
        ).sum()
        for normalization in ("activity", "prominence")
    ]
    assert [round(share, 10) for share in shares] == [2.1181818182, 3.7785714286]


def test_the_cosine_is_the_cosine_of_the_angle_between_two_actors() -> None:
    vectors = {
        actor: np.array([sum(concepts.get(f"k{n}", (0, 0))) for n in range(1, 7)], float)
        for actor, concepts in COUNTS.items()
    }
    network = make_one_mode(SAMPLE, normalization="cosine")
    for one, other in product(vectors, repeat=2):
        a, b = vectors[one], vectors[other]
        expected = 0 if one == other else a @ b / sqrt((a @ a) * (b @ b))
        assert network.get_weight(one, other) == pytest.approx(expected)


def test_combine_tells_for_against_and_both_apart() -> None:
    network = make_two_mode(SAMPLE, qualifier="combine")
    cells = (("a1", "k5"), ("a2", "k1"), ("a2", "k5"), ("a1", "k1"))
    assert [network.get_weight(*cell) for cell in cells] == [1, 2, 3, 0]
    rows = make_two_mode(SAMPLE, qualifier="combine", normalization="activity")
    assert rows.get_weight("a2", "k5") == 3 / 2


def test_a_scale_is_the_declared_one() -> None:
    """Of a scale from 1 to 5, two who say 2 and 4 are half the scale apart."""
    said = make_statements([("ana", "toll", 2), ("bo", "toll", 4)], (1, 5))
    assert [make_one_mode(said, qualifier=q).get_weight("ana", "bo") for q in QUALIFIERS] == [
        1,
        0.5,
        0.5,
        0,
    ]
    assert make_two_mode(said, qualifier="subtract").to_dense().tolist() == [[-0.5], [0.5]]


def test_compat_takes_the_range_that_occurs_for_the_scale() -> None:
    said = make_statements([("ana", "toll", 2), ("bo", "toll", 4)], (1, 5))
    network = make_one_mode(said, qualifier="conflict", dna_compat=True)
    assert network.get_weight("ana", "bo") == 1
    summed = make_two_mode(said, qualifier="subtract", dna_compat=True)
    assert summed.to_dense().tolist() == [[2], [4]]


def test_compat_refuses_the_range_of_a_single_level() -> None:
    said = make_statements([("ana", "toll", 2), ("bo", "toll", 2)], (1, 5))
    with pytest.raises(QuestionError, match="one level alone occurs"):
        make_one_mode(said, qualifier="conflict", dna_compat=True)
    assert make_one_mode(said, qualifier="congruence").get_weight("ana", "bo") == 1
    assert make_one_mode(said, qualifier="conflict").sum() == 0


def test_names_without_an_order_match_or_do_not() -> None:
    said = Statements.of(
        actor=["ana", "ana", "bo", "bo"],
        concept=["toll", "tax", "toll", "tax"],
        value=["now", "never", "now", "later"],
    )
    ties = [make_one_mode(said, qualifier=q).get_weight("ana", "bo") for q in QUALIFIERS]
    assert ties == [2, 1, 2, -1]
    sparse = [
        make_one_mode(said, qualifier=q, dense_cells=0).get_weight("ana", "bo") for q in QUALIFIERS
    ]
    assert sparse == ties
    signless = make_two_mode(said, qualifier="subtract").to_dense()
    assert signless.tolist() == make_two_mode(said).to_dense().tolist()


levels = st.sampled_from((0, 1, 2, 3, 4))
rows_of_text = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("klm"), levels), min_size=1, max_size=30
)


def find_distance(one: int, other: int) -> float:
    return abs(one - other) / 4


def relate_plainly(rows: list[Row], qualifier: str) -> dict[tuple[str, str], float]:
    """Return the ties by the definition: over all pairs of statements on one concept."""
    same, apart = {
        "ignore": (1, 0),
        "congruence": (1, -1),
        "conflict": (0, 1),
        "subtract": (1, -2),
    }[qualifier]
    ties: dict[tuple[str, str], float] = defaultdict(float)
    for (one, concept, value), (other, about, answer) in product(rows, repeat=2):
        if one != other and concept == about:
            ties[one, other] += same + apart * find_distance(value, answer)
    return {pair: weight for pair, weight in ties.items() if weight}


def divide_plainly(rows: list[Row], one: str, other: str, normalization: str) -> float:
    counts: dict[str, dict[tuple[str, int], int]] = {one: defaultdict(int), other: defaultdict(int)}
    for actor, concept, value in rows:
        if actor in counts:
            counts[actor][concept, value] += 1
    a, b = counts[one], counts[other]
    if normalization == "average":
        return (sum(a.values()) + sum(b.values())) / 2
    if normalization == "jaccard":
        alone = sum(n for cell, n in a.items() if cell not in b)
        alone += sum(n for cell, n in b.items() if cell not in a)
        return alone + sum(n * b[cell] for cell, n in a.items() if cell in b)
    return measure_length(a) * measure_length(b)


def measure_length(counts: dict[tuple[str, int], int]) -> float:
    totals: dict[str, int] = defaultdict(int)
    for (concept, _), number in counts.items():
        totals[concept] += number
    return sqrt(sum(number**2 for number in totals.values()))


def read_ties(network: Network) -> dict[tuple[str, str], float]:
    both = ((tie, (tie.one, tie.other)) for tie in network.edges())
    return {pair: tie.weight for tie, key in both for pair in (key, key[::-1])}


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(QUALIFIERS), st.sampled_from([1_000_000, 0]))
def test_ties_are_those_of_the_plain_way(rows: list[Row], qualifier: str, dense_cells: int) -> None:
    network = make_one_mode(
        make_statements(rows, (0, 4)), qualifier=qualifier, dense_cells=dense_cells
    )
    assert read_ties(network) == relate_plainly(rows, qualifier)


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(NORMALIZATIONS[1:]), st.sampled_from([1_000_000, 0]))
def test_normalized_ties_are_those_of_the_plain_way(
    rows: list[Row], normalization: str, dense_cells: int
) -> None:
    network = make_one_mode(
        make_statements(rows, (0, 4)),
        qualifier="subtract",
        normalization=normalization,
        dense_cells=dense_cells,
    )
    expected = {
        pair: weight / divide_plainly(rows, *pair, normalization)
        for pair, weight in relate_plainly(rows, "subtract").items()
    }
    assert read_ties(network) == pytest.approx(expected)


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(NORMALIZATIONS), st.sampled_from(["actor", "concept"]))
def test_congruence_and_conflict_make_ignore(
    rows: list[Row], normalization: str, over: str
) -> None:
    said = make_statements(rows, (0, 4))
    made = {
        qualifier: make_one_mode(
            said, over=over, qualifier=qualifier, normalization=normalization
        ).to_dense()
        for qualifier in QUALIFIERS
    }
    assert made["congruence"] + made["conflict"] == pytest.approx(made["ignore"])
    assert made["congruence"] - made["conflict"] == pytest.approx(made["subtract"])


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(QUALIFIERS), st.sampled_from(NORMALIZATIONS))
def test_a_network_is_symmetric_without_loops(
    rows: list[Row], qualifier: str, normalization: str
) -> None:
    dense = make_one_mode(
        make_statements(rows, (0, 4)), qualifier=qualifier, normalization=normalization
    ).to_dense()
    assert (dense == dense.T).all()
    assert not dense.diagonal().any()


@settings(deadline=None)
@given(rows_of_text, st.permutations("abcd"), st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_no_tie(
    rows: list[Row], names: list[str], dice: Random
) -> None:
    renamed = dict(zip("abcd", names, strict=True))
    moved = [(renamed[actor], concept, value) for actor, concept, value in rows]
    dice.shuffle(moved)
    ties = read_ties(make_one_mode(make_statements(rows, (0, 4)), qualifier="subtract"))
    other = read_ties(make_one_mode(make_statements(moved, (0, 4)), qualifier="subtract"))
    assert other == {(renamed[a], renamed[b]): weight for (a, b), weight in ties.items()}


@settings(deadline=None)
@given(rows_of_text)
def test_concepts_are_tied_as_actors_are_once_the_columns_change_places(rows: list[Row]) -> None:
    turned = [(concept, actor, value) for actor, concept, value in rows]
    one = make_one_mode(make_statements(rows, (0, 4)), over="concept", qualifier="congruence")
    other = make_one_mode(make_statements(turned, (0, 4)), qualifier="congruence")
    assert one.rows == other.rows
    assert one.to_dense().tolist() == other.to_dense().tolist()


@settings(deadline=None)
@given(rows_of_text)
def test_ties_without_values_are_the_projection_of_networkx(rows: list[Row]) -> None:
    once = [(actor, concept, 0) for actor, concept in {(a, k) for a, k, _ in rows}]
    network = make_one_mode(make_statements(once, (0, 4)))
    graph = make_two_mode(make_statements(once, (0, 4))).to_networkx()
    actors = [node for node in graph if node[0] == "row"]
    projected: nx.Graph[tuple[str, str]] = nx.bipartite.weighted_projected_graph(graph, actors)
    expected = {
        frozenset((one[1], other[1])): projected.edges[one, other]["weight"]
        for one, other in projected.edges
    }
    assert {frozenset(pair): n for pair, n in read_ties(network).items()} == expected


@settings(deadline=None)
@given(rows_of_text, st.sampled_from([1_000_000, 0]))
def test_activity_and_prominence_are_shares_of_rows_and_columns(
    rows: list[Row], dense_cells: int
) -> None:
    said = make_statements(rows, (0, 4))
    by_row = make_two_mode(said, normalization="activity", dense_cells=dense_cells)
    by_column = make_two_mode(said, normalization="prominence", dense_cells=dense_cells)
    assert by_row.sum_rows() == pytest.approx(np.ones(len(by_row.rows)))
    assert by_column.sum_columns() == pytest.approx(np.ones(len(by_column.columns)))


@settings(deadline=None)
@given(rows_of_text, st.sampled_from(QUALIFIERS))
def test_a_tie_is_explained_by_the_statements_it_is_counted_from(
    rows: list[Row], qualifier: str
) -> None:
    """Without all others, the tie is as strong."""
    said = make_statements(rows, (0, 4))
    for tie in make_one_mode(said, qualifier=qualifier).edges():
        behind = [(s.actor, s.concept, int(s.value)) for s in tie.statements]
        alone = make_one_mode(make_statements(behind, (0, 4)), qualifier=qualifier)
        assert alone.get_weight(tie.one, tie.other) == pytest.approx(tie.weight)


def test_conflict_is_explained_by_those_who_contradict_each_other() -> None:
    tie = next(make_one_mode(SAMPLE, qualifier="conflict").edges())
    assert str(tie) == "a1 and a2: 2\n  k5: a1 yes\n  k5: a1 yes\n  k5: a2 no"


def test_conflict_of_names_is_explained_by_what_the_other_never_said() -> None:
    said = Statements.of(
        actor=["ana", "ana", "bo"],
        concept=["toll", "toll", "toll"],
        value=["now", "never", "now"],
        time=["2011-09-14", "2011-09", None],
    )
    conflict = next(make_one_mode(said, qualifier="conflict").edges())
    assert str(conflict) == "ana and bo: 1\n  toll: ana never, 2011-09-01..2011-09-30"
    congruence = next(make_one_mode(said, qualifier="congruence").edges())
    assert [s.value for s in congruence.statements] == ["now", "now"]


def test_a_tie_of_two_modes_is_explained_by_what_one_said_on_the_other() -> None:
    tie = next(tie for tie in make_two_mode(SAMPLE).edges() if tie.weight == 10)
    assert {(s.actor, s.concept, s.value) for s in tie.statements} == {("a3", "k6", "yes")}
    assert len(tie.statements) == 10


def test_concepts_are_explained_by_the_actors_of_both() -> None:
    said = make_statements([("ana", "toll", 1), ("ana", "tax", 1), ("bo", "tax", 1)])
    (tie,) = make_one_mode(said, over="concept", qualifier="congruence").edges()
    assert [(s.actor, s.concept) for s in tie.statements] == [("ana", "tax"), ("ana", "toll")]


def test_isolates_are_all_who_were_known() -> None:
    said = make_statements([("ana", "toll", 1), ("bo", "toll", 1), ("cy", "tax", 1)])
    rows = np.array([0, 1])
    assert make_one_mode(said.take(rows)).rows == ("ana", "bo")
    assert make_one_mode(said.take(rows), isolates=True).rows == ("ana", "bo", "cy")
    assert make_two_mode(said.take(rows)).columns == ("toll",)
    assert make_two_mode(said.take(rows), isolates=True).columns == ("tax", "toll")
    whole = make_one_mode(said)
    assert whole.rows == ("ana", "bo", "cy")
    assert whole.without_isolates().rows == ("ana", "bo")


def test_a_network_becomes_a_graph_and_a_table() -> None:
    said = make_statements([("ana", "toll", 1), ("bo", "toll", 0), ("cy", "tax", 1)])
    network = make_one_mode(said, qualifier="subtract")
    graph = network.to_networkx()
    assert list(graph.nodes) == ["ana", "bo", "cy"]
    assert list(graph.edges(data="weight")) == [("ana", "bo", -1.0)]
    table = network.to_pandas()
    assert table.loc["ana", "bo"] == -1
    assert list(table.index) == list(table.columns) == ["ana", "bo", "cy"]
    pairs = make_two_mode(said).to_networkx()
    assert pairs.nodes["row", "ana"] == {"label": "ana", "bipartite": 0}
    assert sorted(pairs.edges) == [
        (("row", "ana"), ("column", "toll")),
        (("row", "bo"), ("column", "toll")),
        (("row", "cy"), ("column", "tax")),
    ]


def test_without_pandas_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"a table of pandas needs more: pip install"):
        make_one_mode(SAMPLE).to_pandas()


def test_a_network_without_statements_has_ties_without_reasons() -> None:
    made = make_one_mode(SAMPLE)
    bare = Network(rows=made.rows, columns=made.columns, matrix=made.matrix, mode=Mode.ONE)
    assert next(bare.edges()).statements == ()


def test_events_come_by_day_and_those_without_one_last() -> None:
    said = Statements.of(
        actor=["ana", "bo", "cy", "di"],
        concept=["toll"] * 4,
        time=[None, "2011-09", "2011-09-01", "2011-08-31"],
    )
    assert [event.actor for event in list_events(said)] == ["di", "cy", "bo", "ana"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"qualifier": "substract"},
            "qualifier: 'substract' is not known (did you mean 'subtract'?): expected ignore, "
            "combine, subtract, congruence or conflict",
        ),
        (
            {"qualifier": "combine"},
            "qualifier: no combine in a one-mode network: expected ignore, congruence, conflict or subtract",
        ),
        (
            {"normalization": "activity"},
            "normalization: no activity in a one-mode network: expected none, average, jaccard or cosine",
        ),
        (
            {"over": "actors"},
            "over: 'actors' is not known (did you mean 'actor'?): expected actor or concept",
        ),
    ],
)
def test_a_wrong_choice_is_told_with_the_right_ones(asked: dict[str, str], message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        make_one_mode(SAMPLE, **asked)  # type: ignore[arg-type]  # the wrong ones are the point
    assert str(caught.value) == message


def test_statements_without_values_cannot_agree() -> None:
    said = Statements.of(actor=["ana", "bo"], concept=["toll", "toll"])
    assert make_one_mode(said).get_weight("ana", "bo") == 1
    with pytest.raises(QuestionError) as caught:
        make_one_mode(said, qualifier="congruence")
    assert str(caught.value) == (
        "qualifier: congruence needs values, and these statements have none: expected ignore"
    )


def test_conflict_of_names_is_refused_where_it_would_fill_the_memory() -> None:
    labels = [f"a{number:05}" for number in range(10_001)]
    said = Statements.of(actor=labels, concept=["toll"] * 10_001, value=["now"] * 10_001)
    with pytest.raises(QuestionError, match="ties every two of 10001, which is too much"):
        make_one_mode(said, qualifier="conflict", dense_cells=0)


def test_combinations_of_more_levels_than_bits_are_refused() -> None:
    names = [f"v{number}" for number in range(53)]
    said = Statements.of(actor=["ana"] * 53, concept=["toll"] * 53, value=names)
    with pytest.raises(QuestionError, match="combine: at most 52 levels, found 53"):
        make_two_mode(said, qualifier="combine")


def test_an_unknown_label_is_told_with_the_nearest() -> None:
    network = make_one_mode(make_statements([("ana", "toll", 1), ("bo", "toll", 1)]))
    with pytest.raises(UnknownIdError, match=r"no row 'anna' \(did you mean 'ana'\?\)"):
        network.get_weight("anna", "bo")
