"""Writing the site: every page from the documents of all editions, into the folder that `web` serves at /public/.

The hazard: somebody reads while it is written. Each file is written beside and renamed, what a page leads to before
the page itself and the first page last; so a reader sees the old page or the new one, and no link leads nowhere. What
is left of an earlier writing is taken away at the end.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.reports.site.drawing import Drawing, Frame
from services.reports.site.edition import Edition
from services.reports.site.edition_pages import edition_pages
from services.reports.site.item_pages import item_pages
from services.reports.site.plain_pages import plain_pages

ASSETS = Path(__file__).parent / "assets"
OWN = ("lists", "items")  # folders in which every file is of this site
A_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same files are the same archive
Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class SiteContent:
    """All that the site says.

    `editions` are documents, oldest first; `answers` those to objections, the newest first: `{edition_number,
    row_number, text, answered_on}`; `key` is the public key, raw."""

    district: str
    editions: Sequence[dict[str, Any]] = ()
    answers: Sequence[dict[str, Any]] = ()
    key: bytes = b""
    is_demo: bool = False


def write_site(folder: Path, content: SiteContent) -> None:
    """The folders of the editions (`editions/0002/`) stand there already; an archive of each is laid beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for name, data in site_files(folder, content):
        _write(folder / name, data)
        written.add(name)
    _take_away(folder, written)


def site_files(folder: Path, content: SiteContent) -> Files:
    """`(name, bytes)` of every file, the first page last. Sizes of downloads are looked up in `folder`."""
    editions = [Edition(document) for document in content.editions]
    style, script = (_asset(name) for name in ("public.css", "check.js"))
    yield style
    yield script
    frame = Frame(content.district, content.is_demo, style[0], script[0])
    drawing = Drawing(frame)
    for edition in editions:
        yield from _archive(folder, edition)
    yield from item_pages(drawing, editions)
    for edition in editions:
        yield from edition_pages(drawing, folder, edition, editions[-1])
    yield from plain_pages(drawing, editions, content.answers, content.key)
    newest = editions[-1] if editions else None
    if newest is None:
        yield "index.html", drawing.page("index.html", "index.html")
    else:
        yield from edition_pages(drawing, folder, newest, newest, "index.html")


def _asset(name: str) -> tuple[str, bytes]:
    """Under a name with its hash, so that a browser keeps it for a year."""
    path = ASSETS / name
    data = path.read_bytes()
    return f"{path.stem}.{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}", data


def _archive(folder: Path, edition: Edition) -> Files:
    """All files of an edition in one download."""
    source = folder / "editions" / edition.code
    if not source.is_dir():
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(source.iterdir()):
            archive.writestr(
                zipfile.ZipInfo(f"{edition.code}/{path.name}", A_FIXED_TIME), path.read_bytes()
            )
    yield f"editions/{edition.code}.zip", packed.getvalue()


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    os.replace(beside, path)


def _take_away(folder: Path, written: set[str]) -> None:
    own = [path for name in OWN for path in (folder / name).rglob("*") if path.is_file()]
    own += [path for path in folder.iterdir() if path.suffix in (".css", ".js", ".html")]
    for path in own:
        if path.relative_to(folder).as_posix() not in written:
            path.unlink()
