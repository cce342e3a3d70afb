"""The words of the e-mails: a number, a day, a link, and nothing else of the case."""

import pytest

from services.notify import mailings
from services.notify.mail_texts import TEXTS, subject_and_body

KINDS = {
    mailings.ASSIGNED,
    mailings.SUPPORTING,
    mailings.COMPLETED,
    mailings.ACCEPTED,
    mailings.DONE,
}
BANNED = ("您", "请", "！", "非法", "无效", "禁止", "失败", "相关部门", "进行")


def text(kind: str, site: str | None = "https://mq.example", due: str | None = "2026-12-01"):
    return subject_and_body(kind, "WT-202611-0001", "i1", due, site)


def test_there_are_words_for_every_kind():
    assert set(TEXTS) == KINDS
    assert set(mailings.RESIDENT_STEPS.values()) <= KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_message_has_the_number_and_a_link(kind: str):
    subject, body = text(kind)
    assert "WT-202611-0001" in subject
    assert "WT-202611-0001" in body
    link = (
        "https://mq.example/issues/i1"
        if kind in ("assigned", "supporting", "completed")
        else ("https://mq.example/public/")
    )
    assert body.splitlines().count(link) == 1
    assert "{" not in subject + body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_without_an_address_of_the_pages_there_is_no_link(kind: str):
    _, body = text(kind, site=None)
    assert "http" not in body
    assert "编号" in body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_tone_is_that_of_the_pages(kind: str):
    told = "".join(text(kind))
    assert not any(word in told for word in BANNED)


def test_a_day_is_said_with_its_weekday_and_a_missing_one_in_words():
    assert "12月1日 周二前报结" in text("assigned")[1]
    assert "None" not in text("assigned", due=None)[1]
