"""A log of issues told fact by fact, the units of a small district, and editions cut from them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.clock import to_microseconds
from eventlog.record import Record
from services.reports.editions.content import Content, Cut, Row
from services.reports.editions.document import Edition, Publication, make
from services.reports.editions.v1 import editions

ZONE = "Asia/Shanghai"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SEALED = {"sealed": {"alg": "A256GCM", "key_id": "wire:x", "field": "", "nonce": "n", "text": "t"}}
JUNE, JULY, AUGUST = (datetime(2026, month, 10, tzinfo=UTC) for month in (6, 7, 8))
UNITS = (
    ("district", "云溪管理区", "district", None),
    ("east", "东湾社区", "community", "district"),
    ("east-1", "东湾一队", "production_team", "east"),
    ("east-2", "东湾二队", "production_team", "east"),
    ("works", "区建设局", "direct_unit", "district"),
)


class Story:
    """`at`: when the next facts are recorded. Facts are told by type, issue and what they say."""

    def __init__(self, at: datetime = JUNE):
        self.at = at
        self.records: list[Record] = []

    @property
    def position(self) -> int:
        return len(self.records)

    def tell(self, type_: str, issue: str, **data: Any) -> None:
        self._append(type_, issue, {"issue_id": issue, "by": "somebody", **data})

    def conceal(self, issue: str) -> None:
        """As a reader gets every fact of a confidential issue."""
        self._append("AccusedPartyNamed", issue, SEALED)

    def report(self, n: int, **data: Any) -> str:
        issue = f"issue-{n}"
        said = {
            "number": f"WT-{self.at:%Y%m}-{n:04d}",
            "kind": "complaint",
            "source": "visit",
            "unit_id": "east-1",
            "category": "roads",
            "field": "livelihood_pain_point",
            "occurred_on": f"{self.at:%Y-%m-%d}",
        }
        self.tell("IssueReported", issue, **said | data)
        return issue

    def approve(self, issue: str, text: str, part: str = "public_text", task: str | None = None):
        self.tell("PublicTextApproved", issue, part=part, task_id=task, text=text, proposed_by="p")

    def assign(self, issue: str) -> None:
        self.tell(
            "IssueAssigned",
            issue,
            lead_unit_id="works",
            responsible_position="unit_head",
            due="2026-06-20",
        )

    def plan(self, issue: str, k: int = 1, **data: Any) -> str:
        task = f"{issue}-task-{k}"
        number = f"RW-{self.at:%Y%m}-{issue.split('-')[1]:0>4}-{k}"
        said = {"unit_id": "works", "due": "2026-06-20", "quantity": 2.0, "quantity_unit": "盏"}
        self.tell("TaskPlanned", issue, task_id=task, number=number, **said | data)
        return task

    def complete(self, issue: str, task: str, **data: Any) -> None:
        number = f"XG-{self.at:%Y%m}-{issue.split('-')[1]:0>4}-{task[-1]}"
        said = {"completed_on": f"{self.at:%Y-%m-%d}", "quantity": 2.0, "quantity_unit": "盏"}
        self.tell("TaskCompleted", issue, task_id=task, number=number, **said | data)

    def close(self, issue: str, outcome: str = "solved", satisfaction: str = "satisfied") -> None:
        self.tell("CompletionReported", issue, claimed="solved")
        said = {"solved": "solved", "satisfaction": satisfaction}
        self.tell("CallbackRecorded", issue, reached=True, basis="reached", **said)
        self.tell("IssueClosed", issue, outcome=outcome)

    def solve(self, n: int, **data: Any) -> str:
        """From the first word to the end."""
        issue = self.report(n, **data)
        self.assign(issue)
        self.complete(issue, self.plan(issue))
        self.close(issue)
        return issue

    def _append(self, type_: str, issue: str, data: dict[str, Any]) -> None:
        position = self.position + 1
        fact = record(position, issue, type_, data, self.at)
        self.records.append(fact)


def record(position: int, stream: str, type_: str, data: dict[str, Any], at: datetime) -> Record:
    return Record(
        position=position,
        stream=stream,
        version=1,
        type=type_,
        schema=1,
        fact_id=str(position),
        actor="somebody",
        command_id=None,
        causation_id=None,
        data=data,
        recorded_us=to_microseconds(at),
    )


def units(*more: tuple[str, str, str, str | None]) -> list[Record]:
    return [
        record(
            n,
            unit,
            "UnitRegistered",
            {"unit_id": unit, "name": name, "kind": kind, "parent_id": parent},
            JUNE,
        )
        for n, (unit, name, kind, parent) in enumerate((*UNITS, *more), 1)
    ]


def cuts(*positions: int, texts: Sequence[int] = ()) -> list[Cut]:
    """One edition after the other, from June on; texts up to the cut itself, where nothing else is said."""
    befores = (0, *positions)
    return [
        Cut(
            number=n,
            month=f"2026-{n + 5:02d}",
            previous=befores[n - 1],
            position=at,
            texts=texts[n - 1] if texts else at,
        )
        for n, at in enumerate(positions, 1)
    ]


def cut_from(story: Story, *positions: int, texts: Sequence[int] = ()) -> list[Content]:
    return list(editions(story.records, units(), cuts(*positions, texts=texts), ZONE))


def numbers(content: Content, list_: str) -> list[str]:
    return [row["number"] for row in content.rows[list_]]


def row_of(content: Content, list_: str, number: str) -> Row:
    [found] = [row for row in content.rows[list_] if row["number"] == number]
    return found


def published(contents: Sequence[Content], key: Ed25519PrivateKey = KEY) -> list[Edition]:
    """Each signed, and following the one before."""
    found: list[Edition] = []
    for content in contents:
        before = found[-1] if found else None
        publication = Publication(
            published_on=f"{content.month}-28",
            studied_on=f"{content.month}-27",
            origin="live",
            previous_cut=before.document["header"]["cut"]["position"] if before else 0,
            position=content.number * 100,
            texts_position=content.number * 100 + 5,
            heads={
                "issues": {"position": 1, "digest": "00"},
                "campaign": {"position": 1, "digest": "00"},
            },
            previous=before.digest if before else None,
        )
        found.append(make(content, publication, key))
    return found


def three_months() -> list[Content]:
    """Five issues of June and one of July; in July the category of the first one is corrected, in August it is
    opened again."""
    story = Story()
    first = story.solve(1)
    for n in (2, 3, 4):
        story.approve(story.report(n), f"路灯不亮 {n}")
    story.approve(first, "村口路灯不亮")
    story.approve(first, "换了两盏灯", "public_result", f"{first}-task-1")
    story.solve(5, on_spot=True)
    june, story.at = story.position, JULY
    story.tell("IssueCorrected", first, category="power_and_lighting")
    story.approve(story.report(6), "水渠堵了")
    july, story.at = story.position, AUGUST
    story.tell("IssueReopened", first, state="triaged", cause="wish")
    return cut_from(story, june, july, story.position)
