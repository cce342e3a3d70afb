"""What html-validate says of the pages of the public: nothing."""

import subprocess
from pathlib import Path

from tests.browser.static_site import write_sample_site

FOLDER = Path(__file__).parents[1] / "html"
PROGRAM = FOLDER / "node_modules" / ".bin" / "html-validate"
DYNAMIC = ("report", "praise", "object", "objected", "look-up")


def test_the_public_pages_are_sound_html(tmp_path: Path, without_script) -> None:
    assert PROGRAM.exists(), "npm ci --prefix tests/html installs it; make test does so"
    write_sample_site(tmp_path)
    for name in DYNAMIC:
        without_script.goes_to(f"/public/{name}")
        (tmp_path / f"{name}.html").write_text(without_script.page.content(), encoding="utf-8")
    without_script.goes_to("/public/report")
    without_script.page.get_by_role("button", name="提交").click()
    (tmp_path / "errors.html").write_text(without_script.page.content(), encoding="utf-8")
    found = subprocess.run(
        [PROGRAM, "--config", FOLDER / ".htmlvalidate.cjs", "--formatter", "text", tmp_path],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (found.returncode, found.stdout) == (0, "")
