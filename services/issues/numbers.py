"""编号 of issues, tasks and effects, and the ids that follow from other ids."""

import uuid
from datetime import date

from services.kernel.problem_issue import issue_id_of_problem as issue_id_of_problem


def issue_number(month: date, n: int) -> str:
    """WT-202611-0032: the month of recording and a counter of at least four digits."""
    return f"WT-{month:%Y%m}-{n:04d}"


def task_number(issue_number: str, k: int) -> str:
    """RW-202611-0032-1, the k-th task of the issue."""
    return f"RW{issue_number[2:]}-{k}"


def effect_number(task_number: str) -> str:
    """XG-202611-0032-1, the effect of a task."""
    return f"XG{task_number[2:]}"


def task_id(issue_id: str, k: int) -> str:
    return str(uuid.uuid5(uuid.UUID(issue_id), f"task {k}"))


def id_of_command(actor: str, command_id: str) -> str:
    """The issue, order or reporter that a person's command makes: the same however often it is sent."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"minqing:{actor}:{command_id}"))
