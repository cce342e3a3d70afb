"""号码查看记录 on a running system: a row for each showing, for those who oversee; and who finds which entry."""

from collections.abc import Iterator

import pytest

from tests.e2e.district import DISTRICT, OFFICE, POWER
from tests.integration.pages_world import PagesWorld, pages_world

PAGE = "/contacts-shown"
PHONE = "13900000001"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("contacts")) as found:
        for role in ("supervisor", "auditor", "plan_approver"):
            found.district.joins(role, OFFICE, f"{role}@{DISTRICT}")
        yield found


def done(world: PagesWorld) -> str:
    issue = world.issue()
    told = {"category": "power_and_lighting", "lead_unit": POWER, "due": world.district.due()}
    world.does("office", issue, "assign", **told)
    world.does("handler", issue, "sign_for")
    answer = world.does("handler", issue, "report_done", measure="换灯", result="换好了")
    world.district.wait("issues", {"issues": answer["position"]})
    return issue


def test_each_showing_is_a_row_and_only_who_may_read_the_issue_has_a_link(world):
    assert "还没有人看过号码" in world.person("auditor").opens(PAGE).page.words
    issue = done(world)
    number = world.get(issue)["number"]
    for _ in range(21):
        world.district.asks("reviewer", "issues", "callback_contact", id=issue)
    for login, may_read in (("supervisor", True), ("auditor", False)):
        first = world.person(login).opens(PAGE)
        assert first.status == 200
        assert "第 1–20 行，共 21 行" in first.page.words
        assert number in first.page.words
        assert "乙" in first.page.words
        assert PHONE not in first.html
        assert (f"/issues/{issue}" in first.page.links) == may_read
        onward = next(link for link in first.page.links if "after=" in link)
        assert "第 21–21 行" in world.person(login).opens(onward).page.words


def test_who_oversees_nothing_is_told_no(world):
    for login in ("office", "reviewer", "handler", "visitor", "admin", "plan_approver"):
        assert world.person(login).opens(PAGE).status == 403
        assert PAGE not in world.person(login).opens("/more").page.links


@pytest.mark.parametrize(
    ("login", "entry"),
    [("supervisor", PAGE), ("auditor", PAGE), ("plan_approver", "/pledges")],
)
def test_whoever_may_open_a_page_finds_it(world, login, entry):
    person = world.person(login)
    for path in ("/", "/more"):
        assert entry in person.opens(path).page.links
    assert person.opens(entry).status == 200
