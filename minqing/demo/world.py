"""The invented district 云溪管理区: its units, people and households. No name, number or place here is real."""

DISTRICT = "990101001"
OFFICE, GUIDANCE = "990101001L1", "990101001L2"
POWER, WATER, BUILDING, CIVIL = "990101001D1", "990101001D2", "990101001D3", "990101001D4"
LIUWAN, SHIQIAO, SANGYUAN, QINGHE = "990101001001", "990101001002", "990101001003", "990101001004"
NANDU, YUETANG, CHANGDI, BAIYANG = "990101001005", "990101001006", "990101001007", "990101001500"

UNITS = [
    (DISTRICT, "云溪管理区", "district", ""),
    (OFFICE, "领导小组办公室", "leading_group_office", DISTRICT),
    (GUIDANCE, "指导考核组", "guidance_group", DISTRICT),
    (POWER, "区供电所", "direct_unit", DISTRICT),
    (WATER, "区水利站", "direct_unit", DISTRICT),
    (BUILDING, "区城建办", "direct_unit", DISTRICT),
    (CIVIL, "区民政办", "direct_unit", DISTRICT),
    (LIUWAN, "柳湾社区", "community", DISTRICT),
    (SHIQIAO, "石桥社区", "community", DISTRICT),
    (SANGYUAN, "桑园社区", "community", DISTRICT),
    (QINGHE, "青荷社区", "community", DISTRICT),
    (NANDU, "南渡社区", "community", DISTRICT),
    (YUETANG, "月塘社区", "community", DISTRICT),
    (CHANGDI, "长堤社区", "community", DISTRICT),
    (BAIYANG, "白杨生活区", "residential_area", DISTRICT),
]

# login, name, position, home unit, roles
PEOPLE = [
    ("wangyan", "王燕", "clerk", OFFICE, f"office@{DISTRICT}"),
    ("fangning", "方宁", "leadership_member", GUIDANCE, f"reviewer@{DISTRICT}"),
    ("linxiao", "林晓", "cadre", LIUWAN, "visitor;handler"),
    ("shiming", "石明", "unit_head", LIUWAN, "unit_head"),
    ("duqing", "杜青", "cadre", SHIQIAO, "visitor;handler"),
    ("caiyun", "蔡云", "cadre", QINGHE, "visitor;handler"),
    ("hujun", "胡俊", "clerk", POWER, "handler"),
    ("luping", "陆平", "clerk", WATER, "handler"),
    ("tangwei", "唐伟", "clerk", BUILDING, "handler"),
    ("xuhong", "许红", "clerk", CIVIL, "handler"),
    ("guanli", "管立", "clerk", OFFICE, f"admin@{DISTRICT}"),
]

# kind, name, unit, phone, reference
PARTIES = [
    ("household", "余光明", LIUWAN, "13800000001", "HH-0001"),
    ("household", "周来顺", LIUWAN, "13800000002", "HH-0002"),
    ("household", "郑秀兰", LIUWAN, "", "HH-0003"),
    ("household", "赵德福", LIUWAN, "13800000004", "HH-0004"),
    ("household", "钱桂香", SHIQIAO, "13800000005", "HH-0005"),
    ("household", "孙有田", SHIQIAO, "", "HH-0006"),
    ("household", "李春生", SHIQIAO, "13800000007", "HH-0007"),
    ("household", "吴玉珍", QINGHE, "13800000008", "HH-0008"),
    ("household", "冯立秋", QINGHE, "", "HH-0009"),
    ("enterprise", "云溪虾稻加工厂", LIUWAN, "13800000010", "QY-0001"),
    ("enterprise", "石桥农机合作社", SHIQIAO, "13800000011", "QY-0002"),
    ("sole_trader", "青荷便民超市", QINGHE, "13800000012", "GT-0001"),
]
