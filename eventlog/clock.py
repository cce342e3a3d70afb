"""Time comes in through a port: no rule, limit or token reads the machine's clock itself."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]  # an aware instant in UTC


def system_clock() -> datetime:
    return datetime.now(UTC)


class SettableClock:
    """Stands still until it is set: for the demo's history and for tests."""

    def __init__(self, now: datetime):
        self.now = now.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)


def to_microseconds(instant: datetime) -> int:
    """Whole microseconds since 1970-01-01 UTC, without going through a float."""
    delta = instant.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def from_microseconds(value: int) -> datetime:
    seconds, micros = divmod(value, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
