"""The rows of one edition after the other, and between them the memory of what was told."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from eventlog.record import Record
from services.reports.editions.content import Content, Cut, Row
from services.reports.editions.v1.errata import errata_of
from services.reports.editions.v1.membership import (
    is_closed_without_task,
    is_listed_problem,
    is_listed_task,
    order_of,
    results_of,
)
from services.reports.editions.v1.printed import Printer, Texts
from services.reports.editions.v1.sensitive import SmallGroups
from services.reports.editions.v1.state import Issue, Task
from services.reports.editions.v1.told import TEXTS, Key, Told, told_of
from services.reports.editions.v1.totals import totals
from services.reports.editions.v1.units import Units, units_at

_ORDER = {"problem": 0, "task": 1, "effect": 2}
_Candidate = tuple[str, Row, Issue, Task | None]  # list, printed row, and of what


class Maker:
    """`told`: rows by list and number, as the last edition that spoke of each left them. `counted`: results that an
    edition had, printed or in its total."""

    def __init__(self, unit_records: Sequence[Record]):
        self._unit_records = unit_records
        self._told: dict[Key, Told] = {}
        self._counted: set[str] = set()

    def make(self, cut: Cut, known: dict[str, Issue], texts: Texts, hidden: Set[str]) -> Content:
        """`known`: issues at the cut; `texts`: up to the position of the cut's texts; `hidden`: issues not to be
        spoken of."""
        issues = {key: issue for key, issue in known.items() if key not in hidden}
        units = units_at(self._unit_records, cut.campaign)
        small = SmallGroups(issues.values(), units)
        found = list(self._candidates(cut, issues, Printer(units, texts)))
        shown = [each for each in found if not small.has(each[2])]
        errata = list(self._errata(cut, issues, texts, units, small))
        self._remember(cut, shown, texts)
        self._counted.update(row["number"] for list_, row, *_ in found if list_ == "effect")
        rows = {list_: _rows(list_, shown, cut) for list_ in _ORDER}
        effects = [row for list_, row, *_ in found if list_ == "effect"]
        unlisted = {
            list_: sum(1 for each in found if each[0] == list_) - len(rows[list_])
            for list_ in _ORDER
        }
        listed = {list_: len(rows[list_]) for list_ in _ORDER}
        return Content(
            number=cut.number,
            month=cut.month,
            rows={**rows, "erratum": errata},
            totals=totals(cut, list(issues.values()), listed, unlisted, effects),
        )

    def _candidates(
        self, cut: Cut, issues: dict[str, Issue], printer: Printer
    ) -> Iterator[_Candidate]:
        """All that belongs to the edition, also what is only counted."""
        for issue in issues.values():
            if is_listed_problem(issue, cut):
                is_new = issue.reported_at > cut.previous
                yield "problem", printer.problem(issue, is_new), issue, None
            for task in issue.tasks.values():
                if is_listed_task(task, cut):
                    yield "task", printer.task(issue, task), issue, task
            for row, done in self._effects(issue, printer):
                yield "effect", row, issue, done

    def _effects(self, issue: Issue, printer: Printer) -> Iterator[tuple[Row, Task | None]]:
        """Those that no edition had yet."""
        for task, result in results_of(issue):
            if result.number not in self._counted:
                yield printer.effect(issue, task, result), task
        if is_closed_without_task(issue):
            row = printer.effect_without_task(issue)
            if row["number"] not in self._counted:
                yield row, None

    def _errata(
        self,
        cut: Cut,
        issues: dict[str, Issue],
        texts: Texts,
        units: Units,
        small: SmallGroups,
    ) -> Iterator[Row]:
        for key in sorted(self._told, key=lambda key: (_ORDER[key[0]], order_of(key[1]))):
            before = self._told[key]
            issue = issues.get(before.issue_id)
            if issue is None or key in cut.withdrawn:
                continue
            task = issue.tasks[before.task_id] if before.task_id else None
            now = told_of(before.edition, *key, issue, task, texts)
            yield from errata_of(before, now, units, small.has(issue))
            self._told[key] = _kept(before, now)

    def _remember(self, cut: Cut, shown: list[_Candidate], texts: Texts) -> None:
        for list_, row, issue, task in shown:
            told = told_of(cut.number, list_, row["number"], issue, task, texts)
            self._told[told.key] = told


def _kept(before: Told, now: Told) -> Told:
    """A text that was never printed was not told, nor is a value that is unknown for the moment a new one."""
    text = TEXTS[before.list]
    columns: dict[str, Any] = {
        name: before.columns.get(name)
        if value is None or (name == text and before.columns.get(name) is None)
        else value
        for name, value in now.columns.items()
    }
    columns[text] = None if now.sensitive else columns[text]
    return replace(now, columns=columns)


def _rows(list_: str, shown: list[_Candidate], cut: Cut) -> list[Row]:
    found = [row for name, row, *_ in shown if name == list_]
    ordered = sorted(found, key=lambda row: order_of(row["number"]))
    return [_stub(row) if (list_, row["number"]) in cut.withdrawn else row for row in ordered]


def _stub(row: Row) -> Row:
    """What is left of a row that had been withdrawn before this edition came out: its place."""
    return {"number": row["number"], "withdrawn": True}
