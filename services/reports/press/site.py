"""The pages that everybody reads, written from the documents of all editions."""

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.kernel.print_settings import PrintSettings
from services.reports.desk.objections import public_answers_of
from services.reports.site.write import SiteContent, write_site

if TYPE_CHECKING:
    from services.reports.application import ReportsApplication


def write_public_site(app: "ReportsApplication", settings: PrintSettings) -> None:
    """Raises Unavailable while a service is away that knows the names on them."""
    about = app.ask("campaign", "about")
    with app.environment.engine.connect() as conn:
        printed = app.documents.all(conn)
        answers = public_answers_of(app, conn)
    public_key = settings.key.public_key()
    content = SiteContent(
        district=about["district"] or "",
        editions=[edition.document for edition in printed],
        answers=answers,
        key=public_key.public_bytes(Encoding.Raw, PublicFormat.Raw),
        is_demo=about["origin"] == "demo",
    )
    write_site(settings.public, content)
