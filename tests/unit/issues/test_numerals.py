"""汉字数字 read as what they count, and words that only look like numbers left alone."""

import pytest

from services.issues.numerals import to_arabic


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("三号泵站", "3号泵站"),
        ("3号泵站", "3号泵站"),
        ("一百二十米", "120米"),
        ("十组", "10组"),
        ("二十三", "23"),
        ("两百", "200"),
        ("两个月", "2个月"),
        ("二〇二六年", "2026年"),
        ("第十一", "第11"),
        ("第三", "第3"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("两万三千户", "23000户"),
        ("3百米", "300米"),
        ("一一五号", "115号"),
        ("十五亿", "1500000000"),
    ],
)
def test_what_counts_something_reads_as_a_number(said: str, read: str):
    assert to_arabic(said) == read


@pytest.mark.parametrize(
    "said",
    ["看一下", "万一", "千万别", "十分着急", "十字路口", "百姓", "一直", "〇", "一", "1.5万"],
)
def test_words_that_only_look_like_numbers_stay(said: str):
    assert to_arabic(said) == said


def test_a_row_of_numerals_too_long_for_a_number_stays():
    assert to_arabic("九" * 2000) == "九" * 2000
