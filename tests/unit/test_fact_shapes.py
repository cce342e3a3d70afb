"""A released fact keeps its shape for ever: logs are never rewritten."""

import json

import pytest

from eventlog.fact import Fact
from tests.golden.freeze_facts import FOLDER, all_facts, shape


@pytest.mark.parametrize(("name", "kind"), all_facts().items(), ids=lambda value: str(value))
def test_a_fact_has_the_shape_that_was_frozen(name: str, kind: type[Fact]) -> None:
    path = FOLDER / name
    assert path.exists(), "run: python -m tests.golden.freeze_facts"
    assert shape(kind) == json.loads(path.read_text())


def test_every_frozen_shape_can_still_be_read() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == set(all_facts())
