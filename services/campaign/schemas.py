"""What may come into `campaign`."""

from typing import Any

from services.campaign.passwords import LONGEST
from services.kernel.csv_rows import MAX_ROWS
from services.kernel.schema import CommandSchema, QuerySchema, Schema
from services.kernel.schema_fields import (
    Count,
    Day,
    Flag,
    Identifier,
    Items,
    Nested,
    Secret,
    Text,
)

MAX_CELL = 400
FIRST_YEAR, LAST_YEAR = 2000, 2099
MAX_DAYS = 60


class Cell(Text):
    """A cell of a sheet: it may be blank, because the import itself names every bad cell by its row."""

    def __init__(self) -> None:
        super().__init__(max=MAX_CELL, load_default="")

    def read(self, value: Any) -> str:
        if value == "" or (isinstance(value, str) and value.isspace()):
            return ""
        return super().read(value)


class UnitRow(Schema):
    row = Count(max=1_000_000)
    code = Cell()
    name = Cell()
    kind = Cell()
    parent_code = Cell()


class PersonRow(Schema):
    row = Count(max=1_000_000)
    login = Cell()
    name = Cell()
    position = Cell()
    unit_code = Cell()
    roles = Cell()


class ImportUnits(CommandSchema):
    rows = Items(Nested(UnitRow), max=MAX_ROWS, required=True)
    dry_run = Flag(load_default=False)


class ImportPeople(CommandSchema):
    rows = Items(Nested(PersonRow), max=MAX_ROWS, required=True)
    dry_run = Flag(load_default=False)
    # with a dry run only: units that would be imported before
    planned_units = Items(Nested(UnitRow), max=MAX_ROWS, load_default=())


class MailboxRow(Schema):
    row = Count(max=1_000_000)
    unit_code = Cell()
    email = Cell()


class ImportMailboxes(CommandSchema):
    rows = Items(Nested(MailboxRow), max=MAX_ROWS, required=True)
    dry_run = Flag(load_default=False)


class CloseUnit(CommandSchema):
    unit = Identifier(required=True)


class EnterCalendar(CommandSchema):
    """A year has some thirty days off and a handful of worked weekend days."""

    year = Count(min=FIRST_YEAR, max=LAST_YEAR, required=True)
    days_off = Items(Day(), min=1, max=MAX_DAYS, required=True)
    working_days = Items(Day(), max=MAX_DAYS, load_default=())


class CalendarOf(QuerySchema):
    year = Count(min=FIRST_YEAR, max=LAST_YEAR, required=True)


class SignIn(Schema):
    login = Text(max=100, required=True)
    password = Secret(max=LONGEST, required=True)


class RedeemLink(Schema):
    link = Text(max=200, required=True)
    password = Secret(max=LONGEST, required=True)


class Session(Schema):
    session = Text(max=200, required=True)


class NewLink(Schema):
    login = Text(max=100, required=True)


class ServiceToken(Schema):
    service = Text(max=100, required=True)
    secret = Text(max=200, required=True)


class PeopleOf(QuerySchema):
    ids = Items(Identifier(), max=500, required=True)


class PeopleOfUnit(QuerySchema):
    unit = Identifier(required=True)


class MailboxOf(QuerySchema):
    unit = Identifier(required=True)


class About(Schema):
    """Nothing: who has no token makes nobody wait."""


class Nothing(QuerySchema):
    """A question without arguments."""
