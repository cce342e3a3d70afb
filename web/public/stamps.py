"""The stamp of a form for everybody: when it was shown, and the one command that may be sent with it.

Signed, so that a machine has to fetch each form anew and wait; whoever sends the same one again sends the same
command, which the service does once. What was written is never lost: a form with a stamp that is too old comes back
with a new one.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from web.settings import site

LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Stamp:
    """`trouble` is empty, `stamp_old` or `too_soon`; `text` goes into the form."""

    form: str
    command_id: str
    shown_at: datetime
    trouble: str = ""

    @property
    def text(self) -> str:
        at = int(self.shown_at.timestamp())
        return str(_signer().dumps([self.form, self.command_id, at]))


def new(form: str) -> Stamp:
    return Stamp(form, str(uuid.uuid4()), site().settings.clock())


def read(form: str, text: str) -> Stamp:
    """What was sent back. One that cannot be read, of another form, or too old is a new one with its trouble."""
    now = site().settings.clock()
    try:
        of, command_id, at = _signer().loads(text)
        shown_at = datetime.fromtimestamp(at, UTC)
    except (BadSignature, ValueError, TypeError, OverflowError):
        return Stamp(form, str(uuid.uuid4()), now, "stamp_old")
    if of != form or now - shown_at > LONGEST:
        return Stamp(form, str(uuid.uuid4()), now, "stamp_old")
    is_soon = now - shown_at < timedelta(seconds=site().settings.form_seconds)
    return Stamp(form, command_id, shown_at, "too_soon" if is_soon else "")


def sealed_slip(issue_id: str) -> str:
    """The id of an issue just reported, for an address that nobody else can make."""
    return str(URLSafeSerializer(site().settings.secret_key, salt="public slip").dumps(issue_id))


def issue_of(slip: str) -> str | None:
    try:
        issue_id = URLSafeSerializer(site().settings.secret_key, salt="public slip").loads(slip)
    except BadSignature:
        return None
    return str(issue_id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(site().settings.secret_key, salt="public form")
