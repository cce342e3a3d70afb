"""What an item of a list has beside the rest when the list is of a queue."""

from services.issues.vocabulary import OUTCOMES, PUBLIC_PARTS
from tools.reference.shapes import COUNT, DAY, ID, INSTANT, TEXT, items, one_of, or_null, record

ORDER = record(
    id=ID,
    level=or_null(COUNT),
    ordered_at=INSTANT,
    answer_by=or_null(DAY),
    answered_at=or_null(INSTANT),
)
WAITING = record(
    asks=items(record(ask=one_of(("extension", "hold", "rejection", "objection")), by=or_null(ID))),
    texts=items(
        record(part=one_of(PUBLIC_PARTS), task_id=or_null(ID), proposed_by=ID, text=or_null(TEXT))
    ),
    orders=items(ORDER),
    pledge=or_null(record(holder=or_null(ID), unit=ID)),
    tries=COUNT,
    solved=or_null(one_of(OUTCOMES)),
)
