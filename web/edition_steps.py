"""The four steps of an edition, whose turn it is, and what was checked: as the page of one edition shows them."""

from dataclasses import dataclass
from typing import Any

from web import dates, names
from web.edition_words import LISTS, TURN_ROLES
from web.refusals import because
from web.settings import today

Edition = dict[str, Any]
STEPS = ("草稿", "专题研究", "批准", "公布")
_DONE = {"draft": 1, "studied": 2, "approved": 3, "publishing": 3, "published": 4, "discarded": 0}
_DOES = {
    "record_study": "记录专题研究",
    "approve_edition": "批准",
    "publish_edition": "公布",
}
_RESTING = {
    "publishing": "正在生成公开的几页",
    "published": "这一期公布了",
    "discarded": "这一期作废了",
}
NO_PROOF = "样张正在生成，过几秒刷新"
STALE = "批准以后，有的件成了保密件，或者有行撤下了。作废这一期，重新编"
_WHY = {"second_person": "这一期是你编的，或者研究是你记的，要另一个审核人批准"}
_NEXT = {"draft": "record_study", "studied": "approve_edition", "approved": "publish_edition"}


@dataclass(frozen=True)
class Step:
    """`mark`: done, now or empty."""

    number: int
    name: str
    words: str
    mark: str


@dataclass(frozen=True)
class Turn:
    """`barred`: why the next step is not this person's to take now."""

    heading: str
    command: str
    barred: list[str]

    @property
    def is_open(self) -> bool:
        return bool(self.command) and not self.barred


@dataclass(frozen=True)
class Check:
    name: str
    words: str
    passed: bool


def steps(edition: Edition) -> list[Step]:
    done = _DONE[edition["state"]]
    return [
        Step(n, name, words, "done" if n <= done else "now" if n == done + 1 else "")
        for n, (name, words) in enumerate(zip(STEPS, _told(edition), strict=True), 1)
    ]


def _told(edition: Edition) -> list[str]:
    study, published_on = edition["study"], edition["published_on"]
    return [
        f"{names.person_name(edition['drafted_by'])}编",
        f"{_day(study['held_on'])}，{len(study['units'])} 个单位参加" if study else "还没记录",
        f"{names.person_name(edition['approved_by'])}批准"
        if edition["approved_by"]
        else "等第二人批准",
        f"{_day(published_on)}" if published_on else "批准后由宣传报道公布",
    ]


def turn(edition: Edition) -> Turn:
    """For who looks at the page: `allowed` is of that person."""
    command = _NEXT.get(edition["state"], "")
    if not command:
        return Turn(_RESTING.get(edition["state"], ""), "", [])
    if command not in edition["allowed"]:
        return Turn(f"轮到{_roles(edition)}：{_DOES[command]}", "", [])
    barred = blocking(edition) if command == "approve_edition" else _stale(edition)
    if barred == []:
        return Turn(f"轮到你：{_DOES[command]}", command, [])
    if edition["blocking"] == ["hits_remain"]:
        return Turn(f"轮到你：先处理 {len(edition['proof']['hits'])} 处，再批准", command, barred)
    return Turn(f"还不能{_DOES[command]}", command, barred)


def _stale(edition: Edition) -> list[str]:
    """What was approved is not published once something in it may not be."""
    was_approved = edition["state"] == "approved" and edition["proof"]
    return [STALE] if was_approved and not edition["proof"]["is_current"] else []


def blocking(edition: Edition) -> list[str]:
    """Why it cannot be approved by this person now, in the order of the service."""
    proof = edition["proof"]
    said = dict(_WHY) if proof else {**_WHY, "proof_outdated": NO_PROOF}
    hits = {"count": len(proof["hits"])} if proof else {}
    return [said.get(code) or because(code, hits) for code in edition["blocking"]]


def checks(edition: Edition, totals: dict[str, int]) -> list[Check]:
    """`totals`: how many rows each list has, counted apart from the proof."""
    proof = edition["proof"]
    if proof is None:
        return []
    counts, hits = proof["counts"], len(proof["hits"])
    without = sum(each["count"] for each in proof["without_text"].values())
    listed = "，".join(
        f"{LISTS[n]} {counts[n]} = {totals[n]}" for n in ("problem", "task", "effect")
    )
    unsaid = f"{without} 行还没有公开文本，只印类别" if without else "每行都有公开文本"
    return [
        Check("行数与清单相同", listed, counts == totals),
        _secret(edition),
        Check("没有个人信息", f"{hits} 处要处理" if hits else "没有发现", not hits),
        Check("每句都有第二人看过", f"没审过的不印；{unsaid}", True),
        Check("以前各期的更正写在这一期", f"更正 {counts['erratum']} 条", True),
    ]


def _secret(edition: Edition) -> Check:
    """What became confidential after the print is withdrawn row by row."""
    name = "保密件不在清单里"
    if edition["state"] in ("publishing", "published"):
        return Check(name, "公布时没有列出", True)
    if edition["proof"]["is_current"]:
        return Check(name, "都没有列出", True)
    return Check(name, "出样张以后有变化，要重新出样张", False)


def _roles(edition: Edition) -> str:
    return "、".join(TURN_ROLES.get(role, role) for role in edition["turn"])


def _day(day: str) -> str:
    return dates.short_day(dates.date.fromisoformat(day), today())
