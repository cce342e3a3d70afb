"""What the page of an issue is told: everybody's words, changed tasks, what was asked for and what was answered."""

from datetime import date
from typing import Any

from services.issues.dossier import dossier
from services.issues.facts import (
    CallbackRecorded,
    ExtensionGranted,
    ExtensionRequested,
    HoldRequested,
    HoldReviewed,
    IssueAbsorbed,
    IssueCorrected,
    IssueEscalated,
    IssueHeld,
    IssuePledged,
    IssueReferred,
    IssueRejected,
    IssueReopened,
    IssueResumed,
    IssueSupplemented,
    NoteAdded,
    ObjectionDecided,
    OutcomeRated,
    PledgeReleased,
    RecheckRecorded,
    RejectionObjected,
    RejectionProposed,
    SupervisionAnswered,
    SupervisionOrdered,
    TaskCancelled,
    TaskChanged,
)
from tests.unit.issues.district import (
    DONE,
    ISSUE,
    NOW,
    OFFICE,
    REPORTED,
    STORY,
    TASK,
    act,
    given,
    same,
)

OTHER = "33333333-3333-4333-8333-333333333333"
WORKING = STORY[:5]


def by(kind: type[Any], **fields: Any) -> Any:
    return kind(issue_id=ISSUE, by="hans", by_unit="reed", **fields)


def told(*facts: Any, others: tuple[Any, ...] = ()) -> dict[str, Any]:
    absorbed = [(given(*each), [(fact, NOW) for fact in each]) for each in others]
    return dossier(given(*facts), [(fact, NOW) for fact in facts], absorbed, act(OFFICE))


def test_everybodys_words_stand_by_themselves():
    more = by(IssueSupplemented, text="今天又淹了", occurred_on=date(2026, 11, 20))
    neighbour = by(
        IssueSupplemented,
        reporter_id="household-8",
        adds_reporter=True,
        words="我家也淹",
        contact_name="周大",
    )
    own = by(IssueSupplemented, reporter_id="household-7", text="水还没退")
    found = told(REPORTED, more, neighbour, own)
    assert found["verbatim"] == "一下雨门口就淹"
    said = [(s["text"], s["adds_reporter"], s["by_reporter"]) for s in found["supplements"]]
    assert said == [
        ("今天又淹了", False, False),
        ("我家也淹", True, False),
        ("水还没退", False, True),
    ]
    assert found["supplements"][1]["contact"]["name"] == "周**"
    assert [each["id"] for each in found["reporters"]] == ["household-7", "household-8"]
    assert [each["name"] for each in found["reporters"]] == [None, "周**"]


def test_an_issue_that_goes_on_here_brings_its_words_and_its_reporter():
    other = same(
        REPORTED,
        issue_id=OTHER,
        number="WT-202611-0033",
        reporter_id="household-9",
        verbatim="排水沟堵了",
    )
    joined = by(
        IssueAbsorbed,
        absorbed_id=OTHER,
        absorbed_number="WT-202611-0033",
        reporter_ids=("household-9",),
    )
    found = told(REPORTED, joined, others=((other,),))
    assert [(a["number"], a["verbatim"]) for a in found["absorbed"]] == [
        ("WT-202611-0033", "排水沟堵了")
    ]
    assert [each["id"] for each in found["reporters"]] == ["household-7", "household-9"]


def test_a_day_that_was_put_right_is_the_day():
    right = by(IssueCorrected, occurred_on=date(2026, 11, 1), reason="记错了")
    assert (
        told(same(REPORTED, occurred_on=date(2026, 11, 10)), right)["occurred_on"] == "2026-11-01"
    )


def test_a_task_shows_how_it_is_planned_now_why_and_that_it_was_cancelled():
    changed = by(
        TaskChanged, task_id=TASK, measure="清淤并加盖", due=date(2026, 11, 30), reason="居民要求"
    )
    task = told(*WORKING, changed)["tasks"][0]
    assert (task["measure"], task["due"], task["unit"]) == ("清淤并加盖", "2026-11-30", "reed")
    assert [each["reason"] for each in task["changes"]] == ["居民要求"]
    gone = by(TaskCancelled, task_id=TASK, reason="重复了")
    assert told(*WORKING, gone)["tasks"][0]["cancelled"]["reason"] == "重复了"


def test_an_extension_waits_and_is_answered_with_its_new_day():
    asked = by(ExtensionRequested, days=3, reason="连续下雨")
    waiting = told(*WORKING, asked)["extension"]
    assert (waiting["days"], waiting["reason"], waiting["answer"]) == (3, "连续下雨", None)
    granted = by(ExtensionGranted, due=date(2026, 12, 4), days=3)
    answer = told(*WORKING, asked, granted)["extension"]["answer"]
    assert (answer["granted"], answer["due"]) == (True, "2026-12-04")


def test_a_hold_says_what_is_missing_until_when_and_each_review():
    asked = by(
        HoldRequested,
        responsible_position="leadership_member",
        review_by=date(2026, 12, 20),
        missing_condition="缺管网",
        plan="列入明年计划",
    )
    waiting = told(*WORKING, asked)["hold"]
    assert (waiting["missing_condition"], waiting["held_at"]) == ("缺管网", None)
    held = by(IssueHeld, review_by=date(2026, 12, 20), days_left=2)
    looked = by(HoldReviewed, review_by=date(2027, 1, 20), note="还在等")
    found = told(*WORKING, asked, held, looked)["hold"]
    assert (found["review_by"], found["days_left"], found["ended_at"]) == ("2027-01-20", 2, None)
    assert [each["note"] for each in found["reviews"]] == ["还在等"]
    over = by(IssueResumed, due=date(2026, 12, 30))
    assert told(*WORKING, asked, held, over)["hold"]["ended_at"] is not None


def test_orders_stand_with_their_answers_newest_first():
    order = by(SupervisionOrdered, order_id="o1", text="怎么还没办", answer_by=date(2026, 11, 27))
    red = by(IssueEscalated, order_id="o2", limit="handling", level=2, cause="limit")
    yellow = by(IssueEscalated, limit="handling", level=1, cause="limit")
    answered = by(SupervisionAnswered, order_id="o1", text="明天完工")
    found = told(*WORKING, order, yellow, red, answered)["orders"]
    assert [(o["id"], o["level"], o["answer"] and o["answer"]["text"]) for o in found] == [
        ("o2", 2, None),
        ("o1", None, "明天完工"),
    ]


def test_a_pledge_stands_until_it_is_given_back():
    pledged = by(IssuePledged, holder_id="hans", holder_unit_id="reed", note="我来办")
    assert told(*WORKING, pledged)["pledge"]["holder"] == "hans"
    back = by(PledgeReleased, holder_id="hans", holder_unit_id="reed")
    assert told(*WORKING, pledged, back)["pledge"] is None


def test_calls_ratings_and_rechecks_stay_apart():
    rated = by(OutcomeRated, reporter_id="household-7", satisfaction="dissatisfied", note="又堵了")
    looked = by(RecheckRecorded, still_solved=True, rechecked_on=date(2026, 12, 30))
    found = told(*STORY, rated, looked)
    assert (found["callback"]["solved"], found["callback"]["satisfaction"]) == (
        "solved",
        "satisfied",
    )
    assert [each["satisfaction"] for each in found["ratings"]] == ["dissatisfied"]
    assert [each["still_solved"] for each in found["rechecks"]] == [True]


def test_after_a_reopening_the_old_call_is_no_answer_any_more():
    again = by(IssueReopened, state="triaged", cause="wish", reason="又堵了")
    assert told(*STORY, again)["callback"] is None
    tried = by(CallbackRecorded, reached=False, called_on=date(2026, 12, 1))
    later = (again, *STORY[2:7], tried)
    assert told(*STORY, *later)["callback"]["tries"] == 1


def test_what_was_answered_directly_stands_as_the_units_own_words():
    answered = same(DONE, summary="可以在社区办")
    assert told(REPORTED, *STORY[2:5], answered)["completion"]["summary"] == "可以在社区办"


def test_a_rejection_tells_its_reason_the_objection_and_what_was_decided():
    proposed = by(RejectionProposed, reason="不是本区的事")
    rejected = by(IssueRejected, proposed_by="olga")
    objected = by(RejectionObjected, words="就是本区的路")
    kept = by(ObjectionDecided, granted=False, reason="路在邻县")
    found = told(REPORTED, proposed, rejected, objected, kept)["rejection"]
    assert (found["reason"], found["objection"]["words"]) == ("不是本区的事", "就是本区的路")
    assert (found["decision"]["granted"], found["rejected_at"] is not None) == (False, True)


def test_a_referral_names_its_channel_and_notes_are_kept_apart():
    found = told(
        REPORTED, by(NoteAdded, text="先核实"), by(IssueReferred, channel="court", note="已起诉")
    )
    assert (found["referral"]["channel"], found["notes"][0]["text"]) == ("court", "先核实")


def test_where_the_time_went_is_told():
    assert [each["phase"] for each in told(REPORTED, *STORY[2:5])["holding"]] == [
        "office",
        "signing",
        "work",
    ]


def test_a_closed_issue_is_with_nobody():
    assert not any(each["running"] for each in told(*STORY)["holding"])
