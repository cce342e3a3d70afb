"""A visited party: its state, and the rules of registering and forgetting it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from eventlog.errors import NotFound
from eventlog.fact import Fact
from services.visits.facts import PartyRegistered, PersonForgotten
from services.visits.phone import tidy_phone


@dataclass(frozen=True)
class Party:
    """What the rules need to know of a party; its name and phone they do not."""

    party_id: str
    kind: str
    unit_id: str
    version: int = 1
    forgotten: bool = False


@dataclass(frozen=True)
class NewParty:
    """A party that is not in the register yet. `phone` as typed, or None."""

    party_id: str
    kind: str
    unit_id: str
    name: str
    phone: str | None = None
    external_id: str | None = None


def party_of(facts: Iterable[Fact]) -> Party:
    """The party these facts of one stream tell of. Raises NotFound when there are none."""
    party = None
    for fact in facts:
        party = _evolve(party, fact)
    if party is None:
        raise NotFound()
    return party


def party_stream(party_id: str) -> str:
    return f"party-{party_id}"


def register_party(new: NewParty) -> PartyRegistered:
    return PartyRegistered(
        party_id=new.party_id,
        kind=new.kind,
        unit_id=new.unit_id,
        external_id=new.external_id,
        name=new.name,
        phone=tidy_phone(new.phone or ""),
    )


def forget_party(party: Party) -> list[Fact]:
    """Nothing happens a second time: what is forgotten stays forgotten."""
    return [] if party.forgotten else [PersonForgotten(person_id=party.party_id)]


def _evolve(party: Party | None, fact: Fact) -> Party | None:
    if isinstance(fact, PartyRegistered):
        return Party(fact.party_id, fact.kind, fact.unit_id)
    if isinstance(fact, PersonForgotten) and party:
        return replace(party, version=party.version + 1, forgotten=True)
    return party
