"""The append itself: one statement on PostgreSQL, the same steps under the write lock on SQLite.

On PostgreSQL the `UPDATE` of the head row is the only lock that writers wait for, and it is held for this one
statement and the commit. Everything that can be made beforehand (bodies, digests) comes in as arguments. The
previous digest is read from the head row, never from `log`: the statement's snapshot is older than the lock.
"""

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from eventlog.record import Record, append_digest, chain
from eventlog.tables import command_answer, log, log_head

_COLUMNS = (
    "stream",
    "version",
    "type",
    "schema_number",
    "fact_id",
    "actor",
    "command_id",
    "causation_id",
    "data",
    "body_digest",
)

_HEAD = """
WITH head AS (
  UPDATE log_head SET position = position + :n, recorded_us = greatest(recorded_us, :now_us),
         digest = sha256(digest || :append_digest || int8send(greatest(recorded_us, :now_us)))
  RETURNING position - :n AS base, recorded_us, digest)
"""
_ANSWER = """,
answer AS (
  INSERT INTO command_answer
         (actor, command_id, request_digest, id, version, position, recorded_us)
  SELECT :actor, :command_id, :request_digest, :answer_id, :answer_version, base + :n, recorded_us
  FROM head)
"""
_ROWS = """
INSERT INTO log (position, recorded_us, digest, stream, version, type, schema_number, fact_id,
                 actor, command_id, causation_id, data, body_digest)
SELECT head.base + f.n, head.recorded_us, CASE WHEN f.n = :n THEN head.digest END,
       f.stream, f.version, f.type, f.schema_number, f.fact_id,
       f.actor, f.command_id, f.causation_id, f.data, f.body_digest
FROM head, unnest(
       CAST(:f_stream AS text[]), CAST(:f_version AS int[]), CAST(:f_type AS text[]),
       CAST(:f_schema_number AS int[]), CAST(:f_fact_id AS text[]), CAST(:f_actor AS text[]),
       CAST(:f_command_id AS text[]), CAST(:f_causation_id AS text[]), CAST(:f_data AS text[]),
       CAST(:f_body_digest AS bytea[]))
     WITH ORDINALITY AS f(stream, version, type, schema_number, fact_id,
                          actor, command_id, causation_id, data, body_digest, n)
RETURNING position
"""
_WITH_ANSWER, _WITHOUT_ANSWER = sa.text(_HEAD + _ANSWER + _ROWS), sa.text(_HEAD + _ROWS)


@dataclass(frozen=True)
class AnswerRow:
    """The command's answer, stored in the same statement."""

    command: Any
    id: str
    version: int

    def values(self) -> dict[str, Any]:
        return {
            "actor": self.command.actor,
            "command_id": self.command.command_id,
            "request_digest": self.command.request_digest,
            "answer_id": self.id,
            "answer_version": self.version,
        }


def execute(
    conn: sa.Connection, rows: list[tuple[Any, ...]], now_us: int, answer: AnswerRow | None
) -> int:
    """Append these rows (in the order of `_COLUMNS`); returns the position of the last."""
    if not rows:
        raise ValueError("an append holds at least one fact")
    appended = append_digest([row[-1] for row in rows])
    if conn.dialect.name == "sqlite":
        return _on_sqlite(conn, rows, now_us, appended, answer)
    values: dict[str, Any] = {"n": len(rows), "now_us": now_us, "append_digest": appended}
    for name, column in zip(_COLUMNS, zip(*rows, strict=True), strict=True):
        values[f"f_{name}"] = list(column)
    if answer is None:
        return max(conn.execute(_WITHOUT_ANSWER, values).scalars())
    return max(conn.execute(_WITH_ANSWER, {**values, **answer.values()}).scalars())


def _on_sqlite(
    conn: sa.Connection,
    rows: list[tuple[Any, ...]],
    now_us: int,
    appended: bytes,
    answer: AnswerRow | None,
) -> int:
    head = conn.execute(sa.select(log_head)).one()
    recorded_us = max(head.recorded_us, now_us)
    digest = chain(bytes(head.digest), appended, recorded_us)
    last = head.position + len(rows)
    conn.execute(sa.update(log_head).values(position=last, recorded_us=recorded_us, digest=digest))
    if answer:
        stored = {**answer.values(), "position": last, "recorded_us": recorded_us}
        stored["id"], stored["version"] = stored.pop("answer_id"), stored.pop("answer_version")
        conn.execute(sa.insert(command_answer), stored)
    conn.execute(
        sa.insert(log),
        [
            {
                **dict(zip(_COLUMNS, row, strict=True)),
                "position": head.position + n,
                "recorded_us": recorded_us,
                "digest": digest if n == len(rows) else None,
            }
            for n, row in enumerate(rows, 1)
        ],
    )
    return last


def to_record(row: Any) -> Record:
    """`row` is one of the log, with the `origin` of its head."""
    return Record(
        position=row.position,
        stream=row.stream,
        version=row.version,
        type=row.type,
        schema=row.schema_number,
        fact_id=row.fact_id,
        actor=row.actor,
        command_id=row.command_id,
        causation_id=row.causation_id,
        data=json.loads(row.data),
        recorded_us=row.recorded_us,
        digest=bytes(row.digest).hex() if row.digest is not None else None,
        origin=row.origin,
    )
