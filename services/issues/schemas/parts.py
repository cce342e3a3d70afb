"""Parts that several commands share. By codes only: no text of an error leaves here."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from services.issues.schemas.fields import Email, Phone, TrackingCode
from services.issues.vocabulary import QUANTITY_UNITS
from services.kernel.schema import CommandSchema, Schema
from services.kernel.schema_fields import Code, Identifier, Quantity, Text

WORDS = 2000


class Counted(CommandSchema):
    """A quantity may come with its unit of measure, never the unit alone."""

    quantity = Quantity()
    quantity_unit = Code(QUANTITY_UNITS)

    @validates_schema
    def check_quantity(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("quantity") is None and data.get("quantity_unit") is not None:
            raise ValidationError("required", "quantity")


class Contact(Schema):
    contact_name = Text(max=100)
    contact_phone = Phone(max=20)
    contact_email = Email(max=300)


class OnIssue(CommandSchema):
    id = Identifier(required=True)


class OnIssueOrByCode(CommandSchema):
    """Staff name the issue by `id`; a resident (scope `public`) by `number` and `code`, with the `address` that the
    request came from, by which wrong tries are limited."""

    id = Identifier()
    number = Identifier()
    code = TrackingCode()
    address = Identifier()

    @validates_schema
    def check_which(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("id") is not None:
            if data.get("number") is not None or data.get("code") is not None:
                raise ValidationError("choice", "id")
            return
        if data.get("number") is None and data.get("code") is None:
            raise ValidationError("required", "id")
        for name in ("number", "code"):
            if data.get(name) is None:
                raise ValidationError("required", name)


class ByCode(CommandSchema):
    """A resident alone."""

    number = Identifier(required=True)
    code = TrackingCode(required=True)
    address = Identifier()
