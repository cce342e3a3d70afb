"""Counts what was lost, done twice or not folded, from the outside: journals and tables alone.

    python -m tests.faults.checker JOURNALS service=postgresql://… …

It shares no code with the product (a test reads its imports). A finding is a line `kind: what`; exit 1 if there
is any.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.faults.evidence import Database, Evidence, read
from tests.faults.lists import wrong_lists
from tests.faults.rows import wrong_rows

# What a command makes exactly once, when it is done at all.
MAKES = {
    "record": "VisitRecorded",
    "import_units": "UnitRegistered",
    "report": "IssueReported",
    "assign": "IssueAssigned",
    "sign_for": "IssueSignedFor",
    "plan_task": "TaskPlanned",
    "report_progress": "ProgressReported",
    "complete_task": "TaskCompleted",
    "report_done": "CompletionReported",
    "record_callback": "CallbackRecorded",
    "order_rework": "ReworkOrdered",
    "close": "IssueClosed",
    "propose_public_text": "PublicTextProposed",
    "approve_public_text": "PublicTextApproved",
}
Findings = Iterator[str]


class Commands:
    """The journals by command."""

    def __init__(self, journal: list[dict[str, Any]]):
        self.asked = {line["command_id"]: line for line in journal if line["what"] == "asked"}
        self.missed = [line["code"] for line in journal if line["what"] == "missed"]
        self.refused = {x["command_id"]: x["code"] for x in journal if x["what"] == "refused"}
        self.answers: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in journal:
            if line["what"] == "acknowledged":
                self.answers[line["command_id"]].append(line["answer"])


def findings(evidence: Evidence) -> list[str]:
    commands = Commands(evidence.journal)
    checks: list[Findings] = [
        wrong_answers(commands),
        wrong_commands(commands, evidence),
        wrong_issues(evidence),
        wrong_lists(evidence),
        wrong_rows(evidence),
    ]
    checks += [wrong_positions(name, database) for name, database in evidence.databases.items()]
    checks += [behind(name, evidence) for name in evidence.databases]
    return [finding for check in checks for finding in check]


def counts(evidence: Evidence) -> dict[str, int]:
    """How many commands were acknowledged and so on, and how many findings of each kind there are."""
    commands = Commands(evidence.journal)
    must = [id_ for id_ in commands.refused if "must_be_refused" in commands.asked[id_]]
    kinds = Counter(finding.partition(":")[0] for finding in findings(evidence))
    by_web = [id_ for id_ in commands.answers if commands.asked[id_].get("by") == "web"]
    return {
        "acknowledged": len(commands.answers),
        "by_web": len(by_web),
        "refused": len(must),
        "facts": sum(len(database.log) for database in evidence.databases.values()),
        "lost": kinds.pop("lost", 0),
        "doubled": kinds.pop("doubled", 0),
        "otherwise_wrong": sum(kinds.values()),
    }


def wrong_answers(commands: Commands) -> Findings:
    for what in commands.missed:
        yield f"missed: {what}"
    for id_, asked in commands.asked.items():
        what = f"{asked['service']}.{asked['method']} {id_}"
        if id_ not in commands.answers and id_ not in commands.refused:
            yield f"unsettled: {what} was neither acknowledged nor refused"
        wanted = asked.get("must_be_refused")
        if id_ in commands.refused and wanted != commands.refused[id_]:
            yield f"refused: {what} was refused as {commands.refused[id_]}"
        if wanted is not None and id_ in commands.answers:
            yield f"passed: {what} should have been refused"
    for id_, answers in commands.answers.items():
        if any(answer != answers[0] for answer in answers):
            yield f"answers: {id_} was answered in different ways"


def wrong_commands(commands: Commands, evidence: Evidence) -> Findings:
    """Each acknowledged command is one append with what it makes; a refused one is none."""
    facts, stored = defaultdict(list), defaultdict(list)
    for service, database in evidence.databases.items():
        for fact in database.log:
            facts[service, fact["command_id"]].append(fact)
        for answer in database.answers:
            stored[service, answer["command_id"]].append(answer)
    for id_, asked in commands.asked.items():
        key, what = (asked["service"], id_), f"{asked['service']}.{asked['method']} {id_}"
        if id_ in commands.refused and (facts[key] or stored[key]):
            yield f"doubled: {what} was refused and is in the log"
        if id_ in commands.answers:
            yield from _wrong_append(what, asked, facts[key])
            yield from _wrong_answer(what, commands.answers[id_][0], facts[key], stored[key])


def _wrong_append(what: str, asked: dict[str, Any], facts: list[dict[str, Any]]) -> Findings:
    appends = sum(fact["ends_append"] for fact in facts)
    if not facts:
        yield f"lost: {what} is not in the log"
    elif appends != 1:
        yield f"doubled: {what} was appended {appends} times"
    wanted = {MAKES[asked["method"]]: 1, "ProblemRaised": asked.get("problems", 0)}
    found = Counter(fact["type"] for fact in facts)
    for kind, count in wanted.items():
        if facts and found[kind] < count:
            yield f"lost: {what} made {found[kind]} {kind} of {count}"
        if found[kind] > count:
            yield f"doubled: {what} made {found[kind]} {kind} instead of {count}"


def _wrong_answer(
    what: str, told: dict[str, Any], facts: list[dict[str, Any]], stored: list[dict[str, Any]]
) -> Findings:
    if len(stored) != 1:
        yield f"{'doubled' if stored else 'lost'}: {what} has {len(stored)} answers"
        return
    answer = stored[0]
    # An import tells how far the log was; any other answer is the one that is stored.
    names = ("id", "version", "position") if "version" in told else ()
    if any(told[name] != answer[name] for name in names):
        yield f"answers: {what} was told {told} and is stored otherwise"
    if facts and answer["position"] != facts[-1]["position"]:
        yield f"answers: {what} ends at {facts[-1]['position']}, its answer says {answer['position']}"


def wrong_positions(name: str, database: Database) -> Findings:
    """Positions and versions count from 1 without a gap, and the head is where the log ends."""
    positions = [fact["position"] for fact in database.log]
    if positions != list(range(1, len(positions) + 1)) or database.head != len(positions):
        yield f"positions: the log of {name} has {len(positions)} facts and ends at {database.head}"
    streams = defaultdict(list)
    for fact in database.log:
        streams[fact["stream"]].append(fact["version"])
    for stream, versions in streams.items():
        if versions != list(range(1, len(versions) + 1)):
            yield f"positions: {stream} of {name} has the versions {versions}"


def wrong_issues(evidence: Evidence) -> Findings:
    """Each problem raised is one issue, each reference elsewhere one issue, and numbers follow each other."""
    raised = [
        f["fact_id"] for f in evidence.databases["visits"].log if f["type"] == "ProblemRaised"
    ]
    reported = [f for f in evidence.databases["issues"].log if f["type"] == "IssueReported"]
    causes = Counter(f["causation_id"] for f in reported if f["causation_id"])
    for fact_id in raised:
        if causes[fact_id] != 1:
            kind = "doubled" if causes[fact_id] else "lost"
            yield f"{kind}: problem {fact_id} has {causes[fact_id]} issues"
    for fact_id in causes.keys() - set(raised):
        yield f"issues: one comes from {fact_id}, which is no problem"
    references = Counter((f["data"]["external_system"], f["data"]["external_id"]) for f in reported)
    for reference, count in references.items():
        if reference[1] and count != 1:
            yield f"doubled: the reference {reference} has {count} issues"
    yield from _wrong_numbers([fact["data"]["number"] for fact in reported])


def _wrong_numbers(numbers: list[str]) -> Findings:
    months = defaultdict(list)
    for number in numbers:
        _, month, n = number.split("-")
        months[month].append(int(n))
    for month, taken in months.items():
        if sorted(taken) != list(range(1, len(taken) + 1)):
            yield f"numbers: those of {month} are not 1 to {len(taken)}"


def behind(name: str, evidence: Evidence) -> Findings:
    """Every follower has come to the end of the log that it follows."""
    for follower, position in evidence.databases[name].checkpoints.items():
        source = follower.partition("@")[2] or name
        head = evidence.databases[source].head
        if position != head:
            yield f"behind: {follower} of {name} is at {position} of {head}"


def main(arguments: list[str]) -> int:
    journals, *urls = arguments
    evidence = read(Path(journals), dict(url.split("=", 1) for url in urls))
    found = findings(evidence)
    evidence.save(Path(journals) / "evidence.json")
    print(json.dumps({"counts": counts(evidence), "findings": found}, ensure_ascii=False))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
