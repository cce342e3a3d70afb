"""How e-mail leaves this installation: through which server, in whose name, and where its links lead."""

from dataclasses import dataclass, field
from pathlib import Path

STARTTLS, TLS, PLAIN = "starttls", "tls", "none"


@dataclass(frozen=True)
class MailSettings:
    """`security` is one of STARTTLS, TLS, PLAIN. Without `ca_file` the system's authorities are trusted; without
    `site_url` messages carry the number and no link."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    site_url: str | None = None
