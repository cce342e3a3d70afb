"""People from rows: given an establishment, when a file is planned, then facts and named faults."""

from itertools import count

import pytest

from services.campaign.establishment import Establishment, Person
from services.campaign.facts import PersonRegistered, RoleEnded, RoleGranted
from services.campaign.person_import import People, PersonRow, plan_people
from services.campaign.reach import Reach
from services.kernel.units import Unit

UNITS = [
    Unit("d", "云溪管理区", "district", None),
    Unit("c", "东塘社区", "community", "d"),
    Unit("e", "东河社区", "community", "d"),
    Unit("x", "西塘社区", "community", "d", closed=True),
]
ZHAO = Person("p0", "c", "cadre", "赵一", frozenset({("visitor", "c"), ("reviewer", "e")}))
ZHAO_ROW = ("zhao", "赵一", "cadre", "c", "visitor;reviewer@e")


def world(reach: Reach | None = None, *people: Person) -> People:
    known = Establishment(
        units={unit.id: unit for unit in UNITS}, people={person.id: person for person in people}
    )
    logins = {"zhao": "p0"} if people else {}
    return People(known, known.tree(), logins, reach or Reach(None))


def plan(people: People, *lines: tuple[str, str, str, str, str]):
    heads = ("login", "name", "position", "unit_code", "roles")
    rows = [
        PersonRow.of({"row": number, **dict(zip(heads, line, strict=True))})
        for number, line in enumerate(lines, 2)
    ]
    ids = count(1)
    return plan_people(people, rows, lambda: f"p{next(ids)}")


def faults(found):
    return [(error["row"], error["field"], error["code"]) for error in found.errors]


def test_a_person_enters_with_roles_in_the_own_unit_and_in_named_ones():
    found = plan(world(), ("Zhao", "赵一", "cadre", "c", "visitor; reviewer@e；visitor"))
    assert found.facts == [
        PersonRegistered(person_id="p1", unit_id="c", position="cadre", name="赵一"),
        RoleGranted(person_id="p1", role="reviewer", unit_id="e"),
        RoleGranted(person_id="p1", role="visitor", unit_id="c"),
    ]
    assert found.sign_ups == {"zhao": "p1"}
    assert (found.new, found.errors) == (1, [])


def test_the_same_file_again_changes_nothing():
    found = plan(world(None, ZHAO), ZHAO_ROW)
    assert (found.new, found.changed, found.same) == (0, 0, 1)
    assert found.facts == []
    assert found.sign_ups == {}


def test_a_changed_row_changes_what_differs():
    found = plan(world(None, ZHAO), ("zhao", "赵一", "unit_head", "c", "visitor;handler"))
    assert found.facts == [
        PersonRegistered(person_id="p0", unit_id="c", position="unit_head", name="赵一"),
        RoleGranted(person_id="p0", role="handler", unit_id="c"),
        RoleEnded(person_id="p0", role="reviewer", unit_id="e"),
    ]
    assert found.changed == 1


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        (("", "a", "cadre", "c", ""), "login", "required"),
        (("赵", "a", "cadre", "c", ""), "login", "pattern"),
        (("a@b", "a", "cadre", "c", ""), "login", "pattern"),
        (("aa", "", "cadre", "c", ""), "name", "required"),
        (("aa", "长" * 61, "cadre", "c", ""), "name", "length"),
        (("aa", "a", "", "c", ""), "position", "required"),
        (("aa", "a", "king", "c", ""), "position", "unknown_position"),
        (("aa", "a", "cadre", "", "visitor"), "unit_code", "required"),
        (("aa", "a", "cadre", "z", ""), "unit_code", "unknown_unit"),
        (("aa", "a", "cadre", "x", ""), "unit_code", "unit_closed"),
        (("aa", "a", "cadre", "c", "king"), "roles", "unknown_role"),
        (("aa", "a", "cadre", "c", "visitor@z"), "roles", "unknown_unit"),
        (("aa", "a", "cadre", "c", "visitor@x"), "roles", "unit_closed"),
        (("aa", "a", "cadre", "c", ";".join(f"visitor@{n}" for n in "c" * 31)), None, None),
    ],
)
def test_every_fault_is_named_by_row_field_and_code(line, field, code):
    found = plan(world(), line, ("good", "好人", "cadre", "c", ""))
    assert faults(found) == ([(2, field, code)] if field else [])
    assert "good" in found.sign_ups


def test_a_login_may_stand_once_in_a_file_in_any_case():
    found = plan(world(), ("aa", "a", "cadre", "c", ""), ("AA", "b", "cadre", "c", ""))
    assert faults(found) == [(3, "login", "duplicate")]
    assert found.new == 1


def test_a_person_has_a_limited_number_of_roles():
    roles = ";".join(f"{role}@{unit}" for role in ("visitor",) for unit in range(31))
    assert (2, "roles", "length") in faults(plan(world(), ("aa", "a", "cadre", "c", roles)))


def test_an_administrator_grants_and_ends_within_reach_only():
    found = plan(
        world(Reach(("c",)), ZHAO),
        ("zhao", "赵一", "cadre", "c", "handler"),  # the reviewer's role in e is not ended
        ("qian", "钱二", "cadre", "e", ""),
        ("sun", "孙三", "cadre", "c", "admin@d"),
    )
    assert found.facts == [
        RoleGranted(person_id="p0", role="handler", unit_id="c"),
        RoleEnded(person_id="p0", role="visitor", unit_id="c"),
    ]
    assert faults(found) == [(3, "unit_code", "outside"), (4, "roles", "outside")]


def test_a_person_elsewhere_is_out_of_reach():
    found = plan(world(Reach(("e",)), ZHAO), ("zhao", "赵一", "cadre", "e", ""))
    assert faults(found) == [(2, "login", "outside")]


def test_a_role_that_was_granted_before_the_unit_closed_may_stay():
    person = Person("p0", "x", "cadre", "赵一", frozenset({("visitor", "x")}))
    assert plan(world(None, person), ("zhao", "赵一", "cadre", "x", "visitor")).same == 1
