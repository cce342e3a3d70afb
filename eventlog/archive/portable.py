"""What of a service travels: its log, and what it declares of its own tables.

    Portable(carried=(inbox_entry, numbered_issue), accounts=(account,), left=(session,))

A table that nobody declared fails a test: forgotten at a move, it would be missed long afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

import sqlalchemy as sa

from eventlog.checkpoint import RELAY
from eventlog.tables import checkpoint, command_answer, log, subject_key

FACTS, CARRIED, KEYS, ACCOUNTS = "facts", "carried", "keys", "accounts"
ALWAYS = frozenset({FACTS, CARRIED})
ROWS_AT_ONCE = 1000
ON_REQUEST = frozenset({KEYS, ACCOUNTS})


@dataclass(frozen=True)
class Portable:
    """A service's own tables, beside its log and its read models.

    `carried` always travel: ids, counts and codes, no words; and sealed files, which open where the keys are too.
    `accounts` travel on request only. `left` stay where they are: sessions, one-time links, what is of use to one
    deployment only."""

    carried: tuple[sa.Table, ...] = ()
    accounts: tuple[sa.Table, ...] = ()
    left: tuple[sa.Table, ...] = ()


@dataclass(frozen=True)
class Part:
    """One table of one service: one file. `kind` is facts | carried | keys | accounts."""

    service: str
    kind: str
    table: sa.Table

    @property
    def file(self) -> str:
        return f"{self.service}.{self.table.name}.jsonl"

    @property
    def rows_at_once(self) -> int:
        """How many are in memory at a time; a table of large rows says fewer."""
        return int(self.table.info.get("rows_at_once", ROWS_AT_ONCE))


@dataclass(frozen=True)
class Member:
    """One service as an archive sees it. `follows` are its reactions and effects: `{checkpoint: source}`; `reads`
    the sources of its read models."""

    name: str
    engine: sa.Engine
    portable: Portable = field(default_factory=Portable)
    follows: Mapping[str, str] = field(default_factory=dict)
    reads: frozenset[str] = frozenset()

    def parts(self, kinds: Iterable[str]) -> list[Part]:
        """Those of these kinds, the log first."""
        tables = {
            FACTS: (log,),
            CARRIED: (command_answer, checkpoint, *self.portable.carried),
            KEYS: (subject_key,),
            ACCOUNTS: self.portable.accounts,
        }
        return [
            Part(self.name, kind, table)
            for kind, of_kind in tables.items()
            if kind in kinds
            for table in of_kind
        ]

    @property
    def checkpoints(self) -> list[str]:
        """The checkpoints that travel. Those of projections do not: read models are folded again."""
        return [*self.follows, RELAY]


def followers_first(members: Sequence[Member]) -> list[Member]:
    """Each service before those it follows, and before those it reads as far as that can be had as well: the
    accounts, which everybody reads, then come last. Where they follow each other in a circle, no order is better."""
    by_name = {member.name: member for member in members}
    before: dict[str, set[str]] = {name: set() for name in by_name}
    for wanted in (lambda member: set(member.follows.values()), lambda member: set(member.reads)):
        for member in members:
            for source in sorted(wanted(member) & by_name.keys() - {member.name}):
                before[source].add(member.name)
                if _in_order(before) is None:
                    before[source].remove(member.name)
    return [by_name[name] for name in _in_order(before) or by_name]


def _in_order(before: Mapping[str, set[str]]) -> list[str] | None:
    """Every name after those it waits for; None where they wait for each other."""
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        return None
