"""领办: "1 of 2" for each holder, in the order of area codes, and what the signed-in person took on."""

from flask import Blueprint, render_template, request

from eventlog.errors import NotFound
from web import names, queue_lists, session

pages = Blueprint("pledges", __name__)


@pages.get("/pledges")
def show() -> str:
    unit = request.args.get("unit", "").strip()
    if unit and unit not in names.units():
        raise NotFound()
    found = session.call("issues", "pledges", {"unit": unit} if unit else {})["items"]
    return render_template(
        "pledges.html",
        current="pledges",
        unit=unit,
        units=list(names.units().values()),
        holders=found,
        people=names.people(holder["holder"] for holder in found),
        mine=queue_lists.rows("pledged"),
    )
