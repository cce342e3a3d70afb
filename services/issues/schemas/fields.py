"""Kinds of field that only requests of `issues` have."""

import re
import uuid
from typing import Any

from marshmallow import ValidationError

from services.kernel.mail_address import tidy_address
from services.kernel.schema_fields import Identifier, Text

_PHONE = re.compile(r"\+?[0-9](?:[ -]?[0-9]){6,14}")
_TRACKING_CODE = re.compile(r"[0-9]{8}")
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


class Phone(Text):
    """7 to 15 digits, apart or together."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _PHONE.fullmatch(text):
            raise ValidationError("phone_shape")
        return text


class Email(Text):
    """One plain address."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        address = tidy_address(super()._deserialize(value, attr, data, **kwargs))
        if address is None:
            raise ValidationError("email_shape")
        return address


class Month(Identifier):
    """`YYYY-MM`."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _MONTH.fullmatch(text):
            raise ValidationError("date")
        return text


class Uuid(Identifier):
    """The id of something that has ids derived from it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return str(uuid.UUID(text))
        except ValueError:
            raise ValidationError("pattern") from None


class TrackingCode(Identifier):
    """Eight digits."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _TRACKING_CODE.fullmatch(text):
            raise ValidationError("pattern")
        return text
