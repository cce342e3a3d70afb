"""The tables of `reports` beside its log. Alembic creates them (`migrations/`); this is their shape."""

import sqlalchemy as sa

metadata = sa.MetaData()

# `document` is edition.json as it stands now; `is_written`: its folder says the same.
edition_document = sa.Table(
    "edition_document",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("is_written", sa.Boolean, nullable=False),
    info={"rows_at_once": 1},
)

# What an edition would say if it were approved now. Made from the logs, and thrown away with the edition's print.
edition_proof = sa.Table(
    "edition_proof",
    metadata,
    sa.Column("edition_id", sa.Text, primary_key=True),
    sa.Column("is_wanted", sa.Boolean, nullable=False),
    sa.Column("texts_position", sa.BigInteger),
    sa.Column(
        "own_position", sa.BigInteger
    ),  # of the log of `reports`: withdrawals up to there count
    sa.Column("content_digest", sa.Text),
    sa.Column("content", sa.Text),  # {rows, totals}
    sa.Column("findings", sa.Text),  # {hits, without_text}
    sa.Column("made_us", sa.BigInteger),
)

# How many objections came from an address within the hour, and in all. `key` names the address by a keyed token.
objection_attempt = sa.Table(
    "objection_attempt",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("first_us", sa.BigInteger, nullable=False),
)
