"""RPC of `reports`: the three lists, for staff and for the public. And editions of them,
which go their way in its own log, with objections to them."""

from typing import Any

from eventlog.snapshot import snapshot
from services.kernel.nameko_host import Endpoint, rpc
from services.reports import edition_schemas, schemas
from services.reports.confidential import confidential_counts
from services.reports.dashboard.items import dashboard_items
from services.reports.dashboard.numbers import dashboard
from services.reports.dashboard.schemas import Dashboard, DashboardItems
from services.reports.dashboard.scope import scope_of
from services.reports.desk import edition_commands, edition_views, objections
from services.reports.list_changes import changes_since
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
    def dashboard(self, request: Request) -> Request:
        """`{month?, unit?, as_of?}` -> what came in, what came of it, by month, category, time and unit."""
        fields, here = self.here.query(request, Dashboard()), self.here
        with snapshot(here.app.environment.engine) as conn:
            scope = scope_of(here.app, conn, here.caller, here.now, fields)
            return dashboard(scope, here.now, fields)

    @rpc
    def dashboard_items(self, request: Request) -> Request:
        """`{measure, the filters of dashboard, state?, categories?, row?, others?, group?}` -> what it counts."""
        fields, here = self.here.query(request, DashboardItems()), self.here
        with snapshot(here.app.environment.engine) as conn:
            scope = scope_of(here.app, conn, here.caller, here.now, fields)
            return dashboard_items(scope, here.now, fields)

    @rpc
    def draft_edition(self, request: Request) -> Request:
        """The last position of the month that is over becomes the cut of the next edition."""
        command, fields = self.here.accept(request, edition_schemas.DraftEdition())
        return edition_commands.draft_edition(self.here, command, fields)

    @rpc
    def record_study(self, request: Request) -> Request:
        """The monthly study: the day, who was present, and what was decided on each item."""
        command, fields = self.here.accept(request, edition_schemas.RecordStudy())
        return edition_commands.record_study(self.here, command, fields)

    @rpc
    def request_proof(self, request: Request) -> Request:
        """The worker makes the proof anew."""
        command, fields = self.here.accept(request, edition_schemas.RequestProof())
        return edition_commands.request_proof(self.here, command, fields)

    @rpc
    def approve_edition(self, request: Request) -> Request:
        """A second person approves exactly the proof with this digest."""
        command, fields = self.here.accept(request, edition_schemas.ApproveEdition())
        return edition_commands.approve_edition(self.here, command, fields)

    @rpc
    def publish_edition(self, request: Request) -> Request:
        """It bears this day and is printed by the worker."""
        command, fields = self.here.accept(request, edition_schemas.PublishEdition())
        return edition_commands.publish_edition(self.here, command, fields)

    @rpc
    def discard_edition(self, request: Request) -> Request:
        """It will not be published; its month may be drafted again."""
        command, fields = self.here.accept(request, edition_schemas.DiscardEdition())
        return edition_commands.discard_edition(self.here, command, fields)

    @rpc
    def withdraw_row(self, request: Request) -> Request:
        """The words of a row leave every edition that has it."""
        command, fields = self.here.accept(request, edition_schemas.WithdrawRow())
        return edition_commands.withdraw_row(self.here, command, fields)

    @rpc
    def object_to_edition(self, request: Request) -> Request:
        """Anybody, through the public pages: an edition or a row of it is wrong."""
        command, fields = self.here.accept(request, edition_schemas.ObjectToEdition())
        return objections.object_to_edition(self.here, command, fields)

    @rpc
    def propose_objection_answer(self, request: Request) -> Request:
        """An answer waits for a second person."""
        command, fields = self.here.accept(request, edition_schemas.ProposeObjectionAnswer())
        return objections.propose_answer(self.here, command, fields)

    @rpc
    def approve_objection_answer(self, request: Request) -> Request:
        """The answer that waits stands in public."""
        command, fields = self.here.accept(request, edition_schemas.ApproveObjectionAnswer())
        return objections.approve_answer(self.here, command, fields)

    @rpc
    def editions(self, request: Request) -> Request:
        """All editions, newest first, with what this caller may do."""
        self.here.query(request, edition_schemas.Editions())
        return edition_views.editions(self.here)

    @rpc
    def edition(self, request: Request) -> Request:
        """One edition: its study, its proof, and what is in the way."""
        fields = self.here.query(request, edition_schemas.GetEdition())
        return edition_views.edition(self.here, fields["id"])

    @rpc
    def edition_rows(self, request: Request) -> Request:
        """A page of a list of one edition, as printed or as its proof has it."""
        fields = self.here.query(request, edition_schemas.EditionRows())
        return edition_views.edition_rows(self.here, fields)

    @rpc
    def objections(self, request: Request) -> Request:
        """Those that wait, by their day; then the answered ones."""
        fields = self.here.query(request, edition_schemas.Objections())
        return objections.objections(self.here, fields)

    @rpc
    def objection(self, request: Request) -> Request:
        """One objection with its words."""
        fields = self.here.query(request, edition_schemas.GetObjection())
        return objections.objection(self.here, fields["id"])

    @rpc
    def public_editions(self, request: Request) -> Request:
        """Header and signature of every published edition; any token will do."""
        self.here.query(request, edition_schemas.PublicEditions())
        return edition_views.public_editions(self.here)

    @rpc
    def public_answers(self, request: Request) -> Request:
        """Answers to objections, newest first; any token will do."""
        fields = self.here.query(request, edition_schemas.PublicAnswers())
        return objections.public_answers(self.here, fields)

    @rpc
    def row_proof(self, request: Request) -> Request:
        """That a row stands in an edition, for whoever has the public key; any token will do."""
        fields = self.here.query(request, edition_schemas.RowProof())
        return edition_views.row_proof(self.here, fields)

    @rpc
    def facts_after(self, request: Request) -> Request:
        return self.here.facts_after(request)

    @rpc
    def passed(self, request: Request) -> Request:
        """How far the followers have come, by checkpoint name."""
        return self.here.passed(request)
