"""Reads the settings of e-mail: `smtp://user:password@host:587`, `smtps://…`, or nothing at all.

smtp:// asks for STARTTLS and sends nothing where the server does not offer it; to a server on this machine, or with
`?tls=none`, it stays in clear. No part of the URL is ever told: it holds a password.
"""

import ipaddress
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from services.kernel.mail_address import tidy_address
from services.kernel.mail_settings import PLAIN, STARTTLS, TLS, MailSettings

SHAPE = "must be smtp://user:password@host:587, smtps://…, or smtp://host?tls=none"
PORTS = {STARTTLS: 587, TLS: 465, PLAIN: 25}
Found = TypeVar("Found")


def read_mail_settings(
    url: str, sender: str | None, ca_file: str | None, site_url: str | None
) -> MailSettings:
    """Raises ValueError, which names the setting and never quotes it."""
    parts, port = _split(url)
    security = _security(parts)
    address = tidy_address(sender or "")
    if address is None:
        raise ValueError("MINQING_MAIL_FROM must be one e-mail address")
    if ca_file and not Path(ca_file).is_file():
        raise ValueError("MINQING_SMTP_CA_FILE names no file")
    return MailSettings(
        host=str(parts.hostname),
        port=port or PORTS[security],
        security=security,
        sender=address,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or "") if parts.username else None,
        ca_file=Path(ca_file) if ca_file else None,
        site_url=_site(site_url) if site_url else None,
    )


def _split(url: str) -> tuple[SplitResult, int | None]:
    parts = _or_say(lambda: urlsplit(url))
    if not parts.hostname or parts.path not in ("", "/") or parts.fragment:
        raise ValueError(f"MINQING_SMTP_URL {SHAPE}")
    return parts, _or_say(lambda: parts.port)


def _or_say(read: Callable[[], Found]) -> Found:
    """What urllib says of a URL it cannot read may quote the password."""
    try:
        return read()
    except ValueError:
        raise ValueError(f"MINQING_SMTP_URL {SHAPE}") from None


def _security(parts: SplitResult) -> str:
    query = parse_qs(parts.query, keep_blank_values=True)
    asked = query.pop("tls", [None])
    if query or len(asked) > 1 or asked[0] not in (None, STARTTLS, PLAIN):
        raise ValueError("MINQING_SMTP_URL: after the ? stands tls=starttls or tls=none")
    if parts.scheme == "smtps" and asked[0] is None:
        return TLS
    if parts.scheme != "smtp":
        raise ValueError(f"MINQING_SMTP_URL {SHAPE}")
    return asked[0] or (PLAIN if _is_this_machine(str(parts.hostname)) else STARTTLS)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _site(url: str) -> str:
    parts = urlsplit(url)
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= 200
    if not plain or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("MINQING_SITE_URL must be https://host")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("MINQING_SITE_URL must be https://host")
    return url.rstrip("/")
