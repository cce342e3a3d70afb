"""Finding a party by what is typed, and what is shown of it."""

import pytest

from services.visits.masking import mask_name, mask_phone
from services.visits.phone import tidy_phone
from services.visits.search_words import whole_name, words_asked_for, words_of

WORDS = words_of("张三丰", "13812345678")


@pytest.mark.parametrize(
    "typed", ["张", "三丰", "张三丰", " 张 三丰", "5678", "13812345678", "138-1234-5678"]
)
def test_a_party_is_found_by(typed):
    assert words_asked_for(typed) <= WORDS
    assert words_asked_for(typed)


@pytest.mark.parametrize("typed", ["李", "三张", "张丰", "1381", "13812345679", "138"])
def test_a_party_is_not_found_by(typed):
    assert not words_asked_for(typed) <= WORDS


@pytest.mark.parametrize("typed", ["", "  ", "·"])
def test_nothing_typed_asks_for_nothing(typed):
    assert words_asked_for(typed) == set()


def test_widths_and_capitals_make_no_difference():
    assert words_asked_for("ＡＢ厂") <= words_of("ab 厂", None)


def test_a_whole_name_of_two_characters_is_not_the_pair_within_a_longer_name():
    assert whole_name("张三") not in WORDS


def test_a_party_without_name_and_phone_has_no_words():
    assert words_of(None, None) == set()


def test_a_person_is_masked_and_an_organisation_is_not():
    assert mask_name("张三丰", "household") == "张**"
    assert mask_name("云溪米业", "enterprise") == "云溪米业"
    assert mask_name(None, "household") is None
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone(None) is None


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("138 1234 5678", "13812345678"),
        ("0728-6221234", "07286221234"),
        ("0755-12345678", "075512345678"),
        ("1381234567", None),
        ("138123456789", None),
        ("２３８１２３４５６７８", None),
        ("", None),
    ],
)
def test_a_phone_is_tidied_or_refused(typed, digits):
    assert tidy_phone(typed) == digits
