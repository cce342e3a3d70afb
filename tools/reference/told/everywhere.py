"""The methods that several services have alike."""

from tools.reference.cloudevent import any_fact
from tools.reference.entry import Entry, Who
from tools.reference.fact_schema import OWNERS
from tools.reference.shapes import COUNT, POSITION, TEXT, items, mapping, record

FACTS_AFTER = Entry(
    purpose="A page of this service's log, oldest first, as CloudEvents with sealed words: what a follower "
    "missed while it was away, and every fact since the first for one that begins.",
    answer=record(items=items(any_fact()), head=record(position=POSITION, digest=TEXT)),
    who=Who(roles=(), scopes=("follow",)),
    refuses=("log_diverged",),
    notes="With `until` the log as it was read at that position, for who prints editions (scope `print` as well). "
    "`after` is the position that was seen last; at most 1,000 facts come at once, whatever `limit` says. "
    "`seen` is a position with its digest: `log_diverged` says that the log no longer has it there, because it "
    "was restored from an older backup or altered. Then start anew from 0; going on would mix two histories.",
)

PASSED = Entry(
    purpose="How far the followers of this service have come, by the name of their checkpoint.",
    answer=record(items=mapping(COUNT)),
    notes="The request is not read.",
)


def of(service: str) -> dict[str, Entry]:
    return (
        {"facts_after": FACTS_AFTER, "passed": PASSED} if service in OWNERS else {"passed": PASSED}
    )
