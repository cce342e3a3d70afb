"""The rarer forms of an issue: only changes are sent, another issue is found, what is out of sight is said."""

from collections.abc import Iterator

import pytest

from tests.e2e.district import POWER, STONE
from tests.integration.pages_world import PagesWorld, pages_world
from tests.integration.test_issue_pages import assigned, in_progress


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("actions")) as found:
        yield found


def last_fact(world: PagesWorld, issue: str) -> dict:
    return world.district.asks("office", "issues", "timeline", id=issue)["items"][0]


def test_a_correction_sends_what_was_changed_and_nothing_else(world):
    issue = world.issue()
    office = world.person("office")
    same = office.fills_in(f"/issues/{issue}/correct")
    assert same.status == 422
    assert "一处也没改" in same.page.words
    office.fills_in(f"/issues/{issue}/correct", kind="complaint")
    found = last_fact(world, issue)
    told = {name: value for name, value in found["fields"].items() if value is not None}
    assert (found["type"], told) == ("IssueCorrected", {"kind": "complaint"})


def test_a_measure_is_changed_from_what_it_says_now(world):
    issue = in_progress(world)
    unit = world.person("handler")
    form = unit.opens(f"/issues/{issue}/change_task")
    assert form.page.values["measure"] == ["换灯"]
    unit.fills_in(form, measure="换成太阳能灯", reason="省电")
    task = world.get(issue)["tasks"][0]
    assert (task["measure"], task["changes"][0]["reason"]) == ("换成太阳能灯", "省电")
    assert last_fact(world, issue)["fields"]["due"] is None


def test_whoever_makes_it_confidential_is_told_that_it_is_out_of_sight(world):
    issue = world.issue()
    office = world.person("office")
    nobody = office.fills_in(f"/issues/{issue}/mark_accused")
    assert "选反映的单位，或者反映的人" in nobody.page.words
    looked = office.opens(f"/issues/{issue}/mark_accused?q={POWER}")
    assert "丁，" in looked.page.words
    told = office.fills_in(looked, accused_units=[STONE])
    assert told.status == 200
    assert "从现在起只有保密件承办人看得到" in told.page.words
    assert office.opens(f"/issues/{issue}").status == 404


def test_an_issue_that_moved_on_meanwhile_is_looked_at_again_before_it_absorbs_another(world):
    goes_on, issue = in_progress(world), world.issue()
    office = world.person("office")
    sure = office.fills_in(f"/issues/{issue}/merge", into=goes_on, reason="同一盏灯")
    assert "再看一遍：并单" in sure.page.words
    world.does("handler", goes_on, "report_progress", note="灯到了")
    stale = office.fills_in(sure, button="confirmed")
    assert stale.status == 409
    again = office.fills_in(stale)
    done = office.fills_in(again, button="confirmed")
    assert "这件已并入" in done.page.words
    assert world.get(goes_on)["absorbed"][0]["id"] == issue


def test_measures_do_not_move_to_an_issue_that_no_unit_has(world):
    goes_on, issue = world.issue(), in_progress(world)
    sent = {"into": goes_on, "open_tasks": "move"}
    sure = world.person("office").fills_in(f"/issues/{issue}/merge", **sent)
    refused = world.person("office").fills_in(sure, button="confirmed")
    assert refused.status == 422
    assert "那一件还没交办，措施移不过去" in refused.page.words


def test_more_days_than_may_be_asked_for_are_refused_at_their_field(world):
    issue = in_progress(world)
    sent = {"days": "300", "reason": "下雨"}
    refused = world.person("handler").fills_in(f"/issues/{issue}/request_extension", **sent)
    assert refused.status == 422
    assert "你填了 300 个" in refused.page.words


def test_contact_details_stand_only_with_another_person(world):
    issue = assigned(world)
    sent = {"adds_reporter": "no", "text": "又黑了一盏", "contact_phone": "13900000003"}
    refused = world.person("office").fills_in(f"/issues/{issue}/supplement", **sent)
    assert "又有人反映的，才留电话" in refused.page.words
    added = world.person("office").fills_in(refused, adds_reporter="yes")
    assert "2 个人反映" in added.page.words
    assert "139****0003" in added.page.words


def test_where_the_time_went_stands_on_the_page(world):
    issue = in_progress(world)
    assert "时间花在哪" in world.person("office").opens(f"/issues/{issue}").page.words
