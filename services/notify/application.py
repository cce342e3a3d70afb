"""Wires `notify`: it has no log of its own and follows that of `issues`; it sends e-mail where that is set up."""

from eventlog.archive.portable import Portable
from services.kernel.application import Application, Environment
from services.notify.assignment_inbox import AssignmentInbox
from services.notify.mail_addresses import AddressBook
from services.notify.mail_intents import MailIntents, start_mail
from services.notify.mail_queue import MailQueue
from services.notify.mail_sender import MailSender
from services.notify.smtp import SmtpTransport
from services.notify.tables import (
    inbox_entry,
    mail_intent,
    mail_start,
    mailed_issue,
    numbered_issue,
    parked_act,
)


class NotifyApplication(Application):
    """Its worker is the sender of e-mail; without a server there is none, and no intent is written."""

    def __init__(self, environment: Environment):
        super().__init__(
            name="notify",
            environment=environment,
            effects=(
                AssignmentInbox(),
                MailIntents(environment.mail is not None, environment.clock),
            ),
            workers=_senders(environment),
            migrations=("services.notify.migrations",),
            # What waits to be sent stays with the system that wrote it: two would send it twice.
            portable=Portable(
                carried=(numbered_issue, inbox_entry, mailed_issue),
                left=(mail_intent, parked_act, mail_start),
            ),
        )

    def migrate(self) -> None:
        super().migrate()
        if self.environment.mail is not None:
            start_mail(self.environment.engine, self.environment.clock)


def _senders(environment: Environment) -> tuple[MailSender, ...]:
    if environment.mail is None:
        return ()
    sender = MailSender(
        MailQueue(environment.engine),
        AddressBook(environment.peer, environment.service_token),
        SmtpTransport(environment.mail),
        environment.mail,
        environment.timezone,
    )
    return (sender,)


def build(environment: Environment) -> NotifyApplication:
    return NotifyApplication(environment)
