"""One issue, read from its stream with its words in clear: what the issue's page shows."""

from typing import Any

from services.issues.act import Act
from services.issues.dossier import outcome, oversight, public_texts, time, voices, work
from services.issues.dossier.history import History, iso, last
from services.issues.facts import IssueAssigned, IssueClosed, IssueReported
from services.issues.issue import Issue
from services.issues.limits.running import current_limit, running_limits
from services.issues.saying import limit_of, marks_of, title_of, turn_of

Others = list[tuple[Issue, History]]


def dossier(issue: Issue, history: History, others: Others, act: Act) -> dict[str, Any]:
    """`history` is the whole stream, opened; `others` are those of the issues that go on in this one. Contact details
    come masked, and no tracking code."""
    return {
        **_head(issue, history),
        **_reported(issue, history, others),
        **_assigned(issue, history),
        **_time(issue, history, act),
        **_work(issue, history),
        **_outcome(history),
        "orders": oversight.orders(history),
        "pledge": oversight.pledge(history),
        "notes": oversight.notes(history),
    }


def _head(issue: Issue, history: History) -> dict[str, Any]:
    return {
        "id": issue.issue_id,
        "number": issue.number,
        "version": issue.version,
        "title": title_of(_first(history).verbatim),
        "state": issue.state,
        "outcome": issue.outcome,
        "marks": marks_of(issue),
        "whose_turn": turn_of(issue),
    }


def _reported(issue: Issue, history: History, others: Others) -> dict[str, Any]:
    reported = _first(history)
    return {
        "kind": issue.kind,
        "field": issue.field,
        "category": issue.category,
        "needs_conditions": issue.needs_conditions,
        "source": reported.source,
        "unit": issue.unit_id,
        "occurred_on": voices.occurred_on(history),
        "reported_at": issue.reported_at.isoformat(),
        "visit_id": reported.visit_id,
        "verbatim": reported.verbatim,
        "contact": voices.contact_of(reported),
        "supplements": voices.supplements(history),
        "reporters": voices.reporters(issue, [history, *(other for _, other in others)]),
        "absorbed": voices.absorbed(others),
        "merged_into": voices.merged_into(issue, history),
        "accused_units": list(issue.accused_units),
        "accused_people": list(issue.accused_people),
    }


def _assigned(issue: Issue, history: History) -> dict[str, Any]:
    return {
        "lead_unit": issue.lead_unit,
        "support_units": list(issue.support_units),
        "responsible_position": last(history, IssueAssigned, "responsible_position"),
        "designated": bool(last(history, IssueAssigned, "designated")),
        "reviewer": issue.reviewer,
        "due": iso(issue.due),
    }


def _time(issue: Issue, history: History, act: Act) -> dict[str, Any]:
    running = running_limits(issue, act.calendar, act.timezone)
    return {
        "limit": limit_of(current_limit(issue, act.calendar, act.timezone), act),
        "limits": [limit_of(limit, act) for limit in running],
        "extension": time.extension(history),
        "hold": time.hold(history),
        "holding": time.holding(history, act),
    }


def _work(issue: Issue, history: History) -> dict[str, Any]:
    texts = public_texts.texts_of(history)
    return {
        "tasks": work.tasks(history, texts),
        "completion": work.completion(history),
        "rework": work.rework(history),
        "public": public_texts.public(issue, texts),
    }


def _outcome(history: History) -> dict[str, Any]:
    return {
        "callback": outcome.callback(history),
        "explanation": last(history, IssueClosed, "explanation"),
        "ratings": outcome.ratings(history),
        "rechecks": outcome.rechecks(history),
        "referral": outcome.referral(history),
        "rejection": outcome.rejection(history),
    }


def _first(history: History) -> IssueReported:
    reported = history[0][0]
    assert isinstance(reported, IssueReported)
    return reported
