"""Who may decide what of an edition and of an objection, and what is in the way: pure rules, given facts."""

from datetime import date

import pytest

from eventlog.fact import Fact
from services.kernel.caller import Caller, Role
from services.kernel.units import Unit, UnitTree
from services.reports.facts import (
    EditionApproved,
    EditionDrafted,
    EditionPublicationOrdered,
    EditionPublished,
    ObjectionAnswerProposed,
    ObjectionRaised,
    StudyRecorded,
)
from services.reports.workflow.actor import Actor, actor
from services.reports.workflow.approval import Proof, approve, blocking, publish
from services.reports.workflow.drafting import DraftEdition, discard, draft, next_month
from services.reports.workflow.edition import Edition, edition_of
from services.reports.workflow.objection import approve_answer, objection_of, propose_answer
from services.reports.workflow.study import Decision, RecordStudy, record_study
from services.reports.workflow.withdrawal import withdraw
from tests.unit.refused import invalid, refused

TODAY = date(2026, 7, 2)
PROOF = Proof(texts_position=9, content_digest="sha256:1", hits=0, is_current=True)
TREE = UnitTree(
    [Unit("root", "管理区", "district", None), Unit("reed", "苇塘", "community", "root")]
)


def by(person: str) -> Actor:
    return Actor(person, frozenset(), TODAY)


def drafted(month: str = "2026-06", number: int = 1, cut: int = 5) -> EditionDrafted:
    of = {"edition_id": f"e{number}", "number": number, "month": month, "by": "anna"}
    return EditionDrafted(**of, previous_cut=0, cut=cut, campaign_position=3)


STUDIED = StudyRecorded(edition_id="e1", held_on=TODAY, unit_ids=("root",), by="bert")
APPROVED = EditionApproved(edition_id="e1", texts_position=9, content_digest="sha256:1", by="cora")
ORDERED = EditionPublicationOrdered(edition_id="e1", published_on=TODAY, by="dora")
PRINTED = EditionPublished(edition_id="e1", digest="d", root="r", signature="s", key_id="k")


def edition(*facts: Fact) -> Edition:
    return edition_of([drafted(), *facts])


def test_a_role_counts_over_the_whole_tree_only() -> None:
    roles = (Role("office", "root"), Role("reviewer", "reed"))
    assert actor(Caller("anna", "root", roles), TREE, TODAY).roles == {"office"}


def test_the_next_edition_begins_where_the_last_one_ended() -> None:
    before = edition(STUDIED, APPROVED, ORDERED, PRINTED)
    late = Actor("anna", frozenset(), date(2026, 8, 1))
    [fact] = draft([before], DraftEdition("e2", "2026-07", 8, 4), late)
    assert isinstance(fact, EditionDrafted)
    assert (fact.number, fact.previous_cut, fact.cut) == (2, 5, 8)


def test_months_are_drafted_when_they_are_over_one_after_another() -> None:
    order = DraftEdition("e2", "2026-07", 8, 4)
    with refused("month_not_over", **{"from": "2026-08-01"}):
        draft([], order, by("anna"))
    with refused("edition_open", number=1):
        draft([edition()], DraftEdition("e2", "2026-06", 8, 4), by("anna"))
    printed = edition(STUDIED, APPROVED, ORDERED, PRINTED)
    with refused("month_not_next", month="2026-07"):
        draft([printed], DraftEdition("e2", "2026-05", 8, 4), by("anna"))
    assert next_month("2026-12") == "2027-01"


def test_a_study_is_of_the_month_or_later_and_decides_each_item_once() -> None:
    twice = [Decision("WT-1", "carry_on"), Decision("WT-1", "take_on")]
    with invalid(**{"items.1.number": ["choice"]}):
        record_study(edition(), RecordStudy(TODAY, ("root",), twice), by("bert"))
    for day in (date(2026, 5, 31), date(2026, 7, 3)):
        with invalid(held_on=["range"]):
            record_study(edition(), RecordStudy(day, ("root",)), by("bert"))


def test_an_edition_is_approved_as_it_was_seen_by_somebody_who_prepared_nothing() -> None:
    with refused("not_studied"):
        approve(edition(), "sha256:1", PROOF, by("cora"))
    for person in ("anna", "bert"):
        with refused("second_person"):
            approve(edition(STUDIED), "sha256:1", PROOF, by(person))
    outdated = Proof(9, "sha256:1", 0, is_current=False)
    for digest, proof in (("sha256:2", PROOF), ("sha256:1", None), ("sha256:1", outdated)):
        with refused("proof_outdated"):
            approve(edition(STUDIED), digest, proof, by("cora"))
    with refused("hits_remain", count=2):
        approve(edition(STUDIED), "sha256:1", Proof(9, "sha256:1", 2, True), by("cora"))
    assert approve(edition(STUDIED), "sha256:1", PROOF, by("cora")) == [APPROVED]


def test_what_is_in_the_way_is_named_before_anybody_tries() -> None:
    hits = Proof(9, "sha256:1", 2, True)
    assert blocking(edition(), None, by("anna")) == [
        "not_studied",
        "second_person",
        "proof_outdated",
    ]
    assert blocking(edition(STUDIED), hits, by("cora")) == ["hits_remain"]
    assert blocking(edition(STUDIED), PROOF, by("cora")) == []


def test_only_what_is_approved_is_printed_and_what_is_printed_stays() -> None:
    with refused("not_in_state", state="studied"):
        publish(edition(STUDIED), True, by("dora"))
    with refused("proof_outdated"):
        publish(edition(STUDIED, APPROVED), False, by("dora"))
    assert publish(edition(STUDIED, APPROVED), True, by("dora")) == [ORDERED]
    for facts in ((ORDERED,), (ORDERED, PRINTED)):
        with refused("not_in_state"):
            discard(edition(STUDIED, APPROVED, *facts), by("anna"))


def test_a_row_is_withdrawn_once() -> None:
    with refused("withdrawn_already"):
        withdraw("problem", "WT-1", "mistaken", True, by("dora"))


RAISED = ObjectionRaised(objection_id="o", number="YY-0001-001", edition_number=1, due=TODAY)


def test_an_answer_is_approved_by_another_and_as_long_as_its_words_are_there() -> None:
    with refused("no_proposal"):
        approve_answer(objection_of([RAISED]), by("bert"))
    proposed = ObjectionAnswerProposed(objection_id="o", text="已去看过", by="anna")
    with refused("second_person"):
        approve_answer(objection_of([RAISED, proposed]), by("anna"))
    forgotten = ObjectionAnswerProposed(objection_id="o", text=None, by="anna")
    with refused("no_proposal"):
        approve_answer(objection_of([RAISED, forgotten]), by("bert"))
    [answer] = approve_answer(objection_of([RAISED, proposed]), by("bert"))
    with refused("not_in_state", state="answered"):
        approve_answer(objection_of([RAISED, proposed, answer]), by("bert"))


@pytest.mark.parametrize("text", ["请拨13900000009", "李先生说过"])
def test_an_answer_names_nobody(text: str) -> None:
    with refused("text_has_personal_data"):
        propose_answer(objection_of([RAISED]), text, by("anna"))
