"""Every form with every field wrong in every way: a page in Chinese that says where, and keeps what was typed."""

from typing import Any

import pytest

from tests.bad_input.site import ERROR, BadInputSite, brief, complaint, noting, routes
from tests.bad_input.test_addresses import PLACES, address
from tests.bad_input.valid_pages import PAGES, TO_SOMEBODY_NEW, ValidPage
from tests.integration.pages_world import SITE, Page
from web.app import LARGEST_FORM

RULES = sorted(rule for method, rule in PAGES if method == "POST")
FORMS = [(rule, PAGES["POST", rule]) for rule in RULES if PAGES["POST", rule].name]
FORMS.append(("/visits/new", TO_SOMEBODY_NEW))
each_form = pytest.mark.parametrize(
    ("rule", "page"), FORMS, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(FORMS)]
)
NEVER_SHOWN = {"password", "again", "csrf_token", "photo"}
# What the page sets itself, and boxes, of which any word is a tick.
CONTROLS = {"asked_as", "back", "confirmed", "act", "command_id", "expected_version", "shown_party"}
CONTROLS |= {
    "stamp",
    "sure",
    "kept_name",
    "kept_value",
    "q",
    "csrf_token",
    "problems.0.way",
    "problems.1.way",
}
CONTROLS |= {"report_done", "designated", "problems.0.danger", "problems.1.danger"}
WRONG = {"NUL": "a\0b", "nothing that shows": "\u200b", "long": "长" * 3_000}
ODD = WRONG | {
    "a control character": "a\x1bb",
    "a reading order": "a\u202eb",
    "empty": "",
    "white space": " \t\r\n\u3000",
    "NaN": "NaN",
    "huge": "9" * 400,
    "below zero": "-1",
    "another script's digits": "٣",
    "no day": "2026-02-30",
    "markup": "<script>alert(1)</script>",
    "nobody": "nobody-has-this",
    "a list": ["a", "b"],
}


class Form:
    """One form of one person: what is accepted as it stands, and where it goes."""

    def __init__(self, site: BadInputSite, rule: str, page: ValidPage | None = None):
        self.site, self.rule, self.page = site, rule, page or PAGES["POST", rule]
        assert self.page.form
        if self.page.who is None:
            site.somebody_new()
        self.path = address(site, self.page, rule)
        self.before = Page(site.open(self.page.who, self.path).text, self.page.name).values
        standing = {k: v for k, v in self.before.items() if k not in NEVER_SHOWN and any(v)}
        self.values: dict[str, Any] = {**standing, **self.page.form(site.districts)}
        site.districts.settle()

    @property
    def questions(self) -> list[str]:
        """The names of what is asked and counts."""
        names = (self.before.keys() | self.values.keys()) - CONTROLS
        return sorted(name for name in names if not name.startswith(self.page.idle or ("-",)))

    def send(self, **changed: Any) -> Any:
        values = {**self.values, **changed}
        if self.rule.startswith("/welcome") and changed.keys() == {"password"}:
            values["again"] = changed["password"]
        return self.site.send(self.page.who, self.path, values)


@pytest.mark.parametrize("rule", [rule for rule in RULES if not PAGES["POST", rule].name])
def test_the_form_is_accepted_as_it_stands(site: BadInputSite, rule: str) -> None:
    """Those that ask something are sent as they stand at the end of the next test."""
    answer = Form(site, rule).send()
    assert answer.status_code == PAGES["POST", rule].accepted, brief(answer)
    if rule == "/sign-out":
        assert answer.headers["Location"] == "/sign-in"


@each_form
def test_one_wrong_answer_is_told_at_its_field_and_the_others_are_kept(
    site: BadInputSite, rule: str, page: ValidPage
) -> None:
    form = Form(site, rule, page)
    before = site.districts.positions()
    wrong = []
    for name in form.questions:
        for fault, value in WRONG.items():
            answer = form.send(**{name: value})
            said = complaint(answer) or unclear(answer, name, form.page)
            lost = lost_words(answer.text, form, name)
            if said or lost:
                wrong.append(f"{rule}, {name}, {fault}: {said} {lost}")
    assert not wrong, "\n".join(wrong)
    assert site.districts.positions() == before
    assert form.send().status_code == 303


def unclear(answer: Any, name: str, page: ValidPage) -> str:
    """What is missing from a page that says what to mend."""
    if answer.status_code != 422:
        return f"{answer.status_code}"
    if ERROR not in answer.text:
        return "the title does not say that something is wrong"
    if page.name == "sign-in":  # a misshapen name is told no more than a wrong one
        name = "login"
    anchor = name.replace(".", "-")
    for needed in (f'href="#{anchor}"', f'id="{anchor}"', f'id="{anchor}-error"'):
        if needed not in answer.text:
            return f"no {needed}"
    return ""


def lost_words(text: str, form: Form, spoiled: str) -> str:
    """The names of the fields whose answers do not stand on the page any more."""
    now = Page(text, form.page.name).values
    kept = [name for name in form.values if name in form.questions and name not in NEVER_SHOWN]
    lost = [name for name in kept if name != spoiled and not stands(form.values[name], now[name])]
    return f"lost: {lost}" if lost else ""


def stands(typed: Any, now: list[str]) -> bool:
    """Whether the answer is among those that stand in the field: a page may show a choice as already made."""
    return set(typed if isinstance(typed, list) else [typed]) <= {text.strip() for text in now}


@each_form
def test_a_form_of_nonsense_is_refused_in_words(
    site: BadInputSite, rule: str, page: ValidPage
) -> None:
    """Everything wrong at once, and each hidden field beside an answer that is wrong already."""
    form = Form(site, rule, page)
    with noting() as read:
        form.send(**dict.fromkeys(form.questions, "a\0b"))
    before = site.districts.positions()
    hidden = (read & CONTROLS) - {"back", "act"}
    wrong = []
    for fault, value in ODD.items():
        for names in (read | set(form.questions), hidden if fault in WRONG else set()):
            if not names:
                continue
            values = dict.fromkeys(names - {"act"}, value)
            values |= dict.fromkeys(form.questions[:1], "a\0b") if names is hidden else {}
            values |= {"again": "another"} if "again" in values else {}
            answer = form.send(**values)
            said = complaint(answer)
            if said and not is_asked_again(answer, rule):
                wrong.append(f"{rule}, {fault} in {sorted(values)}: {said}")
            assert "<script>alert" not in answer.text, rule
    assert not wrong, "\n".join(wrong)
    assert site.districts.positions() == before


def is_asked_again(answer: Any, rule: str) -> bool:
    """To close is asked for twice, and a `back` on that page leads to the form."""
    return answer.status_code == 200 and rule.startswith("/issues/")


@pytest.mark.parametrize("rule", RULES)
def test_a_form_without_its_guard_is_not_taken(site: BadInputSite, rule: str) -> None:
    if not PAGES["POST", rule].guard:
        return
    form = Form(site, rule)
    before = site.districts.positions()
    for guard in ("", "x", "a.b.c", "a\0b", "长" * 100):
        answer = form.send(**{form.page.guard: guard})
        if form.page.who is None:
            assert answer.status_code in (303, 400, 403), answer.status_code
        else:
            assert (answer.status_code, complaint(answer)) == (400, ""), guard
    assert site.districts.positions() == before


@pytest.mark.parametrize("rule", RULES)
def test_a_form_of_who_is_not_signed_in_is_not_taken(site: BadInputSite, rule: str) -> None:
    page = PAGES["POST", rule]
    if page.who is None:
        return
    path = page.address(rule, dict.fromkeys(PLACES, "x"))
    away = site.send(None, path, {"note": "记一句"})
    assert (away.status_code, away.headers["Location"].split("?")[0]) == (303, "/sign-in")
    kept = site.send(None, path, {"note": "记一句"}, headers={"Origin": SITE})
    assert (kept.status_code, complaint(kept)) == (403, "")
    assert "记一句" in kept.text


@pytest.mark.parametrize("rule", RULES)
def test_a_body_that_is_no_form_is_refused_in_words(site: BadInputSite, rule: str) -> None:
    page = PAGES["POST", rule]
    path = page.address(rule, dict.fromkeys(PLACES, "x"))
    browser = site.browser(page.who)
    urlencoded = "application/x-www-form-urlencoded"
    guard = {"X-CSRFToken": site.guards[page.who], "Referer": SITE}
    bodies: list[tuple[Any, str, tuple[int, ...]]] = [
        (b"x" * (LARGEST_FORM + 1), urlencoded, (413,)),
        (b"note=" + b"x" * LARGEST_FORM, urlencoded, (413,)),
        (b"a=1&" * 6_000, urlencoded, (400, 404, 413, 422, 303)),
        (b'{"note": NaN}', "application/json", (400, 404, 422, 303)),
        (b"[" * 100_000, "application/json", (400, 404, 422, 303)),
        (b"--x", "multipart/form-data", (400, 404, 422, 303)),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", (400, 404, 422, 303)),
        (b"--x\r\n" * 5_000, "multipart/form-data; boundary=x", (400, 404, 413, 422, 303)),
        (b"\xff\xfe=\xff&%=%zz&=&&;", urlencoded, (400, 404, 422, 303)),
        (b"", "", (400, 404, 422, 303)),
        (b"note=1", "\xff/;;=", (400, 404, 422, 303)),
    ]
    for body, kind, allowed in bodies:
        for headers in ({}, guard):
            sent = {**headers, "Content-Type": kind} if kind else headers
            answer = browser.post(path, data=body, base_url=SITE, headers=sent)
            assert answer.status_code in allowed, (kind, body[:20], answer.status_code)
            assert answer.status_code == 303 or not complaint(answer), complaint(answer)


def test_every_form_is_tried(site: BadInputSite) -> None:
    posted = {rule for method, rule in routes(site.app) if method == "POST"}
    assert posted == set(RULES)
    assert all(PAGES["POST", rule].form for rule in RULES)
