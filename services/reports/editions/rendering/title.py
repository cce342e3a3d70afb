"""How an edition is named above its lists, and the line that says what one holds."""

from services.reports.editions.document import Edition


def title(edition: Edition) -> str:
    header = edition.document["header"]
    year, month = header["month"].split("-")
    demo = "（演示数据）" if header["origin"] == "demo" else ""
    return f"{year}年{int(month)}月民情清单 第{header['number']}期{demo}"


def about(edition: Edition) -> str:
    header = edition.document["header"]
    return f"公布 {header['published_on']} · 截至第 {header['cut']['position']} 条记录"


def caption(edition: Edition, rows: int) -> str:
    return f"{about(edition)} · 共 {rows} 行"
