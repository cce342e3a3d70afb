"""One site and one browser for all tests of this folder; each test opens a window of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.site import RunningSite, running_site
from tests.browser.visitors import DESK, PHONE, District, Visitor, visitor
from tests.servers.machine import find_program


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_program("chromium", "chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def on_phone(browser: Browser, site: RunningSite) -> Iterator[Visitor]:
    with visitor(browser, site, PHONE) as who:
        yield who


@pytest.fixture
def without_script(browser: Browser, site: RunningSite) -> Iterator[Visitor]:
    with visitor(browser, site, PHONE, script=False) as who:
        yield who


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request) -> tuple[int, int]:
    return request.param


@pytest.fixture
def at_any_size(browser: Browser, site: RunningSite, size: tuple[int, int]) -> Iterator[Visitor]:
    with visitor(browser, site, size) as who:
        yield who


@pytest.fixture
def district(browser: Browser, site: RunningSite, size: tuple[int, int]) -> Iterator[District]:
    people = District(browser, site, size)
    with people.windows:
        yield people
