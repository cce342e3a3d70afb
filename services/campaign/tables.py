"""Tables of `campaign` beside its log: accounts, sessions, links and mailboxes are never facts.

Secrets stand here only as hashes. Times are microseconds UTC. Alembic creates the tables (`migrations`).
"""

import sqlalchemy as sa

metadata = sa.MetaData()

account = sa.Table(
    "account",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, unique=True),
    sa.Column("password_hash", sa.Text),  # NULL until the one-time link is used
    sa.Column("disabled", sa.Boolean, nullable=False),
    sa.Column("created_us", sa.BigInteger, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("secret_hash", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False, index=True),
    sa.Column("created_us", sa.BigInteger, nullable=False),
    sa.Column("last_used_us", sa.BigInteger, nullable=False),
    sa.Column("expires_us", sa.BigInteger, nullable=False),
    sa.Column("revoked", sa.Boolean, nullable=False),
)

sign_in_failure = sa.Table(
    "sign_in_failure",
    metadata,
    sa.Column("login_key", sa.Text, primary_key=True),  # keyed: people type passwords there too
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_us", sa.BigInteger, nullable=False),
)

unit_mailbox = sa.Table(
    "unit_mailbox",
    metadata,
    sa.Column("unit_id", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
)

one_time_link = sa.Table(
    "one_time_link",
    metadata,
    sa.Column("secret_hash", sa.Text, primary_key=True),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("login", sa.Text, nullable=False, index=True),
    sa.Column("expires_us", sa.BigInteger, nullable=False),
    sa.Column("used", sa.Boolean, nullable=False),
)
