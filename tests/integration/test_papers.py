"""通报 and 简报: numbers that the page, the paper and the lists say alike; units and issues, no person's name."""

import io
from collections.abc import Iterator

import docx
import pytest

from tests.e2e.district import POWER
from tests.integration.pages_world import PagesWorld, pages_world
from tests.integration.test_list_pages import finish

ISSUES = 6


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("papers")) as found:
        issues = found.issues(ISSUES)
        due = found.district.due()
        fields = {"category": "power_and_lighting", "lead_unit": POWER, "due": due}
        found.does("office", issues[0], "assign", **fields)
        last = finish(found, issues[0], due)
        for service in ("issues", "reports"):
            found.district.wait(service, {"issues": last})
        yield found


def words_of(world, path):
    response = world.person("office").client.get(path, base_url="http://localhost")
    assert response.status_code == 200
    paper = docx.Document(io.BytesIO(response.data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["bulletin", "brief"])
def test_the_paper_says_what_the_page_says(world, kind):
    page = world.person("office").opens(f"/papers/{kind}").page.words
    paper = words_of(world, f"/papers/{kind}.docx")
    assert f"登记群众反映的问题{ISSUES}件" in page
    assert f"登记群众反映的问题{ISSUES}件" in paper
    assert f"登记群众反映的问题{ISSUES}件" in paper
    assert "保密" in paper or kind == "brief"


def test_a_paper_names_no_person_and_nobodys_own_words(world):
    people = world.district.asks("office", "campaign", "people_of_unit", unit=POWER)["items"]
    for kind in ("bulletin", "brief"):
        paper = words_of(world, f"/papers/{kind}.docx")
        assert "盏路灯坏了" not in paper
        assert not [person["name"] for person in people if person["name"] in paper]


def test_a_share_of_fewer_than_five_is_given_as_the_two_numbers_only(world):
    assert "%" not in words_of(world, "/papers/bulletin.docx")


def test_a_month_without_lines_is_not_offered_and_the_newest_is_shown(world):
    assert (
        "登记群众反映的问题"
        in world.person("office").opens("/papers/brief?month=1999-01").page.words
    )
