"""The workbook that the import reads: 说明, then an empty sheet each for units, people and parties."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook

from minqing.sheets.kinds import INSTRUCTIONS, KINDS
from minqing.sheets.writing import Styles, add_sheet, set_page, workbook

STEPS = (
    "1. 按“单位、人员、走访对象”的顺序填写后面三张表，一行一条；用不到的表空着。本页不会导入。",
    "2. 红字带 * 的列必须填写。列的顺序可以换，列名不要改；不要合并单元格，不要在表头上面加行。",
    "3. 代码、电话、编号所在的列已设为“文本”。从别处粘贴时请选“只粘贴数值”或“选择性粘贴—文本”。",
    "4. 先试导入（--dry-run）：只检查和计数，不改数据。有错的行会指出是哪一格、为什么；其余的行照常导入。",
    "5. 同一份表再导入一次，什么也不会变。姓名和电话加密保存；填好的表含个人信息，用完请删除。",
    "6. 不写身份证号、银行卡号、住址门牌，不写国家秘密和工作秘密。",
)
_WIDTHS = (11, 15, 22, 66, 6, 22)  # letters
_LINE = 16  # points


def template() -> bytes:
    def fill(book: Workbook, styles: Styles) -> None:
        _instructions(book, styles)
        for kind in KINDS.values():
            add_sheet(book, styles, kind)

    return workbook(fill)


def _instructions(book: Workbook, styles: Styles) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS)
    sheet.hide_gridlines(2)
    set_page(sheet, INSTRUCTIONS)
    for n, width in enumerate(_WIDTHS):
        sheet.set_column(n, n, width)
    sheet.write_string(0, 0, "民情导入模板", styles["title"])
    for n, step in enumerate(STEPS, 1):
        sheet.write_string(n, 0, step, styles["text"])
    row = _section(sheet, styles, len(STEPS) + 2, "各列填什么（例子是虚构的）", _columns())
    _section(sheet, styles, row + 1, "可选的词（写英文也可以）", _words())


def _section(
    sheet: Any, styles: Styles, row: int, title: str, lines: Iterable[tuple[str, ...]]
) -> int:
    """A titled table whose first line are its heads; returns the row below it."""
    sheet.write_string(row, 0, title, styles["section"])
    for n, line in enumerate(lines, row + 1):
        style = styles["head" if n == row + 1 else "wrapped"]
        sheet.set_row(n, _LINE * max(_lines(text, _WIDTHS[i]) for i, text in enumerate(line)))
        for column, text in enumerate(line):
            sheet.write_string(n, column, text, style)
    return n + 1


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: a Chinese character is two letters wide."""
    letters = sum(2 if ord(each) > 0x2E80 else 1 for each in text)
    return -(-letters // width) or 1


def _columns() -> Iterable[tuple[str, ...]]:
    yield "表", "列", "英文列名", "填什么", "必填", "例子"
    for kind in KINDS.values():
        for column in kind.columns:
            needed = "是" if column.required else ""
            yield kind.title, column.head, column.field, column.meaning, needed, column.example


def _words() -> Iterable[tuple[str, ...]]:
    yield "表", "列", "英文", "词"
    for kind in KINDS.values():
        for column in kind.columns:
            for code, word in column.words.items():
                yield kind.title, column.head, code, word
