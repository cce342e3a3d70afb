"""The lists as files: read page by page at one position of the log, so that rows and the count in the foot are of one
moment, and sent while they are read, so that nothing holds them all."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from flask import Response, stream_with_context

from documents.csv_pieces import csv_pieces
from documents.table import Column, Row, Table
from documents.xlsx import workbook_pieces
from web import dates, definitions, list_kinds, names, session
from web.list_columns import COLUMNS
from web.settings import site, zone

AT_ONCE = 1000  # rows in a call
CALL_SECONDS = 30.0
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBER = Column("序号", 7, "number")
Conditions = dict[str, str]


def csv(kind: str, conditions: Conditions) -> Response:
    (table,), _ = _tables([kind], conditions)
    return _sent(csv_pieces(table), f"{table.title}.csv", "text/csv; charset=utf-8", table.total)


def xlsx(kinds: list[str], conditions: Conditions) -> Response:
    """One sheet for each list; a workbook of all three is named for the month."""
    tables, about = _tables(kinds, conditions)
    title = tables[0].title if len(tables) == 1 else f"{about}三个清单"
    pieces = workbook_pieces(tables, site().settings.clock())
    return _sent(pieces, f"{title}.xlsx", XLSX, sum(table.total for table in tables))


def _tables(kinds: list[str], conditions: Conditions) -> tuple[list[Table], str]:
    """(all of one moment: the position at which the first of them was asked, `云溪管理区2026年10月`)."""
    own = conditions if len(kinds) == 1 else list_kinds.shared(conditions)
    asked, tables = list_kinds.asked(own), list[Table]()
    for kind in kinds:
        answer = session.call("reports", list_kinds.KINDS[kind].method, {**asked, "limit": 1})
        asked["as_of"] = answer["as_of"]["position"]
        tables.append(_table(kind, dict(asked), answer, _of(own), _about(kind, own, answer)))
    return tables, _of(own)


def _of(conditions: Conditions) -> str:
    """Whose list and which month, after `reports` has taken the conditions for such."""
    month = dates.month_name(conditions["month"]) if "month" in conditions else ""
    return f"{names.about().get('district', '')}{month}"


def _table(kind: str, asked: dict[str, Any], answer: dict[str, Any], of: str, about: str) -> Table:
    demo = "（演示数据）" if names.about().get("origin") == "demo" else ""
    columns = COLUMNS[kind]
    name = list_kinds.KINDS[kind].name
    return Table(
        name=name,
        title=f"{of}{name}{demo}",
        about=about,
        columns=(NUMBER, *(each.column for each in columns)),
        rows=_rows(kind, asked),
        total=answer["total"],
        notes=definitions.notes(kind, "as_of", "confidential"),
    )


def _rows(kind: str, asked: dict[str, Any]) -> Iterator[Row]:
    columns, method = COLUMNS[kind], list_kinds.KINDS[kind].method
    place, n = None, 0
    while True:
        request = {**asked, "limit": AT_ONCE, "count": False, "after": place}
        page = session.call("reports", method, request, timeout=CALL_SECONDS)
        for item in page["items"]:
            n += 1
            yield (n, *(each.cell(item) for each in columns))
        place = page["next"]
        if place is None:
            return


def _about(kind: str, conditions: Conditions, answer: dict[str, Any]) -> str:
    """`全部单位　截至 2026-10-31 24:00（第 1,204 条记录）`; the month stands in the title."""
    chosen = [
        each.name_of(conditions[each.name])
        for each in list_kinds.filters(kind)
        if each.name in conditions and each.name not in ("month", "as_of")
    ]
    day, place = conditions.get("as_of"), answer["as_of"]["position"]
    at = dates.as_instant(answer["as_of"]["recorded_at"]).astimezone(zone())
    until = f"{day} 24:00" if day else f"{at:%Y-%m-%d %H:%M}"
    return f"{'，'.join(chosen) or '全部单位'}　截至 {until}（第 {place:,} 条记录）"


def _sent(pieces: Iterator[bytes], name: str, kind: str, total: int) -> Response:
    response = Response(stream_with_context(pieces), content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["X-Row-Count"] = str(total)
    return response
