"""今日, 走访 and 消息 by role, on a running system: what a person sees first, and what not at all."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.district import POWER, WILLOW
from tests.integration.pages_world import PagesWorld, pages_world
from tests.servers.machine import wait_until

WORDS = "村口的路灯坏了快一个月"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("today")) as found:
        yield found


def shown(world: PagesWorld, answer: dict[str, Any]) -> None:
    """Lists have come as far as this answer."""
    for service in ("issues", "notify"):
        world.district.wait(service, {"issues": answer["position"]})


def listed(world: PagesWorld, **problem: Any) -> str:
    """A new issue that stands on the board already."""
    issue = world.issue(**problem)

    def is_listed() -> bool:
        found = world.district.asks("office", "issues", "list", limit=200)["items"]
        return issue in [item["id"] for item in found]

    wait_until(is_listed, 10, "the issue to stand on the board")
    return issue


@pytest.fixture(scope="module")
def waiting(world: PagesWorld) -> str:
    """An issue that waits for the office."""
    return listed(world, verbatim="桥头护栏断了")


@pytest.fixture(scope="module")
def assigned(world: PagesWorld) -> str:
    """An issue that waits for the power station, due today."""
    issue = world.issue(verbatim=WORDS)
    fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": world.district.due(0)}
    shown(world, world.does("office", issue, "assign", **fields))
    return issue


@pytest.fixture(scope="module")
def done(world: PagesWorld) -> str:
    """An issue that waits to be called back."""
    issue = world.issue(verbatim="巷口积水")
    fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": world.district.due()}
    world.does("office", issue, "assign", **fields)
    world.does("handler", issue, "sign_for")
    shown(world, world.does("handler", issue, "report_done", measure="通沟", result="通了"))
    return issue


@pytest.fixture(scope="module")
def worded(world: PagesWorld) -> str:
    """An issue whose public text, proposed by the office, waits for a second person."""
    issue = world.issue(verbatim="井盖翘起来了")
    told = {"part": "public_text", "text": "井盖松动。"}
    shown(world, world.does("office", issue, "propose_public_text", **told))
    return issue


def agreed(world: PagesWorld, day: str) -> None:
    """The visitor was at the second household and is to come again that day."""
    fields = {"party_id": world.district.party("标记姓名乙"), "outcome": "met", "problems": []}
    answer = world.district.does("visitor", "visits", "record", next_contact=day, **fields)
    world.district.wait("visits", {"visits": answer["position"]})


def headings(html: str) -> dict[str, int]:
    found = re.findall(r'<h2 class="grp-t">(\S+) <(?:span|a) class="sub num"[^>]*>(\d+) 件', html)
    return {title: int(count) for title, count in found}


def test_the_unit_sees_what_is_due_with_the_next_step(world, assigned):
    page = world.person("handler").opens("/")
    assert headings(page.html)["现在要办"] == 1
    assert f"/issues/{assigned}" in page.page.links
    assert WORDS in page.page.words
    assert "签收" in page.page.words


def test_what_others_look_at_now_is_folded(world, done):
    page = world.person("handler").opens("/")
    assert "等别人办的" in page.page.words
    assert "等别人办的" not in headings(page.html)
    assert f"/issues/{done}" in page.page.links


def test_the_office_sees_the_queue_first_with_its_number(world, waiting):
    page = world.person("office").opens("/")
    numbers = headings(page.html)
    assert next(iter(numbers)) == "研判队列"
    counted = world.district.asks("office", "issues", "queue_counts")["triage"]["count"]
    assert numbers["研判队列"] == counted
    assert "/triage" in page.page.links


def test_a_tip_off_is_on_the_first_page_of_whoever_handles_it_and_of_nobody_else(world):
    told = {"unit": WILLOW, "verbatim": "有人先给自家亲戚", "category": "roads", "kind": "tipoff"}
    answer = world.district.does("visitor", "issues", "report", **told)
    shown(world, answer)
    page = world.person("confidant").opens("/")
    assert headings(page.html)["保密件待处理"] == 1
    assert f"/issues/{answer['id']}" in page.page.links
    behind = world.person("confidant").opens("/issues?queue=confidential")
    assert f"/issues/{answer['id']}" in behind.page.links
    for login in ("visitor", "office", "reviewer", "handler"):
        assert answer["id"] not in world.person(login).opens("/").html


def test_the_reviewer_sees_what_to_call_back(world, done):
    page = world.person("reviewer").opens("/")
    counted = world.district.asks("reviewer", "issues", "queue_counts")["calls"]["count"]
    assert headings(page.html)["待回访"] == counted
    assert "/calls" in page.page.links
    assert f"/issues/{done}" in page.page.links


def test_what_was_solved_on_the_spot_waits_for_the_reviewer_to_close_it_not_to_call(world):
    solved = {"result": "当面讲清了"}
    listed(world, verbatim="表不会填", solved_on_spot=solved)  # the first of a month is called back
    issue = listed(world, verbatim="材料不清楚", solved_on_spot=solved)
    html = world.person("reviewer").opens("/").html
    row = html.split(f'href="/issues/{issue}"')[1].split("</a>")[0]
    assert "销号" in row.split('class="go"')[1]
    assert f"/issues/{issue}" not in world.person("office").opens("/").page.links


def test_the_reviewer_of_the_unit_that_did_the_work_is_not_asked_to(world, done):
    assert f"/issues/{done}" not in world.person("own_reviewer").opens("/").page.links


def test_the_reviewer_sees_the_public_texts_that_wait_and_the_list_behind_them(world, worded):
    reviewer = world.person("reviewer")
    page = reviewer.opens("/")
    assert headings(page.html)["待审公开文本"] == 1
    row = page.html.split(f'href="/issues/{worded}"')[1].split("</a>")[0]
    assert "审查" in row
    assert "工作日" not in row  # the limit is that of another step
    behind = reviewer.opens("/issues?mine=text")
    assert re.findall(r'class="t" href="/issues/([^"]+)"', behind.html) == [worded]
    assert "去掉条件 待审公开文本" in behind.html


def test_nobody_is_asked_to_approve_what_they_proposed_or_may_not(world, worded):
    assert "待审公开文本" not in headings(world.person("office").opens("/").html)
    assert 'value="text"' in world.person("office").opens("/issues").html
    assert 'value="text"' not in world.person("handler").opens("/issues").html


def test_a_visitor_sees_whom_to_visit_again_until_somebody_went_there(world):
    visitor = world.person("visitor")
    agreed(world, world.district.due(0))
    page = visitor.opens("/")
    row = page.html.split("约好的走访")[1].split("</ul>")[0]
    assert "1 家" in row
    assert "今天" in row
    assert "标**" in row
    link = next(link for link in page.page.links if "again=" in link)
    form = visitor.opens(link)
    assert re.search(r'name="party_id"[^>]* checked', form.html)
    assert "标**" in visitor.opens("/visits?of=appointed").page.words
    assert "约好的走访" not in world.person("other").opens("/").page.words
    agreed(world, world.district.due(20))
    assert "约好的走访" not in visitor.opens("/").page.words
    assert "7 天内没有约好的走访" in visitor.opens("/visits?of=appointed").page.words


def test_an_administrator_sees_no_case_and_no_way_to_one(world, waiting, assigned):
    page = world.person("admin").opens("/")
    assert WORDS not in page.page.words
    assert not [
        link for link in page.page.links if link.startswith(("/issues", "/visits", "/lists"))
    ]


def test_the_number_behind_a_heading_is_the_number_of_its_list(world, assigned):
    person = world.person("handler")
    today = headings(person.opens("/").html)
    board = person.opens("/issues?mine=1")
    total = int(re.search(r"共 (\d+) ", board.page.words)[1])
    assert sum(today.values()) == total


def test_a_unit_learns_of_its_assignment_in_its_inbox(world, assigned):
    page = world.person("handler").opens("/messages")
    assert f"/issues/{assigned}" in page.page.links
    assert "交办给你单位" in page.page.words


def test_the_list_of_visits_masks_people_and_opens_each(world, waiting):
    page = world.person("visitor").opens("/visits")
    assert "标**" in page.page.words
    assert "标记姓名" not in page.page.words
    first = next(link for link in page.page.links if re.fullmatch(r"/visits/[0-9a-f-]{36}", link))
    visit = world.person("visitor").opens(first)
    assert visit.status == 200
    assert "再登记一次" in visit.page.words


def test_a_visit_elsewhere_does_not_exist(world, waiting):
    page = world.person("visitor").opens("/visits")
    first = next(link for link in page.page.links if re.fullmatch(r"/visits/[0-9a-f-]{36}", link))
    assert world.person("other").opens(first).status == 404


def test_the_form_of_a_second_visit_has_the_party_chosen(world, waiting):
    person = world.person("visitor")
    page = person.opens("/visits")
    first = next(link for link in page.page.links if re.fullmatch(r"/visits/[0-9a-f-]{36}", link))
    form = person.opens(f"/visits/new?again={first.removeprefix('/visits/')}")
    assert re.search(r'name="party_id"[^>]* checked', form.html)


def test_no_page_names_a_figure_of_a_person(world, assigned):
    for path in ("/", "/visits", "/more"):
        words = world.person("visitor").opens(path).page.words
        assert not re.search(r"排名|积分|打卡|完成率|走访 \d+ 次", words)
