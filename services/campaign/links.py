"""One-time links by which a person sets a password: no e-mail, no default password."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.errors import Refused
from services.campaign.secret import hash_of, new_secret
from services.campaign.tables import one_time_link

SET_PASSWORD = "set_password"  # noqa: S105 (a purpose, not a password)
GOOD_FOR = timedelta(days=7)


def new_links(conn: sa.Connection, logins: list[str], now: datetime) -> list[dict[str, str]]:
    """`[{login, link}]`; a new link ends the older ones of the same login."""
    found = [{"login": login, "link": new_secret()} for login in logins]
    if not found:
        return []
    expires_us = to_microseconds(now + GOOD_FOR)
    drop_links(conn, logins)
    conn.execute(
        sa.insert(one_time_link),
        [
            {
                "secret_hash": hash_of(item["link"]),
                "purpose": SET_PASSWORD,
                "login": item["login"],
                "expires_us": expires_us,
                "used": False,
            }
            for item in found
        ],
    )
    return found


def login_of(conn: sa.Connection, link: str, now: datetime) -> str:
    """Whose password the link may set. Raises Refused("link_used"): used, expired, replaced, unknown."""
    table = one_time_link
    login = conn.scalar(sa.select(table.c.login).where(*_is_good(link, now)))
    if login is None:
        raise Refused("link_used")
    return login


def use(conn: sa.Connection, link: str, now: datetime) -> None:
    """Use it up, in one statement: of two at the same time one is refused with link_used."""
    used = conn.execute(sa.update(one_time_link).where(*_is_good(link, now)).values(used=True))
    if used.rowcount != 1:
        raise Refused("link_used")


def drop_links(conn: sa.Connection, logins: list[str]) -> None:
    theirs = sa.delete(one_time_link).where(one_time_link.c.login == sa.bindparam("of"))
    conn.execute(theirs, [{"of": login} for login in logins])


def _is_good(link: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    table = one_time_link
    return (
        table.c.secret_hash == hash_of(link),
        table.c.purpose == SET_PASSWORD,
        table.c.used.is_(False),
        table.c.expires_us > to_microseconds(now),
    )
