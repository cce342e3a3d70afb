"""A district for the rules: who is who in it, and given facts / when a command / then facts or a refusal.

county ─ cloud (district) ─┬─ reed, lotus (communities)
                           ├─ water, power (direct units)
                           └─ gone (closed)
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from services.issues.act import Act
from services.issues.categories import default_categories
from services.issues.deciding import decide
from services.issues.evolve import evolve, fold
from services.issues.facts import (
    CallbackRecorded,
    CompletionReported,
    HoldRequested,
    IssueAssigned,
    IssueClosed,
    IssueFiled,
    IssueHeld,
    IssueMerged,
    IssuePledged,
    IssueReferred,
    IssueRejected,
    IssueReopened,
    IssueReported,
    IssueReturned,
    IssueSignedFor,
    IssueTriaged,
    IssueWithdrawn,
    RejectionProposed,
    ReworkOrdered,
    SupervisionOrdered,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.issue import Issue
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.directory import Directory
from services.kernel.units import Unit, UnitTree

TIMEZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, 10 o'clock in Shanghai
TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 1)
ISSUE = "11111111-1111-4111-8111-111111111111"
TASK = "22222222-2222-4222-8222-222222222222"
OTHER = "33333333-3333-4333-8333-333333333333"  # another issue
REPORTER = "household-7"
NEW_ID = "44444444-4444-4444-8444-444444444444"

UNITS = (
    ("county", "district", None),
    ("cloud", "district", "county"),
    ("reed", "community", "cloud"),
    ("lotus", "community", "cloud"),
    ("water", "direct_unit", "cloud"),
    ("power", "direct_unit", "cloud"),
    ("gone", "direct_unit", "cloud"),
)
TREE = UnitTree(
    Unit(id=name, name=name, kind=kind, parent=parent, closed=name == "gone")
    for name, kind, parent in UNITS
)


def person(name: str, home: str, *roles: str, at: str | None = None) -> Caller:
    return Caller(name, home, tuple(Role(role, at or home) for role in roles))


OFFICE = person("olga", "cloud", "office")
REVIEWER = person("rita", "cloud", "reviewer")
VISITOR = person("vera", "reed", "visitor")
HANDLER = person("hans", "reed", "handler")
UNIT_HEAD = person("una", "reed", "unit_head")
OTHER_HANDLER = person("otto", "lotus", "handler")
WATER_HANDLER = person("walt", "water", "handler")
LEAD_REVIEWER = person("lena", "reed", "reviewer")
ADMIN = person("adam", "county", "admin")
AUDITOR = person("aude", "county", "auditor")
DELEGATE = person("dora", "lotus", "delegate")
FAR_REVIEWER = person("fred", "power", "reviewer")  # no place lies below power
SECOND_OFFICE = person("oskar", "cloud", "office")
WATER_HEAD = person("wilma", "water", "unit_head")
SUPERVISOR = person("sven", "cloud", "supervisor")
LEADER = person("lars", "cloud", "publisher")
EVERYBODY = (
    OFFICE,
    REVIEWER,
    VISITOR,
    HANDLER,
    UNIT_HEAD,
    OTHER_HANDLER,
    WATER_HANDLER,
    LEAD_REVIEWER,
    ADMIN,
    AUDITOR,
    DELEGATE,
    FAR_REVIEWER,
    SECOND_OFFICE,
    WATER_HEAD,
    SUPERVISOR,
    LEADER,
)
CATEGORIES = default_categories()
POSITIONS = {"lars": "principal_leader"}
# By tracking code, through the account of the pages, and the clock of the service itself.
RESIDENT = service_caller("web", "public")
CLOCK = service_caller("issues", "clock")


@cache
def directory(*people: Caller) -> Directory:
    roles = tuple((who.person, held.role, held.unit) for who in people for held in who.roles)
    return Directory(TREE, {who.person: who.unit or "" for who in people}, roles, POSITIONS)


def act(caller: Caller, now: datetime = NOW, people: tuple[Caller, ...] = EVERYBODY) -> Act:
    return Act(caller, now, TIMEZONE, directory(*people), CATEGORIES, new_id=NEW_ID)


def resident(reporter: str = REPORTER, now: datetime = NOW) -> Act:
    """A reporter with their code."""
    return replace(act(RESIDENT, now), reporter=reporter)


REPORTED = IssueReported(
    issue_id=ISSUE,
    by="vera",
    by_unit="reed",
    number="WT-202611-0032",
    kind="help_request",
    source="staff",
    reporter_id=REPORTER,
    unit_id="reed",
    category="roads",
    verbatim="一下雨门口就淹",
)
TRIAGED = IssueTriaged(issue_id=ISSUE, by="olga", by_unit="cloud", category="roads")
ASSIGNED = IssueAssigned(issue_id=ISSUE, by="olga", by_unit="cloud", lead_unit_id="reed", due=DUE)
SIGNED = IssueSignedFor(issue_id=ISSUE, by="hans", by_unit="reed")
PLANNED = TaskPlanned(
    issue_id=ISSUE,
    by="hans",
    by_unit="reed",
    task_id=TASK,
    number="RW-202611-0032-1",
    unit_id="reed",
    due=DUE,
    measure="清淤",
)
COMPLETED = TaskCompleted(
    issue_id=ISSUE,
    by="hans",
    by_unit="reed",
    task_id=TASK,
    number="XG-202611-0032-1",
    completed_on=TODAY,
    result="清淤 420 米",
)
DONE = CompletionReported(issue_id=ISSUE, by="hans", by_unit="reed", claimed="solved")
CALLED = CallbackRecorded(
    issue_id=ISSUE,
    by="rita",
    by_unit="cloud",
    reached=True,
    basis="reached",
    solved="solved",
    satisfaction="satisfied",
    called_on=TODAY,
)
CLOSED = IssueClosed(issue_id=ISSUE, by="rita", by_unit="cloud", outcome="solved")

STORY = (REPORTED, TRIAGED, ASSIGNED, SIGNED, PLANNED, COMPLETED, DONE, CALLED, CLOSED)
OFFICE_SAYS = {"issue_id": ISSUE, "by": "olga", "by_unit": "cloud"}
RETURNED = IssueReturned(
    issue_id=ISSUE, by="hans", by_unit="reed", unit_id="reed", reason="归水务管"
)
REVIEW_BY = date(2026, 12, 24)  # a month later
HOLD_REQUESTED = HoldRequested(
    issue_id=ISSUE,
    by="hans",
    by_unit="reed",
    responsible_position="unit_head",
    review_by=REVIEW_BY,
    missing_condition="等电力迁改",
    plan="迁改后铺管",
)
HELD = IssueHeld(**OFFICE_SAYS, review_by=REVIEW_BY, days_left=5)
REJECTION = RejectionProposed(**OFFICE_SAYS, reason="不属本区")
REJECTED = IssueRejected(issue_id=ISSUE, by="oskar", by_unit="cloud", proposed_by="olga")
REFERRED = IssueReferred(**OFFICE_SAYS, channel="court")
MERGED = IssueMerged(**OFFICE_SAYS, into_id=OTHER, into_number="WT-202611-0031")
WITHDRAWN = IssueWithdrawn(**OFFICE_SAYS, reporter_id=REPORTER, how_heard="电话里说")
FILED = IssueFiled(**OFFICE_SAYS)
PLEDGED = IssuePledged(
    issue_id=ISSUE, by="lars", by_unit="cloud", holder_id="lars", holder_unit_id="cloud"
)
ORDERED = SupervisionOrdered(
    issue_id=ISSUE, by="sven", by_unit="cloud", order_id=NEW_ID, text="为何未办"
)
REWORK = ReworkOrdered(issue_id=ISSUE, by="rita", by_unit="cloud", reason="又淹了")
REOPENED = IssueReopened(**OFFICE_SAYS, state="triaged", cause="wish", reason="又坏了")

UNTIL: dict[str, tuple[Any, ...]] = {
    "reported": STORY[:1],
    "triaged": STORY[:2],
    "returned": (*STORY[:3], RETURNED),
    "assigned": STORY[:3],
    "signed": STORY[:4],
    "in_progress": STORY[:5],
    "held": (*STORY[:5], HOLD_REQUESTED, HELD),
    "reported_done": STORY[:7],
    "called_back": STORY[:8],
    "closed": STORY[:9],
    "referred": (*STORY[:1], REFERRED),
    "rejected": (*STORY[:2], REJECTION, REJECTED),
    "merged": (*STORY[:2], MERGED),
    "withdrawn": (*STORY[:2], WITHDRAWN),
    "filed": (*STORY[:1], FILED),
}


def given(*facts: Any, at: datetime = NOW) -> Issue:
    """The issue after these facts, all recorded at one instant."""
    issue = fold((fact, at) for fact in facts)
    assert issue is not None
    return issue


def in_state(state: str, *more: Any) -> Issue:
    """After the story up to this state, and what came beside it."""
    return given(*UNTIL[state], *more)


def other(state: str = "triaged", *more: Any, **first: Any) -> Issue:
    """Another issue of the same story, into which the first may be merged."""
    told = {"number": "WT-202611-0031", "reporter_id": "household-9", **first}
    facts = (same(REPORTED, **told), *UNTIL[state][1:], *more)
    return given(*(same(fact, issue_id=OTHER) for fact in facts))


def when(
    command: str,
    issue: Issue,
    fields: Any,
    by: Caller,
    *,
    now: datetime = NOW,
    people: tuple[Caller, ...] = EVERYBODY,
    version: int | None = None,
) -> list[Any]:
    return decide(command, issue, fields, act(by, now, people), version)


def days_later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def same(fact: Any, **changes: Any) -> Any:
    return replace(fact, **changes)


def by_code(
    command: str, issue: Issue, fields: Any, reporter: str = REPORTER, now: datetime = NOW
) -> list[Any]:
    """A command of a resident."""
    return decide(command, issue, fields, resident(reporter, now))


def then(issue: Issue, facts: list[Any], at: datetime = NOW) -> Issue:
    """The issue after the facts of its own stream."""
    for fact in facts:
        if fact.issue_id == issue.issue_id:
            issue = evolve(issue, fact, at)
    return issue
