"""A table of large rows travels a few rows at a time, another one by the thousand."""

import sqlalchemy as sa

from eventlog.archive.portable import CARRIED, ROWS_AT_ONCE, Part
from services.issues.tables import number_counter, photo_file


def portion(table: sa.Table) -> int:
    return Part("issues", CARRIED, table).rows_at_once


def test_large_rows_are_taken_a_few_at_a_time():
    assert portion(photo_file) == 10
    assert portion(number_counter) == ROWS_AT_ONCE
