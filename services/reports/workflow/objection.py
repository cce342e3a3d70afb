"""An objection to a published edition: raised by anybody, answered within seven days by two persons, in public."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from eventlog.errors import NotFound, Refused
from eventlog.fact import Fact
from services.kernel.personal_data import find_personal_data
from services.reports.facts import ObjectionAnswered, ObjectionAnswerProposed, ObjectionRaised
from services.reports.vocabulary import OBJECTION_DAYS
from services.reports.workflow.actor import Actor


@dataclass(frozen=True)
class Objection:
    """`proposal` holds the proposed words as far as they are not forgotten."""

    raised: ObjectionRaised
    state: str = "open"
    version: int = 1
    proposal: ObjectionAnswerProposed | None = None
    answer: ObjectionAnswered | None = None


@dataclass(frozen=True)
class ObjectToEdition:
    objection_id: str
    edition_number: int
    sequence: int  # the how-manieth against this edition
    words: str
    row_number: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


def object_to_edition(command: ObjectToEdition, today: date) -> list[Fact]:
    return [
        ObjectionRaised(
            objection_id=command.objection_id,
            number=f"YY-{command.edition_number:04d}-{command.sequence:03d}",
            edition_number=command.edition_number,
            row_number=command.row_number,
            due=today + timedelta(days=OBJECTION_DAYS),
            words=command.words,
            contact_name=command.contact_name,
            contact_phone=command.contact_phone,
            contact_email=command.contact_email,
        )
    ]


def propose_answer(objection: Objection, text: str, actor: Actor) -> list[Fact]:
    """Raises Refused (not_in_state; text_has_personal_data with kinds and places, never with the words)."""
    _require_unanswered(objection)
    if found := find_personal_data(text):
        raise Refused("text_has_personal_data", {"found": [item.to_dict() for item in found]})
    return [
        ObjectionAnswerProposed(
            objection_id=objection.raised.objection_id, text=text, by=actor.person
        )
    ]


def approve_answer(objection: Objection, actor: Actor) -> list[Fact]:
    """Raises Refused (not_in_state, no_proposal, second_person)."""
    _require_unanswered(objection)
    proposal = objection.proposal
    if proposal is None or proposal.text is None:
        raise Refused("no_proposal")
    actor.must_not_be(proposal.by)
    return [
        ObjectionAnswered(
            objection_id=objection.raised.objection_id,
            text=proposal.text,
            proposed_by=proposal.by,
            by=actor.person,
        )
    ]


def objection_of(facts: Iterable[Fact]) -> Objection:
    """The objection that the facts of one stream tell of. Raises NotFound when there are none."""
    found: Objection | None = None
    for fact in facts:
        match fact:
            case ObjectionRaised():
                found = Objection(fact)
            case ObjectionAnswerProposed() if found:
                found = replace(found, state="proposed", proposal=fact, version=found.version + 1)
            case ObjectionAnswered() if found:
                found = replace(found, state="answered", answer=fact, version=found.version + 1)
    if found is None:
        raise NotFound()
    return found


def objection_stream(objection_id: str) -> str:
    return f"objection-{objection_id}"


def _require_unanswered(objection: Objection) -> None:
    if objection.state == "answered":
        raise Refused("not_in_state", {"state": objection.state})
