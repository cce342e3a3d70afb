"""The pages of a system in which nothing has happened yet: no unit, no list, one administrator."""

from collections.abc import Iterator

import pytest

from minqing.first_administrator import first_administrator_link
from tests.e2e.systems import System, embedded
from tests.integration.pages_world import SITE, Page, Person
from web.app import create_app
from web.settings import Settings


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with embedded(tmp_path_factory.mktemp("empty")) as running:
        yield running


@pytest.fixture
def somebody(system: System) -> Person:
    settings = Settings(
        secret_key="a key for these tests only", service_token=system.operator, cookie_secure=False
    )
    return Person(create_app(system.peer, settings).test_client())


def test_the_public_page_says_that_nothing_is_public_yet(somebody):
    answer = somebody.opens("/public/")
    assert answer.status == 200
    assert "本月清单还没有公布" in answer.page.words
    assert "None" not in answer.page.words


def test_the_first_administrator_sets_a_password_and_sees_an_empty_day(system, somebody):
    link = first_administrator_link(system.host.applications["campaign"], "admin")
    form = Page(somebody.opens(f"/welcome/{link}").html, form="welcome").values
    password = "清水河边柳树已经多年"
    sent = {**form, "password": password, "again": password}
    answer = somebody.client.post(f"/welcome/{link}", data=sent, base_url=SITE)
    assert answer.status_code == 303
    for path in ("/", "/more", "/messages"):
        page = somebody.opens(path)
        assert page.status == 200, path
        assert "None" not in page.page.words, path
    assert "今天没有到期的事" in somebody.opens("/").page.words
    assert "领导小组办公室" not in somebody.opens("/public/").page.words
