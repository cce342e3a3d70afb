"""The history of one system goes on in another, whatever the two are stored in."""

import base64
import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from eventlog import checkpoint
from eventlog.archive.errors import ArchiveRefused
from eventlog.archive.portable import ACCOUNTS, followers_first
from eventlog.errors import Refused
from eventlog.rebuild import verify
from eventlog.snapshot import snapshot
from eventlog.verify import faults
from minqing.registry import SERVICES
from tests.e2e.systems import System
from tests.integration.archive_site import (
    BOTH,
    FORGOTTEN_WORDS,
    HOTLINE,
    WORDS,
    Site,
    assign,
    lists,
    live,
    photos,
    site,
)

STORAGES = ["sqlite", "postgresql"]
Factory = pytest.TempPathFactory


@dataclass
class Original:
    """A system with a history, and that history in a folder."""

    site: Site
    issue: str
    folder: Path


@pytest.fixture(scope="module")
def original(tmp_path_factory: Factory) -> Iterator[Original]:
    home = tmp_path_factory.mktemp("original")
    with site("sqlite", home / "data", None) as lived:
        issue = live(lived)
        issues = lived.host.applications["issues"]
        with issues.environment.engine.begin() as conn:
            conn.exec_driver_sql("UPDATE issue_reporter SET reissues = 2")
            first = issues.log.read(0, 1, conn)[0]
            published = checkpoint.Checkpoint(1, 1, first.digest)
            checkpoint.move(conn, checkpoint.RELAY, published)
        lived.export(home / "export", *BOTH)
        yield Original(lived, issue, home / "export")


@pytest.fixture(scope="module", params=STORAGES)
def moved(
    request: pytest.FixtureRequest, original: Original, tmp_path_factory: Factory
) -> Iterator[Site]:
    """The same history on another system, which has keys of its own. Read only."""
    home = tmp_path_factory.mktemp("moved")
    with _site(request, request.param, home / "data") as to:
        _move(original, to)
        yield to


@pytest.fixture(params=STORAGES)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with _site(request, request.param, tmp_path / "fresh") as empty:
        yield empty


def _site(request: pytest.FixtureRequest, storage: str, folder: Path):
    return site(storage, folder, lambda: request.getfixturevalue("postgres_server"))


def _move(original: Original, to: Site) -> None:
    to.take(original.folder, original.site.folder.master_key)
    for login, password in original.site.district.passwords.items():
        to.sign_in(login, password)


def test_the_folder_is_private(original: Original) -> None:
    assert stat.S_IMODE(original.folder.stat().st_mode) == 0o700
    modes = {stat.S_IMODE(file.stat().st_mode) for file in original.folder.iterdir()}
    assert modes == {0o600}


def test_no_word_and_no_secret_stands_in_it_in_clear(original: Original) -> None:
    data = original.site.folder
    text = b"".join(file.read_bytes() for file in original.folder.iterdir())
    words = [WORDS, FORGOTTEN_WORDS, "标记姓名甲", data.file("master.key").read_text()]
    words += original.site.district.passwords.values()
    assert [word for word in words if word.encode() in text] == []


def test_every_log_is_intact_with_the_same_digests(original: Original, moved: Site) -> None:
    assert moved.heads() == original.site.heads()
    for application in moved.host.applications.values():
        with snapshot(application.environment.engine) as conn:
            assert list(faults(conn)) == []


def test_lists_board_and_inbox_are_the_same_for_the_same_people(
    original: Original, moved: Site
) -> None:
    told = lists(moved)
    assert told == lists(original.site)
    assert len(told["problem_list"]["items"]) == 4
    assert told["inbox"]["items"]


def test_read_models_are_what_the_logs_say(moved: Site) -> None:
    for application in moved.host.applications.values():
        for projection in application.projections:
            logs = {s: moved.host.applications[s].log for s in projection.sources}
            assert verify(projection, application.read_models, logs).equal, projection.name


def test_words_open_under_the_new_master_key(original: Original, moved: Site) -> None:
    assert moved.folder.master_key != original.site.folder.master_key
    issue = moved.district.asks("office", "issues", "get", id=original.issue)
    assert issue["verbatim"] == WORDS


def test_photos_travel_sealed_and_open_under_the_new_master_key(
    original: Original, moved: Site
) -> None:
    [photo] = photos(original.site, original.issue)
    assert photos(moved, original.issue) == [photo]
    rows = "SELECT issue_id, digest, picture, thumbnail FROM photo_file"
    [there], [here] = original.site.rows("issues", rows), moved.rows("issues", rows)
    assert tuple(map(_plain, there)) == tuple(map(_plain, here))
    file = (original.folder / "issues.photo_file.jsonl").read_bytes()
    assert base64.b64decode(photo).hex().encode() not in file


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_what_was_forgotten_stays_forgotten(original: Original, moved: Site) -> None:
    query = "SELECT count(*) FROM subject_key WHERE wrapped IS NULL"
    for service in ("visits", "issues"):
        assert moved.rows(service, query) == original.site.rows(service, query) != [(0,)]
    board = moved.district.asks("office", "issues", "list")["items"]
    words = [moved.district.asks("office", "issues", "get", id=i["id"])["verbatim"] for i in board]
    assert sorted(words, key=str) == [None, WORDS, WORDS, WORDS]
    [party] = moved.rows("issues", "SELECT person_id FROM forgotten_person")
    with pytest.raises(Refused, match="party_forgotten"):
        moved.district.does("visitor", "visits", "record", party_id=party[0], outcome="met")


def test_an_import_that_is_exported_gives_the_same_files(
    request: pytest.FixtureRequest, original: Original, moved: Site, tmp_path: Path
) -> None:
    """From PostgreSQL to SQLite, and from SQLite to PostgreSQL."""
    moved.export(tmp_path / "again", *BOTH)
    dialect = moved.host.applications["issues"].environment.engine.dialect.name
    [other] = {*STORAGES} - {dialect}
    with _site(request, other, tmp_path / "data") as further:
        further.take(tmp_path / "again", moved.folder.master_key)
        further.export(tmp_path / "further", *BOTH)
    assert _files(tmp_path / "further") == _files(original.folder)


def _files(folder: Path) -> dict[str, str]:
    """Every file but what differs by master key, by place (the relay's checkpoint) and by hour."""
    found = {file.name: file.read_text() for file in folder.glob("*.jsonl")}
    for name in SERVICES:
        found[f"{name}.checkpoint.jsonl"] = "".join(
            line
            for line in found[f"{name}.checkpoint.jsonl"].splitlines(keepends=True)
            if '"relay"' not in line
        )
        keys = [json.loads(line) for line in found.pop(f"{name}.subject_key.jsonl").splitlines()]
        found[f"{name} keys"] = str([{**k, "wrapped": k["wrapped"] is not None} for k in keys])
    return found


def test_work_goes_on_where_it_stopped(original: Original, fresh: Site) -> None:
    _move(original, fresh)
    assert fresh.heads() == original.site.heads()  # no reaction ran again
    inbox = fresh.rows("notify", "SELECT count(*) FROM inbox_entry")
    assert inbox == original.site.rows("notify", "SELECT count(*) FROM inbox_entry")

    # Answers are keyed by the master key: under another one the same request is taken for another.
    with pytest.raises(Refused, match="command_id_reused"):
        assign(fresh, original.issue, command_id="assign-once")
    district = fresh.district
    with pytest.raises(Refused, match="external_ref_used"):
        _report(fresh, **HOTLINE)
    answer = _report(fresh)
    issue = district.asks("office", "issues", "get", id=answer["id"])
    largest = max(i["number"] for i in lists(original.site)["board"]["items"])
    assert issue["number"] == f"{largest[:-4]}{int(largest[-4:]) + 1:04}"
    head = original.site.heads()["issues"][0]
    assert answer["position"] == head + 1
    assign(fresh, answer["id"])
    assert fresh.rows("notify", "SELECT count(*) FROM inbox_entry")[0][0] == inbox[0][0] + 1
    assert len(district.asks("office", "reports", "problem_list")["items"]) == 5


def _report(site: Site, **more: str):
    told = {"unit": "99101", "verbatim": WORDS, "category": "power_and_lighting", **more}
    return site.district.does("visitor", "issues", "report", **told)


def test_under_the_same_master_key_a_command_sent_again_has_its_answer(
    original: Original, tmp_path: Path
) -> None:
    old = original.site.folder
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "master.key").write_text(old.file("master.key").read_text())
    with site("sqlite", tmp_path / "data", None) as same:
        _move(original, same)
        twice = {"issue": original.issue, "command_id": "assign-once"}
        assert assign(same, **twice) == assign(original.site, **twice)
        assert same.heads() == original.site.heads()


def test_a_relay_goes_on_where_the_old_one_stood_else_at_the_end(
    original: Original, moved: Site
) -> None:
    query = "SELECT position, digest_position, digest FROM checkpoint WHERE name = 'relay'"
    heads = original.site.heads()
    assert moved.rows("issues", query) == original.site.rows("issues", query) != []
    for name in ("campaign", "visits"):
        position, digest = heads[name]
        assert moved.rows(name, query) == [(position, position, digest)]


def test_without_keys_counts_and_lists_are_equal_and_words_stay_sealed(
    original: Original, tmp_path: Path
) -> None:
    original.site.export(tmp_path / "export", ACCOUNTS)
    assert not list((tmp_path / "export").glob("*subject_key*"))
    with site("sqlite", tmp_path / "data", None) as sealed:
        sealed.take(tmp_path / "export")
        for login, password in original.site.district.passwords.items():
            sealed.sign_in(login, password)
        names = [item["number"] for item in lists(sealed)["problem_list"]["items"]]
        assert sealed.heads() == original.site.heads()
        issue = sealed.district.asks("office", "issues", "get", id=original.issue)
    assert names == [item["number"] for item in lists(original.site)["problem_list"]["items"]]
    assert (issue["verbatim"], issue["photos"]) == (None, [])


def test_keys_and_accounts_leave_only_on_request(original: Original, tmp_path: Path) -> None:
    original.site.export(tmp_path / "export")
    names = {file.name for file in (tmp_path / "export").iterdir()}
    kept_back = {file.name for file in original.folder.iterdir()} - names
    keys = {f"{name}.subject_key.jsonl" for name in SERVICES}
    assert kept_back >= {"campaign.account.jsonl", *keys}


def test_the_commands_export_beside_a_running_system_and_import_into_a_new_folder(
    original: Original, tmp_path: Path
) -> None:
    def run(data: Path, *arguments: str) -> tuple[int, str]:
        system = System("embedded", original.site.host, None, {"MINQING_DATA": str(data)}, data)
        done = system.command("log", *arguments)
        return done.returncode, done.stdout + done.stderr

    folder, old, new = str(tmp_path / "export"), original.site.folder, tmp_path / "new"
    code, told = run(old.path, "export", folder, "--with-keys", "--with-accounts")
    assert code == 0, told
    assert original.site.heads()["issues"][1] in told
    code, told = run(new, "import", folder)
    assert code == 1
    assert "another master key than this system's" in told
    code, told = run(new, "import", folder, "--master-key-file", str(old.file("master.key")))
    assert code == 0, told
    assert original.site.heads()["issues"][1] in told
    assert run(new, "verify")[0] == 0
    code, told = run(new, "import", folder)
    assert (code, told.count("\n")) == (1, 1)
    assert run(new, "import")[0] == 2


def test_sessions_and_links_never_travel(moved: Site) -> None:
    for table in ("one_time_link", "sign_in_failure"):
        assert moved.rows("campaign", f"SELECT count(*) FROM {table}") == [(0,)]


def test_accounts_come_last_so_that_nobody_works_in_half_a_system(original: Original) -> None:
    order = [member.name for member in followers_first(original.site.members)]
    assert order[-1] == "campaign"
    assert order.index("notify") < order.index("issues") < order.index("visits")


def test_an_import_is_refused_the_second_time(original: Original, moved: Site) -> None:
    with pytest.raises(ArchiveRefused, match="imported here before"):
        moved.take(original.folder, original.site.folder.master_key)
    assert moved.heads() == original.site.heads()


def test_a_log_that_holds_a_fact_takes_nothing(original: Original, tmp_path: Path) -> None:
    original.site.export(tmp_path / "other")
    with pytest.raises(ArchiveRefused, match="is not empty"):
        original.site.take(tmp_path / "other")


def test_every_table_of_a_service_is_declared(moved: Site) -> None:
    """Forgotten at a move, a table would be missed long afterwards."""
    for name, application in moved.host.applications.items():
        portable = application.portable
        declared = {t.name for t in (*portable.carried, *portable.accounts, *portable.left)}
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
        if application.environment.engine.dialect.name == "postgresql":
            tables = (
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            )
        own = {row[0] for row in moved.rows(name, tables)} - LOGS_OWN
        assert {t for t in own if "__v" not in t and not t.startswith("alembic_")} == declared, name


LOGS_OWN = {"log", "log_head", "command_answer", "subject_key", "checkpoint", "live_generation"}
