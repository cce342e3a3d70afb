"""Settings come from the environment, typed and read once; a missing one fails by its name.

A secret may also come from a file: `MINQING_MASTER_KEY_FILE` names the file that holds MINQING_MASTER_KEY.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from minqing.mail_url import read_mail_settings
from services.kernel.mail_settings import MailSettings
from services.kernel.print_settings import PrintSettings
from services.kernel.token_key import load_private_key, load_public_key

MASTER_KEY_BYTES = 32
Key = TypeVar("Key")


class SettingMissing(Exception):
    """A setting that this command needs is not there, or is not what it must be."""


@dataclass(frozen=True)
class Settings:
    """`values` is the environment; each property reads one setting and checks it."""

    values: Mapping[str, str]

    @property
    def is_distributed(self) -> bool:
        """Separate processes on PostgreSQL and RabbitMQ; otherwise one process on a data folder."""
        return any(name.startswith("MINQING_DATABASE_URL") for name in self.values)

    @property
    def data(self) -> Path:
        return Path(self.values.get("MINQING_DATA") or "var").absolute()

    @property
    def host(self) -> str:
        return self.values.get("MINQING_HOST") or "127.0.0.1"

    @property
    def port(self) -> int:
        text = self.values.get("MINQING_PORT") or "8000"
        if not text.isdigit() or not 0 < int(text) < 65_536:
            raise SettingMissing(f"MINQING_PORT must be a port number, not {text!r}")
        return int(text)

    @property
    def demo(self) -> bool:
        return self.values.get("MINQING_DEMO", "1") not in ("0", "no", "false")

    @property
    def trusted_proxy(self) -> str:
        """The address of the proxy that tells where a request came from (MINQING_TRUSTED_PROXY)."""
        return self.values.get("MINQING_TRUSTED_PROXY") or "127.0.0.1"

    def https(self, default: bool) -> bool:
        """Whether browsers reach the pages by https (MINQING_HTTPS): cookies are then sent on nothing else."""
        return self.values.get("MINQING_HTTPS", "1" if default else "0") not in ("0", "no", "false")

    @property
    def health_file(self) -> Path | None:
        """The file that `serve` and `pump` touch while they live and work (MINQING_HEALTH_FILE)."""
        path = self.values.get("MINQING_HEALTH_FILE")
        return Path(path) if path else None

    @property
    def public(self) -> Path:
        """The folder of what everybody may read (MINQING_PUBLIC): `reports` writes it, `web` serves it."""
        given = self.values.get("MINQING_PUBLIC")
        return Path(given).absolute() if given else self.data / "public"

    @property
    def printing(self) -> PrintSettings | None:
        """What signs editions (MINQING_EDITION_KEY), and where they are read; None where there is no key."""
        name = "MINQING_EDITION_KEY"
        if not (self.values.get(name) or self.values.get(f"{name}_FILE")):
            return None
        return PrintSettings(self._key(name, load_private_key), self.public)

    @property
    def timezone(self) -> str:
        name = self.values.get("MINQING_TIMEZONE") or "Asia/Shanghai"
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise SettingMissing(f"MINQING_TIMEZONE: there is no time zone {name!r}") from unknown
        return name

    def database_url(self, service: str) -> str:
        """The URL of one service's database: MINQING_DATABASE_URL_ISSUES where each service has a user and
        password of its own, else MINQING_DATABASE_URL with `{service}` replaced."""
        name = self._own_or_general("MINQING_DATABASE_URL", service)
        url = self.required(name).replace("{service}", service)
        if not url.startswith("postgresql"):  # the URL itself is not told: it may hold a password
            raise SettingMissing(f"{name} must be postgresql+psycopg://user:password@host/database")
        return url

    @property
    def amqp_url(self) -> str:
        url = self.required("MINQING_AMQP_URL")
        if not re.match(r"amqps?://[^/]+/.", url):
            raise SettingMissing("MINQING_AMQP_URL must be amqp://user:password@host/%2F")
        return url

    @property
    def mail(self) -> MailSettings | None:
        """How e-mail leaves (MINQING_SMTP_URL and what belongs to it); None where none is set up."""
        if not (self.values.get("MINQING_SMTP_URL") or self.values.get("MINQING_SMTP_URL_FILE")):
            return None
        others = ("MINQING_MAIL_FROM", "MINQING_SMTP_CA_FILE", "MINQING_SITE_URL")
        try:
            given = (self.values.get(name) for name in others)
            return read_mail_settings(self.required("MINQING_SMTP_URL"), *given)
        except ValueError as problem:
            raise SettingMissing(str(problem)) from None

    @property
    def master_key(self) -> bytes:
        text = self.required("MINQING_MASTER_KEY")
        try:
            key = base64.b64decode(text, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != MASTER_KEY_BYTES:
            raise SettingMissing("MINQING_MASTER_KEY must be 32 bytes in base64")
        return key

    @property
    def token_key(self) -> Ed25519PrivateKey:
        return self._key("MINQING_TOKEN_KEY", load_private_key)

    @property
    def token_public_key(self) -> Ed25519PublicKey:
        return self._key("MINQING_TOKEN_PUBLIC_KEY", load_public_key)

    def service_secret(self, account: str) -> str:
        """The secret of one account: MINQING_SERVICE_SECRET_ISSUES where a process has several (`pump all`),
        else MINQING_SERVICE_SECRET."""
        return self.required(self._own_or_general("MINQING_SERVICE_SECRET", account))

    @property
    def web_secret(self) -> str:
        return self.required("MINQING_WEB_SECRET")

    def required(self, name: str) -> str:
        """The setting's value, or the content of the file that `NAME_FILE` names."""
        if value := self.values.get(name):
            return value
        if path := self.values.get(f"{name}_FILE"):
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except OSError as problem:
                raise SettingMissing(f"{name}_FILE: {problem}") from problem
        raise SettingMissing(f"set {name} (or {name}_FILE)")

    def _own_or_general(self, name: str, owner: str) -> str:
        """`NAME_OWNER` where it is set (or its file), else `NAME`."""
        own = f"{name}_{owner.upper()}"
        return own if own in self.values or f"{own}_FILE" in self.values else name

    def _key(self, name: str, load: Callable[[str], Key]) -> Key:
        try:
            return load(self.required(name))
        except (ValueError, TypeError) as problem:
            raise SettingMissing(f"{name} is no Ed25519 key in PEM or base64") from problem
