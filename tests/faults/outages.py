"""How long each kill was felt: from the kill to the next success of what hung on that process.

A `serve` or `web` is felt until it answers a call that began after the kill, a `pump` until its service has followed
a fact that was acknowledged after the kill, a server until every service answers and follows again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.faults.record import Fact, Record, Seen

BROKER, DATABASE, WEB = "rabbitmq", "postgresql", "web"
SERVERS = (BROKER, DATABASE)


@dataclass(frozen=True)
class Killed:
    """`at` and `back` (when it was started again) in monotonic seconds."""

    name: str
    at: float
    back: float


@dataclass(frozen=True)
class Outage:
    """Seconds from the kill, and from when the last thing it needs was back; None: never again."""

    name: str
    felt: float | None
    after_back: float | None


def outages(kills: Sequence[Killed], record: Record, names: Sequence[str]) -> list[Outage]:
    """`names`: the services, and `web` where there is one."""
    return [_outage(kill, kills, record, names) for kill in kills]


def _outage(kill: Killed, kills: Sequence[Killed], record: Record, names: Sequence[str]) -> Outage:
    whole = _whole_again(kill, record, names)
    if whole is None:
        return Outage(kill.name, None, None)
    needed = _needs(kill.name, names)
    returns = [k.back for k in kills if k.name in needed and k.at <= whole and k.back <= whole]
    back = max([kill.back, *returns])
    return Outage(kill.name, whole - kill.at, max(0.0, whole - back))


def _whole_again(kill: Killed, record: Record, names: Sequence[str]) -> float | None:
    what, _, service = kill.name.partition("-")
    if what == "pump":
        return _followed(kill.at, service, record)
    if kill.name not in SERVERS:
        return _answered(kill.at, service or kill.name, record)
    answered = [_answered(kill.at, name, record) for name in names]
    return _latest([*answered, *(_followed(kill.at, n, record) for n in names if n != WEB)])


def _needs(name: str, names: Sequence[str]) -> set[str]:
    """Without what it cannot do its work: itself, the servers, and for what follows the owners of the logs."""
    if name.startswith("serve-") or name == WEB:
        return {name, *SERVERS}
    owners = {f"serve-{each}" for each in names}
    followers = {f"pump-{each}" for each in names} | {WEB} if name in SERVERS else set()
    return {name, *SERVERS, *owners, *followers}


def _answered(since: float, name: str, record: Record) -> float | None:
    return _first(seen.done for seen in record.answers[name] if seen.begun >= since)


def _followed(since: float, service: str, record: Record) -> float | None:
    """When the first fact of each source that came after `since` had been followed."""
    seen = [
        each
        for each in record.answers[service]
        if each.positions is not None and each.begun >= since
    ]
    sources = {source for each in seen for source in each.positions or ()}
    wanted = {source: fact for source in sources if (fact := _next(record.facts[source], since))}
    found = [_passed(seen, source, fact.position) for source, fact in wanted.items()]
    return _latest([*found, _first(each.done for each in seen)])


def _passed(seen: Iterable[Seen], source: str, position: int) -> float | None:
    return _first(e.done for e in seen if (e.positions or {}).get(source, 0) >= position)


def _next(facts: Iterable[Fact], since: float) -> Fact | None:
    return min((fact for fact in facts if fact.at >= since), key=lambda f: f.at, default=None)


def _first(times: Iterable[float]) -> float | None:
    return min(times, default=None)


def _latest(times: Sequence[float | None]) -> float | None:
    return None if None in times else max(at for at in times if at is not None)
