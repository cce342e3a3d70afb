"""A released fact keeps its shape for ever: logs are never rewritten."""

import dataclasses
import json

import pytest

from eventlog.fact import Fact
from tests.golden.freeze_facts import FOLDER, all_facts, files_of, frozen, shape


@pytest.mark.parametrize(("name", "kind"), all_facts().items(), ids=lambda value: str(value))
def test_a_fact_has_the_shape_that_was_frozen(name: str, kind: type[Fact]) -> None:
    assert shape(kind) == frozen(name), "run: python -m tests.golden.freeze_facts"


@pytest.mark.parametrize(("name", "kind"), all_facts().items(), ids=lambda value: str(value))
def test_a_field_that_was_added_may_be_missing_in_what_is_stored(
    name: str, kind: type[Fact]
) -> None:
    _, *added = files_of(name)
    later = {field for path in added for field in json.loads(path.read_text())}
    defaults = {f.name: f.default for f in dataclasses.fields(kind) if f.name in later}
    assert all(default is not dataclasses.MISSING for default in defaults.values())


def test_every_frozen_shape_can_still_be_read() -> None:
    known = {path for name in all_facts() for path in files_of(name)}
    assert set(FOLDER.glob("*.json")) == known
