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
issue_reporter = sa.Table(
    "issue_reporter",
    metadata,
    sa.Column("issue_id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("reissues", sa.Integer, nullable=False),
    sa.Index("issue_reporter_person", "person_id"),
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
