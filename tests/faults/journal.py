"""What a client remembers of its commands, on disk before it goes on: the other side of what the log says."""

import json
import os
import threading
from pathlib import Path
from typing import Any, Self

ASKED, ACKNOWLEDGED, REFUSED, MISSED = "asked", "acknowledged", "refused", "missed"


class Journal:
    """One line of JSON per event. Safe for several threads."""

    def __init__(self, path: Path):
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def asked(self, command_id: str, service: str, method: str, **more: Any) -> None:
        """Before the first sending. `more`: `problems` of a visit, and `must_be_refused` with a code."""
        command = {"command_id": command_id, "service": service, "method": method}
        self._write({"what": ASKED, **command, **more})

    def acknowledged(self, command_id: str, answer: dict[str, Any]) -> None:
        """`answer`: `{id, version, position}` as far as the client was told."""
        self._write({"what": ACKNOWLEDGED, "command_id": command_id, "answer": answer})

    def refused(self, command_id: str, code: str) -> None:
        self._write({"what": REFUSED, "command_id": command_id, "code": code})

    def missed(self, what: str) -> None:
        """Something that must be there and was not, such as a form."""
        self._write({"what": MISSED, "code": what})

    def _write(self, line: dict[str, Any]) -> None:
        with self._lock:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
