"""Printed editions, proofs of those that are not yet, and how often an address objected."""

import sqlalchemy as sa
from alembic import op

revision = "reports_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "edition_document",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("is_written", sa.Boolean, nullable=False),
    )
    op.create_table(
        "edition_proof",
        sa.Column("edition_id", sa.Text, primary_key=True),
        sa.Column("is_wanted", sa.Boolean, nullable=False),
        sa.Column("texts_position", sa.BigInteger),
        sa.Column("own_position", sa.BigInteger),
        sa.Column("content_digest", sa.Text),
        sa.Column("content", sa.Text),
        sa.Column("findings", sa.Text),
        sa.Column("made_us", sa.BigInteger),
    )
    op.create_table(
        "objection_attempt",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("first_us", sa.BigInteger, nullable=False),
    )
