"""通报 and 简报: what they say, from the numbers of `reports` and the rows behind them. Units, no person's name;
units in the order of area codes; a share of fewer than five is not shown."""

from typing import Any

from documents.paper import Block, Heading, Paper, Paragraph, SmallTable
from web import dates, definitions, names, session
from web.settings import today, zone

MOST_ITEMS = 100  # of a table in a paper; how many there are is always said
MOST_RESULTS = 8
Numbers = dict[str, Any]


def bulletin(month: str) -> Paper:
    """通报: the whole, each unit, what is late, what waits."""
    told = session.call("reports", "dashboard", {"month": month})
    totals, name = told["totals"], dates.month_name(month)
    return Paper(
        title=f"关于{name}群众反映问题办理情况的通报{_demo()}",
        blocks=(
            Heading("一、总体情况"),
            Paragraph(_overall(name, totals)),
            Heading("二、各单位办理情况"),
            Paragraph("按区划代码排列，不排名。“a/b”是b件里的a件。"),
            _units(told["units"]),
            *_items("三、超期的问题", "overdue", told, "没有超期的问题。"),
            *_items("四、挂账的问题", "held", told, "没有挂账的问题。"),
        ),
        signed=f"{district()}领导小组办公室",
        day=_day(),
        notes=(
            _until(told),
            *definitions.notes("problem", "solved", "satisfied", "rate", "confidential"),
        ),
    )


def brief(month: str) -> Paper:
    """简报: two pages for leaders: how much, what about, what came of it."""
    told = session.call("reports", "dashboard", {"month": month})
    name = dates.month_name(month)
    return Paper(
        masthead="民情简报",
        issue_line=f"{district()}材料简报组　{_day()}",
        title=f"{name}群众反映的问题和办理结果{_demo()}",
        blocks=(
            Paragraph(_overall(name, told["totals"])),
            Heading("一、反映最多的类别"),
            Paragraph(_categories(told)),
            Heading("二、办成的事"),
            *_results(month),
            Heading("三、还要办的事"),
            Paragraph(_remaining(told["totals"])),
        ),
        signed=f"{district()}材料简报组",
        day=_day(),
        notes=(_until(told), *definitions.notes("problem", "solved", "satisfied", "rate")),
    )


def district() -> str:
    return names.about().get("district", "")


def _overall(month: str, numbers: Numbers) -> str:
    return (
        f"{month}登记群众反映的问题{_n(numbers, 'received')}件；当月销号{_n(numbers, 'closed')}件，"
        f"其中解决{_share(numbers, 'solved', 'closed')}，部分解决{_n(numbers, 'partly_solved')}件，"
        f"未解决{_n(numbers, 'unsolved')}件；按时办结{_share(numbers, 'on_time', 'timed')}。"
        f"回访联系上并作了评价的{_n(numbers, 'rated')}件，满意{_share(numbers, 'satisfied', 'rated')}；"
        f"未评价{_n(numbers, 'not_rated')}件，不算满意。"
    )


def _units(rows: list[dict[str, Any]]) -> SmallTable:
    return SmallTable(
        heads=("单位", "登记", "解决/销号", "按时/办结", "满意/评价", "在办", "超期", "挂账"),
        widths=(40, 14, 22, 22, 22, 13, 13, 13),
        rows=[
            (
                row["unit_name"] or "其他单位",
                row["received"],
                f"{row['solved']}/{row['closed']}",
                f"{row['on_time']}/{row['timed']}",
                f"{row['satisfied']}/{row['rated']}",
                row["in_hand"],
                row["overdue"],
                row["held"],
            )
            for row in rows
        ],
    )


def _items(heading: str, measure: str, told: Numbers, none: str) -> tuple[Block, ...]:
    """The issues behind a number; as of the same moment as the number."""
    asked = {"measure": measure, "month": told["month"], "as_of": told["as_of"]["position"]}
    answer = session.call("reports", "dashboard_items", {**asked, "limit": MOST_ITEMS})
    if not answer["items"]:
        return Heading(heading), Paragraph(none)
    rows = [
        (
            item["number"],
            item["public_text"] or names.category_name(item["category"]),
            item["lead_unit_name"] or item["place_name"],
            item["due"] or "",
        )
        for item in answer["items"]
    ]
    left_out = answer["total"] - len(rows)
    more = f"，只列编号最前的{len(rows)}件" if left_out else ""
    table = SmallTable(("编号", "问题", "主办单位", "完成时限"), (36, 62, 34, 26), rows)
    return Heading(heading), Paragraph(f"共{answer['total']}件{more}。"), table


def _categories(told: Numbers) -> str:
    most = [each for each in told["categories"] if each["count"]][:5]
    if not most:
        return "这个月没有登记问题。"
    return "，".join(f"{names.category_name(e['category'])}{e['count']}件" for e in most) + "。"


def _results(month: str) -> tuple[Block, ...]:
    """Results that two persons made public, in the order of numbers."""
    asked = {"month": month, "state": "closed_solved", "limit": 200}
    answer = session.call("reports", "effect_list", asked)
    told = [item for item in answer["items"] if item["public_result"]][:MOST_RESULTS]
    if not told:
        return (Paragraph("这个月还没有经审查公开的结果。"),)
    return tuple(Paragraph(f"{i['public_result'].rstrip('。')}。（{i['number']}）") for i in told)


def _remaining(numbers: Numbers) -> str:
    return (
        f"在办{_n(numbers, 'in_hand')}件，其中超期{_n(numbers, 'overdue')}件；"
        f"等条件挂账{_n(numbers, 'held')}件。"
    )


def _n(numbers: Numbers, name: str) -> str:
    return dates.number(numbers[name])


def _share(numbers: Numbers, part: str, whole: str) -> str:
    """`31件（31/37，84 %）`; of fewer than five without the rate."""
    both, _, rate = dates.share(numbers[part], numbers[whole]).partition(" ")
    told = f"{both}，{rate}" if numbers[whole] >= 5 else both
    return f"{_n(numbers, part)}件（{told}）"


def _until(told: Numbers) -> str:
    at = dates.as_instant(told["as_of"]["recorded_at"]).astimezone(zone())
    return f"数字截至{at:%Y-%m-%d %H:%M}（第{told['as_of']['position']:,}条记录），由办理记录生成。"


def _day() -> str:
    day = today()
    return f"{day.year}年{day.month}月{day.day}日"


def _demo() -> str:
    return "（演示数据）" if names.about().get("origin") == "demo" else ""
