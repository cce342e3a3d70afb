"""A district for trying commands: somebody for each role of the table, and what they would say.

Nothing of a result is written here: only who asks, and with which words.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from services.issues.act import Act
from services.issues.categories import default_categories
from services.issues.commands import COMMANDS
from services.issues.intake import ReportIssue
from services.issues.issue import Issue
from services.issues.on_spot import ReportSolvedOnSpot
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.directory import Directory
from services.kernel.units import Unit, UnitTree

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SOON = date(2026, 3, 6)
ISSUE, NEW_ID = "11111111-1111-4111-8111-111111111111", "33333333-3333-4333-8333-333333333333"
REPORTER = "reporter-1"
CLOUD, OFFICE, GUIDANCE, REED, WATER = "cloud", "office", "guidance", "reed", "water"
TREE = UnitTree(
    [
        Unit(OFFICE, OFFICE, "leading_group_office", CLOUD),
        Unit(CLOUD, CLOUD, "district", None),
        Unit(REED, REED, "community", CLOUD),
        Unit(WATER, WATER, "direct_unit", CLOUD),
        Unit(GUIDANCE, GUIDANCE, "guidance_group", CLOUD),
    ]
)


def _person(name: str, home: str, role: str, place: str) -> Caller:
    return Caller(name, home, (Role(role, place),))


OF_ROLE = {
    "visitor": _person("visitor", REED, "visitor", REED),
    "handler": _person("handler", WATER, "handler", WATER),
    "unit_head": _person("unit head", WATER, "unit_head", WATER),
    "office": _person("office", OFFICE, "office", CLOUD),
    "second": _person("second", OFFICE, "office", CLOUD),
    "reviewer": _person("reviewer", GUIDANCE, "reviewer", CLOUD),
    "supervisor": _person("supervisor", GUIDANCE, "supervisor", CLOUD),
    "confidential_handler": _person("confidant", GUIDANCE, "confidential_handler", CLOUD),
    "leader position": _person("leader", CLOUD, "supervisor", CLOUD),
}
OF_ROLE["holder"] = OF_ROLE["leader position"]
OF_ROLE["clock"] = service_caller("issues", "clock")
OF_ROLE["resident code"] = service_caller("web", "public")
SECOND_PERSON = {"office": ("office", "second")}  # where the first may not
PEOPLE = tuple({who.person: who for who in OF_ROLE.values() if not who.is_service}.values())
DIRECTORY = Directory(
    TREE,
    {who.person: who.unit or CLOUD for who in PEOPLE},
    tuple((who.person, held.role, held.unit) for who in PEOPLE for held in who.roles),
    {"leader": "principal_leader"},
)
CATEGORIES = default_categories()
FREE_TEXT = (
    "text words answer reason note measure result how_heard explanation missing_condition plan"
)
WORDS: dict[str, Any] = dict.fromkeys(FREE_TEXT.split(), "words")
SAID: dict[str, Any] = WORDS | {
    "category": "roads",
    "lead_unit": WATER,
    "reviewer": "reviewer",
    "channel": "court",
    "days": 1,
    "responsible_position": "unit_head",
    "review_by": SOON,
    "level": 1,
    "danger": True,
    "accused_units": (WATER,),
    "satisfaction": "satisfied",
    "report_done": False,
}
PUBLIC = {"part": "public_text", "task_id": None}
# What a command says beside that; where it may end in several ways, each of them.
CHOICES: dict[str, tuple[dict[str, Any], ...]] = {
    "decide_objection": ({"granted": True}, {"granted": False}),
    "recheck": ({"still_solved": True}, {"still_solved": False}),
    "complete_task": ({"report_done": True}, {"report_done": False}),
    "record_callback": ({"reached": False}, {"basis": "reached", "solved": "solved"}),
    "close": ({"outcome": "solved"}, {"outcome": "unsolved"}),
    "merge": ({"open_tasks": "cancel"},),
    "propose_public_text": (PUBLIC,),
    "approve_public_text": (PUBLIC,),
}


def first_orders() -> Iterator[tuple[str, Any]]:
    """`(command, what is said)` that makes an issue of each kind that the rules tell apart."""
    for kind in ("help_request", "consultation", "suggestion"):
        yield "report", _report(kind)
    yield (
        "report_solved_on_spot",
        ReportSolvedOnSpot(report=_report("help_request"), result="words"),
    )


def _report(kind: str) -> ReportIssue:
    return ReportIssue(
        issue_id=ISSUE,
        number="WT-202603-0001",
        reporter_id=REPORTER,
        verbatim="words",
        unit=REED,
        category="roads",
        kind=kind,
        source="staff",
        contact_phone="13900000001",
    )


@cache
def acts(roles: tuple[str, ...]) -> tuple[Act, ...]:
    """Everybody who may have one of these roles, each as themselves."""
    names = [name for role in roles for name in SECOND_PERSON.get(role, (role,))]
    return tuple(_act(name) for name in names if name in OF_ROLE)


def orders(command: str, issue: Issue, other: Issue) -> Iterator[Any]:
    """What may be said with a command about this issue."""
    kind = COMMANDS[command]
    known = SAID | {"target": other, "measures": {}}
    if issue.open_tasks:
        known["task_id"] = issue.open_tasks[0].task_id
    else:
        known["task_id"] = None
    for choice in CHOICES.get(command, ({},)):
        said = {n: v for n, v in (known | choice).items() if n in kind.__dataclass_fields__}
        yield kind(**said)


def _act(name: str) -> Act:
    act = Act(OF_ROLE[name], NOW, "Asia/Shanghai", DIRECTORY, CATEGORIES)
    return act.of_command(NEW_ID, REPORTER if name == "resident code" else None)
