"""PNG files of 256 colours, a third of what the browser writes: the browser itself counts and places the colours."""

import base64
import struct
import zlib

from playwright.sync_api import Page

COLOURS = 256
# The commonest colours are kept, every other one becomes the nearest of them.
INDEXED = """async ([png, colours]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const points = new DataView(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  const of = place => points.getUint32(4 * place) >>> 8;
  const total = image.width * image.height, counts = new Map();
  for (let place = 0; place < total; place++) counts.set(of(place), (counts.get(of(place)) || 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, colours).map(a => a[0]);
  const far = (a, b) => [16, 8, 0].reduce((sum, by) => sum + ((a >> by & 255) - (b >> by & 255)) ** 2, 0);
  const nearest = colour => palette.reduce(
    (best, other, index) => far(colour, other) < far(colour, palette[best]) ? index : best, 0);
  const index = new Map([...counts.keys()].map(colour => [colour, nearest(colour)]));
  const rows = new Uint8Array((image.width + 1) * image.height);
  for (let place = 0; place < total; place++)
    rows[place + Math.floor(place / image.width) + 1] = index.get(of(place));
  const reader = new FileReader();
  await new Promise(done => { reader.onload = done; reader.readAsDataURL(new Blob([rows])); });
  return {width: image.width, height: image.height, palette, rows: reader.result.split(",")[1]};
}"""


def with_few_colours(blank: Page, png: bytes) -> bytes:
    """The picture as a PNG with a palette. `blank` is a window whose page forbids nothing."""
    told = blank.evaluate(INDEXED, [base64.b64encode(png).decode(), COLOURS])
    palette = b"".join(colour.to_bytes(3, "big") for colour in told["palette"])
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", told["width"], told["height"], 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(base64.b64decode(told["rows"]), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
