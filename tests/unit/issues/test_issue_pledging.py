"""领办: a leader or a unit takes an issue on while there is something left to solve."""

import pytest

from services.issues.facts import IssuePledged
from services.issues.pledging import PledgeIssue, ReleasePledge
from tests.unit.issues.district import (
    COMPLETED,
    HANDLER,
    LEADER,
    OFFICE,
    PLEDGED,
    REWORK,
    STORY,
    UNIT_HEAD,
    UNTIL,
    WATER_HEAD,
    given,
    in_state,
    person,
    same,
    then,
    when,
)
from tests.unit.refused import forbidden, refused

OF_THE_UNIT = same(PLEDGED, holder_id=None, holder_unit_id="reed")


@pytest.mark.parametrize("state", ["reported", "triaged", "returned", "assigned", "signed", "held"])
def test_a_leader_takes_it_on_in_person(state: str):
    (fact,) = when("pledge", in_state(state), PledgeIssue(), LEADER)
    assert isinstance(fact, IssuePledged)
    assert (fact.holder_id, fact.holder_unit_id) == ("lars", "cloud")


def test_a_unit_head_takes_it_on_for_the_unit():
    (fact,) = when("pledge", in_state("triaged"), PledgeIssue(for_unit=True), UNIT_HEAD)
    assert (fact.holder_id, fact.holder_unit_id) == (None, "reed")
    with forbidden():  # a leader by position heads no unit by that
        when("pledge", in_state("triaged"), PledgeIssue(for_unit=True), LEADER)
    with forbidden():
        when("pledge", in_state("triaged"), PledgeIssue(), HANDLER)


def test_one_takes_it_on_at_a_time():
    with refused("pledged_already"):
        when("pledge", in_state("triaged", PLEDGED), PledgeIssue(for_unit=True), UNIT_HEAD)


def test_once_everything_is_done_it_is_too_late():
    over = given(*STORY[:5], COMPLETED)
    assert over.state == "in_progress"
    with refused("pledge_too_late"):
        when("pledge", over, PledgeIssue(), LEADER)
    with refused("not_in_state"):
        when("pledge", in_state("reported_done"), PledgeIssue(), LEADER)
    assert when("pledge", given(*STORY[:7], REWORK), PledgeIssue(), LEADER)


def test_it_is_released_by_the_holder_or_the_office():
    issue = in_state("triaged", PLEDGED)
    for who in (LEADER, OFFICE):
        (fact,) = when("release_pledge", issue, ReleasePledge(reason="调离"), who)
        assert (fact.holder_id, fact.holder_unit_id) == ("lars", "cloud")
        assert then(issue, [fact]).pledge is None
    with forbidden():
        when("release_pledge", issue, ReleasePledge(), UNIT_HEAD)
    with refused("not_pledged"):
        when("release_pledge", in_state("triaged"), ReleasePledge(), OFFICE)


def test_the_head_of_the_unit_that_holds_it_releases_it_and_no_other():
    issue = in_state("in_progress", OF_THE_UNIT)
    assert when("release_pledge", issue, ReleasePledge(), UNIT_HEAD)
    helping = same(UNTIL["assigned"][2], support_unit_ids=("water",))
    supported = given(*UNTIL["triaged"], helping, OF_THE_UNIT)
    with forbidden():
        when("release_pledge", supported, ReleasePledge(), WATER_HEAD)


def test_a_pledge_outlives_a_rework_and_a_former_leader_of_no_unit_is_not_its_holder():
    issue = given(*UNTIL["in_progress"], PLEDGED, *STORY[5:7], REWORK)
    assert issue.pledge
    assert issue.pledge.holder_id == "lars"
    namesake = person("lena", "reed", "unit_head")
    with forbidden():
        when("release_pledge", issue, ReleasePledge(), namesake)
