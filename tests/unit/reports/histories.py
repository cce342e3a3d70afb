"""Random stories of some issues, as the oracle tells facts, and the same facts as a follower gets them."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from eventlog.clock import to_microseconds
from eventlog.record import Record

START = datetime(2026, 6, 30, 15, 50, tzinfo=UTC)  # ten minutes before July begins in Shanghai
DAYS = ("2026-06-30", "2026-07-01", "2026-07-15")
UNITS = ("north", "north-1", "south")
CATEGORIES = ("roads", "refuse", "disability")
FIELDS = (None, "livelihood_pain_point", "governance_difficulty")
OUTCOMES = ("solved", "partly_solved", "unsolved")
ENVELOPE = {"alg": "A256GCM", "key_id": "k", "field": "f", "nonce": "n", "text": "t"}

TYPES = {  # and how often each is tried
    "IssueReported": 2,
    "IssueTriaged": 2,
    "IssueAssigned": 3,
    "IssueSignedFor": 1,
    "TaskPlanned": 5,
    "ProgressReported": 4,
    "TaskCompleted": 5,
    "CompletionReported": 1,
    "CallbackRecorded": 4,
    "ReworkOrdered": 2,
    "IssueClosed": 2,
    "PublicTextProposed": 1,
    "PublicTextApproved": 4,
    "IssueCorrected": 2,
    "IssueReturned": 1,
    "TaskChanged": 2,
    "TaskCancelled": 2,
    "ExtensionGranted": 1,
    "DeadlineRecomputed": 1,
    "IssueHeld": 2,
    "HoldReviewed": 1,
    "IssueResumed": 1,
    "OutcomeRated": 2,
    "RecheckRecorded": 1,
    "IssueReopened": 2,
    "IssueFiled": 1,
    "IssueReferred": 1,
    "IssueRejected": 1,
    "IssueMerged": 1,
    "IssueUnmerged": 1,
    "IssueWithdrawn": 1,
    "SomethingNewer": 1,
}


def history(seed: int, length: int, issues: int) -> list[dict[str, Any]]:
    """Facts in order. Issues do what no rule allows, too: the lists must tell whatever the log says."""
    chance = random.Random(seed)
    at, facts = START, list[dict[str, Any]]()
    while len(facts) < length:
        issue = chance.randrange(issues)
        (type_,) = chance.choices(list(TYPES), list(TYPES.values()))
        data = _data(chance, type_, issue, [f for f in facts if f["issue_id"] == f"issue-{issue}"])
        if data is not None:
            at += timedelta(seconds=chance.choice((0, 0, 1, 600, 86_400 * 9)))
            head = {"type": type_, "position": len(facts) + 1, "at": at}
            facts.append({**head, "issue_id": f"issue-{issue}", "by": "somebody", **data})
    return facts


def _data(
    chance: random.Random, type_: str, issue: int, told: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """What a fact of this type says; None where it would be no fact at all (a second report of one issue)."""
    is_reported = any(f["type"] == "IssueReported" for f in told)
    if is_reported == (type_ == "IssueReported"):
        return None
    if not is_reported and type_ in (
        "TaskPlanned",
        "TaskCompleted",
        "TaskChanged",
        "TaskCancelled",
    ):
        return None
    return _SAYS[type_](chance, f"202607-{9 * (issue + 1):04d}", told)


def _tasks(told: list[dict[str, Any]], type_: str = "TaskPlanned") -> list[str]:
    return [fact["task_id"] for fact in told if fact["type"] == type_]


def _reported(chance: random.Random, number: str, _told: Any) -> dict[str, Any]:
    return {
        "number": f"WT-{number}",
        "kind": chance.choice(("complaint", "consultation")),
        "source": "visit",
        "reporter_id": "r",
        "unit_id": chance.choice(UNITS),
        "category": chance.choice(CATEGORIES),
        "field": chance.choice(FIELDS),
        "occurred_on": chance.choice((None, *DAYS)),
        "danger": chance.random() < 0.2,
        "needs_conditions": chance.choice((None, True, False)),
        "on_spot": chance.random() < 0.2,
        "confidential": chance.random() < 0.2,
        "verbatim": ENVELOPE,
    }


def _triaged(chance: random.Random, _number: str, _told: Any) -> dict[str, Any]:
    return {
        "category": chance.choice(CATEGORIES),
        "field": chance.choice(FIELDS),
        "needs_conditions": chance.choice((None, True, False)),
        "limit_class": chance.choice((None, "urgent", "ordinary")),
    }


def _assigned(chance: random.Random, _number: str, _told: Any) -> dict[str, Any]:
    return {
        "lead_unit_id": chance.choice(UNITS),
        "support_unit_ids": chance.choice(([], ["south"], ["north", "south"])),
        "responsible_position": chance.choice((None, "unit_head", "principal_leader")),
        "due": chance.choice(DAYS),
    }


def _planned(chance: random.Random, number: str, told: Any) -> dict[str, Any]:
    k = len(_tasks(told)) + 1
    return {
        "task_id": f"task-{number}-{k}",
        "number": f"RW-{number}-{k}",
        "unit_id": chance.choice(UNITS),
        "due": chance.choice(DAYS),
        "quantity": chance.choice((None, 0.0, 3, 2.5)),
        "quantity_unit": chance.choice((None, "盏")),
        "measure": ENVELOPE,
    }


def _progress(chance: random.Random, _number: str, told: Any) -> dict[str, Any]:
    return {
        "task_id": chance.choice([None, *_tasks(told)]),
        "occurred_on": DAYS[0],
        "quantity": chance.choice((None, 0.0, 1, 2.5)),
    }


def _completed(chance: random.Random, number: str, told: Any) -> dict[str, Any] | None:
    task = _open_task(chance, told)
    if task is None:
        return None
    return {
        "task_id": task,
        "number": f"XG-{number}-{task.rpartition('-')[2]}",
        "completed_on": chance.choice(DAYS),
        "quantity": chance.choice((None, 0.0, 3, 2.5)),
        "quantity_unit": chance.choice((None, "个")),
    }


def _open_task(chance: random.Random, told: Any) -> str | None:
    over = {*_tasks(told, "TaskCompleted"), *_tasks(told, "TaskCancelled")}
    return chance.choice([None, *sorted(set(_tasks(told)) - over)])


def _changed(chance: random.Random, _number: str, told: Any) -> dict[str, Any] | None:
    task = _open_task(chance, told)
    if task is None:
        return None
    return {
        "task_id": task,
        "unit_id": chance.choice((None, *UNITS)),
        "due": chance.choice((None, *DAYS)),
        "quantity": chance.choice((None, 0.0, 3)),
        "quantity_unit": chance.choice((None, "米")),
        "measure": ENVELOPE,
    }


def _cancelled(chance: random.Random, _number: str, told: Any) -> dict[str, Any] | None:
    task = _open_task(chance, told)
    return None if task is None else {"task_id": task, "reason": ENVELOPE}


def _corrected(chance: random.Random, _number: str, _told: Any) -> dict[str, Any]:
    return {
        "kind": chance.choice((None, "suggestion")),
        "category": chance.choice((None, *CATEGORIES)),
        "field": chance.choice(FIELDS),
        "unit_id": chance.choice((None, *UNITS)),
        "occurred_on": chance.choice((None, *DAYS)),
        "danger": chance.choice((None, True, False)),
    }


def _unmerged(chance: random.Random, _number: str, told: Any) -> dict[str, Any]:
    own = told[0]["issue_id"] if told else "issue-0"
    absorbed = chance.choice((own, "another"))
    state = chance.choice(("triaged", "in_progress"))
    return {"state": state, "absorbed_id": absorbed, "into_id": "another"}


def _called_back(chance: random.Random, _number: str, _told: Any) -> dict[str, Any]:
    basis = chance.choice((None, "reached", "three_tries"))
    return {
        "reached": basis == "reached",
        "basis": basis,
        "solved": chance.choice((None, "solved", "unsolved")),
        "satisfaction": chance.choice((None, "satisfied", "very_dissatisfied")),
    }


def _approved(chance: random.Random, _number: str, told: Any) -> dict[str, Any]:
    part = chance.choice(("public_text", "public_measure", "public_result"))
    task = None if part == "public_text" else chance.choice(["task-of-nobody", *_tasks(told)])
    return {"part": part, "task_id": task, "text": chance.choice(("路灯损坏", "已换灯", "已修"))}


_SAYS: dict[str, Callable[..., dict[str, Any] | None]] = {
    "IssueReported": _reported,
    "IssueTriaged": _triaged,
    "IssueAssigned": _assigned,
    "IssueSignedFor": lambda *_: {},
    "TaskPlanned": _planned,
    "ProgressReported": _progress,
    "TaskCompleted": _completed,
    "CompletionReported": lambda *_: {"claimed": "solved"},
    "CallbackRecorded": _called_back,
    "ReworkOrdered": lambda chance, *_: {"due": chance.choice((None, *DAYS))},
    "IssueCorrected": _corrected,
    "IssueReturned": lambda *_: {"unit_id": "north"},
    "TaskChanged": _changed,
    "TaskCancelled": _cancelled,
    "ExtensionGranted": lambda chance, *_: {"due": chance.choice(DAYS), "days": 3},
    "DeadlineRecomputed": lambda chance, *_: {"due": chance.choice(DAYS)},
    "IssueHeld": lambda chance, *_: {"review_by": chance.choice(DAYS), "days_left": 2},
    "HoldReviewed": lambda chance, *_: {"review_by": chance.choice(DAYS)},
    "IssueResumed": lambda chance, *_: {"due": chance.choice(DAYS)},
    "OutcomeRated": lambda chance, *_: {
        "solved": chance.choice((None, "solved")),
        "satisfaction": chance.choice(("satisfied", "dissatisfied")),
    },
    "RecheckRecorded": lambda chance, *_: {"still_solved": chance.random() < 0.5},
    "IssueReopened": lambda chance, *_: {"state": chance.choice(("triaged", "reported"))},
    "IssueFiled": lambda *_: {"note": ENVELOPE},
    "IssueReferred": lambda *_: {"channel": "police"},
    "IssueRejected": lambda *_: {"proposed_by": "somebody"},
    "IssueMerged": lambda *_: {"into_id": "another", "into_number": "WT-202607-0001"},
    "IssueUnmerged": _unmerged,
    "IssueWithdrawn": lambda chance, *_: {"reporter_id": "r", "is_last": chance.random() < 0.5},
    "IssueClosed": lambda chance, *_: {"outcome": chance.choice(OUTCOMES)},
    "PublicTextProposed": lambda *said: {**_approved(*said), "text": ENVELOPE},
    "PublicTextApproved": _approved,
    "SomethingNewer": lambda *_: {"anything": [1, None, {}]},
}


def to_records(facts: list[dict[str, Any]]) -> list[Record]:
    """Facts of one instant are one append: the last of them carries the digest."""
    found = []
    for fact, next_at in zip(facts, [*(f["at"] for f in facts), None][1:], strict=True):
        found.append(
            Record(
                position=fact["position"],
                stream=fact["issue_id"],
                version=1,
                type=fact["type"],
                schema=1,
                fact_id=str(fact["position"]),
                actor="somebody",
                command_id=None,
                causation_id=None,
                data={k: v for k, v in fact.items() if k not in ("type", "position", "at")},
                recorded_us=to_microseconds(fact["at"]),
                digest=None if next_at == fact["at"] else "00",
            )
        )
    return found
