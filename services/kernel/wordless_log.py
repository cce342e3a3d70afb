"""Keeps personal words out of the logs of a host that logs whatever a service raises.

The text of an exception, its arguments and a database error's parameters may quote what somebody said. What is
kept: the method, the kind of each error in the chain, the refusal's code, and the lines of code it came through.
"""

import logging
import traceback

from eventlog.errors import Failure


class WordlessErrors(logging.Filter):
    """Rewrites records that carry an exception; a domain failure is an answer, not an error: INFO."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            record.exc_info = record.exc_text = None
            if isinstance(error, Failure):
                record.levelno, record.levelname = logging.INFO, "INFO"
                record.msg = f"{_subject(record)}: {type(error).__name__} {error.code}"
            else:
                record.msg = f"{_subject(record)}: {describe(error)}"
            record.args = ()
        return True


def describe(error: BaseException) -> str:
    """The kinds of an error and its causes, each with the code it came through, without their texts."""
    parts = []
    link: BaseException | None = error
    while link is not None:
        parts.append(type(link).__name__ + "\n" + "".join(traceback.format_tb(link.__traceback__)))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "caused by ".join(parts).rstrip()


def _subject(record: logging.LogRecord) -> str:
    """What the record is about: its first argument, which is never the exception."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    return next((str(a) for a in arguments if not isinstance(a, BaseException)), record.name)
