"""The demonstration as it is played: the district is whole, and a second play tells the same."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eventlog import rebuild
from eventlog.clock import SettableClock
from eventlog.record import Record
from minqing.data_folder import DataFolder
from minqing.demo.parties import parties
from minqing.demo.play import SIGN_INS, play
from minqing.demo.problem import read_problems
from minqing.demo.world import PEOPLE
from minqing.embedded import EmbeddedHost
from services.issues.categories import default_categories
from services.issues.rules import RULES
from services.issues.vocabulary import STATES
from services.kernel.working_days import is_working_day
from services.reports.editions.finding import faults
from services.reports.editions.verify import edition_folders, verify_all

TIMEZONE = "Asia/Shanghai"
MORNING, NIGHT = (datetime(2026, 6, 30, hour, 10, tzinfo=UTC) for hour in (0, 14))
FULL = 2  # as SQLite numbers `synchronous`
LOGS = ("campaign", "visits", "issues")
SCENES = 500  # of the second play: the seed is drawn from for all of them before the first
NOT_TOLD = {
    "OutcomeRated",  # by residents alone
    "IssueSupplemented",
    "IssueCorrected",
    "AccusedPartyNamed",
    "ReviewerDesignated",
    "PersonContacted",  # people tick it when they plan
    "TaskChanged",
    "TaskCancelled",
    "ExtensionRefused",
    "HoldRefused",
    "ObjectionDecided",
    "IssueUnmerged",
    "PledgeReleased",
}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Played:
    """A played folder, opened at the hour of its play."""

    host: EmbeddedHost
    passwords: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)

    def facts(self, service: str) -> list[Record]:
        application = self.host.applications[service]
        assert application.log is not None
        records = application.log.read(0, 10_000)
        return application.environment.keyring.open_records(records)

    def asks(self, login: str, service: str, method: str, **fields: Any) -> dict[str, Any]:
        if login not in self.tokens:
            signing = {"login": login, "password": self.passwords[login]}
            self.tokens[login] = self.host.call("campaign", "sign_in", signing)["token"]
        return self.host.call(service, method, fields, token=self.tokens[login])


def play_at(path: Path, now: datetime, scenes: int | None = None) -> Played:
    folder = DataFolder(path)
    folder.make()
    play(folder, TIMEZONE, now, lambda all_of_them: islice(all_of_them, scenes))
    host = EmbeddedHost(folder, SettableClock(now), TIMEZONE)
    host.migrate()
    text = folder.file(SIGN_INS).read_text(encoding="utf-8")
    return Played(host, dict(re.findall(r"^  (\S+) +(\S+) ", text, re.MULTILINE)))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    found = play_at(tmp_path_factory.mktemp("demo") / "data", MORNING)
    yield found
    found.host.stop()


def of_type(records: list[Record], kind: str) -> list[dict[str, Any]]:
    return [record.data for record in records if record.type == kind]


def told(played: Played, facts: dict[str, int]) -> list[str]:
    """So many first facts of each log, opened, with each random id replaced by its place of first appearance."""
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"id {len(names)}")

    return [
        UUID.sub(
            name,
            json.dumps(
                [
                    record.stream,
                    record.version,
                    record.type,
                    record.fact_id,
                    record.actor,
                    record.command_id,
                    record.causation_id,
                    record.recorded_us,
                    record.data,
                ],
                ensure_ascii=False,
            ),
        )
        for service in LOGS
        for record in played.facts(service)[: facts[service]]
    ]


def whole_days(played: Played) -> dict[str, int]:
    """How many facts each log has from before the last day, which may not be told to its end."""
    days = {s: [r.recorded_at.date() for r in played.facts(s)] for s in LOGS}
    last = max(day for of_log in days.values() for day in of_log)
    return {service: sum(day < last for day in of_log) for service, of_log in days.items()}


def test_the_same_seed_and_day_tell_the_same_at_any_hour(played: Played, tmp_path: Path) -> None:
    again = play_at(tmp_path / "data", NIGHT, SCENES)
    try:
        facts = whole_days(again)
        assert facts["issues"] > 500
        assert told(again, facts) == told(played, facts)
        assert again.passwords.keys() == played.passwords.keys()
        assert not set(again.passwords.values()) & set(played.passwords.values())
    finally:
        again.host.stop()


def test_after_the_play_every_commit_waits_for_the_disk_again(played: Played) -> None:
    for application in played.host.applications.values():
        with application.environment.engine.connect() as conn:
            assert conn.exec_driver_sql("PRAGMA synchronous").scalar() == FULL
    assert not played.host.folder.unfinished.exists()


def test_159_households_are_met_and_122_problems_raised(played: Played) -> None:
    visits = played.facts("visits")
    kinds = {p["party_id"]: p["kind"] for p in of_type(visits, "PartyRegistered")}
    went = of_type(visits, "VisitRecorded")
    met = {v["party_id"] for v in went if v["outcome"] == "met"}
    assert sum(kinds[party] == "household" for party in met) == 159
    assert {kinds[party] for party in met} >= {"enterprise", "sole_trader", "project"}
    assert {v["outcome"] for v in went} == {"met", "not_home", "refused"}
    assert any(v["next_contact"] for v in went)
    problems = of_type(visits, "ProblemRaised")
    assert len(problems) == len(of_type(played.facts("issues"), "IssueReported")) == 122
    assert 8 <= sum(problem["solved_on_spot"] for problem in problems) <= 30


def test_problems_have_the_shares_of_a_real_district(played: Played) -> None:
    """A quarter infrastructure, then what is around the house; of the enterprises' the projects come first."""
    reported = of_type(played.facts("issues"), "IssueReported")
    counts = Counter(default_categories()[each["category"]].parent or "" for each in reported)
    share = {field: count / len(reported) for field, count in counts.items()}
    assert 0.22 <= share["infrastructure"] <= 0.28
    assert 0.10 <= share["living_environment"] <= 0.18
    assert 0.10 <= share["housing_and_property"] <= 0.18
    assert 0.07 <= share["agriculture"] <= 0.14
    assert 0.15 <= share["enterprise_services"] <= 0.25
    of_enterprises = Counter(
        each["category"] for each in reported if each["field"] == "enterprise_blockage"
    )
    assert of_enterprises.most_common(1)[0][0] == "project_construction"
    assert len(of_enterprises) == 10


def test_there_is_an_issue_in_every_state(played: Played) -> None:
    for state in STATES:
        assert played.asks("wangyan", "issues", "list", state=state)["total"], state
    closed = of_type(played.facts("issues"), "IssueClosed")
    outcomes = Counter(each["outcome"] for each in closed)
    assert set(outcomes) == {"solved", "partly_solved", "unsolved"}
    assert played.asks("moyan", "issues", "list", late=True)["total"] >= 5


def test_people_answer_in_every_way(played: Played) -> None:
    issues = played.facts("issues")
    calls = of_type(issues, "CallbackRecorded")
    assert {call["basis"] for call in calls} == {None, "reached", "three_tries", "no_contact_left"}
    grades = Counter(call["satisfaction"] for call in calls)
    assert grades["dissatisfied"] + grades["very_dissatisfied"] >= 5
    assert len(of_type(issues, "ReworkOrdered")) >= 4
    finished = {(d["issue_id"], d["completed_on"]) for d in of_type(issues, "TaskCompleted")}
    dues = {assigned["issue_id"]: assigned["due"] for assigned in of_type(issues, "IssueAssigned")}
    assert sum(day > dues[issue] for issue, day in finished) >= 8


def test_every_way_that_an_issue_can_take_is_told(played: Played) -> None:
    """What the rules can make of an issue, and staff alone can enter, happens in the two months."""
    told = {record.type for record in played.facts("issues")}
    makes = {fact.__name__ for rule in RULES.values() for fact in (*rule.facts, *rule.may_add)}
    assert makes - told == NOT_TOLD


def test_the_clock_of_the_two_months_recorded_every_level(played: Played) -> None:
    levels = of_type(played.facts("issues"), "IssueEscalated")
    assert {each["level"] for each in levels if each["limit"] == "handling"} == {0, 1, 2, 3}
    assert {each["limit"] for each in levels} >= {"handling", "callback"}


def test_people_work_in_working_hours_until_the_day_before(played: Played) -> None:
    clocks = [
        record.recorded_at.astimezone(ZoneInfo(TIMEZONE))
        for service in LOGS
        for record in played.facts(service)
    ]
    assert max(clocks).date() == date(2026, 6, 29)
    assert all(is_working_day(clock.date()) for clock in clocks)
    assert {clock.hour for clock in clocks} == {8, 9, 10, 11, 14, 15, 16, 17}


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("problem_list", "public_text"),
        ("task_list", "public_measure"),
        ("effect_list", "public_result"),
    ],
)
def test_each_list_has_lines_and_public_texts_in_every_month(
    played: Played, lines: str, text: str
) -> None:
    for month in ("2026-05", "2026-06"):
        assert played.asks("wangyan", "reports", lines, month=month)["total"] > 10
    approved = of_type(played.facts("issues"), "PublicTextApproved")
    assert sum(each["part"] == text for each in approved) >= 60


def test_some_texts_still_wait_for_a_second_person(played: Played) -> None:
    waiting = played.asks("fangning", "issues", "list", text_waiting=True)
    assert 3 <= waiting["total"] <= 20


@pytest.mark.parametrize(
    ("login", "states"),
    [
        ("wangyan", ("reported", "triaged", "reported_done")),
        ("fangning", ("reported_done", "called_back")),
        ("linxiao", ("in_progress",)),
        ("shiming", ("in_progress",)),
        ("tangwei", ("assigned", "signed", "in_progress")),
        ("hujun", ("in_progress",)),
        ("luping", ("in_progress",)),
        ("caiyun", ("assigned",)),
    ],
)
def test_the_people_of_the_papers_have_something_to_do_today(
    played: Played, login: str, states: tuple[str, ...]
) -> None:
    for state in states:
        assert played.asks(login, "issues", "list", mine=True, state=state)["total"], state


def test_every_visitor_has_an_appointment_or_work(played: Played) -> None:
    for login in (
        "linxiao",
        "duqing",
        "yumei",
        "caiyun",
        "zhoukai",
        "taoran",
        "fengyan",
        "xiaolan",
    ):
        appointed = played.asks(login, "visits", "list", mine=True, appointed=True)["total"]
        work = played.asks(login, "issues", "list", mine=True)["total"]
        assert appointed + work, login


def test_two_editions_are_published_and_verify(played: Played) -> None:
    folders = edition_folders(played.host.public / "editions")
    found = verify_all(folders, played.host.folder.edition_key.public_key())
    assert [folder.name for folder in folders] == ["0001", "0002"]
    assert not [fault for findings in found.values() for fault in faults(findings)]
    published = played.asks("yangfan", "reports", "public_editions")["items"]
    assert [each["header"]["month"] for each in published] == ["2026-05", "2026-04"]
    assert all(each["header"]["origin"] == "demo" for each in published)
    assert all(each["header"]["counts"]["problem"] > 5 for each in published)


def test_nothing_that_people_said_or_are_called_stands_in_the_public_folder(
    played: Played,
) -> None:
    said = [problem.said for problem in read_problems()]
    called = [text for each in parties() for text in (each.name, each.phone) if text]
    staff = [name for _, name, *_ in PEOPLE]
    public = "".join(readable(path) for path in played.host.public.rglob("*") if path.is_file())
    assert "云溪管理区" in public
    assert not [marker for marker in (*said, *called, *staff) if marker in public]


def readable(path: Path) -> str:
    """What stands in a file; of a workbook and an archive what its parts say."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_the_read_models_are_what_the_logs_say(played: Played) -> None:
    applications = played.host.applications
    for application in applications.values():
        for projection in application.projections:
            logs = {source: applications[source].log for source in projection.sources}
            done = rebuild.verify(projection, application.read_models, logs)
            assert done.equal, done.differences
