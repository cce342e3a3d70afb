"""Plays the story into an empty data folder, marked `origin=demo`, and writes down who can sign in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from eventlog.clock import SettableClock
from minqing.data_folder import DataFolder
from minqing.demo.player import Player
from minqing.demo.story import tell
from minqing.demo.world import PARTIES, PEOPLE, UNITS
from minqing.embedded import EmbeddedHost
from minqing.service_token import ServiceToken
from minqing.system import OPERATOR
from services.campaign.service_accounts import service_secret

SIGN_INS = "demo-sign-ins.txt"
HISTORY = timedelta(days=60)


def play(folder: DataFolder, timezone: str, now: datetime) -> None:
    """Tell the story of the two months that end at `now`."""
    clock = SettableClock(now - HISTORY)
    host = EmbeddedHost(folder, clock, timezone)
    try:
        host.migrate()
        for application in host.applications.values():
            if application.log is not None:
                application.log.mark_origin("demo")
        player = Player(host, clock, now.astimezone(ZoneInfo(timezone)).date())
        _settle_in(host, player, folder)
        tell(player, now)
        folder.write_private(SIGN_INS, _sign_ins(player))
    finally:
        host.stop()


def _settle_in(host: EmbeddedHost, player: Player, folder: DataFolder) -> None:
    secret = service_secret(folder.token_key, OPERATOR)
    token = ServiceToken(host, OPERATOR, secret, host.clock)

    def bring_in(
        service: str, method: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]
    ) -> dict:
        numbered = [
            {"row": n, **dict(zip(heads, row, strict=True))} for n, row in enumerate(rows, 2)
        ]
        request = {"command_id": f"demo-{method}", "rows": numbered, "dry_run": False}
        answer = host.call(service, method, request, token=token())
        if answer["wrong"]:
            raise ValueError(f"{method}: {answer['errors']}")
        host.settle()
        return answer

    bring_in("campaign", "import_units", ("code", "name", "kind", "parent_code"), UNITS)
    people = bring_in(
        "campaign", "import_people", ("login", "name", "position", "unit_code", "roles"), PEOPLE
    )
    for sign_in in people["sign_ins"]:
        player.sign_up(sign_in["login"], sign_in["link"])
    bring_in(
        "visits", "import_parties", ("kind", "name", "unit_code", "phone", "external_id"), PARTIES
    )


def _sign_ins(player: Player) -> str:
    unit_names = {code: name for code, name, *_ in UNITS}
    lines = ["演示账号（虚构，密码随机生成）:"]
    for login, name, _, unit, roles in PEOPLE:
        held = ", ".join(part.split("@")[0] for part in roles.split(";"))
        lines.append(
            f"  {login:<10} {player.passwords[login]}   {name}，{unit_names[unit]}（{held}）"
        )
    return "\n".join(lines) + "\n"
