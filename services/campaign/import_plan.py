"""What an import would do, before anything is done. The same plan answers a dry run and the import itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from eventlog.fact import Fact
from eventlog.log import Write
from services.campaign.establishment import Establishment, stream_of

Fault = tuple[str, str]  # field, code


@dataclass
class ImportPlan:
    """Wrong rows are named and left out; the others count. `sign_ups` are new logins with their person's id."""

    new: int = 0
    changed: int = 0
    same: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    sign_ups: dict[str, str] = field(default_factory=dict)

    def refuse(self, row: int, faults: Iterable[Fault]) -> None:
        self.errors += [{"row": row, "field": name, "code": code} for name, code in faults]

    def count(self, is_new: bool, facts: list[Fact]) -> None:
        self.facts += facts
        if is_new:
            self.new += 1
        elif facts:
            self.changed += 1
        else:
            self.same += 1

    def writes(self, known: Establishment) -> list[Write]:
        """The facts by stream, each expecting the version that the plan was made from."""
        streams: dict[str, list[Fact]] = {}
        for fact in self.facts:
            streams.setdefault(stream_of(fact), []).append(fact)
        return [Write(stream, known.versions[stream], facts) for stream, facts in streams.items()]

    def report(self, position: int) -> dict[str, Any]:
        """`position` is the one from which the rows can be read."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "wrong": len({error["row"] for error in self.errors}),
            "errors": sorted(self.errors, key=lambda error: error["row"]),
            "position": position,
        }
