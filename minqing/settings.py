"""Settings come from the environment, typed and read once; a missing one fails by its name.

A secret may also come from a file: `MINQING_MASTER_KEY_FILE` names the file that holds MINQING_MASTER_KEY.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.kernel.token_key import load_private_key, load_public_key

MASTER_KEY_BYTES = 32


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

    def https(self, default: bool) -> bool:
        """Whether browsers reach the pages by https (MINQING_HTTPS): cookies are then sent on nothing else."""
        return self.values.get("MINQING_HTTPS", "1" if default else "0") not in ("0", "no", "false")

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
        own = f"MINQING_DATABASE_URL_{service.upper()}"
        if own in self.values or f"{own}_FILE" in self.values:
            return self.required(own)
        return self.required("MINQING_DATABASE_URL").replace("{service}", service)

    @property
    def amqp_url(self) -> str:
        return self.required("MINQING_AMQP_URL")

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
        return load_private_key(self.required("MINQING_TOKEN_KEY"))

    @property
    def token_public_key(self) -> Ed25519PublicKey:
        return load_public_key(self.required("MINQING_TOKEN_PUBLIC_KEY"))

    def service_secret(self, account: str) -> str:
        """The secret of one account: MINQING_SERVICE_SECRET_ISSUES where a process has several (`pump all`),
        else MINQING_SERVICE_SECRET."""
        own = f"MINQING_SERVICE_SECRET_{account.upper()}"
        if own in self.values or f"{own}_FILE" in self.values:
            return self.required(own)
        return self.required("MINQING_SERVICE_SECRET")

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
