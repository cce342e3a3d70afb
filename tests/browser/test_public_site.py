"""The static site in a browser: readable on every screen, without script, and able to prove what it says."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.findings import serious
from tests.browser.static_site import PAGES, SITE, window, write_sample_site
from tests.browser.visitors import DESK, PHONE, SMALL_PHONE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("static")
    write_sample_site(found)
    return found


@pytest.mark.parametrize("size", [SMALL_PHONE, PHONE, DESK], ids=["small", "phone", "desk"])
def test_every_page_is_readable_on_every_screen(browser: Browser, folder: Path, size):
    with window(browser, folder, size) as page:
        for name in PAGES:
            page.goto(f"{SITE}/public/{name}")
            assert serious(page) == [], name
            assert page.locator("h1").count() == 1, name
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name


def test_without_script_the_lists_are_read_from_page_to_page(browser: Browser, folder: Path):
    with window(browser, folder, PHONE, script=False) as page:
        page.goto(f"{SITE}/public/index.html")
        page.get_by_role("link", name="往期").first.click()
        page.get_by_role("link", name="2026年6月", exact=True).click()
        page.locator(".three a").first.click()
        expect(page.locator("tbody tr")).to_have_count(4)
        page.get_by_role("link", name="柳湾社区村口路段路灯损坏").click()
        expect(page.locator("main")).to_contain_text("八盏路灯换好了")
        page.goto(f"{SITE}/public/check.html")
        expect(page.locator("#without")).to_be_visible()
        expect(page.locator("#check")).to_be_hidden()
        assert page.context.cookies() == []


def checks(page: Page, path: Path) -> list[str]:
    page.set_input_files("#file", [])
    page.locator("#found").evaluate("list => list.replaceChildren()")
    page.set_input_files("#file", path)
    expect(page.locator("#found li").first).to_be_visible()
    return page.locator("#found li").all_inner_texts()


def test_the_browser_checks_an_edition_and_a_proof(browser: Browser, folder: Path, tmp_path: Path):
    edition = folder / "editions" / "0001" / "edition.json"
    document = json.loads(edition.read_text("utf-8"))
    rows = document["rows"]
    faults = {
        "一个字": {**document, "rows": [{**rows[0], "row": {**rows[0]["row"], "place_name": "别处"}}, *rows[1:]]},
        "两行": {**document, "rows": [rows[1], rows[0], *rows[2:]]},
        "少一行": {**document, "rows": rows[:-1]},
        "表头": {**document, "header": {**document["header"], "month": "2026-05"}},
        "撤下": {**document, "rows": [*rows[:2], {**rows[2], "number": "WT-202606-0009"}, *rows[3:]]},
        "前一期": {**document, "header": {**document["header"], "previous": "sha256:" + "0" * 64}},
    }  # fmt: skip
    with window(browser, folder, DESK) as page:
        page.goto(f"{SITE}/public/check.html")
        for month in ("2026年7月", "2026年6月"):
            page.get_by_role("button", name=f"核对{month}").click()
            expect(page.locator("#found li").first).to_have_text("✓ 没有被改动")
        assert "✓ 没有被改动" in checks(page, folder / "items" / "WT-202606-0001.json")
        told = checks(page, edition)
        assert any("2026-08-03 撤下" in line for line in told)
        for name, changed in faults.items():
            path = tmp_path / "changed.json"
            path.write_text(json.dumps(changed), encoding="utf-8")
            assert checks(page, path)[0] == "✗ 核对不上", name
        proofs = json.loads((folder / "items" / "WT-202606-0001.json").read_text("utf-8"))
        proofs["proofs"][2]["row"]["outcome"] = "unsolved"
        (tmp_path / "proof.json").write_text(json.dumps(proofs), encoding="utf-8")
        assert "✗ WT-202606-0001 这一行改动过" in checks(page, tmp_path / "proof.json")
        (tmp_path / "none.json").write_text("[1", encoding="utf-8")
        assert "不是一期清单" in checks(page, tmp_path / "none.json")[1]
