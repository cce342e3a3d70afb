"""The checker finds nothing in what is right, and names each thing that was planted; it knows no code of ours."""

import ast
import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tests.faults.checker
from tests.faults.checker import counts, findings
from tests.faults.evidence import Database, Evidence

VISIT, ISSUE, PROBLEM = "visit-1", "issue-1", "fact-visits-2"
RECORD, ASSIGN, CLOSE = "command-record", "command-assign", "command-close"
PRODUCT = {"eventlog", "minqing", "services", "web"}


def fact(
    service: str,
    position: int,
    stream: str,
    version: int,
    type_: str,
    data: dict[str, Any],
    **more: Any,
) -> dict[str, Any]:
    return {
        "position": position,
        "stream": stream,
        "version": version,
        "type": type_,
        "fact_id": f"fact-{service}-{position}",
        "actor": "somebody",
        "command_id": None,
        "causation_id": None,
        "data": data,
        "recorded_us": 1_795_000_000_000_000,
        "ends_append": True,
        **more,
    }


def answer(command_id: str, id_: str, version: int, position: int) -> dict[str, Any]:
    return {"command_id": command_id, "id": id_, "version": version, "position": position}


REPORTED = {
    "issue_id": ISSUE,
    "number": "WT-202611-0001",
    "kind": "help_request",
    "source": "visit",
    "unit_id": "willow",
    "category": "roads",
    "field": None,
    "occurred_on": "2026-11-20",
    "danger": False,
    "needs_conditions": None,
    "on_spot": False,
    "external_system": None,
    "external_id": None,
    "confidential": False,
}
ASSIGNED = {
    "issue_id": ISSUE,
    "lead_unit_id": "power",
    "support_unit_ids": ["stone"],
    "responsible_position": None,
    "due": "2026-12-01",
    "on_spot": False,
}
LINE = {
    "issue_id": ISSUE,
    "number": "WT-202611-0001",
    "month": "2026-11",
    "unit_id": "willow",
    "category": "roads",
    "field": None,
    "confidential": False,
    "on_spot": False,
    "kind": "help_request",
    "source": "visit",
    "occurred_on": "2026-11-20",
    "reported_us": 1_795_000_000_000_000,
    "needs_conditions": None,
    "urgent": False,
    "responsible_position": None,
    "outcome": None,
    "reworks": 0,
    "reopenings": 0,
    "held_review_by": None,
    "recheck": None,
    "merged_into": None,
    "public_text": None,
    "ended_position": None,
}
NEW = {"lead_unit_id": None, "support_unit_ids": "[]", "due": None, "state": "reported"}
GIVEN = {
    "lead_unit_id": "power",
    "support_unit_ids": '["stone"]',
    "due": "2026-12-01",
    "state": "assigned",
}


def what_is_right() -> Evidence:
    """A visit with a problem, which became an issue and was assigned; a closing that a rule refused."""
    visit = {"visit_id": VISIT, "visitor_ids": ["walker"]}
    visits = Database(
        log=[
            fact(
                "visits", 1, VISIT, 1, "VisitRecorded", visit, command_id=RECORD, ends_append=False
            ),
            fact(
                "visits",
                2,
                VISIT,
                2,
                "ProblemRaised",
                {"visit_id": VISIT, "n": 1},
                command_id=RECORD,
            ),
        ],
        answers=[answer(RECORD, VISIT, 2, 2)],
        head=2,
        checkpoints={"relay": 2, "visit_book__v1_g1@visits": 2},
        tables={
            "visit": [{"visit_id": VISIT}],
            "visit_visitor": [{"visit_id": VISIT, "person_id": "walker"}],
        },
    )
    issues = Database(
        log=[
            fact(
                "issues",
                1,
                ISSUE,
                1,
                "IssueReported",
                REPORTED,
                causation_id=PROBLEM,
                command_id=PROBLEM,
            ),
            fact("issues", 2, ISSUE, 2, "IssueAssigned", ASSIGNED, command_id=ASSIGN),
        ],
        answers=[answer(PROBLEM, ISSUE, 1, 1), answer(ASSIGN, ISSUE, 2, 2)],
        head=2,
        checkpoints={"issue_board__v1_g1@issues": 2, "issues_from_visits@visits": 2},
        tables={"issue_board": [{"issue_id": ISSUE, "version": 2}]},
    )
    lines = [
        {**LINE, **NEW, "from_position": 1, "to_position": 2},
        {**LINE, **GIVEN, "from_position": 2, "to_position": None},
    ]
    reports = Database(
        checkpoints={"three_lists__v1_g1@issues": 2},
        tables={"problem_line": lines, "task_line": [], "effect_line": []},
    )
    notify = Database(
        checkpoints={"assignment_inbox@issues": 2},
        tables={
            "numbered_issue": [{"issue_id": ISSUE, "number": "WT-202611-0001"}],
            "mailed_issue": [{"issue_id": ISSUE}],
            "inbox_entry": [{"fact_id": "fact-issues-2", "unit_id": u} for u in ("power", "stone")],
        },
    )
    databases = {"visits": visits, "issues": issues, "reports": reports, "notify": notify}
    return Evidence(what_clients_remember(), {**databases, "campaign": Database()})


def what_clients_remember() -> list[dict[str, Any]]:
    def asked(command_id: str, service: str, method: str, **more: Any) -> dict[str, Any]:
        command = {"command_id": command_id, "service": service, "method": method}
        return {"what": "asked", **command, **more}

    def told(command_id: str, *of: Any) -> dict[str, Any]:
        answer = dict(zip(("id", "version", "position"), of, strict=True))
        return {"what": "acknowledged", "command_id": command_id, "answer": answer}

    return [
        asked(RECORD, "visits", "record", problems=1),
        told(RECORD, VISIT, 2, 2),
        asked(ASSIGN, "issues", "assign", problems=0),
        told(ASSIGN, ISSUE, 2, 2),
        asked(CLOSE, "issues", "close", must_be_refused="not_called_back"),
        {"what": "refused", "command_id": CLOSE, "code": "not_called_back"},
    ]


def test_what_is_right_is_found_right() -> None:
    assert findings(what_is_right()) == []
    counted = counts(what_is_right())
    assert (counted["acknowledged"], counted["refused"], counted["facts"]) == (2, 1, 4)


def lose_a_command(evidence: Evidence) -> None:
    evidence.databases["issues"].log.pop()
    evidence.databases["issues"].answers.pop()


def lose_an_answer(evidence: Evidence) -> None:
    evidence.databases["visits"].answers.clear()


def lose_a_problem(evidence: Evidence) -> None:
    evidence.databases["issues"].log[0]["causation_id"] = None


def carry_out_twice(evidence: Evidence) -> None:
    evidence.databases["issues"].log.append(
        fact("issues", 3, ISSUE, 3, "IssueAssigned", ASSIGNED, command_id=ASSIGN)
    )


def make_a_second_issue(evidence: Evidence) -> None:
    second = {**REPORTED, "issue_id": "issue-2", "number": "WT-202611-0002"}
    evidence.databases["issues"].log.append(
        fact("issues", 3, "issue-2", 1, "IssueReported", second, causation_id=PROBLEM)
    )


def carry_out_what_was_refused(evidence: Evidence) -> None:
    evidence.databases["issues"].log.append(
        fact(
            "issues",
            3,
            ISSUE,
            3,
            "IssueClosed",
            {"issue_id": ISSUE, "outcome": "solved"},
            command_id=CLOSE,
        )
    )


def answer_otherwise(evidence: Evidence) -> None:
    evidence.databases["issues"].answers[1]["version"] = 7


def leave_a_gap(evidence: Evidence) -> None:
    evidence.databases["visits"].log[1]["position"] = 3
    evidence.databases["visits"].head = 3


def change_a_line(evidence: Evidence) -> None:
    evidence.databases["reports"].tables["problem_line"][1]["state"] = "closed"


def drop_a_line(evidence: Evidence) -> None:
    evidence.databases["reports"].tables["problem_line"].clear()


def double_a_line(evidence: Evidence) -> None:
    lines = evidence.databases["reports"].tables["problem_line"]
    lines.append(copy.deepcopy(lines[1]))


def invent_a_line(evidence: Evidence) -> None:
    line = {**LINE, **NEW, "issue_id": "issue-9", "from_position": 1, "to_position": None}
    evidence.databases["reports"].tables["problem_line"].append(line)


def tell_a_unit_twice(evidence: Evidence) -> None:
    entries = evidence.databases["notify"].tables["inbox_entry"]
    entries.append(copy.deepcopy(entries[0]))


def lag_behind(evidence: Evidence) -> None:
    evidence.databases["reports"].checkpoints["three_lists__v1_g1@issues"] = 1


def leave_a_command_open(evidence: Evidence) -> None:
    evidence.journal.pop(3)


def refuse_a_good_command(evidence: Evidence) -> None:
    evidence.journal[5]["code"] = "not_in_state"


PLANTED: dict[Callable[[Evidence], None], str] = {
    lose_a_command: f"lost: issues.assign {ASSIGN} is not in the log",
    lose_an_answer: f"lost: visits.record {RECORD} has 0 answers",
    lose_a_problem: f"lost: problem {PROBLEM} has 0 issues",
    carry_out_twice: f"doubled: issues.assign {ASSIGN} was appended 2 times",
    make_a_second_issue: f"doubled: problem {PROBLEM} has 2 issues",
    carry_out_what_was_refused: f"doubled: issues.close {CLOSE} was refused and is in the log",
    answer_otherwise: f"answers: issues.assign {ASSIGN} was told",
    leave_a_gap: "positions: the log of visits",
    change_a_line: "lists: WT-202611-0001 on the problem list says state='closed', not 'assigned'",
    drop_a_line: f"lost: {ISSUE} is not on the problem list",
    double_a_line: f"doubled: {ISSUE} on the problem list",
    invent_a_line: "lists: issue-9 is on the problem list and in no fact",
    tell_a_unit_twice: "doubled: ('fact-issues-2', 'power') stands in the inbox too often",
    lag_behind: "behind: three_lists__v1_g1@issues of reports is at 1 of 2",
    leave_a_command_open: f"unsettled: issues.assign {ASSIGN}",
    refuse_a_good_command: f"refused: issues.close {CLOSE} was refused as not_in_state",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_the_checker_names_what_was_planted(plant: Callable[[Evidence], None]) -> None:
    evidence = what_is_right()
    plant(evidence)
    assert any(found.startswith(PLANTED[plant]) for found in findings(evidence)), findings(evidence)


def test_lost_and_doubled_are_counted() -> None:
    evidence = what_is_right()
    lose_an_answer(evidence)
    tell_a_unit_twice(evidence)
    counted = counts(evidence)
    assert (counted["lost"], counted["doubled"], counted["otherwise_wrong"]) == (1, 1, 0)


def test_the_checker_shares_no_code_with_the_product() -> None:
    seen = imported_by(Path(tests.faults.checker.__file__), set())
    names = {name.partition(".")[0] for name in seen}
    assert "psycopg" in names
    assert "tests.oracle.lists" in seen
    assert not names & PRODUCT


def imported_by(path: Path, seen: set[str]) -> set[str]:
    """Every module that a file imports, and those that its imports among our tests import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found = {node.module or ""}
        elif isinstance(node, ast.Import):
            found = {alias.name for alias in node.names}
        else:
            continue
        assert "" not in found, f"{path} imports relatively"
        for name in found - seen:
            seen.add(name)
            if name.startswith("tests"):
                module = Path(*name.split("."))
                for file in (module.with_suffix(".py"), module / "__init__.py"):
                    if (Path(__file__).parents[2] / file).exists():
                        imported_by(Path(__file__).parents[2] / file, seen)
    return seen
