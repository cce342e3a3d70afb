"""What anybody may read: lines whose text two persons approved, and nothing personal (docs/domain.md, the public).

Lines of a sensitive category show their sub-office only and no free text.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.kernel.units import UnitTree
from services.reports.application import Reading
from services.reports.list_kinds import KINDS, UNITS, Item, ListKind, named
from services.reports.moments import find_moment
from services.reports.views import Answer, chosen, read_page
from services.reports.visibility import of_public_unit, published, sub_office
from services.reports.vocabulary import SENSITIVE_CATEGORIES


def public_page(reading: Reading, now: datetime, fields: dict[str, Any]) -> Answer:
    """A page of a public list -> `{items, next, total, as_of, published}`.

    `published` is False as long as no line of this list and month is public, whatever the unit."""
    kind = KINDS[fields["list"]]
    table = reading.tables[kind.table]
    moments = reading.tables["list_moment"]
    moment = find_moment(reading.conn, moments, reading.newest, None, reading.timezone)
    of_month = [published(kind, table), *chosen(kind, table, {"month": fields["month"]})]
    of_place = (
        [] if fields["unit"] is None else [of_public_unit(fields["unit"], reading.tree, table)]
    )
    rows, page = read_page(reading.conn, table, moment, [*of_month, *of_place], fields)
    any_line = sa.select(sa.literal(1)).select_from(table).where(moment.holds(table), *of_month)
    return {
        "items": [_public_item(kind, row, reading.tree) for row in rows],
        **page,
        "as_of": moment.to_dict(now),
        "published": reading.conn.scalar(any_line.limit(1)) is not None,
    }


def _public_item(kind: ListKind, row: sa.Row[Any], tree: UnitTree) -> Item:
    item = kind.item(row)
    public = {name: item[name] for name in kind.public}
    is_sensitive = item["category"] in SENSITIVE_CATEGORIES
    if is_sensitive:
        public |= {name: sub_office(public[name], tree) for name in UNITS}
        public |= {"support_units": []} if "support_units" in public else {}
        public[kind.text] = None
    return named({**public, "sensitive": is_sensitive}, tree)
