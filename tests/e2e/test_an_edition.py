"""An edition over both ways to run: drafted, studied, approved, printed by the worker, verified by its folder."""

from services.kernel.working_days import local_day
from services.reports.workflow.drafting import ONE_DAY
from tests.e2e.district import DISTRICT, OFFICE, District
from tests.servers.machine import wait_until


def test_an_edition_is_printed_and_verified(district: District) -> None:
    district.joins("gazette", OFFICE, f"publisher@{DISTRICT}")
    today = local_day(district.system.clock())
    last = today.replace(day=1) - ONE_DAY
    drafted = district.does("gazette", "reports", "draft_edition", month=f"{last:%Y-%m}")
    edition = {"edition_id": drafted["id"]}
    study = {"held_on": today.isoformat(), "unit_ids": [DISTRICT]}
    district.does("office", "reports", "record_study", **edition, **study)

    def seen() -> dict[str, object]:
        return district.asks("reviewer", "reports", "edition", id=drafted["id"])

    wait_until(lambda: seen()["proof"] is not None, 30, "the proof")
    digest = seen()["proof"]["content_digest"]  # type: ignore[index]
    district.does("reviewer", "reports", "approve_edition", **edition, content_digest=digest)
    district.does("gazette", "reports", "publish_edition", **edition)

    folder = district.system.public / "editions" / "0001"
    wait_until(lambda: (district.system.public / "index.html").exists(), 30, "the pages")
    wait_until(folder.exists, 30, "the folder")
    verified = district.system.command("edition", "verify", str(folder))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    built = district.system.command("edition", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert f"equal, {seen()['digest']}" in built.stdout
    checked = district.system.command("log", "verify", "reports")
    assert "facts intact" in checked.stdout
