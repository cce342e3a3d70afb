"""The time chip: how long is left, said in working days and with the date. Counting is the services'."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from web import dates

_UNITS = {
    "working_days": "个工作日",
    "clock_hours": "小时",
    "calendar_days": "天",
    "month": "个月",
}
_BEGINS = {
    "triage": "{start}到办公室，{amount}内交办",
    "sign_for": "{start}交办后 {amount}",
    "sign_for_urgent": "紧急件，交办后 {amount}",
    "first_contact": "{start}签收后 {amount}",
    "handling_urgent": "紧急件，交办后 {amount}",
    "handling_consultation": "咨询，{start}交办后 {amount}",
    "handling_ordinary": "马上办，{start}交办后 {amount}",
    "handling_complex": "创造条件办，{start}交办后 {amount}",
    "handling_extension": "延期过，从{start}起共 {amount}",
    "handling_resumed": "{start}恢复办理后 {amount}",
    "callback": "{start}报结后 {amount}",
    "held_review": "{start}起挂账，每月复核",
    "recheck": "{start}销号后 {amount}内",
}
_NAMED = {"handling_chosen": "办公室定的日子"}


@dataclass(frozen=True)
class TimeChip:
    """`kind` is the class of the chip: `t-ok`, `t-today` or `t-over`; `icon` may be empty."""

    words: str
    kind: str
    icon: str = ""


def time_chip(limit: dict[str, Any] | None, today: date, zone: tzinfo) -> TimeChip | None:
    """From what the service `issues` says of a limit."""
    if not limit or not limit.get("due"):
        return None
    due = dates.as_day(limit["due"], zone)
    if limit.get("late_days"):
        return TimeChip(f"超期 {limit['late_days']} 个工作日", "t-over", "alert")
    if limit.get("late_hours"):
        return TimeChip(f"超期 {limit['late_hours']} 小时", "t-over", "alert")
    if due < today:
        return TimeChip("超期", "t-over", "alert")
    if due == today:
        hour = _hour(limit, zone)
        return TimeChip(f"今天 {hour} 前" if hour else "今天到期", "t-today", "clock")
    return TimeChip(_ahead(limit, due, today, zone), "t-ok")


def why(limit: dict[str, Any], today: date, zone: tzinfo) -> str:
    """How it is counted: `普通件，11月24日交办后 5 个工作日`; empty where only the day is known."""
    begins = _BEGINS.get(limit.get("rule", ""))
    if begins is None or not limit.get("from"):
        return _NAMED.get(limit.get("rule", ""), "")
    start = dates.short_day(dates.as_day(limit["from"], zone), today)
    amount = f"{limit['amount']} {_UNITS[limit['unit']]}"
    return begins.format(start=start, amount=amount)


def _ahead(limit: dict[str, Any], due: date, today: date, zone: tzinfo) -> str:
    day = dates.short_day(due, today)
    if limit.get("kind") == "held_review":
        return f"挂账，{day}复核"
    if hour := _hour(limit, zone):
        return f"{day} {hour} 前"
    unsure = "，日历未定" if limit.get("provisional") else ""
    left = limit.get("left_days")
    return f"剩 {left} 个工作日（{day}{unsure}）" if left else f"{day}前{unsure}"


def _hour(limit: dict[str, Any], zone: tzinfo) -> str:
    """Of limits in clock hours alone: the others end with the day's work."""
    if limit.get("unit") != "clock_hours":
        return ""
    return dates.clock_time(dates.as_instant(limit["due_at"]), zone)


def appointment_chip(day: str, today: date, zone: tzinfo) -> TimeChip:
    """The day on which a visitor is expected again."""
    agreed = dates.as_day(day, zone)
    if agreed < today:
        return TimeChip(f"已过 {dates.short_day(agreed, today)}", "t-over", "alert")
    if agreed == today:
        return TimeChip("今天", "t-today", "clock")
    return TimeChip(dates.text_day(agreed, today), "t-ok")
