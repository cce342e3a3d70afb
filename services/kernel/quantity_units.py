"""计量单位: the closed vocabulary in which a result is counted. It stands in clear on the lists, so no free text."""

QUANTITY_UNITS = (
    "个", "处", "米", "公里", "平方米", "亩", "户", "人", "人次", "次", "盏", "座", "间", "套", "条",
    "块", "根", "棵", "台", "辆", "件", "份", "吨", "立方米", "元", "万元", "天", "小时", "场",
)  # fmt: skip
