"""Mailboxes of units: who may set them, who may ask for them, and which one an office has."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minqing.commands.import_file import import_file
from minqing.data_folder import DataFolder
from services.kernel.caller import Caller, Role, service_caller
from tests.integration.campaign_world import CLERK, OPERATOR, ZHAO, CampaignWorld

NOTIFY = service_caller("notify", "follow", "mail")
COMMUNITY_ADMIN = Caller("a", "c", (Role("admin", "c"),))


@pytest.fixture
def world(storage_url: str) -> Iterator[CampaignWorld]:
    world = CampaignWorld(storage_url)
    world.found()
    yield world
    world.close()


def counts(report):
    return tuple(report[name] for name in ("new", "changed", "same", "wrong"))


def set_mailboxes(world: CampaignWorld, caller: Caller = OPERATOR, **addresses: str) -> dict:
    rows = [{"unit_code": unit, "email": address} for unit, address in addresses.items()]
    return world.bring(caller, "import_mailboxes", rows)


def mailbox(world: CampaignWorld, unit: str, of: str = "unit") -> str | None:
    return world.call(NOTIFY, f"mailbox_of_{of}", unit=unit)["address"]


def test_a_mailbox_is_set_changed_and_taken_away(world):
    assert counts(set_mailboxes(world, c="dong@Example.org", e="")) == (1, 0, 1, 0)
    assert counts(set_mailboxes(world, c="dong@example.org")) == (0, 0, 1, 0)
    assert mailbox(world, "c") == "dong@example.org"
    assert counts(set_mailboxes(world, c="tang@example.org")) == (0, 1, 0, 0)
    assert mailbox(world, "c") == "tang@example.org"
    assert counts(set_mailboxes(world, c="")) == (0, 1, 0, 0)
    assert (mailbox(world, "c"), mailbox(world, "nowhere")) == (None, None)


def test_a_dry_run_counts_and_sets_nothing(world):
    row = {"unit_code": "c", "email": "dong@example.org"}
    assert counts(world.bring(OPERATOR, "import_mailboxes", [row], dry_run=True)) == (1, 0, 0, 0)
    assert mailbox(world, "c") is None


def test_wrong_rows_are_named_and_left_out(world):
    rows = [
        {"unit_code": "c", "email": "dong@example.org"},
        {"unit_code": "c", "email": "other@example.org"},
        {"unit_code": "x", "email": "x@example.org"},
        {"unit_code": "", "email": "x@example.org, y@example.org"},
        {"unit_code": "e", "email": "e@example.org\nBcc: y@example.org"},
    ]
    report = world.bring(OPERATOR, "import_mailboxes", rows)
    assert counts(report) == (1, 0, 0, 4)
    assert [(e["row"], e["field"], e["code"]) for e in report["errors"]] == [
        (3, "unit_code", "duplicate"),
        (4, "unit_code", "unknown_unit"),
        (5, "unit_code", "required"),
        (5, "email", "email_shape"),
        (6, "email", "email_shape"),
    ]
    assert mailbox(world, "c") == "dong@example.org"


def test_an_administrator_sets_those_of_the_own_subtree(world):
    report = set_mailboxes(world, COMMUNITY_ADMIN, c="c@example.org", e="e@example.org")
    assert counts(report) == (1, 0, 0, 1)
    assert report["errors"] == [{"row": 3, "field": "unit_code", "code": "outside"}]
    rows = [{"unit_code": "c", "email": "c@example.org"}]
    fields = {"command_id": "m", "rows": rows}
    assert world.refusal(CLERK, "import_mailboxes", **fields) == ("Forbidden", "forbidden", {})


def test_only_who_sends_mail_asks_for_a_mailbox(world):
    set_mailboxes(world, c="c@example.org")
    for caller in (OPERATOR, CLERK, COMMUNITY_ADMIN, service_caller("web", "public")):
        for method in ("mailbox_of_unit", "mailbox_of_office"):
            assert world.refusal(caller, method, unit="c")[0] == "Forbidden"


def test_a_closed_unit_gets_no_mail(world):
    set_mailboxes(world, c="c@example.org")
    world.call(OPERATOR, "close_unit", command_id="close", unit="c")
    assert mailbox(world, "c") is None
    assert counts(set_mailboxes(world, c="d@example.org")) == (0, 0, 0, 1)
    assert counts(set_mailboxes(world, c="")) == (0, 1, 0, 0)


def test_the_office_nearest_above_a_place_has_its_own_units_mailbox(world):
    clerk = {**ZHAO, "position": "clerk"}
    people = [
        {**clerk, "login": "qian", "unit_code": "e", "roles": "office@d"},
        {**clerk, "login": "sun", "unit_code": "e", "roles": "office@c"},
    ]
    world.bring(OPERATOR, "import_people", people)
    set_mailboxes(world, d="d@example.org", c="c@example.org", e="e@example.org")
    assert mailbox(world, "d", "office") == "e@example.org"
    set_mailboxes(world, e="")
    assert mailbox(world, "c", "office") is None  # not the next one further up
    assert mailbox(world, "nowhere", "office") is None


def test_an_address_is_in_no_fact(world):
    set_mailboxes(world, c="secret@example.org")
    assert "secret" not in str([record.data for record in world.app.log.read(0, 1000)])


def test_mailboxes_come_from_a_file(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    folder.make()

    def bring(kind: str, text: str) -> Result:
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        environment = {"MINQING_DATA": str(folder.path)}
        return CliRunner().invoke(import_file, [kind, str(file)], env=environment)

    units = "code,name,kind,parent_code\nd,云溪管理区,district,\nc,东塘社区,community,d\n"
    assert bring("units", units).exit_code == 0
    done = bring("mailboxes", "unit_code,email\nd,d@example.org\nc,c＠Example.org\n")
    assert done.exit_code == 0, done.output
    wrong = bring("mailboxes", "单位代码,邮箱\nd,\nc,c at example.org\nx,x@example.org\n")
    assert wrong.exit_code == 1
    assert "mailboxes.csv!B3 邮箱：写一个邮箱地址" in wrong.stderr
    assert "unknown_unit" in wrong.stderr
    assert "c at example.org" not in wrong.stderr
    with sqlite3.connect(folder.file("campaign.sqlite")) as conn:
        assert conn.execute("SELECT * FROM unit_mailbox").fetchall() == [("c", "c@example.org")]
    conn.close()
