"""A folder that is not what was exported is refused, and the file and line that is wrong is named."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.archive.check import check
from eventlog.archive.errors import ArchiveRefused, ArchiveWrong
from eventlog.archive.export import export
from eventlog.archive.load import Loading, missing_here
from eventlog.archive.manifest import Manifest
from eventlog.archive.portable import KEYS, Member, Portable, followers_first
from eventlog.archive.wrapping import Rewrap, key_check
from eventlog.checkpoint import Checkpoint
from eventlog.clock import system_clock
from eventlog.engine import open_engine
from eventlog.follower import EffectFollower
from eventlog.log import Log, Write
from eventlog.migrate import upgrade
from eventlog.seal import Keyring
from services.kernel.facts_after import fetch_from_log
from tests.facts import NoteTaken
from tests.integration.archive_site import silent
from tests.integration.conftest import MASTER_KEY
from tests.integration.notes import Collector, collected, kept_running

OTHER_KEY = bytes(32)


@dataclass
class Pair:
    """A service with a log, and one that follows it."""

    notes: Log
    reader: EffectFollower

    @property
    def members(self) -> list[Member]:
        carried = Portable(carried=(collected,))
        return [
            Member("notes", self.notes.engine),
            Member("reader", self.reader.engine, carried, {"collector@notes": "notes"}),
        ]

    def take(self, name: str, count: int = 1) -> None:
        notes = [NoteTaken(note_id=name, n=n, words=f"说 {n}") for n in range(count)]
        with self.notes.transaction() as transaction:
            transaction.append([Write(name, 0, notes)], actor="li", answer_id=name)

    def export(self, folder: Path) -> Manifest:
        now = system_clock()
        keys = {"on_request": [KEYS], "master_key": MASTER_KEY}
        return export(folder, self.members, now, **keys, progress=silent)

    def load(self, folder: Path, *, only: int = 2, master_key: bytes = MASTER_KEY) -> None:
        manifest = check(folder, self.members, silent)
        rewrap = Rewrap(master_key, MASTER_KEY)
        for member in missing_here(manifest, self.members)[:only]:
            Loading(folder, manifest, member, rewrap, silent).run()


def pair(notes_url: str, reader_url: str) -> Pair:
    engines = [open_engine(url) for url in (notes_url, reader_url)]
    for engine in engines:
        upgrade(engine)
    collected.create(engines[1])
    notes = Log(engines[0], system_clock, Keyring(engines[0], MASTER_KEY))
    return Pair(notes, EffectFollower(Collector(), engines[1], fetch_from_log(notes)))


@pytest.fixture
def written(storage_url: str, tmp_path: Path):
    """Six notes in four appends: positions 1, 2-3, 4-5, 6; all of them read."""
    found = pair(storage_url, f"sqlite:///{tmp_path / 'reader.db'}")
    for name, count in (("a", 1), ("b", 2), ("c", 2), ("d", 1)):
        found.take(name, count)
    while found.reader.step(system_clock()):
        pass
    yield found
    found.notes.engine.dispose()
    found.reader.engine.dispose()


@pytest.fixture
def empty(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    urls = [f"sqlite:///{tmp_path / 'empty' / name}.db" for name in ("notes", "reader")]
    found = pair(*urls)
    yield found
    found.notes.engine.dispose()
    found.reader.engine.dispose()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export, for those who alter a copy of it."""
    home = tmp_path_factory.mktemp("source")
    found = pair(f"sqlite:///{home / 'notes.db'}", f"sqlite:///{home / 'reader.db'}")
    for name, count in (("a", 1), ("b", 2), ("c", 2), ("d", 1)):
        found.take(name, count)
    while found.reader.step(system_clock()):
        pass
    found.export(home / "export")
    found.notes.engine.dispose()
    found.reader.engine.dispose()
    return home / "export"


@pytest.fixture
def folder(source: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "export"
    copy.mkdir()
    for file in source.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


Change = Callable[[Path], None]


def lines(name: str, change: Callable[[list[str]], object]) -> Change:
    def alter(folder: Path) -> None:
        found = (folder / name).read_text().splitlines(keepends=True)
        change(found)
        (folder / name).write_text("".join(found))

    return alter


def text(name: str, old: str, new: str) -> Change:
    def alter(folder: Path) -> None:
        found = (folder / name).read_text()
        assert old in found
        (folder / name).write_text(found.replace(old, new, 1))

    return alter


def manifest(change: Callable[[dict], object]) -> Change:
    def alter(folder: Path) -> None:
        values = json.loads((folder / "manifest.json").read_text())
        change(values)
        (folder / "manifest.json").write_text(json.dumps(values))

    return alter


def swap(found: list[str]) -> None:
    found[1], found[3] = found[3], found[1]


def cut(folder: Path) -> None:
    path = folder / "notes.log.jsonl"
    path.write_bytes(path.read_bytes()[:-100])


def rename(values: dict) -> None:
    values["files"]["../notes.log.jsonl"] = values["files"].pop("notes.log.jsonl")


LOG, SEEN = "notes.log.jsonl", "reader.checkpoint.jsonl"
DAMAGE: dict[str, tuple[Change, str]] = {
    "a word altered": (
        text(LOG, '\\"n\\":1', '\\"n\\":7'),
        "notes.log.jsonl, line 3: position 3 altered",
    ),
    "the time of an append altered": (
        lines(LOG, lambda f: f.__setitem__(5, f[5].replace('"recorded_us":1', '"recorded_us":2'))),
        "notes.log.jsonl, line 6: position 6 misplaced",
    ),
    "two lines swapped": (lines(LOG, swap), "notes.log.jsonl, line 2: position 2 removed"),
    "a line dropped": (
        lines(LOG, lambda f: f.pop(2)),
        "notes.log.jsonl, line 3: position 3 removed",
    ),
    "the last line dropped": (
        lines(LOG, lambda f: f.pop()),
        "notes.log.jsonl has 5 lines, manifest.json says 6",
    ),
    "a line doubled": (lines(LOG, lambda f: f.append(f[-1])), "notes.log.jsonl, line 7: position"),
    "cut off": (cut, "notes.log.jsonl, line 6: is cut off"),
    "not JSON": (text(LOG, '{"position":2', '{position":2'), "line 2: is no JSON in UTF-8"),
    "a column missing": (text(LOG, '"stream":"a",', ""), "line 1: holds no str in stream"),
    "a number as text": (text(LOG, '"version":2', '"version":"2"'), "line 3: holds no int in ver"),
    "spaces only": (text(LOG, '{"position":4', '{ "position":4'), "log.jsonl is not what was exp"),
    "another table altered": (
        text("reader.collected.jsonl", '{"position":3}', '{"position":4}'),
        "reader.collected.jsonl is not what was exported: its SHA-256",
    ),
    "a file missing": (lambda f: (f / LOG).unlink(), "notes.log.jsonl is missing"),
    "no manifest": (lambda f: (f / "manifest.json").unlink(), "an unfinished one"),
    "half a manifest": (text("manifest.json", '"format"', ""), "is not what an export writes"),
    "a later format": (manifest(lambda v: v.update(format=2)), "format 2 is not known here"),
    "another count": (
        manifest(lambda v: v["files"][LOG].update(lines=5)),
        "notes.log.jsonl has 6 lines, manifest.json says 5",
    ),
    "another head": (
        manifest(lambda v: v["heads"]["notes"].update(digest="00" * 32)),
        "position 6 altered: the head's digest",
    ),
    "a shorter log": (
        manifest(lambda v: v["heads"]["notes"].update(position=5)),
        "is ahead of the log of notes",
    ),
    "a longer log": (
        manifest(lambda v: v["heads"]["notes"].update(position=8)),
        "position 7 removed",
    ),
    "a later head": (
        manifest(lambda v: v["heads"]["notes"].update(recorded_us=5)),
        "the head of notes has another time",
    ),
    "a file elsewhere": (manifest(rename), "../notes.log.jsonl is of no table here"),
    "a column nobody knows": (
        text(LOG, '"stream":"a"', '"stream":"a","more":1'),
        "line 1: has not the columns of the table log",
    ),
    "a file not named": (
        manifest(lambda v: v["files"].pop(LOG)),
        "manifest.json: notes.log.jsonl is not in it",
    ),
    "a service more": (
        manifest(lambda v: v["heads"].update(x=v["heads"]["notes"])),
        "is of the services notes, reader, x",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_what_is_wrong_is_named(folder: Path, damage: tuple[Change, str]) -> None:
    alter, told = damage
    alter(folder)
    members = [
        Member("notes", sa.create_mock_engine("sqlite://", print)),  # nothing is asked of it
        Member(
            "reader",
            sa.create_mock_engine("sqlite://", print),
            Portable(carried=(collected,)),
            {"collector@notes": "notes"},
        ),
    ]
    with pytest.raises(ArchiveWrong) as wrong:
        check(folder, members, silent)
    assert told in str(wrong.value)


def test_a_follower_that_saw_another_log_is_named(written: Pair, folder: Path, tmp_path: Path):
    """Two exports mixed: each file is whole, but they are not of one system."""
    written.export(tmp_path / "other")
    other = json.loads((tmp_path / "other" / "manifest.json").read_text())
    manifest(lambda v: v["files"].update({SEEN: other["files"][SEEN]}))(folder)
    (folder / SEEN).write_bytes((tmp_path / "other" / SEEN).read_bytes())
    with pytest.raises(ArchiveWrong, match=r"reader.checkpoint.jsonl, line 1: notes.log.jsonl, li"):
        check(folder, written.members, silent)


def test_what_was_exported_is_whole(written: Pair, tmp_path: Path) -> None:
    made = written.export(tmp_path / "export")
    assert check(tmp_path / "export", written.members, silent) == made
    assert made.heads["notes"].position == made.files[LOG].lines == 6
    assert made.key_check == key_check(MASTER_KEY)


def test_an_export_wants_a_folder_of_its_own(written: Pair, tmp_path: Path) -> None:
    written.export(tmp_path / "export")
    with pytest.raises(ArchiveRefused, match="is not empty"):
        written.export(tmp_path / "export")


def test_an_altered_log_is_not_exported(written: Pair, tmp_path: Path) -> None:
    with written.notes.engine.begin() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("DROP TRIGGER log_append_only_update")
        else:
            conn.exec_driver_sql("DROP TRIGGER log_append_only ON log")
        conn.exec_driver_sql("UPDATE log SET actor = 'wang' WHERE position = 2")
    with pytest.raises(ArchiveRefused, match="notes: position 2 altered"):
        written.export(tmp_path / "export")


def test_a_follower_that_is_ahead_of_its_log_is_not_exported(written: Pair, tmp_path: Path) -> None:
    with written.reader.engine.begin() as conn:
        checkpoint.move(conn, "collector@notes", Checkpoint(9, 9, "00"))
    with pytest.raises(ArchiveRefused, match="reader has followed notes to 9, but that log ends"):
        written.export(tmp_path / "export")


def test_an_export_beside_writers_is_of_one_moment(written: Pair, tmp_path: Path) -> None:
    """Whatever is written and followed meanwhile, no follower is ahead of the log that leaves with it."""
    writer = _Writer(written)
    with kept_running(writer, _Stepping(written.reader)):
        for n in range(5):
            writer.wait_for_more()
            written.export(tmp_path / str(n))
            check(tmp_path / str(n), written.members, silent)


class _Writer:
    """Takes a note a step."""

    def __init__(self, to: Pair):
        self._to = to
        self._count = 0
        self._more = threading.Event()

    def step(self, _now: object) -> bool:
        self._count += 1
        self._to.take(f"late-{self._count}")
        self._more.set()
        return True

    def wait_for_more(self) -> None:
        self._more.clear()
        assert self._more.wait(20)

    def close(self) -> None:
        """Nothing is held."""


class _Stepping:
    def __init__(self, follower: EffectFollower):
        self.step = follower.step

    def close(self) -> None:
        """Nothing is held."""


def test_a_file_altered_after_it_was_checked_leaves_nothing_behind(
    empty: Pair, folder: Path
) -> None:
    whole = check(folder, empty.members, silent)
    text("notes.command_answer.jsonl", "", "\n")(folder)
    with pytest.raises(ArchiveWrong, match=r"command_answer\.jsonl, line 1"):
        Loading(folder, whole, empty.members[0], Rewrap(MASTER_KEY, MASTER_KEY), silent).run()
    assert empty.notes.head().position == 0
    (folder / "notes.command_answer.jsonl").write_text("")
    empty.load(folder)
    assert empty.notes.head().position == 6


def test_a_table_that_is_younger_than_the_export_is_empty(empty: Pair, folder: Path) -> None:
    manifest(lambda v: v["files"].pop("reader.collected.jsonl"))(folder)
    empty.load(folder)
    with empty.reader.engine.connect() as conn:
        assert conn.scalar(sa.select(sa.func.count()).select_from(collected)) == 0


def test_an_import_that_was_interrupted_goes_on(empty: Pair, folder: Path) -> None:
    """Followers come first: what follows an empty log stands still, what is behind a full one would react."""
    empty.load(folder, only=1)
    with empty.reader.engine.connect() as conn:
        assert len(list(conn.execute(sa.select(collected)))) == 6
    assert empty.notes.head().position == 0
    empty.load(folder)
    assert empty.notes.head().position == 6
    assert not empty.reader.step(system_clock())  # nothing is applied again
    with pytest.raises(ArchiveRefused, match="imported here before"):
        empty.load(folder)


@pytest.mark.parametrize("statement", ["a fact", "a key", "a row", "a checkpoint"])
def test_what_is_not_empty_takes_nothing(empty: Pair, folder: Path, statement: str) -> None:
    if statement == "a fact":
        empty.take("first")
    with empty.notes.engine.begin() as notes, empty.reader.engine.begin() as reader:
        if statement == "a key":
            values = {"key_id": "k", "subject": "s", "created_us": 1}
            notes.execute(
                sa.text("INSERT INTO subject_key VALUES (:key_id, :subject, NULL, :created_us, 2)"),
                values,
            )
        elif statement == "a row":
            reader.execute(sa.insert(collected).values(position=1))
        elif statement == "a checkpoint":
            checkpoint.move(reader, "collector@notes", Checkpoint(3, 3, "00"))
    with pytest.raises(ArchiveRefused, match="is not empty"):
        empty.load(folder)
    with empty.reader.engine.connect() as conn:
        assert checkpoint.read(conn, "archive").digest == ""


def test_a_read_model_that_was_faster_than_the_import_does_not_stop_it(
    empty: Pair, folder: Path
) -> None:
    """Its source is loaded, its pump runs: what it has folded is right."""
    with empty.reader.engine.begin() as reader:
        checkpoint.move(reader, "list__v1_g1@notes", Checkpoint(3, 3, "00"))
    empty.load(folder)
    assert empty.notes.head().position == 6


@pytest.mark.parametrize("reads", [frozenset(), frozenset({"c"})])
def test_followers_come_before_what_they_follow_and_readers_if_that_can_be_had(
    reads: frozenset[str],
) -> None:
    engine = sa.create_mock_engine("sqlite://", print)
    members = [
        Member("a", engine, reads=reads),
        Member("b", engine, reads=frozenset({"a"})),
        Member("c", engine, follows={"x@b": "b"}, reads=frozenset({"a"})),
    ]
    order = [member.name for member in followers_first(members)]
    assert order.index("c") < order.index("b")
    assert reads or order == ["c", "b", "a"]


def test_one_reader_in_a_circle_does_not_cost_the_others_their_order() -> None:
    engine = sa.create_mock_engine("sqlite://", print)
    members = [
        Member("accounts", engine),
        Member("b", engine, reads=frozenset({"accounts", "c"})),
        Member("c", engine, follows={"x@b": "b"}, reads=frozenset({"accounts"})),
    ]
    assert [member.name for member in followers_first(members)] == ["c", "b", "accounts"]


def test_keys_under_another_master_key_are_wrapped_anew(empty: Pair, folder: Path) -> None:
    with pytest.raises(ArchiveWrong, match="line 1: is no key wrapped by"):
        empty.load(folder, master_key=OTHER_KEY)
    assert empty.notes.head().position == 0
    empty.load(folder)
    opened = empty.notes.keyring.open_records(empty.notes.read(0, 1))
    assert opened[0].data["words"] == "说 0"
