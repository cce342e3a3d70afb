"""What may come in. Free text that is blank counts as not filled in: the rules say what is missing."""

import re
from typing import Any

from marshmallow import ValidationError

from services.kernel.quantity_units import QUANTITY_UNITS
from services.kernel.schema import CommandSchema, PageSchema, QuerySchema, Schema
from services.kernel.schema_fields import (
    Code,
    Count,
    Day,
    Flag,
    Identifier,
    Items,
    Nested,
    Quantity,
    Text,
)
from services.visits.party_import import MAX_NAME, MAX_ROWS
from services.visits.vocabulary import (
    INQUIRY_TYPES,
    OUTCOMES,
    PARTY_KINDS,
    PROBLEM_FIELDS,
    PROBLEM_KINDS,
    PURPOSES,
    VISIT_TYPES,
)

_CATEGORY = re.compile(r"[a-z][a-z_]*")
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


class Typed(Text):
    """Words from a form field, which comes back empty when it is not filled in."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        return super()._deserialize(value, attr, data, **kwargs)


class CategoryCode(Text):
    """The id of a category. The tree is not known here, so its shape keeps words of people out of the clear."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _CATEGORY.fullmatch(text):
            raise ValidationError("choice")
        return text


class Month(Text):
    """`2026-11`."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _MONTH.fullmatch(text):
            raise ValidationError("date")
        return text


class SolvedOnSpotSchema(Schema):
    result = Typed()
    quantity = Quantity()
    quantity_unit = Code(QUANTITY_UNITS)


class ProblemSchema(Schema):
    verbatim = Typed(
        max=20_000
    )  # the rule says how long it may be: the writer is told both numbers
    category = CategoryCode(max=60)
    kind = Code(PROBLEM_KINDS)
    field = Code(PROBLEM_FIELDS)
    danger = Flag(load_default=False, allow_none=False)
    contact_name = Typed(max=60)
    contact_phone = Typed(max=40)
    contact_email = Typed(max=300)
    needs_conditions = Flag()
    accused_party = Typed(max=200)
    solved_on_spot = Nested(SolvedOnSpotSchema)


class NewPartySchema(Schema):
    kind = Code(PARTY_KINDS, required=True)
    name = Text(max=MAX_NAME, required=True)
    unit = Identifier(required=True)
    phone = Typed(max=40)


class RecordVisit(CommandSchema):
    party_id = Identifier()
    new_party = Nested(NewPartySchema)
    outcome = Code(OUTCOMES)
    date = Day()
    unit = Identifier()
    visit_type = Code(VISIT_TYPES)
    visitors = Items(Identifier(), max=20)
    purpose = Code(PURPOSES)
    inquiry = Items(Code(INQUIRY_TYPES), max=len(INQUIRY_TYPES))
    next_contact = Day()
    note = Typed()
    problems = Items(Nested(ProblemSchema), max=100)  # the rule says how many there may be


class HandOverAppointments(CommandSchema):
    """It has no version: what is no longer the first person's is passed over."""

    from_person = Identifier(required=True)
    to_person = Identifier(required=True)


class PartyRow(Schema):
    row = Count(min=1)
    kind = Typed(max=200)
    name = Typed(max=200)
    unit_code = Typed(max=200)
    phone = Typed(max=200)
    external_id = Typed(max=200)


class PlannedUnit(Schema):
    code = Typed(max=200)
    name = Typed(max=200)
    kind = Typed(max=200)
    parent_code = Typed(max=200)


class ImportParties(CommandSchema):
    rows = Items(Nested(PartyRow), max=MAX_ROWS, required=True)
    dry_run = Flag(required=True)
    # with a dry run only: units that would be imported before
    planned_units = Items(Nested(PlannedUnit), max=MAX_ROWS, load_default=())


class ForgetPerson(CommandSchema):
    person_id = Identifier(required=True)


class Parties(PageSchema):
    q = Typed(max=MAX_NAME)
    unit = Identifier()


class Visits(PageSchema):
    mine = Flag(load_default=False, allow_none=False)
    appointed = Flag(load_default=False, allow_none=False)
    unit = Identifier()
    month = Month(max=7)


class AppointmentsOf(QuerySchema):
    person = Identifier(required=True)


class GetVisit(QuerySchema):
    id = Identifier(required=True)


class ProblemWords(Schema):
    visit_id = Identifier(required=True)
    n = Count(min=1, required=True)
