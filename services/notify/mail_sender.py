"""Sends what is due: one e-mail a step. Who may be written to at night, and what a failure means, is decided here."""

from collections.abc import Callable
from datetime import datetime, timedelta

from eventlog.errors import Failure
from services.kernel.mail_settings import MailSettings
from services.kernel.working_calendar import WorkingCalendar
from services.notify.mail_addresses import AddressBook, Asked
from services.notify.mail_message import message_for
from services.notify.mail_queue import (
    FORGOTTEN,
    MOST_TRIES,
    NO_ADDRESS,
    SENT,
    Intent,
    MailQueue,
)
from services.notify.smtp import MailFault, Transport

# a server that is away is asked by one message at a time, not by all of them
REST = timedelta(seconds=30)


class MailSender:
    """`step(now)` sends one message; True when there may be more. Outside working hours only what is urgent goes."""

    name = "mail sender"

    def __init__(
        self,
        queue: MailQueue,
        addresses: AddressBook,
        transport: Transport,
        settings: MailSettings,
        timezone: str,
        calendar: Callable[[], WorkingCalendar],
    ):
        self._queue = queue
        self._addresses = addresses
        self._transport = transport
        self._settings = settings
        self._timezone = timezone
        self._calendar = calendar
        self._rests_until: datetime | None = None

    def step(self, now: datetime) -> bool:
        if self._rests_until is not None and now < self._rests_until:
            return False
        quiet = self._calendar().next_working_moment(now, self._timezone) > now
        intent = self._queue.take(now, only_urgent=quiet)
        if intent is None:
            return False
        if intent.tries > MOST_TRIES:  # each of them ended its sender before it could say so
            self._queue.park(intent, "interrupted", now)
            return True
        return self._send(intent, now)

    def _send(self, intent: Intent, now: datetime) -> bool:
        try:
            asked = self._addresses.ask(intent)
        except Failure as failure:
            return self._fail(intent, MailFault(f"address {failure.code}", concerns_all=True), now)
        if asked.address is None:
            self._queue.end(intent, _nobody(asked), now)
            return True
        message = message_for(intent, asked.address, self._settings, now)
        try:
            self._transport.send(message, asked.address)
        except MailFault as fault:
            return self._fail(intent, fault, now)
        self._queue.end(intent, SENT, now)
        return True

    def _fail(self, intent: Intent, fault: MailFault, now: datetime) -> bool:
        if fault.permanent:
            self._queue.park(intent, fault.reason, now)
        else:
            self._queue.try_later(intent, fault.reason, now)
        if fault.concerns_all:
            self._rests_until = now + REST
        return not fault.concerns_all


def _nobody(asked: Asked) -> str:
    return FORGOTTEN if asked.forgotten else NO_ADDRESS
