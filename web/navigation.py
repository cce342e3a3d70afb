"""The side column and the four tabs: entries a person cannot use do not appear."""

from dataclasses import dataclass

from web.session import SignedIn

CASE_WORK = (
    "visitor",
    "delegate",
    "handler",
    "unit_head",
    "office",
    "reviewer",
    "supervisor",
    "publisher",
)
TRUSTED = "confidential_handler"
REPORTS = ("visitor", "handler", "office", "delegate")
KEEPS_CALENDAR = ("office", "admin")
CALLING = ("office", "reviewer")
WATCHING = ("supervisor", "office", "handler", "unit_head")
LOOKS_AFTER_UNITS = ("office", "unit_head", "supervisor", "plan_approver")
READS_CONTACTS = ("supervisor", "auditor")
READS_EDITIONS = ("office", "reviewer", "publisher", "supervisor")
LEADERS = ("principal_leader", "leadership_member")  # positions
WRITES_VISITS = ("visitor", "delegate", "handler", "unit_head", "office")


@dataclass(frozen=True)
class Entry:
    """`key` is what a page names to be shown as the current one."""

    key: str
    name: str
    address: str
    icon: str


TODAY = Entry("today", "今日", "/", "home")
MESSAGES = Entry("messages", "消息", "/messages", "bell")
QUEUE = Entry("queue", "研判队列", "/triage", "inbox")
BOARD = Entry("issues", "问题看板", "/issues", "list")
CALLS = Entry("calls", "回访", "/calls", "phone")
REVIEWS = Entry("reviews", "审核", "/reviews", "check")
SUPERVISION = Entry("supervision", "督办", "/supervision", "flag")
PLEDGES = Entry("pledges", "领办", "/pledges", "user")
HANDOVER = Entry("handover", "交接", "/handover", "refresh")
CONTACTS = Entry("contacts", "号码查看记录", "/contacts-shown", "eye")
REPORT = Entry("report", "登记问题", "/issues/new", "plus")
VISITS = Entry("visits", "走访", "/visits", "walk")
LISTS = Entry("lists", "三个清单", "/lists", "file")
EDITIONS = Entry("editions", "期次公布", "/editions", "send")
OBJECTIONS = Entry("objections", "异议", "/objections", "msg")
DASHBOARD = Entry("dashboard", "驾驶舱", "/dashboard", "chart")
PAPERS = Entry("papers", "通报", "/papers", "file")
CALENDAR = Entry("calendar", "日历", "/calendar", "clock")
MORE = Entry("more", "更多", "/more", "dots")


def side(me: SignedIn) -> list[tuple[str, list[Entry]]]:
    """Groups of the side column; the first has no name."""
    first = ("", [TODAY, MESSAGES])
    settings = _settings(me)
    if not me.holds(*CASE_WORK):
        issues = _beside_case_work(me)
        return [first, *([("问题", issues)] if issues else []), *settings]
    issues = [*_before_board(me), BOARD, *_after_board(me)]
    return [first, ("问题", issues), ("下基层", [VISITS]), ("结果", _results(me)), *settings]


def _results(me: SignedIn) -> list[Entry]:
    editions = [EDITIONS, OBJECTIONS] if me.holds(*READS_EDITIONS) else []
    return [LISTS, *editions, PAPERS, DASHBOARD]


def _beside_case_work(me: SignedIn) -> list[Entry]:
    """Of somebody without a part in the work: what they are trusted with, and what they took on."""
    board = [BOARD] if me.holds(TRUSTED) else []
    return [*board, PLEDGES] if _sees_pledges(me) else board


def _settings(me: SignedIn) -> list[tuple[str, list[Entry]]]:
    found = [CALENDAR, HANDOVER] if me.holds(*KEEPS_CALENDAR) else []
    found += [CONTACTS] if me.holds(*READS_CONTACTS) else []
    return [("管理", found)] if found else []


def _before_board(me: SignedIn) -> list[Entry]:
    """What waits for this person to decide."""
    mine = ((QUEUE, ("office",)), (CALLS, CALLING), (REVIEWS, CALLING))
    return [entry for entry, roles in mine if me.holds(*roles)]


def _after_board(me: SignedIn) -> list[Entry]:
    found = [SUPERVISION] if me.holds(*WATCHING) else []
    found += [PLEDGES] if _sees_pledges(me) else []
    return [*found, REPORT] if reports_issues(me) else found


def _sees_pledges(me: SignedIn) -> bool:
    return me.person["position"] in LEADERS or me.holds(*LOOKS_AFTER_UNITS)


def tabs(me: SignedIn) -> list[Entry]:
    issues = Entry("issues", "问题", "/issues", "list")
    if not me.holds(*CASE_WORK):
        return [TODAY, issues, MORE] if me.holds(TRUSTED) else [TODAY, MORE]
    return [TODAY, VISITS, issues, MORE]


def writes_visits(me: SignedIn) -> bool:
    return me.holds(*WRITES_VISITS)


def reports_issues(me: SignedIn) -> bool:
    return me.holds(*REPORTS)
