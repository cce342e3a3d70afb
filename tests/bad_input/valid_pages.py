"""For every route who may open it and where, and for every form what is accepted as it stands."""

import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bad_input.district import CATEGORY, WORDS, Districts
from tests.bad_input.valid_action_forms import ACTION_FORMS, Form
from tests.bad_input.valid_edition_pages import EDITION_PAGES
from tests.bad_input.valid_public_pages import PUBLIC_PAGES
from tests.bad_input.valid_queue_pages import QUEUE_PAGES
from tests.bad_input.valid_requests import VALID, a_link, with_a_photo
from tests.e2e.district import WILLOW
from tests.photo_samples import from_a_phone

ALL_PHOTOS = "/issues/<issue_id>/photos"
ONE_PHOTO = f"{ALL_PHOTOS}/<photo_id>"


class SentAgain(io.BytesIO):
    """A file that a form may send any number of times."""

    name = "IMG_1.jpg"

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        if not found:
            self.seek(0)
        return found

    def close(self) -> None:
        """The client closes what it has sent."""


@dataclass(frozen=True)
class ValidPage:
    """`ids` are the values of the address's `<…>`. `form` gives the answers of a form, `name` is its id."""

    who: str | None = "office"
    ids: Callable[[Districts], dict[str, str]] = lambda _: {}
    form: Form | None = None
    name: str = ""
    accepted: int = (
        303  # 200 where the answer is a page of its own: what became of each, a number once
    )
    idle: tuple[
        str, ...
    ] = ()  # fields that do not count beside the other answers, by how their names begin
    guard: str = "csrf_token"  # the field without which the form is not taken; empty: it has none

    def address(self, rule: str, ids: dict[str, str]) -> str:
        for name, value in ids.items():
            rule = rule.replace(f"<{name}>", value).replace(f"<path:{name}>", value)
        return rule


def issue_for(command: str) -> Callable[[Districts], dict[str, str]]:
    """A new issue on which the command may be given."""
    return lambda districts: {"issue_id": VALID[f"issues.{command}"].request(districts)["id"]}


def a_visit(districts: Districts) -> dict[str, Any]:
    return {
        "act": "submit",
        "party_id": districts.party("标记姓名甲"),
        "outcome": "met",
        "note": "记一句",
        "problems.0.verbatim": WORDS,
        "problems.0.category": CATEGORY,
        "problems.0.contact_name": "标记称呼",
        "problems.0.contact_phone": "13900000003",
        "problems.0.contact_email": "mark@example.org",
        "problems.0.kind": "complaint",
        "problems.1.verbatim": "表不会填",
        "problems.1.category": CATEGORY,
        "problems.1.way": "spot",
        "problems.1.solved_on_spot.result": "当面教会了",
        "problems.1.solved_on_spot.quantity": "2",
        "problems.1.solved_on_spot.quantity_unit": "盏",
        "date": "2026-01-05",
        "next_contact": districts.due(),
        "visit_type": "residents",
        "purpose": "governance",
        "inquiry": "needs",
    }


def a_report_on_the_page(_districts: Districts) -> dict[str, Any]:
    return {
        "verbatim": WORDS,
        "category": CATEGORY,
        "unit": WILLOW,
        "kind": "complaint",
        "source": "hotline",
        "external_id": f"T-{uuid.uuid4().hex[:8]}",
        "danger": "1",
        "contact_name": "标记称呼",
        "contact_phone": "13900000003",
        "contact_email": "mark@example.org",
    }


def just_reported(districts: Districts) -> dict[str, str]:
    return {"issue_id": VALID["issues.receipt"].request(districts)["id"]}


def a_visit_to_somebody_new(districts: Districts) -> dict[str, Any]:
    new = {"name": "标记姓名戊", "kind": "household", "unit": WILLOW, "phone": "13900000004"}
    described = {f"new_party.{name}": value for name, value in new.items()}
    return {"act": "submit", "party_id": "new", "outcome": "met", **described}


def a_sign_in(districts: Districts) -> dict[str, Any]:
    return {"login": "idle", "password": districts.passwords["idle"], "back": "/visits"}


def a_password(districts: Districts) -> dict[str, Any]:
    return dict.fromkeys(("password", "again"), districts.passwords["idle"])


def one_visit(districts: Districts) -> dict[str, str]:
    return {"visit_id": districts.visited["id"]}


def one_issue(districts: Districts) -> dict[str, str]:
    return {"issue_id": districts.closed}


def one_issue_of_the_visitor(districts: Districts) -> dict[str, str]:
    return {"issue_id": districts.fresh("reported")}


def one_photo(districts: Districts) -> dict[str, str]:
    found = with_a_photo(districts)
    return {"issue_id": found["id"], "photo_id": found["photo_id"]}


def a_photo(_districts: Districts) -> dict[str, Any]:
    return {"photo": SentAgain(from_a_phone()), "caption": "灯杆"}


def one_year(_districts: Districts) -> dict[str, str]:
    return {"year": "2031"}


def one_link(districts: Districts) -> dict[str, str]:
    return {"link": a_link(districts)["link"]}


PAGES: dict[tuple[str, str], ValidPage] = {
    ("GET", "/static/<path:filename>"): ValidPage(None, lambda _: {"filename": "mq.css"}),
    ("GET", "/healthz"): ValidPage(None),
    ("GET", "/sign-in"): ValidPage(None),
    ("POST", "/sign-in"): ValidPage(None, form=a_sign_in, name="sign-in"),
    ("POST", "/sign-out"): ValidPage(None, form=lambda _: {}),
    ("GET", "/welcome/<link>"): ValidPage(None, one_link),
    ("POST", "/welcome/<link>"): ValidPage(None, one_link, a_password, "welcome"),
    ("GET", "/"): ValidPage(),
    ("GET", "/more"): ValidPage(),
    ("GET", "/visits"): ValidPage("visitor"),
    ("GET", "/visits/<visit_id>"): ValidPage("visitor", one_visit),
    ("GET", "/visits/<visit_id>/slip"): ValidPage("visitor", one_visit),
    ("GET", "/visits/new"): ValidPage("visitor"),
    ("POST", "/visits/new"): ValidPage(
        "visitor",
        form=a_visit,
        name="visit",
        idle=("new_party.", "problems.0.solved_on_spot."),
    ),
    ("GET", "/issues"): ValidPage(),
    ("GET", "/issues/<issue_id>"): ValidPage("office", one_issue),
    ("GET", "/issues/new"): ValidPage("visitor"),
    ("POST", "/issues/new"): ValidPage(
        "visitor", form=a_report_on_the_page, name="report", idle=("danger", "look_in")
    ),
    ("GET", "/issues/<issue_id>/receipt"): ValidPage("visitor", just_reported),
    ("GET", "/lists"): ValidPage(),
    ("GET", "/lists/problem"): ValidPage(),
    ("GET", "/lists/task"): ValidPage(),
    ("GET", "/lists/effect"): ValidPage(),
    **{
        ("GET", f"/lists/{kind}{ending}"): ValidPage()
        for kind in ("problem", "task", "effect")
        for ending in (".csv", ".xlsx", "/changes")
    },
    ("GET", "/lists/all.xlsx"): ValidPage(),
    ("GET", "/lists/definitions"): ValidPage(),
    ("GET", "/dashboard"): ValidPage(),
    ("GET", "/dashboard/items"): ValidPage(),
    ("GET", "/papers"): ValidPage(),
    **{
        ("GET", f"/papers/{kind}{ending}"): ValidPage()
        for kind in ("bulletin", "brief")
        for ending in ("", ".docx")
    },
    ("GET", "/messages"): ValidPage("handler"),
}
PAGES |= {
    ("GET", "/calendar"): ValidPage(),
    ("GET", "/calendar/<year>"): ValidPage("county", one_year),
    ("POST", "/calendar/<year>"): ValidPage(
        "county",
        one_year,
        lambda _: {"days_off": "1月22日至28日", "working_days": "1月19日"},
        "calendar",
    ),
    ("GET", ALL_PHOTOS): ValidPage("visitor", one_issue_of_the_visitor),
    ("POST", ALL_PHOTOS): ValidPage("visitor", one_issue_of_the_visitor, a_photo, "add-photo"),
    ("GET", ONE_PHOTO): ValidPage("visitor", one_photo),
    ("GET", f"{ONE_PHOTO}/thumbnail"): ValidPage("visitor", one_photo),
    ("GET", f"{ONE_PHOTO}/remove"): ValidPage("visitor", one_photo),
    ("POST", f"{ONE_PHOTO}/remove"): ValidPage(
        "visitor", one_photo, lambda _: {"reason": "拍错了"}, "remove-photo"
    ),
}
PAGES |= {_key: ValidPage(None, **_fields) for _key, _fields in PUBLIC_PAGES.items()}
for _key, (_by, _ids, _sent, _name, _status) in {**QUEUE_PAGES, **EDITION_PAGES}.items():
    PAGES[_key] = ValidPage(_by, _ids or (lambda _: {}), _sent, _name, accepted=_status)
for _command, _form in ACTION_FORMS.items():
    _who, _rule = VALID[f"issues.{_command}"].who, f"/issues/<issue_id>/{_command}"
    PAGES["GET", _rule] = ValidPage(_who, issue_for(_command))
    PAGES["POST", _rule] = ValidPage(_who, issue_for(_command), _form, "action")
TO_SOMEBODY_NEW = ValidPage(
    "visitor", form=a_visit_to_somebody_new, name="visit", idle=("problems.",)
)
