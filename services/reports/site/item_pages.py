"""A page for each item with all that the editions say of it, and the proofs of its rows beside it."""

import json
from collections.abc import Iterator, Sequence

from services.reports.site.drawing import Drawing, item_page
from services.reports.site.edition import Edition
from services.reports.site.items import Said, items
from services.reports.site.proofs import Leaves

Files = Iterator[tuple[str, bytes]]


def item_pages(drawing: Drawing, editions: Sequence[Edition]) -> Files:
    leaves = {edition.number: Leaves(edition.document) for edition in editions}
    for number, said in items(editions).items():
        address = item_page(number)
        yield address.replace(".html", ".json"), _proofs(number, said, leaves)
        yield address, drawing.page("item.html", address, number=number, editions=said)


def _proofs(number: str, said: list[Said], leaves: dict[int, Leaves]) -> bytes:
    """One proof for each line that still has its words."""
    proofs = [
        leaves[each.edition.number].proof(row["leaf"])
        for each in said
        for row in each.rows()
        if not row["withdrawn"]
    ]
    found = {"format": "minqing-proofs/1", "item": number, "proofs": proofs}
    return json.dumps(found, ensure_ascii=False, indent=1).encode()
