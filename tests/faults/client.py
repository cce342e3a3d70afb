"""A program that gives commands over RPC, each under one id until it is acknowledged or refused."""

import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventlog.errors import Failure, Unavailable
from services.kernel.application import Peer
from tests.faults.journal import Journal
from tests.faults.record import Record

CALL_SECONDS = 3.0
PAUSE_BEFORE_RETRY = 0.2


class GivenUp(Exception):
    """The run is over, or a command was answered in a way that ends the client's story."""


@dataclass(frozen=True)
class Patience:
    """`no_more_commands` ends the load; what was sent is still repeated until `give_up`, in monotonic seconds."""

    no_more_commands: threading.Event
    give_up: float

    def check(self) -> None:
        if time.monotonic() > self.give_up:
            raise GivenUp

    def pause(self, seconds: float) -> None:
        """Between two commands. Raises GivenUp once the load is over."""
        if self.no_more_commands.wait(seconds):
            raise GivenUp


@dataclass
class RpcUser:
    """Acts as any of the people whose tokens it has."""

    peer: Peer
    tokens: Mapping[str, str]
    journal: Journal
    record: Record
    patience: Patience

    def does(self, login: str, service: str, method: str, **fields: Any) -> Any:
        """The answer. Raises GivenUp when the command is refused: none is that could not be."""
        command_id = str(uuid.uuid4())
        problems = len(fields.get("problems", ()))
        self.journal.asked(command_id, service, method, problems=problems)
        return self._settle(login, service, method, {"command_id": command_id, **fields})

    def is_refused(self, login: str, service: str, method: str, code: str, **fields: Any) -> None:
        """A command that a rule says no to. Raises GivenUp when it passes."""
        command_id = str(uuid.uuid4())
        self.journal.asked(command_id, service, method, must_be_refused=code)
        try:
            self._settle(login, service, method, {"command_id": command_id, **fields})
        except GivenUp:
            self.patience.check()
            return
        raise GivenUp

    def does_twice(self, login: str, service: str, method: str, **fields: Any) -> Any:
        """As `does`, and once more under the same id although it was acknowledged: the same answer must come."""
        command_id = str(uuid.uuid4())
        self.journal.asked(command_id, service, method)
        self._settle(login, service, method, {"command_id": command_id, **fields})
        return self._settle(login, service, method, {"command_id": command_id, **fields})

    def asks(self, login: str, service: str, method: str, **fields: Any) -> Any:
        return self._call(login, service, method, fields)

    def _settle(self, login: str, service: str, method: str, request: dict[str, Any]) -> Any:
        try:
            answer = self._call(login, service, method, request)
        except Failure as refusal:
            self.journal.refused(request["command_id"], refusal.code)
            raise GivenUp from refusal
        told = {name: answer[name] for name in ("id", "version", "position") if name in answer}
        self.journal.acknowledged(request["command_id"], told)
        self.record.acknowledged(service, told.get("position"))
        return answer

    def _call(self, login: str, service: str, method: str, request: dict[str, Any]) -> Any:
        """Again and again while nobody can answer. Raises the Failure that is an answer."""
        while True:
            begun = time.monotonic()
            try:
                answer = self.peer.call(service, method, request, self.tokens[login], CALL_SECONDS)
            except Unavailable:
                self.patience.check()
                time.sleep(PAUSE_BEFORE_RETRY)
                continue
            except Failure:
                self.record.answered(service, begun)
                raise
            self.record.answered(service, begun)
            return answer
