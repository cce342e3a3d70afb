"""What one act on many issues may say: the fields of the command once, for each issue its id and version; or whose
open items go to whom."""

from services.issues.schemas.parts import WORDS
from services.issues.vocabulary import FIELDS, LIMIT_CLASSES, OUTCOMES, POSITIONS, PUBLIC_PARTS
from services.kernel.schema import CommandSchema, Schema
from services.kernel.schema_fields import (
    Code,
    Count,
    Day,
    Flag,
    Identifier,
    Items,
    Nested,
    Text,
)

BULK_COMMANDS = ("triage", "assign", "close", "approve_public_text")
MOST_AT_ONCE = 50


class BulkItem(Schema):
    """What each issue has of its own, instead of what is said for all; `part` and `task_id` name a public text."""

    id = Identifier(required=True)
    expected_version = Count()
    category = Identifier()
    outcome = Code(OUTCOMES)
    part = Code(PUBLIC_PARTS)
    task_id = Identifier()


class HandOver(CommandSchema):
    """It has no version: what is no longer the first person's is passed over."""

    from_person = Identifier(required=True)
    to_person = Identifier(required=True)


class Bulk(CommandSchema):
    """Which fields a command takes is its own schema's; versions are those of the items."""

    command = Code(BULK_COMMANDS, required=True)
    items = Items(Nested(BulkItem), min=1, max=MOST_AT_ONCE, required=True)
    category = Identifier()
    field = Code(FIELDS)
    needs_conditions = Flag()
    limit_class = Code(LIMIT_CLASSES)
    note = Text(max=WORDS)
    lead_unit = Identifier()
    support_units = Items(Identifier(), max=20)
    responsible_position = Code(POSITIONS)
    due = Day()
    designated = Flag()
    reviewer = Identifier()
    outcome = Code(OUTCOMES)
    explanation = Text(max=WORDS)
    part = Code(PUBLIC_PARTS)
