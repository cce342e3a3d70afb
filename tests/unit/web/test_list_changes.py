"""A line that changed, field by field, in words."""

from web.list_change_pages import told

BEFORE = {
    "issue_id": "i",
    "number": "WT-202610-0001",
    "category": "roads",
    "public_text": "路坏了。",
    "state": "called_back",
    "outcome": None,
    "due": None,
    "needs_conditions": None,
}


def test_a_state_is_told_with_its_outcome_and_what_was_missing_as_a_dash() -> None:
    after = BEFORE | {"state": "closed", "outcome": "solved", "due": "2026-11-03"}
    columns = ["state", "outcome", "due"]
    item = {"issue_id": "i", "number": "WT-202610-0001", "what": ["moved"], "columns": columns}
    shown = told({**item, "before": BEFORE, "after": after})
    assert shown["title"] == "路坏了。"
    assert shown["what"] == ["进展了"]
    assert shown["fields"] == [
        ("状态", "待销号", "已销号·解决"),
        ("完成时限", "–", "2026-11-03"),
    ]


def test_a_line_that_is_new_has_no_before() -> None:
    item = {"issue_id": "i", "number": "WT-202610-0001", "what": ["added"], "columns": []}
    assert told({**item, "before": None, "after": BEFORE})["fields"] == []
