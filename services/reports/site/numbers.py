"""How the public pages write days, months and amounts."""

from datetime import date


def day(value: str | None) -> str:
    """`2026-11-24` is `2026年11月24日`."""
    if not value:
        return "–"
    found = date.fromisoformat(value[:10])
    return f"{found.year}年{found.month}月{found.day}日"


def month(value: str) -> str:
    year, number = value.split("-")
    return f"{year}年{int(number)}月"


def last_day(value: str) -> str:
    """The last day of a month: `2026-06` ends on `6月30日`."""
    year, number = (int(part) for part in value.split("-"))
    after = date(year + number // 12, number % 12 + 1, 1)
    found = date.fromordinal(after.toordinal() - 1)
    return f"{found.month}月{found.day}日"


def number(value: object) -> str:
    """`2,964`, `1.5`; `–` when there is none. A decimal number may come as text."""
    if value is None or value == "":
        return "–"
    found = float(str(value))
    return f"{int(found):,}" if found == int(found) else f"{found:,.2f}".rstrip("0")


def quantity(value: object, unit: str | None) -> str:
    return "–" if value is None else f"{number(value)} {unit or ''}".rstrip()


def kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KB"
