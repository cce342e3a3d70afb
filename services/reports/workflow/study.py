"""The monthly study: when it was held, who was present, and what it decided on each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eventlog.errors import Invalid
from eventlog.fact import Fact
from services.reports.facts import StudyDecided, StudyRecorded
from services.reports.workflow.actor import Actor
from services.reports.workflow.drafting import first_day
from services.reports.workflow.edition import Edition


@dataclass(frozen=True)
class Decision:
    number: str
    decision: str
    note: str | None = None


@dataclass(frozen=True)
class RecordStudy:
    held_on: date
    unit_ids: tuple[str, ...]
    items: Sequence[Decision] = ()


def record_study(edition: Edition, command: RecordStudy, actor: Actor) -> list[Fact]:
    """May be recorded anew until the edition is approved. Raises Refused("not_in_state"), Invalid."""
    edition.require("draft", "studied")
    if not first_day(edition.month) <= command.held_on <= actor.today:
        raise Invalid({"held_on": ["range"]})
    numbers = [item.number for item in command.items]
    twice = [n for n, number in enumerate(numbers) if number in numbers[:n]]
    if twice:
        raise Invalid({f"items.{n}.number": ["choice"] for n in twice})
    recorded = StudyRecorded(
        edition_id=edition.edition_id,
        held_on=command.held_on,
        unit_ids=command.unit_ids,
        by=actor.person,
    )
    return [recorded, *(_decided(edition, item, actor) for item in command.items)]


def _decided(edition: Edition, item: Decision, actor: Actor) -> StudyDecided:
    return StudyDecided(
        edition_id=edition.edition_id,
        item_number=item.number,
        decision=item.decision,
        note=item.note,
        by=actor.person,
    )
