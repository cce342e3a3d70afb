"""Whether two people may have told of the same thing."""

from pathlib import Path

import pytest

from services.issues.likeness import ALIKE, alike, likeness, score

PAIRS = [
    line.split("\t") for line in Path("tests/golden/similar.tsv").read_text("utf-8").splitlines()
]


def how_alike(one: str, other: str) -> float:
    return score(likeness(one), likeness(other))


def test_width_case_spaces_points_and_numerals_do_not_matter():
    assert likeness("三号泵站，坏 了！Ａ") == likeness("3号泵站坏了a")
    assert how_alike("一百二十米沟渠淤堵", "120米沟渠淤堵。") == 100


def test_the_same_thing_told_in_other_words_is_alike():
    told = [how_alike(a, b) >= ALIKE for kind, a, b in PAIRS if kind == "same"]
    assert sum(told) / len(told) >= 0.9


def test_other_things_of_the_same_category_are_hardly_ever_alike():
    told = [how_alike(a, b) >= ALIKE for kind, a, b in PAIRS if kind == "other"]
    assert sum(told) / len(told) <= 0.1


def test_another_pump_is_another_thing_but_another_number_of_days_is_not():
    assert how_alike("三号泵站坏了，田里进不了水", "五号泵站坏了，田里进不了水") < ALIKE
    assert how_alike("二组停水三天了", "二组停水五天了") >= ALIKE


def test_the_nearest_come_first_and_far_ones_not_at_all():
    others = {
        name: likeness(text).characters
        for name, text in {
            "near": "泵站电机坏了，田里没有水",
            "same": "三号泵站坏了，田里进不了水",
            "far": "小区里电动车没有地方充电",
        }.items()
    }
    found = alike(likeness("三号泵站坏了，田里进不了水"), others)
    assert [name for _, name in found] == ["same", "near"]


@pytest.mark.parametrize("text", ["，。！", "的了", "水", ""])
def test_a_few_characters_are_like_nothing(text: str):
    assert alike(likeness(text), {"a": likeness("水").characters}) == []
    assert how_alike(text, "的") == 0
