"""The office enters the working calendar of a year, as the State Council announced it; deadlines follow it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from eventlog.errors import Conflict, Forbidden, Invalid
from eventlog.log import Answer, Command, Transaction, Write
from services.campaign.facts import CalendarYearEntered
from services.kernel.caller import Caller
from services.kernel.unit_directory import load_tree
from services.kernel.units import UnitTree
from services.kernel.working_calendar import SATURDAY, is_off_by_law

if TYPE_CHECKING:
    from services.campaign.application import CampaignApplication

MAY_ENTER = ("office", "admin")


def enter_calendar(
    app: "CampaignApplication", caller: Caller, command: Command, fields: dict[str, Any]
) -> Answer:
    """Raises Forbidden, Conflict, and Invalid with a code for each wrong day: other_year, duplicate, both_lists,
    off_by_law, works_anyway."""
    year, off, works = fields["year"], fields["days_off"], fields["working_days"]
    with app.environment.engine.connect() as conn:
        tree = load_tree(conn, app.read_models.live(conn, app.directory))
    stream = calendar_stream(year)

    def enter(transaction: Transaction) -> Answer:
        if not may_enter(caller, tree):
            raise Forbidden()
        version = len(app.log.read_stream(stream, transaction.conn))
        if fields["expected_version"] not in (None, version):
            raise Conflict(params={"version": version})
        check_days(year, off, works)
        fact = CalendarYearEntered(
            by=caller.person,
            year=year,
            days_off=tuple(sorted(off)),
            working_days=tuple(sorted(works)),
        )
        write = Write(stream, version, [fact])
        return transaction.append([write], actor=command.actor, answer_id=stream, command=command)

    return app.log.once(command, enter)


def calendar_stream(year: int) -> str:
    return f"calendar:{year}"


def may_enter(caller: Caller, tree: UnitTree) -> bool:
    """One calendar counts for the whole deployment: who enters it has the role at the top of the tree."""
    roots = tree.children(None)
    return any(unit in roots for unit in caller.holds(*MAY_ENTER))


def check_days(year: int, off: list[date], works: list[date]) -> None:
    """Raises Invalid: `{"days_off.3": ["other_year"]}`. Weekends among the days off say nothing new."""
    faults = {f"days_off.{n}": _fault(day, year, off[:n]) for n, day in enumerate(off)}
    faults |= {
        f"working_days.{n}": _fault(day, year, works[:n]) or _fault_of_work(day, off)
        for n, day in enumerate(works)
    }
    found = {name: [code] for name, code in faults.items() if code}
    if found:
        raise Invalid(found)


def _fault(day: date, year: int, earlier: list[date]) -> str | None:
    if day.year != year:
        return "other_year"
    return "duplicate" if day in earlier else None


def _fault_of_work(day: date, off: list[date]) -> str | None:
    """Only a Saturday or Sunday can be made a working day, and no statutory day off."""
    if day in off:
        return "both_lists"
    if is_off_by_law(day):
        return "off_by_law"
    return None if day.weekday() >= SATURDAY else "works_anyway"
