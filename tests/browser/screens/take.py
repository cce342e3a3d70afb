"""Takes the pictures: a window for each person, every page at each width, on paper once."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.screens.gallery import SCREENS, Screen
from tests.browser.screens.palette import with_few_colours
from tests.browser.site import RunningSite
from tests.browser.visitors import DESK, PHONE, Visitor, visitor

# A4 at 96 dots an inch without the margins of `@page`
PAPER = {"portrait": (703, 1020), "landscape": (1032, 691)}
HIGHEST = 2000


def take_all(browser: Browser, site: RunningSite, folder: Path) -> Iterator[Path]:
    """The files, as they are written; more than `HIGHEST` pixels of a page are cut off."""
    with ExitStack() as windows:
        people: dict[str | None, Visitor] = {}
        blank = windows.enter_context(browser.new_context()).new_page()
        for number, screen in enumerate(SCREENS, start=1):
            if screen.login not in people:
                people[screen.login] = windows.enter_context(visitor(browser, site, DESK))
                if screen.login:
                    people[screen.login].signs_in(screen.login)
            screen.reach(people[screen.login])
            for ending, picture in _pictures(people[screen.login].page, screen):
                file = folder / f"{number:02}-{screen.name}-{ending}.png"
                file.write_bytes(with_few_colours(blank, picture))
                yield file


def _pictures(page: Page, screen: Screen) -> Iterator[tuple[str, bytes]]:
    """(how the file name ends, the picture as the browser gives it)"""
    if screen.paper:
        page.emulate_media(media="print")
        is_wide = page.locator("body.landscape").count() > 0
        yield "paper", _picture(page, PAPER["landscape" if is_wide else "portrait"])
        page.emulate_media(media="screen")
        return
    for size in (PHONE, DESK):
        yield str(size[0]), _picture(page, size)


def _picture(page: Page, size: tuple[int, int]) -> bytes:
    """The window grows to the height of the page, so that what is fixed to its edge stands at the end."""
    width, least = size
    page.set_viewport_size({"width": width, "height": least})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(height, least), HIGHEST)})
    return page.screenshot(animations="disabled")
