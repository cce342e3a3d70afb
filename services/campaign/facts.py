"""What happens to units, people and roles, and to the calendar. Accounts, passwords and sessions are never facts."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import Fact, code, identifier, public_text, sealed


@dataclass(frozen=True)
class UnitRegistered(Fact):
    """A unit stands in the tree; said again when its name, kind or parent changes."""

    unit_id: str = identifier()
    name: str = public_text()
    kind: str = code()
    parent_id: str | None = identifier(None)
    sort: str = identifier("")


@dataclass(frozen=True)
class UnitClosed(Fact):
    """Nothing new is assigned to the unit; what it did stays."""

    unit_id: str = identifier()


@dataclass(frozen=True)
class PersonRegistered(Fact):
    """A person belongs to a unit; said again when name, unit or position changes."""

    person_id: str = identifier()
    unit_id: str = identifier()
    position: str = code()
    name: str | None = sealed("person_id")


@dataclass(frozen=True)
class RoleGranted(Fact):
    """The person may do what the role allows, in the unit and below it."""

    person_id: str = identifier()
    role: str = code()
    unit_id: str = identifier()


@dataclass(frozen=True)
class RoleEnded(Fact):
    person_id: str = identifier()
    role: str = code()
    unit_id: str = identifier()


@dataclass(frozen=True, kw_only=True)
class CalendarYearEntered(Fact):
    """The office entered a year's days off and worked days of weekends; said again, the last counts."""

    by: str = identifier()
    year: int
    days_off: tuple[date, ...] = ()
    working_days: tuple[date, ...] = ()
