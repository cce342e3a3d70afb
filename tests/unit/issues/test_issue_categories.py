"""The category table: two levels, 其他 always there, sensitive ones marked."""

import pytest

from services.issues.categories import default_categories, read_categories

HEAD = "id,name,parent,sensitive"


def test_the_default_table_has_the_twelve_areas_in_order():
    top = [c.name for c in default_categories().values() if c.parent is None]
    assert top == [
        "基础设施",
        "人居环境",
        "农业生产",
        "住房与物业",
        "就业社保",
        "教育卫生养老",
        "社会救助",
        "社会治安与矛盾纠纷",
        "企业服务",
        "政务服务与干部作风",
        "意见建议",
        "其他",
    ]


@pytest.mark.parametrize(
    "category", ["social_assistance", "children", "medical_care", "public_order_and_disputes"]
)
def test_lines_that_could_point_at_a_person_are_sensitive(category: str):
    assert default_categories()[category].sensitive


def test_a_table_without_the_category_other_is_refused():
    with pytest.raises(ValueError, match="other"):
        read_categories([HEAD, "roads,道路,,no"])


def test_a_third_level_and_an_unknown_parent_are_refused():
    rows = [HEAD, "other,其他,,no", "a,甲,other,no", "b,乙,a,no"]
    with pytest.raises(ValueError, match="category b"):
        read_categories(rows)
    with pytest.raises(ValueError, match="category c"):
        read_categories([HEAD, "other,其他,,no", "c,丙,nowhere,no"])
