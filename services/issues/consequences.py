"""What facts change in the tables beside the log, in the transaction of their append: whose tracking code opens an
issue, and which unit and month is called back as a whole."""

import sqlalchemy as sa

from services.issues import register, sampling
from services.issues.act import Act
from services.issues.facts import (
    CallbackRecorded,
    IssueAbsorbed,
    IssueSupplemented,
    IssueUnmerged,
    OutcomeRated,
)
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.vocabulary import DISSATISFIED
from services.kernel.working_days import local_day

ANSWERS = (CallbackRecorded, OutcomeRated)  # of a person, to whether they are satisfied


def follow(conn: sa.Connection, issue: Issue, facts: list[IssueFact], act: Act) -> None:
    """`issue` is as it was before the facts."""
    for fact in facts:
        if isinstance(fact, IssueSupplemented) and fact.adds_reporter:
            register.join(conn, fact.issue_id, str(fact.reporter_id))
        elif isinstance(fact, IssueAbsorbed):
            for reporter in fact.reporter_ids:
                register.join(conn, fact.issue_id, reporter)
        elif isinstance(fact, IssueUnmerged) and fact.issue_id == issue.issue_id:
            for reporter in issue.reporters:
                register.part(conn, fact.into_id, reporter)
        elif isinstance(fact, ANSWERS) and fact.satisfaction in DISSATISFIED:
            _call_all(conn, issue, act)


def _call_all(conn: sa.Connection, issue: Issue, act: Act) -> None:
    if issue.is_on_spot and issue.lead_unit:
        month = f"{local_day(issue.reported_at, act.timezone):%Y-%m}"
        sampling.call_all(conn, issue.lead_unit, month)
