"""The tables of `notify`. Alembic creates them (`migrations/`); this is their shape. No personal word is in them."""

import sqlalchemy as sa

metadata = sa.MetaData()

numbered_issue = sa.Table(
    "numbered_issue",
    metadata,
    sa.Column("issue_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Text, nullable=False),
)

inbox_entry = sa.Table(
    "inbox_entry",
    metadata,
    sa.Column("fact_id", sa.Text, primary_key=True),
    sa.Column("unit_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),  # of the fact in the log of `issues`
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("issue_id", sa.Text, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("due", sa.Text),  # a day
    sa.Column("recorded_us", sa.BigInteger, nullable=False),
)
