"""The steps that leave the straight way: more time, other units, other ends, and the way back after the closing."""

from collections.abc import Callable
from datetime import timedelta

from minqing.demo.case import Case
from minqing.demo.staff import HANDLERS, OFFICES, SUPERVISORS, UNIT_HEADS
from minqing.demo.working_time import Moment

EXTRA_DAYS = 5
REVIEW_AFTER = timedelta(days=28)

Step = Callable[[Case, Moment], None]


def _give_back_first(case: Case, _now: Moment) -> None:
    unit = case.problem.first_unit
    assert unit, "fates.py puts this step only where there is one"
    case.by(HANDLERS[unit], "return_back", reason=case.problem.why)


def _give_back(case: Case, _now: Moment) -> None:
    case.by(case.handler, "return_back", reason=case.problem.why)


def _ask_time(case: Case, _now: Moment) -> None:
    case.by(case.handler, "request_extension", days=EXTRA_DAYS, reason=case.problem.why)


def _grant(case: Case, _now: Moment) -> None:
    case.by(case.office, "grant_extension")


def _ask_hold(case: Case, now: Moment) -> None:
    case.by(
        case.handler,
        "request_hold",
        missing_condition=case.problem.why,
        plan=case.problem.plan,
        responsible_position="leadership_member",
        review_by=_review_by(case, now),
    )


def _hold(case: Case, _now: Moment) -> None:
    case.by(case.office, "hold")


def _review_hold(case: Case, now: Moment) -> None:
    case.by(case.office, "review_hold", review_by=_review_by(case, now), note=case.problem.plan)


def _resume(case: Case, _now: Moment) -> None:
    case.by(case.office, "resume")


def _merge(case: Case, _now: Moment) -> None:
    case.by(case.office, "merge", into=case.told[case.problem.into or ""])


def _propose_reject(case: Case, _now: Moment) -> None:
    case.by(case.office, "propose_reject", reason=case.problem.why)


def _reject(case: Case, _now: Moment) -> None:
    case.by(_colleague(case), "reject")


def _object(case: Case, _now: Moment) -> None:
    case.by(case.office, "object_to_rejection", words=case.problem.plan)


def _refer(case: Case, _now: Moment) -> None:
    case.by(case.office, "refer", channel=case.problem.channel, note=case.problem.why)


def _file(case: Case, _now: Moment) -> None:
    case.by(case.office, "file", note=case.problem.why)


def _withdraw(case: Case, _now: Moment) -> None:
    case.by(case.office, "withdraw", how_heard=case.problem.why)


def _answer_directly(case: Case, _now: Moment) -> None:
    case.by(case.office, "answer_directly", answer=case.problem.work.result)


def _recheck(case: Case, _now: Moment) -> None:
    case.by(case.reviewer, "recheck", still_solved=True)


def _rebound(case: Case, _now: Moment) -> None:
    case.by(case.reviewer, "recheck", still_solved=False, note=case.problem.why)


def _reopen(case: Case, _now: Moment) -> None:
    case.by(case.visitor, "reopen", reason=case.problem.why)


def _assign_back(case: Case, _now: Moment) -> None:
    case.by(case.office, "assign", lead_unit=case.unit, responsible_position="leadership_member")


def _supervise(case: Case, now: Moment) -> None:
    answer_by = case.time.due(now, 3).isoformat()
    case.by(SUPERVISORS[0], "supervise", text=case.problem.why, answer_by=answer_by)


def _answer_order(case: Case, _now: Moment) -> None:
    case.by(case.handler, "answer_supervision", text=case.problem.plan)


def _note(case: Case, _now: Moment) -> None:
    case.by(case.office, "add_note", text=case.problem.note)


def _pledge(case: Case, _now: Moment) -> None:
    login = case.problem.pledge or ""
    case.by(login, "pledge", for_unit=login in UNIT_HEADS)


def _review_by(case: Case, now: Moment) -> str:
    return (case.time.days[now.day] + REVIEW_AFTER).isoformat()


def _colleague(case: Case) -> str:
    """Another of the office: who proposed it does not decide it."""
    return next(login for login in OFFICES if login != case.office)


DETOURS: dict[str, Step] = {
    "give_back_first": _give_back_first,
    "give_back": _give_back,
    "ask_time": _ask_time,
    "grant": _grant,
    "ask_hold": _ask_hold,
    "hold": _hold,
    "review_hold": _review_hold,
    "resume": _resume,
    "merge": _merge,
    "propose_reject": _propose_reject,
    "reject": _reject,
    "object": _object,
    "refer": _refer,
    "file": _file,
    "withdraw": _withdraw,
    "answer_directly": _answer_directly,
    "recheck": _recheck,
    "rebound": _rebound,
    "reopen": _reopen,
    "assign_back": _assign_back,
    "supervise": _supervise,
    "answer_order": _answer_order,
    "note": _note,
    "pledge": _pledge,
}
