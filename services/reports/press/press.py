"""The worker that makes proofs, prints what was ordered, and keeps the public folder as the log and the table say.

The hazard: a crash between the print and the folder. So the document and `EditionPublished` are one transaction, and
a folder is only what the table says, written again whenever it is missing or was marked: an edition is never printed
twice with two digests. What was approved is what is printed: the content is made from the logs once more, and one
with another digest is never signed.
"""

import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.engine import hold, writing
from eventlog.log import Write
from services.kernel.print_settings import PrintSettings
from services.reports.editions import folder
from services.reports.editions.canonical import canonical
from services.reports.editions.document import Edition as Printed
from services.reports.editions.document import content_digest
from services.reports.editions.withdrawal import withdraw
from services.reports.facts import EditionPublished
from services.reports.own_log import approved_at, series, withdrawals
from services.reports.press.findings import findings
from services.reports.press.folders import EDITIONS, is_there
from services.reports.press.making import (
    Made,
    cut_of,
    make_content,
    print_edition,
    withdrawn_before,
)
from services.reports.press.site import write_public_site
from services.reports.press.sources import Read, read_by_rpc
from services.reports.tables import edition_proof
from services.reports.workflow.edition import Edition, edition_stream

if TYPE_CHECKING:
    from services.reports.application import ReportsApplication

log = logging.getLogger(__name__)
PRESS = "service:reports"
IN_PREPARATION = ("draft", "studied")


class ContentDiffers(Exception):
    """The logs no longer give what was approved: it is not signed."""


class EditionPress:
    """`step(now)` does the first thing that is to be done; True when there may be more."""

    name = "press"

    def __init__(self, app: "ReportsApplication", settings: PrintSettings | None):
        self._app = app
        self._seen = -1  # position of the own log of which all is done
        self._withdrawn = -1  # how many withdrawals the documents have seen
        self._site_at = -1  # position of the own log of which the site tells
        self._settings = settings
        self._read: Read = read_by_rpc(app.ask)

    def step(self, now: datetime) -> bool:
        """Printing comes last: what cannot be printed must not keep withdrawn words in public."""
        if self._prove(now):
            return True
        if self._settings is None:
            return False
        head = self._app.log.head().position
        is_new = head != self._seen
        if (is_new and self._withdraw(now)) or self._fold_out(now) or self._tell(now):
            return True
        if is_new and self._print(now):
            return True
        self._seen = head
        return False

    def _prove(self, now: datetime) -> bool:
        """A proof that is wanted."""
        with self._app.environment.engine.connect() as conn:
            wanted = sa.select(edition_proof.c.edition_id).where(edition_proof.c.is_wanted)
            edition_id = conn.scalar(wanted.order_by(edition_proof.c.edition_id).limit(1))
            if edition_id is None:
                return False
            edition = self._app.edition(conn, edition_id)
            published = before(series(conn), edition)
            own = self._app.log.head(conn).position
            taken = withdrawn_before(withdrawals(conn), own)
        if edition.state not in IN_PREPARATION:
            with writing(self._app.environment.engine) as conn:
                _not_wanted(conn, edition_id)
            return True
        texts = self._app.ask("issues", "facts_after", limit=1)["head"]["position"]
        made = self._make(edition, published, taken, texts)
        with writing(self._app.environment.engine) as conn:
            hold(conn, "editions")
            current = self._app.edition(conn, edition_id)
            if current.state in IN_PREPARATION:
                _keep_proof(conn, edition_id, made, texts, own, now)
            # An approved proof stays the one that is asked about; one wanted meanwhile is made next.
            if current.state not in IN_PREPARATION or current.version == edition.version:
                _not_wanted(conn, edition_id)
        return True

    def _print(self, _now: datetime) -> bool:
        """The edition that was ordered. Raises ContentDiffers."""
        app, settings = self._app, self._settings
        with app.environment.engine.connect() as conn:
            found = series(conn)
            ordered = [each for each in found if each.state == "publishing"]
            if not ordered or settings is None:
                return False
            edition = ordered[0]
            published = before(found, edition)
            taken = withdrawn_before(withdrawals(conn), approved_at(conn, edition.edition_id))
            previous = app.documents.of(conn, edition.number - 1)
        made = self._make(edition, published, taken, cut_of(edition).texts)
        if (
            edition.approval is None
            or content_digest(made.content) != edition.approval.content_digest
        ):
            raise ContentDiffers(
                f"edition {edition.number}: the logs no longer say what was approved"
            )
        digest = previous.digest if previous else None
        origin = app.ask("campaign", "about")["origin"]
        self._publish(edition, print_edition(made, edition, digest, origin, settings.key))
        return True

    def _publish(self, edition: Edition, printed: Printed) -> None:
        self._withdrawn = -1  # what was withdrawn meanwhile leaves this one too
        with self._app.log.transaction() as transaction:
            hold(transaction.conn, "editions")
            self._app.documents.add(transaction.conn, printed)
            fact = EditionPublished(
                edition_id=edition.edition_id,
                digest=printed.digest,
                root=printed.root,
                signature=printed.signature["value"],
                key_id=printed.signature["key_id"],
            )
            write = Write(edition_stream(edition.edition_id), edition.version, [fact])
            transaction.append([write], actor=PRESS, answer_id=edition.edition_id)
        log.info("edition %d is printed: %s", edition.number, printed.digest)

    def _withdraw(self, _now: datetime) -> bool:
        """Rows that are withdrawn leave every document that still has their words."""
        app, settings = self._app, self._settings
        if settings is None:
            return False
        with app.environment.engine.connect() as conn:
            gone = [fact for _, fact in withdrawals(conn)]
            printed = app.documents.all(conn) if len(gone) != self._withdrawn else []
        changed = False
        for document in printed:
            left = document
            for fact in gone:
                day = fact.on.isoformat()
                left = withdraw(left, fact.list, fact.row_number, day, fact.reason, settings.key)
            if left.to_bytes() != document.to_bytes():
                with writing(app.environment.engine) as conn:
                    app.documents.change(conn, left)
                changed = True
        self._withdrawn = len(gone)
        return changed

    def _fold_out(self, _now: datetime) -> bool:
        """The folders that are missing, or say something else than their document."""
        app, settings = self._app, self._settings
        if settings is None:
            return False
        with app.environment.engine.connect() as conn:
            due = set(app.documents.unwritten(conn))
            numbers = app.documents.numbers(conn)
            due |= {number for number in numbers if not is_there(settings.public, number)}
            printed = app.documents.all(conn) if due else []
        for n, document in enumerate(printed):
            if document.number in due:
                chain = [earlier.chain_entry for earlier in printed[:n]]
                folder.write(settings.public / EDITIONS, document, chain, settings.key)
                with writing(app.environment.engine) as conn:
                    app.documents.written(conn, document.number)
                self._site_at = -1
        return bool(due)

    def _tell(self, _now: datetime) -> bool:
        """The pages, once for each position of the own log."""
        settings, head = self._settings, self._app.log.head().position
        if settings is None or (
            head == self._site_at and (settings.public / "index.html").exists()
        ):
            return False
        write_public_site(self._app, settings)
        self._site_at = head
        return True

    def _make(
        self,
        edition: Edition,
        published: list[Edition],
        taken: frozenset[tuple[str, str]],
        texts: int,
    ) -> Made:
        return made_of(self._read, self._app.environment.timezone, edition, published, taken, texts)


def made_of(
    read: Read,
    timezone: str,
    edition: Edition,
    published: list[Edition],
    taken: frozenset[tuple[str, str]],
    texts: int,
) -> Made:
    cut = replace(cut_of(edition, texts), withdrawn=taken)
    return make_content(read, timezone, published, cut, edition.campaign_position)


def before(found: list[Edition], edition: Edition) -> list[Edition]:
    """The editions that were published before this one, in order."""
    return [each for each in found if each.state == "published" and each.number < edition.number]


def _keep_proof(
    conn: sa.Connection, edition_id: str, made: Made, texts: int, own: int, now: datetime
) -> None:
    content = {"rows": made.content.rows, "totals": made.content.totals}
    change = sa.update(edition_proof).where(edition_proof.c.edition_id == edition_id)
    conn.execute(
        change.values(
            texts_position=texts,
            own_position=own,
            content_digest=content_digest(made.content),
            content=canonical(content).decode(),
            findings=canonical(findings(made.content)).decode(),
            made_us=to_microseconds(now),
        )
    )


def _not_wanted(conn: sa.Connection, edition_id: str) -> None:
    change = sa.update(edition_proof).where(edition_proof.c.edition_id == edition_id)
    conn.execute(change.values(is_wanted=False))
