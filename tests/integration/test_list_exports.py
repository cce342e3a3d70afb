"""The lists as files, with as many rows as the page says; the page of a past day, and what changed since."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import openpyxl
import pytest

from eventlog.clock import system_clock
from services.kernel.working_days import local_day
from tests.e2e.district import POWER
from tests.integration.pages_world import PagesWorld, pages_world
from tests.integration.test_list_pages import finish, rows, total
from web import list_exports

ISSUES = 5


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("exports")) as found:
        issues = found.issues(ISSUES)
        due = found.district.due()
        fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": due}
        found.does("office", issues[0], "assign", **fields)
        last = finish(found, issues[0], due)
        for service in ("issues", "reports"):
            found.district.wait(service, {"issues": last})
        yield found


def fetched(world, path):
    return world.person("office").client.get(path, base_url="http://localhost")


def yesterday():
    return (local_day(system_clock()) - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(("kind", "count"), [("problem", ISSUES), ("task", 1), ("effect", 1)])
def test_a_file_has_the_rows_that_the_page_counts(world, kind, count, monkeypatch):
    monkeypatch.setattr(list_exports, "AT_ONCE", 2)  # several pages
    assert total(world.person("office").opens(f"/lists/{kind}")) == count
    answer = fetched(world, f"/lists/{kind}.csv")
    assert (answer.status_code, answer.headers["X-Row-Count"]) == (200, str(count))
    heads, *found = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert (heads[0], len(found)) == ("序号", count)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(fetched(world, f"/lists/{kind}.xlsx").data))
    assert f"共 {count} 行" in sheet["A2"].value
    assert [str(cell.value) for cell in sheet["A"][3 : 3 + count]] == [row[0] for row in found]


def test_a_workbook_of_all_three_is_of_one_moment(world):
    answer = fetched(world, "/lists/all.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["问题清单", "服务清单", "效果清单"]
    positions = {re.search(r"第 ([\d,]+) 条记录", sheet["A2"].value)[1] for sheet in book}
    assert len(positions) == 1
    assert answer.headers["X-Row-Count"] == str(ISSUES + 2)


def test_a_file_obeys_the_filters_of_the_page(world):
    answer = fetched(world, "/lists/problem.csv?state=reported")
    assert answer.headers["X-Row-Count"] == str(ISSUES - 1)
    assert "路灯损坏。" not in answer.data.decode()
    assert fetched(world, "/lists/problem.csv?state=nonsense").status_code == 404


def test_what_an_issue_says_in_its_own_words_is_in_no_file(world):
    for path in ("problem.csv", "task.csv", "effect.csv"):
        assert "盏路灯坏了" not in fetched(world, f"/lists/{path}").data.decode()


def test_a_list_of_a_past_day_says_so_and_every_change_opens_to_its_rows(world):
    page = world.person("office").opens(f"/lists/problem?as_of={yesterday()}")
    assert total(page) == 0
    assert f"这是 {yesterday()} 24:00 的样子" in page.page.words
    assert f"新增 {ISSUES} 行" in page.page.words
    added = next(link for link in page.page.links if "what=added" in link)
    changes = world.person("office").opens(added)
    assert (rows(changes), total(changes)) == (ISSUES, ISSUES)


def test_the_page_of_changes_takes_a_day_and_without_one_shows_the_list(world):
    assert world.person("office").opens("/lists/problem/changes?since=12").status == 404
    page = world.person("office").opens(f"/lists/effect/changes?since={yesterday()}")
    assert "新增 1" in page.page.words
    assert fetched(world, "/lists/effect/changes").status_code == 303


def test_a_list_opens_at_a_number_or_a_month(world):
    numbers = [
        item["number"] for item in world.district.asks("office", "reports", "problem_list")["items"]
    ]
    page = world.person("office").opens(f"/lists/problem?from_number={numbers[2]}")
    assert f"第 3–{ISSUES} 行" in page.page.words
    assert "第一页" in page.page.words
    month = numbers[0].split("-")[1]
    assert rows(world.person("office").opens(f"/lists/problem?from_number={month}")) == ISSUES
    wrong = world.person("office").opens("/lists/problem?from_number=路灯")
    assert "没有这样的编号" in wrong.page.words
    assert rows(wrong) == ISSUES


def test_every_number_has_its_definition(world):
    page = world.person("office").opens("/lists/definitions")
    for name in ("问题清单的行数", "共几行", "截至", "更正了"):
        assert name in page.page.words
    assert "/lists/definitions" in world.person("office").opens("/lists/task").page.links
