"""What it takes to print editions: the key that signs them, and the folder in which they are read."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class PrintSettings:
    """`public` is what `web` serves at /public/."""

    key: Ed25519PrivateKey
    public: Path
