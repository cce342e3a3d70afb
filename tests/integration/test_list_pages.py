"""The board and the three lists: every number opens to its rows, filters live in the address, pages go on."""

import re
from collections.abc import Iterator

import pytest

from eventlog.clock import system_clock
from services.kernel.working_days import local_day
from tests.e2e.district import POWER, WILLOW
from tests.integration.pages_world import Answer, PagesWorld, pages_world

ISSUES = 23


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    """One issue is done and public, one assigned, the others wait to be triaged."""
    with pages_world(tmp_path_factory.mktemp("lists")) as found:
        issues = [*found.issues(12), *found.issues(ISSUES - 12)]
        due = found.district.due()
        for issue in issues[:2]:
            fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": due}
            found.does("office", issue, "assign", **fields)
        last = finish(found, issues[0], due)
        for service in ("issues", "reports"):
            found.district.wait(service, {"issues": last})
        yield found


def finish(world: PagesWorld, issue: str, due: str) -> int:
    world.does(
        "handler", issue, "plan_task", measure="换灯", due=due, quantity=8, quantity_unit="盏"
    )
    task = world.get(issue)["tasks"][0]["id"]
    done = {"task_id": task, "result": "灯亮了", "quantity": 8, "report_done": True}
    world.does("handler", issue, "complete_task", **done)
    world.does("office", issue, "propose_public_text", part="public_text", text="路灯损坏。")
    return world.does("reviewer", issue, "approve_public_text", part="public_text")["position"]


def rows(answer: Answer) -> int:
    return answer.html.count('class="head"')


def total(answer: Answer) -> int:
    return int(re.search(r"共 ([\d,]+) 行", answer.page.words)[1].replace(",", ""))


def test_the_board_shows_twenty_rows_and_goes_on_to_the_rest(world):
    office = world.person("office")
    first = office.opens("/issues")
    assert (rows(first), total(first)) == (20, ISSUES)
    onward = next(link for link in first.page.links if "after=" in link)
    second = office.opens(onward)
    assert rows(second) == ISSUES - 20
    assert f"第 21–{ISSUES} 行" in second.page.words
    assert "/issues" in second.page.links


def test_every_number_of_the_strip_opens_to_as_many_issues(world):
    office = world.person("office")
    html = office.opens("/issues").html
    strip = html.split('class="flow"')[1].split("</ol>")[0]
    found = re.findall(r'href="(/issues\?state=\w+)".*?<b>(\d+)</b>', strip, re.DOTALL)
    assert len(found) >= 6
    for link, count in found:
        assert total(office.opens(link)) == int(count), link


def test_filters_live_in_the_address_and_each_can_be_taken_away(world):
    office = world.person("office")
    page = office.opens(f"/issues?state=assigned&unit={POWER}")
    assert rows(page) == 1
    assert "去掉条件 待签收" in page.html
    assert f"/issues?unit={POWER}" in page.page.links
    assert "/issues?state=assigned" in page.page.links
    assert f'value="{POWER}" selected' in page.html


def test_an_issue_is_found_by_a_part_of_its_number(world):
    number = world.district.asks("office", "issues", "list")["items"][0]["number"]
    assert rows(world.person("office").opens(f"/issues?q={number}")) == 1


def test_a_list_without_rows_says_what_to_do(world):
    office = world.person("office")
    assert "没有符合条件的，去掉一个条件再看" in office.opens("/issues?state=filed").page.words
    assert (
        "没找到“WT-199901”。换个说法，或用编号查" in office.opens("/issues?q=WT-199901").page.words
    )


def test_the_turn_of_my_unit_is_a_filter(world):
    assert rows(world.person("handler").opens("/issues?mine=1")) == 1


def test_somebody_without_any_issue_sees_an_empty_board(world):
    page = world.person("other").opens("/issues")
    assert page.status == 200
    assert "还没有问题" in page.page.words


@pytest.mark.parametrize(("kind", "count"), [("problem", ISSUES), ("task", 1), ("effect", 1)])
def test_a_list_says_as_many_rows_as_there_are(world, kind, count):
    page = world.person("office").opens(f"/lists/{kind}")
    assert total(page) == count
    assert rows(page) == min(count, 20)


def test_the_tabs_carry_the_counts_and_the_month_of_the_list(world):
    month = world.district.asks("office", "reports", "months")["items"][0]
    page = world.person("office").opens(f"/lists/problem?month={month}&unit={WILLOW}")
    assert f"问题清单 {ISSUES}" in page.page.words
    assert "服务清单 " in page.page.words
    assert f"/lists/task?month={month}&unit={WILLOW}" in page.page.links


def test_a_line_without_an_approved_text_shows_its_category_only(world):
    page = world.person("office").opens("/lists/problem")
    assert "路灯损坏。" in page.page.words
    assert "供电路灯" in page.page.words
    assert "盏路灯坏了" not in page.page.words


def test_the_effect_list_counts_in_the_unit_of_the_task(world):
    assert "8 盏" in world.person("office").opens("/lists/effect").page.words


def test_an_address_with_a_filter_that_is_no_code_names_no_page(world):
    assert world.person("office").opens("/lists/problem?state=nonsense").status == 404
    assert world.person("office").opens("/issues?state=nonsense").status == 404


def test_the_lists_need_a_sign_in(world):
    answer = world.app.test_client().get("/lists/problem", base_url="http://localhost")
    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]


def test_confidential_issues_are_told_in_a_sentence_from_five_on(world):
    def sentence(path):
        words = world.person("office").opens(path).page.words
        return re.search("保密件不列入清单[^。]*。", words)[0]

    assert sentence("/lists/task") == "保密件不列入清单，一个月满 5 件才说件数。"
    told = {"unit": WILLOW, "verbatim": "他收了钱", "category": "roads", "kind": "tipoff"}
    for _ in range(5):
        made = world.district.does("visitor", "issues", "report", **told)
    world.district.wait("reports", {"issues": made["position"]})
    month = f"{local_day(system_clock()):%Y-%m}"
    year, number = month.split("-")
    expected = f"保密件不列入清单，一个月满 5 件才说件数：{year}年{int(number)}月 5 件。"
    assert sentence(f"/lists/problem?month={month}") == expected
