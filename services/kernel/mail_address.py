"""An e-mail address: one, plain, in ASCII. What passes here can stand in a header without harm."""

import re

MAX_ADDRESS = 254  # as RFC 5321 bounds what a server must take
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SHAPE = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})+)")
_MAX_LOCAL = 64


def tidy_address(typed: str) -> str | None:
    """The address without the space around it and with its domain in small letters; None when it is none.

    Refused on purpose although some standard allows them: several addresses, names in brackets, quoted or
    non-ASCII local parts, domains without a dot, numbers in brackets."""
    text = typed.strip(" \t\u3000")
    found = _SHAPE.fullmatch(text)
    if found is None or len(text) > MAX_ADDRESS or len(found["local"]) > _MAX_LOCAL:
        return None
    return f"{found['local']}@{found['domain'].lower()}"


def mask_address(address: str | None) -> str | None:
    """What staff see of it: z***@example.org."""
    if not address:
        return None
    local, _, domain = address.partition("@")
    return f"{local[:1]}***@{domain}"
