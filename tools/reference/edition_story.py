"""The edition of the story's month: drafted when it is over, studied, approved, printed; somebody objects to it."""

from datetime import UTC, datetime

from tools.reference.walk import Json, Walk

MONTH, DAY = "2026-03", "2026-04-02"
APRIL = datetime(2026, 4, 2, 1, 0, tzinfo=UTC)


def play_editions(walk: Walk, password: str, unit: str) -> None:
    """A month later, with tokens of then."""
    with walk.later(APRIL):
        for login in ("office", "second", "reviewer", "publisher"):
            answer = walk.asks(None, "campaign.sign_in", login=login, password=password)
            walk.tokens[login] = answer["token"]
        for account in ("web", "reports"):
            walk.account(account)
        _publish(walk, unit)
        _answer(walk)


def _publish(walk: Walk, unit: str) -> None:
    given_up = walk.does("publisher", "reports.draft_edition", month=MONTH)["id"]
    walk.does("publisher", "reports.discard_edition", edition_id=given_up)
    edition = walk.does("publisher", "reports.draft_edition", month=MONTH)["id"]
    walk.work()
    rows = walk.asks("office", "reports.edition_rows", id=edition, list="problem")["items"]
    decided: Json = {"number": rows[0]["number"], "decision": "speed_up", "note": "一周内办结"}
    study: Json = {"held_on": DAY, "unit_ids": [unit], "items": [decided]}
    walk.does("office", "reports.record_study", edition_id=edition, **study)
    walk.does("reviewer", "reports.request_proof", edition_id=edition)
    walk.work()
    proof = walk.asks("reviewer", "reports.edition", id=edition)["proof"]
    approval: Json = {"edition_id": edition, "content_digest": proof["content_digest"]}
    walk.does("reviewer", "reports.approve_edition", **approval)
    walk.does("publisher", "reports.publish_edition", edition_id=edition)
    walk.work()
    walk.asks("office", "reports.editions")
    walk.asks("office", "reports.edition", id=edition)
    row: Json = {"list": "problem", "number": rows[0]["number"]}
    walk.asks("web", "reports.row_proof", edition_number=1, **row)
    walk.does("publisher", "reports.withdraw_row", **row, reason="mistaken")
    walk.work()
    for who in ("office", "reviewer"):
        walk.asks(who, "reports.edition_rows", id=edition, list="problem")
    walk.asks("web", "reports.row_proof", edition_number=1, **row)
    walk.asks("web", "reports.public_editions")


def _answer(walk: Walk) -> None:
    words: Json = {"words": "灯没有修好", "contact_phone": "13900000001", "address": "192.0.2.7"}
    raised = walk.does("web", "reports.object_to_edition", edition_number=1, **words)["id"]
    walk.asks("office", "reports.objections")
    answer: Json = {"objection_id": raised, "text": "已派人再去看"}
    walk.does("office", "reports.propose_objection_answer", **answer)
    walk.asks("second", "reports.objection", id=raised)
    walk.does("second", "reports.approve_objection_answer", objection_id=raised)
    walk.asks("office", "reports.objections", state="answered")
    walk.asks("office", "reports.objection", id=raised)
    walk.asks("web", "reports.public_answers")
