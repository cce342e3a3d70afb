"""Wires `campaign`: its log, its tables, what it projects of its own facts."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.archive.portable import Portable
from eventlog.log import Log
from services.campaign.passwords import Passwords
from services.campaign.staff import Staff
from services.campaign.tables import (
    account,
    one_time_link,
    session,
    sign_in_failure,
    unit_mailbox,
)
from services.kernel.application import Application, Environment
from services.kernel.calendar_days import CalendarDays
from services.kernel.unit_directory import UnitDirectory


@dataclass(kw_only=True)
class CampaignApplication(Application):
    """`token_key` signs the tokens of everybody; the operator's commands work without it."""

    log: Log
    token_key: Ed25519PrivateKey | None
    directory: UnitDirectory
    staff: Staff
    calendar: CalendarDays
    passwords: Passwords = field(default_factory=Passwords)

    @property
    def private_key(self) -> Ed25519PrivateKey:
        if self.token_key is None:
            raise RuntimeError("campaign issues no token without its key (MINQING_TOKEN_KEY)")
        return self.token_key


def build(environment: Environment) -> CampaignApplication:
    directory, staff, calendar = UnitDirectory(), Staff(), CalendarDays()
    return CampaignApplication(
        name="campaign",
        environment=environment,
        log=Log(environment.engine, environment.clock, environment.keyring),
        projections=(directory, staff, calendar),
        migrations=("services.campaign.migrations",),
        portable=Portable(
            accounts=(account, unit_mailbox), left=(session, one_time_link, sign_in_failure)
        ),
        token_key=environment.private_key,
        directory=directory,
        staff=staff,
        calendar=calendar,
    )
