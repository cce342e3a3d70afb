"""Importing parties: told beforehand by a dry run, then done in one append.

The register that says what is known is a read model: an import waits until it has seen the whole log, and looks
again inside its own transaction. Imports wait for each other there: the second finds the register behind the first,
and is told to try again.
"""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from eventlog.engine import hold
from eventlog.errors import Forbidden, Invalid, Unavailable
from eventlog.log import Answer, Command, Log, Transaction, Write
from services.kernel.caller import Caller
from services.kernel.here import Here
from services.kernel.units import Unit, UnitTree
from services.visits.known_parties import is_behind, known_parties, name_key
from services.visits.party import NewParty, party_stream, register_party
from services.visits.party_import import MAX_ROWS, ImportPlan, Row, UnitFault, plan_import
from services.visits.recording import derived_id
from services.visits.visibility import OPERATOR, REGISTRARS

if TYPE_CHECKING:
    from services.visits.application import VisitsApplication

FIRST_ROW = 2  # of a sheet whose heads are row 1
ANSWER_ID = "parties"


def import_parties(here: Here, command: Command, fields: dict[str, Any]) -> dict[str, Any]:
    """`{new, same, wrong, errors: [{row, field, code}], position}`; with `dry_run` nothing is changed.

    A dry run may name `planned_units`, and is told what would be if these had been imported before.
    Raises Forbidden; Invalid; Unavailable when the register is behind the log, which may be tried again."""
    app: VisitsApplication = here.app
    if not (here.caller.has_scope(OPERATOR) or here.caller.holds(*REGISTRARS)):
        raise Forbidden()
    if fields["planned_units"] and not fields["dry_run"]:
        raise Invalid({"planned_units": ["dry_run"]})
    rows = [_row(number, cells) for number, cells in enumerate(fields["rows"], FIRST_ROW)]
    job = PartyImport(app, here.caller, command, rows, _planned(fields["planned_units"]))
    here.wait_for({app.name: app.log.head().position})
    return job.foretell() if fields["dry_run"] else job.do()


class PartyImport:
    """One import: the rows, who brings them, and where they go."""

    def __init__(
        self,
        app: "VisitsApplication",
        caller: Caller,
        command: Command,
        rows: list[Row],
        planned: list[Unit],
    ):
        self.app = app
        self.caller = caller
        self.command = command
        self.rows = rows
        self.planned = planned

    def foretell(self) -> dict[str, Any]:
        with self.app.environment.engine.connect() as conn:
            return self._plan(conn).to_dict(self.app.log.head(conn).position)

    def do(self) -> dict[str, Any]:
        done: list[ImportPlan] = []

        def work(transaction: Transaction) -> Answer:
            hold(transaction.conn, "import of parties")
            behind = is_behind(transaction.conn, self.app)
            plan = self._plan(transaction.conn)
            # Asked last: what another client did by the same command must not be read as known before.
            if known := self.app.log.answer_to(self.command, transaction.conn):
                return known
            if behind:
                raise Unavailable("reading_behind")
            done.append(plan)
            return self._append(transaction, plan)

        answer = self.app.log.once(self.command, work)
        return done[-1].to_dict(answer.position) if done else self._tell_again(answer)

    def _tell_again(self, answer: Answer) -> dict[str, Any]:
        """The counts of the first time: rows that it registered are known by now. One that was forgotten since is
        told as such, too."""
        told, new = self.foretell(), _registered_by(self.app.log, self.command, answer)
        same = max(0, told["same"] - new)
        return {**told, "new": new, "same": same, "position": answer.position}

    def _plan(self, conn: sa.Connection) -> ImportPlan:
        keyring = self.app.environment.keyring
        known = known_parties(conn, self.app, self.rows)
        # a unit that is known stays where it is: what is planned for it is for `campaign` to judge
        tree = self.app.tree(conn)
        fault = _unit_fault(self.caller, UnitTree([*self.planned, *tree.units.values()]))
        return plan_import(self.rows, known, fault, lambda row: name_key(keyring, row))

    def _append(self, transaction: Transaction, plan: ImportPlan) -> Answer:
        if not plan.new:
            return Answer(ANSWER_ID, 0, self.app.log.head(transaction.conn).position)
        writes = [self._write(row) for row in plan.new]
        actor = self.caller.person
        return transaction.append(writes, actor=actor, answer_id=ANSWER_ID, command=self.command)

    def _write(self, row: Row) -> Write:
        own = (self.command.actor, self.command.command_id, str(row.number))
        party_id = derived_id("party", *((row.external_id,) if row.external_id else own))
        new = NewParty(
            party_id=party_id,
            kind=row.kind or "",
            unit_id=row.unit_code or "",
            name=row.name or "",
            phone=row.phone,
            external_id=row.external_id,
        )
        return Write(party_stream(party_id), 0, [register_party(new)])


def _row(number: int, cells: dict[str, Any]) -> Row:
    given = cells.pop("row")
    return Row(number=given or number, **cells)


def _planned(rows: list[dict[str, Any]]) -> list[Unit]:
    return [
        Unit(row["code"], row["name"] or "", row["kind"] or "", row["parent_code"])
        for row in rows
        if row["code"]
    ]


def _unit_fault(caller: Caller, tree: UnitTree) -> UnitFault:
    operator, roots = caller.has_scope(OPERATOR), caller.holds(*REGISTRARS)

    def fault(unit: str) -> str | None:
        if not tree.exists(unit):
            return "unknown_unit"
        if not operator and not tree.within_any(unit, roots):
            return "outside"
        return "unit_closed" if tree.is_closed(unit) else None

    return fault


def _registered_by(log: Log, command: Command, answer: Answer) -> int:
    """How many parties this command appended: they end at the answer's position, without a gap."""
    wanted = (command.actor, command.command_id)
    page = log.read(max(0, answer.position - MAX_ROWS), MAX_ROWS)
    return sum((record.actor, record.command_id) == wanted for record in page)
