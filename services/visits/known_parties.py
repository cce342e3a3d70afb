"""What the register already knows of the parties in an import's rows. Names are compared by keyed token only."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.seal import Keyring
from services.visits.party_import import Known, Register, Row
from services.visits.search_words import whole_name

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication

_CHUNK = 500
_UNSEEN = 500


def name_key(keyring: Keyring, row: Row) -> str:
    return _key(row.unit_code or "", keyring.search_token(whole_name(row.name or "")))


def known_parties(conn: sa.Connection, app: "VisitsApplication", rows: list[Row]) -> Register:
    """The parties that share an external id, or a name, with one of the rows."""
    party = app.read_models.live(conn, app.register)["party"]
    token = app.environment.keyring.search_token
    wanted = [
        (party.c.external_id, {row.external_id for row in rows if row.external_id}),
        (party.c.name_token, {token(whole_name(row.name)) for row in rows if row.name}),
    ]
    register, seen = Register(), set()
    for column, values in wanted:
        for chunk in _chunks(sorted(values)):
            for found in conn.execute(sa.select(party).where(column.in_(chunk))):
                if found.party_id not in seen:
                    seen.add(found.party_id)
                    register.add(_known(found))
    return register


def is_behind(conn: sa.Connection, app: "VisitsApplication") -> bool:
    """Whether parties were registered or forgotten that the register has not seen yet."""
    name = app.read_models.generation(conn, app.register).checkpoint_name(app.name)
    unseen = app.log.read(checkpoint.read(conn, name).position, _UNSEEN, conn)
    changed = any(record.type in ("PartyRegistered", "PersonForgotten") for record in unseen)
    return changed or len(unseen) == _UNSEEN


def _known(row: Any) -> Known:
    key = _key(row.unit_id, row.name_token) if row.name_token else None
    return Known(key, row.external_id, row.forgotten)


def _key(unit: str, token: str) -> str:
    return f"{unit}/{token}"


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for i in range(0, len(values), _CHUNK):
        yield values[i : i + _CHUNK]
