"""Headers that every answer carries, and the guard that every form passes.

The policy allows our own style sheets, icons and forms and nothing else: no script (but see `allow_script`), no
inline style, no frame.
`data:` images are the arrows that the style sheet draws into selects.
"""

from flask import Blueprint, Flask, Response, g, request
from flask_wtf.csrf import CSRFProtect

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# The one page where a script helps while somebody types; it works without.
WITH_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # the form guard compares it over https, so it cannot be no-referrer
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


def protect(app: Flask, https: bool) -> None:
    """A form token lives as long as the session, so that words written slowly are not lost."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    CSRFProtect(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        if policy := g.get("policy"):
            response.headers["Content-Security-Policy"] = policy
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not response.headers.get("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response


def allow_script() -> None:
    """Let the page of this request load our own script and call us."""
    g.policy = WITH_SCRIPT


def allow_own_style() -> None:
    """Let the page of this request carry its style in itself: an edition's page reads alike wherever it is kept."""
    g.policy = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


def spare(app: Flask, pages: Blueprint) -> None:
    """Forms that know no session need no guard against others who borrow one."""
    app.extensions["csrf"].exempt(pages)


def came_from_here() -> bool:
    """Whether a form was sent by one of our own pages: the browser says so in Origin."""
    return request.headers.get("Origin", "") in (
        f"http://{request.host}",
        f"https://{request.host}",
    )
