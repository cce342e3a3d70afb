"""Who acts on editions, and on which day: what the rules need to know of a caller."""

from dataclasses import dataclass
from datetime import date

from eventlog.errors import Forbidden, Refused
from services.kernel.caller import Caller
from services.kernel.units import UnitTree

MAY: dict[str, tuple[str, ...]] = {
    "draft_edition": ("office", "publisher"),
    "record_study": ("office",),
    "request_proof": ("office", "reviewer", "publisher"),
    "approve_edition": ("reviewer",),
    "publish_edition": ("publisher",),
    "discard_edition": ("office", "publisher"),
    "withdraw_row": ("publisher", "reviewer"),
    "propose_objection_answer": ("office",),
    "approve_objection_answer": ("office", "reviewer"),
}
READING = ("office", "reviewer", "publisher", "supervisor")


@dataclass(frozen=True)
class Actor:
    """`roles` are those that the person holds over the whole tree: an edition is of all of it."""

    person: str
    roles: frozenset[str]
    today: date

    def require(self, command: str) -> None:
        """Raises Forbidden."""
        if self.roles.isdisjoint(MAY[command]):
            raise Forbidden()

    def may(self, command: str) -> bool:
        return not self.roles.isdisjoint(MAY[command])

    def must_not_be(self, *others: str | None) -> None:
        """Raises Refused("second_person")."""
        if self.person in others:
            raise Refused("second_person")


def actor(caller: Caller, tree: UnitTree, today: date) -> Actor:
    roots = tree.children(None)
    held = {role.role for role in caller.roles if role.unit in roots}
    return Actor(caller.person, frozenset(held), today)
