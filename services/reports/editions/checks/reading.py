"""Files of a folder that comes from anywhere: bounded, never through a link, and in the shape that is expected."""

import json
from pathlib import Path
from typing import Any

from services.reports.editions.canonical import canonical

MAX_BYTES = 512_000_000


class Unreadable(Exception):
    """In words, what keeps the file from being read."""


def read_bytes(path: Path) -> bytes:
    """Raises Unreadable."""
    if path.is_symlink() or not path.is_file():
        raise Unreadable(
            f"{path.name} is missing" if not path.exists() else f"{path.name} is no file"
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"{path.name} is larger than any edition")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}") from error


def read_json(path: Path) -> tuple[Any, bytes]:
    """The value, and the bytes it was read from. Raises Unreadable."""
    data = read_bytes(path)
    try:
        return json.loads(data.decode()), data
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path.name}, byte {error.start}: is no UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"{path.name}, line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{where}: is no JSON ({error.msg})") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path.name} is no JSON that an edition has: {error}") from error


def is_canonical(value: Any, data: bytes) -> bool:
    """Whether these are the only bytes in which it may be written: no blank more, no key twice."""
    try:
        return canonical(value) == data
    except ValueError:
        return False
