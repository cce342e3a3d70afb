"""Importing parties from rows of a CSV: what each row would do, before anything is done. Pure.

A row is *new*, the *same* as a party of the register (by its external id, or by unit and name where one of the
two has no external id), or *wrong*. Wrong rows are named and left out; the others count. A file imported twice
therefore changes nothing the second time. Two namesakes of one unit are told apart by their external ids.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from services.kernel.personal_number import is_personal_number
from services.visits.phone import tidy_phone
from services.visits.vocabulary import PARTY_KINDS

MAX_ROWS = 5_000
MAX_NAME = 60
_EXTERNAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")


@dataclass(frozen=True)
class Row:
    """One line of the file; `number` is the sheet's (the heads are row 1). An empty cell is None."""

    number: int
    kind: str | None
    name: str | None
    unit_code: str | None
    phone: str | None = None
    external_id: str | None = None


@dataclass(frozen=True)
class Known:
    """A party that the register, or an earlier row of the file, has. `name_key` holds unit and name, keyed."""

    name_key: str | None
    external_id: str | None
    forgotten: bool = False


@dataclass
class Register:
    """Parties by what identifies them."""

    by_external_id: dict[str, Known] = field(default_factory=dict)
    by_name_key: dict[str, list[Known]] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        if known.external_id:
            self.by_external_id[known.external_id] = known
        if known.name_key:
            self.by_name_key.setdefault(known.name_key, []).append(known)

    def with_external_id(self, row: Known) -> Known | None:
        return self.by_external_id.get(row.external_id) if row.external_id else None

    def has_name_of(self, row: Known) -> bool:
        return any(
            row.external_id is None or known.external_id is None
            for known in self.by_name_key.get(row.name_key or "", [])
        )


@dataclass
class ImportPlan:
    """What the import would do."""

    new: list[Row] = field(default_factory=list)
    same: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)

    def to_dict(self, position: int) -> dict[str, Any]:
        wrong = len({error["row"] for error in self.errors})
        counts = {"new": len(self.new), "same": self.same, "wrong": wrong}
        return {**counts, "errors": self.errors, "position": position}


# (unit code) -> None, or the code of what is wrong with it
UnitFault = Callable[[str], str | None]
NameKey = Callable[[Row], str]


def plan_import(
    rows: Iterable[Row], register: Register, unit_fault: UnitFault, name_key: NameKey
) -> ImportPlan:
    plan, file = ImportPlan(), Register()
    for row in rows:
        faults = list(_faults_of(row, unit_fault))
        if not faults:
            entry = Known(name_key(row), row.external_id)
            faults = list(_clashes(entry, file, register))
        if faults:
            plan.errors += [{"row": row.number, "field": f, "code": c} for f, c in faults]
            continue
        file.add(entry)
        if register.with_external_id(entry) or register.has_name_of(entry):
            plan.same += 1
        else:
            plan.new.append(row)
    return plan


def _faults_of(row: Row, unit_fault: UnitFault) -> Iterable[tuple[str, str]]:
    if row.kind not in PARTY_KINDS:
        yield "kind", "unknown_kind" if row.kind else "required"
    if not row.name or len(row.name) > MAX_NAME:
        yield "name", "length" if row.name else "required"
    if not row.unit_code:
        yield "unit_code", "required"
    elif fault := unit_fault(row.unit_code):
        yield "unit_code", fault
    if row.phone and tidy_phone(row.phone) is None:
        yield "phone", "phone_shape"
    if row.external_id and not is_reference(row.external_id):
        yield "external_id", "pattern"


def is_reference(text: str) -> bool:
    """Whether a text may stand in clear as the number of a party in another register."""
    return bool(_EXTERNAL_ID.fullmatch(text)) and not is_personal_number(text)


def _clashes(entry: Known, file: Register, register: Register) -> Iterable[tuple[str, str]]:
    if file.with_external_id(entry):
        yield "external_id", "duplicate"
    elif file.has_name_of(entry):
        yield "name", "duplicate"
    if known := register.with_external_id(entry):
        if known.forgotten:
            yield "external_id", "party_forgotten"
        elif known.name_key != entry.name_key:
            yield "external_id", "external_id_used"
