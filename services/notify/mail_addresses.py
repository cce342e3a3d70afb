"""Asks the owner for an address, at the moment of sending. It is kept nowhere here and in no log line."""

from collections.abc import Callable
from dataclasses import dataclass

from services.kernel.application import Peer
from services.kernel.mail_address import tidy_address
from services.notify.mail_queue import Intent
from services.notify.mailings import OFFICE, RESIDENT


@dataclass(frozen=True)
class Asked:
    address: str | None
    forgotten: bool = False


class AddressBook:
    """`campaign` knows mailboxes of units, `issues` what a reporter left."""

    def __init__(self, peer: Peer, service_token: Callable[[], str]):
        self._peer = peer
        self._service_token = service_token

    def ask(self, intent: Intent) -> Asked:
        """Raises the failures of `eventlog.errors`: Unavailable when the owner is away."""
        token = self._service_token()
        if intent.recipient == RESIDENT:
            asked: dict[str, str | None] = {"id": intent.issue_id}
            answer = self._peer.call("issues", "contact_address", asked, token=token)
        else:
            of = "office" if intent.recipient == OFFICE else "unit"
            asked = {"unit": intent.unit_id}
            answer = self._peer.call("campaign", f"mailbox_of_{of}", asked, token=token)
        return Asked(tidy_address(answer["address"] or ""), bool(answer.get("forgotten")))
