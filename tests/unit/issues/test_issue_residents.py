"""A reporter acts by tracking code: on their own issue, with their own words, and on nothing else."""

from typing import Any

import pytest

from eventlog.errors import NotFound
from services.issues.deciding import allowed, decide
from services.issues.facts import OutcomeRated
from services.issues.issue import Issue
from tests.unit.issues.district import (
    ADMIN,
    ISSUE,
    OFFICE,
    REPORTED,
    RESIDENT,
    REVIEWER,
    UNTIL,
    act,
    by_code,
    given,
    in_state,
    resident,
    same,
    then,
    when,
)
from tests.unit.issues.plain_commands import PLAIN, plain
from tests.unit.refused import forbidden, refused

BY_CODE = ("supplement", "withdraw", "object_to_rejection", "reopen", "rate")
OWN = {  # what somebody may do by code, in each state
    **{state: {"supplement", "withdraw"} for state in ("reported", "triaged", "returned")},
    **{
        state: {"supplement", "withdraw"} for state in ("assigned", "signed", "in_progress", "held")
    },
    **{state: {"supplement", "withdraw", "rate"} for state in ("reported_done", "called_back")},
    "closed": {"supplement", "reopen", "rate"},
    "rejected": {"object_to_rejection"},
    **{state: set() for state in ("referred", "merged", "withdrawn", "filed")},
}


@pytest.mark.parametrize("state", UNTIL)
def test_what_a_reporter_may_do(state: str):
    assert {found.rule.command for found in allowed(in_state(state), resident())} == OWN[state]


@pytest.mark.parametrize("command", BY_CODE)
def test_a_code_opens_its_own_issue_only(command: str):
    issue = in_state("rejected" if command == "object_to_rejection" else "closed")
    with refused("not_found", NotFound):
        by_code(command, issue, plain(command, issue), reporter="household-8")
    with refused("not_found", NotFound):  # the account of the pages is nobody by itself
        decide(command, issue, plain(command, issue), act(RESIDENT))


@pytest.mark.parametrize("command", sorted(set(PLAIN) - {*BY_CODE}))
def test_a_code_does_nothing_that_is_for_staff(command: str):
    for state in UNTIL:
        with forbidden():
            by_code(command, in_state(state), plain(command, in_state(state)))


def test_nobody_of_the_staff_rates_for_the_person():
    for who in (OFFICE, REVIEWER):
        with forbidden():
            when("rate", in_state("closed"), PLAIN["rate"], who)
    with refused("not_found", NotFound):
        when("rate", in_state("closed"), PLAIN["rate"], ADMIN)


def test_a_confidential_issue_is_its_reporters_all_the_same():
    secret = given(same(REPORTED, kind="tipoff", confidential=True))
    assert by_code("supplement", secret, PLAIN["supplement"])
    assert by_code("withdraw", secret, PLAIN["withdraw"])


@pytest.mark.parametrize("command", BY_CODE)
def test_what_a_resident_writes_is_sealed_under_their_own_key(command: str):
    """Else a second reporter's words would stay when that person is forgotten."""
    issue = in_state("rejected" if command == "object_to_rejection" else "reported_done")
    issue = in_state("closed") if command == "reopen" else issue
    (fact,) = by_code(command, issue, _spoken(command, issue))
    said = {name for name, value in fact.to_data().items() if value == "我的话"}
    assert said, command
    for name in said:
        subject = type(fact).__dataclass_fields__[name].metadata["subject"]
        assert subject == "reporter_id", (command, name)


def _spoken(command: str, issue: Issue) -> Any:
    words = {"supplement": "text", "object_to_rejection": "words", "reopen": "reason"}
    name = words.get(command, "how_heard" if command == "withdraw" else "note")
    return same(plain(command, issue), **{name: "我的话"})


def test_a_rating_says_nothing_of_the_state():
    rated = OutcomeRated(
        issue_id=ISSUE, by=RESIDENT.person, reporter_id="household-7", satisfaction="dissatisfied"
    )
    issue = then(in_state("closed"), [rated])
    assert (issue.state, issue.outcome, issue.was_objected_to) == ("closed", "solved", True)
