"""What staff ask about editions: where each stands, whose turn it is, what a proof shows and what is in the way."""

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.clock import from_microseconds
from eventlog.errors import Forbidden, Invalid, NotFound
from services.kernel.here import Here
from services.reports.desk.proofs import is_wanted, made_proof, proof_of, still_told
from services.reports.editions.proof import proof as prove
from services.reports.own_log import series
from services.reports.site.edition import item_of
from services.reports.workflow.actor import MAY, READING, Actor
from services.reports.workflow.approval import blocking
from services.reports.workflow.edition import Edition

if TYPE_CHECKING:
    from services.reports.application import Reading, ReportsApplication

Answer = dict[str, Any]
COMMANDS_IN = {
    "draft": ("record_study", "request_proof", "discard_edition"),
    "studied": ("approve_edition", "record_study", "request_proof", "discard_edition"),
    "approved": ("publish_edition", "discard_edition"),
    "publishing": (),
    "published": (),
    "discarded": (),
}


def editions(here: Here) -> Answer:
    """Newest first -> `{items, allowed}`. Raises Forbidden."""
    _require_reader(here)
    app: ReportsApplication = here.app
    who = app.actor(here)
    with app.reading() as reading:
        found = series(reading.conn)
    open_one = any(each.is_under_way for each in found)
    may_draft = who.may("draft_edition") and not open_one
    return {
        "items": [_summary(each, who) for each in reversed(found)],
        "allowed": ["draft_edition"] if may_draft else [],
    }


def edition(here: Here, edition_id: str) -> Answer:
    """Raises Forbidden, NotFound."""
    _require_reader(here)
    app: ReportsApplication = here.app
    who = app.actor(here)
    with app.reading() as reading:
        conn = reading.conn
        found = app.edition(conn, edition_id, opened=True)
        proof = proof_of(app, conn, edition_id)
        printed = app.documents.of(conn, found.number) if found.state == "published" else None
        return {
            **_summary(found, who),
            "cut": {"previous": found.previous_cut, "position": found.cut},
            "drafted_by": found.drafted_by,
            "study": _study(found, reading),
            "proof": _proof(conn, found, proof.is_current if proof else False),
            "blocking": blocking(found, proof, who) if found.state in ("draft", "studied") else [],
            "approved_by": found.approval.by if found.approval else None,
            "printed": printed.chain_entry if printed else None,
        }


def edition_rows(here: Here, fields: dict[str, Any]) -> Answer:
    """A page of a list of it, as printed or as the proof has it -> `{items, next, total}`.

    Raises Forbidden, NotFound."""
    _require_reader(here)
    app: ReportsApplication = here.app
    with app.reading() as reading:
        found = app.edition(reading.conn, fields["id"])
        rows = _rows(app, reading.conn, found, fields["list"])
    start = _place(fields["after"])
    end = start + fields["limit"]
    following = str(end) if end < len(rows) else None
    return {"items": rows[start:end], "next": following, "total": len(rows)}


def _rows(
    app: "ReportsApplication", conn: sa.Connection, found: Edition, name: str
) -> list[dict[str, Any]]:
    """`{row}`, and for one that was withdrawn `{number, withdrawn}`. Of a proof nothing confidential."""
    if found.state == "published" and (printed := app.documents.of(conn, found.number)):
        return [
            {
                "number": (entry.get("row") or entry)["number"],
                "row": entry.get("row"),
                "withdrawn": _withdrawn(entry.get("withdrawn")),
            }
            for entry in printed.rows(name)
        ]
    made = made_proof(conn, found.edition_id)
    rows = json.loads(made.content)["rows"][name] if made else []
    told = still_told(app, conn, {item_of(row) for row in rows})
    rows = [row for row in rows if item_of(row) in told]
    return [{"number": row["number"], "row": row, "withdrawn": None} for row in rows]


def _withdrawn(told: dict[str, Any] | None) -> dict[str, Any] | None:
    return told and {"on": told["on"], "reason": told["reason"]}


def _summary(found: Edition, who: Actor) -> Answer:
    return {
        "id": found.edition_id,
        "number": found.number,
        "month": found.month,
        "state": found.state,
        "version": found.version,
        "turn": sorted({role for name in COMMANDS_IN[found.state][:1] for role in MAY[name]}),
        "published_on": found.order.published_on.isoformat() if found.order else None,
        "digest": found.publication.digest if found.publication else None,
        "allowed": [name for name in COMMANDS_IN[found.state] if who.may(name)],
    }


def _study(found: Edition, reading: "Reading") -> Answer | None:
    study = found.study
    if study is None:
        return None
    return {
        "held_on": study.held_on.isoformat(),
        "units": [{"id": unit, "name": reading.tree.name(unit)} for unit in study.unit_ids],
        "by": study.by,
        "items": [
            {"number": each.item_number, "decision": each.decision, "note": each.note}
            for each in study.decisions
        ],
    }


def _proof(conn: sa.Connection, found: Edition, is_current: bool) -> Answer | None:
    made, wanted = made_proof(conn, found.edition_id), is_wanted(conn, found.edition_id)
    if made is None:
        return None
    content = json.loads(made.content)
    return {
        "made_at": from_microseconds(made.made_us).isoformat(),
        "texts_position": made.texts_position,
        "content_digest": made.content_digest,
        "is_current": is_current,
        "is_wanted": wanted,
        "counts": {name: len(rows) for name, rows in content["rows"].items()},
        **json.loads(made.findings),
    }


def _require_reader(here: Here) -> None:
    if not here.caller.holds(*READING):
        raise Forbidden()


def _place(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isdecimal() or len(cursor) > 9:
        raise Invalid({"after": ["pattern"]})
    return int(cursor)


def row_proof(here: Here, fields: dict[str, Any]) -> Answer:
    """The proof that a row stands in an edition; any token will do. Raises NotFound."""
    with here.app.reading() as reading:
        printed = here.app.documents.of(reading.conn, fields["edition_number"])
    if printed is None:
        raise NotFound()
    try:
        return prove(printed.document, fields["list"], fields["number"])
    except KeyError:
        raise NotFound() from None


def public_editions(here: Here) -> Answer:
    """Every published edition's header and signature, newest first; any token will do."""
    with here.app.reading() as reading:
        found = here.app.documents.all(reading.conn)
    return {"items": [each.chain_entry for each in reversed(found)]}
