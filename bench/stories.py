"""Invented issues as their facts: some just reported, others brought to their end."""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bench.district import AREA, DISTRICT, REVIEWER, UNITS, VISITOR
from bench.words import said
from services.issues.facts import (
    CallbackRecorded,
    CompletionReported,
    IssueAssigned,
    IssueClosed,
    IssueReported,
)
from services.issues.issue_fact import IssueFact

MONTH, DAY = "202611", date(2026, 11, 24)
CROWDED = "ditches_and_pumps"
CATEGORIES = (CROWDED, "roads", "power_and_lighting", "refuse", "other")


def stories(count: int, crowded: int) -> Iterator[list[IssueFact]]:
    """`count` issues; the last `crowded` are open, in one place and category; half of the others are closed."""
    draw = random.Random(7)
    for n in range(1, count + 1):
        is_crowded = n > count - crowded
        place = AREA if is_crowded else draw.choice(UNITS)
        category = CROWDED if is_crowded else draw.choice(CATEGORIES)
        reported = _reported(draw, n, place, category)
        yield [reported] if is_crowded or n % 2 else [reported, *_ended(reported)]


def _reported(draw: random.Random, n: int, place: str, category: str) -> IssueReported:
    return IssueReported(
        issue_id=str(uuid.UUID(int=draw.getrandbits(128), version=4)),
        by=VISITOR.person,
        by_unit=AREA,
        number=f"WT-{MONTH}-{n:04}",
        kind="help_request",
        source="staff",
        reporter_id=f"household-{n}",
        unit_id=place,
        category=category,
        verbatim=said(draw),
        contact_name=f"余{draw.choice('大小明红水生')}{draw.choice('明红水生山田')}",
    )


def _ended(reported: IssueReported) -> Sequence[IssueFact]:
    entry: dict[str, Any] = {"issue_id": reported.issue_id, "by_unit": DISTRICT}
    assigned = IssueAssigned(**entry, by="olga", lead_unit_id=reported.unit_id, due=DAY)
    done = CompletionReported(**entry, by="hans", claimed="solved")
    asked = CallbackRecorded(
        **entry, by=REVIEWER.person, reached=True, basis="reached", solved="solved", called_on=DAY
    )
    return [assigned, done, asked, IssueClosed(**entry, by=REVIEWER.person, outcome="solved")]
