"""Pictures for tests: made here, with a place and words hidden in them as a phone hides them."""

import base64
import io
import struct
import zlib
from typing import Any

from PIL import Image

MARKER = b"GPS-MARKER-30.4213"
ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Red in the upper left quarter, blue elsewhere."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def written(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def from_a_phone(size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A JPEG that says where, when and with what it was taken, in every way that a JPEG can."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[DESCRIPTION] = MARKER.decode()
    exif.get_ifd(GPS)[29] = MARKER.decode()
    return written(
        picture(size), exif=exif, comment=MARKER, xmp=b"<x>" + MARKER + b"</x>", icc_profile=MARKER
    ) + MARKER  # fmt: skip


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it unpacks to so many pixels."""
    data = zlib.compress(bytes(5_000_000))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode()
