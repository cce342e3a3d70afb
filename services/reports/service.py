"""RPC of `reports`: the three lists, for staff and for the public. It changes nothing and owns no log."""

from typing import Any

from services.kernel.nameko_host import Endpoint, rpc
from services.reports import schemas
from services.reports.confidential import confidential_counts
from services.reports.list_changes import changes_since
from services.reports.public_views import public_page
from services.reports.views import list_page, months

Request = dict[str, Any]


class Reports:
    name = "reports"
    here = Endpoint()

    @rpc
    def problem_list(self, request: Request) -> Request:
        """`{month?, unit?, state?, field?, category?, as_of?, after?, limit?, at_least?}` -> a page of 问题清单."""
        fields = self.here.query(request, schemas.ProblemList())
        with self.here.app.reading() as reading:
            return list_page(reading, self.here.caller, self.here.now, "problem", fields)

    @rpc
    def task_list(self, request: Request) -> Request:
        """As `problem_list`: 服务清单."""
        fields = self.here.query(request, schemas.TaskList())
        with self.here.app.reading() as reading:
            return list_page(reading, self.here.caller, self.here.now, "task", fields)

    @rpc
    def effect_list(self, request: Request) -> Request:
        """As `problem_list`: 效果清单."""
        fields = self.here.query(request, schemas.EffectList())
        with self.here.app.reading() as reading:
            return list_page(reading, self.here.caller, self.here.now, "effect", fields)

    @rpc
    def changes_since(self, request: Request) -> Request:
        """`{list, since, as_of?, what?, and the list's filters}` -> the lines that are others since then."""
        fields = self.here.query(request, schemas.ChangesSince())
        with self.here.app.reading() as reading:
            return changes_since(reading, self.here.caller, self.here.now, fields)

    @rpc
    def public_list(self, request: Request) -> Request:
        """`{list, month?, unit?, after?, limit?}` -> the lines that anybody may read; any token will do."""
        fields = self.here.query(request, schemas.PublicList())
        with self.here.app.reading() as reading:
            return public_page(reading, self.here.now, fields)

    @rpc
    def months(self, request: Request) -> Request:
        """The months for which there are lines."""
        self.here.query(request, schemas.Months())
        with self.here.app.reading() as reading:
            return months(reading, self.here.caller)

    @rpc
    def confidential_counts(self, request: Request) -> Request:
        """How many confidential issues there are, by month: in groups of five and more only."""
        self.here.query(request, schemas.Months())
        app = self.here.app
        with app.environment.engine.connect() as conn:
            table = app.read_models.live(conn, app.confidential)["counted_issue"]
            return confidential_counts(conn, table, self.here.caller)

    @rpc
    def passed(self, request: Request) -> Request:
        """How far the followers have come, by checkpoint name."""
        return self.here.passed(request)
