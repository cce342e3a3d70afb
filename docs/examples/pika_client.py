"""A program of somebody else, on pika alone: reports a problem to Minqing, reads the lists, follows the facts.

    AMQP_URL=amqp://client:…@host/%2F LOGIN=… PASSWORD=… CLIENT_SECRET=… python pika_client.py "路灯坏了"

Prints a JSON object a line and runs until SIGTERM or Ctrl-C. What it does is described in docs/rpc.md.

Everything that can go wrong on the way is met in one place, `main`: whatever is in doubt is thrown away (connection,
queue of answers, token), and it begins anew. That is safe because the report is sent under the same command id each
time, and because facts at or below the position in STATE are passed over.
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

import pika
from pika.exceptions import AMQPError, UnroutableError

EXCHANGE = "nameko-rpc"
FACTS_OF = "issues"
QUEUE = "client.pika-example.issues"
CALL_SECONDS = 10  # no answer after so long: none will come
LOOK_SECONDS = 30  # a lost message may be the last one for long, so the log is asked now and then
LONGEST_PAUSE = 10
LONG = 60  # what went well for so long begins with short pauses again


class Refusal(Exception):
    """An answer, but not success: `kind` and `code` as docs/rpc.md lists them."""

    def __init__(self, kind, code, params):
        super().__init__(f"{kind}: {code} {params}")
        self.kind, self.code = kind, code


class InDoubt(Exception):
    """No answer: it may have been done, or not."""


class Broker:
    """One connection, with a queue of answers and the queue of facts. Not for several threads."""

    def __init__(self, url):
        parameters = pika.URLParameters(url)
        parameters.heartbeat = 30
        parameters.socket_timeout = parameters.stack_timeout = CALL_SECONDS
        parameters.blocked_connection_timeout = CALL_SECONDS
        self.connection = pika.BlockingConnection(parameters)
        self.channel = self.connection.channel()
        self.channel.confirm_delivery()
        self.answers, self.deliveries = {}, deque()
        self.reply_key = str(uuid.uuid4())
        queue = f"rpc.reply-{self.reply_key}"
        self.channel.queue_declare(queue, exclusive=True, auto_delete=True)
        self.channel.queue_bind(queue, EXCHANGE, self.reply_key)
        self.channel.basic_consume(queue, self._answered, auto_ack=True)

    def call(self, service, method, request, token=None):
        """The method's result. Raises Refusal, and InDoubt when no answer came in time."""
        correlation_id = str(uuid.uuid4())
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=1,  # words in clear: the broker need not write them to disk
            reply_to=self.reply_key,
            correlation_id=correlation_id,
            expiration=str(CALL_SECONDS * 1000),  # nobody runs later what was given up
            headers={"nameko.token": token} if token else {},
        )
        body = json.dumps({"args": [request], "kwargs": {}}).encode()
        try:
            self.channel.basic_publish(
                EXCHANGE, f"{service}.{method}", body, properties, mandatory=True
            )
        except UnroutableError:
            raise InDoubt(f"{service} is not there") from None
        answer = json.loads(self._wait_for(correlation_id))
        if error := answer["error"]:
            code, params = (*error["exc_args"], None, None)[:2]
            raise Refusal(error["exc_type"], code, params)
        return answer["result"]

    def follow(self, exchange, queue):
        """Facts from now on come to a queue of ours, which is there while we are not."""
        self.channel.queue_declare(queue, durable=True, arguments={"x-max-length": 10_000})
        self.channel.queue_bind(queue, exchange, "#")
        self.channel.basic_qos(prefetch_count=100)
        self.channel.basic_consume(queue, self._delivered)

    def next_fact(self, seconds):
        """(tag, fact), or None when none came."""
        if not self.deliveries:
            self.connection.process_data_events(time_limit=seconds)
        return self.deliveries.popleft() if self.deliveries else None

    def acknowledge(self, tag):
        self.channel.basic_ack(tag)

    def close(self):
        if self.connection.is_open:
            self.connection.close()

    def _wait_for(self, correlation_id):
        deadline = time.monotonic() + CALL_SECONDS
        while correlation_id not in self.answers:
            left = deadline - time.monotonic()
            if left <= 0:
                raise InDoubt(f"no answer in {CALL_SECONDS} seconds")
            self.connection.process_data_events(time_limit=left)
        return self.answers.pop(correlation_id)

    def _answered(self, _channel, _method, properties, body):
        self.answers[properties.correlation_id] = body

    def _delivered(self, _channel, method, _properties, body):
        self.deliveries.append((method.delivery_tag, json.loads(body)))


class Minqing:
    """Calls with a fresh token: as a person (`does`), and as the service account that may read logs (`fetches`)."""

    def __init__(self, broker, settings):
        self.broker = broker
        self.settings = settings
        self.tokens = {}  # token and when to renew it, by account

    def does(self, service, method, request):
        signs_in = (
            "sign_in",
            {"login": self.settings["LOGIN"], "password": self.settings["PASSWORD"]},
        )
        return self._call(service, method, request, signs_in)

    def fetches(self, service, method, request):
        signs_in = (
            "service_token",
            {"service": "client", "secret": self.settings["CLIENT_SECRET"]},
        )
        return self._call(service, method, request, signs_in)

    def own_unit(self):
        """Where the person belongs, as signing in tells."""
        login = {"login": self.settings["LOGIN"], "password": self.settings["PASSWORD"]}
        return self.broker.call("campaign", "sign_in", login)["person"]["unit"]

    def _call(self, service, method, request, signs_in):
        how, secret = signs_in
        token, renew_at = self.tokens.get(how, (None, 0))
        if time.monotonic() >= renew_at:
            token = self.broker.call("campaign", how, secret)["token"]
            self.tokens[how] = (token, time.monotonic() + 8 * 60)  # it lives for ten minutes
        return self.broker.call(service, method, request, token)


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


def work(broker, settings, report, stop):
    """Report, read, follow. What was done before has the same answer."""
    minqing = Minqing(broker, settings)
    report.setdefault("unit", minqing.own_unit())
    answer = minqing.does("issues", "report", report)
    say("reported", command_id=report["command_id"], **answer)
    for which in ("problem", "task", "effect"):
        found = list(pages(minqing, which, answer["position"]))
        numbers = [line["number"] for page in found for line in page]
        say("list", list=which, pages=len(found), numbers=numbers)
    follower = Follower(minqing, Path(settings["STATE"]))
    broker.follow(f"{FACTS_OF}.events", QUEUE)
    looked = None
    while not stop.is_set():
        if looked is None or time.monotonic() - looked > LOOK_SECONDS:
            follower.catch_up()
            if looked is None:
                say("following", position=follower.seen["position"])
            looked = time.monotonic()
        if delivery := broker.next_fact(seconds=1):
            tag, fact = delivery
            follower.offer(fact)
            broker.acknowledge(tag)


def is_passing(error):
    """Whether to try again. An answer stays the same, unless it says: not now."""
    if not isinstance(error, Refusal):
        return True
    return error.kind == "Unavailable" or error.code == "token_expired"


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
        broker, began = None, time.monotonic()
        try:
            broker = Broker(settings["AMQP_URL"])
            work(broker, settings, report, stop)
        except (AMQPError, OSError, InDoubt, Refusal) as error:
            if not is_passing(error):
                sys.exit(f"{error}")
            failures = failures + 1 if time.monotonic() - began < LONG else 1
            say("lost", why=repr(error)[:200])
            stop.wait(min(2**failures / 2, LONGEST_PAUSE))
        finally:
            if broker is not None:
                with suppress(AMQPError):  # it may be gone
                    broker.close()
    say("stopped")


if __name__ == "__main__":
    main()
