"""A problem raised on a visit: what may be said of it, and which problems do not belong in this system. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from eventlog.errors import Refused
from services.kernel.mail_address import tidy_address
from services.visits.phone import tidy_phone

MAX_PROBLEMS = 20
MAX_VERBATIM = 2000
OTHER = "other"  # the category 其他
USUAL_KIND = "help_request"


@dataclass(frozen=True)
class SolvedOnSpot:
    """当场解决: what was done at once, and how much of it."""

    result: str | None = None
    quantity: float | None = None
    quantity_unit: str | None = None


@dataclass(frozen=True)
class Problem:
    """As it was typed. `verbatim` 群众原话 is kept as said and never edited."""

    verbatim: str | None
    category: str | None = None
    kind: str | None = None
    field: str | None = None
    danger: bool = False
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    needs_conditions: bool | None = None
    accused_party: str | None = None
    solved_on_spot: SolvedOnSpot | None = None


def faults_of(problem: Problem) -> Iterator[tuple[str, str]]:
    """(field, code) of everything that is missing or misshapen."""
    if not problem.verbatim:
        yield "verbatim", "verbatim_missing"
    elif len(problem.verbatim) > MAX_VERBATIM:
        yield "verbatim", "verbatim_too_long"
    if problem.contact_phone and tidy_phone(problem.contact_phone) is None:
        yield "contact_phone", "phone_shape"
    if problem.contact_email and tidy_address(problem.contact_email) is None:
        yield "contact_email", "email_shape"
    if solved := problem.solved_on_spot:
        if not solved.result:
            yield "solved_on_spot.result", "result_missing"
        if (solved.quantity is None) != (solved.quantity_unit is None):
            missing = "quantity" if solved.quantity is None else "quantity_unit"
            yield f"solved_on_spot.{missing}", "quantity_missing"


def refuse_what_needs_a_legal_channel(problems: list[Problem]) -> None:
    """A tip-off, or words against a named party, must reach the competent organ and never the accused.

    Raises Refused("use_legal_channel") (docs/domain.md, tip-offs and accused parties)."""
    if any(problem.kind == "tipoff" or problem.accused_party for problem in problems):
        raise Refused("use_legal_channel")
