"""A person at the pages: opens a form, sends it, and sends it again until the page says that it was taken."""

import http.cookiejar
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from tests.faults.client import GivenUp, Patience
from tests.faults.journal import Journal
from tests.faults.record import Record
from tests.integration.pages_world import Page

WAIT = 15.0
PAUSE_BEFORE_RETRY = 0.3
TAKEN, DOWN = 303, 503
ANSWERS = {409: "conflict", 422: "refused"}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any, **_more: Any) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    status: int
    html: str
    location: str

    @property
    def seen(self) -> int | None:
        """The position that the page we are sent to is told to have seen."""
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.location).query)
        return int(query["seen"][0]) if "seen" in query else None


class Browser:
    """Signed in as one person. A form that is sent again is the same form: it carries the id of its command."""

    def __init__(self, address: str, journal: Journal, record: Record, patience: Patience):
        self.address = address
        self.journal = journal
        self.record = record
        self.patience = patience
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, _NoRedirect())

    def signs_in(self, login: str, password: str) -> None:
        page = Page(self._fetch("/sign-in").html, "sign-in")
        known = {"csrf_token": page.values.get("csrf_token", [""])[0]}
        answer = self._fetch("/sign-in", {**known, "login": login, "password": password})
        if answer.status != TAKEN:
            raise AssertionError(f"{login} cannot sign in: {answer.status}")

    def records_visit(self, problems: int, **typed: str) -> str:
        """The visit's id. Raises GivenUp when the form is not taken."""
        return self._fills_in("/visits/new", "visit", "visits", "record", typed, problems)

    def does(self, issue: str, command: str, **typed: str) -> None:
        """The action's form on an issue. Raises GivenUp when it is not taken."""
        self._fills_in(f"/issues/{issue}/{command}", "action", "issues", command, typed)

    def _fills_in(
        self,
        path: str,
        form: str,
        service: str,
        method: str,
        typed: dict[str, str],
        problems: int = 0,
    ) -> str:
        shown = self._until_answered(path)
        page = Page(shown.html, form)
        if "command_id" not in page.values:
            self.journal.missed(f"the form of {service}.{method}: {shown.status}")
            raise GivenUp
        command_id = page.values["command_id"][0]
        self.journal.asked(command_id, service, method, problems=problems, by="web")
        sent = {**page.values, **{name: [text] for name, text in typed.items()}}
        answer = self._until_answered(path, sent)
        if answer.status != TAKEN:
            self.journal.refused(command_id, ANSWERS.get(answer.status, f"http_{answer.status}"))
            raise GivenUp
        told = {"position": answer.seen} if answer.seen else {}
        self.journal.acknowledged(command_id, told)
        self.record.acknowledged(service, answer.seen)
        return urllib.parse.urlsplit(answer.location).path.split("/")[2]

    def _until_answered(self, path: str, form: dict[str, Any] | None = None) -> Answer:
        while True:
            begun = time.monotonic()
            try:
                answer = self._fetch(path, form)
            except (urllib.error.URLError, HTTPException, OSError):
                answer = None
            if answer is not None and answer.status != DOWN:
                self.record.answered("web", begun)
                return answer
            self.patience.check()
            time.sleep(PAUSE_BEFORE_RETRY)

    def _fetch(self, path: str, form: dict[str, Any] | None = None) -> Answer:
        data = None if form is None else urllib.parse.urlencode(form, doseq=True).encode()
        try:
            with self._opener.open(self.address + path, data, timeout=WAIT) as answer:
                return Answer(answer.status, answer.read().decode(), "")
        except urllib.error.HTTPError as answer:
            with answer:
                location = answer.headers.get("Location", "")
                return Answer(answer.code, answer.read().decode(), location)
