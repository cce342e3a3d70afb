"""Units from rows: given an establishment, when a file is planned, then facts and named faults."""

import pytest

from services.campaign.establishment import Establishment
from services.campaign.facts import UnitRegistered
from services.campaign.reach import Reach
from services.campaign.unit_import import UnitRow, plan_units
from services.kernel.units import Unit

DISTRICT = Unit("d", "云溪管理区", "district", None, "d")
COMMUNITY = Unit("c", "东塘社区", "community", "d", "c")
CLOSED = Unit("x", "西塘社区", "community", "d", "x", closed=True)
EVERYTHING = Reach(None)


def known(*units: Unit) -> Establishment:
    found = Establishment(units={unit.id: unit for unit in units})
    found.versions.update({f"unit:{unit.id}": 1 for unit in units})
    return found


def rows(*cells: tuple[str, str, str, str]) -> list[UnitRow]:
    heads = ("code", "name", "kind", "parent_code")
    return [
        UnitRow.of({"row": number, **dict(zip(heads, line, strict=True))})
        for number, line in enumerate(cells, 2)
    ]


def faults(plan):
    return [(error["row"], error["field"], error["code"]) for error in plan.errors]


def test_a_tree_enters_whatever_the_order_of_its_rows():
    plan = plan_units(
        known(),
        rows(("c", "东塘社区", "community", "d"), ("d", "云溪管理区", "district", "")),
        EVERYTHING,
    )
    assert (plan.new, plan.errors) == (2, [])
    assert plan.facts == [
        UnitRegistered(unit_id="c", name="东塘社区", kind="community", parent_id="d", sort="c"),
        UnitRegistered(unit_id="d", name="云溪管理区", kind="district", parent_id=None, sort="d"),
    ]
    assert [(w.stream, w.expected_version) for w in plan.writes(known())] == [
        ("unit:c", 0),
        ("unit:d", 0),
    ]


def test_the_same_file_again_changes_nothing():
    plan = plan_units(
        known(DISTRICT, COMMUNITY, CLOSED),
        rows(
            ("d", "云溪管理区", "district", ""),
            ("c", "东塘社区", "community", "d"),
            ("x", "西塘社区", "community", "d"),
        ),
        EVERYTHING,
    )
    assert plan.report(7) == {
        "new": 0, "changed": 0, "same": 3, "wrong": 0, "errors": [], "position": 7,
    }  # fmt: skip
    assert plan.facts == []


def test_a_changed_row_is_registered_again():
    establishment = known(DISTRICT, COMMUNITY)
    plan = plan_units(establishment, rows(("c", "东塘新村", "community", "d")), EVERYTHING)
    assert (plan.new, plan.changed, plan.same) == (0, 1, 0)
    [write] = plan.writes(establishment)
    assert (write.stream, write.expected_version) == ("unit:c", 1)


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        (("", "a", "community", "d"), "code", "required"),
        (("a b", "a", "community", "d"), "code", "pattern"),
        (("a@b", "a", "community", "d"), "code", "pattern"),
        (("a;b", "a", "community", "d"), "code", "pattern"),
        (("n", "", "community", "d"), "name", "required"),
        (("n", "长" * 61, "community", "d"), "name", "length"),
        (("n", "a", "", "d"), "kind", "required"),
        (("n", "a", "village", "d"), "kind", "unknown_kind"),
        (("n", "a", "community", "z"), "parent_code", "unknown_parent"),
        (("n", "a", "community", "n"), "parent_code", "cycle"),
        (("d", "云溪管理区", "district", "c"), "parent_code", "cycle"),
        (("n", "a", "community", "x"), "parent_code", "unit_closed"),
        (("x", "另一名", "community", "d"), "code", "unit_closed"),
    ],
)
def test_every_fault_is_named_by_row_field_and_code(line, field, code):
    good = ("good", "好社区", "community", "d")
    plan = plan_units(known(DISTRICT, COMMUNITY, CLOSED), rows(line, good), EVERYTHING)
    assert faults(plan) == [(2, field, code)]
    assert [fact.unit_id for fact in plan.facts] == ["good"]


def test_a_code_may_stand_once_in_a_file():
    line = ("n", "a", "community", "d")
    plan = plan_units(known(DISTRICT), rows(line, line), EVERYTHING)
    assert faults(plan) == [(3, "code", "duplicate")]
    assert plan.new == 1


def test_a_ring_of_rows_is_refused_and_so_is_what_hangs_on_it():
    plan = plan_units(
        known(DISTRICT),
        rows(
            ("a", "a", "community", "b"),
            ("b", "b", "community", "a"),
            ("below", "u", "community", "a"),
            ("ok", "o", "community", "d"),
        ),
        EVERYTHING,
    )
    assert sorted(faults(plan)) == [
        (2, "parent_code", "cycle"),
        (3, "parent_code", "cycle"),
        (4, "parent_code", "unknown_parent"),
    ]
    assert plan.new == 1


def test_a_child_of_a_wrong_row_has_no_parent():
    plan = plan_units(
        known(DISTRICT),
        rows(("p", "", "community", "d"), ("q", "q", "production_team", "p")),
        EVERYTHING,
    )
    assert faults(plan) == [(2, "name", "required"), (3, "parent_code", "unknown_parent")]
    assert plan.report(0)["wrong"] == 2


def test_a_tree_has_a_limited_depth():
    chain = [(f"u{n}", "u", "community", f"u{n - 1}" if n else "") for n in range(1000)]
    plan = plan_units(known(), rows(*chain), EVERYTHING)
    assert plan.new == 13
    assert faults(plan)[0] == (15, "parent_code", "depth")


def test_an_administrator_reaches_the_own_subtree_only():
    establishment = known(DISTRICT, COMMUNITY, Unit("e", "东河社区", "community", "d", "e"))
    plan = plan_units(
        establishment,
        rows(
            ("t1", "一队", "production_team", "c"),
            ("t2", "二队", "production_team", "t1"),
            ("t3", "三队", "production_team", "e"),
            ("r", "新区", "district", ""),
            ("e", "改名", "community", "d"),
            ("c", "东塘新村", "community", "d"),
        ),
        Reach(("c",)),
    )
    assert faults(plan) == [
        (4, "parent_code", "outside"),
        (5, "parent_code", "outside"),
        (6, "code", "outside"),
    ]
    assert [fact.unit_id for fact in plan.facts] == ["t1", "t2", "c"]


def test_a_unit_cannot_be_moved_out_of_reach():
    establishment = known(DISTRICT, COMMUNITY, Unit("t", "一队", "production_team", "c", "t"))
    plan = plan_units(establishment, rows(("t", "一队", "production_team", "d")), Reach(("c",)))
    assert faults(plan) == [(2, "parent_code", "outside")]
