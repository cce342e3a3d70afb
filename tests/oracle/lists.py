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
    "IssueSignedFor": "signed",
    "TaskPlanned": "in_progress",
    "CompletionReported": "reported_done",
    "ReworkOrdered": "in_progress",
    "IssueClosed": "closed",
}


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
    assigned, reworks = last(story, "IssueAssigned"), of_type(story, "ReworkOrdered")
    closed = last(story, "IssueClosed")
    dues = [f["due"] for f in story if f["type"] in ("IssueAssigned", "ReworkOrdered") and f["due"]]
    return {
        **common(story, zone, report),
        "lead_unit": assigned.get("lead_unit_id"),
        "support_units": list(assigned.get("support_unit_ids", [])),
        "responsible_position": assigned.get("responsible_position"),
        "kind": report["kind"],
        "source": report["source"],
        "occurred_on": report["occurred_on"],
        "reported_at": report["at"],
        "needs_conditions": newest([f["needs_conditions"] for f in (report, *triages)]),
        "urgent": report["danger"] or any(f["limit_class"] == "urgent" for f in triages),
        "due": dues[-1] if dues else None,
        "state": state(story),
        "outcome": closed.get("outcome"),
        "reworks": len(reworks),
        "public_text": approved(story, "public_text", None),
        "ended_position": closed.get("position"),
    }


def task(story: list[Fact], plan: Fact, zone: str) -> Row:
    done = next((f for f in results(story) if f["task_id"] == plan["task_id"]), None)
    # Whoever led when it was completed; whoever leads now, while it is open.
    led_by = last(until(story, done) if done else story, "IssueAssigned")
    about_it = [
        fact
        for fact in after(until(story, done) if done else story, plan)
        if fact["type"] == "ProgressReported" and fact["task_id"] in (None, plan["task_id"])
    ]
    amounts = [f["quantity"] for f in about_it if f["task_id"] and f["quantity"] is not None]
    return {
        **common(story, zone, plan),
        "lead_unit": led_by.get("lead_unit_id"),
        "support_units": list(led_by.get("support_unit_ids", [])),
        "responsible_position": led_by.get("responsible_position"),
        "task_id": plan["task_id"],
        "issue_number": story[0]["number"],
        "unit": plan["unit_id"],
        "due": plan["due"],
        "quantity": plan["quantity"],
        "quantity_unit": plan["quantity_unit"],
        "progress": "completed" if done else "in_progress" if about_it else "planned",
        "progress_quantity": amounts[-1] if amounts else None,
        "completed_on": done and done["completed_on"],
        "public_measure": approved(after(story, plan), "public_measure", plan["task_id"]),
        "public_result": approved(after(story, plan), "public_result", plan["task_id"]),
    }


def effect(story: list[Fact], done: Fact, zone: str) -> Row:
    plan = next(f for f in plans(story) if f["task_id"] == done["task_id"])
    # Its round ends with the next rework: what the person answers later is about later results.
    reworks = of_type(after(story, done), "ReworkOrdered")
    round_ = until(after(story, done), reworks[0]) if reworks else after(story, done)
    answers = [f for f in of_type(round_, "CallbackRecorded") if f["basis"]]
    closed = last(after(story, done), "IssueClosed")
    return {
        **common(story, zone, done),
        "lead_unit": last(until(story, done), "IssueAssigned").get("lead_unit_id"),
        "task_id": done["task_id"],
        "issue_number": story[0]["number"],
        "task_number": plan["number"],
        "unit": plan["unit_id"],
        "completed_on": done["completed_on"],
        "quantity": done["quantity"],
        "quantity_unit": done["quantity_unit"] or plan["quantity_unit"],
        "solved": answers[-1]["solved"] if answers else None,
        "satisfaction": (answers[-1]["satisfaction"] or "not_rated") if answers else None,
        "closed": bool(closed),
        "outcome": closed.get("outcome"),
        "public_result": approved(after(story, plan), "public_result", plan["task_id"]),
    }


def common(story: list[Fact], zone: str, listed_by: Fact) -> Row:
    """`listed_by`: the fact that put the line on its list, whose local month is the line's."""
    report, triages = story[0], of_type(story, "IssueTriaged")
    local = listed_by["at"].astimezone(ZoneInfo(zone))
    return {
        "issue_id": report["issue_id"],
        "number": listed_by["number"],
        "month": f"{local.year}-{local.month:02d}",
        "place": report["unit_id"],
        "category": (triages or [report])[-1]["category"],
        "field": newest([f["field"] for f in (report, *triages)]),
        "confidential": report["confidential"],
        "on_spot": report["on_spot"],
    }


def state(story: list[Fact]) -> str:
    """What the last fact that moves an issue made of it; a call-back without a basis is a try and moves nothing."""
    for fact in reversed(story):
        if fact["type"] == "CallbackRecorded" and fact["basis"]:
            return "called_back"
        if fact["type"] in STATE_AFTER:
            return STATE_AFTER[fact["type"]]
    raise AssertionError("every story begins with its report")


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
