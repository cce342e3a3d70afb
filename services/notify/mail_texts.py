"""The words of every e-mail, in one place: a subject and a body for each kind of mailing.

They carry the number, a day and a link: no person, no word of the case (docs/domain.md, messages)."""

from dataclasses import dataclass
from datetime import date

WEEKDAYS = "一二三四五六日"
FOOT = "\n\n这封信由系统发出，不用回。"


@dataclass(frozen=True)
class Text:
    """`{number}` stands in both; `{due}` and `{way}` in the body. `way` is the sentence that leads on, `path` the
    page of the link in it: of the issue for staff, of the public lists for residents."""

    subject: str
    body: str
    way: str
    without_link: str
    path: str


STAFF_PATH, PUBLIC_PATH = "/issues/{issue_id}", "/public/"
ASK = "想问办得怎么样，或者有话补充：带上编号，到原来登记的地方问。"

TEXTS = {
    "assigned": Text(
        "{number} 交给你单位主办",
        "{number} 交给你单位主办，{due}前报结。\n\n{way}",
        "登录后接件，写措施：",
        "登录后按编号打开，接件，写措施。",
        STAFF_PATH,
    ),
    "supporting": Text(
        "{number} 由你单位协办",
        "{number} 由你单位协办，{due}前报结。\n\n{way}",
        "登录后看主办单位和要做什么：",
        "登录后按编号打开，看主办单位和要做什么。",
        STAFF_PATH,
    ),
    "completed": Text(
        "{number} 已报结，等回访",
        "{number} 已报结。下一步：由没有参与办理的人回访。\n\n{way}",
        "登录后看结果，安排回访：",
        "登录后按编号打开，看结果，安排回访。",
        STAFF_PATH,
    ),
    "accepted": Text(
        "你反映的问题已受理，编号 {number}",
        "你反映的问题已受理，编号 {number}。\n\n"
        "接下来：交给承办单位去办。有了结果再发信告诉你，还会有人回访，问你解决没有、满不满意。\n\n"
        f"{ASK}\n\n{{way}}",
        "每月的清单在这里看：",
        "每月的清单会公布，按编号能找到这一件。",
        PUBLIC_PATH,
    ),
    "done": Text(
        "你反映的问题有了办理结果，编号 {number}",
        "编号 {number} 的问题，承办单位报告有了结果。\n\n"
        "接下来：会有人回访，问你解决没有、满不满意。没解决就直说，可以退回去重办。\n\n"
        f"{ASK}\n\n{{way}}",
        "每月的清单在这里看：",
        "每月的清单会公布，按编号能找到这一件。",
        PUBLIC_PATH,
    ),
}


def subject_and_body(
    kind: str, number: str, issue_id: str, due: str | None, site_url: str | None
) -> tuple[str, str]:
    """Plain text. Without `site_url` there is no link, but the number says the same."""
    text = TEXTS[kind]
    link = f"{site_url}{text.path.format(issue_id=issue_id)}" if site_url else None
    way = f"{text.way}\n{link}" if link else text.without_link
    body = text.body.format(number=number, due=_day(due), way=way)
    return text.subject.format(number=number), body + FOOT + "\n"


def _day(due: str | None) -> str:
    """12月1日 周二."""
    if due is None:
        return "期限"
    day = date.fromisoformat(due)
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"
