"""The pages of the editions: an edition is led from draft to print, a row is withdrawn, an objection is answered."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventlog.engine import writing
from services.campaign.service_accounts import service_secret
from services.reports.editions.content import Content
from services.reports.press.findings import findings
from services.reports.tables import edition_proof
from tests.integration.editions_world import World
from tests.integration.pages_world import SITE, Answer, Person
from web.app import create_app
from web.settings import Settings

TEXT = "周先生反映路灯不亮"


class Desk:
    """People of the world at its pages; they sign in anew whenever they sit down."""

    def __init__(self, world: World):
        self.world = world
        secret_of_web = service_secret(world.folder.token_key, "web")
        assert secret_of_web
        settings = Settings(
            secret_key="a key for these tests only",
            service_token=lambda: world.token("web"),
            cookie_secure=False,
            clock=world.clock,
            public=world.public,
            form_seconds=0,
        )
        self.app = create_app(world.host, settings)

    def person(self, login: str) -> Person:
        someone = Person(self.app.test_client())
        page = someone.client.get("/sign-in", base_url=SITE).text
        token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
        told = {"login": login, "password": self.world.player.passwords[login], "csrf_token": token}
        answer = someone.client.post("/sign-in", data=told, base_url=SITE)
        assert answer.status_code == 303, answer.text
        return someone


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "data")
    found.settle_in()
    try:
        yield found
    finally:
        found.stop()


def link_to(answer: Answer, part: str) -> str:
    return next(link for link in answer.page.links if part in link)


def test_an_edition_is_led_from_the_draft_to_the_print(world: World) -> None:
    for n in "一二三四五六":
        world.problem(f"修好路灯{n}")
    world.at("2026-07-02")
    desk = Desk(world)
    publisher, office, reviewer = map(desk.person, ("publisher", "office", "reviewer"))
    drafted = publisher.fills_in("/editions", month="2026-06")
    assert drafted.status == 200
    assert "样张正在生成" in drafted.page.words
    assert "轮到办公室：记录专题研究" in drafted.page.words
    here = drafted.response.request.path
    world.press()

    assert f'href="{here}"' in office.opens("/").html
    form = office.opens(f"{here}/study")
    assert "修好路灯一" in form.page.words
    told = {"held_on": "2026-07-02", "unit_ids": ["991", "9919"], "items.0.note": "一周内"}
    wrong = office.fills_in(form, **told)
    assert wrong.status == 422
    assert "决定还没填" in wrong.page.words
    assert wrong.page.values["items.0.note"] == ["一周内"]
    studied = office.fills_in(form, **told, **{"items.0.decision": "speed_up"})
    assert "专题研究记下了" in studied.page.words
    assert "2 个单位参加" in studied.page.words
    assert "提前办：一周内" in studied.page.words
    assert "/approve" not in studied.html

    assert f'href="{here}"' in reviewer.opens("/").html
    seen = reviewer.opens(here)
    assert "6 项" not in seen.page.words
    asked = reviewer.opens(link_to(seen, "/approve"))
    assert "批准以后文字不能再改" in asked.page.words
    outdated = reviewer.fills_in(asked, content_digest="sha256:00")
    assert (outdated.status, "样张不是最新的" in outdated.page.words) == (422, True)
    assert ">批准第 1 期</button>" not in outdated.html
    approved = reviewer.fills_in(asked)
    assert "批准了" in approved.page.words
    assert "轮到宣传报道：公布" in approved.page.words

    done = publisher.fills_in(f"{here}/publish")
    assert "正在生成" in done.page.words
    world.press()
    published = publisher.opens(here)
    assert "第 1 期，2026年6月" in published.page.words
    assert world.document(1)["digest"] in published.page.words
    assert "已公布" in publisher.opens("/editions").page.words


def test_while_a_text_shows_somebody_nobody_is_asked_to_approve(world: World) -> None:
    issue, number = world.problem("修好路灯")
    for n in "一二三四五":
        world.problem(f"修好路灯{n}")
    world.at("2026-07-02")
    edition = world.draft("2026-06")
    world.study(edition, "2026-07-02")
    desk = Desk(world)
    reviewer = desk.person("reviewer")
    before = reviewer.opens(f"/editions/{edition}")
    link = link_to(before, "/approve")
    spoil(world, edition, number)
    seen = reviewer.opens(f"/editions/{edition}")
    assert '<mark class="hit">周先生</mark>' in seen.html
    assert "轮到你：先处理 1 处，再批准" in seen.page.words
    assert f"/issues?q={number}" in seen.page.links
    assert "/approve" not in seen.html
    again = reviewer.opens(link)
    assert "样张变了" in again.page.words
    assert issue


def test_who_wrote_the_study_is_told_that_another_approves(world: World) -> None:
    world.problem("修好路灯")
    world.at("2026-07-02")
    edition = world.draft("2026-06")
    world.study(edition, "2026-07-02", "both")
    both = Desk(world).person("both")
    seen = both.opens(f"/editions/{edition}")
    assert "要另一个审核人批准" in seen.page.words
    assert "/approve" not in seen.html
    digest = world.asks("both", "edition", id=edition)["proof"]["content_digest"]
    page = both.opens(f"/editions/{edition}/approve?proof={digest}")
    assert page.status == 422
    assert "要另一个审核人批准" in page.page.words
    assert edition not in both.opens("/").html
    refused = both.fills_in(f"/editions/{edition}/study", held_on="2026-05-31", unit_ids=["991"])
    assert "开会的日子从这个月 1 日起，到今天" in refused.page.words
    gone = both.fills_in(f"/editions/{edition}/discard")
    assert "作废了" in gone.page.words


def test_what_became_confidential_after_the_approval_is_not_published(world: World) -> None:
    issues = [world.problem(f"修好路灯{n}")[0] for n in "一二三四五六"]
    world.at("2026-07-02")
    edition = world.draft("2026-06")
    world.study(edition, "2026-07-02")
    world.approve(edition)
    publisher = Desk(world).person("publisher")
    assert f"/editions/{edition}/publish" in publisher.opens(f"/editions/{edition}").page.links
    accused = {"id": issues[0], "accused_units": ["9919"]}
    world.does("office", "mark_accused", service="issues", **accused)
    seen = publisher.opens(f"/editions/{edition}")
    assert "还不能公布" in seen.page.words
    assert "没通过" in seen.page.words
    assert f"/editions/{edition}/publish" not in seen.page.links


def test_a_row_is_withdrawn_with_a_reason(world: World) -> None:
    _, number = world.problem("修好路灯")
    for n in "一二三四五":
        world.problem(f"修好路灯{n}")
    edition = world.publish("2026-06", "2026-07-02")
    desk = Desk(world)
    here = f"/editions/{edition}/rows/problem"
    assert "/withdraw" not in desk.person("office").opens(here).html
    publisher = desk.person("publisher")
    form = publisher.opens(f"{here}/{number}/withdraw")
    assert "修好路灯" in form.page.words
    missing = publisher.fills_in(form)
    assert (missing.status, "选为什么撤下" in missing.page.words) == (422, True)
    done = publisher.fills_in(form, reason="personal_data")
    assert "这一行撤下了" in done.page.words
    world.press()
    page = publisher.opens(here)
    assert re.search("已撤下（7月2日，有个人信息）", page.page.words)
    assert "修好路灯</" not in page.html
    again = publisher.fills_in(form, reason="mistaken", command_id="another")
    assert (again.status, "这一行已经撤下了" in again.page.words) == (422, True)


def test_an_objection_is_answered_by_one_and_let_out_by_another(world: World) -> None:
    _, number = world.problem("修好路灯")
    for n in "一二三四五":
        world.problem(f"修好路灯{n}")
    world.publish("2026-06", "2026-07-02")
    told = {"edition_number": 1, "row_number": number, "words": "没有修好"}
    raised = world.public_does("object_to_edition", command_id="o-1", **told)["id"]
    desk = Desk(world)
    office, second = desk.person("office"), desk.person("second")
    assert "YY-0001-001" in office.opens("/").page.words
    here = f"/objections/{raised}"
    assert here in office.opens("/objections").page.links
    assert "没有修好" in office.opens(here).page.words
    wrong = office.fills_in(here, text="请拨 13900000009")
    assert wrong.status == 422
    assert '<mark class="hit">13900000009</mark>' in wrong.html
    assert wrong.page.values["text"] == ["请拨 13900000009"]
    assert office.fills_in(here).status == 422
    own = office.fills_in(here, text="已派人再去看")
    assert "这是你写的，要另一个人审" in own.page.words
    assert f"{here}/approve" not in own.page.links
    assert here not in office.opens("/").page.links
    assert here in second.opens("/").page.links
    done = second.fills_in(f"{here}/approve")
    assert "答复公开了" in done.page.words
    assert "没有异议" not in office.opens("/objections?of=answered").page.words
    world.press()
    assert "已派人再去看" in (world.public / "answers.html").read_text()


def test_a_month_that_is_not_over_cannot_be_drafted(world: World) -> None:
    publisher = Desk(world).person("publisher")
    refused = publisher.fills_in("/editions", month="2026-06")
    assert (refused.status, "7月1日 起可以编" in refused.page.words) == (422, True)
    assert "选一个月份" in publisher.fills_in("/editions", month="x").page.words


def test_who_has_no_part_in_it_sees_no_editions(world: World) -> None:
    visitor = Desk(world).person("visitor")
    assert "/editions" not in visitor.opens("/").page.links
    assert visitor.opens("/editions").status == 403
    assert visitor.opens("/objections").status == 403


def spoil(world: World, edition: str, number: str) -> None:
    """The proof shows a person, as where the detector learns of a shape only after a text was approved."""
    engine = world.host.applications["reports"].environment.engine
    with writing(engine) as conn:
        made = conn.execute(sa.select(edition_proof)).one()
        content = json.loads(made.content)
        row = next(row for row in content["rows"]["problem"] if row["number"] == number)
        row["public_text"] = TEXT
        found = findings(Content(number=1, month="2026-06", rows=content["rows"]))
        told = {"content": json.dumps(content), "findings": json.dumps(found)}
        conn.execute(sa.update(edition_proof).values(content_digest="sha256:1", **told))
