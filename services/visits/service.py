"""RPC of `visits`: parties of the register, visits to them, and the problems raised there."""

from typing import Any

from eventlog.errors import Forbidden
from services.kernel.nameko_host import Endpoint, rpc
from services.visits import schemas
from services.visits.forgetting import forget_person
from services.visits.handing_over import hand_over_appointments
from services.visits.importing import import_parties
from services.visits.one_visit import one_visit, problem_words
from services.visits.open_appointments import appointments_of
from services.visits.recording import record
from services.visits.views import party_list, visit_list

Request = dict[str, Any]


class Visits:
    name = "visits"
    here = Endpoint()

    @rpc
    def record(self, request: Request) -> Request:
        """A visit with 0..n problems -> `{id, version, position}` of the visit."""
        command, fields = self.here.accept(request, schemas.RecordVisit())
        return record(self.here, command, fields).to_dict()

    @rpc
    def import_parties(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ImportParties())
        return import_parties(self.here, command, fields)

    @rpc
    def forget_person(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ForgetPerson())
        return forget_person(self.here, command, fields).to_dict()

    @rpc
    def hand_over_appointments(self, request: Request) -> Request:
        """What was agreed on by somebody who leaves goes to another, in one transaction."""
        command, fields = self.here.accept(request, schemas.HandOverAppointments())
        return hand_over_appointments(self.here, command, fields)

    @rpc
    def appointments_of(self, request: Request) -> Request:
        return appointments_of(self.here, self.here.query(request, schemas.AppointmentsOf()))

    @rpc
    def parties(self, request: Request) -> Request:
        fields = self.here.query(request, schemas.Parties())
        with self.here.app.reading() as conn:
            return party_list(self.here.app, conn, self.here.caller, fields)

    @rpc
    def list(self, request: Request) -> Request:
        fields = self.here.query(request, schemas.Visits())
        with self.here.app.reading() as conn:
            today = self.here.app.today(self.here.now)
            return visit_list(self.here.app, conn, self.here.caller, fields, today)

    @rpc
    def get(self, request: Request) -> Request:
        fields = self.here.query(request, schemas.GetVisit())
        with self.here.app.reading() as conn:
            return one_visit(self.here.app, conn, self.here.caller, fields["id"])

    @rpc
    def problem_words(self, request: Request) -> Request:
        """For the reaction of `issues`: a problem's words in clear (scope `reaction`)."""
        fields = self.here.query(request, schemas.ProblemWords())
        if not self.here.caller.has_scope("reaction"):
            raise Forbidden()
        with self.here.app.reading() as conn:
            return problem_words(self.here.app, conn, fields["visit_id"], fields["n"])

    @rpc
    def facts_after(self, request: Request) -> Request:
        return self.here.facts_after(request)

    @rpc
    def passed(self, request: Request) -> Request:
        return self.here.passed(request)
