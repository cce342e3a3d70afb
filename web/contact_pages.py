"""号码查看记录: who was shown whose number to call and when, for supervisors and auditors; no number stands here."""

from flask import Blueprint, render_template

from web import listing, names, navigation, queue_lists, session

pages = Blueprint("contacts", __name__)


@pages.get("/contacts-shown")
def show() -> str:
    queue_lists.only_for(*navigation.READS_CONTACTS)
    page = listing.page(session.call("issues", "contacts_shown", listing.place()), {})
    names.people(each["person"] for each in page.items)  # all in one question
    return render_template("contacts_shown.html", current="contacts", page=page)
