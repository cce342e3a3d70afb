"""The three sheets of the import: units, people, parties, in the order in which they can enter."""

from dataclasses import dataclass

from minqing.sheets.column import Column
from services.kernel.csv_rows import MAX_ROWS
from web.words import PARTY_KINDS, POSITIONS, ROLES, UNIT_KINDS

INSTRUCTIONS = "说明"
REASON = "错误原因"  # head of the column that the file of wrong rows has besides; the import passes over it


@dataclass(frozen=True)
class SheetKind:
    """`service.method` takes the rows, MAX_ROWS a call; `max_rows` are taken from one sheet."""

    name: str
    title: str
    service: str
    method: str
    columns: tuple[Column, ...]
    max_rows: int = MAX_ROWS

    def column(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)


def _unit_code(head: str, meaning: str, required: bool = True) -> Column:
    return Column("unit_code", head, meaning, "990101001", required, spelled=True)


UNITS = SheetKind(
    "units",
    "单位",
    "campaign",
    "import_units",
    (
        Column(
            "code",
            "单位代码",
            "区划代码或自编代码：字母、数字和 . _ -，最多 40 位；以后不变，靠它认单位",
            "990101001",
            required=True,
            spelled=True,
        ),
        Column("name", "单位名称", "最多 60 个字", "东塘社区", required=True, width=28),
        Column("kind", "单位类型", "从下拉列表里选", "社区", required=True, words=UNIT_KINDS),
        Column(
            "parent_code",
            "上级单位代码",
            "上级的单位代码，可以在同一张表里；最上一级留空",
            "990101",
            spelled=True,
        ),
    ),
)
PEOPLE = SheetKind(
    "people",
    "人员",
    "campaign",
    "import_people",
    (
        Column(
            "login",
            "账号",
            "登录用：小写字母、数字和 . _ -，2 至 40 位；以后不变，靠它认人",
            "shili.jia",
            required=True,
            spelled=True,
        ),
        Column("name", "姓名", "最多 60 个字，加密保存", "示例甲", required=True),
        Column("position", "岗位", "从下拉列表里选", "经办人", required=True, words=POSITIONS),
        _unit_code("所在单位代码", "“单位”表里的代码，或系统里已有的"),
        Column(
            "roles",
            "角色",
            "可选一个，也可写几个，用分号隔开；在别的单位任职的，在角色后写 @单位代码。"
            "再次导入时，表里没有写的角色就此结束",
            "经办人；走访人@990101",
            spelled=True,
            words=ROLES,
            several=True,
            longest=400,
            width=36,
        ),
    ),
)
PARTIES = SheetKind(
    "parties",
    "走访对象",
    "visits",
    "import_parties",
    (
        Column("kind", "对象类型", "从下拉列表里选", "农户", required=True, words=PARTY_KINDS),
        Column(
            "name",
            "姓名或名称",
            "最多 60 个字，加密保存；信访案件只写编号，不写人名",
            "示例乙",
            required=True,
            width=28,
        ),
        _unit_code("所属单位代码", "“单位”表里的代码，或系统里已有的"),
        Column(
            "phone",
            "电话",
            "可不填；11 位手机号，或区号加号码。只用于回访联系，加密保存",
            "0000-0000000",
            spelled=True,
        ),
        Column(
            "external_id",
            "外部编号",
            "可不填；在别的台账里的编号，同名同姓的靠它区分。不写身份证号",
            "H-001",
            spelled=True,
        ),
    ),
    max_rows=10 * MAX_ROWS,
)

MAILBOXES = SheetKind(
    "mailboxes",
    "单位邮箱",
    "campaign",
    "import_mailboxes",
    (
        _unit_code("单位代码", "系统里已有的单位"),
        Column("email", "邮箱", "一个地址；留空就是不再发信", "xx@example.org", spelled=True),
    ),
)

KINDS = {kind.name: kind for kind in (UNITS, PEOPLE, PARTIES)}
ALONE = {MAILBOXES.name: MAILBOXES}  # in no template: it changes after the units are there
