"""Wires `notify`: it has no log of its own and follows that of `issues`."""

from services.kernel.application import Application, Environment
from services.notify.assignment_inbox import AssignmentInbox


def build(environment: Environment) -> Application:
    return Application(
        name="notify",
        environment=environment,
        effects=(AssignmentInbox(),),
        migrations=("services.notify.migrations",),
    )
