"""Who is visited: 168 households by where they live, enterprises, sole traders, projects. Every name is invented.

Phones and references are counted through, so that they are nobody's; every fourth household leaves no phone.
"""

from dataclasses import dataclass

# production team, estate or community -> its households
HOUSEHOLDS = {
    "柳湾三组": "余光明 周来顺 冯启亮 陆杏芝 卢润香 董春林 杨兴旺",
    "柳湾二组": "郑秀兰 王长生 孙爱华 潘守成 徐明贵 姚菊英 赵冬娥",
    "柳湾四组": "赵德福 姚忠厚 何银花 刘兰芝 冯素贞 许彩霞 段铁柱",
    "柳湾一组": "彭昌盛 董满姑 赵有福 段珍秀 吴秀兰 姜运来 万友珍",
    "石桥一组": "钱桂香 孙有田 李春生 吴润香 卢二姑 李春梅 吴芳华 付守成",
    "石桥二组": "卢运来 谭开明 魏珍秀 蒋华清 叶润香 严月娥 肖小军",
    "石桥三组": "徐铁柱 夏树根 孙素贞 许水莲 魏道平 方桃英 何菱香",
    "桑园一组": "钱水生 丁银花 黄道平 刘惠芳 潘兴旺 石有福 熊彩霞 卢华清",
    "桑园二组": "邓桂香 崔淑珍 姜月娥 钱明贵 胡莲子 夏守成 赵学兵 汪素贞 廖桃英",
    "青荷社区": "吴玉珍 何冬枝 陶桂香 周巧云 曾永康 谭志华 魏运来 王建军 陈树根",
    "幸福小区": "冯立秋 董腊香 万淑珍 孙永康 蔡翠平 姚国庆 陶忠厚 段爱华 龙芳华 胡银花 曾秋菊",
    "荷香苑": "杨昌盛 孙新民 刘楚才 石楚才 余惠芳 雷丽君 张满仓 何大发 刘银花 沈春梅",
    "南渡一组": "谭冬娥 彭世平 夏细毛 谭满姑 廖春林 叶彩霞 吴红霞",
    "南渡二组": "陆翠平 赵得胜 钱开明 蔡先登 冯道平 崔春林 吴大发",
    "临水家园": "卢昌盛 沈家和 肖麦香 周有福 龙开明 谭秋菊 刘二姑 朱桂香 崔秀兰",
    "月塘一组": "程水生 冯惠芳 叶红霞 程学兵 孙友才 吴道平 邹满仓 程先登",
    "月塘二组": "任光荣 王水莲 肖友才 夏兰芝 万德海 熊水莲 许喜妹 龙明贵 夏满仓",
    "长堤一组": "任秀兰 万永康 曾启亮 沈兰芝 秦友珍 邓二姑 杨麦香",
    "长堤二组": "尹得胜 尹汉生 段翠平 邹楚才 李早香 魏玉珍 方德海 周国庆",
    "长堤三组": "程满仓 李菱香 曾桃英 尹桂香 肖传喜 杨文斌 杨莲子",
    "白杨生活区": "李道平 王红霞 谭麦香 雷大发 程满姑 曾喜妹 孙水生 万冬枝 江良才",
}

# (kind, name, where)
OTHERS = (
    ("enterprise", "云溪虾稻加工厂", "柳湾社区"),
    ("sole_trader", "渡口农家乐", "柳湾社区"),
    ("sole_trader", "柳湾小卖部", "柳湾社区"),
    ("enterprise", "石桥农机合作社", "石桥社区"),
    ("enterprise", "石桥粮食烘干中心", "石桥社区"),
    ("sole_trader", "石桥早点铺", "石桥社区"),
    ("enterprise", "桑园蚕丝制品厂", "桑园社区"),
    ("sole_trader", "桑园豆腐坊", "桑园社区"),
    ("new_farmer", "苏小满", "桑园社区"),
    ("enterprise", "青荷纸箱包装厂", "青荷社区"),
    ("enterprise", "青荷服饰公司", "青荷社区"),
    ("enterprise", "青荷新材料公司", "青荷社区"),
    ("enterprise", "青荷电子元件厂", "青荷社区"),
    ("project", "青荷农贸市场改造项目", "青荷社区"),
    ("sole_trader", "青荷便民超市", "青荷社区"),
    ("sole_trader", "老街卤味店", "青荷社区"),
    ("sole_trader", "老街修鞋铺", "青荷社区"),
    ("enterprise", "南渡船用配件厂", "南渡社区"),
    ("enterprise", "南渡水产冷链公司", "南渡社区"),
    ("sole_trader", "南渡手工面坊", "南渡社区"),
    ("enterprise", "月塘莲藕专业合作社", "月塘社区"),
    ("project", "月塘光伏项目", "月塘社区"),
    ("sole_trader", "月塘理发店", "月塘社区"),
    ("new_farmer", "罗望春", "月塘社区"),
    ("enterprise", "长堤米业加工厂", "长堤社区"),
    ("enterprise", "长堤育秧工厂", "长堤社区"),
    ("project", "长堤仓储物流项目", "长堤社区"),
    ("sole_trader", "长堤农资店", "长堤社区"),
    ("sole_trader", "白杨修配厂", "白杨生活区"),
    ("sole_trader", "白杨早餐店", "白杨生活区"),
)
REFERENCES = {"household": "HH", "sole_trader": "GT", "new_farmer": "NF", "project": "XM"}


@dataclass(frozen=True)
class Party:
    """`where` is the name of a unit."""

    kind: str
    name: str
    where: str
    phone: str
    reference: str


def parties() -> list[Party]:
    """The whole register, in one order."""
    named = [
        ("household", name, where) for where, names in HOUSEHOLDS.items() for name in names.split()
    ]
    return [_party(n, *row) for n, row in enumerate((*named, *OTHERS), 1)]


def _party(n: int, kind: str, name: str, where: str) -> Party:
    has_phone = kind != "household" or n % 4 != 0
    reference = f"{REFERENCES.get(kind, 'QY')}-{n:04d}"
    return Party(kind, name, where, f"138{n:08d}" if has_phone else "", reference)
