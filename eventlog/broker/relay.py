"""Brings a log's records to the broker, in order, each at least once.

The hazard: what is published but not confirmed may be lost, and what is confirmed may be published again. So the
checkpoint moves only past records that the broker has confirmed without a break, and doubles are left to the
followers, which compare positions. What this does not protect: a fact that no queue wants yet; its follower reads
it from the log.
"""

import logging
from datetime import datetime, timedelta

from eventlog import checkpoint
from eventlog.broker.connection import pause_after
from eventlog.broker.publisher import BrokerLost, ConfirmedPublisher, Message
from eventlog.broker.topology import exchange
from eventlog.engine import writing
from eventlog.envelope import to_cloudevent
from eventlog.errors import LogDiverged
from eventlog.log import Log
from eventlog.record import Record, dump_data
from eventlog.wire import Concealed, Wire, nothing_is_concealed

logger = logging.getLogger(__name__)

CHECKPOINT = checkpoint.RELAY


class Relay:
    """`step` publishes one window. It blocks until the broker has answered, and rests after a lost connection or
    a refusal: a queue that takes nothing must not have the same window sent to all others without end.
    `concealed` says of which streams only the envelope goes out (`eventlog.wire`)."""

    def __init__(
        self,
        log: Log,
        service: str,
        url: str,
        window: int = 1000,
        concealed: Concealed = nothing_is_concealed,
    ):
        self.log = log
        self._wire = Wire(log, concealed)
        self.service = service
        self._url = url
        self._window = window
        self._publisher: ConfirmedPublisher | None = None
        self._failures = 0
        self._rests_until: datetime | None = None

    def step(self, now: datetime) -> bool:
        """True when records were confirmed and there may be more. Raises LogDiverged."""
        if self._rests_until is not None and now < self._rests_until:
            return False
        try:
            return self._publish_window(self._connected(), now)
        except BrokerLost as lost:
            self.close()
            self._rest(now, f"lost the broker ({lost})")
            return False

    def close(self) -> None:
        if self._publisher is not None:
            self._publisher.close()
            self._publisher = None

    def _connected(self) -> ConfirmedPublisher:
        if self._publisher is None:
            self._check_log()
            name = f"relay of {self.service}"
            self._publisher = ConfirmedPublisher(self._url, name, exchange(self.service))
            self._failures, self._rests_until = 0, None
        return self._publisher

    def _publish_window(self, publisher: ConfirmedPublisher, now: datetime) -> bool:
        with self.log.engine.connect() as conn:
            seen = checkpoint.read(conn, CHECKPOINT)
            records = self._wire.read(seen.position, self._window, conn)
        if not records:
            publisher.keep_alive()
            return False
        confirmed = publisher.publish([self._message(record) for record in records])
        self._move(records[:confirmed])
        publisher.check()
        if confirmed < len(records):
            self._rest(now, f"the broker refused the fact at {records[confirmed].position}")
            return False
        self._failures = 0
        return True

    def _rest(self, now: datetime, why: str) -> None:
        self._failures += 1
        self._rests_until = now + timedelta(seconds=pause_after(self._failures))
        logger.warning("Relay of %s: %s", self.service, why)

    def _message(self, record: Record) -> Message:
        event = to_cloudevent(record, self.service)
        return Message(record.type, dump_data(event).encode(), record.fact_id)

    def _move(self, records: list[Record]) -> None:
        """Past these records, unless another relay of the same log is further already."""
        if not records:
            return
        with writing(self.log.engine) as conn:
            seen = checkpoint.lock(conn, CHECKPOINT)
            for record in records:
                if record.position > seen.position:
                    seen = seen.after(record.position, record.digest)
            checkpoint.move(conn, CHECKPOINT, seen)

    def _check_log(self) -> None:
        """A log that was restored from an older backup must not be relayed from the old checkpoint."""
        with self.log.engine.connect() as conn:
            seen, head = checkpoint.read(conn, CHECKPOINT), self.log.head(conn)
        if seen.position > head.position:
            raise LogDiverged(f"the log ends before position {seen.position}")
        self.log.check_seen(seen.digest_position, seen.digest)
