"""汉字数字 as arabic digits, for comparing texts: 三号泵站 reads like 3号泵站, 一百二十米 like 120米.

Only what counts something is turned: 一下, 十分 and 千万 stay words. A wrong guess costs a hint, nothing more, and
it falls on both texts alike.
"""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS |= {str(n): n for n in range(10)}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_NUMERAL = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]+")
_HAN = re.compile(r"[〇零一二两三四五六七八九十百千万亿]")
# What a single numeral counts when it comes before one of these.
_COUNTERS = frozenset(
    "号个只条根座台辆盏米里亩吨斤元块天次年月日周时层楼栋幢组队户家间处区段期级名位人岁趟遍口眼孔套份张公小单"
)
LONGEST = 12  # characters of one numeral; a longer run of them is no number


def to_arabic(text: str) -> str:
    """The text with its counting numerals in arabic digits."""
    return _NUMERAL.sub(_replaced, text)


def _replaced(match: re.Match[str]) -> str:
    run, text = match.group(), match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if len(run) > LONGEST or not _HAN.search(run) or not _counts(run, before, after):
        return run
    return _value(run)


def _counts(run: str, before: str, after: str) -> bool:
    """万一, 千万 and 百姓 begin with a unit that nothing multiplies; 一下 has nothing after it that is counted."""
    if run[0] in "百千万亿" or before == ".":
        return False
    if len(run) == 1:
        return before == "第" or after in _COUNTERS
    return True


def _value(run: str) -> str:
    if not any(c in _SMALL or c in _LARGE for c in run):
        return "".join(str(_DIGITS[c]) for c in run)  # a row of digits: 二〇二六, 一一五
    total = section = number = 0
    unit = 10  # of a last digit that is left alone: 一百二 is 120
    for c in run:
        if c in _DIGITS:
            number = number * 10 + _DIGITS[c] if c.isascii() else _DIGITS[c]
            unit = 10 if c in "零〇" else unit
        elif c in _SMALL:
            section += (number or 1) * _SMALL[c]
            number, unit = 0, _SMALL[c]
        else:
            total = (total + section + number) * _LARGE[c]
            section, number, unit = 0, 0, _LARGE[c]
    is_short = unit > 10 and 0 < number < 10 and run[-1] in _DIGITS
    return str(total + section + (number * unit // 10 if is_short else number))
