"""A public site of two sample editions, answered by the real pages without a service or a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from services.reports.editions.document import Edition
from services.reports.site.write import SiteContent, write_site
from tests.unit.reports import sample_editions as sample
from web.app import create_app
from web.settings import Settings

SITE = "http://localhost"  # browsers trust it as they trust https, which checking a signature needs
PAGES = (
    "index.html",
    "editions.html",
    "lists/0001/index.html",
    "lists/0001/problems-1.html",
    "lists/0001/tasks-1.html",
    "lists/0001/effects-1.html",
    "lists/0002/problems-1.html",
    "items/WT-202606-0001.html",
    "items/WT-202606-0003.html",
    "definitions.html",
    "data.html",
    "corrections.html",
    "answers.html",
    "check.html",
)
WITHDRAWN = ("problem", "WT-202606-0003")


def write_sample_site(folder: Path) -> None:
    editions = [sample.withdrawn(sample.june(), *WITHDRAWN), sample.july()]
    for document in editions:
        path = folder / "editions" / f"{document['header']['number']:04d}" / "edition.json"
        path.parent.mkdir(parents=True)
        path.write_bytes(Edition(document).to_bytes())
    write_site(
        folder,
        SiteContent("云溪管理区", editions, [sample.ANSWER], sample.PUBLIC, True),
    )


@contextmanager
def window(
    browser: Browser, folder: Path, size: tuple[int, int], script: bool = True
) -> Iterator[Page]:
    """A browser window in which SITE/public/ is this folder. `complaints` of the browser raise at the end."""
    client = create_app(None, Settings("a key", lambda: "", public=folder)).test_client()  # type: ignore[arg-type]
    complaints: list[str] = []

    def answer(route: Route) -> None:
        with client.get(route.request.url.removeprefix(SITE), base_url=SITE) as found:
            route.fulfill(
                status=found.status_code, headers=dict(found.headers), body=found.get_data()
            )

    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", java_script_enabled=script
    )
    context.set_default_timeout(10_000)
    context.route(f"{SITE}/public/**", answer)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert complaints == []
