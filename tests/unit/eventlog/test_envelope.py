"""A fact on the wire is a CloudEvent, by the judgement of a library that is not ours."""

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from eventlog.clock import to_microseconds
from eventlog.envelope import from_cloudevent, to_cloudevent
from eventlog.record import Record, dump_data

RECORD = Record(
    position=7,
    stream="issue-1",
    version=2,
    type="IssueAssigned",
    schema=1,
    fact_id="5a3f",
    actor="p1",
    command_id="c1",
    causation_id=None,
    data={"issue_id": "1", "note": None},
    recorded_us=1_795_497_423_710_313,
    digest="ab",
)


def test_a_record_comes_back_from_the_wire_as_it_was() -> None:
    assert from_cloudevent(to_cloudevent(RECORD, "issues")) == RECORD


def test_a_reader_ignores_attributes_that_it_does_not_know() -> None:
    assert from_cloudevent({**to_cloudevent(RECORD, "issues"), "traceparent": "00"}) == RECORD


def test_another_library_reads_it_as_a_cloudevent() -> None:
    text = dump_data(to_cloudevent(RECORD, "issues"))
    event = JSONFormat().read(CloudEvent, text)
    assert (event.get_type(), event.get_source(), event.get_subject()) == (
        "IssueAssigned",
        "issues",
        "issue-1",
    )
    assert to_microseconds(event.get_time()) == RECORD.recorded_us
    assert event.get_extension("position") == 7
