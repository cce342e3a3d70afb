"""What the reference says of a method beyond its code: for what, for whom, what it answers, what it refuses."""

from dataclasses import dataclass

from services.campaign.vocabulary import ROLES, SERVICE_SCOPES
from tools.reference.shapes import Shape

SCOPES = tuple(dict.fromkeys(scope for scopes in SERVICE_SCOPES.values() for scope in scopes))


@dataclass(frozen=True)
class Who:
    """`roles` and `scopes` that may call; everybody signed in when both are None. `words`: where, and what is seen.

    A test calls each method with every role and scope alone and holds this to be so."""

    roles: tuple[str, ...] = ROLES
    scopes: tuple[str, ...] = SCOPES
    words: str = ""


EVERYBODY = Who()


@dataclass(frozen=True)
class Entry:
    """`refuses`: its own codes of `Refused`; `forbids`: of `Forbidden` beyond the general ones.

    `counts_anew`: a command that, sent again, changes nothing and tells the counts of then."""

    purpose: str
    answer: Shape
    who: Who | None = EVERYBODY  # None: without a token
    refuses: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    notes: str = ""
    counts_anew: bool = False
