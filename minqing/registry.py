"""The five services: the class that answers RPC, and the function that wires it. Add a service here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.campaign.application import build as build_campaign
from services.campaign.service import Campaign
from services.issues.application import build as build_issues
from services.issues.service import Issues
from services.kernel.application import Application, Environment
from services.notify.application import build as build_notify
from services.notify.service import Notify
from services.reports.application import build as build_reports
from services.reports.service import Reports
from services.visits.application import build as build_visits
from services.visits.service import Visits


@dataclass(frozen=True)
class Service:
    """`endpoint` has the RPC methods, `build` makes the application behind them."""

    endpoint: type[Any]
    build: Callable[[Environment], Application]


SERVICES: dict[str, Service] = {
    "campaign": Service(Campaign, build_campaign),
    "visits": Service(Visits, build_visits),
    "issues": Service(Issues, build_issues),
    "notify": Service(Notify, build_notify),
    "reports": Service(Reports, build_reports),
}
