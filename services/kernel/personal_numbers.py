"""Shapes of what leads to one person: phone, identity, bank card, plate, house, e-mail, other accounts."""

import re

_APART = "[- ._/·•・*()~+|]"  # what people put between the digits of one number
_BETWEEN = "[- ._/·•・*()~+|,、;:。]{0,3}"  # where the groups are those of a number, also what parts a list
_DIGITS_APART = rf"(?:{_APART}{{0,3}}\d)"
_CHINA = r"(?:(?:\+|00)?86[- ]?)?"

MOBILE = re.compile(
    rf"(?<!\d){_CHINA}1[3-9]\d(?:[- ]?\d){{8}}(?!\d)"
    rf"|(?<!\d){_CHINA}1[3-9]\d{_BETWEEN}\d{{4}}{_BETWEEN}\d{{4}}(?!\d)"
    # A row of numbers is no number: nothing that goes on before or behind.
    rf"|(?<!\d)(?<!\d{_APART})1{_APART}{{0,3}}[3-9]{_DIGITS_APART}{{9}}(?!{_APART}{{0,3}}\d)"
)
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
LANDLINE = re.compile(
    rf"(?<!\d){_AREA}[- ]?\d{{7,8}}(?!\d)|(?<!\d)\({_AREA}\) ?\d{{7,8}}(?!\d)"
    rf"|(?<!\d){_AREA}{_APART}{{0,3}}(?:\d{{3,4}}{_APART}{{0,3}}\d{{4}}|\d{{4}} ?\d{{3}})(?!\d)"
)
ID_NUMBER = re.compile(rf"(?<!\d)\d{_DIGITS_APART}{{16}}{_APART}{{0,3}}[\dXx](?![\dXx])")
CARD = re.compile(rf"(?<!\d)(?<!\d[-.])\d{_DIGITS_APART}{{15,18}}(?!\d)")
PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-Za-z][·• -]?"
    "(?:[A-HJ-NP-Za-hj-np-z0-9]{5,6}|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳])(?![A-Za-z0-9])"
)
_NUMERAL = "[0-9一二三四五六七八九十百]"
# 3号泵站, 3号窗口 and 24号下午 are no houses, nor is 8号 behind 〔2022〕, 每月 or 第.
_PUBLIC = "[泵闸线文机井桥渠沟塘坝变路台令公涵站杆仓塔]|大棚|窗口|车间|电杆|电机|汽油|柴油|地块|标段|病房|责任"
_DAY = "上午|下午|晚|早|前(?!门)|之前|以前|起|开始|恢复|停[电水]|开会|公示"
_NO_HOUSE = rf"(?! ?(?:{_PUBLIC}|{_DAY}))"
HOUSE = re.compile(
    rf"(?<![月第〕{_NUMERAL[1:-1]}])(?<![月第] ){_NUMERAL}{{1,5}} ?号{_NO_HOUSE}"
    rf"|{_NUMERAL}{{1,4}} ?[栋幢](?= ?{_NUMERAL})(?! ?{_NUMERAL}+ ?[个户盏部])"
    rf"|{_NUMERAL}{{1,3}} ?单元|(?<!\d)\d{{3,4}} ?室"
    r"|(?<!\d)\d{1,2} ?[楼层] ?\d{3,4}(?!\d| ?[平米元户人个])"
)
# Behind a word that says what it is, also with a slip of the pen, an old number or none of the area.
TOLD_ID = re.compile(
    rf"(?:身份证|证件号|证号)[^\d,，。;；]{{0,6}}(\d{_DIGITS_APART}{{16}}{_APART}{{0,3}}[\dXx]|\d{{15}})(?![\dXx])"
)
TOLD_CARD = re.compile(
    rf"(?:卡号|银行卡|账号|工资卡|一卡通)[^\d,，。;；]{{0,4}}(\d{_DIGITS_APART}{{15,18}})(?!\d)"
)
TOLD_PHONE = re.compile(
    r"(?:电话|座机|致电|拨打|来电|传真)[^\d,，。;；]{0,4}([2-8]\d{2}[- ]?\d{4}|[2-8]\d{3}[- ]?\d{3})(?![\d.])"
)
EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64} ?(?:@|\(at\)| at ) ?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}"
)
ACCOUNT = re.compile(
    r"(?:微信号?|v信|vx|wx|qq号?|抖音号?|快手号?)[:： 是为]{0,3}([a-z][a-z0-9_-]{4,19}|[1-9]\d{5,10})(?![a-z0-9@.])",
    re.IGNORECASE,
)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def has_check_digit(number: str) -> bool:
    """Whether 18 characters end in the check digit of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return number[-1].upper() == "10X98765432"[total % 11]


def passes_luhn(number: str) -> bool:
    """Whether the digits end in the check digit that bank cards have."""
    doubled = [int(digit) * (2 if n % 2 else 1) for n, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
