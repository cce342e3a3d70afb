"""Texts that two persons made public."""

from dataclasses import replace

from eventlog.record import Record
from services.reports.changes import Changes
from services.reports.lines import IssueLines


def _text_approved(lines: IssueLines, record: Record, _timezone: str) -> IssueLines:
    """A result may be approved before the task is completed: it waits on the task's line."""
    part, text = record.data["part"], record.data["text"]
    if part == "public_text":
        return lines.with_problem(public_text=text)
    task = lines.tasks.get(record.data.get("task_id", ""))
    if task is not None and part == "public_measure":
        return lines.with_tasks(replace(task, public_measure=text))
    if task is not None and part == "public_result":
        effect = lines.effects.get(task.task_id)
        effects = [replace(effect, public_result=text)] if effect else []
        return lines.with_tasks(replace(task, public_result=text)).with_effects(*effects)
    return lines


CHANGES: Changes = {"PublicTextApproved": _text_approved}
