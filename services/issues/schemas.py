"""What a command of `issues` may say: its shape, by codes only. Queries: `queries.py`."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from services.issues.photo_reading import MOST_BYTES
from services.issues.request_fields import Email, Phone
from services.issues.vocabulary import (
    BASES,
    FIELDS,
    KINDS,
    LIMIT_CLASSES,
    OUTCOMES,
    POSITIONS,
    PUBLIC_PARTS,
    QUANTITY_UNITS,
    SATISFACTION,
    STAFF_SOURCES,
)
from services.kernel.schema import CommandSchema
from services.kernel.schema_fields import (
    Code,
    Content,
    Day,
    Flag,
    Identifier,
    Items,
    Quantity,
    Text,
)

WORDS = 2000


class _Counted(CommandSchema):
    """A quantity may come with its unit of measure, never the unit alone."""

    quantity = Quantity()
    quantity_unit = Code(QUANTITY_UNITS)

    @validates_schema
    def check_quantity(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("quantity") is None and data.get("quantity_unit") is not None:
            raise ValidationError("required", "quantity")


class _Reporting(CommandSchema):
    unit = Identifier(required=True)
    verbatim = Text(required=True, max=WORDS)
    category = Identifier(required=True)
    kind = Code(KINDS, load_default="help_request")
    source = Code(STAFF_SOURCES, load_default="staff")
    field = Code(FIELDS)
    occurred_on = Day()
    danger = Flag(load_default=False)
    needs_conditions = Flag()
    reporter_id = Identifier()
    external_system = Identifier()
    external_id = Identifier()
    accused_units = Items(Identifier(), max=20)
    accused_people = Items(Identifier(), max=20)
    contact_name = Text(max=100)
    contact_phone = Phone(max=20)
    contact_email = Email(max=300)

    @validates_schema
    def check_external_reference(self, data: dict[str, Any], **_kwargs: Any) -> None:
        for one, other in (("external_system", "external_id"), ("external_id", "external_system")):
            if data.get(one) is not None and data.get(other) is None:
                raise ValidationError("required", other)


class Report(_Reporting):
    pass


class ReportSolvedOnSpot(_Reporting, _Counted):
    result = Text(required=True, max=WORDS)
    lead_unit = Identifier()


class _OnIssue(CommandSchema):
    id = Identifier(required=True)


class _Triaging(_OnIssue):
    field = Code(FIELDS)
    needs_conditions = Flag()
    limit_class = Code(LIMIT_CLASSES)
    note = Text(max=WORDS)


class Triage(_Triaging):
    category = Identifier(required=True)


class Assign(_Triaging):
    category = Identifier()
    lead_unit = Identifier(required=True)
    support_units = Items(Identifier(), max=20)
    responsible_position = Code(POSITIONS)
    due = Day(required=True)
    designated = Flag(load_default=False)
    reviewer = Identifier()


class SignFor(_OnIssue):
    contacted_on = Day()


class PlanTask(_OnIssue, _Counted):
    measure = Text(required=True, max=WORDS)
    due = Day()
    unit = Identifier()
    contacted_on = Day()


class ReportProgress(_OnIssue):
    task_id = Identifier()
    occurred_on = Day()
    quantity = Quantity()
    note = Text(max=WORDS)


class CompleteTask(_OnIssue, _Counted):
    """Without a result it passes here: `result_missing` is the rule's."""

    task_id = Identifier(required=True)
    result = Text(max=WORDS)
    completed_on = Day()
    report_done = Flag(load_default=False)
    claimed = Code(OUTCOMES)
    contacted_on = Day()


class ReportDone(_OnIssue, _Counted):
    claimed = Code(OUTCOMES)
    result = Text(max=WORDS)
    measure = Text(max=WORDS)
    completed_on = Day()
    contacted_on = Day()


class RecordCallback(_OnIssue):
    reached = Flag()
    basis = Code(BASES)
    solved = Code(OUTCOMES)
    satisfaction = Code(SATISFACTION)
    called_on = Day()
    visited_on = Day()
    note = Text(max=WORDS)


class OrderRework(_OnIssue):
    reason = Text(max=WORDS)
    due = Day()


class Close(_OnIssue):
    outcome = Code(OUTCOMES, required=True)
    explanation = Text(max=WORDS)


class AttachPhoto(_OnIssue):
    photo = Content(required=True, max=MOST_BYTES)
    caption = Text(max=100)


class RemovePhoto(_OnIssue):
    photo_id = Identifier(required=True)
    reason = Text(max=WORDS)


class ProposePublicText(_OnIssue):
    part = Code(PUBLIC_PARTS, required=True)
    task_id = Identifier()
    text = Text(required=True, max=300)


class ApprovePublicText(_OnIssue):
    part = Code(PUBLIC_PARTS, required=True)
    task_id = Identifier()
