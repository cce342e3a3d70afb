"""The main job over RPC, in one process and in eleven: from the doorstep to the effect list."""

import pytest

from eventlog.errors import Forbidden, Refused
from tests.e2e.district import POWER, District

WORDS = "村口的路灯坏了一个月，晚上骑车看不见。"


def line(district: District, which: str, number: str, position: int) -> dict:
    at_least = {"issues": position}
    items = district.asks("office", "reports", f"{which}_list", at_least=at_least, limit=200)[
        "items"
    ]
    return next(item for item in items if number in (item["number"], item.get("issue_number")))


def test_a_visit_becomes_a_line_on_the_effect_list(district: District) -> None:
    (raised,) = district.visit("标记姓名甲", {"verbatim": WORDS, "category": "power_and_lighting"})
    issue = raised["id"]
    reported = district.asks("office", "issues", "get", id=issue)
    assert reported["verbatim"] == WORDS

    assigned = district.does(
        "office",
        "issues",
        "assign",
        id=issue,
        category="power_and_lighting",
        lead_unit=POWER,
        due=district.due(),
    )
    assert line(district, "problem", raised["number"], assigned["position"])["state"] == "assigned"

    # the unit's two entries
    planned = district.does(
        "handler", "issues", "plan_task", id=issue, measure="换灯", quantity=8, quantity_unit="盏"
    )
    task = line(district, "task", raised["number"], planned["position"])
    done = district.does(
        "handler",
        "issues",
        "complete_task",
        id=issue,
        task_id=task["task_id"],
        result="换好了",
        quantity=8,
        quantity_unit="盏",
        report_done=True,
    )
    effect = line(district, "effect", raised["number"], done["position"])
    assert (effect["quantity"], effect["quantity_unit"], effect["closed"]) == (8, "盏", False)

    # solved means solved: not by the unit that did the work
    for login in ("handler", "head", "own_reviewer"):
        with pytest.raises((Refused, Forbidden)):
            district.does(
                login,
                "issues",
                "record_callback",
                id=issue,
                basis="reached",
                solved="solved",
                satisfaction="satisfied",
            )
        with pytest.raises((Refused, Forbidden)):
            district.does(login, "issues", "close", id=issue, outcome="solved")
    district.does(
        "reviewer",
        "issues",
        "record_callback",
        id=issue,
        basis="reached",
        solved="solved",
        satisfaction="satisfied",
    )
    closed = district.does("reviewer", "issues", "close", id=issue, outcome="solved")
    effect = line(district, "effect", raised["number"], closed["position"])
    assert (effect["closed"], effect["outcome"], effect["satisfaction"]) == (
        True,
        "solved",
        "satisfied",
    )


def test_a_doorstep_solution_stands_on_all_three_lists_with_no_entry_beyond_the_visit(
    district: District,
) -> None:
    (raised,) = district.visit(
        "标记姓名乙",
        {
            "verbatim": "补贴表不会填",
            "category": "policy_incentives",
            "solved_on_spot": {"result": "当面教会了"},
        },
    )
    assert raised["state"] == "reported_done"
    entries = district.asks("office", "issues", "timeline", id=raised["id"])["items"]
    assert len(entries) == 5
    seen = raised["position"]
    assert line(district, "problem", raised["number"], seen)["on_spot"]
    assert line(district, "task", raised["number"], seen)
    assert line(district, "effect", raised["number"], seen)["on_spot"]


def test_the_lead_unit_finds_the_assignment_in_its_inbox(district: District) -> None:
    (raised,) = district.visit(
        "标记姓名甲", {"verbatim": "电压低", "category": "power_and_lighting"}
    )
    assigned = district.does(
        "office",
        "issues",
        "assign",
        id=raised["id"],
        category="power_and_lighting",
        lead_unit=POWER,
        due=district.due(),
    )
    at_least = {"issues": assigned["position"]}
    inbox = district.asks("handler", "notify", "inbox", at_least=at_least)["items"]
    assert inbox[0]["number"] == raised["number"]
    assert not district.asks("other", "notify", "inbox")["items"]


def test_only_text_that_two_persons_approved_is_public(district: District) -> None:
    (raised,) = district.visit("标记姓名乙", {"verbatim": WORDS, "category": "power_and_lighting"})
    district.does(
        "office",
        "issues",
        "propose_public_text",
        id=raised["id"],
        part="public_text",
        text="村口路灯损坏。",
    )
    with pytest.raises((Refused, Forbidden)) as refused:
        district.does(
            "office", "issues", "approve_public_text", id=raised["id"], part="public_text"
        )
    assert refused.value.code == "second_person"
    approved = district.does(
        "reviewer", "issues", "approve_public_text", id=raised["id"], part="public_text"
    )
    at_least = {"issues": approved["position"]}
    lines = district.asks("office", "reports", "problem_list", at_least=at_least)["items"]
    assert [item["public_text"] for item in lines if item["number"] == raised["number"]] == [
        "村口路灯损坏。"
    ]
    assert "一个月" not in str(lines)


def test_the_lists_rebuilt_from_the_log_are_equal_and_the_logs_intact(district: District) -> None:
    rebuilt = district.system.command("rebuild", "--verify")
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    assert "DIFFERENT" not in rebuilt.stdout
    assert "facts/s, equal" in rebuilt.stdout
    verified = district.system.command("log", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
