"""`minqing pump SERVICE`: relay a service's facts to the broker, and follow those of others. No eventlet."""

import signal
import threading
from collections.abc import Sequence

import click

from eventlog.broker.queue_feed import QueueFeed, Takes
from eventlog.broker.relay import Relay
from eventlog.clock import system_clock
from eventlog.follower import Fetch, Follower, Woken
from minqing.broker import rpc_client
from minqing.health import SIGN_SECONDS, give_a_sign_of_life
from minqing.logging_setup import log_to_stderr
from minqing.loops import Loop, stop_all
from minqing.registry import SERVICES
from minqing.settings import Settings
from minqing.system import application, settings_now
from services.kernel.application import Application
from services.kernel.facts_after import fetch_by_rpc, fetch_from_log
from services.kernel.rpc_client import RpcClient

SLOW_TICK_SECONDS = 5.0
RELAY_SECONDS = 0.05
FEED_SECONDS = 0.02  # a feed waits for messages by itself, unless it rests without a broker
STOP_SECONDS = 15.0


@click.command()
@click.argument("service", type=click.Choice([*sorted(SERVICES), "all"]))
def pump(service: str) -> None:
    """Relay and follow for SERVICE until SIGTERM; `all` does it for every service in one process."""
    log_to_stderr()
    settings = settings_now()
    peer = rpc_client(settings)
    names = sorted(SERVICES) if service == "all" else [service]
    loops = [loop for name in names for loop in loops_of(settings, name, peer)]
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    for loop in loops:
        loop.start()
    while not ended.wait(SIGN_SECONDS):
        give_a_sign_of_life(settings.health_file, loops)
    stop_all(loops, STOP_SECONDS)
    peer.close()


def loops_of(settings: Settings, name: str, peer: RpcClient) -> list[Loop]:
    """The relay, a queue per source, the slow tick that catches up with what the broker did not bring, and what
    the service does by itself."""
    wired = application(settings, name, peer)
    wired.migrate()
    loops = []
    if wired.log is not None:
        relay = Relay(wired.log, name, settings.amqp_url, concealed=wired.concealed)
        loops.append(Loop(f"relay {name}", relay, system_clock, RELAY_SECONDS))
    followers = wired.followers(lambda source: _fetch(wired, source, peer))
    for source in sorted(wired.sources):
        of_source = [follower for follower in followers if follower.source == source]
        feed = QueueFeed(settings.amqp_url, name, source, _fed(wired, source, of_source))
        loops.append(Loop(f"{name} from {source}", feed, system_clock, FEED_SECONDS))
        loops += [Loop(f"{f.name}@{source}", f, system_clock, SLOW_TICK_SECONDS) for f in of_source]
    return loops + [Loop(worker.name, worker, system_clock) for worker in wired.workers]


def _fed(wired: Application, source: str, followers: list[Follower]) -> Sequence[Takes]:
    """Of its own facts a service is only told that there are some: on the wire a few are concealed."""
    return [Woken(each) for each in followers] if source == wired.name else followers


def _fetch(wired: Application, source: str, peer: RpcClient) -> Fetch:
    if wired.log is not None and source == wired.name:
        return fetch_from_log(wired.log)
    return fetch_by_rpc(peer, source, wired.environment.service_token)
