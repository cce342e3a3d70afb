"""Who finds which entries at the side and at the foot of a page."""

from datetime import UTC, datetime

from web import navigation
from web.session import SignedIn


def person(*roles: str, position: str = "cadre") -> SignedIn:
    held = [{"role": role, "unit": "u"} for role in roles]
    told = {"id": "p", "name": "", "position": position, "unit": "u", "roles": held}
    return SignedIn(told, "", datetime(2026, 1, 1, tzinfo=UTC))


def groups(me: SignedIn) -> dict[str, list[str]]:
    return {name: [entry.key for entry in entries] for name, entries in navigation.side(me)}


def test_whoever_is_only_trusted_with_confidential_issues_finds_them():
    me = person("confidential_handler")
    assert groups(me) == {"": ["today", "messages"], "问题": ["issues"]}
    assert [tab.key for tab in navigation.tabs(me)] == ["today", "issues", "more"]


def test_a_leader_who_is_trusted_finds_their_pledges_too():
    me = person("confidential_handler", position="principal_leader")
    assert groups(me)["问题"] == ["issues", "pledges"]


def test_an_auditor_has_no_board():
    me = person("auditor")
    assert "问题" not in groups(me)
    assert [tab.key for tab in navigation.tabs(me)] == ["today", "more"]
