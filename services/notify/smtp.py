"""Hands one message to an SMTP server. What goes wrong is told as a stage and a number, never in the server's words:
those may quote the address.

Every wait has a limit, and so has the whole conversation: the lease of a message is longer (`mail_queue.py`).
Encryption is asked for before anything else is said, certificates are checked, and nothing falls back to clear.
"""

import re
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from services.kernel.mail_settings import STARTTLS, TLS, MailSettings

_ENHANCED = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})(?:\s|$)")  # RFC 3463: 5.1.1


@dataclass(frozen=True)
class Waits:
    """In seconds. The step that begins last may take its own time beyond `whole`."""

    connect: float = 10.0
    step: float = 15.0
    whole: float = 45.0


class MailFault(Exception):
    """The message was not taken. `reason`: `recipient 550 5.1.1`. `permanent`: asking again is useless.
    `concerns_all`: the fault lies before the message, so that the next one would fail alike."""

    def __init__(self, reason: str, *, permanent: bool = False, concerns_all: bool = False):
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.concerns_all = concerns_all


class Transport(Protocol):
    def send(self, message: EmailMessage, address: str) -> None:
        """Returns when the server has taken the message. Raises MailFault."""


class SmtpTransport:
    """One connection a message: simple, and quick enough for an office."""

    def __init__(self, settings: MailSettings, waits: Waits | None = None):
        self._settings = settings
        self._waits = waits or Waits()

    def send(self, message: EmailMessage, address: str) -> None:
        conversation = _Conversation(self._settings, self._waits)
        try:
            conversation.begin()
            conversation.deliver(message, address)
        finally:
            conversation.end()


class _Conversation:
    def __init__(self, settings: MailSettings, waits: Waits):
        self._settings = settings
        self._waits = waits
        self._until = time.monotonic() + waits.whole
        self._smtp: smtplib.SMTP | None = None

    def begin(self) -> None:
        """Connect, encrypt, sign in."""
        settings = self._settings
        with self._stage("connect", concerns_all=True):
            self._smtp = smtp = self._connect()
        with self._stage("hello", concerns_all=True):
            smtp.ehlo_or_helo_if_needed()
        if settings.security == STARTTLS:
            if not smtp.has_extn("starttls"):
                raise MailFault("starttls missing", concerns_all=True)
            with self._stage("starttls", concerns_all=True):
                smtp.starttls(context=self._context())
        if settings.user:
            with self._stage("sign_in", concerns_all=True):
                smtp.login(settings.user, settings.password or "")

    def deliver(self, message: EmailMessage, address: str) -> None:
        smtp = self._smtp
        assert smtp is not None
        with self._stage("sender", concerns_all=True):  # the same for every message
            smtp.ehlo_or_helo_if_needed()
            _demand(smtp.mail(self._settings.sender), 250)
        with self._stage("recipient"):
            _demand(smtp.rcpt(address), 250, 251)
        with self._stage("data"):
            _demand(smtp.data(message.as_bytes(policy=SMTP)), 250)

    def end(self) -> None:
        """The message is taken or not by now: whatever happens while parting changes nothing."""
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except OSError:
                self._smtp.close()

    def _connect(self) -> smtplib.SMTP:
        host, port, wait = self._settings.host, self._settings.port, self._waits.connect
        if self._settings.security == TLS:
            return smtplib.SMTP_SSL(host, port, timeout=wait, context=self._context())
        return smtplib.SMTP(host, port, timeout=wait)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._settings.ca_file)

    @contextmanager
    def _stage(self, name: str, *, concerns_all: bool = False) -> Iterator[None]:
        if time.monotonic() > self._until:
            raise MailFault(f"{name} timeout", concerns_all=concerns_all)
        if self._smtp is not None and self._smtp.sock is not None:
            self._smtp.sock.settimeout(self._waits.step)
        try:
            yield
        except smtplib.SMTPResponseException as answer:
            # A server that refuses us before the message refuses every message: nobody's own fault.
            permanent = 500 <= answer.smtp_code < 600 and not concerns_all
            reason = f"{name} {_number(answer)}"
            raise MailFault(reason, permanent=permanent, concerns_all=concerns_all) from None
        except OSError as problem:
            raise MailFault(f"{name} {_kind(problem)}", concerns_all=concerns_all) from None


def _demand(answer: tuple[int, bytes], *good: int) -> None:
    if answer[0] not in good:
        raise smtplib.SMTPResponseException(answer[0], answer[1])


def _number(answer: smtplib.SMTPResponseException) -> str:
    """`550 5.1.1`: digits only."""
    text = answer.smtp_error if isinstance(answer.smtp_error, bytes) else b""
    enhanced = _ENHANCED.match(text)
    return f"{answer.smtp_code} {enhanced[1].decode()}" if enhanced else str(answer.smtp_code)


def _kind(problem: OSError) -> str:
    """smtplib's own errors are OSErrors, too."""
    kinds: tuple[tuple[type[OSError], str], ...] = (
        (ssl.SSLCertVerificationError, "certificate"),
        (ssl.SSLError, "tls"),
        (TimeoutError, "timeout"),
        (smtplib.SMTPServerDisconnected, "disconnected"),
        (smtplib.SMTPNotSupportedError, "unsupported"),
        (smtplib.SMTPException, "protocol"),
    )
    return next((word for kind, word in kinds if isinstance(problem, kind)), "unreachable")
