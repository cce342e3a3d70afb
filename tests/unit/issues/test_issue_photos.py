"""Photos of an issue: who may add one and take one away, and how many there may be."""

import pytest

from eventlog.errors import Conflict, Forbidden, NotFound, Refused
from services.issues.facts import PhotoAttached, PhotoRemoved
from services.issues.photos.attaching import (
    MOST_PHOTOS,
    AttachPhoto,
    RemovePhoto,
    may_remove,
    photos_left,
    photos_of,
)
from services.issues.vocabulary import STATES
from tests.unit.issues.district import (
    ADMIN,
    FAR_REVIEWER,
    HANDLER,
    ISSUE,
    LEAD_REVIEWER,
    OFFICE,
    OTHER_HANDLER,
    REVIEWER,
    UNIT_HEAD,
    UNTIL,
    VISITOR,
    WATER_HANDLER,
    act,
    given,
    in_state,
    person,
    same,
    when,
)

ATTACH = AttachPhoto(
    photo_id="p1",
    digest="d1",
    media_type="image/jpeg",
    size=900,
    width=60,
    height=40,
    caption="灯杆",
)
ATTACHED = PhotoAttached(issue_id=ISSUE, by="vera", by_unit="reed", **vars(ATTACH))
REMOVE = RemovePhoto(photo_id="p1", attached_by="vera", reason="拍错了")
REMOVED = PhotoRemoved(issue_id=ISSUE, by="vera", by_unit="reed", photo_id="p1", reason="拍错了")
BY_WATER = same(UNTIL["assigned"][2], lead_unit_id="water")
SUPERVISOR = person("sue", "cloud", "supervisor")
PUBLISHER = person("paul", "cloud", "publisher")
WATER_VISITOR = person("wes", "water", "visitor")


def with_photos(count: int):
    photos = (same(ATTACHED, photo_id=f"p{n}") for n in range(1, count + 1))
    return given(*UNTIL["assigned"], *photos)


@pytest.mark.parametrize("state", [state for state in STATES if state in UNTIL])
def test_a_photo_is_added_in_any_state_and_changes_none(state):
    issue = in_state(state)
    assert when("attach_photo", issue, ATTACH, VISITOR) == [ATTACHED]
    assert given(*UNTIL[state], ATTACHED).state == state


@pytest.mark.parametrize("who", [VISITOR, HANDLER, UNIT_HEAD, OFFICE, REVIEWER, LEAD_REVIEWER])
def test_those_of_the_place_and_above_it_may_add_one(who):
    [fact] = when("attach_photo", in_state("assigned"), ATTACH, who)
    assert (fact.by, photos_left(in_state("assigned"), act(who))) == (who.person, MOST_PHOTOS)


@pytest.mark.parametrize("who", [WATER_HANDLER, WATER_VISITOR])
def test_those_of_a_unit_that_handles_it_may_too(who):
    issue = given(*UNTIL["triaged"], BY_WATER)
    [fact] = when("attach_photo", issue, ATTACH, who)
    assert fact.by_unit == "water"
    with pytest.raises(NotFound):
        when("attach_photo", in_state("assigned"), ATTACH, who)


def test_the_reviewer_named_from_elsewhere_may_too():
    issue = given(*UNTIL["triaged"], same(BY_WATER, reviewer_id="fred"))
    [fact] = when("attach_photo", issue, ATTACH, FAR_REVIEWER)
    assert fact.by_unit == "power"


@pytest.mark.parametrize("who", [SUPERVISOR, PUBLISHER])
def test_who_only_looks_on_may_not(who):
    issue = with_photos(1)
    for command, order in (("attach_photo", ATTACH), ("remove_photo", REMOVE)):
        with pytest.raises(Forbidden):
            when(command, issue, order, who)
    assert photos_left(issue, act(who)) == 0


@pytest.mark.parametrize("who", [ADMIN, OTHER_HANDLER])
def test_for_who_does_not_see_the_issue_there_is_none(who):
    for command, order in (("attach_photo", ATTACH), ("remove_photo", REMOVE)):
        with pytest.raises(NotFound):
            when(command, with_photos(1), order, who)


def test_nine_are_the_most():
    issue = with_photos(MOST_PHOTOS)
    assert photos_left(issue, act(VISITOR)) == 0
    with pytest.raises(Refused) as refused:
        when("attach_photo", issue, ATTACH, VISITOR)
    assert (refused.value.code, refused.value.params) == ("photo_limit", {"most": MOST_PHOTOS})
    with pytest.raises(Conflict):
        when("attach_photo", issue, ATTACH, VISITOR, version=1)


def test_who_added_it_and_the_office_take_it_away_and_nobody_else():
    issue = with_photos(1)
    assert when("remove_photo", issue, REMOVE, VISITOR) == [REMOVED]
    assert when("remove_photo", issue, REMOVE, OFFICE)[0].by == "olga"
    for who in (HANDLER, UNIT_HEAD, REVIEWER):
        with pytest.raises(Forbidden):
            when("remove_photo", issue, REMOVE, who)
    offered = [may_remove(issue, ATTACHED, act(who)) for who in (VISITOR, OFFICE, HANDLER)]
    assert offered == [True, True, False]


def test_what_is_removed_is_removed_once():
    gone = given(*UNTIL["assigned"], ATTACHED, REMOVED)
    assert gone.photos == ()
    assert photos_of([ATTACHED, REMOVED]) == {"p1": ATTACHED}
    with pytest.raises(Refused, match="photo_removed"):
        when("remove_photo", gone, REMOVE, VISITOR)
