"""What commands may say about what came of it."""

from services.issues.schemas.parts import WORDS, ByCode, OnIssue, OnIssueOrByCode
from services.issues.vocabulary import BASES, OUTCOMES, SATISFACTION
from services.kernel.schema_fields import Code, Day, Flag, Text


class RecordCallback(OnIssue):
    reached = Flag()
    basis = Code(BASES)
    solved = Code(OUTCOMES)
    satisfaction = Code(SATISFACTION)
    called_on = Day()
    visited_on = Day()
    note = Text(max=WORDS)


class OrderRework(OnIssue):
    reason = Text(max=WORDS)
    due = Day()


class Close(OnIssue):
    outcome = Code(OUTCOMES, required=True)
    explanation = Text(max=WORDS)


class Recheck(OnIssue):
    still_solved = Flag(required=True)
    rechecked_on = Day()
    note = Text(max=WORDS)


class Reopen(OnIssueOrByCode):
    reason = Text(max=WORDS)


class Rate(ByCode):
    """Two answers that stay apart."""

    satisfaction = Code(SATISFACTION, required=True)
    solved = Code(OUTCOMES)
    note = Text(max=WORDS)
