"""CSV as people save it."""

import pytest

from eventlog.errors import Invalid
from services.kernel.csv_rows import csv_lines


def read(data, **bounds):
    return [(line.number, [cell.text for cell in line.cells]) for line in csv_lines(data, **bounds)]


def faults(data, **bounds):
    with pytest.raises(Invalid) as raised:
        read(data, **bounds)
    return raised.value.params


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_are_read_in_any_usual_encoding(encoding):
    lines = read("code,name\r\n1, 木剅口社区 \r\n".encode(encoding))
    assert lines == [(1, ["code", "name"]), (2, ["1", "木剅口社区"])]


def test_rows_keep_the_numbers_of_the_sheet():
    assert read(b'name,code\n"a\nb",1\n\n ,\nc,2')[1:] == [(2, ["a b", "1"]), (5, ["c", "2"])]


def test_a_cell_that_cannot_be_a_text_is_named_and_the_others_stay():
    [_, line] = csv_lines(b"code,name\n1,a\x07b\n")
    assert [(cell.text, cell.fault) for cell in line.cells] == [("1", None), ("ab", "character")]


def test_a_file_that_is_no_table_is_refused():
    assert read(b"") == []
    assert faults(b"code,name\n1\n") == {"row.2": ["cells"]}
    assert faults(b"code,name\n1,2,3\n") == {"row.2": ["cells"]}
    assert faults(b'code,name\n1,"2\n') == {"file": ["csv"]}
    assert faults(b"\xff\xff\xff") == {"file": ["encoding"]}
    assert faults("code,name\n1,2".encode("utf-16")) == {"file": ["encoding"]}
    assert faults(b"x" * 4_000_001) == {"file": ["too_large"]}
    assert faults(b"code,name\n1,a\n2,b\n", max_rows=1) == {"file": ["too_many_rows"]}
    assert faults(b"," * 50) == {"file": ["too_many_columns"]}
