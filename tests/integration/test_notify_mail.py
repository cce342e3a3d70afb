"""E-mail: each fact is told once to whom it concerns, whatever fails on the way."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventlog import checkpoint
from services.kernel.mail_settings import MailSettings
from services.notify import parked
from services.notify.mail_queue import LEASE, MOST_TRIES, MailQueue
from services.notify.smtp import SmtpTransport
from tests.integration.notify_world import NotifyWorld
from tests.servers.mail import SITE, Certificate, MailServer, mail_server

NORTH, OFFICE, RESIDENT = "north@example.org", "office@example.org", "resident@example.com"


@pytest.fixture(scope="module")
def running(certificate: Certificate) -> Iterator[MailServer]:
    with mail_server(certificate) as server:
        yield server


@pytest.fixture
def server(running: MailServer) -> MailServer:
    running.received.clear()
    running.refusals.clear()
    return running


def mailing_world(url: str, server: MailServer) -> NotifyWorld:
    world = NotifyWorld(url, server.settings())
    world.owners.mailboxes = {"north": NORTH}
    world.owners.office = OFFICE
    world.owners.contacts = {"i1": RESIDENT}
    return world


@pytest.fixture
def world(tmp_path: Path, server: MailServer) -> Iterator[NotifyWorld]:
    world = mailing_world(f"sqlite:///{tmp_path / 'notify.sqlite'}", server)
    yield world
    world.close()


@pytest.fixture
def stored(storage_url: str, server: MailServer) -> Iterator[NotifyWorld]:
    """On either storage: for what depends on locks and transactions."""
    world = mailing_world(storage_url, server)
    yield world
    world.close()


def lived_through(world: NotifyWorld, issue_id: str = "i1", **reported: Any) -> None:
    world.reported(issue_id, **reported)
    world.happens("IssueTriaged", issue_id, implied=True)
    world.assigned(issue_id)
    world.happens("CompletionReported", issue_id, claimed="solved")


def to_whom(server: MailServer) -> list[str]:
    return [recipient for recipient, _ in server.received]


def test_unit_office_and_resident_are_each_told_once(stored, server):
    lived_through(stored)
    stored.sends()
    stored.passes(days=1)
    stored.sends()
    assert sorted(to_whom(server)) == sorted([RESIDENT, NORTH, OFFICE, RESIDENT])
    subjects = {message["Subject"] for _, message in server.received}
    assert subjects == {
        "你反映的问题已受理，编号 WT-202611-0001",
        "WT-202611-0001 交给你单位主办",
        "WT-202611-0001 已报结，等回访",
        "你反映的问题有了办理结果，编号 WT-202611-0001",
    }
    assert {state for _, state in stored.states()} == {"sent"}


def test_a_message_has_the_headers_that_mail_needs(world, server):
    world.reported()
    world.assigned()
    world.sends()
    [(_, message)] = server.received
    [intent] = world.intents()
    assert message["From"] == "民情 <minqing@example.org>"
    assert message["To"] == NORTH
    assert message["Message-ID"] == f"<{intent.intent_id}@example.org>"
    assert message["Date"].datetime == world.clock()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    body = message.get_content()
    assert "12月1日 周二前报结" in body
    assert f"{SITE}/issues/i1" in body


def test_support_units_learn_that_they_support(world, server):
    world.owners.mailboxes["south"] = "south@example.org"
    world.reported()
    world.assigned("i1", "south", "north")
    world.sends()
    subjects = {recipient: message["Subject"] for recipient, message in server.received}
    assert subjects == {
        NORTH: "WT-202611-0001 交给你单位主办",
        "south@example.org": "WT-202611-0001 由你单位协办",
    }


def test_what_was_solved_on_the_spot_and_what_is_confidential_is_told_to_nobody(world, server):
    lived_through(world, "i1", on_spot=True)
    lived_through(world, "i2", confidential=True)
    world.sends()
    assert world.intents() == []
    world.happens("ReworkOrdered", "i1")
    world.happens("CompletionReported", "i1", claimed="solved")
    world.sends()
    assert sorted(to_whom(server)) == [OFFICE, RESIDENT]


def test_of_an_issue_that_becomes_confidential_nothing_is_mailed_any_more(world, server):
    world.reported()
    world.assigned()
    world.reported("i2", "WT-202611-0002")
    world.assigned("i2")
    world.settle()
    assert len(world.intents()) == 2
    world.accused("i1")
    world.happens("CompletionReported", "i1", claimed="solved")
    world.accused("i1")
    world.sends()
    assert [row.issue_id for row in world.intents()] == ["i2"]
    assert ["0002" in message["Subject"] for _, message in server.received] == [True]


def test_a_resident_learns_once_that_it_was_accepted_and_of_each_result(stored, server):
    stored.reported()
    for _ in range(2):
        stored.happens("IssueTriaged")
        stored.happens("CompletionReported", claimed="solved")
    stored.sends()
    kinds = [kind for kind, _ in stored.states()]
    assert (kinds.count("accepted"), kinds.count("done"), kinds.count("completed")) == (1, 2, 2)


def test_nobody_to_write_to_ends_a_message_quietly(world, server):
    world.owners.mailboxes, world.owners.office, world.owners.contacts = {}, None, {}
    lived_through(world)
    world.sends()
    assert {state for _, state in world.states()} == {"no_address"}
    assert server.received == []


def test_who_is_forgotten_is_not_written_to(world, server):
    world.reported()
    world.happens("IssueTriaged")
    world.settle()
    world.owners.forgotten.add("i1")
    world.sends()
    assert world.states() == [("accepted", "forgotten")]
    assert server.received == []


def test_an_address_that_is_none_is_not_written_to(world, server):
    world.owners.mailboxes["north"] = "north@example.org\r\nBcc: other@example.org"
    world.reported(number="WT-202611-0001")
    world.assigned()
    world.sends()
    assert world.states() == [("assigned", "no_address")]


def test_at_night_and_on_days_off_only_what_is_urgent_goes(world, server):
    world.passes(hours=10)  # eight in the evening
    lived_through(world, "i1")
    world.reported("i2", danger=True)
    world.assigned("i2")
    world.reported("i3")
    world.happens("IssueTriaged", "i3", limit_class="urgent")
    world.assigned("i3")
    world.owners.contacts["i3"] = RESIDENT
    world.sends()
    assert to_whom(server) == [NORTH, NORTH]  # residents sleep, whatever it is
    world.passes(hours=12, minutes=29)
    world.sends()
    assert len(server.received) == 2
    world.passes(minutes=1)  # half past eight
    world.sends()
    assert len(server.received) == 2 + 4 + 1


def test_a_day_off_that_the_office_entered_is_one(world, server):
    lived_through(world, "i1")
    off = {"year": 2026, "days_off": ["2026-11-24"], "working_days": []}
    world.happens("CalendarYearEntered", **off)
    world.sends()
    assert server.received == []
    world.passes(days=1)
    world.sends()
    assert server.received


def test_a_server_that_was_away_gets_everything_when_it_is_back(tmp_path, certificate):
    with mail_server(certificate) as server:
        world = NotifyWorld(f"sqlite:///{tmp_path / 'n.sqlite'}", server.settings())
        world.owners.mailboxes = {"north": NORTH}
        server.stop()
        world.reported()
        for _ in range(3):
            world.assigned()
        world.sends()  # one message finds out for all
        with world.engine.connect() as conn:
            assert parked.waiting(conn) == {"": 2, "connect unreachable": 1}
        server.start()
        world.passes(seconds=29)
        world.sends()
        assert server.received == []
        world.passes(seconds=1)
        world.sends()
        assert to_whom(server) == [NORTH, NORTH]
        world.passes(seconds=30)
        world.sends()
        assert to_whom(server) == [NORTH, NORTH, NORTH]
        world.close()


def test_pauses_between_tries_double_until_the_message_is_parked(world, server):
    world.reported()
    world.assigned()
    world.happens("IssueTriaged", limit_class="urgent")
    server.refusals += [("RCPT", "450 4.2.0 greylisted")] * MOST_TRIES
    world.owners.contacts = {}
    world.settle()
    with world.engine.begin() as conn:
        conn.exec_driver_sql("UPDATE mail_intent SET urgent = (1 = 1)")
    pauses = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    for tries, minutes in enumerate(pauses, 1):
        world.sends()
        [intent] = [row for row in world.intents() if row.kind == "assigned"]
        assert (intent.state, intent.tries) == ("waiting", tries)
        assert intent.reason == "recipient 450 4.2.0"
        world.passes(minutes=minutes, seconds=-1)
        world.sends()
        world.passes(seconds=1)
    world.sends()
    assert ("assigned", "parked") in world.states()
    assert server.refusals == []


def test_a_server_that_asks_to_come_again_is_asked_again(world, server):
    world.reported()
    world.assigned()
    server.refusals.append(("RCPT", "451 4.7.1 greylisted"))
    world.sends()
    assert server.received == []
    world.passes(minutes=1)
    world.sends()
    assert to_whom(server) == [NORTH]


def test_what_a_server_refuses_for_good_is_parked_at_once(stored, server):
    stored.reported()
    stored.assigned()
    server.refusals.append(("RCPT", f"550 5.1.1 no such user {NORTH}"))
    stored.sends()
    with stored.engine.connect() as conn:
        [item] = parked.parked(conn)
    assert item == {
        "id": stored.intents()[0].intent_id,
        "number": "WT-202611-0001",
        "kind": "assigned",
        "to": "unit north",
        "tries": 1,
        "reason": "recipient 550 5.1.1",
        "since": "2026-11-24T02:00:00+00:00",
    }


def test_a_wrong_password_is_said_and_nothing_is_lost(tmp_path, server):
    world = NotifyWorld(f"sqlite:///{tmp_path / 'n.sqlite'}", server.settings(password="old"))
    world.owners.mailboxes = {"north": NORTH}
    world.reported()
    world.assigned()
    world.sends()
    with world.engine.connect() as conn:
        assert parked.waiting(conn) == {"sign_in 535 5.7.8": 1}
    world.app = world.build(server.settings())
    world.passes(minutes=1)
    world.sends()
    assert to_whom(server) == [NORTH]
    world.close()


def test_an_owner_that_is_away_is_asked_again(world, server):
    lived_through(world)
    world.owners.away = True
    world.sends()
    world.owners.away = False
    world.passes(minutes=1)
    world.sends()
    assert len(server.received) == 4


def test_a_sender_that_died_after_sending_sends_the_same_message_again(stored, server):
    stored.reported()
    stored.assigned()
    stored.settle()
    [sender] = stored.app.workers
    sender._queue = _DiesBeforeItIsWritten(stored.engine)
    with pytest.raises(KeyboardInterrupt):
        sender.step(stored.clock())
    stored.app = stored.build(server.settings())  # it is started again
    stored.sends()
    assert len(server.received) == 1  # the lease holds
    stored.clock.set(stored.clock() + LEASE)
    stored.sends()
    first, second = (message["Message-ID"] for _, message in server.received)
    assert first == second
    stored.clock.set(stored.clock() + LEASE)
    stored.sends()
    assert len(server.received) == 2


class _DiesBeforeItIsWritten(MailQueue):
    def end(self, *_: Any) -> None:
        raise KeyboardInterrupt


def test_a_message_that_kills_its_sender_every_time_is_parked(stored, server):
    stored.reported()
    stored.assigned()
    stored.settle()
    for _ in range(MOST_TRIES):
        assert MailQueue(stored.engine).take(stored.clock(), only_urgent=False)
        stored.clock.set(stored.clock() + LEASE)
    stored.sends()
    assert (stored.states(), server.received) == ([("assigned", "parked")], [])
    assert stored.intents()[0].reason == "interrupted"


def test_two_senders_at_once_send_each_message_once(stored, server):
    for n in range(6):
        stored.reported(f"i{n}", f"WT-202611-{n:04d}")
        stored.assigned(f"i{n}")
    stored.settle()
    barrier = threading.Barrier(2)

    def send_all(settings: MailSettings) -> None:
        [sender] = stored.build(settings).workers
        barrier.wait(timeout=10)
        while sender.step(stored.clock()):
            pass

    threads = [threading.Thread(target=send_all, args=(server.settings(),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    sent = sorted(message["Message-ID"] for _, message in server.received)
    assert sent == sorted(f"<{row.intent_id}@example.org>" for row in stored.intents())
    assert len(sent) == len(set(sent)) == 6


def test_no_transaction_is_open_while_a_server_is_talked_to(stored, server):
    stored.reported()
    stored.assigned()
    stored.settle()
    [sender] = stored.app.workers

    class Watched(SmtpTransport):
        def send(self, *given: Any) -> None:
            assert stored.engine.pool.checkedout() == 0
            with stored.engine.begin() as conn:  # another writer comes through at once
                conn.exec_driver_sql("UPDATE mail_start SET id = 1")
            super().send(*given)

    sender._transport = Watched(server.settings())
    sender.step(stored.clock())
    assert to_whom(server) == [NORTH]


def test_a_replayed_log_mails_nobody_again(stored, server):
    lived_through(stored)
    stored.sends()
    with stored.engine.begin() as conn:  # a checkpoint lost with an older backup
        conn.exec_driver_sql("DELETE FROM checkpoint")
    stored.sends()
    stored.passes(days=30)
    stored.sends()
    assert len(server.received) == 4


def test_a_new_database_beside_an_old_log_mails_nobody(world, server, tmp_path):
    lived_through(world)
    world.sends()
    server.received.clear()
    fresh = NotifyWorld(f"sqlite:///{tmp_path / 'fresh.db'}", server.settings(), world.facts)
    fresh.passes(minutes=5)  # the facts are minutes old
    with fresh.engine.begin() as conn:
        since = int((fresh.clock()).timestamp() * 1_000_000)
        conn.exec_driver_sql(f"UPDATE mail_start SET since_us = {since}")
    fresh.sends()
    assert fresh.intents() == []
    with fresh.engine.connect() as conn:
        assert checkpoint.read(conn, "mail_intents@issues").position == len(world.facts)
    fresh.close()


def test_facts_of_the_time_before_mail_was_set_up_stay_untold(tmp_path, server):
    world = NotifyWorld(f"sqlite:///{tmp_path / 'n.sqlite'}")
    assert world.app.workers == ()
    lived_through(world)
    world.settle()
    assert world.intents() == []
    world.app = world.build(server.settings())
    world.passes(hours=1)
    world.app.migrate()
    world.owners.mailboxes = {"north": NORTH}
    world.sends()
    world.assigned()  # of an issue reported before
    world.sends()
    assert world.states() == [("assigned", "sent")]
    world.close()


def test_what_lay_for_more_than_two_weeks_is_no_news(world, server):
    lived_through(world)
    world.passes(days=15)
    world.sends()
    assert world.intents() == []


def test_no_address_and_no_word_is_kept_here(world, server):
    lived_through(world, verbatim="秘密")
    server.refusals.append(("RCPT", f"550 5.1.1 {RESIDENT}"))
    world.sends()
    kept = str([dict(row._mapping) for row in world.intents()])
    assert not any(word in kept for word in (NORTH, OFFICE, RESIDENT, "秘密"))
