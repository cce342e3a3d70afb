"""E-mail through the whole system: a resident leaves an address at the door, and is written to until forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventlog.clock import SettableClock
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret
from services.notify.tables import mail_intent
from tests.e2e.district import OFFICE, POWER, STONE, District
from tests.e2e.systems import System
from tests.servers.machine import wait_until
from tests.servers.mail import SITE, Certificate, MailServer, mail_server

MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # ten o'clock on a Tuesday
UNIT, DESK, RESIDENT = "power@example.org", "office@example.org", "marker-mail@example.com"


@pytest.fixture
def server(certificate: Certificate) -> Iterator[MailServer]:
    with mail_server(certificate) as running:
        yield running


@pytest.fixture
def district(tmp_path: Path, server: MailServer) -> Iterator[District]:
    data, clock = DataFolder(tmp_path / "data"), SettableClock(MORNING)
    data.make()
    host = EmbeddedHost(data, clock, "Asia/Shanghai", server.settings())
    host.migrate()
    host.start()
    token = ServiceToken(host, "cli", service_secret(data.token_key, "cli"), clock)
    try:
        system = System(
            "embedded", host, token, {"MINQING_DATA": str(data.path)}, tmp_path, host=host
        )
        found = District(system)
        found.settle_in()
        found.does("admin", "campaign", "import_mailboxes", rows=mailboxes())
        yield found
    finally:
        host.stop()


def mailboxes() -> list[dict[str, str]]:
    boxes = {POWER: UNIT, OFFICE: DESK, STONE: "stone@example.org"}
    return [{"unit_code": unit, "email": address} for unit, address in boxes.items()]


def states(district: District) -> dict[str, str]:
    """What became of each kind of message."""
    host = district.system.host
    assert host
    with host.applications["notify"].environment.engine.connect() as conn:
        return {row.kind: row.state for row in conn.execute(sa.select(mail_intent))}


def arrived(server: MailServer, count: int) -> dict[str, str]:
    """The newest subject by recipient, once so many messages have come."""
    wait_until(lambda: len(server.received) >= count, 30, f"{count} messages to arrive")
    assert len(server.received) == count
    return {recipient: message["Subject"] for recipient, message in server.received}


def test_unit_resident_and_office_are_written_to_and_a_forgotten_person_is_not(
    district: District, server: MailServer
) -> None:
    problem = {"verbatim": "路灯坏了", "category": "power_and_lighting", "contact_email": RESIDENT}
    (raised,) = district.visit("标记姓名甲", problem)
    issue = {"id": raised["id"]}
    told = {"category": "power_and_lighting", "lead_unit": POWER, "due": "2026-12-01"}
    district.does("office", "issues", "assign", **issue, **told)
    assert arrived(server, 2) == {
        UNIT: f"{raised['number']} 交给你单位主办",
        RESIDENT: f"你反映的问题已受理，编号 {raised['number']}",
    }
    bodies = "".join(message.get_content() for _, message in server.received)
    assert f"{SITE}/issues/{raised['id']}" in bodies
    assert not any(word in bodies for word in ("路灯", "标记姓名", RESIDENT, "丙", "甲"))

    person = district.party("标记姓名甲")
    forgotten = district.does("office", "visits", "forget_person", person_id=person)
    district.wait("issues", {"visits": forgotten["position"]})
    district.does("handler", "issues", "sign_for", **issue)
    done = {"measure": "换灯", "result": "换好了"}
    district.does("handler", "issues", "report_done", **issue, **done)
    wait_until(lambda: states(district).get("done") == "forgotten", 30, "the last one to end")
    assert arrived(server, 3)[DESK] == f"{raised['number']} 已报结，等回访"
    files = Path(district.system.folder).rglob("*.sqlite*")
    kept = b"".join(path.read_bytes() for path in files)
    assert RESIDENT.encode() not in kept
