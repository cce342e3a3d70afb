"""Wires `campaign`: its log, its tables, what it projects of its own facts."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eventlog.log import Log
from services.campaign.passwords import Passwords
from services.campaign.staff import Staff
from services.kernel.application import Application, Environment
from services.kernel.unit_directory import UnitDirectory


@dataclass(kw_only=True)
class CampaignApplication(Application):
    """`private_key` signs the tokens of everybody."""

    log: Log
    private_key: Ed25519PrivateKey
    directory: UnitDirectory
    staff: Staff
    passwords: Passwords = field(default_factory=Passwords)


def build(environment: Environment) -> CampaignApplication:
    """Raises ValueError without the token key: only `campaign` is given it."""
    if environment.private_key is None:
        raise ValueError("campaign needs the token key (MINQING_TOKEN_KEY)")
    directory, staff = UnitDirectory(), Staff()
    return CampaignApplication(
        name="campaign",
        environment=environment,
        log=Log(environment.engine, environment.clock, environment.keyring),
        projections=(directory, staff),
        migrations=("services.campaign.migrations",),
        private_key=environment.private_key,
        directory=directory,
        staff=staff,
    )
