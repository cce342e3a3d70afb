"""The words of public texts that wait for a second person: the board keeps none, so each issue is read with them."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from services.issues.stored import fold_records

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

SHOWS_TEXTS = ("texts", "review")


def fill_in_texts(
    app: "IssuesApplication", conn: sa.Connection, items: list[dict[str, Any]]
) -> None:
    """Put the proposed words into the `waiting` of these items; None stays where they are forgotten."""
    for item in items:
        if item["waiting"]["texts"]:
            issue = fold_records(app.records(conn, item["id"], opened=True))
            for text in item["waiting"]["texts"]:
                proposal = issue and issue.proposal((text["part"], text["task_id"]))
                text["text"] = proposal.text if proposal else None
