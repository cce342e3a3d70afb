"""A second person approves exactly what the proof shows; the publisher then orders it to be printed."""

from dataclasses import dataclass

from eventlog.errors import Refused
from eventlog.fact import Fact
from services.reports.facts import (
    EditionApproved,
    EditionProofRequested,
    EditionPublicationOrdered,
)
from services.reports.workflow.actor import Actor
from services.reports.workflow.edition import Edition


@dataclass(frozen=True)
class Proof:
    """What is known of an edition's newest proof. `hits` are places where the detector found personal data;
    `is_current`: since it was made no row of it was withdrawn or became confidential."""

    texts_position: int
    content_digest: str
    hits: int
    is_current: bool


def request_proof(edition: Edition, actor: Actor) -> list[Fact]:
    """Raises Refused("not_in_state")."""
    edition.require("draft", "studied")
    return [EditionProofRequested(edition_id=edition.edition_id, by=actor.person)]


def approve(edition: Edition, content_digest: str, proof: Proof | None, actor: Actor) -> list[Fact]:
    """Raises Refused (not_studied, not_in_state, second_person, proof_outdated, hits_remain)."""
    if edition.state == "draft":
        raise Refused("not_studied")
    edition.require("studied")
    actor.must_not_be(*edition.prepared_by)
    if proof is None or proof.content_digest != content_digest or not proof.is_current:
        raise Refused("proof_outdated")
    if proof.hits:
        raise Refused("hits_remain", {"count": proof.hits})
    return [
        EditionApproved(
            edition_id=edition.edition_id,
            texts_position=proof.texts_position,
            content_digest=content_digest,
            by=actor.person,
        )
    ]


def publish(edition: Edition, is_current: bool, actor: Actor) -> list[Fact]:
    """Raises Refused (not_in_state, proof_outdated)."""
    edition.require("approved")
    if not is_current:
        raise Refused("proof_outdated")
    return [
        EditionPublicationOrdered(
            edition_id=edition.edition_id, published_on=actor.today, by=actor.person
        )
    ]


def blocking(edition: Edition, proof: Proof | None, actor: Actor) -> list[str]:
    """What stands between the edition and its approval by this person: codes of refusals, in their order."""
    found = ["not_studied"] if edition.state == "draft" else []
    if actor.person in edition.prepared_by:
        found.append("second_person")
    if proof is None or not proof.is_current:
        found.append("proof_outdated")
    elif proof.hits:
        found.append("hits_remain")
    return found
