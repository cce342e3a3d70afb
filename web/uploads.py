"""The one form that sends a file may be large; every other stays small.

The form is widened before anything reads it: the door does, to keep the words of who was signed out meanwhile. Files
are kept in memory here; the server below has a request above half a megabyte in a nameless file in TMPDIR until it is
answered.
"""

import io
from typing import Any

from flask import Flask, Request, request

LARGEST_PHOTO = 5_000_000  # bytes; the service takes no more
BESIDE_IT = 64 * 1024  # the other fields and what is around them
TAKES_A_FILE = "photo.add"


class InMemory(Request):
    """Files of a form without temporary files."""

    def _get_file_stream(self, *_about: Any, **_named: Any) -> io.BytesIO:
        return io.BytesIO()


def allow(app: Flask) -> None:
    app.request_class = InMemory

    @app.before_request
    def widen() -> None:
        if request.endpoint == TAKES_A_FILE and request.mimetype == "multipart/form-data":
            request.max_content_length = LARGEST_PHOTO + BESIDE_IT
