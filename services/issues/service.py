"""RPC of `issues`: a problem from its first word to its closing. Commands are the rows of `rules/`."""

from typing import Any

from services.issues import schemas, views
from services.issues.board.issue_list import issue_counts, issue_list
from services.issues.board.queue_counts import queue_counts
from services.issues.bulk import bulk
from services.issues.callback_contact import callback_contact, contacts_shown
from services.issues.commanding import carry_out
from services.issues.contact import contact_address
from services.issues.hand_over import hand_over
from services.issues.open_items import open_items_of
from services.issues.photos import desk as photo_desk
from services.issues.pledges import pledges
from services.issues.receipt import receipt
from services.issues.reporting import report
from services.issues.residents.view import track
from services.issues.schemas import queries
from services.issues.similar import similar
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
    def supplement(self, request: Request) -> Request:
        """More words: of staff, or of a resident by `number` and `code`."""
        command, fields = self.here.accept(request, schemas.Supplement())
        return carry_out(self.here, "supplement", command, fields)

    @rpc
    def correct(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Correct())
        return carry_out(self.here, "correct", command, fields)

    @rpc
    def mark_accused(self, request: Request) -> Request:
        """From here on the issue is confidential."""
        command, fields = self.here.accept(request, schemas.MarkAccused())
        return carry_out(self.here, "mark_accused", command, fields)

    @rpc
    def triage(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Triage())
        return carry_out(self.here, "triage", command, fields)

    @rpc
    def file(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.File())
        return carry_out(self.here, "file", command, fields)

    @rpc
    def answer_directly(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.AnswerDirectly())
        return carry_out(self.here, "answer_directly", command, fields)

    @rpc
    def refer(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Refer())
        return carry_out(self.here, "refer", command, fields)

    @rpc
    def propose_reject(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ProposeReject())
        return carry_out(self.here, "propose_reject", command, fields)

    @rpc
    def reject(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Reject())
        return carry_out(self.here, "reject", command, fields)

    @rpc
    def object_to_rejection(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ObjectToRejection())
        return carry_out(self.here, "object_to_rejection", command, fields)

    @rpc
    def decide_objection(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.DecideObjection())
        return carry_out(self.here, "decide_objection", command, fields)

    @rpc
    def merge(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Merge())
        return carry_out(self.here, "merge", command, fields)

    @rpc
    def unmerge(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Unmerge())
        return carry_out(self.here, "unmerge", command, fields)

    @rpc
    def withdraw(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Withdraw())
        return carry_out(self.here, "withdraw", command, fields)

    @rpc
    def assign(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Assign())
        return carry_out(self.here, "assign", command, fields)

    @rpc
    def designate_reviewer(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.DesignateReviewer())
        return carry_out(self.here, "designate_reviewer", command, fields)

    @rpc
    def return_back(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ReturnBack())
        return carry_out(self.here, "return_back", command, fields)

    @rpc
    def sign_for(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.SignFor())
        return carry_out(self.here, "sign_for", command, fields)

    @rpc
    def contact_person(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ContactPerson())
        return carry_out(self.here, "contact_person", command, fields)

    @rpc
    def plan_task(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.PlanTask())
        return carry_out(self.here, "plan_task", command, fields)

    @rpc
    def change_task(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ChangeTask())
        return carry_out(self.here, "change_task", command, fields)

    @rpc
    def cancel_task(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.CancelTask())
        return carry_out(self.here, "cancel_task", command, fields)

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
    def request_extension(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.RequestExtension())
        return carry_out(self.here, "request_extension", command, fields)

    @rpc
    def grant_extension(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.GrantExtension())
        return carry_out(self.here, "grant_extension", command, fields)

    @rpc
    def refuse_extension(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.RefuseExtension())
        return carry_out(self.here, "refuse_extension", command, fields)

    @rpc
    def request_hold(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.RequestHold())
        return carry_out(self.here, "request_hold", command, fields)

    @rpc
    def hold(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Hold())
        return carry_out(self.here, "hold", command, fields)

    @rpc
    def refuse_hold(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.RefuseHold())
        return carry_out(self.here, "refuse_hold", command, fields)

    @rpc
    def review_hold(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ReviewHold())
        return carry_out(self.here, "review_hold", command, fields)

    @rpc
    def resume(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Resume())
        return carry_out(self.here, "resume", command, fields)

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
    def recheck(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Recheck())
        return carry_out(self.here, "recheck", command, fields)

    @rpc
    def reopen(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Reopen())
        return carry_out(self.here, "reopen", command, fields)

    @rpc
    def rate(self, request: Request) -> Request:
        """By tracking code only: whether it is solved, and whether the person is satisfied."""
        command, fields = self.here.accept(request, schemas.Rate())
        return carry_out(self.here, "rate", command, fields)

    @rpc
    def escalate(self, request: Request) -> Request:
        """By hand; the clock does it by itself."""
        command, fields = self.here.accept(request, schemas.Escalate())
        return carry_out(self.here, "escalate", command, fields)

    @rpc
    def supervise(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Supervise())
        return carry_out(self.here, "supervise", command, fields)

    @rpc
    def answer_supervision(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.AnswerSupervision())
        return carry_out(self.here, "answer_supervision", command, fields)

    @rpc
    def pledge(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.Pledge())
        return carry_out(self.here, "pledge", command, fields)

    @rpc
    def release_pledge(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ReleasePledge())
        return carry_out(self.here, "release_pledge", command, fields)

    @rpc
    def add_note(self, request: Request) -> Request:
        """Between office and unit; never published."""
        command, fields = self.here.accept(request, schemas.AddNote())
        return carry_out(self.here, "add_note", command, fields)

    @rpc
    def propose_public_text(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ProposePublicText())
        return carry_out(self.here, "propose_public_text", command, fields)

    @rpc
    def approve_public_text(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ApprovePublicText())
        return carry_out(self.here, "approve_public_text", command, fields)

    @rpc
    def bulk(self, request: Request) -> Request:
        """One act on many issues, each with its own answer; sent again, it does what is left."""
        _ = self.here.caller
        return bulk(self.here, request, schemas.Bulk())

    @rpc
    def hand_over(self, request: Request) -> Request:
        """What one person holds in their own name goes to another, in one act."""
        command, fields = self.here.accept(request, schemas.HandOver())
        return hand_over(self.here, command, fields)

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
    def similar(self, request: Request) -> Request:
        """Open issues that may be the same thing as what is being typed."""
        return similar(self.here, self.here.query(request, queries.Similar()))

    @rpc
    def counts(self, request: Request) -> Request:
        self.here.query(request, queries.Nothing())
        return issue_counts(self.here)

    @rpc
    def queue_counts(self, request: Request) -> Request:
        """How much waits for the caller, queue by queue."""
        self.here.query(request, queries.Nothing())
        return queue_counts(self.here)

    @rpc
    def open_items_of(self, request: Request) -> Request:
        """What is open in the name of a person, for the office; for an administrator how much."""
        return open_items_of(self.here, self.here.query(request, queries.OpenItemsOf()))

    @rpc
    def pledges(self, request: Request) -> Request:
        """What each leader and unit took on, and what of it is solved."""
        return pledges(self.here, self.here.query(request, queries.Pledges()))

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
    def track(self, request: Request) -> Request:
        """What a resident may see of their own issue, by `number` and `code` (scope `public`)."""
        return track(self.here, self.here.query(request, queries.Track()))

    @rpc
    def by_visit(self, request: Request) -> Request:
        fields = self.here.query(request, queries.ByVisit())
        return views.by_visit(self.here, fields)

    @rpc
    def contact_address(self, request: Request) -> Request:
        """For `notify`, at the moment of sending (scope `mail`)."""
        return contact_address(self.here, self.here.query(request, queries.OfIssue()))

    @rpc
    def callback_contact(self, request: Request) -> Request:
        """Name and number of the person to call back, for who may call now; each showing is recorded."""
        return callback_contact(self.here, self.here.query(request, queries.OfIssue()))

    @rpc
    def contacts_shown(self, request: Request) -> Request:
        """Who was shown whom to call, and when: for supervisors and auditors."""
        return contacts_shown(self.here, self.here.query(request, queries.ContactsShown()))

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
