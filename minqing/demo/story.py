"""Two months in 云溪管理区: twelve problems of every fate, told by the commands that people would give.

The days are counted back from today, so that some are late whenever the story is played.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from minqing.demo.player import Player
from minqing.demo.world import BUILDING, CIVIL, LIUWAN, POWER, QINGHE, SHIQIAO, WATER

UNIT_OF = {"linxiao": LIUWAN, "duqing": SHIQIAO, "caiyun": QINGHE}
HANDLER_OF = {
    POWER: "hujun",
    WATER: "luping",
    BUILDING: "tangwei",
    CIVIL: "xuhong",
    LIUWAN: "linxiao",
    SHIQIAO: "duqing",
    QINGHE: "caiyun",
}
FIELD_OF = {
    "enterprise_utilities": "enterprise_blockage",
    "policy_incentives": "enterprise_blockage",
    "public_order_and_disputes": "governance_difficulty",
}


@dataclass
class Told:
    """One issue as it goes on: who plays, and its id."""

    player: Player
    id: str

    def by(self, login: str, command: str, **fields: Any) -> "Told":
        self.player.does(login, "issues", command, id=self.id, **fields)
        return self

    def assigned(self, unit: str, days_ago: int, limit: int, category: str, **more: Any) -> "Told":
        """The office triages and assigns it, due `limit` days later (a working day). What takes more than a
        week needs conditions first."""
        self.player.at(days_ago, 9, 30)
        due = self.player.day(days_ago - limit).isoformat()
        fields = {
            "category": category,
            "lead_unit": unit,
            "due": due,
            "field": FIELD_OF.get(category, "livelihood_pain_point"),
            "needs_conditions": limit > 7,
            **more,
        }
        return self.by("wangyan", "assign", responsible_position="leadership_member", **fields)

    def planned(self, unit: str, days_ago: int, measure: str, **more: Any) -> "Told":
        self.player.at(days_ago, 14, 40)
        return self.by(HANDLER_OF[unit], "plan_task", measure=measure, **more)

    def done(self, unit: str, days_ago: int, result: str, **more: Any) -> "Told":
        """The second of the unit's two entries: the open task is completed and the issue reported done."""
        self.player.at(days_ago, 16, 10)
        task = next(t for t in self.state()["tasks"] if not t["completed_on"])
        return self.by(
            HANDLER_OF[unit],
            "complete_task",
            task_id=task["id"],
            result=result,
            report_done=True,
            **more,
        )

    def called(self, days_ago: int, solved: str, satisfaction: str, note: str) -> "Told":
        self.player.at(days_ago, 10, 20)
        return self.by(
            "fangning",
            "record_callback",
            basis="reached",
            solved=solved,
            satisfaction=satisfaction,
            note=note,
        )

    def closed(self, outcome: str, explanation: str | None = None) -> "Told":
        more = {"explanation": explanation} if explanation else {}
        return self.by("fangning", "close", outcome=outcome, **more)

    def public(self, part: str, text: str) -> "Told":
        """Proposed by the office, approved by a second person."""
        self.by("wangyan", "propose_public_text", part=part, text=text)
        return self.by("fangning", "approve_public_text", part=part)

    def state(self) -> dict[str, Any]:
        return self.player.asks("wangyan", "issues", "get", id=self.id)


class Doorstep:
    """Visits, and the issues that come of them."""

    def __init__(self, player: Player):
        self.player = player

    def visit(
        self,
        login: str,
        days_ago: int,
        party: str,
        note: str,
        *problems: dict[str, Any],
        again_in: int | None = None,
    ) -> list[Told]:
        """`again_in`: so many days from today they agreed to meet again, or on the working day before."""
        again = None if again_in is None else self.player.day(-again_in).isoformat()
        self.player.at(days_ago, 9 if problems else 15, 10)
        answer = self.player.does(
            login,
            "visits",
            "record",
            party_id=self._party(login, party),
            outcome="met",
            note=note,
            next_contact=again,
            problems=list(problems),
        )
        found = self.player.asks(login, "issues", "by_visit", visit_id=answer["id"])
        return [Told(self.player, item["id"]) for item in found["items"]]

    def not_home(self, login: str, days_ago: int, party: str) -> None:
        self.player.at(days_ago, 15, 10)
        self.player.does(
            login,
            "visits",
            "record",
            party_id=self._party(login, party),
            outcome="not_home",
            problems=[],
        )

    def _party(self, login: str, name: str) -> str:
        found = self.player.asks(login, "visits", "parties", q=name)["items"]
        return found[0]["id"]


def problem(verbatim: str, category: str, **more: Any) -> dict[str, Any]:
    return {"verbatim": verbatim, "category": category, **more}


def tell(player: Player, now: datetime) -> None:
    """Every fate that the first part of the rules knows, oldest first; then the clock stands at `now`."""
    door = Doorstep(player)
    _last_month(door)
    _this_month(door)
    if now > player.clock():
        player.clock.set(now)


def _last_month(door: Doorstep) -> None:
    (lamp,) = door.visit(
        "linxiao",
        45,
        "余光明",
        "秋收忙完了，问了养老金认证，身体都好。",
        problem(
            "村口到三组那段路灯坏了快一个月，晚上骑车看不见，娃放学都要人接。", "power_and_lighting"
        ),
    )
    (ditch,) = door.visit(
        "linxiao",
        44,
        "周来顺",
        "谈了秋播打算。",
        problem(
            "一下雨我们三组门口就淹，那条主沟好几年没清了，田里的水也走不掉。", "ditches_and_pumps"
        ),
    )
    lamp.assigned(POWER, 44, 7, "power_and_lighting").planned(
        POWER, 44, "更换三组路段损坏的路灯", quantity=8, quantity_unit="盏"
    )
    ditch.assigned(WATER, 43, 14, "ditches_and_pumps").planned(
        WATER, 42, "清淤三组主沟，修复涵管", quantity=420, quantity_unit="米"
    )
    (form,) = door.visit(
        "duqing",
        42,
        "钱桂香",
        "帮她把医保缴费在手机上办了。",
        problem(
            "在外头打工的儿子看病，回来报销要些什么材料，一直搞不清楚。",
            "medical_insurance",
            field="livelihood_pain_point",
            needs_conditions=False,
            solved_on_spot={"result": "当面讲清了异地就医报销的材料，并帮她填了备案。"},
        ),
    )
    lamp.done(POWER, 40, "路灯换好，晚上已经亮了。", quantity=8, quantity_unit="盏")
    lamp.called(39, "solved", "very_satisfied", "说晚上接娃不怕了。").closed("solved")
    lamp.public("public_text", "柳湾社区村口路段路灯损坏，夜间通行不便。")
    lamp.public("public_measure", "更换损坏路灯 8 盏。")
    lamp.public("public_result", "路灯已全部更换，恢复照明。")
    form.closed("solved")
    form.public("public_text", "群众反映异地就医报销需要哪些材料不清楚。")
    (noise,) = door.visit(
        "caiyun",
        37,
        "吴玉珍",
        "",
        problem("北门早晚堵得很，学生过街不安全，能不能有人管一管。", "roads"),
    )
    noise.assigned(BUILDING, 36, 14, "roads").planned(
        BUILDING, 36, "北门施划网格线，早晚高峰安排人疏导"
    )
    ditch.done(WATER, 33, "主沟清淤完成，涵管换了两处。", quantity=420, quantity_unit="米")
    ditch.called(32, "unsolved", "dissatisfied", "说沟尾那一段没清到，昨天下雨又淹了。")
    ditch.by("fangning", "order_rework", reason="沟尾 60 米没有清到，补做。")
    ditch.planned(WATER, 31, "补清沟尾 60 米", quantity=60, quantity_unit="米")
    noise.done(BUILDING, 30, "网格线划好，高峰有人疏导，晚上仍有乱停。")
    noise.called(29, "partly_solved", "mostly_satisfied", "早上好多了，晚上还是乱停。")
    noise.closed("partly_solved", "夜间停车位不足，等北侧空地改造后再划车位。")
    noise.public("public_text", "青荷社区北门早晚堵车，学生过街不安全。")
    noise.public("public_result", "高峰有人疏导；夜间停车位不足，等空地改造。")
    ditch.done(WATER, 29, "沟尾清完，试水正常。", quantity=60, quantity_unit="米")
    ditch.called(28, "solved", "satisfied", "这回走水了。").closed("solved")
    ditch.public("public_text", "柳湾社区一条主沟淤堵，雨天排水不畅。")


def _this_month(door: Doorstep) -> None:
    (land,) = door.visit(
        "duqing",
        27,
        "孙有田",
        "",
        problem("我家和隔壁为田界吵了两年，村里调了几回都没结果。", "public_order_and_disputes"),
    )
    land.assigned(SHIQIAO, 26, 14, "public_order_and_disputes").planned(
        SHIQIAO, 26, "请司法所到场调解一次"
    )
    (power,) = door.visit(
        "linxiao",
        22,
        "云溪虾稻加工厂",
        "看了新盖的冷库。",
        problem(
            "冷库盖好快两个月了，电一直没给通，眼看要收虾，光租冷库一天就要一千多。",
            "enterprise_utilities",
        ),
    )
    power.assigned(POWER, 21, 10, "enterprise_utilities", support_units=[BUILDING]).planned(
        POWER, 20, "架设 10 千伏支线并安装变压器", quantity=1, quantity_unit="台"
    )
    power.public("public_text", "一家虾稻加工企业反映冷库用电报装时间长。")
    power.public("public_measure", "架设 10 千伏支线并安装变压器 1 台。")
    land.done(SHIQIAO, 15, "调解一次，双方不同意按承包证划界。")
    land.called(14, "unsolved", "dissatisfied", "说还是没划清。")
    land.closed("unsolved", "双方不同意调解结果，已告知可以向农村土地承包仲裁委员会申请仲裁。")
    (clinic,) = door.visit(
        "duqing",
        13,
        "李春生",
        "血压药吃得规律。",
        problem("卫生室常用的降压药老是缺货，要跑到镇上去买。", "medical_care"),
    )
    clinic.assigned(CIVIL, 12, 8, "medical_care").planned(CIVIL, 12, "协调卫生院每周补货一次")
    clinic.done(CIVIL, 4, "已经按周补货，常用药备足一个月。")
    clinic.by(
        "xuhong",
        "propose_public_text",
        part="public_text",
        text="石桥社区卫生室常用的降压药经常缺货。",
    )
    (fee,) = door.visit(
        "caiyun",
        9,
        "青荷便民超市",
        "",
        problem(
            "申请小店的经营补贴，表不晓得怎么填。",
            "policy_incentives",
            field="enterprise_blockage",
            needs_conditions=False,
            solved_on_spot={"result": "当面教他填好表，已经交到窗口。"},
        ),
    )
    fee.public("public_text", "一家便民超市不清楚经营补贴怎样申报。")
    fee.public("public_result", "当面讲清申报办法，材料已交窗口。")
    (water,) = door.visit(
        "caiyun",
        6,
        "冯立秋",
        "",
        problem("幸福小区二期一到夜里就停水，老人起夜不方便。", "water_supply_and_drainage"),
    )
    water.assigned(BUILDING, 6, 7, "water_supply_and_drainage")
    (road,) = door.visit(
        "duqing", 5, "钱桂香", "", problem("小学门口那条路坑太深，下雨天娃过不去。", "roads")
    )
    road.assigned(BUILDING, 4, 9, "roads").planned(BUILDING, 3, "填平校门口路面坑槽")
    (bins,) = door.visit(
        "linxiao",
        3,
        "郑秀兰",
        "腿好些了。",
        problem("北岸垃圾桶太少，周末没人清，味道大。", "refuse"),
        again_in=0,
    )
    door.player.at(2, 10, 5)
    bins.by("wangyan", "triage", category="refuse")
    door.not_home("linxiao", 2, "赵德福")
    door.visit(
        "linxiao",
        1,
        "赵德福",
        "补上次没见到，约好再去坐坐。",
        problem("四组手机信号很弱，打电话要跑到堤上去。", "telecommunications"),
        again_in=3,
    )
