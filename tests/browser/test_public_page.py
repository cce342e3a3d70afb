"""What anybody reads without signing in: approved words only, without script, cookie or name."""

import re

import pytest
from playwright.sync_api import expect

from minqing.demo.parties import parties
from minqing.demo.world import PEOPLE

LAMP = "柳湾社区村口路段路灯损坏，夜间通行不便。"
PAGES = ("/public/", "/public/problems", "/public/tasks", "/public/effects")


def every_month(who) -> list[str]:
    who.goes_to("/public/")
    hrefs = [link.get_attribute("href") for link in who.page.locator(".places a").all()]
    shown = who.page.locator(".three a").first.get_attribute("href")
    return [re.search(r"month=(\S+)", href)[1] for href in [shown, *hrefs]]


def test_an_approved_text_stands_on_the_public_list(without_script):
    found = []
    for month in every_month(without_script):
        without_script.goes_to(f"/public/problems?month={month}")
        found.append(LAMP in without_script.page.locator("main").inner_text())
    assert found.count(True) == 1


def test_a_page_with_lines_that_show_their_category_only_says_why(without_script):
    page = without_script.page
    for month in every_month(without_script):
        without_script.goes_to(f"/public/problems?month={month}")
        rows = [row.inner_text().split() for row in page.locator("tbody tr").all()]
        is_bare = [words.count("医保") == 2 or words.count("医疗卫生") == 2 for words in rows]
        if any(is_bare):
            expect(page.locator("main")).to_contain_text("有些类别涉及个人情况，只写类别")
            return
    raise AssertionError("no month of the demonstration has such a line on its first page")


def test_the_number_on_the_box_is_the_number_of_rows(without_script):
    page = without_script.page
    without_script.goes_to("/public/")
    box = page.locator(".three a").first
    count = int(re.sub(r"\D", "", box.locator(".cn").inner_text()))
    box.click()
    expect(page.locator("tbody tr")).to_have_count(min(count, 20))
    expect(page.locator("h1")).to_contain_text(str(count))


def test_no_name_of_a_person_and_no_word_that_was_not_approved_is_public(without_script):
    names = [name for _, name, *_ in PEOPLE]
    names += [party.name for party in parties() if party.kind in ("household", "sole_trader")]
    for month in every_month(without_script):
        for path in PAGES:
            without_script.goes_to(f"{path}?month={month}")
            text = without_script.page.locator("body").inner_text()
            assert not [name for name in names if name in text]
            assert "降压药老是缺货" not in text
            assert "****" not in text


def test_a_month_without_approved_texts_says_that_it_is_not_public_yet(without_script):
    for path in ("/public/", "/public/effects"):
        without_script.goes_to(f"{path}?month=2021-03")
        expect(without_script.page.locator("main")).to_contain_text("2021年3月清单还没有公布")


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_sets_no_cookie_and_has_no_script(without_script, path):
    answer = without_script.goes_to(path)
    assert answer.status == 200
    assert without_script.context.cookies() == []
    assert without_script.page.locator("script").count() == 0
    assert "public" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_weighs_little(on_phone, path):
    on_phone.goes_to(path)
    assert on_phone.packed_bytes <= 40_000


def test_the_demo_says_that_it_is_one(without_script):
    without_script.goes_to("/public/")
    expect(without_script.page.locator("body")).to_contain_text("演示数据")


def test_the_public_pages_lead_to_no_page_behind_the_door(without_script):
    for path in PAGES:
        without_script.goes_to(path)
        links = [link.get_attribute("href") for link in without_script.page.locator("a").all()]
        assert all(link.startswith(("/public/", "#")) for link in links)
