"""What anybody does without signing in: report, keep the slip, look it up, add to it; and read what is published."""

import json
import re

import jsonschema
import pytest
from playwright.sync_api import Page, expect

from minqing.demo.parties import parties
from minqing.demo.world import PEOPLE
from services.reports.site.columns import DICTIONARY
from tests.browser.findings import serious_findings, small_targets

FORMS = ("/public/report", "/public/praise", "/public/object", "/public/look-up")
PAGES = ("/public/", *FORMS)
WORDS = "渡口的路塌了一半，晚上走不得。"


def sends(page: Page, button: str) -> None:
    """A hand takes a second or two; a form sent sooner comes back with its words."""
    for _ in range(50):
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_load_state()
        if not page.get_by_text("太快了").count():
            return
    raise AssertionError("the form was never taken")


def reports(page: Page, address: str) -> tuple[str, str]:
    """Number and code."""
    page.goto(f"{address}/public/report")
    page.get_by_label("要反映的事").fill(WORDS)
    page.get_by_label("哪一类").select_option(label="道路")
    page.get_by_label("在哪里").select_option(label="柳湾社区")
    page.get_by_role("radio", name="求助").check(force=True)
    sends(page, "提交")
    expect(page.locator("h1")).to_have_text("收到了")
    number, code = page.locator(".slip .big").all_inner_texts()
    return number, code


def test_a_report_its_slip_and_what_becomes_of_it(without_script, site):
    page = without_script.page
    number, code = reports(page, site.address)
    page.get_by_role("link", name="查我的事").last.click()
    expect(page.locator("#number")).to_have_value(number)
    page.fill("#code", code)
    page.get_by_role("button", name="查看进展").click()
    expect(page.locator("h1")).to_have_text(number)
    expect(page.locator("main")).to_contain_text("收到")
    assert WORDS not in page.content()
    assert code not in page.url
    page.get_by_text("补充情况").click()
    page.get_by_label("补充什么").fill("昨天又塌了一段。")
    page.get_by_role("button", name="交补充").click()
    expect(page.get_by_role("status")).to_have_text("补充的话收到了。")
    assert without_script.context.cookies() == []


def test_the_pages_of_a_report_are_readable_and_fit_a_thumb(at_any_size, site):
    page = at_any_size.page
    page.goto(f"{site.address}/public/report")
    page.get_by_role("button", name="提交").click()
    assert (serious_findings(at_any_size), small_targets(at_any_size)) == ([], [])
    number, code = reports(page, site.address)
    assert serious_findings(at_any_size) == []
    page.goto(f"{site.address}/public/look-up")
    page.fill("#number", number)
    page.fill("#code", "00000000")
    page.get_by_role("button", name="查看进展").click()
    expect(page.locator("main")).to_contain_text("编号或查询码不对")
    assert serious_findings(at_any_size) == []
    page.fill("#code", code)
    page.get_by_role("button", name="查看进展").click()
    page.get_by_text("补充情况").click()
    assert (serious_findings(at_any_size), small_targets(at_any_size)) == ([], [])
    assert not at_any_size.is_wider_than_the_window
    page.locator("summary", has_text="撤回").click()
    page.get_by_role("button", name="撤回，看一遍再定").click()
    assert serious_findings(at_any_size) == []
    page.get_by_role("button", name="撤回这一件").click()
    expect(page.get_by_role("status")).to_have_text("撤回了。")


def test_a_tip_off_is_led_to_the_organs_of_the_law(without_script, site):
    page = without_script.page
    page.goto(f"{site.address}/public/report")
    page.get_by_label("要反映的事").fill(WORDS)
    page.get_by_role("radio", name="举报").check(force=True)
    sends(page, "提交")
    expect(page.locator("main")).to_contain_text("12388")
    expect(page.locator("blockquote")).to_have_text(WORDS)


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_sets_no_cookie_and_has_no_script(without_script, path):
    answer = without_script.goes_to(path)
    assert answer.status == 200
    assert without_script.context.cookies() == []
    assert without_script.page.locator("script").count() == 0
    kept = "public" if path == "/public/" else "no-store"
    assert kept in answer.headers["cache-control"]


@pytest.mark.parametrize("path", FORMS)
def test_every_form_says_who_processes_what_is_written(without_script, path):
    without_script.goes_to(path)
    main = without_script.page.locator("main")
    if path != "/public/look-up":
        expect(main).to_contain_text("处理人是云溪管理区办公室")
        expect(main).to_contain_text("联系方式可以不留")


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_weighs_little(on_phone, path):
    on_phone.goes_to(path)
    assert on_phone.packed_bytes <= 40_000


def test_the_demo_says_that_it_is_one(without_script):
    without_script.goes_to("/public/")
    expect(without_script.page.locator("body")).to_contain_text("演示数据")


def test_no_name_of_a_person_is_in_the_public_folder(site):
    names = [name for _, name, *_ in PEOPLE]
    names += [party.name for party in parties() if party.kind in ("household", "sole_trader")]
    files = [
        path for path in site.host.public.rglob("*") if path.suffix in (".html", ".json", ".csv")
    ]
    assert len(files) > 50, "the demonstration has published editions"
    for path in files:
        text = path.read_text("utf-8")
        assert not [name for name in names if name in text], path
        assert "降压药老是缺货" not in text, path
        assert "****" not in text, path


def test_the_published_lists_of_the_demonstration_are_read_without_script(without_script):
    page = without_script.page
    without_script.goes_to("/public/")
    box = page.locator(".three a").first
    count = int(re.sub(r"\D", "", box.locator(".cn").inner_text()))
    box.click()
    expect(page.locator("h1")).to_contain_text(str(count))
    expect(page.locator("tbody tr")).to_have_count(min(count, 50))
    page.locator("tbody a").first.click()
    expect(page.locator("h1")).to_have_text(re.compile(r"WT-\d{6}-\d{4}"))


def test_the_open_data_are_as_their_dictionary_and_schema_say(site):
    folder = site.host.public
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    for path in sorted(folder.glob("editions/*/edition.json")):
        document = json.loads(path.read_text("utf-8"))
        jsonschema.validate(document, schema)
        for entry in document["rows"]:
            described = {column.key for column in DICTIONARY[entry["list"]]}
            assert set(entry["row"]) == described, entry["list"]
