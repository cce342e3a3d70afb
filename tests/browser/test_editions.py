"""Two editions from the draft to the print, one on a phone and one at a desk, with what follows: by three people."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from eventlog.clock import system_clock
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret
from services.kernel.working_days import local_day
from tests.browser.findings import serious_findings, small_targets
from tests.browser.site import RunningSite, serving
from tests.browser.visitors import DESK, PHONE, SMALL_PHONE, District, Visitor, visitor
from tests.integration.editions_world import World
from tests.servers.machine import wait_until

MONTH_END = local_day(system_clock()).replace(day=1) - timedelta(days=1)
BEFORE = MONTH_END.replace(day=1) - timedelta(days=1)
WORKS = "修好路灯"
KINDS = ("problem", "task", "effect", "erratum")


@pytest.fixture(scope="module")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A district in which something happened in each of the last two months."""
    world = World(tmp_path_factory.mktemp("editions") / "data")
    try:
        world.at(f"{BEFORE.replace(day=5)}")
        world.settle_in()
        for month in (BEFORE, MONTH_END):
            world.at(f"{month.replace(day=10)}")
            for n in "一二三四五六":
                world.problem(f"{WORKS}{n}")
    finally:
        world.stop()
    with serving(world.folder, world.player.passwords) as running:
        yield running


def test_an_edition_goes_from_the_draft_to_the_print(browser, two_months: RunningSite) -> None:
    for number, size, month_end in ((1, PHONE, BEFORE), (2, DESK, MONTH_END)):
        people = District(browser, two_months, size)
        with people.windows:
            here = drafted(people.person("publisher"), f"{month_end:%Y-%m}")
            studied(people.person("office"), here)
            approved(people.person("reviewer"), here, number)
            published(people.person("publisher"), here, number)
            withdrawn(people.person("reviewer"), here)
            objection = raised(two_months, number)
            answered(people.person("office"), people.person("reviewer"), objection)


def drafted(who: Visitor, month: str) -> str:
    """The address of the new edition, once its proof is there."""
    who.goes_to("/editions")
    sound(who, "editions")
    who.page.select_option("#month", month)
    who.page.get_by_role("button", name="编草稿").click()
    expect(who.page.get_by_text("轮到办公室：记录专题研究")).to_be_visible()
    sound(who, "draft")
    here = who.page.url.removeprefix(who.site.address).split("?")[0]
    wait_until(lambda: "样张正在生成" not in shown(who, here), 60, "the proof")
    return here


def studied(who: Visitor, here: str) -> None:
    who.goes_to("/")
    sound(who, "today")
    who.page.get_by_role("link", name="记录研究").click()
    who.page.get_by_role("link", name="记录专题研究").click()
    sound(who, "study")
    who.page.locator("#items-0-note").fill("一周内办结")
    who.page.get_by_role("button", name="记下研究").click()
    expect(who.page.get_by_role("alert")).to_contain_text("决定还没填")
    sound(who, "study-wrong")
    who.page.locator("#items-0-decision").select_option("提前办")
    who.page.get_by_label("供电所").check()
    who.page.get_by_role("button", name="记下研究").click()
    expect(who.page.get_by_role("status")).to_contain_text("专题研究记下了")
    assert who.page.get_by_role("link", name="批准第").count() == 0
    sound(who, "studied")


def approved(who: Visitor, here: str, number: int) -> None:
    who.goes_to("/")
    who.page.get_by_role("link", name="批准").click()
    sound(who, "turn")
    who.page.get_by_role("link", name=f"批准第 {number} 期").click()
    sound(who, "approve")
    who.page.get_by_role("button", name=f"批准第 {number} 期").click()
    expect(who.page.get_by_text("轮到宣传报道：公布")).to_be_visible()


def published(who: Visitor, here: str, number: int) -> None:
    who.goes_to(here)
    who.page.get_by_role("link", name=f"公布第 {number} 期").click()
    sound(who, "publish")
    who.page.get_by_role("button", name=f"公布第 {number} 期").click()
    expect(who.page.get_by_role("heading", name="正在生成公开的几页")).to_be_visible()
    wait_until(lambda: "这一期公布了" in shown(who, here), 60, "the print")
    sound(who, "published")


def withdrawn(who: Visitor, here: str) -> None:
    who.goes_to(f"{here}/rows/problem")
    sound(who, "rows")
    who.page.get_by_role("link", name="撤下 ").first.click()
    sound(who, "withdraw")
    who.page.get_by_role("radio", name="印错了").check()
    who.page.get_by_role("button", name="撤下这一行").click()
    expect(who.page.get_by_role("status")).to_contain_text("这一行撤下了")
    wait_until(lambda: "已撤下（" in shown(who, f"{here}/rows/problem"), 60, "the withdrawal")


def raised(site: RunningSite, number: int) -> str:
    """The id of an objection to this edition."""
    secret = service_secret(site.host.folder.token_key, "web")
    token = ServiceToken(site.host, "web", secret, system_clock)()
    told = {"command_id": f"o-{number}", "edition_number": number, "words": "没有修好"}
    return site.host.call("reports", "object_to_edition", told, token=token)["id"]


def answered(office: Visitor, second: Visitor, objection: str) -> None:
    office.goes_to("/objections")
    sound(office, "objections")
    office.goes_to(f"/objections/{objection}")
    sound(office, "objection")
    office.page.fill("#text", "请拨 13900000009")
    office.page.get_by_role("button", name="交给另一个人审").click()
    sound(office, "objection-wrong")
    office.page.fill("#text", "已派人再去看")
    office.page.get_by_role("button", name="交给另一个人审").click()
    expect(office.page.get_by_text("这是你写的，要另一个人审")).to_be_visible()
    second.goes_to("/")
    sound(second, "today-second")
    second.page.get_by_role("link", name="审查").click()
    second.page.get_by_role("link", name="审查这个答复").click()
    sound(second, "objection-approve")
    second.page.get_by_role("button", name="公开这个答复").click()
    expect(second.page.get_by_role("status")).to_contain_text("答复公开了")


def shown(who: Visitor, path: str) -> str:
    who.goes_to(path)
    return who.page.inner_text("main")


def sound(who: Visitor, name: str) -> None:
    """A page fits its window and a thumb, and has no serious finding. `name` says which where it is not so."""
    assert not who.is_wider_than_the_window, name
    assert (who.page.viewport_size or {})["width"] > PHONE[0] or small_targets(who) == [], name
    assert serious_findings(who) == [], name


def test_the_editions_of_the_story_are_sound_on_a_small_phone(browser, site: RunningSite) -> None:
    with visitor(browser, site, SMALL_PHONE) as who:
        who.signs_in("wangyan")
        who.goes_to("/editions")
        sound(who, "editions")
        newest = who.page.locator("main a.cell").first.get_attribute("href")
        assert newest
        for path in (newest, *(f"{newest}/rows/{kind}" for kind in KINDS), "/objections"):
            answer = who.goes_to(path)
            assert answer.status == 200, path
            sound(who, path.rpartition("/")[2])
        assert who.complaints == []
