"""A real SMTP server on loopback, with STARTTLS or TLS, sign-in and a certificate of its own, which keeps what it
is given and refuses what it is told to refuse."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.kernel.mail_settings import STARTTLS, TLS, MailSettings
from tests.servers.machine import free_ports

HOST, USER, PASSWORD = "127.0.0.1", "minqing", "correct horse"
SENDER, SITE = "minqing@example.org", "https://minqing.example.org"


@dataclass(frozen=True)
class Certificate:
    """Signed by itself, for this machine alone."""

    path: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path)
        return context


def make_certificate(folder: Path) -> Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address(HOST))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return Certificate(path)


@dataclass
class MailServer:
    """`refusals`: what it answers to the next RCPT or DATA instead of taking it, first one first."""

    certificate: Certificate
    port: int
    security: str = STARTTLS
    refusals: list[tuple[str, str]] = field(default_factory=list)
    received: list[tuple[str, EmailMessage]] = field(default_factory=list)
    _controller: Controller | None = None

    def settings(self, **changes: Any) -> MailSettings:
        given = {
            "host": HOST,
            "port": self.port,
            "security": self.security,
            "sender": SENDER,
            "user": USER,
            "password": PASSWORD,
            "ca_file": self.certificate.path,
            "site_url": SITE,
        }
        return MailSettings(**{**given, **changes})

    def start(self, **options: Any) -> None:
        """`options` are aiosmtpd's own."""
        encrypted: dict[str, Any] = {
            STARTTLS: {"tls_context": self.certificate.context(), "require_starttls": True},
            TLS: {"ssl_context": self.certificate.context()},
        }.get(self.security, {})
        # aiosmtpd takes a connection that was encrypted from the start for one in clear
        started = self.security == STARTTLS
        signing_in = {"auth_required": started, "auth_require_tls": started}
        self._controller = Controller(
            self,
            hostname=HOST,
            port=self.port,
            ready_timeout=10,
            authenticator=_authenticate,
            **{**encrypted, **signing_in, **options},
        )
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if refusal := self._refusal("RCPT"):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if refusal := self._refusal("DATA"):
            return refusal
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        [recipient] = envelope.rcpt_tos
        self.received.append((recipient, message))
        return "250 OK"

    def _refusal(self, command: str) -> str | None:
        if self.refusals and self.refusals[0][0] == command:
            return self.refusals.pop(0)[1]
        return None


@contextmanager
def mail_server(certificate: Certificate, security: str = STARTTLS) -> Iterator[MailServer]:
    server = MailServer(certificate, free_ports(1)[0], security)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _authenticate(
    _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any
) -> AuthResult:
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=good, handled=False)
