"""今日: what needs doing now, by role, late first; and 更多 for the phone. Never a figure about a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, render_template

from web import dates, edition_waiting, navigation, queue_lists, session, turns, words
from web.session import SignedIn
from web.settings import today, zone

pages = Blueprint("today", __name__)

SHOWN = 50
OF_THE_UNIT = ("assigned", "signed", "in_progress")
MINE = "/issues?mine=1"
APPOINTED = "/visits?of=appointed"
LOOK = "看"
# What waits for this person, in the order of the page: the queue, its name, the list behind it, what is done there.
QUEUES = (
    ("decide", "等你定的", "/issues?queue=decide", "定"),
    ("holds", "挂账待复核", "/issues?queue=holds", "复核"),
    ("calls", "待回访", "/calls", "回访"),
    ("closing", "待销号", "/reviews", "销号"),
    ("texts", "待审公开文本", "/reviews?of=texts", "审查"),
    ("rechecks", "回头看到期", "/reviews?of=rechecks", "回头看"),
    ("confidential", "保密件待处理", "/issues?queue=confidential", "处理"),
    ("supervision", "督办单未答复", "/supervision", ""),
)
WITHOUT_LIMIT = ("texts", "rechecks")  # their limits are of the work, and say nothing about these


@dataclass(frozen=True)
class Group:
    """Issues, or visits, under one heading. `total` rows stand behind the address `whole`; `verb` is what is to
    be done with each, unless its state says so."""

    title: str
    items: list[dict[str, Any]]
    total: int
    whole: str
    verb: str = ""
    of_visits: bool = False

    @property
    def unit(self) -> str:
        return "家" if self.of_visits else "件"


@dataclass(frozen=True)
class Queue:
    """研判队列 as one row: how many wait and since when."""

    count: int
    late: int
    oldest: str | None


@dataclass(frozen=True)
class Today:
    groups: list[Group] = field(default_factory=list)
    waiting: list[Group] = field(default_factory=list)
    queue: Queue | None = None
    editions: list[edition_waiting.Line] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        return not self.groups and not self.editions and not (self.queue and self.queue.count)


@pages.get("/")
def show() -> str:
    view = view_for(session.required())
    return render_template("today.html", current="today", view=view, next_step=turns.next_step)


@pages.get("/more")
def more() -> str:
    me = session.required()
    roles = dict.fromkeys(words.word(words.ROLES, held["role"]) for held in me.person["roles"])
    tab_keys = {entry.key for entry in navigation.tabs(me)} - {"more"}
    return render_template("more.html", current="more", roles=list(roles), tab_keys=tab_keys)


def view_for(me: SignedIn) -> Today:
    """What this person's roles put first; a role's part is asked for only when the person has it."""
    groups: list[Group] = []
    waiting: list[Group] = []
    if me.holds("handler", "unit_head"):
        groups += _unit_work()
        waiting = [_waiting(me)]
    if navigation.writes_visits(me):
        groups.insert(1, _appointments())  # after what is pressing
    has_queues = me.holds(*navigation.CASE_WORK, "confidential_handler")
    counted = queue_lists.counts() if has_queues else {}
    groups += _queues(counted, me)
    if me.holds("supervisor"):
        groups.append(_group("超期", _list(late=True), "/issues?late=1", LOOK))
    return Today(
        groups=[group for group in groups if group.total],
        waiting=[group for group in waiting if group.total],
        queue=_triage(counted) if me.holds("office") else None,
        editions=edition_waiting.waiting_for(me),
    )


def _unit_work() -> list[Group]:
    """Late and due today first; the numbers of both groups together are those of the list behind them."""
    answers = [_list(mine=True, state=state) for state in OF_THE_UNIT]
    items = sorted((item for answer in answers for item in answer["items"]), key=_due)
    now = [item for item in items if is_pressing(item)]
    later = [item for item in items if not is_pressing(item)]
    total = sum(answer["total"] for answer in answers)
    return [
        Group("现在要办", now, len(now), MINE),
        Group("接着办", later, total - len(now), MINE),
    ]


def _appointments() -> Group:
    asked = {"mine": True, "appointed": True, "limit": SHOWN}
    found = session.call("visits", "list", asked)
    return Group("约好的走访", found["items"], found["total"], APPOINTED, of_visits=True)


def _queues(counted: dict[str, dict[str, Any]], me: SignedIn) -> Iterable[Group]:
    """The service knows who may do what: a queue that is not this person's is empty."""
    for queue, title, whole, verb in QUEUES:
        if counted.get(queue, {}).get("count"):
            found = _group(title, _list(queue=queue), whole, verb or _verb_of_orders(me))
            yield _without_limits(found) if queue in WITHOUT_LIMIT else found


def _verb_of_orders(me: SignedIn) -> str:
    """The unit owes the answer; who looks after it reads."""
    return LOOK if me.holds("supervisor", "office") else "答复"


def _without_limits(group: Group) -> Group:
    return replace(group, items=[{**item, "limit": None} for item in group.items])


def _waiting(me: SignedIn) -> Group:
    """等别人办的: our unit's work that somebody else looks at now."""
    done = _list(unit=me.unit, state="reported_done")
    whole = f"/issues?unit={me.unit}&state=reported_done"
    return _group("等别人办的", done, whole, LOOK)


def _group(title: str, answer: dict[str, Any], whole: str, verb: str = "") -> Group:
    return Group(title, answer["items"], answer["total"], whole, verb)


def _list(**query: Any) -> dict[str, Any]:
    return session.call("issues", "list", {**query, "limit": SHOWN})


def _triage(counted: dict[str, dict[str, Any]]) -> Queue:
    return Queue(**counted["triage"])


def is_pressing(item: dict[str, Any]) -> bool:
    """Late, or due today."""
    due = (item.get("limit") or {}).get("due")
    return due is not None and dates.as_day(due, zone()) <= today()


def _due(item: dict[str, Any]) -> str:
    return (item.get("limit") or {}).get("due") or "9"
