"""Tables of `issues` beside its log, made by Alembic (`migrations`). They hold ids and counts, and photos sealed."""

import sqlalchemy as sa

metadata = sa.MetaData()

number_counter = sa.Table(
    "number_counter",
    metadata,
    sa.Column("month", sa.Text, primary_key=True),  # YYYYMM of recording
    sa.Column("last", sa.Integer, nullable=False),
)

external_ref = sa.Table(
    "external_ref",
    metadata,
    sa.Column("system", sa.Text, primary_key=True),
    sa.Column("external_id", sa.Text, primary_key=True),
    sa.Column("issue_id", sa.Text, nullable=False),
)

# Who reported what: by it the words are found when a person is forgotten, and a tracking code is made anew.
# `first`: the issue is this person's own; others joined it, by a supplement or a merge.
issue_reporter = sa.Table(
    "issue_reporter",
    metadata,
    sa.Column("issue_id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("reissues", sa.Integer, nullable=False),
    sa.Column("first", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Index("issue_reporter_person", "person_id"),
)

# Wrong tries of tracking codes within the hour.
code_attempt = sa.Table(
    "code_attempt",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("first_us", sa.BigInteger, nullable=False),
)

# What a unit solved on the spot in a month: every fifth is called back, and all once somebody was dissatisfied.
on_spot_sample = sa.Table(
    "on_spot_sample",
    metadata,
    sa.Column("unit_id", sa.Text, primary_key=True),
    sa.Column("month", sa.Text, primary_key=True),  # YYYY-MM of recording
    sa.Column("reported", sa.Integer, nullable=False),
    sa.Column("all_called", sa.Boolean, nullable=False),
)

# Who was shown whom to call back, and when: read by supervisors and auditors.
contact_shown = sa.Table(
    "contact_shown",
    metadata,
    sa.Column("shown_us", sa.BigInteger, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("issue_id", sa.Text, primary_key=True),
)

forgotten_person = sa.Table(
    "forgotten_person",
    metadata,
    sa.Column("person_id", sa.Text, primary_key=True),
)

# Optional photos, JPEG, sealed with the issue's key. `info`: rows are large, an archive takes few at a time.
photo_file = sa.Table(
    "photo_file",
    metadata,
    sa.Column("issue_id", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("key_id", sa.Text, nullable=False),
    sa.Column("picture", sa.LargeBinary, nullable=False),
    sa.Column("thumbnail", sa.LargeBinary, nullable=False),
    info={"rows_at_once": 10},
)
