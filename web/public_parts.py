"""公开文本: the sentences of an issue that the public may read, and which of them this person may approve."""

from typing import Any

from web.form_fields import Choice

Proposed = dict[str, Any]


def possible_texts(issue: dict[str, Any]) -> tuple[Choice, ...]:
    """The problem's sentence, then measure and result of each task; the words they are made from stand beside."""
    choices = [_text("public_text", None, "问题", issue.get("verbatim"))]
    for task in (each for each in issue["tasks"] if not each["cancelled"]):
        choices.append(_text("public_measure", task, f"措施 {task['number']}", task["measure"]))
        if task["completed_on"]:
            choices.append(_text("public_result", task, f"结果 {task['number']}", task["result"]))
    return tuple(choices)


def public_texts(issue: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """`{proposed, approved, proposed_by}` by the values of `possible_texts`."""
    found = {"public_text": issue["public"]["public_text"]}
    for task in issue["tasks"]:
        found |= {f"{part}:{task['id']}": text for part, text in task["public"].items()}
    return found


def may_be_approved(proposed: Proposed) -> set[str]:
    """The values of `possible_texts` that this person may approve."""
    return {
        f"{item['part']}:{item['task_id']}" if item["task_id"] else item["part"]
        for item in proposed.get("proposals", ())
    }


def texts_to_choose(command: str, issue: dict[str, Any], proposed: Proposed) -> tuple[Choice, ...]:
    """To write: any of them. To approve: those that wait, under their proposed words."""
    if command != "approve_public_text":
        return possible_texts(issue)
    texts, mine = public_texts(issue), may_be_approved(proposed)
    return tuple(
        Choice(
            choice.value,
            texts[choice.value]["proposed"] or "（已删除）",
            f"{choice.label}：{choice.note}",
            choice.sends,
        )
        for choice in possible_texts(issue)
        if choice.value in mine
    )


def _text(part: str, task: dict[str, Any] | None, label: str, source: str | None) -> Choice:
    if task is None:
        return Choice(part, label, source or "", (("part", part),))
    sends = (("part", part), ("task_id", task["id"]))
    return Choice(f"{part}:{task['id']}", label, source or "", sends)
