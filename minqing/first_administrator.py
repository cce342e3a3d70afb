"""The first administrator of an empty system: an account without a password, and a link that sets one."""

from minqing.embedded import EmbeddedHost
from services.campaign.first_administrator import create_first_administrator


def first_administrator_link(host: EmbeddedHost, login: str) -> str | None:
    """The link's secret, or None when there is an account already."""
    link = create_first_administrator(host.applications["campaign"], login, host.now())
    host.settle()
    return link
