"""The settings of e-mail: encrypted unless it stays on this machine or somebody says otherwise."""

import pytest

from minqing.settings import SettingMissing, Settings

FROM = {"MINQING_MAIL_FROM": "minqing@example.org"}


def mail(url: str, **more: str):
    return Settings({"MINQING_SMTP_URL": url, **FROM, **more}).mail


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://mail.example.org", 587, "starttls"),
        ("smtp://mail.example.org:2525/", 2525, "starttls"),
        ("smtp://mail.example.org?tls=none", 25, "none"),
        ("smtps://mail.example.org", 465, "tls"),
        ("smtp://localhost", 25, "none"),
        ("smtp://127.0.0.1:2525", 2525, "none"),
        ("smtp://[::1]", 25, "none"),
        ("smtp://localhost?tls=starttls", 587, "starttls"),
    ],
)
def test_smtp_is_encrypted_unless_it_stays_here_or_is_said_not_to_be(url, port, security):
    found = mail(url)
    assert (found.port, found.security) == (port, security)


def test_name_and_password_are_read_from_the_url_and_shown_nowhere(tmp_path):
    secret = tmp_path / "smtp"
    secret.write_text("smtps://user%40example.org:p%3Ass%40@mail.example.org\n")
    found = Settings({"MINQING_SMTP_URL_FILE": str(secret), **FROM}).mail
    assert (found.user, found.password) == ("user@example.org", "p:ss@")
    assert "p:ss" not in repr(found)


def test_without_a_server_there_is_no_mail():
    assert Settings(dict(FROM)).mail is None


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://secret@mail.example.org",
        "smtp://",
        "smtp://u:secret@mail.example.org:port",
        "smtp://u:secret@mail.example.org/path",
        "smtp://u:secret@mail.example.org?tls=maybe",
        "smtp://u:secret@mail.example.org?ssl=1",
        "smtps://u:secret@mail.example.org?tls=none",
        "smtp://u:secret@[mail",
    ],
)
def test_a_wrong_url_is_named_and_not_quoted(url):
    with pytest.raises(SettingMissing, match="MINQING_SMTP_URL") as wrong:
        mail(url)
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINQING_MAIL_FROM", ""),
        ("MINQING_MAIL_FROM", "民情 <minqing@example.org>"),
        ("MINQING_SMTP_CA_FILE", "/nowhere/ca.pem"),
        ("MINQING_SITE_URL", "example.org"),
        ("MINQING_SITE_URL", "https://example.org/?a=1"),
        ("MINQING_SITE_URL", "https://exa mple.org\r\nBcc: x"),
    ],
)
def test_the_other_settings_are_checked_by_name(name, value):
    with pytest.raises(SettingMissing, match=name):
        mail("smtp://localhost", **{name: value})


def test_links_lead_to_the_site():
    assert mail("smtp://localhost", MINQING_SITE_URL="https://mq.example/").site_url == (
        "https://mq.example"
    )
