"""The log, its head, answers, keys, checkpoints and live generations."""

import sqlalchemy as sa
from alembic import op

from eventlog.record import GENESIS

revision = "log_0001"
down_revision = None

_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$
"""


def upgrade() -> None:
    _create_log()
    _create_command_answer()
    _create_subject_key()
    op.create_table(
        "checkpoint",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("digest_position", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_table(
        "live_generation",
        sa.Column("projection", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
    )
    _refuse_changes()


def _create_log() -> None:
    op.create_table(
        "log",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("schema_number", sa.Integer, nullable=False),
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("command_id", sa.Text),
        sa.Column("causation_id", sa.Text),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("recorded_us", sa.BigInteger, nullable=False),
        sa.Column("body_digest", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary),
        sa.UniqueConstraint("stream", "version", name="log_stream_version"),
        sa.UniqueConstraint("fact_id", name="log_fact_id"),
    )
    head = op.create_table(
        "log_head",
        sa.Column(
            "id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False
        ),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("recorded_us", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
    )
    empty = {"id": 1, "position": 0, "recorded_us": 0, "digest": GENESIS, "origin": "live"}
    op.bulk_insert(head, [empty])


def _create_command_answer() -> None:
    op.create_table(
        "command_answer",
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("command_id", sa.Text, nullable=False),
        sa.Column("request_digest", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("recorded_us", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("actor", "command_id", name="command_answer_pkey"),
    )


def _create_subject_key() -> None:
    op.create_table(
        "subject_key",
        sa.Column("key_id", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("wrapped", sa.LargeBinary),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("destroyed_us", sa.BigInteger),
    )
    live = sa.text("wrapped IS NOT NULL")
    op.create_index(
        "subject_key_live",
        "subject_key",
        ["subject"],
        unique=True,
        postgresql_where=live,
        sqlite_where=live,
    )


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE)
        op.execute(
            "CREATE TRIGGER log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER log_append_only_{change.lower()} BEFORE {change} ON log "
            "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )
