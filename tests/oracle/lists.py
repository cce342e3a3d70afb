"""The three lists, told plainly: every column is looked up in the whole story of the issue, one issue at a time.

Shares no code with the services. A fact here is `{"type", "position", "at" (aware instant), **data}`; the lists as of
a position are the lists of the facts up to it. Slow and simple on purpose.
"""

from zoneinfo import ZoneInfo

Fact = dict
Row = dict

STATE_AFTER = {
    "IssueReported": "reported",
    "IssueTriaged": "triaged",
    "IssueAssigned": "assigned",
    "IssueReturned": "returned",
    "IssueSignedFor": "signed",
    "TaskPlanned": "in_progress",
    "IssueHeld": "held",
    "IssueResumed": "in_progress",
    "CompletionReported": "reported_done",
    "ReworkOrdered": "in_progress",
    "IssueClosed": "closed",
    "IssueFiled": "filed",
    "IssueReferred": "referred",
    "IssueRejected": "rejected",
    "IssueMerged": "merged",
}
ENDS = ("IssueClosed", "IssueFiled", "IssueReferred", "IssueRejected", "IssueMerged")
NEW_ROUND = ("ReworkOrdered", "IssueReopened")
SETS_DUE = (
    "IssueAssigned",
    "ReworkOrdered",
    "ExtensionGranted",
    "DeadlineRecomputed",
    "IssueResumed",
)


def three_lists(facts: list[Fact], zone: str = "Asia/Shanghai") -> dict[str, list[Row]]:
    """`{"problem": rows, "task": rows, "effect": rows}`, each in order of numbers."""
    stories = [story_of(facts, report["issue_id"]) for report in of_type(facts, "IssueReported")]
    return {
        "problem": in_order([problem(story, zone) for story in stories]),
        "task": in_order([task(s, plan, zone) for s in stories for plan in plans(s)]),
        "effect": in_order([effect(s, done, zone) for s in stories for done in results(s)]),
    }


def story_of(facts: list[Fact], issue_id: str) -> list[Fact]:
    """From its report on: what was said of an issue before that is about nothing."""
    told = [fact for fact in facts if fact.get("issue_id") == issue_id]
    return told[[fact["type"] for fact in told].index("IssueReported") :]


def problem(story: list[Fact], zone: str) -> Row:
    report, triages = story[0], of_type(story, "IssueTriaged")
    fixed = of_type(story, "IssueCorrected")
    led_by, reopenings = leader(story), of_type(story, "IssueReopened")
    since_reopening = after(story, reopenings[-1]) if reopenings else story
    return {
        **common(story, zone, report),
        "lead_unit": led_by.get("lead_unit_id"),
        "support_units": list(led_by.get("support_unit_ids", [])),
        "responsible_position": led_by.get("responsible_position"),
        "kind": newest([report["kind"], *(f["kind"] for f in fixed)]),
        "source": report["source"],
        "occurred_on": newest([report["occurred_on"], *(f["occurred_on"] for f in fixed)]),
        "reported_at": report["at"],
        "needs_conditions": newest([f["needs_conditions"] for f in (report, *triages)]),
        "urgent": urgent(story),
        "due": due(story),
        "state": state(story),
        "outcome": last(since_reopening, "IssueClosed").get("outcome"),
        "reworks": len(of_type(since_reopening, "ReworkOrdered")),
        "reopenings": len(reopenings),
        "held_review_by": held_review_by(story),
        "recheck": recheck(story),
        "merged_into": merged_into(story),
        "public_text": approved(story, "public_text", None),
        "ended_position": ended_position(story),
    }


def task(story: list[Fact], plan: Fact, zone: str) -> Row:
    over = the_end_of(story, plan)
    open_time = until(story, over) if over else story
    about_it = [
        fact
        for fact in after(open_time, plan)
        if fact["type"] == "ProgressReported" and fact["task_id"] in (None, plan["task_id"])
    ]
    amounts = [f["quantity"] for f in about_it if f["task_id"] and f["quantity"] is not None]
    led_by = task_leader(open_time, plan)
    done = over if over and over["type"] == "TaskCompleted" else None
    underway = "in_progress" if about_it else "planned"
    ended = over and {"TaskCompleted": "completed", "TaskCancelled": "cancelled"}[over["type"]]
    return {
        **common(story, zone, plan),
        "lead_unit": led_by.get("lead_unit_id"),
        "support_units": list(led_by.get("support_unit_ids", [])),
        "responsible_position": led_by.get("responsible_position"),
        "task_id": plan["task_id"],
        "issue_number": story[0]["number"],
        **planned(story, plan),
        "progress": ended or underway,
        "progress_quantity": amounts[-1] if amounts else None,
        "completed_on": done and done["completed_on"],
        "public_measure": approved(after(story, plan), "public_measure", plan["task_id"]),
        "public_result": approved(after(story, plan), "public_result", plan["task_id"]),
    }


def effect(story: list[Fact], done: Fact, zone: str) -> Row:
    plan = next(f for f in plans(story) if f["task_id"] == done["task_id"])
    # Its round ends with the next rework or reopening: what the person answers later is about later results.
    later = after(story, done)
    ends = [f for f in later if f["type"] in NEW_ROUND]
    round_ = until(later, ends[0]) if ends else later
    moves = [f for f in later if f["type"] in ("IssueClosed", "IssueReopened")]
    closed = moves[-1] if moves and moves[-1]["type"] == "IssueClosed" else {}
    as_planned = planned(until(story, done), plan)
    return {
        **common(story, zone, done),
        "lead_unit": task_leader(until(story, done), plan).get("lead_unit_id"),
        "task_id": done["task_id"],
        "issue_number": story[0]["number"],
        "task_number": plan["number"],
        "unit": as_planned["unit"],
        "completed_on": done["completed_on"],
        "quantity": done["quantity"],
        "quantity_unit": done["quantity_unit"] or as_planned["quantity_unit"],
        **answers(round_),
        "closed": bool(closed),
        "outcome": closed.get("outcome"),
        "recheck": recheck(round_),
        "public_result": approved(after(story, plan), "public_result", plan["task_id"]),
    }


def common(story: list[Fact], zone: str, listed_by: Fact) -> Row:
    """`listed_by`: the fact that put the line on its list, whose local month is the line's."""
    report = story[0]
    said = [f for f in story if f["type"] in ("IssueReported", "IssueTriaged", "IssueCorrected")]
    local = listed_by["at"].astimezone(ZoneInfo(zone))
    return {
        "issue_id": report["issue_id"],
        "number": listed_by["number"],
        "month": f"{local.year}-{local.month:02d}",
        "place": newest([f.get("unit_id") for f in said]),
        "category": newest([f["category"] for f in said]),
        "field": newest([f["field"] for f in said]),
        "confidential": report["confidential"],
        "on_spot": report["on_spot"],
    }


def state(story: list[Fact]) -> str:
    """What the last fact that moves an issue made of it; a call-back without a basis is a try and moves nothing."""
    fact, before = story[-1], story[:-1]
    if fact["type"] == "CallbackRecorded" and fact["basis"]:
        return "called_back"
    if fact["type"] == "IssueReopened" or is_own_unmerging(fact):
        return fact["state"]
    if fact["type"] == "IssueWithdrawn" and fact["is_last"]:
        return "withdrawn"
    if fact["type"] == "TaskPlanned" and state(before) == "held":
        return "held"
    return STATE_AFTER.get(fact["type"]) or state(before)


def ended_position(story: list[Fact]) -> int | None:
    found = None
    for fact in story:
        if fact["type"] in ENDS or (fact["type"] == "IssueWithdrawn" and fact["is_last"]):
            found = fact["position"]
        if fact["type"] == "IssueReopened" or is_own_unmerging(fact):
            found = None
    return found


def merged_into(story: list[Fact]) -> str | None:
    moves = [f for f in story if f["type"] == "IssueMerged" or is_own_unmerging(f)]
    return moves[-1].get("into_number") if moves else None


def is_own_unmerging(fact: Fact) -> bool:
    return fact["type"] == "IssueUnmerged" and fact["issue_id"] == fact["absorbed_id"]


def due(story: list[Fact]) -> str | None:
    found = None
    for fact in story:
        if fact["type"] in ("IssueReturned", "IssueReopened"):
            found = None
        if fact["type"] in SETS_DUE and fact["due"]:
            found = fact["due"]
    return found


def urgent(story: list[Fact]) -> bool:
    found = story[0]["danger"]
    for fact in story:
        if fact["type"] == "IssueTriaged" and fact["limit_class"] == "urgent":
            found = True
        if fact["type"] == "IssueCorrected" and fact["danger"] is not None:
            found = fact["danger"]
    return found


def held_review_by(story: list[Fact]) -> str | None:
    told = [f for f in story if f["type"] in ("IssueHeld", "HoldReviewed", "IssueResumed")]
    return told[-1].get("review_by") if told else None


def recheck(story: list[Fact]) -> str | None:
    checks = of_type(story, "RecheckRecorded")
    if not checks:
        return None
    return "still_solved" if checks[-1]["still_solved"] else "rebounded"


def answers(round_: list[Fact]) -> Row:
    """Whether it is solved and whether the person is satisfied: what they said last; nobody reached adds nothing."""
    solved, satisfaction = None, None
    for fact in round_:
        if fact["type"] == "OutcomeRated":
            solved, satisfaction = fact["solved"] or solved, fact["satisfaction"]
        if fact["type"] == "CallbackRecorded" and fact["basis"] == "reached":
            solved, satisfaction = fact["solved"], fact["satisfaction"] or "not_rated"
        if fact["type"] == "CallbackRecorded" and fact["basis"] not in (None, "reached"):
            satisfaction = satisfaction or fact["satisfaction"] or "not_rated"
    return {"solved": solved, "satisfaction": satisfaction}


def leader(story: list[Fact]) -> Fact:
    """The assignment that holds; nothing, when it was returned or reopened since."""
    moves = [f for f in story if f["type"] in ("IssueAssigned", "IssueReturned", "IssueReopened")]
    return moves[-1] if moves and moves[-1]["type"] == "IssueAssigned" else {}


def task_leader(story: list[Fact], plan: Fact) -> Fact:
    """Whoever led when it was planned, and each who leads it since; `story` ends where the task does."""
    later = of_type(after(story, plan), "IssueAssigned")
    return later[-1] if later else leader(until(story, plan))


def planned(story: list[Fact], plan: Fact) -> Row:
    changes = [f for f in of_type(story, "TaskChanged") if f["task_id"] == plan["task_id"]]
    versions = [plan, *changes]
    return {
        "unit": newest([f["unit_id"] for f in versions]),
        "due": newest([f["due"] for f in versions]),
        "quantity": newest([f["quantity"] for f in versions]),
        "quantity_unit": newest([f["quantity_unit"] for f in versions]),
    }


def the_end_of(story: list[Fact], plan: Fact) -> Fact | None:
    over = [f for f in story if f["type"] in ("TaskCompleted", "TaskCancelled")]
    return next((f for f in over if f["task_id"] == plan["task_id"]), None)


def approved(story: list[Fact], part: str, task_id: str | None) -> str | None:
    texts = [
        fact["text"]
        for fact in of_type(story, "PublicTextApproved")
        if fact["part"] == part and (task_id is None or fact["task_id"] == task_id)
    ]
    return texts[-1] if texts else None


def plans(story: list[Fact]) -> list[Fact]:
    return of_type(story, "TaskPlanned")


def results(story: list[Fact]) -> list[Fact]:
    return of_type(story, "TaskCompleted")


def of_type(story: list[Fact], type_: str) -> list[Fact]:
    return [fact for fact in story if fact["type"] == type_]


def last(story: list[Fact], type_: str) -> Fact:
    return (of_type(story, type_) or [{}])[-1]


def after(story: list[Fact], fact: Fact) -> list[Fact]:
    return [other for other in story if other["position"] > fact["position"]]


def until(story: list[Fact], fact: Fact) -> list[Fact]:
    return [other for other in story if other["position"] <= fact["position"]]


def newest(values: list) -> object:
    """The last that says something."""
    return next((value for value in reversed(values) if value is not None), None)


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [int(part) for part in row["number"].split("-")[1:]])
