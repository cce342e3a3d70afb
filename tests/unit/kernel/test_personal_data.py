"""What the detector finds in a public text, and what it leaves alone."""

import pytest

from services.kernel.personal_data import find_personal_data
from services.kernel.personal_numbers import has_check_digit, passes_luhn

FOUND = [
    ("phone", "打13812345678找他"),
    ("phone", "打 138 1234 5678"),
    ("phone", "打138-1234-5678"),
    ("phone", "打+86 13812345678"),
    ("phone", "打１３８１２３４５６７８"),
    ("phone", "打一三八一二三四五六七八"),
    ("phone", "打幺三八一二三四五六七八"),
    ("phone", "打1 3 8 1 2 3 4 5 6 7 8"),
    ("phone", "打1-3-8-1-2-3-4-5-6-7-8"),
    ("phone", "打138.1234.5678"),
    ("phone", "打138·1234·5678"),
    ("phone", "打138—1234—5678"),
    ("phone", "打138–1234‑5678"),
    ("phone", "打138_1234/5678"),
    ("phone", "打138，1234，5678"),
    ("phone", "打138、1234、5678"),
    ("phone", "打138*1234*5678"),
    ("phone", "打138 - 1234 - 5678"),
    ("phone", "打138（1234）5678"),
    ("phone", "打138\u00a01234\u20095678"),
    ("phone", "打138\n1234\n5678"),
    ("phone", "打138\u200b1234\u200b5678"),
    ("phone", "打1\u202e3812345678"),
    ("phone", "打壹叁捌壹贰叁肆伍陆柒捌"),
    ("phone", "打一三八、一二三四、五六七八"),
    ("phone", "打①③⑧①②③④⑤⑥⑦⑧"),
    ("phone", "打١٣٨١٢٣٤٥٦٧٨"),
    ("phone", "打008613812345678"),
    ("phone", "打0086 138 1234 5678"),
    ("phone", "座机0728-6241234"),
    ("phone", "座机027 8765 4321"),
    ("phone", "座机0２７－８７６５４３２１"),
    ("id_number", "证号110105-19491231-002X"),
    ("id_number", "证号1101 0519 4912 3100 2X"),
    ("id_number", "证号１１０１０５１９４９１２３１００２Ｘ"),
    ("bank_card", "卡号4111.1111.1111.1111"),
    ("plate", "鄂 N12345停在路边"),
    ("plate", "鄂Ｎ１２３４５停在路边"),
    ("name", "王\u200b先生反映"),
    ("phone", "座机（0728）6241234"),
    ("id_number", "证号11010519491231002X"),
    ("id_number", "证号110105 19491231 002x"),
    ("plate", "鄂N12345停在路边"),
    ("plate", "鄂N·D12345停在路边"),
    ("bank_card", "卡号4111 1111 1111 1111"),
    ("bank_card", "卡号6222020000000000000"),
    ("house_number", "幸福路12号门口"),
    ("house_number", "三组十二号门口"),
    ("house_number", "5号楼"),
    ("house_number", "2单元漏水"),
    ("house_number", "501室漏水"),
    ("house_number", "3栋2层漏水"),
    ("name", "王先生反映"),
    ("name", "张三女士反映"),
    ("name", "欧阳建国先生反映"),
    ("name", "刘大爷家门口"),
    ("name", "李某某反映"),
    ("name", "村民王建国家门口"),
    ("name", "联系人：陈静"),
    ("name", "老王说不好走"),
]
CLEAN = [
    "一家虾稻加工企业反映冷库用电报装时间长。",
    "清淤三组主沟 420 米，修复涵管 2 处。",
    "惠及 3 户 12 人，共 3 栋。",
    "11月3号前送电，3号泵站已修好。",
    "按 5号文件执行，用 2号机。",
    "WT-202611-0032 已办结",
    "为居民提供方便，群众高度认可。",
    "安装路灯 12 盏，投入 1.2 万元。",
    "方便各位先生女士办事",
    "2026年11月24日完工",
    "沟渠长 1200 米，编号 20261124001",
    "五个组分别 15、20、30、40、50、6 户",
    "1949.10.1—2026.11.24 的档案已整理",
    "分三批投入 1.5、2.3、3.4、5.6 万元，惠及 18 户",
    "每日 14:30—17:30 开放，共 120 平方米（约 1800 尺²）",
    "18 个小组、1200 米沟渠、2026 年 12 月 31 日前完工",
]


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_it_finds(kind: str, text: str):
    assert {found.kind for found in find_personal_data(text)} == {kind}


@pytest.mark.parametrize("text", CLEAN)
def test_it_leaves_alone(text: str):
    assert find_personal_data(text) == []


def test_it_says_where_and_never_what():
    text = "王先生的电话是13812345678"
    name, phone = find_personal_data(text)
    assert text[name.start : name.end] == "王先生"
    assert phone.to_dict() == {"start": 7, "end": 18, "kind": "phone"}


def test_places_count_the_characters_that_were_typed():
    text = "打\u200b138\u200b1234\u200b5678吧"
    [phone] = find_personal_data(text)
    assert text[phone.start : phone.end] == "138\u200b1234\u200b5678"


def test_a_long_text_is_read_in_a_moment():
    for part in ("1 3 ", "13.", "138、1234、", "张", "0" * 50 + " ", "3号楼", "1-" * 20):
        find_personal_data(part * 100)


def test_an_id_number_is_not_also_a_card_or_a_phone():
    assert [found.kind for found in find_personal_data("11010519491231002X")] == ["id_number"]


def test_check_digits():
    assert has_check_digit("11010519491231002X")
    assert not has_check_digit("110105194912310021")
    assert passes_luhn("4111111111111111")
    assert not passes_luhn("4111111111111112")
