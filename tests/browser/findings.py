"""What is wrong with the page that is shown: by axe, for a thumb, on the smallest phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visitors import Visitor

SMALLEST_TARGET = 44


def serious_findings(who: Visitor) -> list[str]:
    return serious(who.page)


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical, with the beginning of each node."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {[node['html'][:100] for node in each['nodes']]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def small_targets(who: Visitor) -> list[str]:
    """Buttons, selects, text fields, tiles and actions that are shown lower than a thumb needs."""
    return who.page.evaluate(
        """least => [...document.querySelectorAll(
            "main .btn, main select, main textarea, main summary, main .todo a, .actbar .btn,"
            + "main label.tick, main .opt label, main input[type=date], main input[inputmode]")]
          .filter(e => e.offsetParent && e.getBoundingClientRect().height < least)
          .map(e => e.outerHTML.slice(0, 80))""",
        SMALLEST_TARGET,
    )
