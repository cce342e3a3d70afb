"""The main job on the stack: over RPC as another program's user, and on the pages as the people of a district."""

import re

from tests.compose.stack import Stack
from tests.compose.visitor import Visitor
from tests.e2e.district import POWER, District
from tests.e2e.test_main_job import (  # noqa: F401 (the same sentences hold here)
    test_a_doorstep_solution_stands_on_all_three_lists_with_no_entry_beyond_the_visit,
    test_a_visit_becomes_a_line_on_the_effect_list,
    test_only_text_that_two_persons_approved_is_public,
    test_the_lead_unit_finds_the_assignment_in_its_inbox,
    test_the_lists_rebuilt_from_the_log_are_equal_and_the_logs_intact,
)

WORDS, PUBLIC = "巷口的路灯不亮，孩子放学怕黑。", "杨柳社区一处路灯不亮。"
ANSWERS = {"contact": "reached", "solved": "solved", "satisfaction": "satisfied"}


def test_what_was_said_at_a_doorstep_is_handled_on_the_pages_and_read_by_everybody(
    stack: Stack, district: District
) -> None:
    visitor, office, unit, reviewer = (
        Visitor.signed_in(stack.address, login, district.passwords[login])
        for login in ("visitor", "office", "handler", "reviewer")
    )
    told = {
        "party_id": district.party("标记姓名甲"),
        "outcome": "met",
        "problems.0.verbatim": WORDS,
        "problems.0.category": "power_and_lighting",
        "act": "submit",
    }
    slip = visitor.fills_in("/visits/new", told, form="visit")
    number = re.findall(r"WT-\d{6}-\d+", slip.words)[0]
    issue = office.finds_issue(number)

    due = {"due": district.due()}
    lead = {"lead_unit": POWER, "responsible_position": "leadership_member"}
    office.fills_in(f"{issue}/assign", {"needs_conditions": "no", **due, **lead})
    unit.fills_in(f"{issue}/plan_task", {"measure": "换灯", **due})
    unit.fills_in(f"{issue}/complete_task", {"claimed": "solved", "result": "灯亮了"})
    reviewer.fills_in(f"{issue}/record_callback", ANSWERS)
    sure = reviewer.fills_in(f"{issue}/close", {"outcome": "solved"})
    closed = reviewer.sends(sure, {"confirmed": "1"})
    assert "已销号·解决" in closed.words
    assert number.removeprefix("WT") in office.opens("/lists/effect").words

    proposal = f"{issue}/propose_public_text?part=public_text"
    office.fills_in(proposal, {"text": PUBLIC})
    reviewer.fills_in(f"{issue}/approve_public_text", {})
    assert PUBLIC in office.opens("/lists/problem").words
    everybody = Visitor(stack.address).opens("/public/").words
    assert "本月清单还没有公布" in everybody  # until the month is studied, approved and published
