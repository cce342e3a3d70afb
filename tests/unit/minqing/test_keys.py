"""Secrets are made once, private, and only digests of passwords reach the broker."""

import base64
import hashlib
import json
import re
import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from minqing.broker_users import definitions, password_hash
from minqing.commands.keys import keys
from minqing.settings import Settings


def made(folder: Path, *options: str) -> Path:
    done = CliRunner().invoke(keys, [str(folder), *options])
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize(("options", "mode"), [((), 0o600), (("--compose",), 0o444)])
def test_the_folder_keeps_others_out(tmp_path: Path, options: tuple[str, ...], mode: int) -> None:
    (tmp_path / "keys").mkdir(mode=0o755)
    folder = made(tmp_path / "keys", *options)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {mode}


def test_secrets_that_are_there_are_not_overwritten(tmp_path: Path) -> None:
    folder = made(tmp_path / "keys")
    before = {file.name: file.read_text() for file in folder.iterdir()}
    assert CliRunner().invoke(keys, [str(folder), "--compose"]).exit_code == 1
    assert {file.name: file.read_text() for file in folder.iterdir()} == before


def test_an_upgrade_adds_the_key_that_is_new_and_touches_nothing_else(tmp_path: Path) -> None:
    folder = made(tmp_path / "keys", "--compose")
    (folder / "edition_key").unlink()
    before = {file.name: file.read_text() for file in folder.iterdir()}
    made(folder, "--compose", "--add")
    assert {f.name: f.read_text() for f in folder.iterdir() if f.name in before} == before
    assert {f.name for f in folder.iterdir()} - before.keys() == {"edition_key"}
    settings = {
        "MINQING_EDITION_KEY_FILE": str(folder / "edition_key"),
        "MINQING_PUBLIC": "/public",
    }
    printing = Settings(settings).printing
    assert printing
    assert printing.public == Path("/public")
    assert Settings({}).printing is None


def test_without_secrets_there_is_nothing_to_add_to(tmp_path: Path) -> None:
    done = CliRunner().invoke(keys, [str(tmp_path / "keys"), "--add"])
    assert (done.exit_code, "holds no token_key" in done.output) == (1, True)


def test_the_containers_can_use_what_is_made_for_them(tmp_path: Path) -> None:
    folder = made(tmp_path / "keys", "--compose")
    settings = Settings(
        {
            "MINQING_AMQP_URL_FILE": str(folder / "amqp_url"),
            "MINQING_DATABASE_URL_FILE": str(folder / "database_url_issues"),
        }
    )
    password = urlsplit(settings.amqp_url).password
    assert urlsplit(settings.database_url("issues")).username == "minqing_issues"
    told = json.loads((folder / "rabbitmq_definitions").read_text())
    assert password
    assert password not in str(told)
    stored = base64.b64decode(told["users"][0]["password_hash"])
    assert stored[4:] == hashlib.sha256(stored[:4] + password.encode()).digest()


def test_equal_passwords_have_different_digests() -> None:
    assert password_hash("same") != password_hash("same")


@pytest.mark.parametrize(
    "theirs", ["issues.visits.v1", "rpc-issues", "minqing.dead", "amq.default"]
)
def test_a_client_has_no_right_on_what_belongs_to_others(theirs: str) -> None:
    rights = definitions(["issues", "visits"], "a", "b")["permissions"][1]
    assert rights["user"] == "client"
    for kind in ("configure", "write", "read"):
        assert not re.search(rights[kind], theirs)
        assert re.search(rights[kind], "client.own")
