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


def outages(kills: Sequence[Killed], record: Record, services: Sequence[str]) -> list[Outage]:
    return [_outage(kill, kills, record, services) for kill in kills]


def _outage(kill: Killed, kills: Sequence[Killed], record: Record, services: Sequence[str]) -> Outage:
    whole = _whole_again(kill, record, services)
    if whole is None:
        return Outage(kill.name, None, None)
    needed = [k.back for k in kills if k.at <= whole and k.name in _needs(kill.name, services)]
    back = max([kill.back, *(at for at in needed if at <= whole)])
    return Outage(kill.name, whole - kill.at, max(0.0, whole - back))


def _whole_again(kill: Killed, record: Record, services: Sequence[str]) -> float | None:
    what, _, service = kill.name.partition("-")
    if what == "pump":
        return _followed(kill.at, service, record)
    if kill.name not in SERVERS:
        return _answered(kill.at, service or kill.name, record)
    found = [_answered(kill.at, name, record) for name in (*services, WEB)]
    found += [_followed(kill.at, name, record) for name in services]
    return _latest(found)


def _needs(name: str, services: Sequence[str]) -> set[str]:
    """Without what it cannot do its work: itself, the servers, and for what follows the owners of the logs."""
    what = name.partition("-")[0]
    if what in ("serve", WEB):
        return {name, *SERVERS}
    processes = {f"serve-{service}" for service in services}
    pumps = {name} if what == "pump" else {f"pump-{service}" for service in services} | {WEB}
    return {*processes, *pumps, *SERVERS}


def _answered(since: float, name: str, record: Record) -> float | None:
    return _first(seen.done for seen in record.answers[name] if seen.begun >= since)


def _followed(since: float, service: str, record: Record) -> float | None:
    """When the first fact of each source that came after `since` had been followed."""
    seen = [each for each in record.answers[service] if each.positions and each.begun >= since]
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
