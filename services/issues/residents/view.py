"""What somebody may see of their own issue by number and tracking code: track.

Where it stands, what happened when, and what they may do. No names, no unit, no word of staff, save what two persons
approved for the public and the explanation of a closing, which is written for the person.
"""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.errors import NotFound
from eventlog.record import Record
from services.issues.act import Act
from services.issues.deciding import allowed
from services.issues.facts import IssueClosed, PublicTextApproved
from services.issues.issue import Issue
from services.issues.limits.running import running_limits
from services.issues.residents.identifying import MAX_MERGES, Resident, identify
from services.issues.residents.milestones import milestones
from services.issues.stored import fact_of, fold_records
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

WITHDRAWN = "withdrawn"


def track(here: Here, fields: dict[str, Any]) -> dict[str, Any]:
    """`{number, goes_on_as, state, outcome, explanation, due, milestones, texts, can, rated}`; days are ISO text.

    Raises Forbidden without the scope `public`, Refused: code_wrong, too_fast."""
    app: IssuesApplication = here.app
    resident = identify(here, {name: fields[name] for name in ("number", "code", "address")})
    if resident is None:
        raise NotFound()
    with app.reading() as conn:
        act = app.act(conn, here.caller, here.now).of_command("", resident.reporter_id)
        streams = _streams(app, conn, fields["number"], resident)
        return {"number": fields["number"].upper(), **_told(streams, act)}


def _streams(
    app: "IssuesApplication", conn: sa.Connection, number: str, resident: Resident
) -> list[list[Record]]:
    """The person's own issue, and from each merge on the one that it went on in."""
    issue_id, found = app.id_of_number(conn, number), list[list[Record]]()
    while issue_id and len(found) <= MAX_MERGES:
        records = app.records(conn, issue_id, opened=True)
        issue = fold_records(records)
        found.append(records)
        issue_id = None if issue is None or issue_id == resident.issue_id else issue.merged_into
    return found


def _told(streams: list[list[Record]], act: Act) -> dict[str, Any]:
    issue = fold_records(streams[-1])
    if issue is None:
        raise NotFound()
    is_out = act.reporter not in issue.reporters  # took it back, while it goes on for others
    facts = [fact_of(record) for record in streams[-1]]
    closed = next((f for f in reversed(facts) if isinstance(f, IssueClosed)), None)
    is_closed = issue.state == "closed" and not is_out
    return {
        "goes_on_as": issue.number if len(streams) > 1 else None,
        "state": WITHDRAWN if is_out else issue.state,
        "outcome": issue.outcome if is_closed else None,
        "explanation": closed.explanation if closed and is_closed else None,
        "due": None if is_out else _promised(issue, act),
        "milestones": milestones(streams, act),
        "texts": {} if is_out else _texts(issue, facts),
        "can": [found.rule.command for found in allowed(issue, act) if found.refusal is None],
        "rated": act.reporter in issue.rated_by,
    }


def _promised(issue: Issue, act: Act) -> str | None:
    """The day by which it is to be done, where the calendar is sure of it."""
    running = running_limits(issue, act.calendar, act.timezone)
    handling = (limit for limit in running if limit.kind == "handling" and not limit.is_provisional)
    return next((limit.due.isoformat() for limit in handling), None)


def _texts(issue: Issue, facts: list[Any]) -> dict[str, list[str]]:
    """By part, as they were last approved; measures and results in the order of their tasks."""
    if issue.is_confidential:
        return {}
    approved = {(f.part, f.task_id): f.text for f in facts if isinstance(f, PublicTextApproved)}
    texts: dict[str, list[str]] = {}
    for (part, _), text in approved.items():
        texts.setdefault(part, []).append(text)
    return texts
