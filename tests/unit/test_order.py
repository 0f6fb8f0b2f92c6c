"""Things come after what they want, and what wants each other comes together, in whichever order it is asked."""

from hypothesis import given
from hypothesis import strategies as st

from noblock.collect.order import in_order

NAMES = "abcdef"
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4)).map(
    lambda graph: {name: [other for other in graph.get(name, []) if other in graph] for name in graph}
)


def test_what_is_wanted_comes_first() -> None:
    assert list(in_order({"a": ["b"], "b": ["c"], "c": []})) == [["c"], ["b"], ["a"]]


def test_what_wants_each_other_comes_together() -> None:
    assert list(in_order({"a": ["c"], "b": ["a"], "c": ["b"], "d": ["a"]})) == [["a", "b", "c"], ["d"]]


@given(GRAPHS)
def test_groups_are_complete_ordered_and_independent_of_the_order_of_names(graph: dict[str, list[str]]) -> None:
    groups = list(in_order(graph))
    assert sorted(name for group in groups for name in group) == sorted(graph)
    place = {name: index for index, group in enumerate(groups) for name in group}
    assert all(place[other] <= place[name] for name in graph for other in graph[name])
    backwards = {name: graph[name][::-1] for name in sorted(graph, reverse=True)}
    assert {tuple(group) for group in in_order(backwards)} == {tuple(group) for group in groups}
