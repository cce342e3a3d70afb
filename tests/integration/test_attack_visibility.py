"""What a role or an account must not see or name is refused, whichever way it asks."""

import pytest

from eventlog.errors import Forbidden, NotFound
from services.kernel.caller import service_caller
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    HANDLER,
    IMPORT,
    NEIGHBOUR,
    OFFICE,
    VISITOR,
    IssuesWorld,
)

WEB = service_caller("web", "public")


@pytest.mark.parametrize("account", [WEB, IMPORT])
def test_an_account_that_passes_on_what_people_said_cannot_read_it_again(
    world: IssuesWorld, account
):
    issue = world.reported(account)
    number = world.get(issue)["number"]
    for asked in ({"id": issue}, {"number": number}):
        with pytest.raises(NotFound):
            world.call(account, "get", **asked)
    with pytest.raises(NotFound):
        world.call(account, "timeline", id=issue)
    assert world.call(account, "list")["items"] == []
    assert world.call(account, "counts") == {}


@pytest.mark.parametrize("caller", [VISITOR, NEIGHBOUR, HANDLER, OFFICE])
def test_nobody_reports_in_the_name_of_a_party_and_so_learns_its_tracking_code(
    world: IssuesWorld, caller
):
    with pytest.raises(Forbidden):
        world.reported(caller, reporter_id="a-party-of-another-subtree")
    assert world.get(world.reported(IMPORT, reporter_id="party-of-a-hotline"))["tracking_code"]
