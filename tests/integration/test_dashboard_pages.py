"""驾驶舱 in the pages: every number opens to as many items, no rate of fewer than five, and nothing inline."""

import re
from collections.abc import Iterator

import pytest

from tests.e2e.district import POWER
from tests.integration.pages_world import PagesWorld, pages_world

ISSUES = 6


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    """Two are assigned, one of these is reported done; the others wait to be triaged."""
    with pages_world(tmp_path_factory.mktemp("dashboard")) as found:
        issues, due = found.issues(ISSUES), found.district.due()
        for issue in issues[:2]:
            fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": due}
            last = found.does("office", issue, "assign", **fields)["position"]
        for service in ("issues", "reports"):
            found.district.wait(service, {"issues": last})
        yield found


def links_behind(page) -> list[str]:
    return [link for link in page.links if link.startswith("/dashboard/items")]


def test_every_number_opens_to_as_many_items(world):
    office = world.person("office")
    html = office.opens("/dashboard").html
    behind = re.findall(r'href="(/dashboard/items[^"]*)">([\d,]+)</a>', html)
    assert len(behind) >= 6
    for address, number in behind:
        items = office.opens(address.replace("&amp;", "&"))
        assert f"共 {number} 件" in items.page.words, address
        assert items.html.count('class="head"') == int(number), address


def test_of_fewer_than_five_there_is_no_rate(world):
    words = world.person("office").opens("/dashboard").page.words
    assert "收到 6 件" in words
    assert "0 / 0 件已销号" in re.sub(r"\s+", " ", words)
    assert not re.search(r"0/0 \d", words)


def test_its_policy_lets_own_scripts_run_and_nothing_is_inline(world):
    answer = world.person("office").opens("/dashboard")
    assert "script-src 'self'" in answer.response.headers["Content-Security-Policy"]
    assert "style=" not in answer.html
    assert re.findall(r"<script(?![^>]*src=)", answer.html) == []
    behind = world.person("office").opens("/dashboard/items")
    assert "script-src" not in behind.response.headers["Content-Security-Policy"]


def test_a_month_a_unit_and_a_day_live_in_the_address(world):
    office = world.person("office")
    page = office.opens(f"/dashboard?unit={POWER}&as_of=2099-01-01").page
    assert "收到 2 件" in page.words
    for link in links_behind(page):
        assert f"unit={POWER}" in link
        assert "as_of=2099-01-01" in link


def test_a_unit_that_is_not_there_has_no_page(world):
    assert world.person("office").opens("/dashboard?unit=nowhere").status == 404


def test_every_number_has_its_definition(world):
    office = world.person("office")
    page = office.opens("/dashboard").page
    html = office.opens("/lists/definitions").html
    for link in page.links:
        if link.startswith("/lists/definitions#"):
            assert f'id="{link.partition("#")[2]}"' in html
