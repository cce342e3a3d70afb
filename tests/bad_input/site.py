"""The pages over the same system: browsers of the district's people, and the routes there are, read from Flask's map.

A request notes the names of the parameters that the code read, so that a parameter added later is spoiled as well.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import TestResponse

from services.campaign.service_accounts import service_secret
from tests.bad_input.district import Districts
from tests.integration.pages_world import SITE, Page
from web.app import create_app
from web.settings import Settings

CHINESE = re.compile("[\u4e00-\u9fff]{4}")
ERROR = "<title>错误："
_ANY = re.compile(r"<any\(([^)]*)\):\w+>")
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Watched(ImmutableMultiDict[str, str]):
    """Parameters that remember which of them were asked for."""

    read: ClassVar[set[str]] = set()

    def __getitem__(self, name: str) -> str:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, key: str, *more: Any, **named: Any) -> Any:
        self.read.add(key)
        return super().get(key, *more, **named)

    def getlist(self, key: str, *more: Any, **named: Any) -> Any:
        self.read.add(key)
        return super().getlist(key, *more, **named)


class WatchedRequest(Request):
    parameter_storage_class = Watched


@dataclass
class BadInputSite:
    districts: Districts
    app: Flask
    browsers: dict[str | None, FlaskClient] = field(default_factory=dict)
    guards: dict[str | None, str] = field(default_factory=dict)

    def browser(self, login: str | None) -> FlaskClient:
        """Signed in as this person; for None, somebody who is not."""
        if login not in self.browsers:
            browser = self.app.test_client()
            page = browser.get("/sign-in", base_url=SITE).text
            self.guards[login] = guard_of(page)
            self.browsers[login] = browser
            if login:
                asked = {"login": login, "password": self.districts.passwords[login]}
                answer = self.send(login, "/sign-in", asked)
                assert answer.status_code == 303, brief(answer)
                self.guards[login] = guard_of(browser.get("/more", base_url=SITE).text)
        return self.browsers[login]

    def somebody_new(self) -> None:
        """The next one who is not signed in comes with another browser."""
        self.browsers.pop(None, None)

    def open(self, login: str | None, path: str, **more: Any) -> TestResponse:
        return self.browser(login).get(path, base_url=SITE, buffered=True, **more)

    def send(
        self, login: str | None, path: str, values: dict[str, Any], **more: Any
    ) -> TestResponse:
        """A form with its guard, unless the values have one."""
        browser = self.browser(login)
        sent = {"csrf_token": self.guards[login], **values}
        return browser.post(path, data=sent, base_url=SITE, **more)


def bad_input_site(districts: Districts) -> BadInputSite:
    host = districts.system.host
    assert host
    secret = service_secret(host.folder.token_key, "web")
    asked = {"service": "web", "secret": secret}

    def token() -> str:
        return host.call("campaign", "service_token", asked)["token"]

    public = host.folder.path / "public"
    public.mkdir(exist_ok=True)
    (public / "page.json").write_text("{}", encoding="utf-8")
    secret_key = "a key for these tests only"
    settings = Settings(secret_key, token, cookie_secure=False, public=public, form_seconds=0)
    app = create_app(host, settings)
    app.request_class = WatchedRequest
    return BadInputSite(districts, app)


def routes(app: Flask) -> list[tuple[str, str]]:
    """`("POST", "/issues/<issue_id>/assign")`; a route of several names once for each."""
    found = []
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found += [(method, path) for path in _each_name(rule.rule)]
    return sorted(found)


def _each_name(rule: str) -> Iterator[str]:
    match = _ANY.search(rule)
    if match is None:
        yield rule
        return
    for name in match[1].split(","):
        yield from _each_name(rule.replace(match[0], name.strip()))


def guard_of(page: str) -> str:
    found = _TOKEN.search(page)
    assert found, page
    return found[1]


@contextmanager
def noting() -> Iterator[set[str]]:
    """The names of the parameters that are read meanwhile."""
    Watched.read.clear()
    names: set[str] = set()
    yield names
    names.update(Watched.read - {"csrf_token"})
    Watched.read.clear()


def brief(response: TestResponse) -> str:
    """An answer in one line: a page is long."""
    words = " ".join(Page(response.text).words.split())
    return f"{response.status_code} {words[:300]}"


def complaint(response: TestResponse) -> str:
    """What is wrong with an answer to bad input: it has to be a page in Chinese with a 4xx; empty when it is."""
    if not 400 <= response.status_code < 500:
        return f"{response.status_code} instead of 4xx, {response.headers.get('Location', '')}"
    if response.mimetype != "text/html" or 'lang="zh' not in response.text[:300]:
        return f"{response.mimetype}: {brief(response)}"
    return "" if CHINESE.search(response.text) else f"no words: {brief(response)}"
