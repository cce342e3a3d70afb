"""What changed between two lists, told plainly: row by row, with the rows that `tests/oracle/lists.py` tells."""

from tests.oracle.lists import Row

MOVES = ("state", "outcome", "progress", "closed", "held_review_by", "recheck", "merged_into")
CORRECTS = (
    "category",
    "field",
    "place",
    "kind",
    "occurred_on",
    "public_text",
    "public_measure",
    "public_result",
)
SILENT = ("ended_position",)


def changed(before: list[Row], after: list[Row]) -> dict[str, set[str]]:
    """`{number: what}` of every row that is another one."""
    old = {row["number"]: row for row in before}
    new = {row["number"]: row for row in after}
    found = {number: what(old.get(number), new.get(number)) for number in old | new}
    return {number: said for number, said in found.items() if said}


def what(old: Row | None, new: Row | None) -> set[str]:
    if old is None or new is None:
        return {"added"} if old is None else {"left"}
    columns = {name for name in old if old[name] != new[name] and name not in SILENT}
    said = {"moved"} if columns & set(MOVES) else set()
    corrected = {name for name in columns & set(CORRECTS) if old[name] is not None}
    said |= {"corrected"} if corrected else set()
    return said or ({"other"} if columns else set())
