"""Photos of an issue, on a phone and at a desk, without script: added, looked at, removed."""

import re

from playwright.sync_api import expect

from tests.browser.findings import serious_findings, small_targets
from tests.browser.steps import first_issue, press
from tests.browser.visitors import SMALL_PHONE, visitor
from tests.photo_samples import from_a_phone

PHOTO = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": from_a_phone((900, 600))}


def add_a_photo(who, caption):
    who.page.get_by_text("加一张照片").click()
    who.page.set_input_files("#photo", PHOTO)
    who.page.fill("#caption", caption)
    press(who.page, "加这张照片")


def test_a_photo_is_added_seen_and_removed(at_any_size):
    who = at_any_size
    who.signs_in("hujun")
    who.goes_to(first_issue(who, "in_progress"))
    add_a_photo(who, "灯杆在这里")
    image = who.page.get_by_role("img", name="灯杆在这里")
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    who.page.wait_for_function("img => img.complete", arg=image.element_handle())
    assert image.evaluate("img => img.naturalWidth") == 320
    assert serious_findings(who) == []
    assert not who.is_wider_than_the_window
    who.page.get_by_role("link", name=re.compile("^删掉")).click()
    assert serious_findings(who) == []
    press(who.page, "删掉这张")
    expect(who.page.get_by_role("img", name="灯杆在这里")).to_have_count(0)
    expect(who.page.get_by_text(re.compile("删了照片")).first).to_be_visible()
    assert who.complaints == []


def test_what_is_no_photo_is_said_at_the_field(at_any_size):
    who = at_any_size
    who.signs_in("hujun")
    who.goes_to(f"{first_issue(who, 'in_progress')}/photos")
    text = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"no photo"}
    who.page.set_input_files("#photo", text)
    press(who.page, "加这张照片")
    expect(who.page.locator("#photo-error")).to_contain_text("只收 JPEG、PNG、WebP")
    assert who.page.title().startswith("错误：")
    assert serious_findings(who) == []


def test_the_form_and_the_photos_fit_the_smallest_phone_and_a_thumb(browser, site):
    with visitor(browser, site, SMALL_PHONE) as who:
        who.signs_in("hujun")
        issue = first_issue(who, "in_progress")
        who.goes_to(issue)
        add_a_photo(who, "灯" * 40)
        for path in (issue, f"{issue}/photos"):
            who.goes_to(path)
            assert not who.is_wider_than_the_window, path
            assert small_targets(who) == [], path
        who.page.get_by_role("link", name=re.compile("^删掉")).first.click()
        press(who.page, "删掉这张")
