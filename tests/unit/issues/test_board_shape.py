"""Rows that an older program folded are gone on with by a newer one: another shape of an issue is another version."""

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

from services.issues import issue
from services.issues.board import IssueBoard

SHAPES = Path(__file__).parents[2] / "golden" / "board_shapes.json"


def shape() -> str:
    kinds: list[Any] = [kind for kind in vars(issue).values() if dataclasses.is_dataclass(kind)]
    lines = [
        f"{kind.__name__}.{field.name}: {field.type} = {_default(field)}"
        for kind in kinds
        for field in dataclasses.fields(kind)
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def _default(field: "dataclasses.Field[Any]") -> str:
    return "" if field.default is dataclasses.MISSING else repr(field.default)


def test_a_folded_issue_of_another_shape_is_another_version_of_the_board():
    """Count `version` in `board/projection.py` up and add the new shape; a line that was released stays."""
    assert json.loads(SHAPES.read_text())[str(IssueBoard.version)] == shape()
