"""通报: the bulletin and the brief of a month, to be read on the page and fetched as DOCX."""

from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from documents.docx import docx_bytes
from documents.paper import Heading, Paragraph, SmallTable
from web import dates, papers, session
from web.settings import site, today

pages = Blueprint("papers", __name__)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"bulletin": ("通报", papers.bulletin), "brief": ("简报", papers.brief)}
_KIND = f"<any({', '.join(KINDS)}):kind>"


@pages.get("/papers")
def first() -> str:
    return show("bulletin")


@pages.get(f"/papers/{_KIND}")
def show(kind: str) -> str:
    months = session.call("reports", "months")["items"]
    month = _month(months)
    name, write = KINDS[kind]
    return render_template(
        "paper.html",
        current="papers",
        kind=kind,
        kinds={key: each[0] for key, each in KINDS.items()},
        name=name,
        month=month,
        months=months,
        paper=write(month),
        Heading=Heading,
        Paragraph=Paragraph,
        SmallTable=SmallTable,
    )


@pages.get(f"/papers/{_KIND}.docx")
def fetch(kind: str) -> Response:
    month = _month(session.call("reports", "months")["items"])
    name, write = KINDS[kind]
    data = docx_bytes(write(month), site().settings.clock())
    response = Response(data, content_type=DOCX)
    file = f"{papers.district()}{dates.month_name(month)}{name}.docx"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file)}"
    return response


def _month(months: list[str]) -> str:
    """The month that was chosen, else the newest that has lines, else this one."""
    chosen = request.args.get("month", "").strip()
    return chosen if chosen in months else (months or [f"{today():%Y-%m}"])[0]
