"""What may come in for editions, their rows, and objections to them."""

from services.kernel.schema import CommandSchema, PageSchema, QuerySchema, Schema
from services.kernel.schema_fields import Code, Count, Day, Identifier, Items, Nested, Text
from services.reports.schemas import Month
from services.reports.vocabulary import (
    LISTS,
    OBJECTION_STATES,
    STUDY_DECISIONS,
    WITHDRAWAL_REASONS,
)

EVERY_LIST = (*LISTS, "erratum")
MOST_ITEMS = 2000


class DraftEdition(CommandSchema):
    month = Month(required=True)


class Decision(Schema):
    number = Identifier(required=True)
    decision = Code(STUDY_DECISIONS, required=True)
    note = Text(max=1000)


class RecordStudy(CommandSchema):
    edition_id = Identifier(required=True)
    held_on = Day(required=True)
    unit_ids = Items(Identifier(), required=True, min=1, max=200)
    items = Items(Nested(Decision), max=MOST_ITEMS)


class OfEdition(CommandSchema):
    edition_id = Identifier(required=True)


class RequestProof(OfEdition):
    """Nothing but the edition."""


class ApproveEdition(OfEdition):
    content_digest = Identifier(required=True)


class PublishEdition(OfEdition):
    """Nothing but the edition."""


class DiscardEdition(OfEdition):
    """Nothing but the edition."""


class WithdrawRow(CommandSchema):
    list = Code(LISTS, required=True)
    number = Identifier(required=True)
    reason = Code(WITHDRAWAL_REASONS, required=True)


class ObjectToEdition(CommandSchema):
    edition_number = Count(required=True, min=1, max=9999)
    row_number = Identifier(max=40)
    words = Text(required=True, max=2000)
    contact_name = Text(max=100)
    contact_phone = Text(max=40)
    contact_email = Text(max=200)
    address = Identifier(max=60)


class ProposeObjectionAnswer(CommandSchema):
    objection_id = Identifier(required=True)
    text = Text(required=True, max=2000)


class ApproveObjectionAnswer(CommandSchema):
    objection_id = Identifier(required=True)


class Editions(QuerySchema):
    """Nothing but `at_least`."""


class GetEdition(QuerySchema):
    id = Identifier(required=True)


class EditionRows(PageSchema):
    id = Identifier(required=True)
    list = Code(EVERY_LIST, required=True)


class Objections(PageSchema):
    state = Code(OBJECTION_STATES)


class GetObjection(QuerySchema):
    id = Identifier(required=True)


class PublicEditions(QuerySchema):
    """Nothing but `at_least`."""


class PublicAnswers(PageSchema):
    """Newest first."""


class RowProof(QuerySchema):
    edition_number = Count(required=True, min=1, max=9999)
    list = Code(EVERY_LIST, required=True)
    number = Identifier(required=True)
