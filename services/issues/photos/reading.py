"""From the bytes that somebody sends to the picture that is kept: written anew, so that only what is seen remains.

The hazard: a file from outside is whatever its sender wants. Its type is read from its content, its size in pixels
before it is unpacked, and nothing of it but the pixels is taken over: no place, no camera, no time, no hidden
thumbnail. What this does not protect: a picture of a face is a picture of a face.
"""

import io
import logging
import threading
from dataclasses import dataclass

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from eventlog.errors import Invalid, Unavailable

logger = logging.getLogger(__name__)

# As sent; in base64 it is a third more, which has to go through the broker in one message.
MOST_BYTES = 5_000_000
# What each kind takes while it is unpacked (up to 16 bytes a pixel) keeps below 170 MB.
MOST_PIXELS = 8_500_000
MOST_PIXELS_JPEG = 25_000_000  # a large one is unpacked at half its size or less
LONGEST_SIDE = 2048
LONGEST_SIDE_SMALL = 320
QUALITY = 82
MEDIA_TYPE = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112  # of EXIF
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
WAIT_SECONDS = 10.0
_one_at_a_time = threading.Lock()  # unpacked pictures are large


@dataclass(frozen=True)
class Picture:
    """A JPEG without metadata, and a small one of it. `width` and `height` in pixels."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def read_photo(sent: bytes) -> Picture:
    """Raises Invalid for `photo`: file_size, file_type (also a damaged one), too_many_pixels; Unavailable when many
    others wait."""
    if len(sent) > MOST_BYTES:
        raise _wrong("file_size")
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise Unavailable()
    try:
        return _written_anew(sent)
    except Invalid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _wrong("too_many_pixels") from None
    except Exception as fault:  # noqa: BLE001 (decoders raise what they like: the bytes are at fault)
        logger.info("A photo cannot be read: %s", type(fault).__name__)
        raise _wrong("file_type") from None
    finally:
        _one_at_a_time.release()


def _written_anew(sent: bytes) -> Picture:
    with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
        is_jpeg = isinstance(opened, JpegImageFile)
        if opened.width * opened.height > (MOST_PIXELS_JPEG if is_jpeg else MOST_PIXELS):
            raise _wrong("too_many_pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        orientation = opened.getexif().get(ORIENTATION)
        picture = _on_white(_fitted(opened, LONGEST_SIDE))
    turn = TURNS.get(orientation or 1)
    picture = picture if turn is None else picture.transpose(turn)
    content, (width, height) = _jpeg(picture), picture.size
    return Picture(content, _jpeg(_fitted(picture, LONGEST_SIDE_SMALL)), width, height)


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    """The image itself, or one in true colours; its longer side at most this."""
    has_palette = image.mode in ("1", "P", "PA")
    fitted = image.convert("RGBA") if has_palette else image
    fitted.thumbnail((longest, longest))
    return fitted


def _on_white(image: Image.Image) -> Image.Image:
    """A new image with these pixels and nothing else: what is see-through becomes white."""
    clean = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        seen_through = image.convert("RGBA")
        clean.paste(seen_through, mask=seen_through)
    else:
        clean.paste(image.convert("RGB"))
    return clean


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _wrong(code: str) -> Invalid:
    return Invalid({"photo": [code]})
