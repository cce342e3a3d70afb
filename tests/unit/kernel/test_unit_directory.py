"""Facts of campaign, folded into what every service decides by."""

import sqlalchemy as sa

from eventlog.projection import Generation
from eventlog.record import Record
from services.kernel.directory import Holder
from services.kernel.unit_directory import UnitDirectory, load_directory

FACTS = [
    ("UnitRegistered", {"unit_id": "d", "name": "D", "kind": "district", "parent_id": None, "sort": "1"}),
    ("UnitRegistered", {"unit_id": "c", "name": "C", "kind": "community", "parent_id": "d", "sort": "2"}),
    ("PersonRegistered", {"person_id": "p", "unit_id": "d", "position": "clerk", "name": {"alg": "x"}}),
    ("RoleGranted", {"person_id": "p", "role": "reviewer", "unit_id": "c"}),
    ("RoleGranted", {"person_id": "p", "role": "handler", "unit_id": "d"}),
    ("RoleGranted", {"person_id": "p", "role": "reviewer", "unit_id": "c"}),
    ("SomethingNewer", {}),
    ("PersonRegistered", {"person_id": "p", "unit_id": "c", "position": "cadre", "name": None}),
    ("RoleEnded", {"person_id": "p", "role": "handler", "unit_id": "d"}),
    ("UnitClosed", {"unit_id": "c"}),
    ("UnitRegistered", {"unit_id": "d", "name": "E", "kind": "district", "parent_id": None, "sort": "1"}),
]  # fmt: skip


def record(position, kind, data):
    return Record(position, "s", position, kind, 1, f"f{position}", "a", None, None, data, 0)


def test_the_last_fact_about_each_counts():
    engine = sa.create_engine("sqlite://")
    generation = Generation(UnitDirectory(), 1)
    with engine.begin() as conn:
        generation.metadata().create_all(conn)
        records = [record(n, kind, data) for n, (kind, data) in enumerate(FACTS, 1)]
        for batch in (records[:3], records[3:4], records[4:]):
            generation.projection.apply(conn, generation.tables(), "campaign", batch)
        directory = load_directory(conn, generation.tables())
    engine.dispose()
    assert directory.tree.name("d") == "E"
    assert directory.tree.is_closed("c")
    assert directory.tree.within("c", "d")
    assert directory.home("p") == "c"
    assert directory.holders("reviewer") == (Holder("p", "c", "c"),)
    assert directory.holders("handler") == ()
