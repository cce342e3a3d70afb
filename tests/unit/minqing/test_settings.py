"""Settings: typed, from the environment or a file, and missing by name."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from minqing.settings import SettingMissing, Settings


def test_a_missing_setting_is_named() -> None:
    with pytest.raises(SettingMissing, match="MINQING_AMQP_URL"):
        _ = Settings({}).amqp_url


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(base64.b64encode(bytes(32)).decode() + "\n")
    assert Settings({"MINQING_MASTER_KEY_FILE": str(file)}).master_key == bytes(32)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingMissing, match="MINQING_WEB_SECRET_FILE"):
        _ = Settings({"MINQING_WEB_SECRET_FILE": str(tmp_path / "none")}).web_secret


@pytest.mark.parametrize("text", ["", "short", "%%%", base64.b64encode(bytes(31)).decode()])
def test_a_master_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingMissing, match="MINQING_MASTER_KEY"):
        _ = Settings({"MINQING_MASTER_KEY": text}).master_key


@pytest.mark.parametrize("text", ["0", "65536", "eight", "-1"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingMissing, match="MINQING_PORT"):
        _ = Settings({"MINQING_PORT": text}).port


def test_a_time_zone_that_is_none_is_refused() -> None:
    with pytest.raises(SettingMissing, match="MINQING_TIMEZONE"):
        _ = Settings({"MINQING_TIMEZONE": "Mars/Base"}).timezone


def test_a_database_of_its_own_comes_before_the_pattern_for_all() -> None:
    settings = Settings(
        {
            "MINQING_DATABASE_URL": "postgresql://db/{service}",
            "MINQING_DATABASE_URL_ISSUES": "postgresql://own/issues",
        }
    )
    assert settings.database_url("visits") == "postgresql://db/visits"
    assert settings.database_url("issues") == "postgresql://own/issues"


def test_a_process_with_several_accounts_has_a_secret_for_each() -> None:
    settings = Settings({"MINQING_SERVICE_SECRET": "one", "MINQING_SERVICE_SECRET_ISSUES": "two"})
    assert (settings.service_secret("issues"), settings.service_secret("visits")) == ("two", "one")


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("MINQING_DATABASE_URL", "mysql://u:hidden@db/issues", lambda s: s.database_url("issues")),
        ("MINQING_DATABASE_URL", "hidden", lambda s: s.database_url("issues")),
        ("MINQING_AMQP_URL", "hidden", lambda s: s.amqp_url),
        ("MINQING_AMQP_URL", "amqp://u:hidden@mq", lambda s: s.amqp_url),
        ("MINQING_TOKEN_KEY", "hidden", lambda s: s.token_key),
        ("MINQING_TOKEN_KEY", "-----BEGIN hidden", lambda s: s.token_key),
        ("MINQING_TOKEN_PUBLIC_KEY", "hidden", lambda s: s.token_public_key),
    ],
)
def test_what_cannot_be_used_is_named_and_not_repeated(
    name: str, text: str, read: Callable[[Settings], object]
) -> None:
    with pytest.raises(SettingMissing, match=name) as missing:
        read(Settings({name: text}))
    assert "hidden" not in str(missing.value)
