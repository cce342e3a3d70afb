"""What commands may say about the work of a unit."""

from services.issues.schemas.intake import Triaging
from services.issues.schemas.parts import WORDS, Counted, OnIssue
from services.issues.vocabulary import OUTCOMES, POSITIONS
from services.kernel.schema_fields import Code, Day, Flag, Identifier, Items, Quantity, Text


class Assign(Triaging):
    category = Identifier()
    lead_unit = Identifier(required=True)
    support_units = Items(Identifier(), max=20)
    responsible_position = Code(POSITIONS)
    due = Day()
    designated = Flag(load_default=False)
    reviewer = Identifier()


class DesignateReviewer(OnIssue):
    reviewer = Identifier(required=True)


class ReturnBack(OnIssue):
    reason = Text(max=WORDS)


class SignFor(OnIssue):
    contacted_on = Day()


class ContactPerson(OnIssue):
    contacted_on = Day()
    note = Text(max=WORDS)


class PlanTask(OnIssue, Counted):
    measure = Text(required=True, max=WORDS)
    due = Day()
    unit = Identifier()
    contacted_on = Day()


class ChangeTask(OnIssue, Counted):
    task_id = Identifier(required=True)
    measure = Text(max=WORDS)
    due = Day()
    unit = Identifier()
    reason = Text(max=WORDS)


class CancelTask(OnIssue):
    task_id = Identifier(required=True)
    reason = Text(max=WORDS)


class ReportProgress(OnIssue):
    task_id = Identifier()
    occurred_on = Day()
    quantity = Quantity()
    note = Text(max=WORDS)


class CompleteTask(OnIssue, Counted):
    """Without a result it passes here: `result_missing` is the rule's."""

    task_id = Identifier(required=True)
    result = Text(max=WORDS)
    completed_on = Day()
    report_done = Flag(load_default=False)
    claimed = Code(OUTCOMES)
    contacted_on = Day()


class ReportDone(OnIssue, Counted):
    claimed = Code(OUTCOMES)
    result = Text(max=WORDS)
    measure = Text(max=WORDS)
    completed_on = Day()
    contacted_on = Day()
