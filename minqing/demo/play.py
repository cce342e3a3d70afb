"""Plays the tale into an empty data folder, marked `origin=demo`, and writes down who can sign in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from eventlog.clock import SettableClock
from minqing.data_folder import DataFolder
from minqing.demo.gazette import Gazette
from minqing.demo.parties import parties
from minqing.demo.player import Player
from minqing.demo.problem import CODES
from minqing.demo.tale import Scene, Tale
from minqing.demo.unsynced import unsynced
from minqing.demo.working_time import Moment, WorkingTime
from minqing.demo.world import PEOPLE, UNITS
from minqing.embedded import EmbeddedHost
from minqing.service_token import ServiceToken
from minqing.system import OPERATOR
from services.campaign.service_accounts import service_secret
from web.words import ROLES

SIGN_INS = "demo-sign-ins.txt"
SEED = 1
Watch = Callable[[Sequence[Scene]], Iterable[Scene]]


def play(
    folder: DataFolder, timezone: str, now: datetime, watch: Watch = iter, seed: int = SEED
) -> None:
    """The two months up to the day of `now`. `watch` passes the scenes on and may show how far they are.

    The same seed and day give the same facts, whatever the hour; ids, keys and passwords are random."""
    zone = ZoneInfo(timezone)
    time = WorkingTime(now.astimezone(zone).date(), zone)
    clock = SettableClock(time.instant(Moment(0, 0)))
    host = EmbeddedHost(folder, clock, timezone)
    try:
        with unsynced(host):
            player = _settle_in(host, folder, clock)
            gazette = Gazette(player, time, partial(_press, host))
            _tell(host, player, Tale(player, time, seed), gazette, watch)
            folder.write_private(SIGN_INS, _sign_ins(player))
    finally:
        host.stop()


def _tell(host: EmbeddedHost, player: Player, tale: Tale, gazette: Gazette, watch: Watch) -> None:
    """What follows the logs catches up each evening: rules decide by the logs alone."""
    day = 0
    numbered = ((moment, -10 + n, play) for n, (moment, play) in enumerate(gazette.scenes()))
    scenes = sorted([*tale.scenes(), *(Scene(*told) for told in numbered)])
    for scene in watch(scenes):
        if scene.moment.day != day:
            _evening(host)
            day = scene.moment.day
        player.at(tale.time.instant(scene.moment))
        scene.play()
    _evening(host)


def _press(host: EmbeddedHost) -> None:
    for worker in host.applications["reports"].workers:
        while worker.step(host.clock()):
            pass


def _evening(host: EmbeddedHost) -> None:
    """Followers catch up, and the clocks record what the day has brought."""
    host.settle()
    for application in host.applications.values():
        for worker in application.workers:
            while worker.step(host.clock()):
                host.settle()


def _settle_in(host: EmbeddedHost, folder: DataFolder, clock: SettableClock) -> Player:
    """Units, people and the register are imported as an operator imports them; each person chooses a password."""
    host.migrate()
    for application in host.applications.values():
        if application.log is not None:
            application.log.mark_origin("demo")
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
    heads = ("login", "name", "position", "unit_code", "roles")
    people = bring_in("campaign", "import_people", heads, PEOPLE)
    player = Player(host, clock, folder.token_key)
    for sign_in in people["sign_ins"]:
        player.sign_up(sign_in["login"], sign_in["link"])
    rows = [(p.kind, p.name, CODES[p.where], p.phone, p.reference) for p in parties()]
    heads = ("kind", "name", "unit_code", "phone", "external_id")
    bring_in("visits", "import_parties", heads, rows)
    return player


def _sign_ins(player: Player) -> str:
    unit_names = {code: name for code, name, *_ in UNITS}
    lines = ["演示账号（虚构，密码随机生成）:"]
    for login, name, _, unit, roles in PEOPLE:
        held = "、".join(ROLES[part.split("@")[0]] for part in roles.split(";"))
        lines.append(
            f"  {login:<10} {player.passwords[login]}   {name}，{unit_names[unit]}（{held}）"
        )
    lines.append("试一遍：linxiao 登记走访，写公开文本；wangyan 审查；不登录看 /public/")
    return "\n".join(lines) + "\n"
