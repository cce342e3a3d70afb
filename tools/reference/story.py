"""The story of the walk: a small invented district, a visit, two issues worked on, the lists."""

from collections.abc import Sequence
from typing import Any

from tools.reference.edition_story import play_editions
from tools.reference.issue_stories import play_issues
from tools.reference.methods import all_methods
from tools.reference.walk import Json, Walk

DISTRICT, OFFICE, GUIDANCE, WILLOW, POWER, OLD = "991", "9911", "9912", "99101", "9919", "9918"
UNITS = [
    (DISTRICT, "青山管理区", "district", ""),
    (OFFICE, "领导小组办公室", "leading_group_office", DISTRICT),
    (GUIDANCE, "指导考核组", "guidance_group", DISTRICT),
    (WILLOW, "杨柳社区", "community", DISTRICT),
    (POWER, "供电所", "direct_unit", DISTRICT),
    (OLD, "旧水管站", "direct_unit", DISTRICT),
]
PEOPLE = [
    ("visitor", "丙", "cadre", WILLOW, "visitor"),
    ("office", "甲", "clerk", OFFICE, f"office@{DISTRICT}"),
    ("handler", "丁", "clerk", POWER, "handler"),
    ("reviewer", "乙", "leadership_member", GUIDANCE, f"reviewer@{DISTRICT}"),
    ("admin", "辛", "clerk", OFFICE, f"admin@{DISTRICT}"),
    ("auditor", "壬", "clerk", OFFICE, f"auditor@{DISTRICT}"),
    ("second", "癸", "principal_leader", OFFICE, f"office@{DISTRICT};supervisor@{DISTRICT}"),
    ("confidant", "子", "clerk", GUIDANCE, f"confidential_handler@{DISTRICT}"),
    ("publisher", "卯", "cadre", GUIDANCE, f"publisher@{DISTRICT}"),
]
PARTIES = [("household", "张三", WILLOW, "13900000001", "E-1")]
PASSWORD = "willow-lamp-42-crossing"  # noqa: S105 (of invented people, in a folder that is thrown away)
LAMP = {"verbatim": "村口的路灯坏了一个月，晚上骑车看不见。", "category": "power_and_lighting"}
ALIKE = {"unit": WILLOW, "category": "power_and_lighting", "text": "路边的灯太暗，晚上看不见"}
DUE = "2026-03-09"
PHOTO = (  # four black pixels, PNG
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR42mNgYGAAAAAEAAHI6uv5AAAAAElFTkSuQmCC"
)


def play(walk: Walk) -> None:
    """Every method at least once."""
    _settle_in(walk)
    _sign_in(walk)
    issue, visit = _visit(walk)
    _work(walk, issue)
    _report(walk)
    _publish(walk, issue)
    _queues(walk)
    play_issues(walk, WILLOW, POWER)
    _ask(walk, issue)
    _lists(walk)
    play_editions(walk, PASSWORD, GUIDANCE)
    _follow(walk)
    _leave(walk, visit)


def _rows(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Json]:
    return [{"row": n, **dict(zip(names, row, strict=True))} for n, row in enumerate(rows, 2)]


def _settle_in(walk: Walk) -> None:
    walk.asks(None, "campaign.about")
    for account in ("client", "cli", "issues", "notify", "web"):
        walk.account(account)
    units = _rows(("code", "name", "kind", "parent_code"), UNITS)
    walk.does("cli", "campaign.import_units", rows=units, dry_run=False)
    heads = ("login", "name", "position", "unit_code", "roles")
    wrong = ("nobody", "戊", "pilot", "404", "visitor")
    rows = _rows(heads, [*PEOPLE, wrong])
    imported = walk.does("cli", "campaign.import_people", rows=rows, dry_run=False)
    walk.does("cli", "campaign.import_people", rows=rows, dry_run=True)
    for sign_in in imported["sign_ins"]:
        request = {"link": sign_in["link"], "password": PASSWORD}
        answer = walk.asks(None, "campaign.redeem_link", **request)
        walk.tokens[sign_in["login"]] = answer["token"]
    mailboxes = _rows(("unit_code", "email"), [(POWER, "power@qingshan.example")])
    walk.does("cli", "campaign.import_mailboxes", rows=mailboxes, dry_run=False)
    for key in ("campaign.mailbox_of_unit", "campaign.mailbox_of_office"):
        walk.asks("notify", key, unit=POWER)
    parties = _rows(("kind", "name", "unit_code", "phone", "external_id"), PARTIES)
    walk.does("office", "visits.import_parties", rows=parties, dry_run=False)


def _sign_in(walk: Walk) -> None:
    signed_in = walk.asks(None, "campaign.sign_in", login="visitor", password=PASSWORD)
    session, person = signed_in["session"], signed_in["person"]["id"]
    walk.asks(None, "campaign.renew", session=session)
    walk.asks(None, "campaign.sign_out", session=session)
    walk.asks("visitor", "campaign.units")
    walk.asks("visitor", "campaign.people", ids=[person])
    walk.asks("visitor", "campaign.people_of_unit", unit=POWER)
    walk.asks("admin", "campaign.new_link", login="handler")
    walk.does("admin", "campaign.close_unit", unit=OLD)
    year: Json = {"year": 2027, "days_off": ["2027-02-05"], "working_days": ["2027-01-30"]}
    walk.does("office", "campaign.enter_calendar", **year)
    walk.asks("visitor", "campaign.calendar", year=2027)


def _visit(walk: Walk) -> tuple[str, str]:
    """(the issue that came of it, the visit)."""
    party = walk.asks("visitor", "visits.parties", q="张三")["items"][0]["id"]
    visit = walk.does(
        "visitor",
        "visits.record",
        party_id=party,
        outcome="met",
        date="2026-03-02",
        next_contact="2026-03-20",
        problems=[LAMP],
    )
    walk.asks("visitor", "visits.get", id=visit["id"])
    walk.asks("visitor", "visits.list", mine=True)
    walk.asks("issues", "visits.problem_words", visit_id=visit["id"], n=1)
    at_least = {"visits": visit["position"]}
    found = walk.asks("visitor", "issues.by_visit", visit_id=visit["id"], at_least=at_least)
    return found["items"][0]["id"], visit["id"]


def _work(walk: Walk, issue: str) -> None:
    walk.does(
        "office", "issues.triage", id=issue, category=LAMP["category"], limit_class="ordinary"
    )
    walk.does("office", "issues.assign", id=issue, lead_unit=POWER, due=DUE, expected_version=2)
    walk.asks("handler", "notify.inbox")
    walk.does("handler", "issues.sign_for", id=issue, contacted_on="2026-03-02")
    lamps: Json = {"quantity": 8, "quantity_unit": "盏"}
    walk.does("handler", "issues.plan_task", id=issue, measure="更换路灯八盏", due=DUE, **lamps)
    task = walk.asks("handler", "issues.get", id=issue)["tasks"][0]["id"]
    walk.asks("handler", "issues.allowed", id=issue)
    walk.does("handler", "issues.report_progress", id=issue, task_id=task, quantity=3)
    done: Json = {"task_id": task, "result": "八盏路灯全部更换", **lamps, "report_done": True}
    walk.does("handler", "issues.complete_task", id=issue, **done)
    asked: Json = {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}
    walk.does("reviewer", "issues.record_callback", id=issue, **asked)
    walk.does("reviewer", "issues.close", id=issue, outcome="solved")


def _report(walk: Walk) -> None:
    """Problems that no visit brought: one reworked, one solved at once, one by the public form."""
    words: Json = {"unit": WILLOW, "category": LAMP["category"]}
    contact: Json = {"contact_name": "张三", "contact_phone": "13900000001"}
    report: Json = {
        **words,
        "verbatim": "广场的灯整夜不关。",
        "occurred_on": "2026-03-01",
        **contact,
    }
    issue = walk.does("office", "issues.report", **report)["id"]
    walk.asks("office", "issues.receipt", id=issue)
    walk.does("office", "issues.assign", id=issue, category="other", lead_unit=POWER, due=DUE)
    walk.does("handler", "issues.sign_for", id=issue)
    done: Json = {"measure": "装定时开关", "result": "已装"}
    walk.does("handler", "issues.report_done", id=issue, **done)
    walk.does("reviewer", "issues.record_callback", id=issue, reached=False)
    walk.does("reviewer", "issues.order_rework", id=issue, reason="夜里还亮着")
    _photos(walk, issue)
    walk.asks("office", "issues.get", id=issue)
    walk.asks("notify", "issues.contact_address", id=issue)
    asked: Json = {"verbatim": "不会填补贴表", "result": "当面教会了"}
    walk.does("handler", "issues.report_solved_on_spot", **words, **asked)
    walk.does("web", "issues.report", **words, verbatim="路边的灯太暗", danger=True)


def _photos(walk: Walk, issue: str) -> None:
    for caption in ("广场东边的灯", "拍错了"):
        walk.does("handler", "issues.attach_photo", id=issue, photo=PHOTO, caption=caption)
    one, other = walk.asks("office", "issues.get", id=issue)["photos"]
    walk.does("handler", "issues.remove_photo", id=issue, photo_id=other["id"], reason="不是这里")
    walk.asks("office", "issues.photo", id=issue, photo_id=one["id"], small=True)


def _queues(walk: Walk) -> None:
    """Several at once, a call with the number shown, and a reviewer who leaves."""
    words: Json = {"unit": WILLOW, "category": LAMP["category"], "verbatim": "路口的灯不亮。"}
    reported = [walk.does("office", "issues.report", **words)["id"] for _ in range(2)]
    rows: Json = {"items": [{"id": issue, "expected_version": 1} for issue in reported]}
    rows["items"].append({"id": reported[0].replace("-", "0"), "expected_version": 1})
    told: Json = {"category": LAMP["category"], "lead_unit": POWER, "due": DUE}
    walk.does("office", "issues.bulk", command="assign", **rows, **told)
    issue = reported[0]
    walk.does("handler", "issues.sign_for", id=issue)
    walk.does("handler", "issues.report_done", id=issue, measure="换灯", result="换好了")
    walk.asks("office", "issues.list", queue="calls")
    walk.asks("office", "issues.queue_counts")
    walk.asks("reviewer", "issues.callback_contact", id=issue)
    walk.asks("auditor", "issues.contacts_shown")
    walk.asks("office", "issues.pledges", unit=WILLOW)
    reviewer = walk.asks("auditor", "issues.contacts_shown")["items"][0]["person"]
    walk.does("office", "issues.designate_reviewer", id=issue, reviewer=reviewer)
    walk.asks("office", "issues.open_items_of", person=reviewer)
    office = walk.asks("office", "campaign.people_of_unit", unit=OFFICE)["items"][0]["id"]
    walk.does("office", "issues.hand_over", from_person=reviewer, to_person=office)
    visitor = walk.asks("office", "campaign.people_of_unit", unit=WILLOW)["items"][0]["id"]
    walk.asks("office", "visits.appointments_of", person=visitor)
    people: Json = {"from_person": visitor, "to_person": office}
    walk.does("office", "visits.hand_over_appointments", **people)


def _publish(walk: Walk, issue: str) -> None:
    text: Json = {"part": "public_text", "text": "村口路灯损坏，已更换。"}
    walk.does("office", "issues.propose_public_text", id=issue, **text)
    walk.does("reviewer", "issues.approve_public_text", id=issue, part="public_text")
    task = walk.asks("office", "issues.get", id=issue)["tasks"][0]["id"]
    for part, words in (("public_measure", "更换路灯"), ("public_result", "更换八盏")):
        told: Json = {"part": part, "task_id": task}
        walk.does("office", "issues.propose_public_text", id=issue, text=words, **told)
        walk.does("reviewer", "issues.approve_public_text", id=issue, **told)


def _ask(walk: Walk, issue: str) -> None:
    walk.asks("office", "issues.list", limit=2)
    walk.asks("office", "issues.list")
    walk.asks("office", "issues.similar", **ALIKE)
    walk.asks("office", "issues.counts")
    walk.asks("office", "issues.timeline", id=issue)
    walk.asks("office", "issues.categories")
    for item in walk.asks("office", "issues.list", limit=50)["items"]:
        for who in ("office", "reviewer"):
            walk.asks(who, "issues.allowed", id=item["id"])
        walk.asks("office", "issues.get", id=item["id"])


def _lists(walk: Walk) -> None:
    for which in ("problem", "task", "effect"):
        walk.asks("office", f"reports.{which}_list", month="2026-03", limit=1)
        walk.asks("office", f"reports.{which}_list")
        walk.asks("office", "reports.changes_since", list=which, since=0)
    walk.asks("office", "reports.dashboard")
    walk.asks("office", "reports.dashboard_items", measure="received")
    walk.asks("office", "reports.months")
    walk.asks("office", "reports.confidential_counts")


def _follow(walk: Walk) -> None:
    for method in all_methods().values():
        if method.name == "facts_after":
            walk.asks("client", method.key, after=0, limit=500)
        if method.name == "passed":
            walk.asks("client", method.key)


def _leave(walk: Walk, visit: str) -> None:
    """A person is forgotten: words become null."""
    party = walk.asks("visitor", "visits.get", id=visit)["party"]["id"]
    walk.does("office", "visits.forget_person", person_id=party)
    walk.asks("visitor", "visits.get", id=visit)
    walk.asks("issues", "visits.problem_words", visit_id=visit, n=1)
    items: list[Any] = walk.asks("office", "issues.list", limit=50)["items"]
    for item in items:
        walk.asks("office", "issues.get", id=item["id"])
        walk.asks("office", "issues.timeline", id=item["id"])
