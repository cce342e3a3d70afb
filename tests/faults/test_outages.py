"""How long a kill is felt, and how much of that was a dependency's fault."""

from tests.faults.outages import Killed, Outage, outages
from tests.faults.record import Fact, Record, Seen

NAMES = ["issues", "reports", "web"]


def seen(record: Record, name: str, begun: float, done: float, **positions: int) -> None:
    record.answers[name].append(Seen(begun, done, positions or None))


def test_a_service_is_back_with_the_first_call_that_began_after_the_kill() -> None:
    record = Record()
    seen(record, "issues", 9.9, 10.2)
    seen(record, "issues", 13.0, 13.5)
    (found,) = outages([Killed("serve-issues", 10.0, 11.0)], record, NAMES)
    assert found == Outage("serve-issues", 3.5, 2.5)


def test_a_pump_is_back_when_a_fact_that_came_later_was_followed() -> None:
    record = Record()
    record.facts["issues"] += [Fact(9.0, 4), Fact(10.5, 5), Fact(12.0, 9)]
    seen(record, "reports", 11.0, 11.1, issues=4)
    seen(record, "reports", 14.0, 14.1, issues=6)
    (found,) = outages([Killed("pump-reports", 10.0, 11.0)], record, NAMES)
    assert (round(found.felt or 0, 1), round(found.after_back or 0, 1)) == (4.1, 3.1)


def test_time_counts_from_when_the_last_dependency_is_back() -> None:
    record = Record()
    seen(record, "issues", 30.0, 31.0)
    kills = [Killed("serve-issues", 10.0, 11.0), Killed("rabbitmq", 12.0, 29.0)]
    assert outages(kills, record, NAMES)[0] == Outage("serve-issues", 21.0, 2.0)


def test_a_server_is_back_when_everybody_answers() -> None:
    record = Record()
    for name, done in (("issues", 15.0), ("reports", 17.0), ("web", 16.0)):
        seen(record, name, 14.0, done, campaign=1)
    (found,) = outages([Killed("postgresql", 10.0, 12.0)], record, NAMES)
    assert found == Outage("postgresql", 7.0, 5.0)


def test_what_never_answers_again_is_told() -> None:
    (found,) = outages([Killed("web", 10.0, 11.0)], Record(), NAMES)
    assert found == Outage("web", None, None)
