"""Facts to JSON and back, tolerantly."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from eventlog.fact import Fact, code, identifier, sealed, sealed_fields
from eventlog.record import dump_data


@dataclass(frozen=True)
class BridgeOpened(Fact):
    bridge_id: str = identifier()
    kind: str = code("foot")
    opened_on: date | None = None
    at: datetime | None = None
    spans: int = 0
    neighbours: tuple[str, ...] = identifier(())
    closings: tuple[date, ...] = ()
    speech: str | None = sealed("bridge_id")


FULL = BridgeOpened(
    bridge_id="b1",
    kind="road",
    opened_on=date(2026, 11, 24),
    at=datetime(2026, 11, 24, 1, 30, tzinfo=UTC),
    spans=3,
    neighbours=("u1", "u2"),
    closings=(date(2026, 12, 24), date(2026, 12, 25)),
    speech="通了",
)


def test_a_fact_comes_back_from_its_data_as_it_was() -> None:
    assert BridgeOpened.from_data(FULL.to_data()) == FULL


def test_its_data_are_plain_json_values() -> None:
    assert FULL.to_data() == {
        "bridge_id": "b1",
        "kind": "road",
        "opened_on": "2026-11-24",
        "at": "2026-11-24T01:30:00+00:00",
        "spans": 3,
        "neighbours": ["u1", "u2"],
        "closings": ["2026-12-24", "2026-12-25"],
        "speech": "通了",
    }
    assert dump_data(FULL.to_data()).startswith('{"bridge_id":"b1"')


def test_names_that_a_reader_does_not_know_are_ignored_and_missing_ones_take_their_default() -> (
    None
):
    assert BridgeOpened.from_data({"bridge_id": "b1", "colour": "red"}) == BridgeOpened(
        bridge_id="b1"
    )


def test_sealed_words_that_were_not_opened_read_as_none() -> None:
    data = {**FULL.to_data(), "speech": {"alg": "A256GCM", "key_id": "k", "nonce": "", "text": ""}}
    assert BridgeOpened.from_data(data).speech is None


def test_a_sealed_field_names_the_subject_whose_key_it_needs() -> None:
    assert sealed_fields(BridgeOpened) == {"speech": "bridge_id"}
