"""How an issue comes in, and what is known of it before a unit works on it."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import code, identifier, sealed
from services.issues.issue_fact import IssueFact


@dataclass(frozen=True, kw_only=True)
class IssueReported(IssueFact):
    """A problem was raised. It carries what a line of the problem list needs."""

    number: str = identifier()  # WT-YYYYMM-n
    kind: str = code()
    source: str = code()
    reporter_id: str = identifier()  # whose key seals the contact
    unit_id: str = identifier()  # the place
    category: str = code()
    field: str | None = code(None)
    occurred_on: date | None = None
    visit_id: str | None = identifier(None)
    danger: bool = False
    needs_conditions: bool | None = None
    on_spot: bool = False
    external_system: str | None = identifier(None)
    external_id: str | None = identifier(None)
    accused_unit_ids: tuple[str, ...] = identifier(())
    accused_person_ids: tuple[str, ...] = identifier(())
    confidential: bool = False
    reachable: bool | None = (
        None  # whether a contact was left; None: recorded before that was noted
    )
    verbatim: str | None = sealed("issue_id")
    contact_name: str | None = sealed("reporter_id")
    contact_phone: str | None = sealed("reporter_id")
    contact_email: str | None = sealed("reporter_id")


@dataclass(frozen=True, kw_only=True)
class IssueSupplemented(IssueFact):
    """Somebody said more: a reporter by tracking code (`reporter_id`), or staff. With `adds_reporter` it is another
    person, who gets a code of their own. A reporter's own `words` go when they are forgotten; `text` is of staff."""

    reporter_id: str | None = identifier(None)
    adds_reporter: bool = False
    reachable: bool | None = None  # of the added reporter: whether a contact was left
    occurred_on: date | None = None
    text: str | None = sealed("issue_id")
    words: str | None = sealed("reporter_id")
    contact_name: str | None = sealed("reporter_id")
    contact_phone: str | None = sealed("reporter_id")
    contact_email: str | None = sealed("reporter_id")


@dataclass(frozen=True, kw_only=True)
class IssueCorrected(IssueFact):
    """What was taken down wrongly. None: as it was. The person's words are never corrected."""

    kind: str | None = code(None)
    category: str | None = code(None)
    field: str | None = code(None)
    unit_id: str | None = identifier(None)
    occurred_on: date | None = None
    danger: bool | None = None
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class AccusedPartyNamed(IssueFact):
    """The issue is about this unit or person: from here on it is confidential."""

    accused_unit_ids: tuple[str, ...] = identifier(())
    accused_person_ids: tuple[str, ...] = identifier(())
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueTriaged(IssueFact):
    """The office said what it is and how long it may take."""

    category: str = code()
    field: str | None = code(None)
    needs_conditions: bool | None = None
    limit_class: str | None = code(None)  # None: as the kind and the conditions say
    implied: bool = False
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueFiled(IssueFact):
    """Praise or a suggestion that asks for no work."""

    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueReferred(IssueFact):
    """It went to the organ that the law names for it."""

    channel: str = code()
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class RejectionProposed(IssueFact):
    """Waits for a second person."""

    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueRejected(IssueFact):
    proposed_by: str = identifier()


@dataclass(frozen=True, kw_only=True)
class RejectionObjected(IssueFact):
    """The person does not agree; a supervisor decides. `reporter_id`: who said it by tracking code, in `own_words`;
    else staff heard it (`words`)."""

    reporter_id: str | None = identifier(None)
    words: str | None = sealed("issue_id")
    own_words: str | None = sealed("reporter_id")


@dataclass(frozen=True, kw_only=True)
class ObjectionDecided(IssueFact):
    granted: bool
    reason: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueMerged(IssueFact):
    """It is the same as another one, where it goes on."""

    into_id: str = identifier()
    into_number: str = identifier()
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueAbsorbed(IssueFact):
    """Another issue goes on in this one, with everybody who reported it."""

    absorbed_id: str = identifier()
    absorbed_number: str = identifier()
    reporter_ids: tuple[str, ...] = identifier(())
    reachable: bool | None = None  # whether one of them left a contact


@dataclass(frozen=True, kw_only=True)
class IssueUnmerged(IssueFact):
    """They are two after all. Stands in both streams; `state` is what this one is in from here on."""

    state: str = code()
    absorbed_id: str = identifier()
    into_id: str = identifier()
    note: str | None = sealed("issue_id")


@dataclass(frozen=True, kw_only=True)
class IssueWithdrawn(IssueFact):
    """A reporter takes it back; the issue ends with the last one."""

    reporter_id: str = identifier()
    by_reporter: bool = False  # by tracking code
    is_last: bool = True
    how_heard: str | None = sealed("reporter_id")
