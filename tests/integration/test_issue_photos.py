"""Photos of an issue on both storages: sealed where they lie, gone when removed, unreadable when forgotten."""

import base64
import io
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from eventlog.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from services.issues.numbers import issue_id_of_problem
from services.issues.photos.attaching import MOST_PHOTOS
from services.issues.tables import photo_file
from tests.integration.issues_fixtures import world as world
from tests.integration.issues_world import (
    ADMIN,
    HANDLER,
    NEIGHBOUR,
    OFFICE,
    REVIEWER,
    VISITOR,
    IssuesWorld,
    assigned,
)
from tests.integration.pausing import pause
from tests.integration.test_issues_from_visits import party, visit
from tests.photo_samples import MARKER, base64_of, from_a_phone, picture, written

CAPTION = "马克说明：灯杆在这里"
SENT = base64_of(from_a_phone())


def attached(world: IssuesWorld, issue: str, who: Any = VISITOR, photo: str = SENT) -> str:
    """The id of the new photo."""
    world.does(who, "attach_photo", id=issue, photo=photo, caption=CAPTION)
    return world.get(issue)["photos"][-1]["id"]


def rows(world: IssuesWorld) -> list[Any]:
    with world.issues.environment.engine.connect() as conn:
        return list(conn.execute(photo_file.select()))


def shown(world: IssuesWorld, issue: str, photo: str, who: Any = OFFICE, **more: Any) -> bytes:
    answer = world.call(who, "photo", id=issue, photo_id=photo, **more)
    return base64.b64decode(answer["content"])


def everything(world: IssuesWorld) -> bytes:
    """All tables with their bytes, and on SQLite the files as they lie."""
    engine = world.issues.environment.engine
    if engine.dialect.name != "sqlite":
        with engine.connect() as conn:
            tables = conn.exec_driver_sql(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            ).scalars()
            found = [conn.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in tables]
        return b"".join(
            value if isinstance(value, bytes) else str(value).encode()
            for table in found
            for row in table
            for value in row
        )
    file = Path(engine.url.database or "")
    with sqlite3.connect(file) as conn:
        conn.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def test_a_photo_is_shown_to_whoever_sees_the_issue(world: IssuesWorld):
    issue = world.reported()
    photo = attached(world, issue)
    [told] = world.get(issue)["photos"]
    assert (told["by"], told["by_unit"], told["caption"]) == ("vera", "reed", CAPTION)
    assert (told["width"], told["height"], told["removable"]) == (60, 40, True)
    assert told["at"].startswith("2026-11-24T02:00")
    answer = world.call(OFFICE, "photo", id=issue, photo_id=photo)
    content = base64.b64decode(answer.pop("content"))
    assert answer == {"media_type": "image/jpeg", "width": 60, "height": 40, "caption": CAPTION}
    assert len(content) == told["size"]
    assert Image.open(io.BytesIO(content)).size == (60, 40)
    assert shown(world, issue, photo, small=True)


def test_the_small_one_is_small(world: IssuesWorld):
    issue = world.reported()
    photo = attached(world, issue, photo=base64_of(written(picture((900, 600)))))
    small = Image.open(io.BytesIO(shown(world, issue, photo, small=True)))
    assert (small.size, world.get(issue)["photos"][0]["width"]) == ((320, 213), 900)


def test_who_does_not_see_the_issue_sees_no_photo(world: IssuesWorld):
    issue = world.reported()
    photo = attached(world, issue)
    for stranger in (NEIGHBOUR, ADMIN):
        for method, more in (
            ("photo", {"photo_id": photo}),
            ("attach_photo", {"photo": SENT, "command_id": "a"}),
            ("remove_photo", {"photo_id": photo, "command_id": "r"}),
        ):
            with pytest.raises(NotFound):
                world.call(stranger, method, id=issue, **more)
    with pytest.raises(NotFound):
        world.call(OFFICE, "photo", id=issue, photo_id="nobody-has-this")
    with pytest.raises(NotFound):
        world.call(OFFICE, "photo", id=world.reported(), photo_id=photo)


def test_those_at_work_and_those_above_may_add_one(world: IssuesWorld):
    issue = world.reported()
    assigned(world, issue)
    for who in (VISITOR, HANDLER, OFFICE, REVIEWER):
        attached(world, issue, who)
    assert [photo["by"] for photo in world.get(issue)["photos"]] == ["vera", "hans", "olga", "rita"]
    assert (len(rows(world)), world.get(issue)["photos_left"]) == (1, MOST_PHOTOS - 4)


def test_it_is_removed_by_who_added_it_or_by_the_office(world: IssuesWorld):
    issue = world.reported()
    assigned(world, issue)
    mine, yours = attached(world, issue), attached(world, issue, HANDLER)
    with pytest.raises(Forbidden):
        world.does(REVIEWER, "remove_photo", id=issue, photo_id=mine)
    with pytest.raises(Forbidden):
        world.does(VISITOR, "remove_photo", id=issue, photo_id=yours)
    seen = {p["id"]: p["removable"] for p in world.get(issue, VISITOR)["photos"]}
    assert seen == {mine: True, yours: False}
    world.does(VISITOR, "remove_photo", id=issue, photo_id=mine, reason="拍错了")
    world.does(OFFICE, "remove_photo", id=issue, photo_id=yours)
    assert world.get(issue)["photos"] == []
    with pytest.raises(Refused, match="photo_removed"):
        world.does(OFFICE, "remove_photo", id=issue, photo_id=yours)


def test_the_same_photo_twice_is_stored_once_and_goes_with_the_last(world: IssuesWorld):
    issue, other = world.reported(), world.reported()
    one, two = attached(world, issue), attached(world, issue)
    elsewhere = attached(world, other)
    assert len({row.digest for row in rows(world)}) == len(rows(world)) == 2
    world.does(VISITOR, "remove_photo", id=issue, photo_id=one)
    assert shown(world, issue, two) == shown(world, other, elsewhere)
    with pytest.raises(NotFound):
        shown(world, issue, one)
    world.does(VISITOR, "remove_photo", id=issue, photo_id=two)
    assert len(rows(world)) == 1
    assert shown(world, other, elsewhere)


def test_a_photo_lies_sealed_and_is_in_no_fact(world: IssuesWorld):
    issue = world.reported()
    photo = attached(world, issue)
    plain = shown(world, issue, photo)
    world.settle()
    stored = everything(world)
    assert b"PhotoAttached" in stored
    for marker in (MARKER, CAPTION.encode(), plain[-200:], plain[100:300], plain.hex().encode()):
        assert marker not in stored
    assert base64_of(plain).encode()[:200] not in stored
    assert b"JFIF" not in stored


def test_a_removed_photo_is_gone(world: IssuesWorld):
    issue = world.reported()
    photo = attached(world, issue)
    [sealed] = rows(world)
    assert bytes(sealed.picture)[:64] in everything(world)
    world.does(VISITOR, "remove_photo", id=issue, photo_id=photo)
    world.issues.environment.keyring.scrub()
    left = everything(world)
    for content in (sealed.picture, sealed.thumbnail):
        assert bytes(content)[:64] not in left


def test_a_forgotten_person_s_photos_are_unreadable_and_gone(world: IssuesWorld):
    who = party(world)
    issue = issue_id_of_problem(visit(world, {}, who=who), 1)
    other = world.reported()
    photo, kept = attached(world, issue), attached(world, other)
    [sealed] = [row for row in rows(world) if row.issue_id == issue]
    world.visited(OFFICE, "forget_person", command_id="forget", person_id=who)
    assert len(rows(world)) == 1
    assert shown(world, other, kept)
    assert world.get(issue)["photos"] == []
    with pytest.raises(NotFound):
        shown(world, issue, photo)
    # A copy of the row from a backup opens nothing any more.
    with world.issues.environment.engine.begin() as conn:
        conn.execute(photo_file.insert().values(sealed._asdict()))
    assert world.get(issue)["photos"] == []
    with pytest.raises(NotFound):
        shown(world, issue, photo)


def test_adding_beside_the_forgetting_of_the_reporter_leaves_nothing_unforgotten(
    world: IssuesWorld,
):
    who, engine = party(world), world.issues.environment.engine
    issue = issue_id_of_problem(visit(world, {}, who=who), 1)
    with pause(engine, "INSERT INTO photo_file") as adding, ThreadPoolExecutor(2) as pool:
        asked = {"id": issue, "photo": SENT, "command_id": "attach"}
        added = pool.submit(world.call, VISITOR, "attach_photo", **asked)
        adding.reached()
        forget = {"command_id": "forget", "person_id": who}
        forgotten = pool.submit(world.visited, OFFICE, "forget_person", **forget)
        adding.until(forgotten)
    assert added.result()["id"] == issue
    assert forgotten.result()["id"] == who
    world.settle()
    assert rows(world) == []


def test_nine_are_the_most(world: IssuesWorld):
    issue = world.reported()
    photos = [attached(world, issue) for _ in range(MOST_PHOTOS)]
    with pytest.raises(Refused) as refused:
        attached(world, issue)
    assert (refused.value.code, refused.value.params) == ("photo_limit", {"most": MOST_PHOTOS})
    assert world.get(issue)["photos_left"] == 0
    world.does(VISITOR, "remove_photo", id=issue, photo_id=photos[0])
    attached(world, issue)


def test_the_same_command_adds_one(world: IssuesWorld):
    issue = world.reported()
    asked = {"id": issue, "photo": SENT, "command_id": "once", "expected_version": 1}
    first = world.does(VISITOR, "attach_photo", **asked)
    assert world.does(VISITOR, "attach_photo", **asked) == first
    assert len(world.get(issue)["photos"]) == 1
    with pytest.raises(Conflict):
        world.does(VISITOR, "attach_photo", id=issue, photo=SENT, expected_version=1)


def test_what_is_refused_leaves_no_file(world: IssuesWorld):
    issue = world.reported()
    for photo, code in (("AAAA", "file_type"), ("A" * 6_666_672, "file_size"), ("é", "base64")):
        with pytest.raises(Invalid) as invalid:
            world.does(VISITOR, "attach_photo", id=issue, photo=photo)
        assert invalid.value.params == {"photo": [code]}
    with pytest.raises(Conflict):
        world.does(VISITOR, "attach_photo", id=issue, photo=SENT, expected_version=7)
    assert (rows(world), world.get(issue)["photos"]) == ([], [])


def test_the_story_tells_of_it_and_the_state_stays(world: IssuesWorld):
    issue = world.reported()
    photo = attached(world, issue)
    world.does(VISITOR, "remove_photo", id=issue, photo_id=photo, reason="拍错了")
    removed, added, _ = world.call(OFFICE, "timeline", id=issue)["items"]
    assert (added["type"], added["words"]) == ("PhotoAttached", {"caption": CAPTION})
    assert (removed["type"], removed["words"]) == ("PhotoRemoved", {"reason": "拍错了"})
    assert world.get(issue)["state"] == "reported"
