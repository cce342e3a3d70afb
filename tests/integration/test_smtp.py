"""The conversation with a mail server: encrypted, signed in, and a fault told as a stage and a number."""

import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from services.kernel.mail_settings import PLAIN, STARTTLS, TLS
from services.notify.smtp import MailFault, SmtpTransport, Waits
from tests.servers.machine import free_ports
from tests.servers.mail import Certificate, MailServer, mail_server

ADDRESS = "secret.person@example.org"


@pytest.fixture(scope="module")
def server(certificate: Certificate) -> Iterator[MailServer]:
    with mail_server(certificate) as running:
        yield running


@pytest.fixture(autouse=True)
def _forget(server: MailServer) -> None:
    server.received.clear()
    server.refusals.clear()


def message() -> EmailMessage:
    made = EmailMessage()
    made["To"] = ADDRESS
    made["Subject"] = "编号"
    made.set_content("第一行\n.\n..第三行\n")
    return made


def fault(server: MailServer, **changes: Any) -> MailFault:
    waits = Waits(connect=0.3, step=0.3)
    with pytest.raises(MailFault) as caught:
        SmtpTransport(server.settings(**changes), waits).send(message(), ADDRESS)
    told = f"{caught.value!r} {caught.value.__cause__!r}"
    assert "secret" not in told
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value


def test_a_message_arrives_as_it_was_written(server: MailServer):
    SmtpTransport(server.settings()).send(message(), ADDRESS)
    [(recipient, arrived)] = server.received
    assert (recipient, arrived["Subject"]) == (ADDRESS, "编号")
    assert arrived.get_content().splitlines() == ["第一行", ".", "..第三行"]


def test_a_message_arrives_over_a_connection_encrypted_from_the_start(certificate: Certificate):
    with mail_server(certificate, TLS) as server:
        SmtpTransport(server.settings()).send(message(), ADDRESS)
        assert len(server.received) == 1
        assert fault(server, ca_file=None).reason == "connect certificate"


def test_a_server_in_clear_on_this_machine_is_spoken_to_in_clear(certificate: Certificate):
    with mail_server(certificate, PLAIN) as server:
        SmtpTransport(server.settings(user=None)).send(message(), ADDRESS)
        assert len(server.received) == 1
        asked = fault(server, security=STARTTLS)  # as if somebody on the way had taken it out
        assert (asked.reason, asked.concerns_all) == ("starttls missing", True)
        assert len(server.received) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"password": "wrong"}, "sign_in 535 5.7.8"),
        ({"ca_file": None}, "starttls certificate"),
        ({"user": None}, "sender 530 5.7.0"),
        ({"security": PLAIN}, "sign_in unsupported"),
        ({"security": TLS}, "connect tls"),
        ({"host": "nowhere.invalid"}, "connect unreachable"),
    ],
)
def test_what_is_wrong_with_the_set_up_is_no_fault_of_the_message(server, changes, reason):
    found = fault(server, **changes)
    assert (found.reason, found.permanent, found.concerns_all) == (reason, False, True)
    assert server.received == []


@pytest.mark.parametrize(
    ("command", "answer", "reason", "permanent"),
    [
        ("RCPT", f"450 4.2.0 try later {ADDRESS}", "recipient 450 4.2.0", False),
        ("RCPT", f"550 5.1.1 no {ADDRESS}", "recipient 550 5.1.1", True),
        ("RCPT", "553 nobody", "recipient 553", True),
        ("DATA", "452 full", "data 452", False),
        ("DATA", "554 5.7.1 refused", "data 554 5.7.1", True),
    ],
)
def test_a_refusal_says_whether_asking_again_is_useless(server, command, answer, reason, permanent):
    server.refusals.append((command, answer))
    found = fault(server)
    assert (found.reason, found.permanent, found.concerns_all) == (reason, permanent, False)


def test_a_server_that_is_away_or_silent_is_not_waited_for(certificate: Certificate):
    [port] = free_ports(1)
    absent = MailServer(certificate, port)
    assert fault(absent).reason == "connect unreachable"
    with socket.create_server(("127.0.0.1", port)):
        # as smtplib calls an answer that did not come
        assert fault(absent).reason == "connect disconnected"
