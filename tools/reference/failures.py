"""What a method may answer instead of a result: the kinds of failure, and the codes that any method may give."""

from dataclasses import dataclass
from typing import Any

from eventlog.errors import ON_THE_WIRE

Json = dict[str, Any]


@dataclass(frozen=True)
class General:
    """A code that is not a method's own."""

    kind: str
    code: str
    params: str
    words: str


GENERAL = (
    General("Invalid", "invalid", "{field: [codes]}", "the shape is wrong; see below"),
    General("Refused", "command_id_reused", "{}", "the id was used for another request before"),
    General("Conflict", "conflict", "{version}", "somebody wrote first: read again, decide again"),
    General("NotFound", "not_found", "{}", "it does not exist, or one may not see it"),
    General("Forbidden", "forbidden", "{}", "role or relation"),
    General("Forbidden", "token_missing", "{}", "no token came with the call"),
    General("Forbidden", "token_expired", "{}", "renew it and send the call again"),
    General("Forbidden", "token_invalid", "{}", "it was not issued by this system"),
    General(
        "Unavailable",
        "reading_behind",
        "{}",
        "`at_least` was not reached in two seconds; try again",
    ),
    General("Unavailable", "service_down", "{}", "not now; send the same command id again"),
)
SHAPE_CODES = {
    "required": "it must be there",
    "type": "another JSON type",
    "unknown": "there is no such field",
    "blank": "nothing to be seen in it",
    "character": "control characters, or such as turn the order of reading",
    "length": "too short or too long; of lists, too few or too many",
    "pattern": "not the characters of an identifier, or a number that names a person",
    "choice": "not one of the allowed values, or unknown here",
    "date": "no day (or month) of 2000 to 2099",
    "range": "too small or too large",
    "base64": "no base64 of the standard alphabet, or with line ends",
    "file_size": "the file has more bytes than are taken",
    "file_type": "no file of a kind that is taken, or a damaged one",
    "too_many_pixels": "the picture is too large to be unpacked",
    "depth": "nested more than eight deep",
    "forgotten": "the person was forgotten",
    "unknown_unit": "there is no such unit, or one may not see it",
    "unknown_issue": "there is no such issue, or it is on no list",
    "unit_closed": "the unit takes nothing new",
    "phone_shape": "not 7 to 15 digits",
    "email_shape": "no e-mail address",
    "date_in_future": "a day that is not yet",
    "date_in_past": "a day that is over",
    "before_completion": "a day before the work was reported done",
    "due_in_past": "a day that is over, for a measure",
    "due_after_issue": "a day after the issue is due",
    "not_here": "it does not go with the other fields",
    "not_on_spot": "what is confidential is not solved at the door",
    "use_legal_channel": "nobody here could handle it in confidence",
    "repeated": "the same thing twice in one request",
}


def failure_schema(general: tuple[General, ...]) -> Json:
    """As nameko has it: `exc_args` is `[code, params]`. Of a mistake of ours only its kind is told."""
    return {
        "type": "object",
        "properties": {
            "exc_type": {
                "type": "string",
                "description": f"{', '.join(ON_THE_WIRE)}; anything else is a mistake",
            },
            "exc_args": {
                "type": "array",
                "description": "code and parameters, such as "
                + ", ".join(dict.fromkeys(each.code for each in general)),
            },
            "exc_path": {"type": "string"},
            "value": {"type": "string", "description": "the code"},
        },
        "required": ["exc_type", "exc_args", "value"],
    }
