"""Sealed words: readable with the key, gone without it, on both storages."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from eventlog.log import Log, Write
from eventlog.seal import Keyring
from eventlog.subject_keys import MasterKeyWrong
from tests.facts import NoteTaken


def take(log: Log, note: str = "n1", writer: str = "p1") -> None:
    fact = NoteTaken(note_id=note, words="路灯不亮", writer_id=writer, writer_name="周某")
    with log.transaction() as transaction:
        transaction.append([Write(f"note-{note}", 0, [fact])], actor="li", answer_id=note)


def destroy(log: Log, *subjects: str) -> int:
    with log.transaction() as transaction:
        return log.keyring.destroy(transaction.conn, subjects, 1)


def test_words_are_stored_sealed_and_opened_again(log: Log) -> None:
    take(log)
    with log.engine.connect() as conn:
        stored = conn.scalar(sa.text("SELECT data FROM log"))
    assert "路灯" not in stored
    opened = log.keyring.open_records(log.read(0, 1))[0]
    assert (opened.data["words"], opened.data["writer_name"]) == ("路灯不亮", "周某")


def test_each_subject_is_forgotten_by_its_own_key(log: Log) -> None:
    take(log)
    assert destroy(log, "p1") == 1
    opened = log.keyring.open_records(log.read(0, 1))[0]
    assert (opened.data["words"], opened.data["writer_name"]) == ("路灯不亮", None)
    assert destroy(log, "p1") == 0


def test_what_is_written_after_forgetting_has_a_new_key(log: Log) -> None:
    take(log)
    destroy(log, "p1")
    take(log, "n2")
    old, new = log.keyring.open_records(log.read(0, 2))
    assert (old.data["writer_name"], new.data["writer_name"]) == (None, "周某")


def test_an_envelope_cannot_be_moved_to_another_field(log: Log) -> None:
    take(log)
    record = log.read(0, 1)[0]
    record.data["writer_name"] = record.data["words"]
    with pytest.raises(InvalidTag):
        log.keyring.open_records([record])


def test_another_master_key_opens_nothing(log: Log) -> None:
    take(log)
    with pytest.raises(InvalidUnwrap):
        Keyring(log.engine, bytes(32)).open_records(log.read(0, 1))


def test_a_wrong_master_key_is_found_before_it_wraps_a_key(log: Log) -> None:
    wrong = Keyring(log.engine, bytes(32))
    wrong.check()
    take(log)
    log.keyring.check()
    with pytest.raises(MasterKeyWrong):
        wrong.check()
    destroy(log, "n1", "p1")
    wrong.check()


def test_writers_that_need_the_key_of_one_new_person_at_once_share_it(log: Log) -> None:
    barrier = threading.Barrier(5)

    def write(n: int) -> None:
        barrier.wait(10)
        take(log, f"n{n}")

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(write, range(5)))
    assert destroy(log, "p1") == 1
    opened = log.keyring.open_records(log.read(0, 10))
    assert [(r.data["words"], r.data["writer_name"]) for r in opened] == [("路灯不亮", None)] * 5


def test_a_code_derived_from_a_key_ends_with_it(log: Log) -> None:
    take(log)
    with log.engine.connect() as conn:
        code = log.keyring.mac(conn, "p1", b"0")
        assert code == log.keyring.mac(conn, "p1", b"0")
        assert code != log.keyring.mac(conn, "p1", b"1")
    destroy(log, "p1")
    with log.engine.connect() as conn:
        assert log.keyring.mac(conn, "p1", b"0") is None
