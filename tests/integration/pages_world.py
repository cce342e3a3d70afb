"""People at the pages of a running embedded system: they open pages and fill in the forms that stand there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventlog.clock import system_clock
from eventlog.errors import Unavailable
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret
from services.kernel.application import Peer
from tests.e2e.district import District
from tests.e2e.systems import embedded
from web.app import create_app
from web.settings import Settings

SITE = "http://localhost"


class Page(HTMLParser):
    """A page as a browser without script reads it: its links, its words, and its form with the given id."""

    def __init__(self, html: str, form: str = "action"):
        super().__init__()
        self.links: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.action = ""
        self.words = ""
        self._form, self._inside, self._named = form, False, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        at = dict(attributes)
        if tag == "a":
            self.links.append(at.get("href") or "")
        elif tag == "form":
            self._inside = at.get("id") == self._form
            self.action = (at.get("action") or "") if self._inside else self.action
        elif self._inside and at.get("name"):
            self._take(tag, at)
        elif self._inside and tag == "option" and "selected" in at:
            self.values[self._named] = [at.get("value") or ""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag in ("select", "textarea"):
            self._named = ""

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._inside and self._named and self.lasttag == "textarea":
            self.values[self._named] = [data]

    def _take(self, tag: str, at: dict[str, str | None]) -> None:
        name = at["name"] or ""
        if tag in ("select", "textarea"):
            self._named = name
            self.values.setdefault(name, [""])
        elif tag == "input" and (at.get("type") not in ("radio", "checkbox") or "checked" in at):
            self.values.setdefault(name, []).append(at.get("value") or "")


@dataclass
class Answer:
    """What came back, read as a page."""

    response: TestResponse
    html: str
    page: Page

    @property
    def status(self) -> int:
        return self.response.status_code


@dataclass
class Person:
    """Somebody who is signed in. The answer to a form is the page it leads to."""

    client: FlaskClient

    def opens(self, path: str) -> Answer:
        return _read(self.client.get(path, base_url=SITE, follow_redirects=True))

    def fills_in(
        self, at: str | Answer, to: str | None = None, button: str = "", **values: Any
    ) -> Answer:
        """Send the form of a page with these answers beside what stands in it already."""
        found = self.opens(at) if isinstance(at, str) else at
        form = found.page
        sent = {**form.values, **{k: v if isinstance(v, list) else [v] for k, v in values.items()}}
        if button:
            sent[button] = ["1"]
        address = to or form.action
        return _read(self.client.post(address, data=sent, base_url=SITE, follow_redirects=True))


class Line:
    """Carries calls to the running services, save to those that are cut off."""

    def __init__(self, peer: Peer):
        self.peer = peer
        self.cut_off: set[str] = set()

    def call(
        self,
        service: str,
        method: str,
        request: dict[str, Any],
        token: str | None = None,
        timeout: float = 5.0,
    ) -> dict[str, Any]:
        if service in self.cut_off:
            raise Unavailable("service_down", {"service": service})
        return self.peer.call(service, method, request, token=token, timeout=timeout)


@dataclass
class PagesWorld:
    district: District
    app: Flask
    line: Line
    people: dict[str, Person] = field(default_factory=dict)

    @contextmanager
    def without(self, service: str) -> Iterator[None]:
        """While this service does not answer the pages."""
        self.line.cut_off.add(service)
        try:
            yield
        finally:
            self.line.cut_off.discard(service)

    def person(self, login: str) -> Person:
        if login not in self.people:
            someone = Person(self.app.test_client())
            password = self.district.passwords[login]
            page = _read(someone.client.get("/sign-in", base_url=SITE)).html
            token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
            answer = someone.client.post(
                "/sign-in",
                data={"login": login, "password": password, "csrf_token": token},
                base_url=SITE,
            )
            assert answer.status_code == 303, answer.get_data(as_text=True)
            self.people[login] = someone
        return self.people[login]

    def issue(self, **problem: Any) -> str:
        """A problem from the doorstep; its issue waits to be triaged."""
        fields = {"verbatim": "路灯坏了快一个月", "category": "power_and_lighting", **problem}
        return self.district.visit("标记姓名甲", fields)[0]["id"]

    def issues(self, count: int) -> list[str]:
        """As many problems told in one visit."""
        problems = [
            {"verbatim": f"第 {n} 盏路灯坏了", "category": "power_and_lighting"}
            for n in range(count)
        ]
        return [issue["id"] for issue in self.district.visit("标记姓名乙", *problems)]

    def does(self, login: str, issue: str, command: str, **fields: Any) -> dict[str, Any]:
        return self.district.does(login, "issues", command, id=issue, **fields)

    def get(self, issue: str, login: str = "office") -> dict[str, Any]:
        return self.district.asks(login, "issues", "get", id=issue)

    def allowed(self, login: str, issue: str) -> list[dict[str, Any]]:
        return self.district.asks(login, "issues", "allowed", id=issue)["items"]


@contextmanager
def pages_world(folder: Path) -> Iterator[PagesWorld]:
    with embedded(folder) as system:
        district = District(system)
        district.settle_in()
        host = system.host
        assert host
        secret = service_secret(host.folder.token_key, "web")
        settings = Settings(
            secret_key="a key for these tests only",
            service_token=ServiceToken(host, "web", secret, system_clock),
            cookie_secure=False,
            public=folder / "public",
            form_seconds=0,
        )
        line = Line(system.peer)
        yield PagesWorld(district, create_app(line, settings), line)


def _read(response: TestResponse) -> Answer:
    html = response.get_data(as_text=True)
    return Answer(response, html, Page(html))
