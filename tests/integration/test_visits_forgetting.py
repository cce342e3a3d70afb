"""Forgetting a party: its words, and those of every visit to it, are found nowhere afterwards."""

import pytest

from eventlog.errors import Forbidden, NotFound, Refused
from eventlog.log import Transaction
from eventlog.projection import Generation
from tests.integration.visits_world import (
    ADMIN,
    ISSUES,
    OFFICE,
    OPERATOR,
    REVIEWER,
    SOUTHERNER,
    VISITOR,
    VisitsWorld,
)

PROBLEM = {
    "verbatim": "路灯坏了",
    "contact_name": "小余",
    "contact_phone": "13900001111",
    "contact_email": "yu@example.org",
    "solved_on_spot": {"result": "换了灯泡"},
}


@pytest.fixture
def world(storage_url):
    world = VisitsWorld(storage_url)
    yield world
    world.engine.dispose()


def visited(world: VisitsWorld) -> tuple[str, str]:
    """A party and a visit to it."""
    party = world.party(phone="13812345678", external_id="H-1")
    visit = world.command(
        VISITOR, "record", party_id=party, outcome="met", note="身体都好", problems=[PROBLEM]
    )
    return party, visit["id"]


def keys(world: VisitsWorld) -> int:
    """How many keys are left."""
    with world.engine.connect() as conn:
        return conn.exec_driver_sql(
            "SELECT count(*) FROM subject_key WHERE wrapped IS NOT NULL"
        ).scalar_one()


def test_what_was_said_is_gone_and_what_happened_stays(world):
    party, visit = visited(world)
    world.command(OFFICE, "forget_person", person_id=party)
    assert world.call(ISSUES, "problem_words", visit_id=visit, n=1) == {
        "verbatim": None,
        "contact_name": None,
        "contact_phone": None,
        "contact_email": None,
        "result": None,
    }
    told = world.call(REVIEWER, "get", id=visit)
    assert (told["note"], told["party"]["name"], told["outcome"]) == (None, None, "met")
    assert world.call(REVIEWER, "list")["items"][0]["party"]["name"] is None
    assert keys(world) == 0
    assert world.types()[-1] == "PersonForgotten"


def test_who_is_forgotten_is_not_found_any_more(world):
    party, _ = visited(world)
    assert world.call(OFFICE, "parties", q="余大明")["total"] == 1
    world.command(OFFICE, "forget_person", person_id=party)
    for typed in ("余", "大明", "5678", "13812345678", None):
        assert world.call(OFFICE, "parties", q=typed)["total"] == 0
    with world.engine.connect() as conn:
        tables = world.app.read_models.live(conn, world.app.register)
        assert list(conn.execute(tables["party_token"].select())) == []
        [row] = conn.execute(tables["party"].select())
    assert (row.name, row.phone, row.name_token, row.forgotten) == (None, None, None, True)


def test_another_party_keeps_its_words(world):
    party, _ = visited(world)
    world.command(
        OPERATOR,
        "import_parties",
        rows=[{"kind": "household", "name": "李四", "unit_code": "north"}],
        dry_run=False,
    )
    world.command(OFFICE, "forget_person", person_id=party)
    assert world.call(OFFICE, "parties", q="李四")["total"] == 1


def test_the_second_time_the_answer_is_the_same(world):
    party, _ = visited(world)
    first = world.command(OFFICE, "forget_person", person_id=party)
    assert world.command(OFFICE, "forget_person", person_id=party) == first
    assert world.types().count("PersonForgotten") == 1


def test_nobody_is_forgotten_by_those_who_may_not(world):
    party, _ = visited(world)
    with pytest.raises(Forbidden):
        world.command(VISITOR, "forget_person", person_id=party)
    with pytest.raises(NotFound):
        world.command(SOUTHERNER, "forget_person", person_id=party)
    with pytest.raises(NotFound):
        world.command(OFFICE, "forget_person", person_id="unheard-of")


def test_office_admin_and_operator_may_forget(world):
    for n, caller in enumerate((OFFICE, ADMIN, OPERATOR)):
        party = world.party(name=f"户{n}")
        world.command(caller, "forget_person", person_id=party)
    assert keys(world) == 0


def test_a_forgotten_party_is_neither_visited_nor_imported_again(world):
    party, _ = visited(world)
    world.command(OFFICE, "forget_person", person_id=party)
    with pytest.raises(Refused, match="party_forgotten"):
        world.command(VISITOR, "record", party_id=party, outcome="met")
    row = {"kind": "household", "name": "余大明", "unit_code": "north", "external_id": "H-1"}
    report = world.command(OPERATOR, "import_parties", rows=[row], dry_run=False)
    assert report["errors"] == [{"row": 2, "field": "external_id", "code": "party_forgotten"}]


def test_a_visit_that_no_follower_has_seen_yet_is_forgotten_too(world):
    party, _ = visited(world)
    world.call(
        VISITOR, "record", command_id="unseen", party_id=party, outcome="met", problems=[PROBLEM]
    )
    world.call(OFFICE, "forget_person", command_id="forget", person_id=party)
    assert keys(world) == 0


def test_a_visit_appended_while_its_party_is_being_forgotten_loses_its_key(world, monkeypatch):
    party, _ = visited(world)
    append = Transaction.append
    passed_check = []

    def forget_first(transaction, writes, **more):
        """Another process forgets the party after this one has looked it up."""
        if not passed_check:
            passed_check.append((writes, more))
            raise Refused("stopped_here")
        return append(transaction, writes, **more)

    monkeypatch.setattr(Transaction, "append", forget_first)
    with pytest.raises(Refused, match="stopped_here"):
        world.command(VISITOR, "record", party_id=party, outcome="met", note="身体都好")
    world.command(OFFICE, "forget_person", person_id=party)
    [(writes, more)] = passed_check
    world.app.log.once(more["command"], lambda transaction: transaction.append(writes, **more))
    assert keys(world) == 1
    world.settle()
    assert keys(world) == 0


def test_what_forgetting_left_undone_is_finished_from_the_log(world, monkeypatch):
    party, visit = visited(world)
    monkeypatch.setattr(world.app, "visits_of", lambda conn, party_id: set())
    world.call(OFFICE, "forget_person", command_id="forget", person_id=party)
    assert keys(world) == 1
    world.settle()
    assert keys(world) == 0
    assert world.call(REVIEWER, "get", id=visit)["note"] is None


def test_a_rebuilt_register_equals_the_live_one(world):
    party, _ = visited(world)
    world.command(OFFICE, "forget_person", person_id=party)
    for projection in (world.app.register, world.app.book):
        beside = Generation(projection, 2)
        with world.engine.begin() as conn:
            beside.metadata().create_all(conn)
            projection.apply(conn, beside.tables(), "visits", world.app.log.read(0, 1000))
            live = world.app.read_models.live(conn, projection)
            for name, table in beside.tables().items():
                assert list(conn.execute(table.select())) == list(conn.execute(live[name].select()))


def test_no_marker_is_left_in_the_bytes_of_the_file(tmp_path):
    world = VisitsWorld(f"sqlite:///{tmp_path / 'visits.db'}")
    party, _ = visited(world)
    world.call(OFFICE, "parties", q="余大明")
    world.command(OFFICE, "forget_person", person_id=party)
    world.app.environment.keyring.scrub()
    world.engine.dispose()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    marks = ("余大明", "13812345678", "路灯坏了", "小余", "13900001111", "换了灯泡", "身体都好")
    token = world.app.environment.keyring.search_token
    words = [*marks, *(token(word) for word in ("name~余", "name~大明", "phone…5678"))]
    assert [word for word in words if word.encode() in kept] == []
