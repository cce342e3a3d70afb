"""日历: the working days of a year, and where the office enters them once they are announced."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Conflict, Failure, Invalid, NotFound, Refused, Unavailable
from web import day_lines, session
from web.errors import explain
from web.settings import today

pages = Blueprint("calendar", __name__)

FIRST_YEAR, LAST_YEAR = 2000, 2099
FIELDS = ("days_off", "working_days")
FAULTS = {
    "other_year": "{day}不是 {year} 年的日子",
    "duplicate": "{day}写了两次",
    "both_lists": "{day}又放假又上班，只留一处",
    "off_by_law": "{day}是法定假日，不能调成上班",
    "works_anyway": "{day}本来就上班，这里只写周六、周日",
}
OF_LIST = {"required": "把放假的日子写上", "length": "写得太多了，一年最多 60 天"}
CLASH = "你打开以后，这一年有人录入过。下面是现在的安排，看过再交，你写的还在"


@dataclass
class Typed:
    """What stands in the two fields, and what is wrong with it."""

    text: dict[str, str]
    days: dict[str, list[date]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    note: str = ""

    def read(self, year: int) -> None:
        for name in FIELDS:
            try:
                self.days[name] = day_lines.read(self.text[name], year)
            except day_lines.Unreadable as line:
                self.errors[name] = f"“{line.line}”看不懂，写成 2月5日至11日，或者 {year}-02-05"
        if not self.errors and not self.days["days_off"]:
            self.errors["days_off"] = OF_LIST["required"]

    def refuse(self, failure: Failure, year: int) -> None:
        """Put it at its field where it is about a day, else above the form."""
        for path, codes in failure.params.items() if isinstance(failure, Invalid) else ():
            name, _, n = path.partition(".")
            if name in FIELDS:
                self.errors.setdefault(name, self._word(name, n, codes[0], year))
        if isinstance(failure, Conflict):
            self.note = CLASH
        elif not self.errors:
            self.note = explain(failure)[1]

    def _word(self, name: str, n: str, code: str, year: int) -> str:
        if code in FAULTS:
            day = self.days[name][int(n)]
            return FAULTS[code].format(day=f"{day.month}月{day.day}日", year=year)
        return OF_LIST.get(code, OF_LIST["required"])


@pages.get("/calendar")
def choose() -> ResponseReturnValue:
    """`?year=2027`, else the first of this year and the next that has no data, else this year."""
    asked = request.args.get("year", "").strip()
    if asked:
        return redirect(f"/calendar/{_year(asked)}", 303)
    this = today().year
    without = (y for y in (this, this + 1) if _known(y)["status"] == "provisional")
    return redirect(f"/calendar/{next(without, this)}", 303)


@pages.get("/calendar/<year>")
def show(year: str) -> ResponseReturnValue:
    known = _known(_year(year), request.args.get("seen", ""))
    entered = {name: day_lines.write(_days(known[name])) for name in FIELDS}
    if known["status"] == "provisional":
        entered = dict.fromkeys(FIELDS, "")
    return _page(known, Typed(entered), str(uuid.uuid4()))


@pages.post("/calendar/<year>")
def enter(year: str) -> ResponseReturnValue:
    of = _year(year)
    typed = Typed({name: request.form.get(name, "").strip() for name in FIELDS})
    typed.read(of)
    command_id = request.form.get("command_id") or str(uuid.uuid4())
    if typed.errors:
        return _page(_known(of), typed, command_id), 422
    asked: dict[str, Any] = {n: [day.isoformat() for day in typed.days[n]] for n in FIELDS}
    asked |= {"command_id": command_id, "year": of, "expected_version": _version()}
    try:
        answer = session.call("campaign", "enter_calendar", asked)
    except (Invalid, Refused, Conflict, Unavailable) as failure:
        typed.refuse(failure, of)
        return _page(_known(of), typed, str(uuid.uuid4())), explain(failure)[0]
    return redirect(f"/calendar/{of}?seen={answer['position']}", 303)


def _page(known: dict[str, Any], typed: Typed, command_id: str) -> str:
    year = known["year"]
    return render_template(
        "calendar.html",
        current="calendar",
        year=year,
        years=[each for each in range(year - 1, year + 2) if FIRST_YEAR <= each <= LAST_YEAR],
        known=known,
        shown={name: day_lines.write(_days(known[name])).splitlines() for name in FIELDS},
        counts={name: len(known[name]) for name in FIELDS},
        typed=typed,
        command_id=command_id,
        is_saved=bool(request.args.get("seen")),
    )


def _known(year: int, seen: str = "") -> dict[str, Any]:
    """What `campaign.calendar` answers, once it has seen what was written."""
    position = int(seen) if seen.isdecimal() and seen.isascii() and len(seen) < 16 else None
    at_least = {"at_least": {"campaign": position}} if position else {}
    return session.call("campaign", "calendar", {"year": year, **at_least})


def _year(typed: str) -> int:
    """Raises NotFound."""
    is_year = typed.isascii() and typed.isdecimal() and len(typed) == len("2027")
    if not is_year or not FIRST_YEAR <= int(typed) <= LAST_YEAR:
        raise NotFound()
    return int(typed)


def _version() -> int | str | None:
    """A version that is no number is left to the service to refuse."""
    typed = request.form.get("expected_version", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 16
    return int(typed) if is_number else typed or None


def _days(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]
