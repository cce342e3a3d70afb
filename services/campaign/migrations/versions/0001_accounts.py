"""Accounts, sessions, failed sign-ins and one-time links."""

import sqlalchemy as sa
from alembic import op

revision = "campaign_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("person_id", sa.Text, nullable=False, unique=True),
        sa.Column("password_hash", sa.Text),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created_us", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("secret_hash", sa.Text, primary_key=True),
        sa.Column("person_id", sa.Text, nullable=False, index=True),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("last_used_us", sa.BigInteger, nullable=False),
        sa.Column("expires_us", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("login_key", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_us", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "one_time_link",
        sa.Column("secret_hash", sa.Text, primary_key=True),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("login", sa.Text, nullable=False, index=True),
        sa.Column("expires_us", sa.BigInteger, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
    )
