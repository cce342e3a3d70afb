"""People in front of the pages: Debian's Chromium on a phone or a desk, with script or without."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.browser.site import RunningSite

PHONE, SMALL_PHONE, DESK = (375, 667), (320, 568), (1280, 800)


@dataclass
class Visitor:
    """A browser window. `complaints` are what the browser itself says against a page."""

    site: RunningSite
    page: Page
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def goes_to(self, path: str) -> Response:
        self.answers.clear()
        answer = self.page.goto(self.site.address + path)
        assert answer is not None
        return answer

    def signs_in(self, login: str) -> None:
        self.goes_to("/sign-in")
        self.page.fill("#login", login)
        self.page.fill("#password", self.site.passwords[login])
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(f"{self.site.address}/")

    @property
    def is_wider_than_the_window(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")

    @property
    def packed_bytes(self) -> int:
        """What everything of this page weighs, packed as a proxy in front of the site packs it."""
        return sum(self.packed_bytes_of(answer) for answer in self.answers)

    @staticmethod
    def packed_bytes_of(answer: Response) -> int:
        return len(gzip.compress(answer.body()))


@contextmanager
def visitor(
    browser: Browser, site: RunningSite, size: tuple[int, int], script: bool = True
) -> Iterator[Visitor]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", java_script_enabled=script
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    who = Visitor(site, page, context)
    page.on("console", lambda message: who.complaints.append(message.text))
    page.on("pageerror", lambda error: who.complaints.append(str(error)))
    page.on("response", lambda answer: who.answers.append(answer))
    try:
        yield who
    finally:
        context.close()


class District:
    """The people of the story at windows of one size, each signed in once. Leave it by closing `windows`."""

    def __init__(self, browser: Browser, site: RunningSite, size: tuple[int, int]):
        self.windows = ExitStack()
        self.people: dict[str, Visitor] = {}
        self._open = lambda: self.windows.enter_context(visitor(browser, site, size))

    def person(self, login: str) -> Visitor:
        if login not in self.people:
            self.people[login] = self._open()
            self.people[login].signs_in(login)
        return self.people[login]

    def page_of(self, login: str) -> Page:
        return self.person(login).page
