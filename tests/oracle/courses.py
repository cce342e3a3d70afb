"""The courses of issues, told plainly: each column is looked up in the whole story of the issue.

Shares no code with the services. Facts are as in `lists.py`; a day is of the zone.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.lists import after, of_type, story_of

Fact = dict
Row = dict
DAY_ENDS = (17, 30)


def courses(facts: list[Fact], zone: str = "Asia/Shanghai") -> list[Row]:
    stories = [story_of(facts, report["issue_id"]) for report in of_type(facts, "IssueReported")]
    return [course(story, zone) for story in stories]


def course(story: list[Fact], zone: str) -> Row:
    again = of_type(story, "IssueReopened")
    now = after(story, again[-1]) if again else story
    closings = of_type(now, "IssueClosed")
    closed_on = day(closings[-1], zone) if closings else None
    return {
        "issue_id": story[0]["issue_id"],
        "work": work(now, zone),
        "on_time": on_time(now, zone),
        "satisfaction": satisfaction(now),
        "closed_on": closed_on,
        "closed_month": closed_on and closed_on[:7],
    }


def last_report(now: list[Fact]) -> Fact | None:
    """Of done, unless the work began again after it."""
    told = [f for f in now if f["type"] in ("CompletionReported", "ReworkOrdered", "IssueAssigned")]
    return told[-1] if told and told[-1]["type"] == "CompletionReported" else None


def work(now: list[Fact], zone: str) -> str | None:
    done = last_report(now)
    if done is None:
        return None
    before = upto(now, done)
    returned = of_type(before, "IssueReturned")
    since = after(before, returned[-1]) if returned else before
    given = of_type(since, "IssueAssigned")
    if not given:
        return None
    stretches = [f"{day(given[0], zone)}/{day(done, zone)}", *holds(since, zone)]
    return " ".join(stretches)


def holds(since: list[Fact], zone: str) -> list[str]:
    """From the last time it was held before, to whatever ended that."""
    found, begun = [], None
    for fact in since:
        if fact["type"] == "IssueHeld":
            begun = fact
        elif begun and fact["type"] in ("IssueResumed", "CompletionReported"):
            found.append(f"{day(begun, zone)}/{day(fact, zone)}")
            begun = None
    return found


def on_time(now: list[Fact], zone: str) -> bool | None:
    done = last_report(now)
    if done is None or work(now, zone) is None:
        return None
    before = upto(now, done)
    returned = of_type(before, "IssueReturned")
    since = after(before, returned[-1]) if returned else before
    names = (
        "IssueAssigned",
        "ReworkOrdered",
        "ExtensionGranted",
        "DeadlineRecomputed",
        "IssueResumed",
    )
    limits = [f for f in since if f["type"] in names and f.get("due")]
    return done["at"] <= end(limits[-1], zone) if limits else None


def end(limit: Fact, zone: str) -> datetime:
    if limit.get("due_rule") == "urgent":
        return limit["at"] + timedelta(hours=24)
    day_ = datetime.fromisoformat(limit["due"])
    return day_.replace(hour=DAY_ENDS[0], minute=DAY_ENDS[1], tzinfo=ZoneInfo(zone))


def satisfaction(now: list[Fact]) -> str | None:
    reworks = of_type(now, "ReworkOrdered")
    answer = None
    for fact in after(now, reworks[-1]) if reworks else now:
        if fact["type"] == "OutcomeRated":
            answer = fact["satisfaction"]
        elif fact["type"] == "CallbackRecorded" and is_answer(fact["basis"], answer):
            answer = fact["satisfaction"] or "not_rated"
    return answer


def is_answer(basis: str | None, before: str | None) -> bool:
    """A try is none; without a word of the person what was said before stands."""
    return basis == "reached" or (basis is not None and before is None)


def upto(facts: list[Fact], fact: Fact) -> list[Fact]:
    """With the fact itself."""
    return [each for each in facts if each["position"] <= fact["position"]]


def day(fact: Fact, zone: str) -> str:
    return fact["at"].astimezone(ZoneInfo(zone)).date().isoformat()
