"""How days, times and numbers are written on a screen. Every function is told what today is.

Days and times are of the deployment's time zone; instants come in as aware datetimes or ISO text.
"""

from datetime import date, datetime, tzinfo

WEEKDAYS = "一二三四五六日"


def as_instant(value: str | datetime) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def as_day(value: str | date | datetime, zone: tzinfo) -> date:
    """The local day of an ISO day, an ISO instant, a date or an aware datetime."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == len("2026-11-24") else as_instant(value)
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def short_day(day: date, today: date) -> str:
    """`11月24日`, in another year `2025年12月3日`."""
    text = f"{day.month}月{day.day}日"
    return text if day.year == today.year else f"{day.year}年{text}"


def text_day(day: date, today: date) -> str:
    """`11月24日 周二`, in another year `2025年12月3日`."""
    text = short_day(day, today)
    return f"{text} 周{WEEKDAYS[day.weekday()]}" if day.year == today.year else text


def near_day(day: date, today: date) -> str:
    """`今天`, `昨天`, otherwise the date: never "three hours ago"."""
    return {0: "今天", 1: "昨天"}.get((today - day).days, short_day(day, today))


def now_day(today: date) -> str:
    """`今天 周二`."""
    return f"今天 周{WEEKDAYS[today.weekday()]}"


def clock_time(instant: datetime, zone: tzinfo) -> str:
    return f"{instant.astimezone(zone):%H:%M}"


def moment(value: str | datetime, today: date, zone: tzinfo) -> str:
    """`今天 14:05`, `11月22日 09:12`."""
    instant = as_instant(value)
    return f"{near_day(as_day(instant, zone), today)} {clock_time(instant, zone)}"


def month_name(month: str) -> str:
    """`2026-10` is `2026年10月`."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def day_range(first: date, last: date, today: date) -> str:
    """`10月1日–31日`, over two months `10月1日–11月3日`."""
    start = short_day(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{start}–{last.day}日"
    return f"{start}–{short_day(last, first)}"


def number(value: float | str | None) -> str:
    """`2,964`, `1.5`; `–` when there is none. A decimal number may come as text."""
    if value is None:
        return "–"
    value = float(value)
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def quantity(value: float | str | None, unit: str | None) -> str:
    """`420 米`; `–` when none was given."""
    return "–" if value is None else f"{number(value)} {unit or ''}".rstrip()


def share(part: int, whole: int) -> str:
    """`262/316 83 %`, under one per cent `<1 %`; below five of them no rate is shown at all."""
    if whole < 5:
        return f"{number(part)}/{number(whole)} 不足 5 件，不算比率"
    percent = part * 100 / whole
    rate = "<1 %" if 0 < percent < 1 else f"{percent:.0f} %"
    return f"{number(part)}/{number(whole)} {rate}"
