"""Wires `reports`: no log of its own; it follows `issues` for the lists and `campaign` for the units."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from eventlog import checkpoint
from eventlog.projection import Tables
from eventlog.snapshot import snapshot
from services.kernel.application import Application, Environment
from services.kernel.unit_directory import UnitDirectory, load_tree
from services.kernel.units import UnitTree
from services.reports.confidential import ConfidentialCount
from services.reports.projections import ThreeLists


@dataclass(frozen=True)
class Reading:
    """One moment of the read models: the tables of the lists, the units, and how far the lists have come."""

    conn: sa.Connection
    tables: Tables
    tree: UnitTree
    newest: int
    timezone: str


class ReportsApplication(Application):
    """What the endpoints need of storage."""

    def __init__(self, environment: Environment):
        self.lists = ThreeLists(environment.timezone)
        self.units = UnitDirectory()
        self.confidential = ConfidentialCount(environment.timezone)
        super().__init__(
            name="reports",
            environment=environment,
            projections=(self.lists, self.units, self.confidential),
        )

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Everything that one answer reads is of one moment, so that totals equal rows."""
        with snapshot(self.environment.engine) as conn:
            generation = self.read_models.generation(conn, self.lists)
            seen = checkpoint.read(conn, generation.checkpoint_name("issues"))
            yield Reading(
                conn=conn,
                tables=self.read_models.live(conn, self.lists),
                tree=load_tree(conn, self.read_models.live(conn, self.units)),
                newest=seen.position,
                timezone=self.environment.timezone,
            )


def build(environment: Environment) -> ReportsApplication:
    return ReportsApplication(environment)
