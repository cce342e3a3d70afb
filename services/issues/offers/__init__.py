"""What an offered action's form starts with, and what its fields may be: so that a page asks for nothing known."""

from typing import Any

from services.issues.act import Act
from services.issues.deciding import Allowed
from services.issues.issue import Issue
from services.issues.offers import intake, outcome, oversight, publication, time, work
from services.issues.offers.shapes import Offers

_OFFERS: Offers = {
    **intake.OFFERS,
    **work.OFFERS,
    **time.OFFERS,
    **outcome.OFFERS,
    **oversight.OFFERS,
    **publication.OFFERS,
}


def offer(found: Allowed, issue: Issue, act: Act) -> dict[str, Any]:
    """`{command, enabled, code?, params?, fields}`; days are ISO text."""
    fields = _OFFERS.get(found.rule.command, _nothing)(issue, act)
    told = {"command": found.rule.command, "enabled": found.refusal is None, "fields": fields}
    if found.refusal is None:
        return told
    return {**told, "code": found.refusal.code, "params": found.refusal.params}


def _nothing(_issue: Issue, _act: Act) -> dict[str, Any]:
    return {}
