"""Taking a row's words out of every edition that has it. Its place and its hash stay."""

from eventlog.errors import Refused
from eventlog.fact import Fact
from services.reports.facts import RowWithdrawn
from services.reports.workflow.actor import Actor


def withdraw(
    name: str, row_number: str, reason: str, is_withdrawn: bool, actor: Actor
) -> list[Fact]:
    """Raises Refused("withdrawn_already")."""
    if is_withdrawn:
        raise Refused("withdrawn_already")
    return [
        RowWithdrawn(
            list=name, row_number=row_number, reason=reason, on=actor.today, by=actor.person
        )
    ]


def row_stream(name: str, row_number: str) -> str:
    return f"row-{name}-{row_number}"
