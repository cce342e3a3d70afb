"""What commands may say before a unit works on it."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from services.issues.schemas.parts import WORDS, Contact, Counted, OnIssue, OnIssueOrByCode
from services.issues.vocabulary import CHANNELS, FIELDS, KINDS, LIMIT_CLASSES, STAFF_SOURCES
from services.kernel.schema import CommandSchema
from services.kernel.schema_fields import Code, Count, Day, Flag, Identifier, Items, Text


class _Reporting(CommandSchema, Contact):
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

    @validates_schema
    def check_external_reference(self, data: dict[str, Any], **_kwargs: Any) -> None:
        for one, other in (("external_system", "external_id"), ("external_id", "external_system")):
            if data.get(one) is not None and data.get(other) is None:
                raise ValidationError("required", other)


class Report(_Reporting):
    """`address`: where a report of the public came from, by which they are limited; kept for an hour at most."""

    address = Identifier()


class ReportSolvedOnSpot(_Reporting, Counted):
    result = Text(required=True, max=WORDS)
    lead_unit = Identifier()


class Supplement(OnIssueOrByCode, Contact):
    text = Text(required=True, max=WORDS)
    adds_reporter = Flag(load_default=False)
    occurred_on = Day()


class Correct(OnIssue):
    kind = Code(KINDS)
    category = Identifier()
    field = Code(FIELDS)
    unit = Identifier()
    occurred_on = Day()
    danger = Flag()
    verbatim = Text(max=WORDS)
    reason = Text(max=WORDS)


class MarkAccused(OnIssue):
    accused_units = Items(Identifier(), max=20)
    accused_people = Items(Identifier(), max=20)
    note = Text(max=WORDS)


class Triaging(OnIssue):
    field = Code(FIELDS)
    needs_conditions = Flag()
    limit_class = Code(LIMIT_CLASSES)
    note = Text(max=WORDS)


class Triage(Triaging):
    category = Identifier(required=True)


class File(OnIssue):
    note = Text(max=WORDS)


class AnswerDirectly(OnIssue):
    answer = Text(required=True, max=WORDS)


class Refer(OnIssue):
    """Without a channel it passes here: `channel_missing` is the rule's, as every `reason_missing` is."""

    channel = Code(CHANNELS)
    note = Text(max=WORDS)


class ProposeReject(OnIssue):
    reason = Text(max=WORDS)


class Reject(OnIssue):
    pass


class ObjectToRejection(OnIssueOrByCode):
    words = Text(required=True, max=WORDS)


class DecideObjection(OnIssue):
    granted = Flag(required=True)
    reason = Text(max=WORDS)


class Merge(OnIssue):
    """`into`: the issue that goes on, seen at `into_version`."""

    into = Identifier(required=True)
    into_version = Count()
    open_tasks = Code(("move", "cancel"), load_default="move")
    reason = Text(max=WORDS)


class Unmerge(OnIssue):
    note = Text(max=WORDS)


class Withdraw(OnIssueOrByCode):
    reporter_id = Identifier()
    how_heard = Text(max=WORDS)
