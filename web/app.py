"""The Flask application: wiring only. Pages reach the services through the peer that is handed in."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, request

from eventlog.errors import Failure
from web import (
    action_pages,
    assets,
    board_pages,
    bulk_pages,
    calendar_pages,
    call_pages,
    contact_pages,
    dashboard_pages,
    doors,
    edition_acts,
    edition_pages,
    error_pages,
    filters,
    hand_over_pages,
    health,
    issue_pages,
    list_change_pages,
    list_pages,
    message_pages,
    names,
    navigation,
    objection_pages,
    paper_pages,
    photo_pages,
    pledge_pages,
    public,
    report_pages,
    review_pages,
    security,
    session,
    sign_in_pages,
    study_pages,
    supervision_pages,
    today_pages,
    triage_pages,
    uploads,
    visit_pages,
)
from web.settings import EXTENSION, Peer, Settings, Site

A_WORKING_DAY = timedelta(hours=14)
LARGEST_FORM = 256 * 1024


def create_app(peer: Peer, settings: Settings) -> Flask:
    app = Flask("web", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="minqing",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        SESSION_REFRESH_EACH_REQUEST=False,  # public pages set no cookie
        PERMANENT_SESSION_LIFETIME=A_WORKING_DAY,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = Site(peer, settings)
    app.extensions["minqing.names"] = names.Remembered()
    session.prepare(app)
    assets.serve(app)
    filters.install(app)
    app.context_processor(frame)
    uploads.allow(app)
    # Before the form guard: an ended session keeps the words of the form.
    app.before_request(doors.check)
    security.protect(app, https=settings.cookie_secure)
    error_pages.install(app)
    for pages in all_pages():
        app.register_blueprint(pages)
    security.spare(app, public.pages)
    return app


def all_pages() -> list[Blueprint]:
    return [
        health.pages,
        sign_in_pages.pages,
        today_pages.pages,
        visit_pages.pages,
        board_pages.pages,
        triage_pages.pages,
        bulk_pages.pages,
        call_pages.pages,
        review_pages.pages,
        supervision_pages.pages,
        contact_pages.pages,
        pledge_pages.pages,
        hand_over_pages.pages,
        report_pages.pages,
        issue_pages.pages,
        action_pages.pages,
        photo_pages.pages,
        list_pages.pages,
        list_change_pages.pages,
        edition_pages.pages,
        study_pages.pages,
        edition_acts.pages,
        objection_pages.pages,
        paper_pages.pages,
        dashboard_pages.pages,
        calendar_pages.pages,
        message_pages.pages,
        public.pages,
    ]


def frame() -> dict[str, Any]:
    """What every template may use: who is signed in, the site, the navigation."""
    me = _person()
    return {
        "me": me,
        "about": names.about(),
        "side": navigation.side(me) if me else [],
        "tabs": navigation.tabs(me) if me else [],
        "writes_visits": bool(me and navigation.writes_visits(me)),
        "reports_issues": bool(me and navigation.reports_issues(me)),
    }


def _person() -> session.SignedIn | None:
    """None on a public page, which reads no cookie; an error page is drawn even when campaign does not answer."""
    if request.blueprint == "public":
        return None
    try:
        return session.signed_in()
    except Failure:
        return None
