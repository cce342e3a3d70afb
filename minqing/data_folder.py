"""The embedded mode's folder: one SQLite file per service, the keys, and a lock that one writer holds.

Everything in it is private to its owner (folder 0700, keys 0600). Reading commands need no lock; a second writer
is told that the folder is in use, never let in.
"""

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.kernel.token_key import load_private_key, new_private_key, private_pem


class FolderInUse(Exception):
    """Another process writes in this folder."""


class FolderMissing(Exception):
    """There is nothing in this folder yet, or only half of the first start."""


class DataFolder:
    """`MINQING_DATA`. The keys are made at the first start and read at every later one."""

    def __init__(self, path: Path):
        self.path = path

    @property
    def is_new(self) -> bool:
        return not self.file("master.key").exists()

    @property
    def unfinished(self) -> Path:
        """A file that is there while the first start plays its story: what the folder holds is thrown away if
        that is interrupted, so no other command may work in it."""
        return self.file("story.unfinished")

    def file(self, name: str) -> Path:
        return self.path / name

    @property
    def public(self) -> Path:
        """What everybody may read: the published editions and the pages about them."""
        return self.file("public")

    def database_url(self, service: str) -> str:
        return f"sqlite:///{self.file(service + '.sqlite')}"

    def require(self) -> None:
        """Raises FolderMissing when nothing was ever started here, or not to its end."""
        if self.is_new:
            raise FolderMissing(f"{self.path} holds no data yet: run `minqing up`")
        self.require_whole()

    def require_whole(self) -> None:
        """Raises FolderMissing when the first start was interrupted."""
        if self.unfinished.exists():
            raise FolderMissing(
                f"the first start in {self.path} is unfinished: run `minqing up`, or the import again"
            )

    def make(self) -> None:
        """Create the folder and its keys; leaves alone what is there."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)
        self._keep("token.key", private_pem(new_private_key()))
        self._keep("web.key", secrets.token_urlsafe(32))
        self._keep("edition.key", private_pem(new_private_key()))
        self._keep("master.key", base64.b64encode(secrets.token_bytes(32)).decode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for writing. Raises FolderInUse at once when another process has it."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.file("lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderInUse(f"{self.path} is in use by a running minqing") from None
            yield

    @property
    def master_key(self) -> bytes:
        return base64.b64decode(self._read("master.key"))

    @property
    def token_key(self) -> Ed25519PrivateKey:
        return load_private_key(self._read("token.key"))

    @property
    def edition_key(self) -> Ed25519PrivateKey:
        """By which editions are signed. A folder from before there were any gets one."""
        self._keep("edition.key", private_pem(new_private_key()))
        return load_private_key(self._read("edition.key"))

    @property
    def web_secret(self) -> str:
        return self._read("web.key")

    def write_private(self, name: str, text: str) -> Path:
        """Write a file that only its owner can read. It is there whole or not at all: half a key would later
        be taken for the key."""
        path, half = self.file(name), self.file(name + ".new")
        half.unlink(missing_ok=True)
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        return half.replace(path)

    def _keep(self, name: str, text: str) -> None:
        if not self.file(name).exists():
            self.write_private(name, text)

    def _read(self, name: str) -> str:
        return self.file(name).read_text(encoding="utf-8").strip()
