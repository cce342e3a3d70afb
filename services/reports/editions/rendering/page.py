"""The edition as one page to read and print: nothing is loaded from elsewhere, and it has no script."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from services.reports.editions.document import Edition
from services.reports.editions.rendering.csv_file import FILES
from services.reports.editions.rendering.title import caption, title
from services.reports.editions.v1.columns import cells, heads
from services.reports.editions.v1.words import LISTS


def page_bytes(edition: Edition) -> bytes:
    page = _template().render(
        title=title(edition),
        header=edition.document["header"],
        digest=edition.digest,
        signature=edition.signature,
        lists=[_list(edition, list_) for list_ in LISTS],
    )
    return page.encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("services.reports.editions.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("edition.html")


def _list(edition: Edition, list_: str) -> dict[str, Any]:
    entries = edition.rows(list_)
    return {
        "id": list_,
        "name": LISTS[list_],
        "file": FILES[list_],
        "caption": caption(edition, len(entries)),
        "heads": heads(list_),
        "lines": [cells(list_, place, entry) for place, entry in enumerate(entries, 1)],
    }
