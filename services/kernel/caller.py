"""Who is calling: what a verified token says about a person or a service account."""

from dataclasses import dataclass

SERVICE_PREFIX = "service:"


@dataclass(frozen=True)
class Role:
    """What a person may do, within the unit and everything below it."""

    role: str
    unit: str


@dataclass(frozen=True)
class Caller:
    """`person` is a person's id, or `service:issues` for a service account.

    A service account has scopes and no roles."""

    person: str
    unit: str | None = None
    roles: tuple[Role, ...] = ()
    scopes: frozenset[str] = frozenset()

    def holds(self, *roles: str) -> tuple[str, ...]:
        """The units in which the caller has one of these roles; empty when there is none."""
        return tuple(dict.fromkeys(held.unit for held in self.roles if held.role in roles))

    def has_scope(self, *scopes: str) -> bool:
        return not self.scopes.isdisjoint(scopes)

    @property
    def units(self) -> frozenset[str]:
        """The home unit and the units of the roles."""
        return frozenset(held.unit for held in self.roles) | ({self.unit} if self.unit else set())

    @property
    def is_service(self) -> bool:
        return self.person.startswith(SERVICE_PREFIX)


def service_caller(name: str, *scopes: str) -> Caller:
    """The caller that a service account is."""
    return Caller(person=SERVICE_PREFIX + name, scopes=frozenset(scopes))
