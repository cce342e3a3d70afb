"""The first administrator of an empty system: an account without a password, and a link that sets one."""

from typing import cast

import sqlalchemy as sa

from minqing.embedded import EmbeddedHost
from services.campaign.application import CampaignApplication
from services.campaign.bootstrap import create_first_admin
from services.campaign.tables import account


def first_administrator_link(host: EmbeddedHost, login: str) -> str | None:
    """The link's secret, or None once anybody has set a password."""
    campaign = cast(CampaignApplication, host.applications["campaign"])
    with campaign.environment.engine.connect() as conn:
        query = sa.select(account.c.login).where(account.c.password_hash.is_not(None)).limit(1)
        if conn.scalar(query) is not None:
            return None
    link = create_first_admin(campaign, login=login)
    host.settle()
    return link
