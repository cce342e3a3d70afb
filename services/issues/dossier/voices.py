"""What people said: everybody's words by themselves, in this issue and in those that go on in it."""

from typing import Any

from services.issues.dossier.history import Entry, History, entered, iso, last, of_kind
from services.issues.facts import (
    IssueCorrected,
    IssueMerged,
    IssueReported,
    IssueSupplemented,
)
from services.issues.issue import Issue
from services.issues.masking import mask_name, mask_phone
from services.issues.saying import title_of
from services.kernel.mail_address import mask_address


def contact_of(fact: IssueReported | IssueSupplemented) -> dict[str, str | None]:
    """As far as it may be shown."""
    return {
        "name": mask_name(fact.contact_name),
        "phone": mask_phone(fact.contact_phone),
        "email": mask_address(fact.contact_email),
    }


def occurred_on(history: History) -> str | None:
    """As it was put right, where it was."""
    corrected = [f.occurred_on for f, _ in of_kind(history, IssueCorrected) if f.occurred_on]
    reported = next((f.occurred_on for f, _ in of_kind(history, IssueReported)), None)
    return iso(corrected[-1] if corrected else reported)


def supplements(history: History) -> list[Entry]:
    """More words, oldest first. `by_reporter`: by tracking code; `adds_reporter`: of another person."""
    return [
        {
            **entered(fact, at),
            "text": fact.words if fact.adds_reporter else fact.text,
            "occurred_on": iso(fact.occurred_on),
            "adds_reporter": fact.adds_reporter,
            "by_reporter": fact.reporter_id is not None and not fact.adds_reporter,
            "contact": contact_of(fact) if fact.adds_reporter else None,
        }
        for fact, at in of_kind(history, IssueSupplemented)
    ]


def reporters(issue: Issue, histories: list[History]) -> list[Entry]:
    """Everybody whose issue it is, first the first; contact details masked. `histories`: this one, then absorbed."""
    known: dict[str, dict[str, str | None]] = {}
    for history in histories:
        for reported, _ in of_kind(history, IssueReported):
            known.setdefault(reported.reporter_id, contact_of(reported))
        for more, _ in of_kind(history, IssueSupplemented):
            if more.adds_reporter and more.reporter_id:
                known.setdefault(more.reporter_id, contact_of(more))
    nothing = dict.fromkeys(("name", "phone", "email"))
    return [{"id": who, **known.get(who, nothing)} for who in issue.reporters]


def absorbed(others: list[tuple[Issue, History]]) -> list[Entry]:
    """Issues that go on in this one, with their words."""
    found = []
    for other, history in others:
        reported = history[0][0]
        assert isinstance(reported, IssueReported)
        found.append(
            {
                "id": other.issue_id,
                "number": other.number,
                "title": title_of(reported.verbatim),
                "verbatim": reported.verbatim,
                "occurred_on": occurred_on(history),
                "source": reported.source,
                "contact": contact_of(reported),
                "supplements": supplements(history),
            }
        )
    return found


def merged_into(issue: Issue, history: History) -> dict[str, Any] | None:
    """`{id, number}` of the issue in which this one goes on."""
    if issue.merged_into is None:
        return None
    return {"id": issue.merged_into, "number": last(history, IssueMerged, "into_number")}
