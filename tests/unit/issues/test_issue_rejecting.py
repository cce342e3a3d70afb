"""不予受理: two persons reject, the person objects once, a supervisor decides."""

from services.issues.intake import AssignIssue
from services.issues.rejecting import (
    DecideObjection,
    ObjectToRejection,
    ProposeReject,
    RejectIssue,
)
from tests.unit.issues.district import (
    DUE,
    OFFICE,
    REJECTED,
    REJECTION,
    REPORTER,
    SECOND_OFFICE,
    SUPERVISOR,
    VISITOR,
    by_code,
    in_state,
    same,
    then,
    when,
)
from tests.unit.refused import forbidden, refused

OBJECT = ObjectToRejection(words="归你们管")
GRANT = DecideObjection(granted=True, reason="应当受理")
REFUSE = DecideObjection(granted=False, reason="不属本区职权")


def test_a_rejection_has_a_reason_and_two_persons():
    issue = in_state("triaged")
    with refused("reason_missing"):
        when("propose_reject", issue, ProposeReject(), OFFICE)
    with refused("no_proposal"):
        when("reject", issue, RejectIssue(), SECOND_OFFICE)
    proposed = then(issue, when("propose_reject", issue, ProposeReject(reason="不属本区"), OFFICE))
    assert proposed.state == "triaged"
    with refused("second_person"):
        when("reject", proposed, RejectIssue(), OFFICE)
    (fact,) = when("reject", proposed, RejectIssue(), SECOND_OFFICE)
    assert (fact.proposed_by, then(proposed, [fact]).state) == ("olga", "rejected")


def test_whoever_proposes_it_anew_is_the_one_who_may_not_agree():
    proposed = in_state("triaged", REJECTION, same(REJECTION, by="oskar"))
    with refused("second_person"):
        when("reject", proposed, RejectIssue(), SECOND_OFFICE)
    assert when("reject", proposed, RejectIssue(), OFFICE)


def test_an_assignment_ends_the_proposal():
    issue = in_state("triaged", REJECTION)
    told = AssignIssue(lead_unit="water", due=DUE)
    assigned = then(issue, when("assign", issue, told, SECOND_OFFICE))
    assert assigned.rejection_by is None


def test_the_person_objects_once_by_code_or_through_staff():
    rejected = in_state("rejected")
    (own,) = by_code("object_to_rejection", rejected, OBJECT)
    assert (own.reporter_id, own.own_words, own.words) == (REPORTER, "归你们管", None)
    (heard,) = when("object_to_rejection", rejected, OBJECT, VISITOR)
    assert (heard.reporter_id, heard.own_words, heard.words) == (None, None, "归你们管")
    objected = then(rejected, [own])
    assert (objected.state, objected.is_objection_open) == ("rejected", True)
    with refused("objected_already"):
        by_code("object_to_rejection", objected, OBJECT)
    with refused("objected_already"):
        when("object_to_rejection", objected, OBJECT, OFFICE)


def test_a_supervisor_decides_with_a_reason_what_was_objected_to():
    rejected = in_state("rejected")
    with refused("no_objection"):
        when("decide_objection", rejected, GRANT, SUPERVISOR)
    objected = then(rejected, by_code("object_to_rejection", rejected, OBJECT))
    with refused("reason_missing"):
        when("decide_objection", objected, DecideObjection(granted=True), SUPERVISOR)
    with forbidden():
        when("decide_objection", objected, GRANT, OFFICE)
    decided = then(objected, when("decide_objection", objected, REFUSE, SUPERVISOR))
    assert (decided.state, decided.is_objection_open) == ("rejected", False)
    with refused("no_objection"):
        when("decide_objection", decided, GRANT, SUPERVISOR)
    with refused("objected_already"):
        by_code("object_to_rejection", decided, OBJECT)


def test_a_granted_objection_begins_the_issue_anew():
    rejected = in_state("rejected")
    objected = then(rejected, by_code("object_to_rejection", rejected, OBJECT))
    decided, reopened = when("decide_objection", objected, GRANT, SUPERVISOR)
    assert (decided.granted, reopened.state, reopened.cause) == (True, "reported", "objection")
    anew = then(objected, [decided, reopened])
    assert (anew.state, anew.reopenings, anew.rejection_by) == ("reported", 1, None)
    with refused("no_proposal"):  # the old proposal is over
        when("reject", anew, RejectIssue(), SECOND_OFFICE)


def test_one_objection_is_all_even_when_it_is_rejected_again():
    rejected = in_state("rejected")
    objected = then(rejected, by_code("object_to_rejection", rejected, OBJECT))
    anew = then(objected, when("decide_objection", objected, GRANT, SUPERVISOR))
    again = then(anew, [REJECTION, REJECTED])
    with refused("objected_already"):
        by_code("object_to_rejection", again, OBJECT)
