"""What may be asked of the lists."""

import re
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import ValidationError

from services.kernel.schema import PageSchema, QuerySchema
from services.kernel.schema_fields import Code, Count, Day, Flag, Identifier
from services.reports.line_values import place_of
from services.reports.vocabulary import (
    CHANGES,
    EFFECT_STATES,
    FIELDS,
    LISTS,
    PROBLEM_STATES,
    TASK_STATES,
)

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
_MOST = 2**53 - 1


class Month(Identifier):
    """`2026-11`."""

    def read(self, value: Any) -> str:
        text = super().read(value)
        if not _MONTH.fullmatch(text):
            raise ValidationError("date")
        return text


class AsOf(Identifier):
    """A position of the log of issues (a number), a day (its end), or an instant with an offset from UTC."""

    def read(self, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            if not 0 <= value <= _MOST:
                raise ValidationError("range")
            return value
        text = super().read(value)
        try:
            found = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError:
            raise ValidationError("date") from None
        if not 2000 <= found.year <= 2099 or (isinstance(found, datetime) and not found.tzinfo):
            raise ValidationError("date")
        return found.astimezone(UTC) if isinstance(found, datetime) else found


class NumberOrMonth(Identifier):
    """`WT-202610-0012`, `RW-202610-0012-1`, or `2026-10`: loads as the place in the order of numbers."""

    def read(self, value: Any) -> Any:
        place = place_of(super().read(value))
        if place is None:
            raise ValidationError("pattern")
        return place


class _ListPage(PageSchema):
    """`from_number`: begin with this number, or the next one there is. An export reads a list at one position from
    end to end: a thousand rows at a time, and with `count` false it does not have them counted each time."""

    limit = Count(min=1, max=1000, load_default=20)
    count = Flag(load_default=True)
    from_number = NumberOrMonth()
    month = Month()
    unit = Identifier()
    field = Code(FIELDS)
    category = Identifier()
    as_of = AsOf()


class ProblemList(_ListPage):
    """`occurred_from`, `occurred_until`: the day on which people said it, both inclusive."""

    needs_conditions = Flag()
    occurred_from = Day()
    occurred_until = Day()
    state = Code(PROBLEM_STATES)


class TaskList(_ListPage):
    state = Code(TASK_STATES)


class EffectList(_ListPage):
    state = Code(EFFECT_STATES)


class ChangesSince(ProblemList):
    """The filters of the list that is named, and `state` one of its own."""

    list = Code(LISTS, required=True)
    since = AsOf(required=True)
    state = Code(sorted({*PROBLEM_STATES, *TASK_STATES, *EFFECT_STATES}))
    what = Code(CHANGES)


class Months(QuerySchema):
    """Nothing but `at_least`."""
