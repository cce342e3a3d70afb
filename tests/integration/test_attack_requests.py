"""Requests that no caller of ours makes: each is answered by a typed refusal, never by a mistake of ours."""

import uuid
from typing import Any

import pytest

from eventlog.errors import Forbidden, Invalid, Refused
from services.issues.service import Issues
from services.kernel.caller import service_caller
from services.kernel.here import Here
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import HANDLER, IssuesWorld, assigned

FOLLOWER = service_caller("reports", "follow")


@pytest.mark.parametrize("wrong", [None, [], "x", 1, {"zzz": 1}])
def test_a_page_of_the_log_is_asked_for_by_a_request_of_the_right_shape(
    world: IssuesWorld, wrong: Any
):
    endpoint = Issues()
    endpoint.here = Here(world.issues, world.token(FOLLOWER))
    with pytest.raises(Invalid):
        endpoint.facts_after(wrong)


@pytest.mark.parametrize(
    "seen",
    [
        True,
        "x",
        [None],
        {"position": "1", "digest": ""},
        {"position": None, "digest": 5},
        {"position": 2**63, "digest": ""},
        {"position": -1, "digest": ""},
        {"position": 1, "digest": "\ud800"},
        {"position": 1, "digest": "x" * 1000},
    ],
)
def test_what_a_follower_says_it_has_seen_is_a_position_and_a_digest(world: IssuesWorld, seen: Any):
    with pytest.raises(Invalid):
        world.call(FOLLOWER, "facts_after", after=0, seen=seen)


def test_a_follower_that_has_seen_nothing_is_given_the_log_from_its_beginning(world: IssuesWorld):
    world.reported()
    for seen in (None, {}, {"position": 0, "digest": ""}):
        answer = world.call(FOLLOWER, "facts_after", after=0, seen=seen)
        assert [item["position"] for item in answer["items"]] == [1]
    with pytest.raises(Refused, match="log_diverged"):
        world.call(FOLLOWER, "facts_after", after=0, seen={"position": 1, "digest": "00"})


def test_a_command_id_answers_one_kind_of_command_only(world: IssuesWorld):
    issue = world.reported()
    assigned(world, issue)
    same = {"command_id": str(uuid.uuid4()), "id": issue}
    world.does(HANDLER, "sign_for", **same)
    with pytest.raises(Refused, match="command_id_reused"):
        world.call(HANDLER, "report_progress", **same)


@pytest.mark.parametrize("text", ["\ud800.a.b", "民.情.网", "\x00", "a" * 100_000])
def test_a_token_of_strange_characters_is_no_token(world: IssuesWorld, text: str):
    endpoint = Issues()
    endpoint.here = Here(world.issues, text)
    with pytest.raises(Forbidden, match="token_invalid"):
        endpoint.counts({})
