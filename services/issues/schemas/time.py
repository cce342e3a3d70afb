"""What commands may say about more time."""

from services.issues.schemas.parts import WORDS, OnIssue
from services.issues.vocabulary import POSITIONS
from services.kernel.schema_fields import Code, Count, Day, Text


class RequestExtension(OnIssue):
    """`days`: working days on top of the due day."""

    days = Count(min=1, max=366, required=True)
    reason = Text(max=WORDS)


class GrantExtension(OnIssue):
    pass


class RefuseExtension(OnIssue):
    reason = Text(max=WORDS)


class RequestHold(OnIssue):
    """Whatever is missing is named by the rule, `hold_incomplete`."""

    missing_condition = Text(max=WORDS)
    plan = Text(max=WORDS)
    responsible_position = Code(POSITIONS)
    review_by = Day()


class Hold(OnIssue):
    review_by = Day()
    note = Text(max=WORDS)


class RefuseHold(OnIssue):
    reason = Text(max=WORDS)


class ReviewHold(OnIssue):
    review_by = Day(required=True)
    note = Text(max=WORDS)


class Resume(OnIssue):
    note = Text(max=WORDS)
