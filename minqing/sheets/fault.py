"""What is wrong with a cell, a row or a whole sheet, and the words for the clerk who mends it.

The codes are those of the services and of the readers; a code without words here is shown as it is. A cell's text
is repeated only where it should have been a code or one of a list: names and phones stay out of the terminal.
"""

from dataclasses import dataclass

from minqing.sheets.column import Column
from services.kernel.sheet import address

SHOWN = 30  # characters of a cell


@dataclass(frozen=True)
class Fault:
    """`place` is the sheet's title or the file's name; without a row it is the whole of it. `position` is the
    column in the sheet, counted from 0."""

    place: str
    code: str
    row: int | None = None
    position: int | None = None
    column: Column | None = None
    text: str = ""

    @property
    def where(self) -> str:
        if self.row is None:
            return self.place
        cell = f"第 {self.row} 行" if self.position is None else address(self.row, self.position)
        return f"{self.place}!{cell}"

    @property
    def words(self) -> str:
        """`岗位：没有“科员”这个岗位`"""
        name = self.column.head if self.column else ""
        shown = self.text if len(self.text) <= SHOWN else self.text[:SHOWN] + "…"
        said = WORDS.get(self.code, self.code).format(name=name or "这一格", text=shown)
        return f"{name}：{said}" if name else said

    @property
    def line(self) -> str:
        """`人员!C7 岗位：没有“科员”这个岗位 (unknown_position)`"""
        return f"{self.where} {self.words} ({self.code})"


WORDS = {
    # of a value, as the services say
    "required": "必须填写",
    "pattern": "写法不对，请看“说明”里的要求",
    "length": "太长了",
    "character": "里面有不能用的字符，请重新输入",
    "blank": "里面只有看不见的字符，请重新输入",
    "duplicate": "和前面的一行重复",
    "unknown_kind": "没有“{text}”这个类型，请从下拉列表里选",
    "unknown_position": "没有“{text}”这个岗位，请从下拉列表里选",
    "unknown_role": "“{text}”里有不认识的角色，请看“说明”里的角色名称",
    "unknown_unit": "“{text}”里有系统和“单位”表都没有的单位代码",
    "unknown_parent": "上级“{text}”不存在，或它那一行有错",
    "cycle": "上级绕了一圈又回到自己",
    "depth": "层级太深，最多 12 级",
    "unit_closed": "这个单位已经撤销",
    "outside": "不在导入人的管辖范围内",
    "phone_shape": "不是电话号码：要 11 位手机号，或区号加号码",
    "email_shape": "写一个邮箱地址，像 xx@example.org",
    "party_forgotten": "这个编号的对象已被删除，不能再次登记",
    "external_id_used": "这个编号已是另一个对象的",
    # of a cell
    "error_value": "单元格里是公式错误 {text}，请改为文字",
    "formula": "公式还没有计算结果：请在表格软件里打开并保存一次，或改为文字",
    "date": "被表格软件当成日期或时间了：请把单元格设为“文本”，再重新输入",
    "boolean": "是逻辑值 {text}：请改为文字",
    "number": "是小数或位数太多的数字，已经失真：请把单元格设为“文本”，再重新输入",
    "merged": "在合并单元格里：请取消合并，每行都填上",
    # of the heads
    "head": "第 1 行没有表头：第 1 行要写各列的名称，数据从第 2 行开始",
    "head_below": "表头在第 {text} 行：请删去它上面的行，让表头成为第 1 行",
    "head_unknown": "不认识的列“{text}”：请改正列名，或删去这一列",
    "head_empty": "这一列有内容，第 1 行却没有列名：请写上列名，或删去这一列",
    "head_missing": "缺少“{text}”这一列",
    "head_twice": "“{text}”这一列有两次",
    # of the file
    "file_type": "打不开：不是 .xlsx 工作簿。旧的 .xls 或加密的文件，请另存为不加密的 .xlsx",
    "too_large": "文件太大",
    "too_many_rows": "行数太多，请分成几个文件",
    "too_many_columns": "列数太多，请删去不用的列",
    "too_many_merged": "合并单元格太多，请取消合并",
    "encoding": "文字编码不是 UTF-8，也不是 GB 18030",
    "csv": "不是完好的 CSV 文件",
    "cells": "这一行的格数和表头不一样多",
    "sheet_missing": "没有这张工作表；有的是：{text}",
    "sheets_missing": "没有“单位”“人员”“走访对象”中的任何一张表",
}
