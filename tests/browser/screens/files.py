"""Pictures of the files that the pages send, drawn by LibreOffice where there is one: the first page of each."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.site import RunningSite
from tests.browser.visitors import DESK, visitor

FILES = {  # name of the picture: (address, what)
    "file-1-list": ("/lists/problem.xlsx", "问题清单 XLSX"),
    "file-2-effects": ("/lists/effect.xlsx", "效果清单 XLSX"),
    "file-3-bulletin": ("/papers/bulletin.docx", "通报 DOCX"),
    "file-4-brief": ("/papers/brief.docx", "简报 DOCX"),
}
OFFICE = "wangyan"
DOTS = "60"
CONVERT_SECONDS = 120


def can_draw() -> bool:
    return all(shutil.which(program) for program in ("soffice", "pdftoppm"))


def draw_all(browser: Browser, site: RunningSite, folder: Path) -> Iterator[Path]:
    with visitor(browser, site, DESK) as office, tempfile.TemporaryDirectory() as scratch:
        office.signs_in(OFFICE)
        for name, (address, _) in FILES.items():
            answer = office.page.request.get(f"{site.address}{address}")
            if not answer.ok:
                raise RuntimeError(f"{address}: {answer.status}")
            document = Path(scratch) / f"{name}{Path(address).suffix}"
            document.write_bytes(answer.body())
            yield _drawn(document, folder / f"{name}.png")


def _drawn(document: Path, picture: Path) -> Path:
    """Through PDF: LibreOffice's own pictures are of screens, not of paper."""
    profile = f"-env:UserInstallation=file://{document.parent}/profile"
    to_pdf = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    _run(*to_pdf, str(document.parent), str(document))
    pdf = str(document.with_suffix(".pdf"))
    _run("pdftoppm", "-r", DOTS, "-png", "-singlefile", pdf, str(picture.with_suffix("")))
    return picture


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=CONVERT_SECONDS)
