"""Told of what stands beside the work: notes among staff, photos."""

from tools.reference.entry import Entry, Who
from tools.reference.shapes import COMMAND, COUNT, TEXT, one_of, or_null, record
from tools.reference.told.issues.sight import ONE_IN_SIGHT
from tools.reference.told.issues.table import command

ENTRIES = {
    "add_note": command(
        "add_note",
        "A note between office and unit; never published, and no part of what the person is told.",
    ),
    "attach_photo": command(
        "attach_photo",
        "A photo is added, nine at most; never required.",
        "`photo`: JPEG, PNG or WebP of at most 5,000,000 bytes and 8.5 million pixels (JPEG: 25 million), known by "
        "its content. It is written anew as JPEG, at most 2,048 pixels long, without metadata, and kept sealed "
        "outside the log.",
    ),
    "remove_photo": Entry(
        purpose="A photo is removed, and its file deleted.",
        answer=COMMAND,
        who=Who(
            roles=("office",),
            scopes=(),
            words="where the issue's place lies in the role's subtree; and who added the photo",
        ),
        refuses=("not_in_state", "photo_removed"),
        notes="Facts: `PhotoRemoved`.",
    ),
    "photo": Entry(
        purpose="One photo of an issue, as JPEG in base64; a deleted or forgotten one is `not_found`.",
        answer=record(
            media_type=one_of(("image/jpeg",)),
            content=TEXT,
            width=COUNT,
            height=COUNT,
            caption=or_null(TEXT),
        ),
        who=ONE_IN_SIGHT,
        notes="With `small` the content is a thumbnail, at most 320 pixels long. `width` and `height` are those of "
        "the whole picture. Ids stand in `photos` of `get`.",
    ),
}
