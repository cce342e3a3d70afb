"""Wires `notify`: it has no log of its own and follows that of `issues`."""

from eventlog.archive.portable import Portable
from services.kernel.application import Application, Environment
from services.notify.assignment_inbox import AssignmentInbox
from services.notify.tables import inbox_entry, numbered_issue


def build(environment: Environment) -> Application:
    return Application(
        name="notify",
        environment=environment,
        effects=(AssignmentInbox(),),
        migrations=("services.notify.migrations",),
        portable=Portable(carried=(numbered_issue, inbox_entry)),
    )
