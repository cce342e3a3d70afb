"""CSV as people save it."""

import pytest

from eventlog.errors import Invalid
from services.kernel.csv_rows import read_rows

HEADS = ("code", "name")
ROWS = [{"row": 2, "code": "1", "name": "木剅口社区"}]


def faults(data, **bounds):
    with pytest.raises(Invalid) as raised:
        read_rows(data, HEADS, **bounds)
    return raised.value.params


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_are_read_in_any_usual_encoding(encoding):
    assert read_rows("code,name\r\n1, 木剅口社区 \r\n".encode(encoding), HEADS) == ROWS


def test_rows_keep_the_numbers_of_the_sheet():
    rows = read_rows(b'name,code\n"a\nb",1\n\n ,\nc,2', HEADS)
    assert [(row["row"], row["code"], row["name"]) for row in rows] == [
        (2, "1", "a\nb"),
        (5, "2", "c"),
    ]


def test_a_file_that_is_no_table_is_refused():
    assert faults(b"") == {"file": ["empty"]}
    assert faults(b"code\n1\n") == {"file": ["head"]}
    assert faults(b"code,name,name\n1,2,3\n") == {"file": ["head"]}
    assert faults(b"code,name\n1\n") == {"row.2": ["cells"]}
    assert faults(b"code,name\n1,2,3\n") == {"row.2": ["cells"]}
    assert faults(b'code,name\n1,"2\n') == {"file": ["csv"]}
    assert faults(b"\xff\xff\xff") == {"file": ["encoding"]}
    assert faults("code,name\n1,2".encode("utf-16")) == {"file": ["encoding"]}
    assert faults(b"x" * 4_000_001) == {"file": ["too_large"]}
    assert faults(b"code,name\n1,a\n2,b\n", max_rows=1) == {"file": ["too_many_rows"]}
