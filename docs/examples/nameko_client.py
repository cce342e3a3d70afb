"""A program of somebody else, on nameko: reports a problem to Minqing, reads the lists, follows the facts.

    AMQP_URL=amqp://client:…@host/%2F LOGIN=… PASSWORD=… CLIENT_SECRET=… python nameko_client.py "路灯坏了"

Prints a JSON object a line and runs until SIGTERM or Ctrl-C. What it does is described in docs/rpc.md.

nameko's standalone proxy never recovers once its connection was lost, and is not for several threads. So it is thrown
away at the first doubt, and everything begins anew, in `main`. That is safe because the report is sent under the same
command id each time, and because facts at or below the position in STATE are passed over.
"""

import json
import os
import signal
import sys
import threading
import time
import uuid
from collections import deque
from contextlib import suppress
from pathlib import Path

from amqp.exceptions import AMQPError
from kombu import Connection, Exchange, Queue
from kombu.exceptions import KombuError
from nameko.amqp.publish import Publisher
from nameko.constants import NON_PERSISTENT
from nameko.exceptions import RemoteError, RpcTimeout, UnknownService
from nameko.rpc import MethodProxy
from nameko.standalone.rpc import ClusterRpcProxy

FACTS_OF = "issues"
QUEUE = "client.nameko-example.issues"
CALL_SECONDS = 10  # no answer after so long: none will come
LOOK_SECONDS = 30  # a lost message may be the last one for long, so the log is asked now and then
LONGEST_PAUSE = 10
LONG = 60  # what went well for so long begins with short pauses again
IN_DOUBT = (RpcTimeout, UnknownService, AMQPError, KombuError, OSError, RuntimeError)


class Request(Publisher):
    """Words in clear: the broker need not write them to disk. Nobody runs later what was given up."""

    delivery_mode = NON_PERSISTENT
    expiration = CALL_SECONDS
    retry = False  # `main` does it


MethodProxy.publisher_cls = Request


class Minqing:
    """Calls with a fresh token: as a person (`does`), and as the service account that may read logs (`fetches`)."""

    def __init__(self, settings):
        self.settings = settings
        self.config = {"AMQP_URI": settings["AMQP_URL"]}
        self.proxies = {}  # a started proxy, its owner, and when to renew its token, by account

    def does(self, service, method, request):
        login = {"login": self.settings["LOGIN"], "password": self.settings["PASSWORD"]}
        return self._call(service, method, request, "sign_in", login)

    def fetches(self, service, method, request):
        secret = {"service": "client", "secret": self.settings["CLIENT_SECRET"]}
        return self._call(service, method, request, "service_token", secret)

    def own_unit(self):
        """Where the person belongs, as signing in tells."""
        login = {"login": self.settings["LOGIN"], "password": self.settings["PASSWORD"]}
        return self._sign_in("sign_in", login)["person"]["unit"]

    def close(self):
        while self.proxies:
            owner, *_ = self.proxies.popitem()[1]
            owner.stop()

    def _call(self, service, method, request, how, secret):
        owner, rpc, renew_at = self.proxies.get(how, (None, None, 0))
        if time.monotonic() >= renew_at:
            token = self._sign_in(how, secret)["token"]
            if owner is not None:
                owner.stop()
            owner = ClusterRpcProxy(
                self.config, context_data={"token": token}, timeout=CALL_SECONDS
            )
            rpc = owner.start()
            self.proxies[how] = (
                owner,
                rpc,
                time.monotonic() + 8 * 60,
            )  # a token lives for ten minutes
        return getattr(rpc[service], method)(request)

    def _sign_in(self, how, secret):
        with ClusterRpcProxy(self.config, timeout=CALL_SECONDS) as rpc:
            return getattr(rpc.campaign, how)(secret)


class Facts:
    """A queue of ours, which is there while we are not. kombu comes with nameko.

    nameko's own `@event_handler` would do as well, in a nameko service: with `requeue_on_error=True`, because it
    otherwise loses a fact whose handler fails."""

    def __init__(self, url):
        self.connection = Connection(url, heartbeat=30, connect_timeout=CALL_SECONDS)
        self.deliveries = deque()
        exchange = Exchange(f"{FACTS_OF}.events", "topic", durable=True, no_declare=True)
        bound = {"x-max-length": 10_000}
        queue = Queue(QUEUE, exchange, "#", durable=True, queue_arguments=bound)
        self.consumer = self.connection.Consumer(
            [queue], accept=["json"], callbacks=[self._delivered], prefetch_count=100
        )
        self.consumer.consume()

    def next(self, seconds):
        """(fact, message to acknowledge), or None when none came."""
        if not self.deliveries:
            self.connection.heartbeat_check()
            try:
                self.connection.drain_events(timeout=seconds)
            except TimeoutError:
                return None
        return self.deliveries.popleft() if self.deliveries else None

    def close(self):
        self.connection.close()

    def _delivered(self, fact, message):
        self.deliveries.append((fact, message))


class Follower:
    """Takes each fact once and in order. STATE has the position of the last one, with its digest."""

    def __init__(self, minqing, state):
        self.minqing = minqing
        self.state = state
        self.seen = (
            json.loads(state.read_text()) if state.exists() else {"position": 0, "digest": ""}
        )

    def offer(self, fact):
        """A message is a wake-up and a copy: one that came before is passed over, a gap is fetched."""
        if fact["position"] > self.seen["position"] + 1:
            self.catch_up()
        if fact["position"] > self.seen["position"]:
            self._take(fact)

    def catch_up(self):
        """Read the log until its end. Refused as `log_diverged` it was restored: delete STATE, begin anew."""
        while True:
            request = {"after": self.seen["position"], "limit": 500, "seen": self.seen}
            page = self.minqing.fetches(FACTS_OF, "facts_after", request)["items"]
            for fact in page:
                self._take(fact)
            if not page:
                return

    def _take(self, fact):
        """Your work goes here, best in one transaction with the position. Unknown facts and fields are passed
        over; what people said is sealed: `fact["data"]["verbatim"]` is an envelope or null."""
        say("fact", position=fact["position"], type=fact["type"], subject=fact["subject"])
        self.seen = {"position": fact["position"], "digest": fact.get("digest", "")}
        fresh = self.state.with_suffix(".new")
        fresh.write_text(json.dumps(self.seen))
        fresh.replace(self.state)


def pages(minqing, which, position):
    """Every line of a list, page by page, all of the moment of the first page; it has seen `position`."""
    request = {"at_least": {FACTS_OF: position}}
    request["limit"] = 2  # small, to show the turning of pages; 200 at most
    while True:
        page = minqing.does("reports", f"{which}_list", request)
        yield page["items"]
        if page["next"] is None:
            return
        request |= {"after": page["next"], "as_of": page["as_of"]["position"]}


def work(minqing, settings, report, stop):
    """Report, read, follow. What was done before has the same answer."""
    report.setdefault("unit", minqing.own_unit())
    answer = minqing.does("issues", "report", report)
    say("reported", command_id=report["command_id"], **answer)
    for which in ("problem", "task", "effect"):
        found = list(pages(minqing, which, answer["position"]))
        numbers = [line["number"] for page in found for line in page]
        say("list", list=which, pages=len(found), numbers=numbers)
    facts = Facts(settings["AMQP_URL"])
    try:
        follow(facts, Follower(minqing, Path(settings["STATE"])), stop)
    finally:
        facts.close()


def follow(facts, follower, stop):
    looked = None
    while not stop.is_set():
        if looked is None or time.monotonic() - looked > LOOK_SECONDS:
            follower.catch_up()
            if looked is None:
                say("following", position=follower.seen["position"])
            looked = time.monotonic()
        if delivery := facts.next(seconds=1):
            fact, message = delivery
            follower.offer(fact)
            message.ack()


def is_passing(error):
    """Whether to try again. An answer stays the same, unless it says: not now."""
    if not isinstance(error, RemoteError):
        return True
    return error.exc_type == "Unavailable" or error.value == "token_expired"


def say(step, **more):
    print(json.dumps({"step": step, **more}, ensure_ascii=False), flush=True)


def read_settings():
    wanted = ("AMQP_URL", "LOGIN", "PASSWORD", "CLIENT_SECRET")
    if missing := [name for name in wanted if not os.environ.get(name)]:
        sys.exit(f"set {', '.join(missing)}")
    return {
        **{name: os.environ[name] for name in wanted},
        "STATE": os.environ.get("STATE", "seen.json"),
    }


def main():
    settings, stop, failures = read_settings(), threading.Event(), 0
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    verbatim = sys.argv[1] if len(sys.argv) > 1 else "村口的路灯坏了"
    report = {"command_id": str(uuid.uuid4()), "verbatim": verbatim, "category": "other"}
    while not stop.is_set():
        minqing, began = Minqing(settings), time.monotonic()
        try:
            work(minqing, settings, report, stop)
        except (RemoteError, *IN_DOUBT) as error:
            if not is_passing(error):
                sys.exit(f"{error}")
            failures = failures + 1 if time.monotonic() - began < LONG else 1
            say("lost", why=repr(error)[:200])
            stop.wait(min(2**failures / 2, LONGEST_PAUSE))
        finally:
            with suppress(*IN_DOUBT):  # its connection may be gone
                minqing.close()
    say("stopped")


if __name__ == "__main__":
    main()
