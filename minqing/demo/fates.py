"""What becomes of a problem: the steps of each fate with the working days between them, and when they take place.

A closed case ends anywhere in the two months; an open one is laid so that it stands where it stands on the last day.
"""

from dataclasses import dataclass
from random import Random

from minqing.demo.problem import Problem
from minqing.demo.working_time import LAST, Moment

LIMITS = {"urgent": 1, "consultation": 3, "ordinary": 5, "complex": 15}
Gap = tuple[int, int]
AT_ONCE: Gap = (0, 0)
SOON: Gap = (0, 1)
NEXT_DAY: Gap = (1, 1)
IN_TIME: Gap = (-1, -1)  # before the limit
TOO_LATE: Gap = (-2, -2)  # after it

TAKEN_UP = (("visit", AT_ONCE), ("assign", SOON), ("plan", SOON))
DONE = (*TAKEN_UP, ("done", IN_TIME))
CALLED = (*DONE, ("call", (1, 3)))
CLOSED = (*CALLED, ("close", SOON))
REDOING = (*CALLED, ("rework", AT_ONCE), ("plan_again", SOON))
REDONE = (*REDOING, ("done_again", (1, 4)), ("call_again", (1, 2)), ("close", SOON))
ASKING = (*TAKEN_UP, ("ask_time", (1, 2)))
ASKING_HOLD = (*TAKEN_UP, ("ask_hold", (1, 2)))
HELD = (*ASKING_HOLD, ("hold", SOON))
REFUSED = (("visit", AT_ONCE), ("propose_reject", SOON), ("reject", SOON))
MONTH = (23, 24)  # working days: more than thirty days, as long as a recheck waits
AGAIN = (("assign_back", SOON), ("plan_again", SOON))
FATES: dict[str, tuple[tuple[str, Gap], ...]] = {
    "extended": (
        *ASKING,
        ("grant", SOON),
        ("done", TOO_LATE),  # and in time, by the new day
        ("call", (1, 3)),
        ("close", SOON),
    ),
    "asking": ASKING,
    "asking_hold": ASKING_HOLD,
    "held": HELD,
    "held_long": (*HELD, ("review_hold", (17, 18))),
    "resumed": (
        *HELD,
        ("resume", (5, 8)),
        ("done", (1, 2)),
        ("call", (1, 2)),
        ("close", SOON),
    ),
    "returned": (*TAKEN_UP[:2], ("give_back", SOON)),
    "merged": (("visit", AT_ONCE), ("merge", SOON)),
    "rejected": REFUSED,
    "objected": (*REFUSED, ("object", (1, 2))),
    "referred": (("visit", AT_ONCE), ("refer", SOON)),
    "filed": (("visit", AT_ONCE), ("file", SOON)),
    "withdrawn": (*TAKEN_UP[:2], ("withdraw", (1, 2))),
    "answered_by_office": (("visit", AT_ONCE), ("answer_directly", SOON), ("close", (1, 2))),
    "rechecked": (*CLOSED, ("recheck", MONTH)),
    "rebounded": (*CLOSED, ("rebound", MONTH), *AGAIN),
    "reopened": (*CLOSED, ("reopen", (3, 5)), *AGAIN),
    "supervised": (*TAKEN_UP, ("supervise", TOO_LATE)),
    "supervised_answered": (*TAKEN_UP, ("supervise", TOO_LATE), ("answer_order", SOON)),
    "on_spot": (("visit", AT_ONCE), ("close", (2, 5))),
    "on_spot_open": (("visit", AT_ONCE),),
    "answered": (
        ("visit", AT_ONCE),
        ("assign", SOON),
        ("sign", SOON),
        ("answer", SOON),
        ("close", (1, 2)),
    ),
    "solved": CLOSED,
    "partly": CLOSED,
    "unsolved": CLOSED,
    "late": (*TAKEN_UP, ("done", TOO_LATE), ("call", (1, 3)), ("close", SOON)),
    "reworked": REDONE,
    "twice": REDONE,
    "no_answer": (*DONE, ("try", (1, 1)), ("try", (1, 1)), ("call", (1, 1)), ("close", SOON)),
    "seen": CLOSED,
    "reported": (("visit", AT_ONCE),),
    "triaged": (("visit", AT_ONCE), ("triage", SOON)),
    "assigned": TAKEN_UP[:2],
    "assigned_late": TAKEN_UP[:2],
    "signed": (*TAKEN_UP[:2], ("sign", SOON)),
    "working": TAKEN_UP,
    "working_late": TAKEN_UP,
    "redoing": REDOING,
    "reported_done": DONE,
    "one_try": (*DONE, ("try", (1, 1))),
    "called_back": CALLED,
    "called_back_bad": CALLED,
}
OPEN = (
    "on_spot_open",
    "reported",
    "triaged",
    "assigned",
    "assigned_late",
    "signed",
    "working",
    "working_late",
    "redoing",
    "reported_done",
    "one_try",
    "called_back",
    "called_back_bad",
    "asking",
    "asking_hold",
    "held",
    "held_long",
    "returned",
    "merged",
    "objected",
    "rebounded",
    "reopened",
    "supervised",
    "supervised_answered",
)


@dataclass(frozen=True)
class Step:
    name: str
    moment: Moment


def limit_of(problem: Problem) -> int:
    """Working days that the handling may take (docs/domain.md, time limits)."""
    if problem.danger:
        return LIMITS["urgent"]
    if problem.kind == "consultation":
        return LIMITS["consultation"]
    return LIMITS["complex" if problem.complex else "ordinary"]


def course(problem: Problem, rng: Random) -> list[Step]:
    """The steps of this problem's fate, each at its moment of the two months."""
    steps = _laid(problem, rng)
    rest = _rest(problem, steps, rng)
    room = LAST - steps[-1].moment.day - rest
    if room < 0:
        raise ValueError(f"{problem.fate} takes longer than the history: {problem.said}")
    begins = room if problem.fate in OPEN else rng.randint(0, room)
    return [Step(s.name, Moment(s.moment.day + begins, s.moment.minute)) for s in steps]


def _laid(problem: Problem, rng: Random) -> list[Step]:
    """The steps as if the visit were on day 0."""
    morning = problem.danger  # there is a day's work to come
    moment = Moment(0, rng.randrange(10, 60 if morning else 330))
    steps, assigned = [Step("visit", moment)], 0
    for name, gap in _with_detours(problem):
        days = _days(problem, gap, moment.day - assigned, rng)
        moment = moment.later(rng, days)
        steps.append(Step(name, moment))
        if name == "assign":
            assigned = moment.day
    return steps


def _with_detours(problem: Problem) -> list[tuple[str, Gap]]:
    """The fate after the visit, with a first assignment to the wrong unit, a pledge and notes put in."""
    found: list[tuple[str, Gap]] = []
    for name, gap in FATES[problem.fate][1:]:
        if name == "assign" and problem.first_unit:
            found += [("assign_first", gap), ("give_back_first", SOON)]
            gap = NEXT_DAY
        found.append((name, gap))
        if name == "assign" and problem.pledge:
            found.append(("pledge", SOON))
        if name == "plan":
            found += [("note", SOON)] * bool(problem.note)
            found += [("progress", (1, 3))] * len(problem.progress)
    return found


def _days(problem: Problem, gap: Gap, since_assigned: int, rng: Random) -> int:
    limit = limit_of(problem)
    if gap == TOO_LATE:
        return limit + rng.randint(1, 5) - since_assigned
    if problem.danger:  # taken up at once, and done by the next day
        return 0 if gap == SOON else min(1, abs(gap[1]))
    if gap == IN_TIME:
        return max(1, rng.randint(limit // 3, limit - 1) - since_assigned)
    return rng.randint(*gap)


def _rest(problem: Problem, steps: list[Step], rng: Random) -> int:
    """Days from the last step to the last day, of an issue that is still open."""
    if problem.fate not in OPEN:
        return 0
    worked = steps[-1].moment.day - next((s.moment.day for s in steps if s.name == "assign"), 0)
    match problem.fate:
        case "working_late":
            return max(0, limit_of(problem) + rng.randint(1, 6) - worked)
        case "working":
            return max(0, rng.randint(0, limit_of(problem) - 2) - worked)
        case "assigned_late":
            return 3
        case "reported_done" | "on_spot_open":
            return rng.randint(0, 3)
        case "held":
            return rng.randint(2, 8)
        case _:
            return rng.randint(0, 1)
