"""Somebody at the pages over real HTTP: opens them, and fills in the forms that stand there."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Self

from tests.integration.pages_world import Page
from tests.servers.machine import wait_until

SECONDS = 20
ISSUE = re.compile(r"/issues/[0-9a-f-]{36}")


@dataclass
class Visitor:
    address: str

    def __post_init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._browser = urllib.request.build_opener(cookies)

    @classmethod
    def signed_in(cls, address: str, login: str, password: str) -> Self:
        someone = cls(address)
        someone.fills_in("/sign-in", form="sign-in", values={"login": login, "password": password})
        return someone

    def opens(self, path: str, form: str = "action") -> Page:
        return self._read(urllib.request.Request(self.address + path), form)

    def finds_issue(self, number: str) -> str:
        """The address of its page. What was just said comes onto the board a moment later."""
        found: list[str] = []

        def look() -> list[str]:
            links = self.opens(f"/issues?q={number}").links
            found.extend(link for link in links if ISSUE.fullmatch(link))
            return found

        wait_until(look, SECONDS, f"{number} to be on the board", pause=0.2)
        return found[0]

    def fills_in(self, path: str, values: dict[str, str], form: str = "action") -> Page:
        """Send the page's form with these answers beside what stands in it; the page that it leads to."""
        return self.sends(self.opens(path, form), values)

    def sends(self, page: Page, values: dict[str, str]) -> Page:
        sent = {**page.values, **{name: [value] for name, value in values.items()}}
        data = urllib.parse.urlencode(sent, doseq=True).encode()
        origin = {"Origin": self.address}
        return self._read(urllib.request.Request(self.address + page.action, data, origin))

    def _read(self, request: urllib.request.Request, form: str = "action") -> Page:
        try:
            with self._browser.open(request, timeout=SECONDS) as answer:
                return Page(answer.read().decode(), form)
        except urllib.error.HTTPError as refused:
            with refused:
                words = Page(refused.read().decode()).words
            raise AssertionError(f"{request.full_url}: {refused.code}\n{words}") from None
