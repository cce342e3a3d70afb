"""计量单位: what a number on a form counts, the same closed list as the services keep."""

QUANTITY_UNITS = (
    "个", "处", "米", "公里", "平方米", "亩", "户", "人", "人次", "次", "盏", "座", "间", "套", "条",
    "块", "根", "棵", "台", "辆", "件", "份", "吨", "立方米", "元", "万元", "天", "小时", "场",
)  # fmt: skip
