"""消息: what `notify` left in the inbox, newest first; each entry opens its issue."""

from flask import Blueprint, render_template

from web import listing, session

pages = Blueprint("messages", __name__)


@pages.get("/messages")
def show() -> str:
    answer = session.call("notify", "inbox", listing.place())
    return render_template("messages.html", current="messages", page=listing.page(answer, {}))
