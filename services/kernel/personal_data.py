"""Finds what must not stand in a public text: phone, ID number, plate, bank card, house number, names of people.

It sees shapes, not meaning: a clean result does not replace the second person who reads the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from services.kernel.plain_text import read_plainly

IsReal = Callable[[str], bool]

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷"
    "盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷"
    "晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_SURNAME = f"(?:{_COMPOUND}|[{_SURNAMES}])"
_HAN = "[一-鿿]"
_AFTER_NAME = r"(?=家|说|称|反映|的|[，。、；：.,;:（()）\s]|$)"

_APART = "[- ._/·•・*()~+|]"  # what people put between the digits of one number
_BETWEEN = "[- ._/·•・*()~+|,、;:。]{0,3}"  # where the groups are those of a number, also what parts a list
_DIGITS_APART = rf"(?:{_APART}{{0,3}}\d)"
_CHINA = r"(?:(?:\+|00)?86[- ]?)?"

_MOBILE = re.compile(
    rf"(?<!\d){_CHINA}1[3-9]\d(?:[- ]?\d){{8}}(?!\d)"
    rf"|(?<!\d){_CHINA}1[3-9]\d{_BETWEEN}\d{{4}}{_BETWEEN}\d{{4}}(?!\d)"
    # A row of numbers is no number: nothing that goes on before or behind.
    rf"|(?<!\d)(?<!\d{_APART})1{_APART}{{0,3}}[3-9]{_DIGITS_APART}{{9}}(?!{_APART}{{0,3}}\d)"
)
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_LANDLINE = re.compile(
    r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<!\d)\(0\d{2,3}\) ?\d{7,8}(?!\d)"
    rf"|(?<!\d){_AREA}{_APART}{{0,3}}\d{{3,4}}{_APART}{{0,3}}\d{{4}}(?!\d)"
)
_ID_NUMBER = re.compile(rf"(?<!\d)\d{_DIGITS_APART}{{16}}{_APART}{{0,3}}[\dXx](?![\dXx])")
_CARD = re.compile(rf"(?<!\d)\d{_DIGITS_APART}{{15,18}}(?!\d)")
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-Za-z][·• -]?"
    "(?:[A-HJ-NP-Za-hj-np-z0-9]{5,6}|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳])(?![A-Za-z0-9])"
)
_NUMERAL = "[0-9一二三四五六七八九十百]"
_HOUSE = re.compile(
    # 12号, 3号楼; not 11月3号 and not 3号泵站, 3号线, 3号路, 5号文件
    rf"(?<![月第{_NUMERAL[1:-1]}]){_NUMERAL}{{1,5}} ?号(?![泵闸线文机井桥渠沟塘坝变路台令公涵站])"
    rf"|{_NUMERAL}{{1,4}} ?[栋幢](?= ?{_NUMERAL})|{_NUMERAL}{{1,3}} ?单元|(?<!\d)\d{{3,4}} ?室"
)
_TITLED = re.compile(
    rf"{_SURNAME}{_HAN}{{0,2}}?(?:先生|女士|小姐|太太)"
    rf"|(?<!{_HAN}){_SURNAME}(?:大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|婆婆|爹爹|师傅|老师|阿姨|老汉)"
    rf"|{_SURNAME}某{{1,2}}|(?<!{_HAN})[老小]{_SURNAME}{_AFTER_NAME}"
)
_NAMED = re.compile(
    rf"(?:姓名|名叫|户主|联系人|反映人|申请人|当事人|村民|业主)[:： ]?({_SURNAME}{_HAN}{{1,2}})"
    rf"(?=家|说|称|反映|的|[，。、；：,.;:（()）\s]|$)"
)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, order=True)
class PersonalData:
    """`start` and `end` count characters of the text; the words themselves are never repeated."""

    start: int
    end: int
    kind: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def find_personal_data(text: str) -> list[PersonalData]:
    """What was found, in order; of two finds in one place the longer."""
    found: list[PersonalData] = []
    for item in sorted(_all(text), key=lambda item: (item.start - item.end, item.start)):
        if all(item.end <= other.start or other.end <= item.start for other in found):
            found.append(item)
    return sorted(found)


def _all(text: str) -> Iterator[PersonalData]:
    plain = read_plainly(text)
    spelt = plain.spelt
    for kind, pattern, searched, is_real in (
        ("id_number", _ID_NUMBER, plain.text, has_check_digit),
        ("bank_card", _CARD, plain.text, passes_luhn),
        ("phone", _MOBILE, spelt, None),
        ("phone", _LANDLINE, spelt, None),
        ("plate", _PLATE, plain.text, None),
        ("house_number", _HOUSE, plain.text, None),
        ("name", _TITLED, plain.text, None),
        ("name", _NAMED, plain.text, None),
    ):
        for start, end in _spans(pattern, searched, is_real):
            yield PersonalData(*plain.span(start, end), kind)


def _spans(
    pattern: re.Pattern[str], text: str, is_real: IsReal | None
) -> Iterator[tuple[int, int]]:
    """What is not real may hide the beginning of what is, so the search goes on behind its first character."""
    position = 0
    while match := pattern.search(text, position):
        if is_real is None or is_real(re.sub("[^0-9Xx]", "", match.group())):
            yield match.span(pattern.groups)
            position = match.end()
        else:
            position = match.start() + 1


def has_check_digit(number: str) -> bool:
    """Whether 18 characters end in the check digit of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return number[-1].upper() == "10X98765432"[total % 11]


def passes_luhn(number: str) -> bool:
    """Whether the digits end in the check digit that bank cards have."""
    doubled = [int(digit) * (2 if n % 2 else 1) for n, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
