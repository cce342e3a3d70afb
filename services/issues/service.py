"""RPC of `issues`: a problem from its first word to its closing. Commands are the rows of `rules.py`."""

from typing import Any

from services.issues import photo_desk, queries, schemas, views
from services.issues.board_list import issue_counts, issue_list
from services.issues.commanding import carry_out
from services.issues.contact import contact_address
from services.issues.receipt import receipt
from services.issues.reporting import report
from services.kernel.nameko_host import Endpoint, rpc

Request = dict[str, Any]


class Issues:
    name = "issues"
    here = Endpoint()

    @rpc
    def report(self, request: Request) -> Request:
        """A problem that people raised -> `{id, version, position}` of the issue, as for every command."""
        command, fields = self.here.accept(request, schemas.Report())
        return report(self.here, "report", command, fields)

    @rpc
    def report_solved_on_spot(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ReportSolvedOnSpot())
        return report(self.here, "report_solved_on_spot", command, fields)

    @rpc
    def triage(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Triage())
        return carry_out(self.here, "triage", command, fields)

    @rpc
    def assign(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Assign())
        return carry_out(self.here, "assign", command, fields)

    @rpc
    def sign_for(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.SignFor())
        return carry_out(self.here, "sign_for", command, fields)

    @rpc
    def plan_task(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.PlanTask())
        return carry_out(self.here, "plan_task", command, fields)

    @rpc
    def report_progress(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ReportProgress())
        return carry_out(self.here, "report_progress", command, fields)

    @rpc
    def complete_task(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.CompleteTask())
        return carry_out(self.here, "complete_task", command, fields)

    @rpc
    def report_done(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ReportDone())
        return carry_out(self.here, "report_done", command, fields)

    @rpc
    def record_callback(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.RecordCallback())
        return carry_out(self.here, "record_callback", command, fields)

    @rpc
    def order_rework(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.OrderRework())
        return carry_out(self.here, "order_rework", command, fields)

    @rpc
    def close(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Close())
        return carry_out(self.here, "close", command, fields)

    @rpc
    def propose_public_text(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ProposePublicText())
        return carry_out(self.here, "propose_public_text", command, fields)

    @rpc
    def approve_public_text(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ApprovePublicText())
        return carry_out(self.here, "approve_public_text", command, fields)

    @rpc
    def attach_photo(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.AttachPhoto())
        return photo_desk.attach(self.here, command, fields)

    @rpc
    def remove_photo(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.RemovePhoto())
        return photo_desk.remove(self.here, command, fields)

    @rpc
    def photo(self, request: Request) -> Request:
        fields = self.here.query(request, queries.Photo())
        return photo_desk.show(self.here, fields)

    @rpc
    def get(self, request: Request) -> Request:
        fields = self.here.query(request, queries.Get())
        return views.get(self.here, fields)

    @rpc
    def list(self, request: Request) -> Request:
        fields = self.here.query(request, queries.List())
        return issue_list(self.here, fields)

    @rpc
    def counts(self, request: Request) -> Request:
        self.here.query(request, queries.Nothing())
        return issue_counts(self.here)

    @rpc
    def timeline(self, request: Request) -> Request:
        fields = self.here.query(request, queries.OfIssue())
        return views.timeline(self.here, fields)

    @rpc
    def allowed(self, request: Request) -> Request:
        """What the caller may do with the issue now: pages offer exactly this."""
        fields = self.here.query(request, queries.OfIssue())
        return views.offered(self.here, fields)

    @rpc
    def receipt(self, request: Request) -> Request:
        """Number and tracking code, for whoever reported the issue just now."""
        return receipt(self.here, self.here.query(request, queries.OfIssue()))

    @rpc
    def by_visit(self, request: Request) -> Request:
        fields = self.here.query(request, queries.ByVisit())
        return views.by_visit(self.here, fields)

    @rpc
    def contact_address(self, request: Request) -> Request:
        """For `notify`, at the moment of sending (scope `mail`)."""
        return contact_address(self.here, self.here.query(request, queries.OfIssue()))

    @rpc
    def categories(self, request: Request) -> Request:
        self.here.query(request, queries.Nothing())
        return {"items": [c.to_dict() for c in self.here.app.categories.values()]}

    @rpc
    def facts_after(self, request: Request) -> Request:
        return self.here.facts_after(request)

    @rpc
    def passed(self, request: Request) -> Request:
        return self.here.passed(request)
