"""The pages of one list of one edition: at most fifty rows, and no more bytes than a slow phone takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.reports.site.edition import Edition, Row

MOST_ROWS = 50
MOST_BYTES = 42_000  # of rows: with head, foot and style below 60,000


@dataclass(frozen=True)
class SiteList:
    """`key` is the name of its pages, `counter` the word that counts its lines."""

    list: str
    key: str
    name: str
    counter: str
    about: str
    heads: tuple[str, ...]
    note: str
    csv: str


LISTS = (
    SiteList(
        "problem",
        "problems",
        "问题清单",
        "件",
        "大家反映了什么",
        ("问题", "类别", "地方", "主办单位，责任领导", "办法", "状态"),
        "问题是群众的意思，文字经过整理，由两个人审查过，不写姓名。“马上办”是现在就能办的；“创造条件办”要先等钱、等地、等审批。",
        "problem.csv",
    ),
    SiteList(
        "task",
        "tasks",
        "服务清单",
        "项",
        "谁来办，怎么办，什么时候办完",
        ("措施", "问题编号", "办理单位，责任领导", "协办", "时限", "进度"),
        "一件问题可以有几项措施。",
        "task.csv",
    ),
    SiteList(
        "effect",
        "effects",
        "效果清单",
        "项",
        "办成了什么，大家满不满意",
        ("结果", "问题编号", "完成", "数量", "满意度", "结果"),
        "没有评价的不算满意，未解决的不算解决。",
        "effect.csv",
    ),
)


@dataclass(frozen=True)
class Link:
    address: str
    number: int


@dataclass(frozen=True)
class Page:
    """`rows` are drawn already; `first` and `last` are their numbers among all `total` of the list."""

    number: int
    rows: list[str]
    first: int
    total: int
    links: list[Link]

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def count(self) -> int:
        return len(self.links)

    @property
    def next(self) -> str | None:
        return self.links[self.number].address if self.number < len(self.links) else None


@dataclass(frozen=True)
class Place:
    """A place with lines of its own: `suffix` tells its pages from those of the whole list."""

    name: str
    count: int
    suffix: str

    def address(self, key: str) -> str:
        return f"{key}{self.suffix}-1.html"


def places(edition: Edition, name: str) -> list[Place]:
    """In the order of area codes; none where there is only one."""
    counts: dict[str, int] = {}
    codes: dict[str, str] = {}
    for row in edition.rows(name):
        if place := row.get("place_name"):
            counts[place] = counts.get(place, 0) + 1
            codes.setdefault(place, row["place"])
    if len(counts) < 2:
        return []
    found = sorted(counts, key=lambda place: (codes[place], place))
    return [Place(each, counts[each], f"-at-{n}") for n, each in enumerate(found, start=1)]


def of_place(rows: list[Row], place: str | None) -> list[Row]:
    return [row for row in rows if place is None or row.get("place_name") == place]


def paged(rows: list[str], stem: str) -> list[Page]:
    """The drawn rows as pages `stem-1.html`, `stem-2.html`, …; a list without rows has one page."""
    groups = list(_groups(rows)) or [[]]
    links = [Link(f"{stem}-{n}.html", n) for n in range(1, len(groups) + 1)]
    found, first = [], 1
    for number, group in enumerate(groups, start=1):
        found.append(Page(number, group, first, len(rows), links))
        first += len(group)
    return found


def _groups(rows: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for row in rows:
        weight = len(row.encode())
        if group and (len(group) == MOST_ROWS or size + weight > MOST_BYTES):
            yield group
            group, size = [], 0
        group.append(row)
        size += weight
    if group:
        yield group
