"""Style sheets and icons: named by their content, kept for a year, small, and complete for the templates."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from web import words
from web.assets import FOLDER, Assets

TEMPLATES = FOLDER.parent / "templates"
VENDORED = FOLDER / "vendor"
KILOBYTE = 1000


def packed(name: str) -> int:
    return len(gzip.compress((FOLDER / name).read_bytes()))


def test_a_file_is_served_under_its_hash_for_a_year(alone):
    address = Assets().address("mq.css")
    answer = alone.get(address)
    assert answer.data == (FOLDER / "mq.css").read_bytes()
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert hashlib.sha256(answer.data).hexdigest()[:12] in address


def test_a_file_is_packed_for_who_can_unpack_it(alone):
    answer = alone.get(Assets().address("mq.css"), headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.data) == (FOLDER / "mq.css").read_bytes()


@pytest.mark.parametrize(
    "path", ["/static/mq.css", "/static/../app.py", "/static/vendor/VENDOR.md"]
)
def test_nothing_else_of_the_folder_is_served(alone, path):
    assert alone.get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "budget"),
    [
        ("mq.css", 8),
        ("icons.svg", 3),
        ("vendor/tabler.css", 25),
        ("dashboard.css", 1),
        ("dashboard.js", 2),
        ("vendor/echarts.js", 200),
    ],
)
def test_each_file_keeps_its_budget(name, budget):
    assert packed(name) <= budget * KILOBYTE


def test_vendored_files_are_the_ones_that_were_reviewed():
    listed = dict(re.findall(r"^\| `([^`]+)` \|.*?`([0-9a-f]{64})`", vendor_list(), re.MULTILINE))
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for pattern in ("*.css", "*.js")
        for path in VENDORED.glob(pattern)
    }
    assert there == listed


def test_no_style_names_a_foreign_host():
    for path in FOLDER.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", text)
        assert "@import" not in text


def test_every_class_of_the_templates_is_styled():
    styles = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.css"))
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", styles))
    assert classes_used() - styled == set()


def test_every_icon_of_the_templates_is_drawn():
    drawn = set(
        re.findall(r'symbol id="([^"]+)"', (FOLDER / "icons.svg").read_text(encoding="utf-8"))
    )
    used = set(re.findall(r'icon\("([^"]+)"\)', templates()))
    assert used <= drawn


def test_no_template_has_inline_script_or_style():
    assert not re.search(
        r"<script(?! src=\"\{\{ asset)|<style|\sstyle=|\son[a-z]+=|javascript:", templates()
    )


def templates() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.html")))


def classes_used() -> set[str]:
    """Class names in `class="…"`, without what a template puts in by a value."""
    found: set[str] = set()
    for value in re.findall(r'class="([^"]*)"', templates()):
        plain = re.sub(r"\{[%{].*?[%}]\}", " ", value)
        found.update(re.findall(r"(?<![\w{-])[a-zA-Z][\w-]*(?![\w}])", plain))
    chips = {*words.STATE_CHIPS.values(), *words.OUTCOME_CHIPS.values(), *words.MARK_CHIPS.values()}
    return found | chips


def vendor_list() -> str:
    return (Path(VENDORED) / "VENDOR.md").read_text(encoding="utf-8")
