"""Each line that differs between two moments, as a join of its two versions: `old` and `new`.

A line changes by a new version, so only lines with a version begun in between are looked at.
"""

from typing import Any

import sqlalchemy as sa

from services.kernel.caller import Caller
from services.reports.application import Reading
from services.reports.list_kinds import UNITS, Item, ListKind, named
from services.reports.moments import Moment
from services.reports.views import chosen, place_after
from services.reports.visibility import Condition, of_unit, visible_to
from services.reports.vocabulary import CHANGES

INNER = ("from_position", "to_position", "round", "ended_position", "sequence")
# What moves as the work goes on; what is put right; all else is neither.
MOVES = ("state", "outcome", "progress", "closed", "held_review_by", "recheck", "merged_into")
CORRECTS = (
    "category",
    "field",
    "unit_id",
    "kind",
    "occurred_on",
    "public_text",
    "public_measure",
    "public_result",
)


class LinePairs:
    """What is asked of them: a page, how many there are, and what one of them says."""

    def __init__(
        self,
        reading: Reading,
        caller: Caller,
        kind: ListKind,
        fields: dict[str, Any],
        earlier: Moment,
        later: Moment,
    ):
        table = reading.tables[kind.table]
        self.kind, self.tree = kind, reading.tree
        self.key = next(
            column.name for column in table.primary_key if column.name != "from_position"
        )
        self.names = [column.name for column in table.c if column.name not in INNER]
        touched = (
            sa.select(table.c[self.key].label("key"))
            .where(
                table.c.from_position > earlier.position, table.c.from_position <= later.position
            )
            .distinct()
            .subquery("touched")
        )
        self.old, self.new = (
            sa.select(table)
            .where(moment.holds(table), *_in_sight(reading, caller, kind, table, fields))
            .subquery(name)
            for moment, name in ((earlier, "old"), (later, "new"))
        )
        old_key, new_key = self.old.c[self.key], self.new.c[self.key]
        self.joined = touched.outerjoin(self.old, old_key == touched.c.key).outerjoin(
            self.new, new_key == touched.c.key
        )
        self.place = sa.func.coalesce(self.new.c.sequence, self.old.c.sequence)
        self.what = self._what(old_key, new_key)
        self.is_another = sa.or_(
            *(self.what[name] for name in CHANGES if name != "other"), self._differs(self.names)
        )

    def page(self, fields: dict[str, Any]) -> sa.Select[Any]:
        columns = [
            side.c[column.name].label(f"{side.name}.{column.name}")
            for side in (self.old, self.new)
            for column in side.c
        ]
        marks = [self.what[name].label(name) for name in CHANGES]
        chosen_columns = [self.place.label("place"), *marks, *columns]
        query = sa.select(*chosen_columns).select_from(self.joined).where(self.is_another)
        if fields["what"] is not None:
            query = query.where(self.what[fields["what"]])
        begin = place_after(fields)
        query = query if begin is None else query.where(self.place > begin)
        return query.order_by(self.place).limit(fields["limit"] + 1)

    def counted(self) -> sa.Select[Any]:
        of_each = [
            sa.func.sum(sa.case((self.what[name], 1), else_=0)).label(name) for name in CHANGES
        ]
        counts = [sa.func.count().label("total"), *of_each]
        return sa.select(*counts).select_from(self.joined).where(self.is_another)

    def told(self, row: Any) -> Item:
        before, after = self._item(row, "old"), self._item(row, "new")
        shown = after or before or {}
        return {
            "issue_id": shown["issue_id"],
            "number": shown["number"],
            "what": [name for name in CHANGES if row[name]],
            "columns": _columns(before, after),
            "before": before,
            "after": after,
        }

    def _what(self, old_key: Any, new_key: Any) -> dict[str, Condition]:
        both = sa.and_(old_key.is_not(None), new_key.is_not(None))
        moved = sa.and_(both, self._differs(MOVES))
        corrected = sa.and_(both, self._is_corrected())
        return {
            "added": sa.and_(old_key.is_(None), new_key.is_not(None)),
            "left": sa.and_(old_key.is_not(None), new_key.is_(None)),
            "moved": moved,
            "corrected": corrected,
            "other": sa.and_(both, self._differs(self.names), sa.not_(moved), sa.not_(corrected)),
        }

    def _differs(self, names: Any) -> Condition:
        return sa.or_(
            *(
                self.old.c[name].is_distinct_from(self.new.c[name])
                for name in names
                if name in self.names
            )
        )

    def _is_corrected(self) -> Condition:
        """What is said for the first time, as a public text or a field at triage, corrects nothing."""
        return sa.or_(
            *(
                sa.and_(self.old.c[name].is_not(None), self._differs((name,)))
                for name in CORRECTS
                if name in self.names
            )
        )

    def _item(self, row: Any, side: str) -> Item | None:
        if row[f"{side}.{self.key}"] is None:
            return None
        return named(self.kind.item(_Side(row, side)), self.tree)


def _columns(before: Item | None, after: Item | None) -> list[str]:
    """The fields that differ; a unit's own, not that of its name."""
    if before is None or after is None:
        return []
    named_by = tuple(f"{name}_name" for name in UNITS)
    return [
        n for n in after if before[n] != after[n] and n not in (*named_by, "support_unit_names")
    ]


class _Side:
    """The columns of one version, read by name as those of a row are."""

    def __init__(self, row: Any, side: str):
        self._row, self._side = row, side

    def __getattr__(self, name: str) -> Any:
        return self._row[f"{self._side}.{name}"]


def _in_sight(
    reading: Reading, caller: Caller, kind: ListKind, table: sa.Table, fields: dict[str, Any]
) -> list[Condition]:
    unit = fields["unit"]
    within = [] if unit is None else [of_unit(unit, reading.tree, table)]
    return [visible_to(caller, reading.tree, table), *chosen(kind, table, fields), *within]
