"""Adding, removing and showing a photo: the file and its fact in one transaction."""

import base64
import uuid
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.clock import to_microseconds
from eventlog.errors import NotFound
from eventlog.log import Answer, Command, Transaction, Write
from eventlog.record import Record
from services.issues import register
from services.issues.act import Act
from services.issues.deciding import decide
from services.issues.facts import PhotoAttached
from services.issues.issue import Issue
from services.issues.issue_fact import IssueFact
from services.issues.photos import files as photo_files
from services.issues.photos.attaching import AttachPhoto, RemovePhoto, may_remove, photos_of
from services.issues.photos.reading import MEDIA_TYPE, Picture, read_photo
from services.issues.seen_issue import seen_issue
from services.issues.stored import fact_of
from services.kernel.here import Here

if TYPE_CHECKING:
    from services.issues.application import IssuesApplication

Fields = dict[str, Any]


def attach(here: Here, command: Command, fields: Fields) -> Fields:
    """`{id, version, position}`. Raises Invalid, NotFound, Forbidden, Conflict, Refused."""
    app: IssuesApplication = here.app
    picture = read_photo(fields["photo"])  # before anybody waits for this transaction

    def work(transaction: Transaction) -> Answer:
        issue, _, act = _found(here, transaction.conn, fields["id"])
        # Forgetting and adding wait for each other: else a file that is not committed yet would be missed.
        for reporter in sorted({issue.reporter_id, *issue.reporters}):
            register.hold_reporter(transaction.conn, reporter)
        digest = photo_files.keep(
            transaction.conn,
            app.environment.keyring,
            issue.issue_id,
            picture,
            to_microseconds(here.now),
        )
        order = _order(picture, digest, fields["caption"])
        facts = decide("attach_photo", issue, order, act, fields["expected_version"])
        return _append(transaction, issue, facts, act, command)

    return app.log.once(command, work).to_dict()


def remove(here: Here, command: Command, fields: Fields) -> Fields:
    """`{id, version, position}`. The file goes with the last photo that shows it. Raises as `attach`."""
    app: IssuesApplication = here.app

    def work(transaction: Transaction) -> Answer:
        issue, records, act = _found(here, transaction.conn, fields["id"])
        photos = _photos(records)
        photo = photos.get(fields["photo_id"])
        if photo is None:
            raise NotFound()
        order = RemovePhoto(photo_id=photo.photo_id, attached_by=photo.by, reason=fields["reason"])
        facts = decide("remove_photo", issue, order, act, fields["expected_version"])
        left = set(issue.photos) - {photo.photo_id}
        if photo.digest not in {photos[other].digest for other in left}:
            photo_files.delete(transaction.conn, issue.issue_id, photo.digest)
        return _append(transaction, issue, facts, act, command)

    return app.log.once(command, work).to_dict()


def show(here: Here, fields: Fields) -> Fields:
    """`{media_type, content, width, height, caption}`, content in base64. Raises NotFound, also when forgotten."""
    app: IssuesApplication = here.app
    with app.reading() as conn:
        issue, records, _ = _found(here, conn, fields["id"], opened=True)
        photo = _photos(records).get(fields["photo_id"])
        if photo is None or photo.photo_id not in issue.photos:
            raise NotFound()
        keyring, small = app.environment.keyring, fields["small"]
        content = photo_files.read(conn, keyring, issue.issue_id, photo.digest, small=small)
    if content is None:
        raise NotFound()
    return {
        "media_type": photo.media_type,
        "content": base64.b64encode(content).decode(),
        "width": photo.width,
        "height": photo.height,
        "caption": photo.caption,
    }


def listed(conn: sa.Connection, issue: Issue, records: list[Record], act: Act) -> list[Fields]:
    """What an issue's page says of its photos, oldest first; `records` are opened. Forgotten ones are gone."""
    kept = photo_files.readable(conn, issue.issue_id)
    at = {record.data.get("photo_id"): record.recorded_at for record in reversed(records)}
    return [
        {
            "id": photo.photo_id,
            "size": photo.size,
            "width": photo.width,
            "height": photo.height,
            "caption": photo.caption,
            "by": photo.by,
            "by_unit": photo.by_unit,
            "at": at[photo.photo_id].isoformat(),
            "removable": may_remove(issue, photo, act),
        }
        for photo in _photos(records).values()
        if photo.photo_id in issue.photos and photo.digest in kept
    ]


def _found(
    here: Here, conn: sa.Connection, issue_id: str, *, opened: bool = False
) -> tuple[Issue, list[Record], Act]:
    """Raises NotFound."""
    app: IssuesApplication = here.app
    act = app.act(conn, here.caller, here.now)
    issue, records = seen_issue(app, conn, act, issue_id, opened=opened)
    return issue, records, act


def _photos(records: list[Record]) -> dict[str, PhotoAttached]:
    return photos_of(fact_of(record) for record in records)


def _order(picture: Picture, digest: str, caption: str | None) -> AttachPhoto:
    return AttachPhoto(
        photo_id=str(uuid.uuid4()),
        digest=digest,
        media_type=MEDIA_TYPE,
        size=len(picture.content),
        width=picture.width,
        height=picture.height,
        caption=caption,
    )


def _append(
    transaction: Transaction, issue: Issue, facts: list[IssueFact], act: Act, command: Command
) -> Answer:
    write = Write(issue.issue_id, issue.version, facts)
    return transaction.append([write], actor=act.by, answer_id=issue.issue_id, command=command)
