"""One pass over the log, an edition at each cut.

At a cut the table of issues is kept as it is; the edition is made when the pass has come to the position up to which
its texts count, since texts are approved after the month's end. Facts of an issue of which nothing may be known come
sealed as a whole; whatever was known of it is dropped, and no erratum tells of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from eventlog.record import Record
from services.reports.editions.content import Content, Cut
from services.reports.editions.v1.fold import follow, reported
from services.reports.editions.v1.making import Maker
from services.reports.editions.v1.printed import Texts
from services.reports.editions.v1.state import Issue

_SEALED = {"sealed"}  # the one field of a concealed record
_TIP_OFF = "tipoff"


def editions(
    records: Iterable[Record],
    unit_records: Iterable[Record],
    cuts: Sequence[Cut],
    timezone: str,
) -> Iterator[Content]:
    """The content of each cut, in order. `records`: the log of `issues` as others read it, from its first position on
    and without a gap, at least up to `texts` of the last cut. `unit_records`: facts of `campaign`.

    An edition is made as of its own `texts`: ask for records as they were readable then, with the cuts up to that
    edition, and take the last content. Raises ValueError for cuts out of order, and for a log with a gap or too
    short."""
    _check(cuts)
    units = [record for record in unit_records if record.type == "UnitRegistered"]
    log = _Pass(ZoneInfo(timezone))
    maker = Maker(units)
    waiting, cut_off = list(cuts), list[dict[str, Issue]]()
    for record in records:
        while len(cut_off) < len(waiting) and record.position > waiting[len(cut_off)].position:
            cut_off.append(dict(log.issues))
        while cut_off and record.position > waiting[0].texts:
            yield maker.make(waiting.pop(0), cut_off.pop(0), log.texts, log.hidden)
        if not waiting:
            return
        log.take(record)
    if waiting and log.position < waiting[-1].texts:
        raise ValueError(f"the log ends at {log.position}, before position {waiting[-1].texts}")
    for cut in waiting:
        known = cut_off.pop(0) if cut_off else log.issues
        yield maker.make(cut, known, log.texts, log.hidden)


class _Pass:
    def __init__(self, zone: ZoneInfo):
        self.zone = zone
        self.position = 0
        self.issues: dict[str, Issue] = {}
        self.texts: Texts = {}
        self.hidden: set[str] = set()

    def take(self, record: Record) -> None:
        if record.position != self.position + 1:
            raise ValueError(f"position {record.position} follows {self.position}")
        self.position = record.position
        if _says_nothing(record):
            self.hidden.add(record.stream)
            self.issues.pop(record.stream, None)
        if record.stream in self.hidden:
            return
        if record.type == "IssueReported":
            self.issues[record.stream] = reported(record, self.zone)
        elif record.type == "PublicTextApproved":
            self._text(record)
        elif issue := self.issues.get(record.stream):
            self.issues[record.stream] = follow(issue, record, self.zone)

    def _text(self, record: Record) -> None:
        data = record.data
        task = data.get("task_id") if data["part"] != "public_text" else None
        self.texts[data["issue_id"], data["part"], task] = data["text"]


def _says_nothing(record: Record) -> bool:
    """Sealed as a whole; or told to us by mistake what makes it confidential."""
    data = record.data
    return (
        data.keys() == _SEALED
        or record.type == "AccusedPartyNamed"
        or bool(data.get("confidential"))
        or data.get("kind") == _TIP_OFF
    )


def _check(cuts: Sequence[Cut]) -> None:
    before = None
    for cut in cuts:
        if not cut.previous <= cut.position <= cut.texts:
            raise ValueError(f"edition {cut.number} ends before it begins")
        follows = before is None or (
            (before.number + 1, before.position) == (cut.number, cut.previous)
            and before.texts <= cut.texts
        )
        if not follows or (before is None and (cut.number, cut.previous) != (1, 0)):
            raise ValueError(f"edition {cut.number} does not follow the one before")
        before = cut
