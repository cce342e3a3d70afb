"""Signing in and out: password or one-time link in, a session and a short token out."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from eventlog.engine import writing
from eventlog.errors import Forbidden, Refused
from services.campaign import accounts, attempts, links, sessions
from services.campaign.establishment import Establishment, Person, person_stream
from services.campaign.passwords import is_weak
from services.campaign.service_accounts import service_account
from services.kernel import token
from services.kernel.caller import Caller, Role

if TYPE_CHECKING:
    from services.campaign.application import CampaignApplication


def sign_in(app: "CampaignApplication", login: str, password: str, now: datetime) -> dict[str, Any]:
    """Raises Refused: locked, or login_failed, which does not tell a wrong login from a wrong password."""
    engine, login = app.environment.engine, login.lower()
    key = app.environment.keyring.search_token(f"login {login}")
    with writing(engine) as conn:
        attempts.count(conn, key, now)
    with engine.connect() as conn:
        account = accounts.find(conn, login)
    # The slow comparison stands between two transactions, never inside one.
    if not app.passwords.matches(account.password_hash if account else None, password):
        raise Refused("login_failed")
    with writing(engine) as conn:
        # Whoever changed the password or the account meanwhile is heard.
        if account is None or account.disabled or accounts.find(conn, login) != account:
            raise Refused("login_failed")
        attempts.clear(conn, key)
        secret = sessions.open_session(conn, account.person_id, now)
    return _signed_in(app, account.person_id, secret, now)


def renew(app: "CampaignApplication", secret: str, now: datetime) -> dict[str, Any]:
    """A fresh token, with the roles of this moment. Raises Forbidden("session_over")."""
    with writing(app.environment.engine) as conn:
        person_id = sessions.use_session(conn, secret, now)
        account = accounts.find_person(conn, person_id)
    if account is None or account.disabled:
        raise Forbidden("session_over")
    return _signed_in(app, person_id, secret, now)


def sign_out(app: "CampaignApplication", secret: str) -> dict[str, Any]:
    with writing(app.environment.engine) as conn:
        sessions.close_session(conn, secret)
    return {}


def redeem_link(
    app: "CampaignApplication", link: str, password: str, now: datetime
) -> dict[str, Any]:
    """Set the password and sign in. Raises Refused: link_used, password_weak (the link stays good)."""
    engine = app.environment.engine
    with engine.connect() as conn:
        login = links.login_of(conn, link, now)
        account = accounts.find(conn, login)
    if account is None or account.disabled:
        raise Refused("link_used")
    if is_weak(password, login):
        raise Refused("password_weak")
    password_hash = app.passwords.hash(password)
    with writing(engine) as conn:
        links.use(conn, link, now)
        accounts.set_password_hash(conn, login, password_hash)
        sessions.close_all(conn, account.person_id)
        attempts.clear(conn, app.environment.keyring.search_token(f"login {login}"))
        secret = sessions.open_session(conn, account.person_id, now)
    return _signed_in(app, account.person_id, secret, now)


def service_token(
    app: "CampaignApplication", name: str, secret: str, now: datetime
) -> dict[str, Any]:
    """Raises Forbidden("service_unknown")."""
    return _token(app, service_account(app.private_key, name, secret), now)


def _signed_in(
    app: "CampaignApplication", person_id: str, secret: str, now: datetime
) -> dict[str, Any]:
    # From the log, not from a read model: a role just granted or ended counts at once.
    records = app.log.read_stream(person_stream(person_id))
    opened = app.environment.keyring.open_records(records)
    person = Establishment.of(opened).people[person_id]
    answer = _token(app, caller_of(person), now)
    return {**answer, "session": secret, "person": describe(person)}


def caller_of(person: Person) -> Caller:
    roles = tuple(Role(role, unit) for role, unit in sorted(person.roles))
    return Caller(person.id, person.unit, roles)


def describe(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "position": person.position,
        "unit": person.unit,
        "roles": [{"role": role, "unit": unit} for role, unit in sorted(person.roles)],
    }


def _token(app: "CampaignApplication", caller: Caller, now: datetime) -> dict[str, Any]:
    expires = now + timedelta(minutes=token.MINUTES)
    text = token.issue(caller, app.private_key, now)
    return {"token": text, "expires_at": expires.isoformat()}
