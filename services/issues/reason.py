"""What several commands ask for: a reason in words."""

from eventlog.errors import Refused


def reason_of(reason: str | None) -> str:
    """Raises Refused("reason_missing")."""
    if reason is None:
        raise Refused("reason_missing")
    return reason
