"""RPC of `campaign`: units, people and roles, and how everybody and every service signs in."""

from typing import Any

from services.campaign import calendar_year, mailboxes, registration, schemas, sign_in, views
from services.kernel.nameko_host import Endpoint, rpc

Request = dict[str, Any]


class Campaign:
    name = "campaign"
    here = Endpoint()

    @rpc
    def sign_in(self, request: Request) -> Request:
        """`{token, expires_at, session, person: {id, name, position, unit, roles}}`; without a token."""
        fields = schemas.SignIn().check(request)
        return sign_in.sign_in(self.here.app, fields["login"], fields["password"], self.here.now)

    @rpc
    def renew(self, request: Request) -> Request:
        fields = schemas.Session().check(request)
        return sign_in.renew(self.here.app, fields["session"], self.here.now)

    @rpc
    def sign_out(self, request: Request) -> Request:
        fields = schemas.Session().check(request)
        return sign_in.sign_out(self.here.app, fields["session"])

    @rpc
    def redeem_link(self, request: Request) -> Request:
        """Sets the password that the person chose, and signs in."""
        fields = schemas.RedeemLink().check(request)
        return sign_in.redeem_link(self.here.app, fields["link"], fields["password"], self.here.now)

    @rpc
    def service_token(self, request: Request) -> Request:
        fields = schemas.ServiceToken().check(request)
        return sign_in.service_token(
            self.here.app, fields["service"], fields["secret"], self.here.now
        )

    @rpc
    def import_units(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ImportUnits())
        return registration.import_units(self.here.app, self.here.caller, command, fields)

    @rpc
    def import_people(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.ImportPeople())
        return registration.import_people(
            self.here.app, self.here.caller, command, fields, self.here.now
        )

    @rpc
    def import_mailboxes(self, request: Request) -> Request:
        """Where e-mail to a unit goes. The state is what the rows say: repeating it changes nothing."""
        _, fields = self.here.accept(request, schemas.ImportMailboxes())
        return mailboxes.import_mailboxes(self.here.app, self.here.caller, fields)

    @rpc
    def close_unit(self, request: Request) -> Request:
        command, fields = self.here.accept(request, schemas.CloseUnit())
        answer = registration.close_unit(self.here.app, self.here.caller, command, fields)
        return answer.to_dict()

    @rpc
    def enter_calendar(self, request: Request) -> Request:
        """A year's days off and worked weekend days; entered again, the last counts. Open deadlines follow."""
        command, fields = self.here.accept(request, schemas.EnterCalendar())
        answer = calendar_year.enter_calendar(self.here.app, self.here.caller, command, fields)
        return answer.to_dict()

    @rpc
    def new_link(self, request: Request) -> Request:
        """For who forgot the password: an administrator hands over a one-time link."""
        caller, fields = self.here.caller, schemas.NewLink().check(request)
        return registration.new_link(self.here.app, caller, fields["login"], self.here.now)

    @rpc
    def calendar(self, request: Request) -> Request:
        """What is known of a year's working days, and whether the caller may enter them."""
        fields = self.here.query(request, schemas.CalendarOf())
        return views.calendar(self.here.app, self.here.caller, fields["year"])

    @rpc
    def units(self, request: Request) -> Request:
        self.here.query(request, schemas.Nothing())
        return views.units(self.here.app)

    @rpc
    def people(self, request: Request) -> Request:
        fields = self.here.query(request, schemas.PeopleOf())
        return views.people(self.here.app, self.here.caller, fields["ids"])

    @rpc
    def people_of_unit(self, request: Request) -> Request:
        fields = self.here.query(request, schemas.PeopleOfUnit())
        return views.people_of_unit(self.here.app, self.here.caller, fields["unit"])

    @rpc
    def mailbox_of_unit(self, request: Request) -> Request:
        """For `notify`, at the moment of sending (scope `mail`)."""
        fields = self.here.query(request, schemas.MailboxOf())
        return mailboxes.mailbox_of_unit(self.here.app, self.here.caller, fields["unit"])

    @rpc
    def mailbox_of_office(self, request: Request) -> Request:
        """The mailbox of the office that answers for a place (scope `mail`)."""
        fields = self.here.query(request, schemas.MailboxOf())
        return mailboxes.mailbox_of_office(self.here.app, self.here.caller, fields["unit"])

    @rpc
    def about(self, request: Request) -> Request:
        """The district, the day and whether this is a demo; without a token."""
        schemas.About().check(request)
        return views.about(self.here.app, self.here.now)

    @rpc
    def facts_after(self, request: Request) -> Request:
        return self.here.facts_after(request)

    @rpc
    def passed(self, request: Request) -> Request:
        return self.here.passed(request)
