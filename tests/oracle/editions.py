"""The lines of an edition, told plainly from the lists as they were at its cut (`lists.py`).

Shares no code with the services. Facts as in `lists.py`; none of them of a confidential issue.
"""

from tests.oracle.lists import Fact, Row, effect, in_order, plans, problem, results, story_of, task

SENSITIVE = "disability"  # the one sensitive category of the histories
SMALL = 5
TEXT = {"problem": "public_text", "task": "public_measure", "effect": "public_result"}


def edition(facts: list[Fact], cuts: list[tuple[int, int, int]], zone: str) -> dict[str, list[Row]]:
    """The rows of the last of the cuts `(previous, position, texts)`; what only counts in the total is left out."""
    previous, position, texts = cuts[-1]
    told = [f for f in facts if f["position"] <= position]
    stories = [story_of(told, f["issue_id"]) for f in told if f["type"] == "IssueReported"]
    earlier = {
        row["number"] for n in range(1, len(cuts)) for row in closed_at(facts, cuts[n - 1], zone)
    }
    rows: dict[str, list[Row]] = {"problem": [], "task": [], "effect": []}
    few = small_groups([problem(story, zone) for story in stories])
    for story in stories:
        line = problem(story, zone)
        if line["category"] == SENSITIVE and line["place"] in few:
            continue
        if story[0]["position"] > previous or (line["ended_position"] or previous + 1) > previous:
            rows["problem"].append(line)
        for plan in plans(story):
            told_so = task(story, plan, zone)
            is_open = told_so["progress"] in ("planned", "in_progress")
            if plan["position"] > previous or is_open:
                rows["task"].append(told_so)
        rows["effect"] += [
            row
            for done in results(story)
            if (row := effect(story, done, zone))["closed"] and row["number"] not in earlier
        ]
    with_texts = [f for f in facts if f["position"] <= texts]
    return {name: in_order([dress(row, name, with_texts) for row in rows[name]]) for name in rows}


def closed_at(facts: list[Fact], cut: tuple[int, int, int], zone: str) -> list[Row]:
    told = [f for f in facts if f["position"] <= cut[1]]
    stories = [story_of(told, f["issue_id"]) for f in told if f["type"] == "IssueReported"]
    return [
        row
        for story in stories
        for done in results(story)
        if (row := effect(story, done, zone))["closed"]
    ]


def small_groups(problems: list[Row]) -> set[str]:
    """Places (each an area of its own here) where fewer than five were recorded; all in one quarter here."""
    places = [row["place"] for row in problems if row["category"] == SENSITIVE]
    return {place for place in places if places.count(place) < SMALL}


def dress(row: Row, list_: str, facts: list[Fact]) -> Row:
    """With the text as approved when the edition was, which a sensitive line never has."""
    approvals = [
        f["text"]
        for f in facts
        if f["type"] == "PublicTextApproved"
        and f["issue_id"] == row["issue_id"]
        and f["part"] == TEXT[list_]
        and (list_ == "problem" or f["task_id"] == row["task_id"])
    ]
    hidden = row["category"] == SENSITIVE or not approvals
    return {**row, TEXT[list_]: None if hidden else approvals[-1]}
