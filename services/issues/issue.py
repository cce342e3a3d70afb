"""An issue as its rules see it: only what decides, folded from its facts by `evolve.py`.

The words of people are not here, save a proposed public text, which its approval publishes.
"""

from dataclasses import dataclass
from datetime import date, datetime

Part = tuple[str, str | None]  # a public part and the task it belongs to
Escalation = tuple[str, str, int]  # the limit, the end of it as ISO text, the level


@dataclass(frozen=True)
class Task:
    """`round` is the round of work in which it was planned: a rework and a reopening each begin a new one."""

    task_id: str
    number: str
    unit_id: str
    due: date
    quantity: float | None
    quantity_unit: str | None
    round: int = 0
    is_completed: bool = False
    is_cancelled: bool = False

    @property
    def is_open(self) -> bool:
        return not self.is_completed and not self.is_cancelled


@dataclass(frozen=True)
class Proposal:
    """A public text that waits for a second person. `text` is None when it was not opened or is forgotten."""

    part: str
    task_id: str | None
    text: str | None
    proposed_by: str


@dataclass(frozen=True)
class HoldRequest:
    review_by: date
    responsible_position: str | None
    requested_by: str


@dataclass(frozen=True)
class Absorbed:
    """An issue that goes on in this one, and who reported it."""

    issue_id: str
    reporters: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """督办: a question to the unit that has no answer yet. `level`: 2 to 4 by escalation, None by the supervisor."""

    order_id: str
    ordered_at: datetime
    level: int | None = None
    answer_by: date | None = None


@dataclass(frozen=True)
class AnsweredOrder:
    order_id: str
    ordered_at: datetime
    answered_at: datetime
    level: int | None = None
    answer_by: date | None = None


@dataclass(frozen=True)
class Pledge:
    """`holder_id` is None where the unit as such took it on."""

    holder_id: str | None
    holder_unit: str


@dataclass(frozen=True)
class Issue:
    issue_id: str
    number: str
    kind: str
    category: str
    field: str | None
    unit_id: str  # the place
    reported_by: str
    reporter_id: str  # the first; all of them are `reporters`
    reported_at: datetime
    recorded_at: datetime  # of the last fact
    reporters: tuple[str, ...] = ()
    is_reachable: bool | None = None
    is_urgent: bool = False
    needs_conditions: bool | None = None
    is_confidential: bool = False
    is_on_spot: bool = False
    accused_units: tuple[str, ...] = ()
    accused_people: tuple[str, ...] = ()
    version: int = 1
    state: str = "reported"
    outcome: str | None = None

    # How it came to a unit, or did not.
    waiting_since: datetime | None = (
        None  # for the office: since it was reported, returned, reopened
    )
    limit_class: str | None = None
    lead_unit: str | None = None
    support_units: tuple[str, ...] = ()
    is_designated: bool = False
    reviewer: str | None = None
    assigned_at: datetime | None = None
    signed_at: datetime | None = None
    contacted_on: date | None = None
    rejection_by: str | None = None  # who proposed to reject it
    has_objected: bool = False
    is_objection_open: bool = False
    returned_units: tuple[str, ...] = ()
    merged_into: str | None = None
    state_before_merge: str | None = None
    absorbed: tuple[Absorbed, ...] = ()

    # When it is to be done.
    due: date | None = None
    due_rule: str | None = None
    due_from: date | None = None
    due_days: int | None = None
    is_extended: bool = False
    requested_days: int | None = None  # of an extension that waits
    hold_request: HoldRequest | None = None
    held_at: datetime | None = None  # or last reviewed
    held_review_by: date | None = None
    days_left: int | None = None  # working days that resuming gives back

    # Since the last reopening: every lead, support and task unit, and whoever entered a fact of the work.
    handling_units: frozenset[str] = frozenset()
    handling_people: frozenset[str] = frozenset()
    tasks: tuple[Task, ...] = ()
    round: int = 0
    reworks: int = 0
    reopenings: int = 0

    # What comes of it.
    completed_at: datetime | None = None  # when it was reported done, since the last rework
    tries: tuple[date, ...] = ()  # days on which nobody was reached, since then
    solved: str | None = None  # what a reached person answered, since then
    was_objected_to: bool = False  # by rating or supplement under a tracking code, since then
    is_chosen_for_callback: bool = False
    dissatisfactions: int = 0  # since the last reopening
    rated_by: frozenset[str] = frozenset()
    closed_at: datetime | None = None
    is_rechecked: bool = False

    # Who looks after it from above.
    escalations: frozenset[Escalation] = frozenset()
    orders: tuple[Order, ...] = ()
    answered_orders: tuple[AnsweredOrder, ...] = ()  # decides nothing; lists show them
    pledge: Pledge | None = None
    proposals: tuple[Proposal, ...] = ()
    photos: tuple[str, ...] = ()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if task.is_open)

    @property
    def tasks_of_round(self) -> tuple[Task, ...]:
        """Planned since the last rework or reopening, and not cancelled."""
        return tuple(t for t in self.tasks if t.round == self.round and not t.is_cancelled)

    @property
    def is_called_back_by_rule(self) -> bool:
        """Nobody is called back who was helped on the spot or only asked a question, unless it was worked on
        again or chosen for the sample."""
        exempt = self.is_on_spot or self.kind == "consultation"
        return not exempt or self.round > 0 or self.is_chosen_for_callback

    def task(self, task_id: str | None) -> Task | None:
        return next((task for task in self.tasks if task.task_id == task_id), None)

    def proposal(self, part: Part) -> Proposal | None:
        return next((p for p in self.proposals if (p.part, p.task_id) == part), None)
