"""The first administrator of an empty system: an account without a password, and a link that sets one."""

from typing import cast

import sqlalchemy as sa

from services.campaign.application import CampaignApplication
from services.campaign.bootstrap import create_first_admin
from services.campaign.tables import account
from services.kernel.application import Application


def first_administrator_link(campaign: Application, login: str) -> str | None:
    """The link's secret, or None once anybody has set a password. Who is made here is known to the services once
    their followers have read the log of `campaign`."""
    with campaign.environment.engine.connect() as conn:
        query = sa.select(account.c.login).where(account.c.password_hash.is_not(None)).limit(1)
        if conn.scalar(query) is not None:
            return None
    return create_first_admin(cast(CampaignApplication, campaign), login=login)
