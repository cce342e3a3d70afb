"""驾驶舱 as its page shows it: small bars, findings, and the address behind each number. Counts nothing itself."""

from dataclasses import dataclass
from typing import Any

from web import listing, names

Answer = dict[str, Any]
ITEMS = "/dashboard/items"
MONTHS = 12  # shown; more stand on no phone
FEWEST = 5  # a rate of fewer is not shown
GROUPS = {"0-3": "0–3", "4-5": "4–5", "6-10": "6–10", "11-15": "11–15", "16-": "16以上"}
_ENDS = ("3", "5", "10", "15")


@dataclass(frozen=True)
class View:
    """One answer of `reports.dashboard`, and the conditions that it was asked with."""

    answer: Answer
    conditions: dict[str, str]

    def behind(self, measure: str, **more: str) -> str:
        """The address of the items that a number counts."""
        return listing.address({**self.conditions, "measure": measure, **more}, ITEMS)

    def in_month(self, measure: str, month: str) -> str:
        return self.behind(measure, month=month)

    def of_row(self, measure: str, unit: str | None) -> str:
        return self.behind(measure, **({"row": unit} if unit else {"others": "1"}))

    @property
    def totals(self) -> dict[str, int]:
        return self.answer["totals"]

    @property
    def months(self) -> list[Answer]:
        return self.answer["months"][-MONTHS:]

    @property
    def categories(self) -> list[tuple[str, str, int]]:
        """(id, name, how many) by categories of the first level, most first."""
        counts: dict[str, int] = {}
        known = names.categories()
        for each in self.answer["categories"]:
            top = known.get(each["category"], {}).get("parent") or each["category"]
            counts[top] = counts.get(top, 0) + each["count"]
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return [(top, names.category_name(top), count) for top, count in rows]

    @property
    def groups(self) -> list[tuple[str, str, int]]:
        return [(e["group"], GROUPS[e["group"]], e["count"]) for e in self.answer["work_days"]]

    @property
    def worked(self) -> int:
        return sum(each["count"] for each in self.answer["work_days"])

    @property
    def half(self) -> int:
        """How many of the groups, from the quickest, it takes to have half; 0: too few to say, or all."""
        total = 0
        for n, (_, _, count) in enumerate(self.groups[:-1], 1):
            total += count
            if self.worked >= FEWEST and total * 2 >= self.worked:
                return n
        return 0

    @property
    def work_finding(self) -> str:
        if not self.half:
            return "一件事办了几个工作日"
        return f"一半以上 {_ENDS[self.half - 1]} 个工作日内办完"

    @property
    def month_finding(self) -> str:
        more = [each["received"] >= each["closed"] for each in self.months]
        if len(more) < 2:
            return "收到和销号"
        if all(more):
            return "每月收到的都不比销号的少"
        received = sum(each["received"] for each in self.months)
        closed = sum(each["closed"] for each in self.months)
        return "收到的比销号的多" if received > closed else "销号的不比收到的少"

    @property
    def category_finding(self) -> str:
        shown = self.categories
        if len(shown) < 2 or self.totals["received"] < FEWEST:
            return "按类别"
        return f"{shown[0][1]}、{shown[1][1]}最多"


def bar(part: int, whole: int, width: int) -> int:
    """The length of a small bar, in pixels; one that is not nothing can be seen."""
    if not part or not whole:
        return 0
    return max(2, round(width * part / whole))


def percent(part: int, whole: int) -> str:
    """`83%`, `<1%`; nothing for fewer than five."""
    if whole < FEWEST:
        return ""
    rate = part * 100 / whole
    return "<1%" if 0 < rate < 1 else f"{rate:.0f}%"


def rate(part: int, whole: int) -> str:
    """As `percent`; says so where there are too few."""
    return percent(part, whole) or "不足5件，不算比率"
