"""Which pages are pictured, in the order of the main job: what it is, who looks, how one gets there."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.steps import WORDS, choose, first_issue, note_in_a_second_window, press
from tests.browser.visitors import Visitor

OFFICE, VISITOR, HANDLER, REVIEWER = "wangyan", "linxiao", "hujun", "fangning"


@dataclass(frozen=True)
class Screen:
    """`login` is None for who is not signed in; `paper` is pictured once, as it is printed."""

    name: str
    line: str
    login: str | None
    reach: Callable[[Visitor], object]
    paper: bool = False


def at(path: str) -> Callable[[Visitor], object]:
    return lambda who: who.goes_to(path)


def issue(state: str, command: str = "") -> Callable[[Visitor], object]:
    """The page of the first issue in this state, or one of its forms."""
    return lambda who: who.goes_to("/".join(filter(None, (first_issue(who, state), command))))


def telling_a_problem(who: Visitor) -> None:
    page = who.page
    who.goes_to("/visits/new")
    page.locator("[name=party_id]").first.check()
    choose(page, "见到了")
    page.fill("#note", "问了秋播和养老金认证，身体都好。")
    page.get_by_text("群众反映了问题").click()
    page.fill("#problems-0-verbatim", WORDS)
    page.select_option("#problems-0-category", label="道路")
    choose(page, "交办公室研判")


def two_answers_missing(who: Visitor) -> None:
    telling_a_problem(who)
    who.page.fill("#problems-0-verbatim", "")
    who.page.evaluate("document.querySelector('[name=outcome]:checked').checked = false")
    press(who.page, "提交走访")


def slip(who: Visitor) -> None:
    telling_a_problem(who)
    press(who.page, "提交走访")


def completing(who: Visitor) -> None:
    issue("in_progress", "complete_task")(who)
    who.page.fill("#result", "杆和变压器都立好了，昨天送的电，冷库开机试冷正常。")
    who.page.fill("#quantity", "1")


def closing_own_work(who: Visitor) -> None:
    completing(who)
    address = who.page.url.replace("complete_task", "close")
    press(who.page, who.page.locator("h1").inner_text())
    who.page.goto(address)


def a_telephone_number_in_a_public_text(who: Visitor) -> None:
    issue("in_progress", "propose_public_text")(who)
    who.page.fill("#text", "柳湾社区渡口一段路面塌陷，联系 13800000004。")
    press(who.page, "交审查")


def about_to_close(who: Visitor) -> None:
    issue("called_back", "close")(who)
    who.page.fill("#explanation", "排口封了，下雨天还有味道，开春再清一次淤。")
    press(who.page, "销号")


def changed_meanwhile(who: Visitor) -> None:
    form = f"{first_issue(who, 'in_progress')}/report_progress"
    who.goes_to(form)
    note_in_a_second_window(who, form, "变压器到货了。")
    who.page.fill("#note", "等停电检修，材料都在现场。")
    press(who.page, "记进展")


def signed_out_while_writing(who: Visitor) -> None:
    issue("in_progress", "report_progress")(who)
    who.page.fill("#note", "等停电检修，材料都在现场。")
    who.context.clear_cookies()
    press(who.page, "记进展")


SCREENS = (
    Screen("sign-in", "登录", None, at("/sign-in")),
    Screen("today-visitor", "今日，走访人（也办本社区的事）", VISITOR, at("/")),
    Screen("visit-form", "登记走访，群众反映了一个问题", VISITOR, telling_a_problem),
    Screen("visit-form-errors", "登记走访，两处没写", VISITOR, two_answers_missing),
    Screen("slip", "纸条：编号和查询码", VISITOR, slip),
    Screen("slip", "纸条，打印出来", VISITOR, slip, paper=True),
    Screen("visits", "走访", VISITOR, at("/visits?of=all")),
    Screen("today-office", "今日，办公室", OFFICE, at("/")),
    Screen("board", "问题看板", OFFICE, at("/issues")),
    Screen(
        "board-filtered", "问题看板，选了状态和时限", OFFICE, at("/issues?state=in_progress&late=1")
    ),
    Screen("issue-reported", "问题，待研判", OFFICE, issue("reported")),
    Screen("assign", "研判和交办", OFFICE, issue("reported", "assign")),
    Screen("messages", "消息", HANDLER, at("/messages")),
    Screen("today-handler", "今日，办理人", HANDLER, at("/")),
    Screen("plan-task", "接件并写措施", "tangwei", issue("assigned", "plan_task")),
    Screen("issue-in-progress", "问题，办理中", HANDLER, issue("in_progress")),
    Screen("changed-meanwhile", "打开以后有人改过，写的还在", HANDLER, changed_meanwhile),
    Screen("complete-task", "完成措施并报结", HANDLER, completing),
    Screen("barred", "办这件事的单位不能自己销号", HANDLER, closing_own_work),
    Screen("today-reviewer", "今日，审核人", REVIEWER, at("/")),
    Screen("callback", "记录回访", REVIEWER, issue("reported_done", "record_callback")),
    Screen("close", "销号前再看一遍", REVIEWER, about_to_close),
    Screen("issue-closed", "问题，已销号", REVIEWER, issue("closed")),
    Screen("issue-closed", "问题，打印出来", REVIEWER, issue("closed"), paper=True),
    Screen(
        "public-text", "公开文本，发现可能的个人信息", OFFICE, a_telephone_number_in_a_public_text
    ),
    Screen("list-problems", "问题清单", OFFICE, at("/lists/problem")),
    Screen("list-tasks", "服务清单", OFFICE, at("/lists/task")),
    Screen("list-effects", "效果清单", OFFICE, at("/lists/effect")),
    Screen("list-past", "问题清单，过去一天的样子", OFFICE, at("/lists/problem?as_of=2026-11-10")),
    Screen("list-changes", "那以后的变化", OFFICE, at("/lists/problem/changes?since=2026-11-10")),
    Screen("definitions", "每个数怎么算", OFFICE, at("/lists/definitions")),
    Screen("dashboard", "驾驶舱", OFFICE, at("/dashboard")),
    Screen(
        "dashboard-items", "驾驶舱，一个数后面的件", OFFICE, at("/dashboard/items?measure=closed")
    ),
    Screen("bulletin", "通报", OFFICE, at("/papers/bulletin")),
    Screen("brief", "简报", OFFICE, at("/papers/brief")),
    Screen("list-problems", "问题清单，打印出来", OFFICE, at("/lists/problem"), paper=True),
    Screen("more", "更多（手机）", OFFICE, at("/more")),
    Screen("not-found", "没有这一页", OFFICE, at("/nowhere")),
    Screen("signed-out", "写着写着退出了，写的还在", "luping", signed_out_while_writing),
    Screen("public", "公开页", None, at("/public/")),
    Screen("public-problems", "公开的问题清单", None, at("/public/lists/0002/problems-1.html")),
    Screen("public-tasks", "公开的服务清单", None, at("/public/lists/0002/tasks-1.html")),
    Screen("public-effects", "公开的效果清单", None, at("/public/lists/0002/effects-1.html")),
    Screen("public-check", "核对有没有被改动", None, at("/public/check.html")),
    Screen("public-report", "公开的反映问题", None, at("/public/report")),
    Screen("public-look-up", "查我的事", None, at("/public/look-up")),
)
