"""The pages of editions and objections: who opens them, what their forms take.

A form that only confirms is about the newest edition, which the ids of its address have just made.
"""

from typing import Any

from eventlog.clock import system_clock
from services.kernel.working_days import local_day
from tests.bad_input.district import COUNTY, Districts
from tests.bad_input.valid_editions import (
    a_draft,
    a_listed_issue,
    a_month,
    a_printed_row,
    a_proof,
    a_proposed_answer,
    an_approved_one,
    one_that_waits,
)
from tests.bad_input.valid_queue_pages import Told

ONE, OBJECTION = "/editions/<edition_id>", "/objections/<objection_id>"
ROWS = f"{ONE}/rows/<kind>"


def drafted(districts: Districts) -> dict[str, str]:
    return a_draft(districts)


def studied(districts: Districts) -> dict[str, str]:
    return {"edition_id": a_proof(districts)["edition_id"]}


def approved(districts: Districts) -> dict[str, str]:
    return an_approved_one(districts)


def some_rows(districts: Districts) -> dict[str, str]:
    return {**drafted(districts), "kind": "problem"}


def one_row(districts: Districts) -> dict[str, str]:
    row = a_printed_row(districts)
    return {**drafted(districts), "kind": row["list"], "number": row["number"]}


def one_objection(districts: Districts) -> dict[str, str]:
    return {"objection_id": one_that_waits(districts)}


def one_answer(districts: Districts) -> dict[str, str]:
    return a_proposed_answer(districts)


def the_next_month(districts: Districts) -> dict[str, Any]:
    return a_month(districts)


def what_was_studied(districts: Districts) -> dict[str, Any]:
    decided = {"number": a_listed_issue(districts), "decision": "speed_up", "note": "一周内办结"}
    return {
        "held_on": a_day(),
        "unit_ids": [COUNTY],
        **{f"items.0.{name}": value for name, value in decided.items()},
    }


def a_day() -> str:
    return local_day(system_clock()).isoformat()


def the_proof(districts: Districts) -> dict[str, Any]:
    newest = districts.asks("county_reviewer", "reports", "editions")["items"][0]["id"]
    proof = districts.asks("county_reviewer", "reports", "edition", id=newest)["proof"]
    return {"content_digest": proof["content_digest"]}


def nothing(_districts: Districts) -> dict[str, Any]:
    return {}


EDITION_PAGES: dict[tuple[str, str], Told] = {
    ("GET", "/editions"): ("publisher", None, None, "", 303),
    ("POST", "/editions"): ("publisher", None, the_next_month, "action", 303),
    ("GET", ONE): ("publisher", drafted, None, "", 303),
    ("GET", f"{ONE}/study"): ("county_office", drafted, None, "", 303),
    ("POST", f"{ONE}/study"): ("county_office", drafted, what_was_studied, "action", 303),
    ("POST", f"{ONE}/proof"): ("county_office", drafted, nothing, "", 303),
    ("GET", f"{ONE}/approve"): ("county_reviewer", studied, None, "", 303),
    ("POST", f"{ONE}/approve"): ("county_reviewer", studied, the_proof, "", 303),
    ("GET", f"{ONE}/publish"): ("publisher", approved, None, "", 303),
    ("POST", f"{ONE}/publish"): ("publisher", approved, nothing, "", 303),
    ("GET", f"{ONE}/discard"): ("publisher", drafted, None, "", 303),
    ("POST", f"{ONE}/discard"): ("publisher", drafted, nothing, "", 303),
    ("GET", ROWS): ("publisher", some_rows, None, "", 303),
    ("GET", f"{ROWS}/<number>/withdraw"): ("publisher", one_row, None, "", 303),
    ("POST", f"{ROWS}/<number>/withdraw"): (
        "publisher",
        one_row,
        lambda _: {"reason": "mistaken"},
        "action",
        303,
    ),
    ("GET", "/objections"): ("publisher", None, None, "", 303),
    ("GET", OBJECTION): ("publisher", one_objection, None, "", 303),
    ("POST", OBJECTION): (
        "county_office",
        one_objection,
        lambda _: {"text": "已派人再去看"},
        "action",
        303,
    ),
    ("GET", f"{OBJECTION}/approve"): ("county_reviewer", one_answer, None, "", 303),
    ("POST", f"{OBJECTION}/approve"): ("county_reviewer", one_answer, nothing, "", 303),
}
