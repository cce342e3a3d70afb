"""A district for the rules: who is who in it, and given facts / when a command / then facts or a refusal.

county ─ cloud (district) ─┬─ reed, lotus (communities)
                           ├─ water, power (direct units)
                           └─ gone (closed)
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.issues.act import Act
from services.issues.categories import default_categories
from services.issues.deciding import decide
from services.issues.evolve import fold
from services.issues.facts import (
    CallbackRecorded,
    CompletionReported,
    IssueAssigned,
    IssueClosed,
    IssueReported,
    IssueSignedFor,
    IssueTriaged,
    TaskCompleted,
    TaskPlanned,
)
from services.issues.issue import Issue
from services.kernel.caller import Caller, Role
from services.kernel.directory import Directory
from services.kernel.units import Unit, UnitTree

TIMEZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, 10 o'clock in Shanghai
TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 1)
ISSUE = "11111111-1111-4111-8111-111111111111"
TASK = "22222222-2222-4222-8222-222222222222"

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
)


def directory(*people: Caller) -> Directory:
    roles = tuple((who.person, held.role, held.unit) for who in people for held in who.roles)
    return Directory(TREE, {who.person: who.unit or "" for who in people}, roles)


def act(caller: Caller, now: datetime = NOW, people: tuple[Caller, ...] = EVERYBODY) -> Act:
    return Act(caller, now, TIMEZONE, directory(*people), default_categories())


REPORTED = IssueReported(
    issue_id=ISSUE,
    by="vera",
    by_unit="reed",
    number="WT-202611-0032",
    kind="help_request",
    source="staff",
    reporter_id="household-7",
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
UNTIL = {
    "reported": STORY[:1],
    "triaged": STORY[:2],
    "assigned": STORY[:3],
    "signed": STORY[:4],
    "in_progress": STORY[:5],
    "reported_done": STORY[:7],
    "called_back": STORY[:8],
    "closed": STORY[:9],
}


def given(*facts: Any, at: datetime = NOW) -> Issue:
    """The issue after these facts, all recorded at one instant."""
    issue = fold((fact, at) for fact in facts)
    assert issue is not None
    return issue


def in_state(state: str) -> Issue:
    return given(*UNTIL[state])


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
