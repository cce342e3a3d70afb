"""Accounts: who may sign in as whom. Without a password nobody can, until a one-time link sets one."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from eventlog.errors import Conflict
from services.campaign.tables import account


def find(conn: sa.Connection, login: str) -> sa.Row[Any] | None:
    return conn.execute(sa.select(account).where(account.c.login == login)).one_or_none()


def find_person(conn: sa.Connection, person_id: str) -> sa.Row[Any] | None:
    query = sa.select(account).where(account.c.person_id == person_id)
    return conn.execute(query).one_or_none()


def logins(conn: sa.Connection) -> dict[str, str]:
    """`{login: person id}` of all accounts."""
    rows = conn.execute(sa.select(account.c.login, account.c.person_id))
    return {row.login: row.person_id for row in rows}


def add(conn: sa.Connection, sign_ups: Mapping[str, str], now_us: int) -> None:
    """Accounts without a password. Raises Conflict when a login was taken meanwhile."""
    if not sign_ups:
        return
    rows = [
        {"login": login, "person_id": person_id, "disabled": False, "created_us": now_us}
        for login, person_id in sign_ups.items()
    ]
    try:
        conn.execute(sa.insert(account), rows)
    except sa.exc.IntegrityError:
        raise Conflict() from None


def set_password_hash(conn: sa.Connection, login: str, password_hash: str) -> None:
    conn.execute(
        sa.update(account).where(account.c.login == login).values(password_hash=password_hash)
    )


def set_disabled(conn: sa.Connection, login: str, disabled: bool) -> None:
    conn.execute(sa.update(account).where(account.c.login == login).values(disabled=disabled))
