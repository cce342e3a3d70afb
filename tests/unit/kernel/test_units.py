"""The tree of units."""

from services.kernel.units import Unit, UnitTree

TREE = UnitTree(
    [
        Unit("d", "云溪管理区", "district", None, "1"),
        Unit("c2", "b", "community", "d", "3"),
        Unit("c1", "a", "community", "d", "2"),
        Unit("t", "一队", "production_team", "c1", "4", closed=True),
        Unit("other", "o", "district", None, "0"),
    ]
)


def test_a_unit_is_within_itself_and_those_above_it():
    assert TREE.within("t", "t")
    assert TREE.within("t", "c1")
    assert TREE.within("t", "d")
    assert not TREE.within("d", "t")
    assert not TREE.within("t", "c2")
    assert not TREE.within("t", "other")
    assert TREE.within_any("t", ["c2", "d"])
    assert not TREE.within_any("t", [])


def test_the_subtree_holds_the_root():
    assert TREE.subtree("d") == {"d", "c1", "c2", "t"}
    assert TREE.subtree("t") == {"t"}
    assert TREE.subtrees(["c1", "other"]) == {"c1", "t", "other"}


def test_units_are_in_their_order():
    assert TREE.children(None) == ("other", "d")
    assert TREE.children("d") == ("c1", "c2")
    assert TREE.ancestors("t") == ("c1", "d")


def test_what_does_not_exist_is_nowhere():
    assert not TREE.exists("x")
    assert not TREE.exists(None)
    assert not TREE.within("x", "x")
    assert not TREE.within(None, "d")
    assert TREE.subtree("x") == set()
    assert TREE.ancestors("x") == ()
    assert TREE.name("x") is None
    assert not TREE.is_closed("x")


def test_a_closed_unit_says_so():
    assert TREE.is_closed("t")
    assert not TREE.is_closed("c1")
    assert TREE.name("t") == "一队"
    assert TREE.parent("t") == "c1"


def test_a_broken_tree_does_not_hang():
    ring = UnitTree([Unit("a", "a", "community", "b"), Unit("b", "b", "community", "a")])
    assert ring.ancestors("a") == ("b", "a")
    assert ring.subtree("a") == {"a", "b"}
