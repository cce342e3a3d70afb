"""`log verify` names the row that somebody altered, removed, inserted or swapped, on both storages."""

import pytest
import sqlalchemy as sa

from eventlog.log import Log, Write
from eventlog.snapshot import snapshot
from eventlog.verify import Fault, faults
from tests.facts import NoteTaken


@pytest.fixture
def written(log: Log) -> Log:
    """Six facts in four appends: positions 1, 2-3, 4-5, 6; the triggers dropped, as an intruder would."""
    for name, count in (("a", 1), ("b", 2), ("c", 2), ("d", 1)):
        facts = [NoteTaken(note_id=name, n=n) for n in range(count)]
        with log.transaction() as transaction:
            transaction.append([Write(f"note-{name}", 0, facts)], actor="li", answer_id=name)
    with log.engine.begin() as conn:
        if conn.dialect.name == "sqlite":
            conn.execute(sa.text("DROP TRIGGER log_append_only_update"))
            conn.execute(sa.text("DROP TRIGGER log_append_only_delete"))
        else:
            conn.execute(sa.text("DROP TRIGGER log_append_only ON log"))
    return log


def tamper(log: Log, *statements: str) -> list[Fault]:
    with log.engine.begin() as conn:
        for statement in statements:
            conn.exec_driver_sql(statement)
    with snapshot(log.engine) as conn:
        return list(faults(conn))


def named(found: list[Fault]) -> set[tuple[str, int]]:
    return {(fault.kind, fault.position) for fault in found}


def test_an_untouched_log_is_intact(written: Log) -> None:
    assert tamper(written) == []


def test_a_fact_that_arrives_while_the_log_is_checked_is_no_fault(written: Log) -> None:
    def append(*_: object) -> None:
        with written.transaction() as transaction:
            write = Write("note-late", 0, [NoteTaken(note_id="late")])
            transaction.append([write], actor="li", answer_id="late")

    with snapshot(written.engine) as conn:
        # once the head is read, and not for what the append itself executes
        sa.event.listen(conn, "after_cursor_execute", append, once=True)
        assert list(faults(conn)) == []
    assert written.head().position == 7


def test_an_altered_row_is_named(written: Log) -> None:
    found = tamper(
        written, "UPDATE log SET data = replace(data, '\"n\":1', '\"n\":9') WHERE position = 3"
    )
    assert named(found) == {("altered", 3)}


def test_an_altered_actor_is_named(written: Log) -> None:
    assert named(tamper(written, "UPDATE log SET actor = 'zhao' WHERE position = 4")) == {
        ("altered", 4)
    }


def test_an_altered_time_is_named(written: Log) -> None:
    found = tamper(written, "UPDATE log SET recorded_us = recorded_us + 1 WHERE position = 6")
    assert ("misplaced", 6) in named(found)


def test_a_removed_row_is_named(written: Log) -> None:
    assert ("removed", 2) in named(tamper(written, "DELETE FROM log WHERE position = 2"))


def test_a_removed_append_is_named(written: Log) -> None:
    found = tamper(written, "DELETE FROM log WHERE position IN (2, 3)")
    assert ("removed", 2) in named(found)


def test_a_removed_end_is_named(written: Log) -> None:
    assert named(tamper(written, "DELETE FROM log WHERE position = 6")) == {("removed", 6)}


def test_an_inserted_row_is_named(written: Log) -> None:
    columns = "stream, type, schema_number, actor, data, recorded_us, body_digest"
    found = tamper(
        written,
        f"INSERT INTO log (position, version, fact_id, {columns}) "
        f"SELECT 7, 2, 'forged', {columns} FROM log WHERE position = 6",
    )
    assert named(found) == {("inserted", 7)}


def test_a_row_inserted_between_is_named(written: Log) -> None:
    columns = "stream, type, schema_number, actor, data, recorded_us, body_digest"
    found = tamper(
        written,
        "UPDATE log SET position = 7 WHERE position = 6",
        f"INSERT INTO log (position, version, fact_id, {columns}) "
        f"SELECT 6, 3, 'forged', {columns} FROM log WHERE position = 5",
        "UPDATE log_head SET position = 7",
    )
    assert ("altered", 6) in named(found)


def test_swapped_rows_are_named(written: Log) -> None:
    found = tamper(
        written,
        "UPDATE log SET position = -1 WHERE position = 2",
        "UPDATE log SET position = 2 WHERE position = 4",
        "UPDATE log SET position = 4 WHERE position = -1",
    )
    assert {("misplaced", 2), ("swapped", 4)} <= named(found)


def test_swapped_rows_of_one_stream_are_named(written: Log) -> None:
    found = tamper(
        written,
        "UPDATE log SET position = -1 WHERE position = 4",
        "UPDATE log SET position = 4 WHERE position = 5",
        "UPDATE log SET position = 5 WHERE position = -1",
    )
    assert {("swapped", 4), ("swapped", 5)} <= named(found)


def test_swapped_appends_are_named(written: Log) -> None:
    found = tamper(
        written,
        "UPDATE log SET position = -1 WHERE position = 1",
        "UPDATE log SET position = 1 WHERE position = 6",
        "UPDATE log SET position = 6 WHERE position = -1",
    )
    assert {("misplaced", 1), ("misplaced", 6)} <= named(found)
