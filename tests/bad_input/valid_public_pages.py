"""The pages for everybody, as `valid_pages.py` has those of staff: the fields of a `ValidPage` by route."""

import uuid
from typing import Any

from itsdangerous import URLSafeSerializer

from tests.bad_input.district import CATEGORY, WORDS, Districts
from tests.bad_input.valid_editions import an_objection
from tests.bad_input.valid_requests import VALID
from tests.e2e.district import WILLOW
from web.public.acts import ACTS

SECRET = "a key for these tests only"
TO_SAY: dict[str, dict[str, Any]] = {
    "rate": {"solved": "solved", "satisfaction": "satisfied", "note": "很快"},
    "object_to_rejection": {"words": "应该受理"},
    "supplement": {"text": "夜里很黑"},
    "reopen": {"reason": "又坏了"},
    "withdraw": {"sure": "1"},
}


def a_public_report(_districts: Districts) -> dict[str, Any]:
    return {
        "verbatim": WORDS,
        "category": CATEGORY,
        "unit": WILLOW,
        "kind": "complaint",
        "contact_name": "标记称呼",
        "contact_phone": "13900000003",
        "contact_email": "mark@example.org",
    }


def praise(_districts: Districts) -> dict[str, Any]:
    return {"verbatim": "修得快", "unit": WILLOW}


def an_objection_on_the_page(districts: Districts) -> dict[str, Any]:
    told = {"words": WORDS, "contact_name": "标记称呼", "contact_phone": "13900000003"}
    edition = an_objection(districts)["edition_number"]
    return {"edition_number": str(edition), "contact_email": "mark@example.org", **told}


def a_receipt(districts: Districts) -> dict[str, str]:
    """The sealed id of an issue that the pages reported just now."""
    told = {"verbatim": WORDS, "category": CATEGORY, "unit": WILLOW, "command_id": uuid.uuid4().hex}
    token = districts.token("service:web")
    issue = districts.call("issues.report", told, token)["id"]
    return {"slip": str(URLSafeSerializer(SECRET, salt="public slip").dumps(issue))}


def slip(districts: Districts, issue: str | None = None) -> dict[str, Any]:
    """Number and code of an issue, by default of one that is reported done."""
    issue = issue or districts.fresh("reported_done")
    found = districts.asks("office", "issues", "get", id=issue)
    districts.settle()
    return {"number": found["number"], "code": found["tracking_code"]}


def saying(act: str) -> Any:
    def form(districts: Districts) -> dict[str, Any]:
        issue = VALID[f"issues.{act}"].request(districts).get("id")
        return {**slip(districts, issue), **TO_SAY[act]}

    return form


STAMPED: dict[str, Any] = {
    "name": "ask",
    "guard": "stamp",
    "idle": ("danger", "homepage", "stamp"),
}
BY_CODE: dict[str, Any] = {"guard": "", "accepted": 200}  # the code is the guard
PUBLIC_PAGES: dict[tuple[str, str], dict[str, Any]] = {
    ("GET", "/public/"): {},
    ("GET", "/public/<path:name>"): {"ids": lambda _: {"name": "page.json"}},
    ("GET", "/public/report"): {},
    ("POST", "/public/report"): {"form": a_public_report, **STAMPED},
    ("GET", "/public/praise"): {},
    ("POST", "/public/praise"): {"form": praise, **STAMPED},
    ("GET", "/public/slip/<slip>"): {"ids": a_receipt},
    ("GET", "/public/object"): {},
    ("POST", "/public/object"): {"form": an_objection_on_the_page, **STAMPED},
    ("GET", "/public/objected"): {},
    ("GET", "/public/look-up"): {},
    ("POST", "/public/look-up"): {"form": slip, **BY_CODE},
}
for _act in ACTS:
    PUBLIC_PAGES["POST", f"/public/look-up/{_act}"] = {"form": saying(_act), **BY_CODE}
