"""Style sheets and icons, served under names that carry their hash, so that a browser keeps them for a year."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, request

FOLDER = Path(__file__).parent / "static"
SERVED = {".css", ".js", ".svg"}
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    served_as: str
    kind: str
    content: bytes
    packed: bytes


class Assets:
    """Read once when the site starts: a handful of small files, kept plain and packed."""

    def __init__(self, folder: Path = FOLDER):
        files = [path for path in sorted(folder.rglob("*")) if path.suffix in SERVED]
        self._by_name = {str(path.relative_to(folder)): _read(path, folder) for path in files}
        self._by_address = {asset.served_as: asset for asset in self._by_name.values()}

    def address(self, name: str) -> str:
        return f"/static/{self._by_name[name].served_as}"

    def answer(self, served_as: str) -> Response:
        asset = self._by_address.get(served_as)
        if asset is None:
            abort(404)
        packed = request.accept_encodings["gzip"] > 0
        response = Response(asset.packed if packed else asset.content, mimetype=asset.kind)
        response.headers["Cache-Control"] = A_YEAR
        response.headers["Vary"] = "Accept-Encoding"
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        return response


def _read(path: Path, folder: Path) -> Asset:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    name = path.relative_to(folder).with_name(f"{path.stem}.{digest}{path.suffix}")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(name.as_posix(), kind, content, gzip.compress(content, mtime=0))


def serve(app: Flask) -> None:
    """`asset('mq.css')` in a template, and the route behind it."""
    assets = Assets()
    app.jinja_env.globals["asset"] = assets.address

    def static(filename: str) -> Response:
        return assets.answer(filename)

    static.open_to_everyone = True  # type: ignore[attr-defined]
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=static)
