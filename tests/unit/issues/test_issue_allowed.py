"""Every command × every state × everybody: what `decide` does, and what a page may offer, equals the table.

The story of the district is told twice, with the place itself and with another unit in the lead, so that "subtree"
and "lead unit" are never the same by chance.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from eventlog.errors import Failure
from services.issues.act import Act
from services.issues.deciding import allowed, decide
from services.issues.facts import PublicTextProposed
from services.issues.issue import Issue
from services.issues.publication import ApprovePublicText
from services.kernel.caller import Caller
from tests.oracle import transitions
from tests.oracle.transitions import OPEN, Case, Person
from tests.unit.issues.district import (
    ADMIN,
    ASSIGNED,
    AUDITOR,
    CLOCK,
    COMPLETED,
    DELEGATE,
    DONE,
    EVERYBODY,
    FAR_REVIEWER,
    HANDLER,
    ISSUE,
    LEAD_REVIEWER,
    LEADER,
    OFFICE,
    OTHER_HANDLER,
    PLANNED,
    PLEDGED,
    POSITIONS,
    REPORTED,
    REPORTER,
    RESIDENT,
    REVIEWER,
    SECOND_OFFICE,
    SIGNED,
    SUPERVISOR,
    TRIAGED,
    UNIT_HEAD,
    UNITS,
    UNTIL,
    VISITOR,
    WATER_HANDLER,
    WATER_HEAD,
    act,
    given,
    in_state,
    other,
    person,
    resident,
    same,
    then,
)
from tests.unit.issues.plain_commands import PLAIN, plain

ROWS = transitions.rows()
COMMANDS = [row.command for row in ROWS.values() if row.states]
PARENT = {unit: parent for unit, _, parent in UNITS}
ABOVE: dict[str, tuple[str, ...]] = {}
for unit, parent in PARENT.items():
    ABOVE[unit] = () if parent is None else (parent, *ABOVE[parent])

OTHERS_CODE = "somebody-else"
CONFIDANT = person("cora", "cloud", "confidential_handler")
PEOPLE = (*EVERYBODY, CONFIDANT)
STAFF = (
    VISITOR,
    person("viktor", "reed", "visitor"),
    person("vanda", "lotus", "visitor"),
    person("vito", "water", "visitor"),
    HANDLER,
    person("hugo", "cloud", "handler"),
    UNIT_HEAD,
    OTHER_HANDLER,
    WATER_HANDLER,
    WATER_HEAD,
    OFFICE,
    SECOND_OFFICE,
    person("odile", "reed", "office"),
    person("oleg", "lotus", "office"),
    person("olof", "county", "office"),
    REVIEWER,
    LEAD_REVIEWER,
    FAR_REVIEWER,
    person("ruth", "water", "reviewer", at="cloud"),
    SUPERVISOR,
    person("stig", "lotus", "supervisor"),
    LEADER,
    person("paul", "cloud", "publisher"),
    person("pia", "cloud", "plan_approver"),
    CONFIDANT,
    person("ulla", "cloud", "unit_head"),
    DELEGATE,
    ADMIN,
    AUDITOR,
    person("nemo", "reed"),
)


@dataclass(frozen=True)
class Player:
    """Somebody as the rules see them, and as the oracle does."""

    act: Act
    told: Person

    def __str__(self) -> str:
        roles = "+".join(f"{role}@{unit}" for role, unit in self.told.roles)
        return f"{self.told.name}-{roles or self.told.code or 'nothing'}"


def player(who: Caller) -> Player:
    roles = tuple((held.role, held.unit) for held in who.roles)
    position = POSITIONS.get(who.person, "")
    return Player(act(who, people=PEOPLE), Person(who.person, who.unit or "", roles, position))


PLAYERS = (
    *map(player, STAFF),
    Player(resident(), Person("resident", code=REPORTER)),
    Player(resident(OTHERS_CODE), Person("stranger", code=OTHERS_CODE)),
    Player(act(CLOCK), Person("clock", is_clock=True)),
    Player(act(RESIDENT), Person("the pages without a code")),
)


def story(state: str, lead: str) -> Issue:
    """The issue in this state, worked on by the place itself or by another unit."""
    return given(*(_led_by(lead, fact) for fact in UNTIL[state]))


def _led_by(lead: str, fact: Any) -> Any:
    changes: dict[str, str] = {}
    if hasattr(fact, "lead_unit_id"):
        changes["lead_unit_id"] = lead
    elif fact.by == "hans" and lead != "reed":
        changes |= {"by": "walt", "by_unit": lead}
        changes |= {"unit_id": lead} if hasattr(fact, "unit_id") else {}
    return same(fact, **changes)


def case_of(state: str, lead: str, **more: Any) -> Case:
    """The same story in the oracle's words."""
    told: dict[str, Any] = {
        "place": "reed",
        "state": state,
        "above": ABOVE,
        "reported_by": "vera",
        "reported_home": "reed",
        "reporters": (REPORTER,),
        "other_place": "reed",
        "named": Person("fred", "power", (("reviewer", "power"),)),
    }
    names = [type(fact).__name__ for fact in UNTIL[state]]
    if "IssueAssigned" in names:
        told |= {"handling_units": (lead,), "lead": None if "IssueReturned" in names else lead}
    if names.count("IssueSignedFor") or "IssueReturned" in names:
        told |= {"handling_people": ("hans" if lead == "reed" else "walt",)}
    if "TaskPlanned" in names:
        told |= {"task_units": (lead,)}
    return Case(**{**told, **more})


# What the row's own refusals say of the plain commands on this story, by command and state; all others go through.
GUARDED = {
    **{("file", state): "only_praise_or_suggestion" for state in UNTIL},
    **{("answer_directly", state): "only_consultation_or_suggestion" for state in UNTIL},
    **{("reject", state): "no_proposal" for state in UNTIL},
    ("decide_objection", "rejected"): "no_objection",
    **{
        (command, state): "no_request"
        for command in ("grant_extension", "refuse_extension", "hold", "refuse_hold")
        for state in UNTIL
    },
    ("report_done", "in_progress"): "open_tasks",
    ("close", "reported_done"): "not_called_back",
    **{("answer_supervision", state): "no_open_order" for state in UNTIL},
    **{("release_pledge", state): "not_pledged" for state in UNTIL},
    **{("approve_public_text", state): "no_proposal" for state in UNTIL},
}
ADDED_BY_DOMAIN = {"merge": {"TaskCancelled", "TaskPlanned"}, "answer_directly": {"TaskCancelled"}}


@pytest.mark.parametrize("lead", ["reed", "water"])
@pytest.mark.parametrize("state", UNTIL)
def test_every_command_of_everybody_ends_as_the_table_says(state: str, lead: str):
    issue, case = story(state, lead), case_of(state, lead)
    assert issue.state == state
    for command in COMMANDS:
        row = ROWS[command]
        for who in PLAYERS:
            expected = transitions.verdict(row, who.told, case)
            if expected == OPEN:
                expected = GUARDED.get((command, state)) or OPEN
            assert outcome(row, issue, who) == expected, (command, state, str(who))


def outcome(row: transitions.Row, issue: Issue, who: Player) -> str:
    """The code it is refused with, or OPEN: then the facts and the new state are those of the row."""
    try:
        facts = decide(row.command, issue, plain(row.command, issue), who.act)
    except Failure as failure:
        return failure.code
    made = {type(fact).__name__ for fact in facts}
    assert made >= set(row.facts), (row.command, made)
    assert made <= {*row.facts, *row.may_add, *ADDED_BY_DOMAIN.get(row.command, ())}
    after = then(issue, facts)
    before_merge = issue.state_before_merge or ""
    assert after.state in transitions.destinations(row, issue.state, before_merge), row.command
    return OPEN


@pytest.mark.parametrize("lead", ["reed", "water"])
@pytest.mark.parametrize("state", UNTIL)
def test_what_a_page_may_offer_equals_the_table(state: str, lead: str):
    issue, case = story(state, lead), case_of(state, lead, named=None)
    for who in PLAYERS:
        found = offers(issue, who.act)
        assert set(found) - {"add_note"} == transitions.offered(who.told, case), (state, str(who))
        assert found == {command: GUARDED.get((command, state)) for command in found}, (
            state,
            str(who),
        )


def offers(issue: Issue, by: Act) -> dict[str, str | None]:
    return {
        found.rule.command: found.refusal.code if found.refusal else None
        for found in allowed(issue, by)
    }


@pytest.mark.parametrize("state", UNTIL)
def test_the_holder_of_a_pledge_and_the_office_may_release_it(state: str):
    issue = given(*UNTIL[state], PLEDGED)
    case = case_of(state, "reed", holder="lars", holding_unit="cloud")
    for who in PLAYERS:
        expected = transitions.verdict(ROWS["release_pledge"], who.told, case)
        assert outcome(ROWS["release_pledge"], issue, who) == expected, (state, str(who))


def test_the_head_of_a_unit_that_pledged_may_release_it():
    issue = given(*UNTIL["triaged"], same(PLEDGED, holder_id=None, holder_unit_id="water"))
    heads = [player(who) for who in (person("wim", "water", "unit_head", "handler"), UNIT_HEAD)]
    case = case_of("triaged", "reed", holding_unit="water", handling_units=("water",))
    issue = then(issue, [same(ASSIGNED, lead_unit_id="water")])
    case = case_of("assigned", "water", holding_unit="water")
    for who in heads:
        expected = transitions.verdict(ROWS["release_pledge"], who.told, case)
        assert outcome(ROWS["release_pledge"], issue, who) == expected


def test_only_the_office_of_both_places_merges():
    far = other("triaged", unit_id="lotus")
    fields = same(PLAIN["merge"], target=far)
    case = case_of("triaged", "reed", other_place="lotus")
    for who in PLAYERS:
        expected = transitions.verdict(ROWS["merge"], who.told, case)
        try:
            decide("merge", in_state("triaged"), fields, who.act)
            found = OPEN
        except Failure as failure:
            found = failure.code
        assert found == expected, str(who)


def test_a_handling_reviewer_is_never_designated():
    fields = same(PLAIN["designate_reviewer"], reviewer="lena")
    lena = Person("lena", "reed", (("reviewer", "reed"),))
    for state in UNTIL:
        case = case_of(state, "reed", named=lena)
        for who in PLAYERS:
            try:
                decide("designate_reviewer", story(state, "reed"), fields, who.act)
                found = OPEN
            except Failure as failure:
                found = failure.code
            assert found == transitions.verdict(ROWS["designate_reviewer"], who.told, case)


def test_the_named_reviewer_from_outside_is_offered_the_review():
    named = same(ASSIGNED, reviewer_id="fred")
    issue = given(REPORTED, TRIAGED, named, SIGNED, PLANNED, COMPLETED, DONE)
    fred = player(FAR_REVIEWER)
    found = offers(issue, fred.act)
    expected = transitions.offered(fred.told, case_of("reported_done", "reed", reviewer="fred"))
    assert set(found) == expected == {"record_callback", "order_rework", "close"}


def test_a_support_unit_is_offered_its_task_only():
    issue = given(
        REPORTED, same(ASSIGNED, support_unit_ids=("water",)), same(PLANNED, unit_id="water")
    )
    case = case_of("in_progress", "reed", handling_units=("reed", "water"), task_units=("water",))
    walt = player(WATER_HANDLER)
    found = set(offers(issue, walt.act)) - {"add_note"}
    assert found == transitions.offered(walt.told, case)
    assert found == {"report_progress", "complete_task", "propose_public_text", "supplement"}


def test_who_proposed_the_text_may_not_approve_it():
    proposed = PublicTextProposed(
        issue_id=ISSUE, by="olga", by_unit="cloud", part="public_text", text="排水不畅。"
    )
    for state in UNTIL:
        issue = given(*UNTIL[state], proposed)
        case = case_of(state, "reed", proposers=("olga",))
        for who in PLAYERS:
            expected = transitions.verdict(ROWS["approve_public_text"], who.told, case)
            try:
                decide("approve_public_text", issue, ApprovePublicText(part="public_text"), who.act)
                found = OPEN
            except Failure as failure:
                found = failure.code
            assert found == expected, (state, str(who))


@pytest.mark.parametrize("state", UNTIL)
def test_on_a_confidential_issue_every_role_counts_for_a_confidential_handler_only(state: str):
    first, *rest = UNTIL[state]
    issue = given(same(first, kind="tipoff", confidential=True), *rest)
    case = case_of(state, "reed", is_confidential=True)
    both = [
        player(
            person(who.person, who.unit or "", *(r.role for r in who.roles), "confidential_handler")
        )
        for who in (OFFICE, SECOND_OFFICE, REVIEWER, SUPERVISOR, UNIT_HEAD)
    ]
    for who in (*PLAYERS, *both):
        for command in set(COMMANDS) - {"propose_public_text", "merge"}:
            row = ROWS[command]
            expected = transitions.verdict(row, who.told, case)
            found = outcome(row, issue, who)
            if expected != OPEN:
                assert found == expected, (command, state, str(who))


def test_the_plain_cases_by_hand():
    assert set(offers(in_state("assigned"), act(HANDLER))) == {
        "supplement",
        "return_back",
        "sign_for",
        "contact_person",
        "plan_task",
        "request_hold",
        "answer_supervision",
        "propose_public_text",
        "add_note",
    }
    assert offers(in_state("reported_done"), act(REVIEWER)) == {
        "record_callback": None,
        "order_rework": None,
        "close": "not_called_back",
        "approve_public_text": "no_proposal",
        "add_note": None,
    }
    assert offers(in_state("rejected"), act(SUPERVISOR)) == {
        "decide_objection": "no_objection",
        "add_note": None,
    }
    assert offers(in_state("closed"), resident()) == {
        "supplement": None,
        "reopen": None,
        "rate": None,
    }
    assert set(offers(in_state("closed"), act(VISITOR))) == {"supplement", "reopen"}
    assert set(offers(in_state("held"), act(CLOCK))) == {"escalate"}


@pytest.mark.parametrize("state", UNTIL)
def test_the_admin_and_the_auditor_are_offered_nothing(state: str):
    assert offers(in_state(state), act(ADMIN)) == offers(in_state(state), act(AUDITOR)) == {}
