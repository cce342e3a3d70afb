"""What html-validate says of the pages of the public, with and without mistakes: nothing."""

import subprocess
from pathlib import Path

from tests.browser.static_site import SITE, write_sample_site
from tests.unit.web.conftest import lonely_app

FOLDER = Path(__file__).parents[1] / "html"
PROGRAM = FOLDER / "node_modules" / ".bin" / "html-validate"
FORMS = ("report", "praise", "object", "look-up")


def test_the_public_pages_are_sound_html(tmp_path: Path) -> None:
    assert PROGRAM.exists(), "npm ci --prefix tests/html installs it; make test does so"
    write_sample_site(tmp_path)
    client = lonely_app().test_client()
    pages = {name: client.get(f"/public/{name}", base_url=SITE).text for name in FORMS}
    pages["objected"] = client.get("/public/objected", base_url=SITE).text
    told = {"kind": "tipoff", "verbatim": "一句"}
    pages["channels"] = client.post("/public/report", data=told, base_url=SITE).text
    for name in FORMS:
        pages[f"{name}-errors"] = client.post(f"/public/{name}", base_url=SITE).text
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    found = subprocess.run(
        [PROGRAM, "--config", FOLDER / ".htmlvalidate.cjs", "--formatter", "text", tmp_path],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (found.returncode, found.stdout) == (0, "")
