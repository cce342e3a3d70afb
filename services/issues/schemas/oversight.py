"""What commands may say from above, and what a unit answers."""

from services.issues.schemas.parts import WORDS, OnIssue
from services.kernel.schema_fields import Count, Day, Flag, Identifier, Text


class Escalate(OnIssue):
    level = Count(min=1, max=4, required=True)
    note = Text(max=WORDS)


class Supervise(OnIssue):
    text = Text(required=True, max=WORDS)
    answer_by = Day()


class AnswerSupervision(OnIssue):
    """Without `order_id` it answers the oldest open order."""

    text = Text(required=True, max=WORDS)
    order_id = Identifier()


class Pledge(OnIssue):
    """`for_unit`: the unit head's own unit takes it on, and not the person."""

    for_unit = Flag(load_default=False)
    note = Text(max=WORDS)


class ReleasePledge(OnIssue):
    reason = Text(max=WORDS)
