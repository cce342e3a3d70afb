"""Who acts, when, and what can be looked up: everything a rule needs beside the issue and the command."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from eventlog.errors import Invalid
from services.issues.categories import Categories
from services.kernel.caller import Caller, Role
from services.kernel.directory import Directory
from services.kernel.units import UnitTree
from services.kernel.working_calendar import WorkingCalendar
from services.kernel.working_days import ANNOUNCED, local_day


@dataclass(frozen=True)
class Act:
    """`unit` is the unit in whose name the caller acts, known once role and relation are checked."""

    caller: Caller
    now: datetime
    timezone: str
    directory: Directory
    categories: Categories
    unit: str | None = None
    calendar: WorkingCalendar = ANNOUNCED
    reporter: str | None = None  # who acts by tracking code, verified
    new_id: str = ""  # for what the command makes: the same however often it is sent

    @property
    def by(self) -> str:
        return self.caller.person

    @property
    def is_reaction(self) -> bool:
        """The issue comes from a fact of another service: the caller is the person who entered that."""
        return self.caller.has_scope("reaction")

    @property
    def today(self) -> date:
        return local_day(self.now, self.timezone)

    @property
    def units(self) -> UnitTree:
        return self.directory.tree

    @property
    def answering_unit(self) -> str:
        """The unit that answers when the office does so itself: the person's own."""
        return str(self.caller.unit or self.unit)

    def entry(self, issue_id: str) -> dict[str, Any]:
        """What every fact of this act says."""
        return {"issue_id": issue_id, "by": self.by, "by_unit": self.unit}

    def of_command(self, new_id: str, reporter: str | None = None) -> "Act":
        """With the id of what the command makes, and the reporter who gave it by tracking code."""
        return replace(self, new_id=new_id, reporter=reporter)

    def in_the_name_of(self, unit: str | None) -> "Act":
        return replace(self, unit=unit)

    def covering_unit(self, place: str | None, *roles: str) -> str | None:
        """The first unit in which the caller has one of these roles and which is `place` or above it."""
        held = self.caller.holds(*roles)
        return next((unit for unit in held if self.units.within(place, unit)), None)

    def holders(self, role: str) -> list[Caller]:
        """Everybody who has this role anywhere, with all their units."""
        return [self.person(holder.person) for holder in self.directory.holders(role)]

    def person(self, person: str) -> Caller:
        roles = tuple(Role(role, unit) for role, unit in self.directory.roles_of(person))
        return Caller(person=person, unit=self.directory.home(person), roles=roles)

    def check_not_in_future(self, **days: date | None) -> None:
        """A thing that happened did not happen tomorrow. Raises Invalid."""
        late = {name: ["date_in_future"] for name, day in days.items() if day and day > self.today}
        if late:
            raise Invalid(late)
