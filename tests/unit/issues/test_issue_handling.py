"""Sign, plan, progress, complete, report done: by the handling units."""

from datetime import date
from typing import Any

import pytest

from eventlog.errors import NotFound
from services.issues.completion import CompleteTask, ReportDone
from services.issues.facts import (
    CompletionReported,
    IssueAssigned,
    IssueSignedFor,
    ReworkOrdered,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.handling import PlanTask, ReportProgress, SignForIssue
from tests.unit.issues.district import (
    ASSIGNED,
    COMPLETED,
    DONE,
    DUE,
    HANDLER,
    ISSUE,
    OFFICE,
    OTHER_HANDLER,
    PLANNED,
    REPORTED,
    SIGNED,
    TASK,
    TODAY,
    TRIAGED,
    UNIT_HEAD,
    VISITOR,
    WATER_HANDLER,
    days_later,
    given,
    in_state,
    same,
    when,
)
from tests.unit.refused import forbidden, invalid, refused

SUPPORTED = given(REPORTED, TRIAGED, same(ASSIGNED, support_unit_ids=("water",)), SIGNED)
WATER_TASK = same(PLANNED, unit_id="water")
REWORK = ReworkOrdered(issue_id=ISSUE, by="rita", by_unit="cloud", reason="又淹了")


def planning(**more: Any) -> PlanTask:
    return PlanTask(**{"measure": "清淤", "due": DUE, **more})


def completing(**more: Any) -> CompleteTask:
    return CompleteTask(**{"task_id": TASK, "result": "清淤 420 米", **more})


@pytest.mark.parametrize("who", [HANDLER, UNIT_HEAD])
def test_the_lead_unit_signs(who: Any):
    (fact,) = when("sign_for", in_state("assigned"), SignForIssue(contacted_on=TODAY), who)
    assert (fact.contacted_on, fact.implied, fact.by_unit) == (TODAY, False, "reed")


def test_nobody_else_signs():
    for who in (VISITOR, OFFICE):
        with forbidden():
            when("sign_for", in_state("assigned"), SignForIssue(), who)
    with refused("not_found", NotFound):
        when("sign_for", in_state("assigned"), SignForIssue(), OTHER_HANDLER)


def test_signing_twice_is_not_in_state():
    with refused("not_in_state", state="signed"):
        when("sign_for", in_state("signed"), SignForIssue(), HANDLER)


def test_a_contact_of_tomorrow_is_invalid():
    with invalid(contacted_on=["date_in_future"]):
        when("sign_for", in_state("assigned"), SignForIssue(contacted_on=DUE), HANDLER)


def test_planning_a_task_signs_for_the_issue():
    signed, planned = when("plan_task", in_state("assigned"), planning(contacted_on=TODAY), HANDLER)
    assert isinstance(signed, IssueSignedFor)
    assert (signed.implied, signed.contacted_on) == (True, TODAY)
    assert isinstance(planned, TaskPlanned)
    assert (planned.number, planned.unit_id, planned.implied) == ("RW-202611-0032-1", "reed", False)


def test_a_second_task_has_the_next_number_and_signs_nothing():
    (planned,) = when("plan_task", in_state("in_progress"), planning(), HANDLER)
    assert planned.number == "RW-202611-0032-2"
    assert planned.task_id != PLANNED.task_id


def test_a_support_unit_may_get_a_task_but_no_other_unit():
    (planned,) = when("plan_task", SUPPORTED, planning(unit="water"), HANDLER)
    assert planned.unit_id == "water"
    with invalid(unit=["choice"]):
        when("plan_task", SUPPORTED, planning(unit="power"), HANDLER)


def test_a_support_unit_plans_nothing_itself():
    with forbidden():
        when("plan_task", SUPPORTED, planning(), WATER_HANDLER)


def test_a_task_is_due_with_its_issue_at_the_latest():
    with refused("due_after_issue", due="2026-12-01"):
        when("plan_task", in_state("assigned"), planning(due=date(2026, 12, 2)), HANDLER)


def test_a_task_is_not_due_yesterday():
    with refused("due_in_past"):
        when("plan_task", in_state("assigned"), planning(due=date(2026, 11, 23)), HANDLER)


def test_a_late_issue_still_takes_a_task_due_on_its_own_day():
    late = days_later(30)
    assert when("plan_task", in_state("assigned"), planning(), HANDLER, now=late)[-1].due == DUE
    with refused("due_in_past"):
        when("plan_task", in_state("assigned"), planning(due=TODAY), HANDLER, now=late)


def test_progress_is_reported_by_the_lead_unit_and_the_tasks_unit():
    issue = given(REPORTED, same(ASSIGNED, support_unit_ids=("water",)), SIGNED, WATER_TASK)
    (fact,) = when("report_progress", issue, ReportProgress(note="挖机进场"), HANDLER)
    assert (fact.occurred_on, fact.task_id) == (TODAY, None)
    named = ReportProgress(task_id=TASK, quantity=300.0)
    assert when("report_progress", issue, named, WATER_HANDLER)[0].by_unit == "water"
    with forbidden():
        when("report_progress", issue, named, UNIT_HEAD)


def test_progress_on_an_unknown_task_is_invalid():
    with invalid(task_id=["choice"]):
        when("report_progress", in_state("signed"), ReportProgress(task_id="x"), HANDLER)


def test_a_unit_reports_no_progress_on_the_task_of_another():
    issue = given(
        REPORTED,
        same(ASSIGNED, support_unit_ids=("water",)),
        PLANNED,
        same(PLANNED, task_id="t2", unit_id="water"),
    )
    with forbidden():
        when("report_progress", issue, ReportProgress(task_id=TASK), WATER_HANDLER)


def test_a_completed_task_has_a_result_and_an_effect_number():
    (fact,) = when("complete_task", in_state("in_progress"), completing(), HANDLER)
    assert isinstance(fact, TaskCompleted)
    assert (fact.number, fact.completed_on) == ("XG-202611-0032-1", TODAY)
    assert given(REPORTED, ASSIGNED, PLANNED, fact).state == "in_progress"


def test_a_task_without_a_result_is_not_complete():
    with refused("result_missing"):
        when("complete_task", in_state("in_progress"), completing(result=None), HANDLER)


def test_a_task_planned_with_a_quantity_is_completed_with_one():
    issue = given(REPORTED, ASSIGNED, same(PLANNED, quantity=420.0, quantity_unit="米"))
    with refused("quantity_missing"):
        when("complete_task", issue, completing(), HANDLER)
    (fact,) = when("complete_task", issue, completing(quantity=400.0), HANDLER)
    assert (fact.quantity, fact.quantity_unit) == (400.0, "米")


def test_a_quantity_without_a_unit_is_invalid():
    with invalid(quantity_unit=["required"]):
        when("complete_task", in_state("in_progress"), completing(quantity=4.0), HANDLER)


def test_a_task_is_completed_once():
    issue = given(REPORTED, ASSIGNED, PLANNED, same(PLANNED, task_id="t2"), COMPLETED)
    with refused("task_completed"):
        when("complete_task", issue, completing(), HANDLER)


def test_with_no_open_task_there_is_nothing_to_complete():
    with refused("task_completed"):
        when("complete_task", given(REPORTED, ASSIGNED, PLANNED, COMPLETED), completing(), HANDLER)


def test_completing_the_last_task_may_report_the_issue_done():
    command = completing(report_done=True, claimed="partly_solved")
    completed, done = when("complete_task", in_state("in_progress"), command, HANDLER)
    assert isinstance(done, CompletionReported)
    assert done.claimed == "partly_solved"
    assert given(REPORTED, ASSIGNED, PLANNED, completed, done).state == "reported_done"


def test_completing_one_of_two_tasks_cannot_report_the_issue_done():
    issue = given(REPORTED, ASSIGNED, PLANNED, same(PLANNED, task_id="t2"))
    with refused("open_tasks", count=1):
        when("complete_task", issue, completing(report_done=True), HANDLER)


def test_a_support_unit_completes_its_task_but_does_not_report_done():
    issue = given(REPORTED, same(ASSIGNED, support_unit_ids=("water",)), WATER_TASK)
    assert when("complete_task", issue, completing(), WATER_HANDLER)[0].by_unit == "water"
    with forbidden():
        when("complete_task", issue, completing(report_done=True), WATER_HANDLER)


def test_reporting_done_without_a_task_plans_and_completes_one():
    command = ReportDone(
        claimed="solved", measure="上门解释", result="听懂了", quantity=1.0, quantity_unit="次"
    )
    planned, completed, done = when("report_done", in_state("signed"), command, HANDLER)
    assert (planned.implied, completed.implied, done.implied) == (True, True, False)
    assert (planned.measure, planned.due) == ("上门解释", DUE)
    assert (completed.task_id, completed.result) == (planned.task_id, "听懂了")
    assert (completed.quantity, completed.quantity_unit) == (1.0, "次")


def test_reporting_done_without_a_task_needs_result_and_measure():
    with refused("result_missing"):
        when("report_done", in_state("signed"), ReportDone(claimed="solved", measure="x"), HANDLER)
    with invalid(measure=["required"]):
        when("report_done", in_state("signed"), ReportDone(claimed="solved", result="x"), HANDLER)


def test_reporting_done_after_the_tasks_needs_only_the_claim():
    issue = given(REPORTED, ASSIGNED, PLANNED, COMPLETED)
    (done,) = when("report_done", issue, ReportDone(claimed="solved"), HANDLER)
    assert (done.claimed, done.summary) == ("solved", None)


def test_open_tasks_are_completed_before_reporting_done():
    with refused("open_tasks", count=1):
        when("report_done", in_state("in_progress"), ReportDone(claimed="solved"), HANDLER)


def test_after_a_rework_the_old_tasks_do_not_count_as_done():
    issue = given(REPORTED, ASSIGNED, PLANNED, COMPLETED, DONE, REWORK)
    with refused("result_missing"):
        when("report_done", issue, ReportDone(claimed="solved"), HANDLER)
    again = ReportDone(claimed="solved", measure="再清一次", result="清完")
    planned, completed, _ = when("report_done", issue, again, HANDLER)
    assert (planned.number, completed.number) == ("RW-202611-0032-2", "XG-202611-0032-2")


def test_an_ordinary_issue_needs_two_entries_from_its_unit():
    story = [REPORTED, TRIAGED, ASSIGNED]
    story += when("plan_task", given(*story), planning(contacted_on=TODAY), HANDLER)
    task = given(*story).tasks[0].task_id
    entry = completing(task_id=task, report_done=True)
    story += when("complete_task", given(*story), entry, HANDLER)
    assert given(*story).state == "reported_done"


def test_who_was_given_the_issue_anew_handles_it_and_the_former_unit_does_not():
    moved = IssueAssigned(issue_id=ISSUE, by="olga", by_unit="cloud", lead_unit_id="water", due=DUE)
    issue = given(REPORTED, ASSIGNED, SIGNED, PLANNED, moved)
    assert when("sign_for", issue, SignForIssue(), WATER_HANDLER)
    with forbidden():
        when("sign_for", issue, SignForIssue(), HANDLER)


def test_a_task_without_a_day_is_due_with_its_issue():
    assert when("plan_task", in_state("signed"), PlanTask(measure="清淤"), HANDLER)[0].due == DUE


def test_a_planned_quantity_has_a_unit():
    with invalid(quantity_unit=["required"]):
        when("plan_task", in_state("signed"), planning(quantity=4.0), HANDLER)
