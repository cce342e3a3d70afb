"""What commands may say beside the work."""

from services.issues.photos.reading import MOST_BYTES
from services.issues.schemas.parts import WORDS, OnIssue
from services.kernel.schema_fields import Content, Identifier, Text


class AddNote(OnIssue):
    text = Text(required=True, max=WORDS)


class AttachPhoto(OnIssue):
    photo = Content(required=True, max=MOST_BYTES)
    caption = Text(max=100)


class RemovePhoto(OnIssue):
    photo_id = Identifier(required=True)
    reason = Text(max=WORDS)
