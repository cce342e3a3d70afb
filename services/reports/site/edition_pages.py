"""The pages of one edition: its first page, and its three lists, whole and by place."""

from collections.abc import Iterator
from pathlib import Path

from services.reports.site import numbers
from services.reports.site.closed import asked, closed, unlisted
from services.reports.site.drawing import Drawing
from services.reports.site.edition import Edition
from services.reports.site.lists import LISTS, Place, SiteList, of_place, paged, places

Files = Iterator[tuple[str, bytes]]
DOWNLOADS = (
    ("edition.xlsx", "三个清单 XLSX"),
    ("problem.csv", "问题 CSV"),
    ("task.csv", "服务 CSV"),
    ("effect.csv", "效果 CSV"),
    ("edition.json", "JSON"),
    ("public-key.pem", "公钥"),
)


def edition_pages(
    drawing: Drawing, folder: Path, edition: Edition, newest: Edition, first: str | None = None
) -> Files:
    """With `first` its first page alone, under that name."""
    if first is None:
        yield from _list_pages(drawing, edition)
    address = first or edition.index
    yield (
        address,
        drawing.page(
            "index.html",
            address,
            edition=edition,
            newest=newest,
            boxes=[(kind, edition.count(kind.list)) for kind in LISTS],
            closed=closed(edition),
            asked=asked(edition),
            unlisted=unlisted(edition),
            errata=[row for row in edition.rows("erratum") if not row["withdrawn"]],
            downloads=list(_downloads(folder, edition)),
        ),
    )


def _downloads(folder: Path, edition: Edition) -> Iterator[dict[str, str]]:
    names = [(f"editions/{edition.code}.zip", "整期 ZIP")]
    names += [(f"editions/{edition.code}/{name}", words) for name, words in DOWNLOADS]
    for address, words in names:
        path = folder / address
        size = numbers.kilobytes(path.stat().st_size) if path.is_file() else ""
        yield {"address": address, "name": words, "size": size}


def _list_pages(drawing: Drawing, edition: Edition) -> Files:
    for kind in LISTS:
        there = places(edition, kind.list)
        yield from _pages(drawing, edition, kind, there, None)
        for place in there:
            yield from _pages(drawing, edition, kind, there, place)


def _pages(
    drawing: Drawing, edition: Edition, kind: SiteList, there: list[Place], place: Place | None
) -> Files:
    rows = of_place(edition.rows(kind.list), place.name if place else None)
    drawn = drawing.rows(kind.list, rows, len(kind.heads) + 1, "../../")
    links = [
        {"name": each.name, "count": each.count, "address": each.address(kind.key)}
        for each in there
    ]
    for page in paged(drawn, f"{kind.key}{place.suffix if place else ''}"):
        address = f"lists/{edition.code}/{page.links[page.number - 1].address}"
        said = {"edition": edition, "kind": kind, "page": page, "places": links}
        yield (
            address,
            drawing.page("list.html", address, place=place.name if place else "", **said),
        )
