"""审核: what a reviewer does next: close, approve public texts (both many at once), look again after a month."""

from typing import Any

from flask import Blueprint, render_template, request

from web import bulk, queue_lists, words
from web.session import SignedIn

pages = Blueprint("reviews", __name__)
TABS = {
    "": ("待销号", "closing", "close"),
    "texts": ("待审公开文本", "texts", "approve_public_text"),
    "rechecks": ("回头看到期", "rechecks", ""),
}
NOTHING = {"": "没有待销号的", "texts": "没有等审查的公开文本", "rechecks": "没有到期的回头看"}
REVIEWING = ("reviewer", "office")


@pages.get("/reviews")
def show() -> str:
    me = queue_lists.only_for(*REVIEWING)
    tabs = _tabs(me)
    of = request.args.get("of", "")
    of = of if of in tabs else next(iter(tabs))
    page = queue_lists.rows(TABS[of][1], **({"of": of} if of else {}))
    counted = queue_lists.counts()
    return render_template(
        "reviews.html",
        current="reviews",
        of=of,
        parts={key: (title, counted[queue]["count"]) for key, (title, queue, _) in tabs.items()},
        page=page,
        rows=[row for issue in page.items for row in _rows(of, issue, me.person["id"])],
        form=bulk.FORMS.get(TABS[of][2]),
        nothing=NOTHING[of],
    )


def _tabs(me: SignedIn) -> dict[str, tuple[str, str, str]]:
    """The office approves texts; the rest is the reviewers'."""
    return TABS if me.holds("reviewer") else {"texts": TABS["texts"]}


def _rows(of: str, issue: dict[str, Any], me: str) -> list[dict[str, Any]]:
    """A row is a text where texts are approved, else an issue. `pick` is what its tick sends."""
    if of == "texts":
        texts = issue["waiting"]["texts"]
        return [_text(issue, each) for each in texts if each["text"] and each["proposed_by"] != me]
    solved = issue["waiting"]["solved"]
    said = words.SAID.get(solved, "")
    closes = of == "" and solved != "unsolved"  # which needs its own explanation
    pick = bulk.value_of(issue, said, outcome=solved) if closes else ""
    return [{"issue": issue, "said": said, "text": "", "pick": pick}]


def _text(issue: dict[str, Any], text: dict[str, Any]) -> dict[str, Any]:
    name = words.word(words.PUBLIC_PARTS, text["part"])
    own = {"part": text["part"], "task_id": text["task_id"]}
    pick = bulk.value_of(issue, f"{name}：{text['text']}", **own)
    return {"issue": issue, "said": name, "text": text["text"], "pick": pick}
