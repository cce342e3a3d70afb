"""`make screens`: plays the demonstration into a folder of its own and pictures its pages into docs/screens."""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.screens.files import FILES, can_draw, draw_all
from tests.browser.screens.gallery import SCREENS
from tests.browser.screens.take import take_all
from tests.browser.site import running_site
from tests.servers.machine import find_program

FOLDER = Path(__file__).parents[3] / "docs" / "screens"
HEAD = """# Screens

Written by `make screens` from the demonstration, as a phone (375 px) and a desk (1280 px) show it. People, places and
problems are invented.

| screen | what | pictures |
|---|---|---|
"""

FILES_HEAD = """
Files that the pages send, the first page of each as LibreOffice draws it:

| file | what | picture |
|---|---|---|
"""


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("[0-9]*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as data,
        running_site(Path(data) / "data") as site,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(
            executable_path=find_program("chromium", "chromium"), args=["--no-sandbox"]
        )
        files = []
        for file in take_all(chromium, site, FOLDER):
            print(file.name, file=sys.stderr)
            files.append(file)
        if can_draw():
            for file in draw_all(chromium, site, FOLDER):
                print(file.name, file=sys.stderr)
        else:
            print(
                "no soffice with writer, no pdftoppm: the pictures of files stay", file=sys.stderr
            )
        chromium.close()
    (FOLDER / "README.md").write_text(HEAD + _rows(files) + _files(), encoding="utf-8")


def _files() -> str:
    rows = (f"| {name} | {what} | [A4]({name}.png) |\n" for name, (_, what) in FILES.items())
    return FILES_HEAD + "".join(rows)


def _rows(files: list[Path]) -> str:
    """One line for each screen, in order."""
    by_screen = groupby(files, key=lambda file: file.name[:2])
    return "".join(
        f"| {screen.name} | {screen.line} | {' · '.join(_link(file) for file in of_screen)} |\n"
        for screen, (_, of_screen) in zip(SCREENS, by_screen, strict=True)
    )


def _link(file: Path) -> str:
    ending = file.stem.rpartition("-")[2]
    return f"[{f'{ending} px' if ending.isdigit() else ending}]({file.name})"


if __name__ == "__main__":
    main()
