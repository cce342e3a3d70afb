"""Residents with number and tracking code, through the account of the pages."""

from typing import Any

from services.issues.residents.tracking import code_of
from services.issues.stored import fold_records
from services.kernel.caller import service_caller
from tests.integration.issues_world import HANDLER, OFFICE, REVIEWER, IssuesWorld, assigned, person

PAGES = service_caller("web", "public")
SUPERVISOR = person("sven", "cloud", "supervisor")
SECOND_OFFICE = person("oskar", "cloud", "office")
HERE = "192.0.2.7"
WRONG = "00000000"


class Residents:
    """`code(issue)` is what stands on the slip; `does` and `sees` are what somebody with it does and sees."""

    def __init__(self, world: IssuesWorld):
        self.world = world
        for who in (SUPERVISOR, SECOND_OFFICE):
            world.joins(who)

    def slip(self, issue: str, reporter: str | None = None) -> dict[str, str]:
        """Number and code, of the first reporter or of another."""
        app = self.world.issues
        with app.reading() as conn:
            found = fold_records(app.records(conn, issue, opened=False))
            assert found
            code = code_of(conn, app.environment.keyring, reporter or found.reporter_id, 0)
        return {"number": found.number, "code": str(code)}

    def does(self, slip: dict[str, str], method: str, /, **said: Any) -> dict[str, Any]:
        return self.world.does(PAGES, method, **slip, address=HERE, **said)

    def sees(self, slip: dict[str, str], /, **more: Any) -> dict[str, Any]:
        return self.world.call(PAGES, "track", **{"address": HERE, **slip, **more})


def worked_on(world: IssuesWorld, issue: str) -> None:
    assigned(world, issue)
    world.does(HANDLER, "sign_for", id=issue)
    world.does(HANDLER, "report_done", id=issue, measure="换灯", result="换好了")


def closed(world: IssuesWorld, issue: str, solved: str = "solved") -> None:
    worked_on(world, issue)
    world.does(REVIEWER, "record_callback", id=issue, basis="reached", solved=solved)
    told = {"explanation": "资金明年到位"} if solved == "unsolved" else {}
    world.does(REVIEWER, "close", id=issue, outcome=solved, **told)


def rejected(world: IssuesWorld, issue: str) -> None:
    world.does(OFFICE, "propose_reject", id=issue, reason="不属本区")
    world.does(SECOND_OFFICE, "reject", id=issue)
