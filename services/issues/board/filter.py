"""Which rows of the board a person may see, and which of them a list asks for: the same rules as `visibility.py`
and `relations.py`, as conditions on rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from eventlog.projection import Tables
from services.issues.act import Act
from services.issues.board.row import ACCUSED, ACCUSED_PERSON, PERSON, TASK, TEXT, UNIT
from services.issues.visibility import CONFIDENTIAL, OVERSEEING, WORKING

Condition = sa.ColumnElement[bool]
WAITS_FOR_OFFICE = ("reported", "triaged", "returned")
WAITS_FOR_UNIT = ("assigned", "signed", "in_progress", "held")


@dataclass(frozen=True)
class BoardFilter:
    """Conditions on the tables of the board for one caller."""

    tables: Tables
    act: Act

    @property
    def board(self) -> sa.Table:
        return self.tables["issue_board"]

    @property
    def links(self) -> sa.Table:
        return self.tables["issue_board_link"]

    def may_exist(self) -> Condition:
        """What is confidential is on no list and in no count of whoever is not trusted with it."""
        trusted = sa.and_(
            self.placed(CONFIDENTIAL),
            ~self.linked(ACCUSED, self._own_and_above()),
            ~self.linked(ACCUSED_PERSON, [self.act.by]),
        )
        return sa.or_(sa.not_(self.board.c.confidential), trusted)

    def may_see(self) -> Condition:
        return sa.and_(
            self.may_exist(),
            sa.or_(
                self.is_named(),
                self.placed(*OVERSEEING, *WORKING),
                self.linked(UNIT, self._subtrees(*WORKING)),
                sa.and_(self.board.c.confidential, self.placed(CONFIDENTIAL)),
            ),
        )

    def my_turn(self) -> Condition:
        """The next step is one that the caller's units, or the caller as reviewer, may take."""
        held = self.act.caller.holds("handler", "unit_head")
        state = self.board.c.state
        own = sa.or_(self.board.c.lead_unit.in_(held), self.linked(TASK, held))
        return sa.or_(
            sa.and_(state.in_(WAITS_FOR_OFFICE), self.placed("office")),
            sa.and_(state.in_(WAITS_FOR_UNIT), own),
            sa.and_(state == "reported_done", self.outside("office", "reviewer")),
            sa.and_(state == "called_back", self.outside("reviewer")),
        )

    def outside(self, *roles: str) -> Condition:
        """The caller has one of these roles above the place, or is the named reviewer, and did none of the work."""
        named = sa.and_(
            self.board.c.reviewer == self.act.by,
            sa.literal(bool(self.act.caller.holds("reviewer"))),
        )
        return sa.and_(
            sa.or_(self.placed(*roles), named),
            ~self.linked(UNIT, self.act.caller.units),
            ~self.linked(PERSON, [self.act.by]),
        )

    def text_waiting(self) -> Condition:
        """A public text waits that the caller may approve: somebody else proposed it."""
        by_another = self.links.c.value != self.act.by
        return sa.and_(self.placed("office", "reviewer"), self.has_link(TEXT, by_another))

    def of_unit(self, unit: str) -> Condition:
        """The unit whose issue it is: the lead unit, or the place while nobody leads; or one below it."""
        units = self.act.units.subtree(unit)
        return sa.func.coalesce(self.board.c.lead_unit, self.board.c.unit_id).in_(units)

    def of_category(self, category: str) -> Condition:
        below = [c.id for c in self.act.categories.values() if category in (c.id, c.parent)]
        return self.board.c.category.in_(below)

    def late(self, today: date) -> Condition:
        """The running limit is past."""
        return sa.func.coalesce(self.board.c.limit_due < today.isoformat(), sa.false())

    def asked_for(self, fields: dict[str, Any]) -> list[Condition]:
        """The conditions of a list's request; what is searched for: `search.py`."""
        found: list[Condition] = []
        for name in ("state", "month"):
            if fields[name]:
                found.append(self.board.c[name] == fields[name])
        if fields["unit"]:
            found.append(self.of_unit(fields["unit"]))
        if fields["category"]:
            found.append(self.of_category(fields["category"]))
        if fields["late"]:
            found.append(self.late(self.act.today))
        if fields["mine"]:
            found.append(self.my_turn())
        if fields["text_waiting"]:
            found.append(self.text_waiting())
        return found

    def is_named(self) -> Condition:
        """The caller reported it or is to review it; an account that passes words on does not read them again."""
        if self.act.caller.is_service:
            return sa.false()
        return sa.or_(self.board.c.reported_by == self.act.by, self.board.c.reviewer == self.act.by)

    def placed(self, *roles: str) -> Condition:
        return self.board.c.unit_id.in_(self._subtrees(*roles))

    def linked(self, kind: str, values: Iterable[str]) -> Condition:
        return self.has_link(kind, self.links.c.value.in_(values))

    def has_link(self, kind: str, condition: Condition) -> Condition:
        link = self.links
        return sa.exists().where(
            link.c.issue_id == self.board.c.issue_id, link.c.kind == kind, condition
        )

    def _subtrees(self, *roles: str) -> list[str]:
        return sorted(self.act.units.subtrees(self.act.caller.holds(*roles)))

    def _own_and_above(self) -> list[str]:
        """A caller belongs to an accused unit when that is one of these."""
        own = self.act.caller.units
        return sorted({*own, *(above for unit in own for above in self.act.units.ancestors(unit))})
