"""The rows of an edition, by page; and those in whose words the detector found something, with the places marked."""

from dataclasses import dataclass
from typing import Any

from web import listing, session
from web.edition_words import LISTS, TEXT_OF
from web.refusals import PERSONAL

MOST_ROWS, MOST_PAGES = 200, 10
MOST_HITS = 20


@dataclass(frozen=True)
class Hit:
    """`parts`: (words, whether they were found) one after the other; empty when the row was not looked up."""

    anchor: str
    name: str
    number: str
    parts: list[tuple[str, bool]]
    kinds: list[str]

    @property
    def issue_number(self) -> str:
        """Where its words are mended: at the issue."""
        return issue_number(self.number)


def issue_number(number: str) -> str:
    """`RW-202610-0012-1` is of issue `WT-202610-0012`."""
    _, *rest = number.split("-")
    return "-".join(["WT", *rest[:2]])


def page(edition_id: str, kind: str) -> listing.Page:
    asked = {"id": edition_id, "list": kind, **listing.place()}
    return listing.page(session.call("reports", "edition_rows", asked), {})


def totals(edition_id: str) -> dict[str, int]:
    """How many rows each list has."""
    return {name: _page(edition_id, name, None, 1)["total"] for name in LISTS}


def first_rows(edition_id: str, kind: str) -> tuple[list[dict[str, Any]], int]:
    """As many rows as the service gives at once, and how many there are."""
    answer = _page(edition_id, kind, None)
    return [each["row"] for each in answer["items"] if each["row"]], answer["total"]


def hits(edition: dict[str, Any]) -> list[Hit]:
    """The first places where the proof may show somebody's personal data."""
    found = ((edition["proof"] or {}).get("hits") or [])[:MOST_HITS]
    texts = {
        kind: _texts(edition["id"], kind, {h["number"] for h in found if h["list"] == kind})
        for kind in {hit["list"] for hit in found}
    }
    return [_hit(n, hit, texts[hit["list"]]) for n, hit in enumerate(found, 1)]


def text_of(edition_id: str, kind: str, number: str) -> str:
    """The public text of one row; empty where it has none."""
    return _texts(edition_id, kind, {number}).get((number, TEXT_OF[kind]), "")


def _hit(n: int, hit: dict[str, Any], texts: dict[tuple[str, str], str]) -> Hit:
    text = texts.get((hit["number"], hit["column"]), "")
    kinds = dict.fromkeys(PERSONAL.get(each["kind"], "个人信息") for each in hit["found"])
    return Hit(
        f"hit-{n}", LISTS[hit["list"]], hit["number"], marked(text, hit["found"]), list(kinds)
    )


def marked(text: str, found: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    """The text in pieces: what was found, and what stands between."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for each in sorted(found, key=lambda place: place["start"]):
        start = max(each["start"], end)
        parts += [(text[end:start], False), (text[start : each["end"]], True)]
        end = max(end, each["end"])
    parts.append((text[end:], False))
    return [part for part in parts if part[0]]


def _texts(edition_id: str, kind: str, numbers: set[str]) -> dict[tuple[str, str], str]:
    """The words of these rows by number and column, as far as they stand in the first pages."""
    columns = (TEXT_OF[kind],) if kind in TEXT_OF else ("before", "after")
    found: dict[tuple[str, str], str] = {}
    after = None
    for _ in range(MOST_PAGES):
        answer = _page(edition_id, kind, after)
        for each in answer["items"]:
            row = each["row"] or {}
            if each["number"] in numbers:
                found.update({(each["number"], c): str(row.get(c) or "") for c in columns})
        after = answer["next"]
        if after is None:
            break
    return found


def _page(edition_id: str, kind: str, after: str | None, limit: int = MOST_ROWS) -> dict[str, Any]:
    asked: dict[str, Any] = {"id": edition_id, "list": kind, "limit": limit}
    return session.call("reports", "edition_rows", asked | ({"after": after} if after else {}))
