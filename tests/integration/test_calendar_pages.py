"""日历: the office reads what is known of a year and enters it as it was announced."""

from collections.abc import Iterator

import pytest

from tests.integration.pages_world import SITE, Answer, Page, PagesWorld, Person, pages_world

YEAR = 2031  # nothing is announced of it yet


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("calendar")) as found:
        yield found


def enters(who: Person, year: int, **answers: str) -> Answer:
    """Fill in the form of the year's page."""
    found = who.opens(f"/calendar/{year}")
    found.page = Page(found.html, "calendar")
    return who.fills_in(found, **answers)


def test_a_year_without_data_is_warned_of_until_it_is_entered(world):
    office = world.person("office")
    before = office.opens(f"/calendar?year={YEAR}")
    assert "还没有录入" in before.page.words
    after = enters(office, YEAR, days_off="1月23日至29日", working_days="1月19日（周日）")
    assert after.status == 200
    assert "记下了" in after.page.words
    assert "还没有录入" not in after.page.words
    assert "办公室录入" in after.page.words
    assert "1月19日" in after.page.words


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(world):
    office = world.person("office")
    wrong = enters(office, 2032, days_off="2月30日", working_days="2月7日")
    assert wrong.status == 422
    assert "“2月30日”看不懂" in wrong.page.words
    assert "2月30日" in wrong.html.split("<textarea")[1]
    assert "2月7日" in wrong.html.split("<textarea")[2]
    wrong = enters(office, 2032, days_off="2月11日、2月11日", working_days="2月12日")
    assert wrong.status == 422
    assert "2月11日写了两次" in wrong.page.words
    assert "2月12日本来就上班" in wrong.page.words
    late = enters(office, 2032, days_off="2月11日", expected_version="7")
    assert late.status == 409
    assert "有人录入过" in late.page.words


def test_who_may_not_enter_it_reads_it(world):
    page = world.person("handler").opens("/calendar/2026")
    assert page.status == 200
    assert "国务院公布的安排" in page.page.words
    assert "<textarea" not in page.html
    away = world.person("handler").client.post("/calendar/2026", base_url=SITE)
    assert away.status_code == 400  # without the form's guard
    assert world.person("office").opens("/calendar/1999").status == 404
    assert world.person("office").opens("/calendar/x").status == 404
