"""Facts of visits -> the register of parties, most recently visited first.

Names and phones stay in their envelopes. A party is found by keyed tokens, which are made here from the opened
words while the key exists; `PersonForgotten` takes tokens and envelopes away.
"""

import json
from collections.abc import Iterable

import sqlalchemy as sa

from eventlog.projection import Projection, Tables
from eventlog.record import Record
from eventlog.seal import Keyring
from services.visits.search_words import whole_name, words_of


class PartyRegister(Projection):
    """Tables `party` and `party_token`. `recent_position` is that of the last fact about the party."""

    name = "party_register"
    version = 1
    sources = ("visits",)

    def __init__(self, keyring: Keyring):
        self.keyring = keyring

    def define(self, metadata: sa.MetaData, suffix: str) -> None:
        sa.Table(
            f"party{suffix}",
            metadata,
            sa.Column("party_id", sa.Text, primary_key=True),
            sa.Column("kind", sa.Text, nullable=False),
            sa.Column("unit_id", sa.Text, nullable=False),
            sa.Column("external_id", sa.Text, index=True),
            sa.Column("name", sa.Text),  # envelope as JSON
            sa.Column("phone", sa.Text),  # envelope as JSON
            sa.Column("name_token", sa.Text, index=True),  # of the whole name
            sa.Column("recent_position", sa.BigInteger, nullable=False, index=True),
            sa.Column("forgotten", sa.Boolean, nullable=False),
        )
        sa.Table(
            f"party_token{suffix}",
            metadata,
            sa.Column("token", sa.Text, primary_key=True),
            sa.Column("party_id", sa.Text, primary_key=True, index=True),
        )

    def apply(
        self,
        conn: sa.Connection,
        tables: Tables,
        source: str,  # noqa: ARG002 (there is one)
        records: list[Record],
    ) -> None:
        for kind, run in _runs(records):
            if kind == "PartyRegistered":
                self._register(conn, tables, run)
            elif kind == "VisitRecorded":
                _visited(conn, tables, run)
            elif kind == "PersonForgotten":
                _forget(conn, tables, run)

    def _register(self, conn: sa.Connection, tables: Tables, records: list[Record]) -> None:
        rows, tokens = [], []
        for record, opened in zip(records, self.keyring.open_records(records), strict=True):
            name, phone = opened.data["name"], opened.data["phone"]
            rows.append(
                _party_row(record, self.keyring.search_token(whole_name(name)) if name else None)
            )
            tokens += [
                {"token": self.keyring.search_token(word), "party_id": record.data["party_id"]}
                for word in sorted(words_of(name, phone))
            ]
        conn.execute(sa.insert(tables["party"]), rows)
        if tokens:
            conn.execute(sa.insert(tables["party_token"]), tokens)


def _runs(records: list[Record]) -> Iterable[tuple[str, list[Record]]]:
    """Neighbouring records of one type, so that an import is a few statements and the order still holds."""
    run: list[Record] = []
    for record in records:
        if run and record.type != run[0].type:
            yield run[0].type, run
            run = []
        run.append(record)
    if run:
        yield run[0].type, run


def _party_row(record: Record, name_token: str | None) -> dict[str, object]:
    data = record.data
    return {
        "party_id": data["party_id"],
        "kind": data["kind"],
        "unit_id": data["unit_id"],
        "external_id": data["external_id"],
        "name": json.dumps(data["name"]) if data["name"] else None,
        "phone": json.dumps(data["phone"]) if data["phone"] else None,
        "name_token": name_token,
        "recent_position": record.position,
        "forgotten": False,
    }


def _visited(conn: sa.Connection, tables: Tables, records: list[Record]) -> None:
    party = tables["party"]
    for record in records:
        conn.execute(
            sa.update(party)
            .where(party.c.party_id == record.data["party_id"])
            .values(recent_position=record.position)
        )


def _forget(conn: sa.Connection, tables: Tables, records: list[Record]) -> None:
    party, token = tables["party"], tables["party_token"]
    people = [record.data["person_id"] for record in records]
    conn.execute(sa.delete(token).where(token.c.party_id.in_(people)))
    conn.execute(
        sa.update(party)
        .where(party.c.party_id.in_(people))
        .values(name=None, phone=None, name_token=None, forgotten=True)
    )
