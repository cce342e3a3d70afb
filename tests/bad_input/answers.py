"""What a caller is told, as one line that a table of expectations can hold."""

from typing import Any

from eventlog.errors import Failure, Invalid

ANSWERED = "answered"
NOT_FOUND = "NotFound not_found"
FORBIDDEN = "Forbidden forbidden"


def told(answer: Any) -> str:
    """`Invalid due: date`, `Refused not_in_state`, `answered`."""
    if isinstance(answer, Invalid):
        return "Invalid " + ", ".join(
            f"{field}: {' '.join(codes)}" for field, codes in answer.params.items()
        )
    if isinstance(answer, Failure):
        return f"{type(answer).__name__} {answer.code}"
    return ANSWERED
