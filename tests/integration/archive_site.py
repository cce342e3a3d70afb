"""A whole system in this process, on files or on PostgreSQL, whose history can be taken to another one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from eventlog.archive.check import check
from eventlog.archive.export import export
from eventlog.archive.load import Loading, missing_here
from eventlog.archive.manifest import Manifest
from eventlog.archive.portable import ACCOUNTS, KEYS, Member
from eventlog.archive.wrapping import Rewrap
from eventlog.clock import system_clock
from minqing.data_folder import DataFolder
from minqing.embedded import EmbeddedHost
from minqing.registry import SERVICES
from minqing.service_token import ServiceToken
from services.campaign.service_accounts import service_secret
from tests.e2e.district import POWER, WILLOW, District
from tests.e2e.systems import System
from tests.photo_samples import base64_of, from_a_phone
from tests.servers.postgres import PostgresServer

PHONE, WORDS, FORGOTTEN_WORDS = "13900000001", "门口的路灯不亮", "家里漏雨"
HOTLINE = {"external_system": "hotline", "external_id": "H-1"}


def silent(_file: str, _lines: int) -> None:
    """The progress that nobody watches."""


class Site:
    """Followers run whenever a command was given: `district` acts through the RPC of every service."""

    def __init__(self, folder: DataFolder):
        folder.make()
        self.folder = folder
        self.host = EmbeddedHost(folder, system_clock, "Asia/Shanghai")
        self.host.migrate()
        secret = service_secret(folder.token_key, "cli")
        token = ServiceToken(self.host, "cli", secret, system_clock)
        self.district = District(System("embedded", _Settling(self.host), token, {}, folder.path))

    @property
    def members(self) -> list[Member]:
        return [application.member for application in self.host.applications.values()]

    def heads(self) -> dict[str, tuple[int, str]]:
        logs = {n: a.log for n, a in self.host.applications.items() if a.log is not None}
        return {n: (log.head().position, log.head().digest) for n, log in logs.items()}

    def rows(self, service: str, query: str) -> list[Any]:
        with self.host.applications[service].environment.engine.connect() as conn:
            return list(conn.execute(sa.text(query)))

    def export(self, folder: Path, *on_request: str) -> Manifest:
        return export(
            folder,
            self.members,
            system_clock(),
            on_request=on_request,
            master_key=self.folder.master_key,
            progress=silent,
        )

    def take(self, folder: Path, master_key: bytes | None = None) -> None:
        """What `log import` does, and what the followers do once the system runs."""
        manifest = check(folder, self.members, silent)
        rewrap = Rewrap(master_key, self.folder.master_key) if master_key else None
        for member in missing_here(manifest, self.members):
            Loading(folder, manifest, member, rewrap, silent).run()
        self.host.settle()

    def sign_in(self, login: str, password: str) -> None:
        answer = self.host.call("campaign", "sign_in", {"login": login, "password": password})
        self.district.tokens[login] = answer["token"]


class _Settling:
    """The host as a peer: whatever follows from a command has happened when it returns."""

    def __init__(self, host: EmbeddedHost):
        self._host = host

    def call(self, *arguments: Any, **more: Any) -> dict[str, Any]:
        answer = self._host.call(*arguments, **more)
        self._host.settle()
        return answer


class _OnPostgres(DataFolder):
    """Keys in a folder, databases on a server."""

    def __init__(self, path: Path, urls: dict[str, str]):
        super().__init__(path)
        self._urls = urls

    def database_url(self, service: str) -> str:
        return self._urls[service]


@contextmanager
def site(storage: str, folder: Path, server: Callable[[], PostgresServer]) -> Iterator[Site]:
    """An empty system on `sqlite` or `postgresql`, with keys of its own."""
    urls: dict[str, str] = {}
    if storage == "postgresql":
        urls = {name: server().new_database() for name in SERVICES}
    made = Site(_OnPostgres(folder, urls) if urls else DataFolder(folder))
    try:
        yield made
    finally:
        made.host.stop()
        for url in urls.values():
            server().drop_database(url)


def live(site: Site) -> str:
    """A small history: answers the id of an issue that is assigned; its reporter's words are readable."""
    district = site.district
    district.settle_in()
    spot = {"result": "当场换好", "quantity": 1, "quantity_unit": "盏"}
    told = {"verbatim": WORDS, "category": "power_and_lighting", "contact_phone": PHONE}
    issue = district.visit("标记姓名甲", told, {**told, "solved_on_spot": spot})[0]["id"]
    leaking = {"verbatim": FORGOTTEN_WORDS, "category": "other"}
    forgotten = district.visit("标记姓名乙", leaking)[0]["id"]
    for photographed in (issue, forgotten):
        photo = {"photo": base64_of(from_a_phone()), "caption": WORDS}
        district.does("visitor", "issues", "attach_photo", id=photographed, **photo)
    _forget(district, district.party("标记姓名乙"))
    more = {"unit": WILLOW, **told, **HOTLINE}
    district.does("visitor", "issues", "report", **more)
    assign(site, issue, command_id="assign-once")
    district.does("handler", "issues", "sign_for", id=issue)
    return issue


def photos(site: Site, issue: str) -> list[str]:
    """In base64."""
    asks = site.district.asks
    return [
        asks("office", "issues", "photo", id=issue, photo_id=photo["id"])["content"]
        for photo in asks("office", "issues", "get", id=issue)["photos"]
    ]


def assign(site: Site, issue: str, **more: str) -> dict[str, Any]:
    """The office gives an issue to the power station."""
    told = {"category": "power_and_lighting", "lead_unit": POWER, "due": site.district.due()}
    return site.district.does("office", "issues", "assign", id=issue, **told, **more)


def _forget(district: District, party: str) -> None:
    request = {"command_id": "forget", "person_id": party}
    operator = district.system.operator()
    district.system.peer.call("visits", "forget_person", request, token=operator)


def lists(site: Site) -> dict[str, Any]:
    """The three lists, the board and the inbox, as those see them who work with them."""
    asks = site.district.asks
    found = {f"{n}_list": asks("office", "reports", f"{n}_list") for n in ("problem", "task")}
    found["effect_list"] = asks("office", "reports", "effect_list")
    found["board"] = asks("office", "issues", "list")
    found["inbox"] = asks("handler", "notify", "inbox")
    return found


def copied(folder: Path, to: Path) -> Path:
    return shutil.copytree(folder, to)


BOTH = (KEYS, ACCOUNTS)
