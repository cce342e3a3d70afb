"""A district of two months on a clock of its own: problems with public texts, and editions of them."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eventlog.clock import SettableClock
from minqing.data_folder import DataFolder
from minqing.demo.player import Player
from minqing.embedded import EmbeddedHost
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret

DISTRICT, OFFICE, WILLOW, POWER = "991", "9911", "99101", "9919"
UNITS = (
    (DISTRICT, "青山管理区", "district", ""),
    (OFFICE, "领导小组办公室", "leading_group_office", DISTRICT),
    (WILLOW, "杨柳社区", "community", DISTRICT),
    (POWER, "供电所", "direct_unit", DISTRICT),
)
PEOPLE = (
    ("office", "甲", "clerk", OFFICE, f"office@{DISTRICT}"),
    ("second", "癸", "clerk", OFFICE, f"office@{DISTRICT}"),
    ("reviewer", "乙", "leadership_member", OFFICE, f"reviewer@{DISTRICT}"),
    ("publisher", "丑", "cadre", OFFICE, f"publisher@{DISTRICT}"),
    ("both", "寅", "cadre", OFFICE, f"office@{DISTRICT};reviewer@{DISTRICT}"),
    ("confidant", "子", "clerk", OFFICE, f"confidential_handler@{DISTRICT}"),
    ("visitor", "丙", "cadre", WILLOW, "visitor"),
    ("local", "卯", "clerk", WILLOW, "office"),
    ("handler", "丁", "clerk", POWER, "handler"),
)
PARTIES = (("household", "标记姓名甲", WILLOW, "13900000001", "E-1"),)
CATEGORY = "power_and_lighting"


class World:
    """`does` and `asks` as in the demo; everything that follows has happened when they return."""

    def __init__(self, folder: Path):
        self.folder = DataFolder(folder)
        self.folder.make()
        self.clock = SettableClock(datetime(2026, 6, 10, 2, tzinfo=UTC))
        self.host = EmbeddedHost(self.folder, self.clock, "Asia/Shanghai")
        self.host.migrate()
        self.player = Player(self.host, self.clock, self.folder.token_key)

    @classmethod
    def settled(cls, folder: Path, like: "World") -> "World":
        """A copy of one that is settled in and stopped: passwords take their time."""
        shutil.copytree(like.folder.path, folder)
        copied = cls(folder)
        copied.player._callers = dict(like.player._callers)
        return copied

    @property
    def public(self) -> Path:
        return self.host.public

    def settle_in(self) -> None:
        heads = ("code", "name", "kind", "parent_code")
        self._bring_in("campaign", "import_units", heads, UNITS)
        heads = ("login", "name", "position", "unit_code", "roles")
        for sign_in in self._bring_in("campaign", "import_people", heads, PEOPLE)["sign_ins"]:
            self.player.sign_up(sign_in["login"], sign_in["link"])
        heads = ("kind", "name", "unit_code", "phone", "external_id")
        self._bring_in("visits", "import_parties", heads, PARTIES)

    def at(self, day: str) -> None:
        """Ten in the morning, in China."""
        self.clock.set(datetime.fromisoformat(f"{day}T10:00:00+08:00"))

    def does(self, login: str, method: str, *, service: str = "reports", **fields: Any) -> Any:
        answer = self.player.does(login, service, method, **fields)
        self.settle()
        return answer

    def asks(self, login: str, method: str, *, service: str = "reports", **fields: Any) -> Any:
        return self.player.asks(login, service, method, **fields)

    def public_does(self, method: str, **fields: Any) -> Any:
        return self.host.call("reports", method, fields, token=self.token("web"))

    def token(self, account: str) -> str:
        secret = service_secret(self.folder.token_key, account)
        return ServiceToken(self.host, account, secret, self.clock)()

    def settle(self) -> None:
        self.host.settle()
        self.press()

    def press(self) -> None:
        """The worker, until it has nothing to do."""
        for worker in self.host.applications["reports"].workers:
            while worker.step(self.clock()):
                pass

    def problem(self, text: str | None, *, category: str = CATEGORY) -> tuple[str, str]:
        """(id, number) of a new one, and what it says in public."""
        words = {"unit": WILLOW, "category": category, "verbatim": "门口的路灯不亮"}
        issue = self.does("office", "report", service="issues", **words)["id"]
        if text is not None:
            self.words(issue, text)
        number = self.asks("office", "get", service="issues", id=issue)["number"]
        return issue, number

    def words(self, issue: str, text: str) -> None:
        part = {"id": issue, "part": "public_text"}
        self.does("office", "propose_public_text", service="issues", text=text, **part)
        self.does("reviewer", "approve_public_text", service="issues", **part)

    def draft(self, month: str) -> str:
        return self.does("publisher", "draft_edition", month=month)["id"]

    def study(self, edition: str, held_on: str, login: str = "office") -> None:
        told = {"held_on": held_on, "unit_ids": [DISTRICT, POWER]}
        self.does(login, "record_study", edition_id=edition, **told)

    def approve(self, edition: str, login: str = "reviewer") -> Any:
        self.does(login, "request_proof", edition_id=edition)
        proof = self.asks(login, "edition", id=edition)["proof"]
        digest = proof["content_digest"]
        return self.does(login, "approve_edition", edition_id=edition, content_digest=digest)

    def publish(self, month: str, day: str) -> str:
        """From the draft to the folder."""
        self.at(day)
        edition = self.draft(month)
        self.study(edition, day)
        self.approve(edition)
        self.does("publisher", "publish_edition", edition_id=edition)
        return edition

    def document(self, number: int) -> dict[str, Any]:
        return json.loads(self.bytes_of(number))

    def bytes_of(self, number: int) -> bytes:
        return (self.public / "editions" / f"{number:04d}" / "edition.json").read_bytes()

    def stop(self) -> None:
        self.host.stop()

    def _bring_in(self, service: str, method: str, heads: Any, rows: Any) -> Any:
        numbered = [
            {"row": n, **dict(zip(heads, row, strict=True))} for n, row in enumerate(rows, 2)
        ]
        request = {"command_id": method, "rows": numbered, "dry_run": False}
        answer = self.host.call(service, method, request, token=self.token("cli"))
        assert not answer["wrong"], answer
        self.host.settle()
        return answer


@contextmanager
def copy_of(settled: World, folder: Path) -> Iterator[World]:
    found = World.settled(folder, settled)
    try:
        yield found
    finally:
        found.stop()
