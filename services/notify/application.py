"""Wires `notify`: it has no log of its own and follows that of `issues`, and the calendar of `campaign`; it sends
e-mail where that is set up."""

from collections.abc import Callable

from eventlog.archive.portable import Portable
from services.kernel.application import Application, Environment
from services.kernel.calendar_days import CalendarDays, load_calendar
from services.kernel.working_calendar import WorkingCalendar
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
        self.calendar_days = CalendarDays()
        super().__init__(
            name="notify",
            environment=environment,
            projections=(self.calendar_days,),
            effects=(
                AssignmentInbox(),
                MailIntents(environment.mail is not None, environment.clock),
            ),
            workers=_senders(environment, self.calendar),
            migrations=("services.notify.migrations",),
            # What waits to be sent stays with the system that wrote it: two would send it twice.
            portable=Portable(
                carried=(numbered_issue, inbox_entry, mailed_issue),
                left=(mail_intent, parked_act, mail_start),
            ),
        )

    def calendar(self) -> WorkingCalendar:
        """With the years that the office entered, as far as they have come here."""
        with self.environment.engine.connect() as conn:
            tables = self.read_models.live(conn, self.calendar_days)
            return load_calendar(conn, tables["calendar_day"])

    def migrate(self) -> None:
        super().migrate()
        if self.environment.mail is not None:
            start_mail(self.environment.engine, self.environment.clock)


def _senders(
    environment: Environment, calendar: Callable[[], WorkingCalendar]
) -> tuple[MailSender, ...]:
    if environment.mail is None:
        return ()
    sender = MailSender(
        MailQueue(environment.engine),
        AddressBook(environment.peer, environment.service_token),
        SmtpTransport(environment.mail),
        environment.mail,
        environment.timezone,
        calendar,
    )
    return (sender,)


def build(environment: Environment) -> NotifyApplication:
    return NotifyApplication(environment)
