"""The templates, with the words and the small helpers that they use."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from services.reports.site import errata, numbers, words
from services.reports.site.edition import Row, item_of

FOLDER = Path(__file__).parent / "templates"
PLACES = (
    ("editions.html", "往期"),
    ("report", "反映问题"),
    ("look-up", "查我的事"),
    ("definitions.html", "每个数怎么算"),
)


@dataclass(frozen=True)
class Frame:
    """What every page says: whose site it is, and under which names style and script lie."""

    district: str
    is_demo: bool
    style: str
    script: str
    places: tuple[tuple[str, str], ...] = PLACES


class Drawing:
    """`page("list.html", "lists/0002/problems-1.html", …)` is that page; relative links lead from its own place."""

    def __init__(self, frame: Frame):
        environment = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        environment.globals.update(site=frame, words=words)
        environment.filters.update(
            day=numbers.day,
            month=numbers.month,
            number=numbers.number,
            quantity=numbers.quantity,
            way=_way,
            item_page=item_page,
            erratum_words=errata.sentence,
        )
        self._environment = environment

    def page(self, template: str, address: str, **values: Any) -> bytes:
        root = "../" * address.count("/")
        found = self._environment.get_template(template)
        return found.render(root=root, here=address, **{"edition": None, **values}).encode()

    def rows(self, name: str, rows: list[Row], columns: int, root: str) -> list[str]:
        """Each line of a list as a row of its table."""
        module: Any = self._environment.get_template("rows.html").make_module({"root": root})
        draw = getattr(module, name)
        return [
            module.gone(n, row, columns) if row["withdrawn"] else draw(n, row)
            for n, row in enumerate(rows, start=1)
        ]


def item_page(number: str) -> str:
    """Where the site says everything of the issue that a number belongs to."""
    return f"items/{item_of({'number': number})}.html"


def _way(row: Row) -> str:
    ways: dict[Any, str] = {True: "创造条件办", False: "马上办"}
    return ways.get(row.get("needs_conditions"), "–")
