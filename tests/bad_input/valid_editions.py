"""A valid request for every method on editions and objections.

Each asks for a state of its own: what is under way is given up, and months are drafted one after another.
"""

import itertools
from typing import Any

import sqlalchemy as sa

from eventlog.clock import system_clock
from eventlog.engine import writing
from services.kernel.working_days import local_day
from services.reports.application import ReportsApplication
from services.reports.editions.content import LISTS, Content
from services.reports.editions.document import Edition, Publication, make
from services.reports.tables import objection_attempt
from services.reports.workflow.drafting import next_month
from tests.bad_input.answers import FORBIDDEN, NOT_FOUND
from tests.bad_input.district import COUNTY, Districts
from tests.bad_input.valid import PUBLIC, Valid
from tests.servers.machine import wait_until
from tests.unit.reports.sample_editions import problem, totals

FIRST = "2020-01"
OLD, ROWS = 9000, 600  # an edition that no log tells of


def a_month(districts: Districts) -> dict[str, Any]:
    """The next one to be drafted, with nothing under way."""
    wait_until(lambda: _newest(districts).get("state") != "publishing", 30, "the press")
    newest = _newest(districts)
    if newest.get("state") in ("draft", "studied", "approved"):
        districts.does("publisher", "reports", "discard_edition", edition_id=newest["id"])
        _forget(districts, newest["id"])
    printed = [e["month"] for e in _editions(districts) if e["state"] == "published"]
    return {"month": next_month(printed[0]) if printed else FIRST}


def _forget(districts: Districts, edition: str) -> None:
    """Requests that were prepared for other methods about this edition: only one is under way at a time."""
    for method, request in [*districts.prepared.items()]:
        if edition in (request.get("edition_id"), request.get("id")):
            del districts.prepared[method]


def a_draft(districts: Districts) -> dict[str, Any]:
    drafted = districts.does("publisher", "reports", "draft_edition", **a_month(districts))
    districts.prepared.pop("reports.draft_edition", None)  # one is under way now
    return {"edition_id": drafted["id"]}


def a_listed_issue(districts: Districts) -> str:
    return districts.asks("county_office", "reports", "problem_list")["items"][0]["number"]


def a_study(districts: Districts) -> dict[str, Any]:
    items = [{"number": a_listed_issue(districts), "decision": "speed_up", "note": "一周内办结"}]
    held_on = local_day(system_clock()).isoformat()
    return {**a_draft(districts), "held_on": held_on, "unit_ids": [COUNTY], "items": items}


def a_proof(districts: Districts) -> dict[str, Any]:
    request = a_study(districts)
    districts.does("county_office", "reports", "record_study", **request)
    edition = {"id": request["edition_id"]}

    def proof() -> Any:
        return districts.asks("county_reviewer", "reports", "edition", **edition)["proof"]

    wait_until(lambda: proof() is not None, 30, "the proof")
    digest = proof()["content_digest"]
    return {"edition_id": edition["id"], "content_digest": digest}


def an_approved_one(districts: Districts) -> dict[str, Any]:
    request = a_proof(districts)
    districts.does("county_reviewer", "reports", "approve_edition", **request)
    return {"edition_id": request["edition_id"]}


def a_printed_row(districts: Districts, with_edition: bool = False) -> dict[str, Any]:
    """One after another, of an edition that stands in the table alone: what is recorded now is of a month that is
    not over."""
    app = _reports(districts)
    with writing(app.environment.engine) as conn:
        conn.execute(sa.delete(objection_attempt))
        if app.documents.of(conn, OLD) is None:
            app.documents.add(conn, _old_edition(districts))
    row = {"list": "problem", "number": f"WT-202001-{next(_numbers):04}"}
    return {**row, "edition_number": OLD} if with_edition else row


def a_row_to_withdraw(districts: Districts) -> dict[str, Any]:
    return {**a_printed_row(districts), "reason": "mistaken"}


def a_row_to_prove(districts: Districts) -> dict[str, Any]:
    return a_printed_row(districts, with_edition=True)


def an_objection(districts: Districts) -> dict[str, Any]:
    row = a_row_to_prove(districts)
    told = {"words": "没有修好", "contact_phone": "13900000009"}
    return {"edition_number": row["edition_number"], "row_number": row["number"], **told}


def one_that_waits(districts: Districts) -> str:
    request = {"command_id": f"objection-{next(_numbers)}", **an_objection(districts)}
    return districts.call("reports.object_to_edition", request, districts.token(PUBLIC))["id"]


def an_answer(districts: Districts) -> dict[str, Any]:
    return {"objection_id": one_that_waits(districts), "text": "已派人再去看"}


def a_proposed_answer(districts: Districts) -> dict[str, Any]:
    request = an_answer(districts)
    districts.does("county_office", "reports", "propose_objection_answer", **request)
    return {"objection_id": request["objection_id"]}


_numbers = itertools.count(1)


def _old_edition(districts: Districts) -> Edition:
    assert districts.system.host
    rows = {name: [] for name in LISTS} | {"problem": [problem(n, FIRST) for n in range(1, ROWS)]}
    head = {"position": 0, "digest": ""}
    publication = Publication(
        published_on="2020-02-03",
        studied_on=None,
        origin="live",
        previous_cut=0,
        position=0,
        texts_position=0,
        heads={"issues": head, "campaign": head},
        previous=None,
    )
    content = Content(number=OLD, month=FIRST, rows=rows, totals=totals(rows))
    return make(content, publication, districts.system.host.folder.edition_key)


def _reports(districts: Districts) -> ReportsApplication:
    assert districts.system.host
    app = districts.system.host.applications["reports"]
    assert isinstance(app, ReportsApplication)
    return app


def _editions(districts: Districts) -> list[dict[str, Any]]:
    return districts.asks("publisher", "reports", "editions")["items"]


def _newest(districts: Districts) -> dict[str, Any]:
    return next(iter(_editions(districts)), {})


def _edition(districts: Districts) -> dict[str, Any]:
    return {"id": a_draft(districts)["edition_id"]}


OF_EDITION = {"edition_id": NOT_FOUND}
EVERYWHERE: dict[str, Any] = {"stranger": FORBIDDEN, "outsider": "visitor", "barred": FORBIDDEN}
VALID_EDITIONS: dict[str, Valid] = {
    "reports.draft_edition": Valid(
        "publisher", a_month, **EVERYWHERE, unknown={"month": "Invalid month: date"}
    ),
    "reports.record_study": Valid(
        "county_office",
        a_study,
        **EVERYWHERE,
        unknown={
            **OF_EDITION,
            "unit_ids.0": "Invalid unit_ids: unknown_unit",
            "items.0.number": "Invalid items.0.number: unknown_issue",
        },
        version=True,
    ),
    "reports.request_proof": Valid(
        "county_office", a_draft, **EVERYWHERE, unknown=OF_EDITION, version=True
    ),
    "reports.approve_edition": Valid(
        "county_reviewer",
        a_proof,
        **EVERYWHERE,
        unknown={**OF_EDITION, "content_digest": "Refused proof_outdated"},
        version=True,
    ),
    "reports.publish_edition": Valid(
        "publisher", an_approved_one, **EVERYWHERE, unknown=OF_EDITION, version=True
    ),
    "reports.discard_edition": Valid(
        "publisher", a_draft, **EVERYWHERE, unknown=OF_EDITION, version=True
    ),
    "reports.withdraw_row": Valid(
        "publisher", a_row_to_withdraw, **EVERYWHERE, unknown={"number": NOT_FOUND}
    ),
    "reports.object_to_edition": Valid(
        PUBLIC,
        an_objection,
        FORBIDDEN,
        barred=FORBIDDEN,
        unknown={
            "row_number": "Invalid row_number: choice",
            "address": "Invalid row_number: choice",
        },
    ),
    "reports.propose_objection_answer": Valid(
        "county_office",
        an_answer,
        **EVERYWHERE,
        unknown={"objection_id": NOT_FOUND},
        version=True,
    ),
    "reports.approve_objection_answer": Valid(
        "county_reviewer",
        a_proposed_answer,
        **EVERYWHERE,
        unknown={"objection_id": NOT_FOUND},
        version=True,
    ),
    "reports.editions": Valid("publisher", barred=FORBIDDEN),
    "reports.edition": Valid("publisher", _edition, barred=FORBIDDEN, unknown={"id": NOT_FOUND}),
    "reports.edition_rows": Valid(
        "publisher",
        lambda d: {**_edition(d), "list": "problem"},
        barred=FORBIDDEN,
        unknown={"id": NOT_FOUND},
    ),
    "reports.objections": Valid("publisher", barred=FORBIDDEN),
    "reports.objection": Valid(
        "publisher",
        lambda d: {"id": one_that_waits(d)},
        stranger=FORBIDDEN,
        barred=FORBIDDEN,
        unknown={"id": NOT_FOUND},
    ),
    "reports.public_editions": Valid(PUBLIC),
    "reports.public_answers": Valid(PUBLIC),
    "reports.row_proof": Valid(PUBLIC, a_row_to_prove, unknown={"number": NOT_FOUND}),
    "reports.facts_after": Valid("service:reports", stranger=FORBIDDEN, barred=FORBIDDEN),
}
