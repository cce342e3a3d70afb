"""编号 of issues, tasks and effects, and the ids that follow from other ids."""

import uuid
from datetime import date


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


def issue_id_of_problem(visit_id: str, n: int) -> str:
    """The issue that the n-th problem of a visit becomes, however often the fact is delivered."""
    return str(uuid.uuid5(uuid.UUID(visit_id), str(n)))


def issue_id_of_command(actor: str, command_id: str) -> str:
    """The issue that a person's command makes, however often it is sent."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"minqing:{actor}:{command_id}"))
