"""A working day's commands from four people at a time, on one process: how long each waits, how many go through."""

import random
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

from bench.command_kinds import KINDS
from bench.prepared_issues import Request, requests
from bench.row import Row
from bench.site import Site
from bench.timing import percentile
from eventlog.errors import Failure

CLIENTS, ROUNDS, HUNDREDS = 4, 5, 2  # a round is `HUNDREDS` times a hundred commands
MOST_REFUSED = 0.01


@dataclass(frozen=True)
class Done:
    """A command that was answered after `ms`; `refusal` is the code, None when it was accepted."""

    method: str
    ms: float
    refusal: str | None


@dataclass(frozen=True)
class Round:
    seconds: float
    commands: list[Done]

    @property
    def took(self) -> list[float]:
        return [done.ms for done in self.commands]


def measure(site: Site) -> list[Row]:
    """The first round warms up. Raises RuntimeError when more than one in a hundred commands was refused."""
    rounds = [_round(site, asked) for asked in _mixed(site)][1:]
    commands = [done for each in rounds for done in each.commands]
    refused = Counter(done.refusal for done in commands if done.refusal)
    if refused.total() > MOST_REFUSED * len(commands):
        raise RuntimeError(f"{refused.total()} of {len(commands)} were refused: {dict(refused)}")
    return [
        Row("command_mix_p50", median(percentile(each.took, 50) for each in rounds), "ms"),
        Row("command_mix_p99", median(percentile(each.took, 99) for each in rounds), "ms"),
        Row("command_mix_rate", median(len(e.commands) / e.seconds for e in rounds), "1/s"),
        Row("command_mix_refused", refused.total() / len(commands), "share"),
        *_by_kind(commands),
    ]


def _mixed(site: Site) -> list[list[Request]]:
    """The requests of each round, in an order that was drawn."""
    draw = random.Random(13)
    kinds = [kind for kind in KINDS for _ in range(kind.share * HUNDREDS)]
    asked = requests(site.app, kinds * (ROUNDS + 1))
    rounds = [asked[n : n + len(kinds)] for n in range(0, len(asked), len(kinds))]
    for each in rounds:
        draw.shuffle(each)
    return rounds


def _round(site: Site, asked: Sequence[Request]) -> Round:
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        done = list(clients.map(lambda request: _give(site, request), asked))
    return Round(time.perf_counter() - began, done)


def _give(site: Site, request: Request) -> Done:
    refusal = None
    fields = {**request.fields, "command_id": str(uuid.uuid4())}
    began = time.perf_counter()
    try:
        site.call(request.method, request.caller, **fields)
    except Failure as failure:
        refusal = f"{request.method}: {failure.code}"
    return Done(request.method, (time.perf_counter() - began) * 1000, refusal)


def _by_kind(commands: Sequence[Done]) -> list[Row]:
    took: dict[str, list[float]] = defaultdict(list)
    for done in commands:
        took[done.method].append(done.ms)
    return [
        Row(f"command_{kind.step.name}", percentile(took[kind.step.name], 50), "ms")
        for kind in KINDS
    ]
