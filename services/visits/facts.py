"""What happens to visited parties and on visits. Words of people are sealed with the party's or visit's key."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import Fact, code, identifier, sealed


@dataclass(frozen=True)
class PartyRegistered(Fact):
    """A household, enterprise or other party stands in the register of its unit."""

    party_id: str = identifier()
    kind: str = code()
    unit_id: str = identifier()
    external_id: str | None = identifier(None)  # the number it has in the register it came from
    name: str | None = sealed("party_id")
    phone: str | None = sealed("party_id")


@dataclass(frozen=True, kw_only=True)
class VisitRecorded(Fact):
    """Somebody went to a party on a day; `problem_count` facts ProblemRaised follow in the same append."""

    visit_id: str = identifier()
    party_id: str = identifier()
    unit_id: str = identifier()  # the place, never coordinates
    occurred_on: date
    visitor_ids: tuple[str, ...] = identifier()
    by: str = identifier()
    by_unit: str = identifier()
    visit_type: str = code()
    outcome: str = code()
    purpose: str | None = code(None)
    inquiry: tuple[str, ...] = code(())
    next_contact: date | None = None
    problem_count: int = 0
    note: str | None = sealed("visit_id")


@dataclass(frozen=True, kw_only=True)
class ProblemRaised(Fact):
    """The `n`-th problem (from 1) that the party raised on this visit: one issue comes of it."""

    visit_id: str = identifier()
    n: int
    party_id: str = identifier()
    unit_id: str = identifier()
    by: str = identifier()
    by_unit: str = identifier()
    occurred_on: date
    category: str = code()
    kind: str = code()
    field: str | None = code(None)
    danger: bool = False
    needs_conditions: bool | None = None
    solved_on_spot: bool = False
    quantity: float | None = None
    quantity_unit: str | None = code(None)
    verbatim: str | None = sealed("visit_id")
    contact_name: str | None = sealed("party_id")
    contact_phone: str | None = sealed("party_id")
    contact_email: str | None = sealed("party_id")
    result: str | None = sealed("visit_id")


@dataclass(frozen=True, kw_only=True)
class AppointmentHandedOver(Fact):
    """Somebody leaves: the next contact that was agreed on at this visit is another person's."""

    visit_id: str = identifier()
    from_person: str = identifier()
    to_person: str = identifier()
    by: str = identifier()
    by_unit: str = identifier()


@dataclass(frozen=True)
class PersonForgotten(Fact):
    """The keys of this party, and of every visit to it, are destroyed. Followers destroy theirs."""

    person_id: str = identifier()
