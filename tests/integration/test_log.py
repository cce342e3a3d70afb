"""Appending and reading, on both storages."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from eventlog.errors import Conflict, LogDiverged, Refused
from eventlog.log import Answer, Command, Log, Transaction, Write
from tests.facts import NoteTaken


def note(
    log: Log, stream: str = "", expected: int = 0, command: Command | None = None, **data: Any
) -> Answer:
    stream = stream or f"note-{uuid.uuid4()}"

    def work(transaction: Transaction) -> Answer:
        facts = [NoteTaken(note_id=stream, **data)]
        write = Write(stream, expected, facts)
        return transaction.append([write], actor="li", answer_id=stream, command=command)

    return log.once(command, work)


def write_shared(log: Log, version: int, n: int) -> Answer:
    return note(log, "note-shared", version, n=n)


def together(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Run `act` in so many threads that start at one moment; failures come back as values."""
    barrier = threading.Barrier(count)

    def run(n: int) -> Any:
        barrier.wait(10)
        try:
            return act(n)
        except (Conflict, Refused) as failure:
            return failure

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_the_same_command_from_five_clients_at_once_is_one_fact_and_five_equal_answers(
    log: Log,
) -> None:
    command = Command("li", str(uuid.uuid4()), "digest")
    answers = together(5, lambda _: note(log, f"note-{uuid.uuid4()}", command=command))
    assert len(set(answers)) == 1
    assert isinstance(answers[0], Answer)
    assert len(log.read(0, 100)) == 1


def test_a_command_sent_again_while_the_first_is_under_way_is_not_refused_for_what_the_first_did(
    log: Log,
) -> None:
    command = Command("li", str(uuid.uuid4()), "digest")
    answers: list[Answer] = []

    def take_once(transaction: Transaction) -> Answer:
        if not answers and transaction.conn.dialect.name == "postgresql":
            answers.append(note(log, "note-once", command=command))  # its twin is quicker
        if log.read_stream("note-once", transaction.conn):
            raise Refused("taken_already")
        write = Write("note-once", 0, [NoteTaken(note_id="note-once")])
        return transaction.append([write], actor="li", answer_id="note-once", command=command)

    answers += together(5, lambda _: log.once(command, take_once))
    assert len(set(answers)) == 1
    assert isinstance(answers[0], Answer)


def test_the_same_command_id_with_another_request_is_refused(log: Log) -> None:
    note(log, command=Command("li", "c1", "one"))
    with pytest.raises(Refused) as refused:
        note(log, command=Command("li", "c1", "another"))
    assert refused.value.code == "command_id_reused"
    note(log, command=Command("wang", "c1", "another"))
    assert log.head().position == 2


def test_of_ten_writers_on_one_stream_one_wins_each_version_and_the_others_conflict(
    log: Log,
) -> None:
    for version in range(3):
        answers = together(10, partial(write_shared, log, version))
        winners = [answer for answer in answers if isinstance(answer, Answer)]
        losers = [answer for answer in answers if isinstance(answer, Conflict)]
        assert [winner.version for winner in winners] == [version + 1]
        assert len(losers) == 9
    assert [record.version for record in log.read_stream("note-shared")] == [1, 2, 3]


def test_who_named_no_version_decides_anew_when_another_writer_was_first(log: Log) -> None:
    """Each of four can be too late three times at most."""

    def read_and_write(transaction: Transaction) -> Answer:
        version = len(log.read_stream("note-shared", transaction.conn))
        write = Write("note-shared", version, [NoteTaken(note_id="note-shared")])
        return transaction.append([write], actor="li", answer_id="note-shared")

    answers = together(4, lambda _: log.once(None, read_and_write, tries=4))
    assert sorted(answer.version for answer in answers) == [1, 2, 3, 4]


def test_positions_have_no_gaps_and_no_tailing_reader_misses_a_fact(log: Log) -> None:
    stop = threading.Event()
    seen: list[list[int]] = [[] for _ in range(3)]

    def tail(mine: list[int]) -> None:
        while not (stop.is_set() and not log.read(mine[-1] if mine else 0, 1)):
            mine += [record.position for record in log.read(mine[-1] if mine else 0, 100)]

    readers = [threading.Thread(target=tail, args=(mine,)) for mine in seen]
    for reader in readers:
        reader.start()
    together(10, lambda n: [note(log, n=n) for _ in range(20)])
    stop.set()
    for reader in readers:
        reader.join(30)
    assert seen == [list(range(1, 201))] * 3
    assert log.head().position == 200


def test_several_streams_in_one_append_are_all_written_or_none(log: Log) -> None:
    note(log, "note-a")
    writes = [
        Write("note-a", 1, [NoteTaken(note_id="note-a")]),
        Write("note-b", 5, [NoteTaken(note_id="note-b")]),
    ]
    with log.transaction() as transaction:
        answer = transaction.append(writes, actor="li", answer_id="note-a")
    assert (answer.version, answer.position) == (2, 3)
    stale = [
        Write("note-c", 0, [NoteTaken(note_id="note-c")]),
        Write("note-a", 1, [NoteTaken(note_id="note-a")]),
    ]
    with pytest.raises(Conflict):
        log.once(None, lambda t: t.append(stale, actor="li", answer_id="note-c"))
    assert log.read_stream("note-c") == []
    assert log.head().position == 3


def test_a_refused_command_leaves_nothing_and_is_decided_anew(log: Log) -> None:
    command = Command("li", "c1", "one")

    def refuse(_: Transaction) -> Answer:
        raise Refused("not_today")

    with pytest.raises(Refused):
        log.once(command, refuse)
    assert note(log, command=command).position == 1


def test_rows_of_the_log_can_be_neither_changed_nor_removed(log: Log) -> None:
    note(log)
    for statement in ("UPDATE log SET actor = 'x'", "DELETE FROM log"):
        with pytest.raises(sa.exc.DatabaseError), log.engine.begin() as conn:
            conn.execute(sa.text(statement))
    assert log.read(0, 10)[0].actor == "li"


def test_a_log_that_lost_what_a_follower_saw_is_found(log: Log) -> None:
    note(log)
    head = log.head()
    log.check_seen(head.position, head.digest)
    for position, digest in ((head.position, "00" * 32), (7, head.digest)):
        with pytest.raises(LogDiverged):
            log.check_seen(position, digest)


def test_the_recorded_time_never_goes_back(log: Log) -> None:
    note(log)
    first = log.head().recorded_us
    backwards = Log(
        log.engine, lambda: log.read(0, 1)[0].recorded_at.replace(year=2020), log.keyring
    )
    note(backwards)
    assert [record.recorded_us for record in log.read(0, 10)] == [first, first]


def test_an_origin_is_given_to_an_empty_log_only(log: Log) -> None:
    log.mark_origin("demo")
    note(log)
    assert log.read(0, 1)[0].origin == "demo"
    with pytest.raises(Refused):
        log.mark_origin("live")
