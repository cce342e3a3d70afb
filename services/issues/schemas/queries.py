"""What a query of `issues` may ask."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from services.issues.board.queues import QUEUES
from services.issues.schemas.fields import Month, TrackingCode, Uuid
from services.issues.vocabulary import STATES
from services.kernel.schema import PageSchema, QuerySchema
from services.kernel.schema_fields import Code, Count, Day, Flag, Identifier, Text


class Get(QuerySchema):
    """By id or by number."""

    id = Identifier()
    number = Identifier()

    @validates_schema
    def check_which(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if (data.get("id") is None) == (data.get("number") is None):
            raise ValidationError("required", "id")


class OfIssue(QuerySchema):
    id = Identifier(required=True)


class Track(QuerySchema):
    """`address`: where the request came from, by which wrong codes are limited."""

    number = Identifier(required=True)
    code = TrackingCode(required=True)
    address = Identifier()


class Photo(OfIssue):
    photo_id = Identifier(required=True)
    small = Flag(load_default=False)


class List(PageSchema):
    """`unit` is whose issue it is, `area` where it is; `q` a number or words, `person` somebody of the staff by id
    or part of a reporter's name; `since` and `until` are days of recording."""

    state = Code(STATES)
    unit = Identifier()
    category = Identifier()
    month = Month()
    late = Flag()
    mine = Flag()
    text_waiting = Flag()
    q = Text(max=30)
    area = Identifier()
    person = Text(max=60)
    since = Day()
    until = Day()
    queue = Code(tuple(QUEUES))


class OpenItemsOf(QuerySchema):
    person = Identifier(required=True)


class Pledges(QuerySchema):
    unit = Identifier()


class ContactsShown(PageSchema):
    person = Identifier()


class Similar(QuerySchema):
    unit = Identifier(required=True)
    category = Identifier(required=True)
    text = Text(required=True, max=2000)
    limit = Count(min=1, max=5, load_default=3)


class Nothing(QuerySchema):
    pass


class ByVisit(QuerySchema):
    visit_id = Uuid(required=True)
