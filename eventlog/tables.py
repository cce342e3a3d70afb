"""The tables that every service's database has. Alembic creates them (`eventlog/migrations`); this is their shape."""

import sqlalchemy as sa

metadata = sa.MetaData()

log = sa.Table(
    "log",
    metadata,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("schema_number", sa.Integer, nullable=False),
    sa.Column("fact_id", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("command_id", sa.Text),
    sa.Column("causation_id", sa.Text),
    sa.Column("data", sa.Text, nullable=False),  # JSON as it was digested, byte for byte
    sa.Column("recorded_us", sa.BigInteger, nullable=False),
    sa.Column("body_digest", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary),  # of the chain, on the last row of an append
    sa.UniqueConstraint("stream", "version", name="log_stream_version"),
    sa.UniqueConstraint("fact_id", name="log_fact_id"),
)

log_head = sa.Table(
    "log_head",
    metadata,
    sa.Column(
        "id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False
    ),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("recorded_us", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),  # live | demo
)

command_answer = sa.Table(
    "command_answer",
    metadata,
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("command_id", sa.Text, nullable=False),
    sa.Column("request_digest", sa.Text, nullable=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("recorded_us", sa.BigInteger, nullable=False),
    sa.PrimaryKeyConstraint("actor", "command_id", name="command_answer_pkey"),
)

subject_key = sa.Table(
    "subject_key",
    metadata,
    sa.Column("key_id", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("wrapped", sa.LargeBinary),  # NULL once destroyed
    sa.Column("created_us", sa.BigInteger, nullable=False),
    sa.Column("destroyed_us", sa.BigInteger),
    sa.Index(
        "subject_key_live",
        "subject",
        unique=True,
        postgresql_where=sa.text("wrapped IS NOT NULL"),
        sqlite_where=sa.text("wrapped IS NOT NULL"),
    ),
)

checkpoint = sa.Table(
    "checkpoint",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("digest_position", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

live_generation = sa.Table(
    "live_generation",
    metadata,
    sa.Column("projection", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("generation", sa.Integer, nullable=False),
)
