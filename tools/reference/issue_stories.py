"""Stories of single issues: those that end without work, wait, come back, are watched from above or confidential."""

from dataclasses import dataclass
from typing import Any

from tools.reference.walk import Json, Walk

REASON = {"reason": "情况有变，已当面说明"}
REVIEW_BY = "2026-03-31"
ADDRESS = "203.0.113.7"
HOLD: Json = {
    "missing_condition": "管网改造未完工",
    "plan": "随改造更换线路",
    "responsible_position": "leadership_member",
    "review_by": REVIEW_BY,
}


@dataclass(frozen=True)
class Stories:
    """`walk` in the unit `place`, with `lead` as the unit that works."""

    walk: Walk
    place: str
    lead: str

    def reported(self, verbatim: str, **more: Any) -> str:
        words: Json = {"unit": self.place, "category": "power_and_lighting", "verbatim": verbatim}
        return self.walk.does("office", "issues.report", **words, **more)["id"]

    def assigned(self, verbatim: str, **more: Any) -> str:
        issue = self.reported(verbatim, **more)
        self.does("office", "assign", issue, category="power_and_lighting", lead_unit=self.lead)
        return issue

    def planned(self, verbatim: str, *measures: str) -> tuple[str, list[str]]:
        """(the issue, its tasks)."""
        issue = self.assigned(verbatim)
        for measure in measures:
            self.does("handler", "plan_task", issue, measure=measure)
        return issue, [
            task["id"] for task in self.walk.asks("handler", "issues.get", id=issue)["tasks"]
        ]

    def closed(self, verbatim: str) -> str:
        issue = self.assigned(verbatim)
        self.does("handler", "sign_for", issue)
        self.does("handler", "report_done", issue, measure="检修", result="已修好")
        asked: Json = {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}
        self.does("reviewer", "record_callback", issue, **asked)
        self.does("reviewer", "close", issue, outcome="solved")
        return issue

    def does(self, who: str, command: str, issue: str, **fields: Any) -> None:
        self.walk.does(who, f"issues.{command}", id=issue, **fields)

    def tracks(self, issue: str) -> None:
        self.walk.asks("web", "issues.track", **self._slip(issue), address=ADDRESS)

    def resident(self, command: str, issue: str, **fields: Any) -> None:
        """The same by number and tracking code, as the public pages ask."""
        named = self._slip(issue)
        self.walk.does("web", f"issues.{command}", **named, address=ADDRESS, **fields)

    def _slip(self, issue: str) -> Json:
        found = self.walk.asks("office", "issues.get", id=issue)
        return {"number": found["number"], "code": found["tracking_code"]}


def play_issues(walk: Walk, place: str, lead: str) -> None:
    stories = Stories(walk, place, lead)
    _words(stories)
    _answered(stories)
    _rejected(stories)
    _merged(stories)
    _work(stories)
    _more_time(stories)
    _held(stories)
    _watched(stories)
    _afterwards(stories)
    _confidential(stories)


def _words(s: Stories) -> None:
    issue = s.reported("变压器夜里嗡嗡响。")
    s.does(
        "visitor", "supplement", issue, text="邻居也这么说", adds_reporter=True, contact_name="李四"
    )
    s.resident("supplement", issue, text="雨天更响")
    s.does("office", "correct", issue, occurred_on="2026-02-27", reason="记错了日子")
    s.does("office", "withdraw", issue, how_heard="当面说不用办了", reporter_id=_second(s, issue))
    s.resident("withdraw", s.reported("路灯罩松了。"))


def _second(s: Stories, issue: str) -> str:
    """The id of whoever joined: staff take back for one reporter at a time."""
    return s.walk.asks("office", "issues.get", id=issue)["reporters"][1]["id"]


def _answered(s: Stories) -> None:
    s.does("office", "file", s.reported("路灯修得快，谢谢！", kind="praise"), note="已转告")
    question = s.reported("路灯坏了该找谁？", kind="consultation")
    s.does("office", "answer_directly", question, answer="找社区或打供电所电话")
    s.does("office", "refer", s.reported("要求工地补发工资。"), channel="labour_arbitration")


def _rejected(s: Stories) -> None:
    for granted in (False, True):
        issue = s.reported("要求给私家院子装路灯。")
        s.does("office", "propose_reject", issue, reason="不属公共照明")
        s.does("second", "reject", issue)
        if granted:
            s.resident("object_to_rejection", issue, words="院子是大家的通道")
        else:
            s.does("office", "object_to_rejection", issue, words="不同意，院子有人借道")
        s.does("second", "decide_objection", issue, granted=granted, reason="已到现场看过")


def _merged(s: Stories) -> None:
    goes_on, twin = s.reported("村口路灯又不亮了。"), s.reported("村口黑，灯不亮。")
    s.does("office", "merge", twin, into=goes_on, into_version=1, reason="同一盏灯")
    s.does("office", "unmerge", twin, note="是两盏灯")


def _work(s: Stories) -> None:
    for note in ("先问供电所去年换过没有", "和上月那件一起看", "下周现场会再议", "等社区回话"):
        s.does("office", "add_note", s.assigned("灯忽明忽暗。"), text=note)
    s.does("handler", "return_back", s.assigned("水管漏水。"), reason="归水务管")
    issue = s.assigned("配电箱门掉了。", contact_phone="13900000002")
    s.does("handler", "contact_person", issue, note="约好周三上门")
    issue, (first, second) = s.planned("三盏灯不亮。", "换灯泡", "换灯杆")
    s.does("handler", "change_task", issue, task_id=first, measure="换灯头", **REASON)
    s.does("handler", "cancel_task", issue, task_id=second, **REASON)


def _more_time(s: Stories) -> None:
    issue, _ = s.planned("线路老化。", "换线")
    s.does("handler", "request_extension", issue, days=3, reason="等材料")
    s.does("office", "refuse_extension", issue, reason="材料已到")
    s.does("handler", "request_extension", issue, days=2, reason="雨天不能施工")
    s.does("office", "grant_extension", issue)


def _held(s: Stories) -> None:
    issue, _ = s.planned("整条街没有路灯。", "装路灯")
    s.does("handler", "request_hold", issue, **HOLD)
    s.does("office", "refuse_hold", issue, reason="计划不清楚")
    s.does("handler", "request_hold", issue, **HOLD)
    s.does("office", "hold", issue)
    s.does("office", "review_hold", issue, review_by="2026-04-02")
    s.does("office", "resume", issue, note="管网已完工")


def _watched(s: Stories) -> None:
    issue = s.assigned("学校门口没有灯。")
    s.does("office", "escalate", issue, level=2, note="家长多次反映")
    s.does("second", "supervise", issue, text="请说明进展", answer_by="2026-03-04")
    s.does("handler", "answer_supervision", issue, text="周五前装好")
    s.does("second", "pledge", issue, note="开学前解决")
    s.does("second", "release_pledge", issue, reason="调整分工")


def _afterwards(s: Stories) -> None:
    issue = s.closed("桥头的灯坏了。")
    s.resident("rate", issue, solved="solved", satisfaction="very_satisfied")
    s.tracks(issue)
    s.does("reviewer", "recheck", issue, still_solved=True)
    s.does("office", "reopen", issue, reason="来电说又坏了")
    s.resident("reopen", s.closed("巷口的灯坏了。"), reason="只亮了一天")


def _confidential(s: Stories) -> None:
    """Known to nobody but the confidential handler from then on."""
    issue = s.reported("收了灯钱不装灯。")
    for who, unit in (("office", s.lead), ("confidant", s.place)):
        people = s.walk.asks("office", "campaign.people_of_unit", unit=unit)["items"]
        s.does(who, "mark_accused", issue, accused_people=[people[0]["id"]], note="来电说的")
    s.does("confidant", "refer", issue, channel="discipline_inspection")
