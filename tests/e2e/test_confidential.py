"""A confidential issue reaches nobody but those who may handle it: not by any query of any service, in one process
and in eleven; and nothing of it lies in a queue in clear."""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pika
import pytest

from eventlog.broker.topology import exchange, exchange_name
from eventlog.clock import system_clock
from eventlog.envelope import to_cloudevent
from services.kernel.working_days import local_day
from tests.e2e.district import DISTRICT, OFFICE, POWER, STONE, WILLOW, District
from tests.e2e.every_query import Known, answer, queries, requests

Drain = Callable[[], list[dict[str, Any]]]
MARK = "标记"
ROADS = "roads"
NEWCOMERS = (  # who would see everything, were they not accused
    (
        "boss",
        "标记主任",
        "principal_leader",
        OFFICE,
        "office;reviewer;supervisor;confidential_handler",
    ),
    ("insider", "标记所长", "clerk", POWER, "office;reviewer;confidential_handler"),
)


@dataclass
class Story:
    """What must not be found, and by whom. `secrets[name]` are the texts that would betray the issue `name`."""

    district: District
    visit: str
    people: dict[str, str]
    issues: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, set[str]] = field(default_factory=dict)

    @property
    def outsiders(self) -> dict[str, tuple[str, ...]]:
        """Who, and what is hidden from them."""
        every = tuple(self.secrets)
        people = {
            "handler": every,  # of the accused unit
            "boss": ("about_boss",),  # accused in person
            "insider": tuple(
                name for name in every if name != "about_boss"
            ),  # of it, with every role
            "office": every,  # has no part in confidential matters
            "visitor": every,  # was at the door where one of them was told
        }
        if self.district.system.host is None:  # a call takes its time between processes
            return {login: people[login] for login in ("handler", "boss")}
        return people

    def hides(self, name: str, issue: str) -> None:
        """From here on this issue is a secret."""
        told = self.district.asks("confidant", "issues", "get", id=issue)
        numbers = {told["number"], *(task["number"] for task in told["tasks"])}
        self.issues[name] = issue
        self.secrets[name] = {
            issue,
            *numbers,
            *{n[3:] for n in numbers},
            f"{MARK}{name}",
            f"{MARK}称呼{name}",
        }

    def secrets_for(self, login: str) -> set[str]:
        return {text for name in self.outsiders[login] for text in self.secrets[name]}


@pytest.fixture(scope="module")
def story(district: District) -> Story:
    people = _let_in(district)
    problem = {"verbatim": f"{MARK}from_visit，补助给了亲戚", "category": ROADS}
    visit = district.does(
        "visitor",
        "visits",
        "record",
        party_id=district.party("标记姓名乙"),
        outcome="met",
        problems=[problem],
    )
    at_least = {"visits": visit["position"]}
    (raised,) = district.asks(
        "visitor", "issues", "by_visit", visit_id=visit["id"], at_least=at_least
    )["items"]
    found = Story(district, visit["id"], people)
    _accuse(found, "from_visit", raised["id"])
    return found


@pytest.fixture(scope="module")
def wire(story: Story) -> Iterator[Drain]:
    """What the broker was given since before the issues of `hidden`."""
    with _listening(story.district) as drain:
        yield drain


@pytest.fixture(scope="module")
def before(story: Story) -> dict[tuple[str, str], str]:
    """What everybody is answered when there is nothing to hide but the problem of the visit."""
    return _everything(story)


@pytest.fixture(scope="module")
def hidden(story: Story, before: Any, wire: Drain) -> Story:
    """Two tip-offs, and one that was worked on, listed and told of before somebody saw whom it is about."""
    del before, wire  # first
    district = story.district
    made = district.does("other", "issues", "report", **_told("about_power"), accused_units=[POWER])
    story.hides("about_power", made["id"])
    boss = {"kind": "tipoff", "accused_people": [story.people["boss"]]}
    made = district.does("other", "issues", "report", **_told("about_boss"), **boss)
    story.hides("about_boss", made["id"])
    ordinary = district.does("office", "issues", "report", **_told("later"))["id"]
    _settle(district, _work_on(district, ordinary))
    assert any(
        ordinary == item["issue_id"]
        for item in district.asks("handler", "notify", "inbox")["items"]
    )
    assert f"{MARK}later" in json.dumps(
        district.asks("handler", "issues", "get", id=ordinary), ensure_ascii=False
    )
    _accuse(story, "later", ordinary)
    return story


def test_no_query_of_any_service_shows_them_to_anybody_else(hidden: Story) -> None:
    for (login, asked), told in _everything(hidden, with_secrets=True).items():
        betrayed = [text for text in hidden.secrets_for(login) if text in told]
        assert not betrayed, f"{login} asks {asked}: {told[:300]}"


def test_every_query_answers_as_if_they_were_not_there(
    hidden: Story, before: dict[tuple[str, str], str]
) -> None:
    """Totals, counts, months, limits: nothing is told by a number either."""
    after = _everything(hidden)
    assert after.keys() == before.keys()
    for key in before:
        login = key[0]
        if login in ("insider", "boss"):  # they see what is not about them
            continue
        assert after[key] == before[key], key


def test_who_may_handle_them_finds_them(hidden: Story) -> None:
    listed = hidden.district.asks("confidant", "issues", "list", limit=200)["items"]
    assert set(hidden.issues.values()) <= {item["id"] for item in listed}


def test_followers_are_told_nothing_of_them(hidden: Story, wire: Drain) -> None:
    """Of the tip-offs from their first fact on; of the other since it was marked, and if it is read again."""
    told = [event for event in wire() if event["subject"] in hidden.issues.values()]
    host = hidden.district.system.host
    if host is not None:
        records = host.applications["issues"].readable_by("reports").read(0, 100_000)
        told = [
            to_cloudevent(record, "issues")
            for record in records
            if record.stream in hidden.issues.values()
        ]
    tip_offs = {hidden.issues["about_power"], hidden.issues["about_boss"]}
    sealed = [
        event
        for event in told
        if host is not None or event["subject"] in tip_offs or event["type"] == "AccusedPartyNamed"
    ]
    assert {event["subject"] for event in sealed} >= tip_offs | {hidden.issues["later"]}
    assert {(*event["data"], event["actor"]) for event in sealed} == {("sealed", "concealed")}


def _everything(story: Story, *, with_secrets: bool = False) -> dict[tuple[str, str], str]:
    known = _known(story, with_secrets=with_secrets)
    return {
        (login, f"{key} {json.dumps(request, ensure_ascii=False)}"): answer(
            story.district, key, request, story.district.tokens[login]
        )
        for key, asked in _requests(known).items()
        for request in asked
        for login in story.outsiders
    }


def _requests(known: Known) -> dict[str, list[dict[str, Any]]]:
    found = {key: requests(method, known) for key, method in queries().items()}
    silent = [key for key, asked in found.items() if not asked]
    assert not silent, f"say in _known how to ask {silent}"
    return found


def _known(story: Story, *, with_secrets: bool) -> Known:
    """What is asked with. Without secrets: what somebody asks who knows of nothing."""
    day = local_day(system_clock()).isoformat()
    ids = list(story.issues.values()) if with_secrets else ["nobody-has-this"]
    numbers = [text for each in story.secrets.values() for text in each if text.startswith("WT-")]
    words = [f"{MARK}{name}" for name in story.secrets] if with_secrets else ["标记没有的话"]
    return Known(
        {
            "id": [*ids, story.visit] if with_secrets else ids,
            "number": numbers if with_secrets else ["WT-202001-0001"],
            "visit_id": [story.visit],
            "ids": list(story.people.values()),
            "unit": [POWER, WILLOW] if with_secrets else [POWER, WILLOW, STONE, DISTRICT],
            "area": [WILLOW, DISTRICT],
            "category": [ROADS],
            "month": [day[:7]],
            "since": [day],
            "until": [day],
            "as_of": [day],
            "year": [2027],
            "occurred_from": [day],
            "occurred_until": [day],
            "edition_number": [1],
            "n": [1],
            "q": [*words, *numbers, MARK] if with_secrets else words,
            "person": [
                story.people["boss"],
                f"{MARK}称呼" if with_secrets else "没有的人",
            ],
            "text": [f"{word}，他收了钱，拖着不办" for word in words],
            "photo_id": ids,
            "code": ["12345678"],  # of a slip: nobody of the staff may use one
            "login": ["office"],
        },
        ids,
    )


def _told(name: str) -> dict[str, Any]:
    return {
        "unit": WILLOW,
        "category": ROADS,
        "verbatim": f"{MARK}{name}，他收了钱，拖着不办",
        "contact_name": f"{MARK}称呼{name}",
        "contact_phone": "13900000077",
    }


def _let_in(district: District) -> dict[str, str]:
    """The newcomers sign in; ids of theirs by login."""
    heads = ("login", "name", "position", "unit_code", "roles")
    rows = [
        (login, name, position, unit, ";".join(f"{role}@{DISTRICT}" for role in roles.split(";")))
        for login, name, position, unit, roles in NEWCOMERS
    ]
    people = district._bring_in("campaign", "import_people", heads, rows)
    found = {}
    for sign_in in people["sign_ins"]:
        asked = {"link": sign_in["link"], "password": f"{uuid.uuid4()}"}
        told = district._call("campaign", "redeem_link", asked)
        district.tokens[sign_in["login"]] = told["token"]
        found[sign_in["login"]] = told["person"]["id"]
    for service in ("visits", "issues", "reports"):
        district.wait(service, {"campaign": people["position"]})
    return found


def _accuse(story: Story, name: str, issue: str) -> None:
    accused = {"accused_units": [POWER]}
    marked = story.district.does("office", "issues", "mark_accused", id=issue, **accused)
    story.hides(name, issue)
    _settle(story.district, marked["position"])


def _work_on(district: District, issue: str) -> int:
    """The position of the last fact."""
    assigned = {"category": ROADS, "lead_unit": POWER, "due": district.due()}
    district.does("office", "issues", "assign", id=issue, **assigned)
    district.does("handler", "issues", "plan_task", id=issue, measure=f"{MARK}later 措施")
    task = district.asks("handler", "issues", "get", id=issue)["tasks"][0]["id"]
    done = {"task_id": task, "result": f"{MARK}later 结果", "report_done": True}
    return district.does("handler", "issues", "complete_task", id=issue, **done)["position"]


def _settle(district: District, position: int) -> None:
    """Until every follower has read as far as this fact of issues."""
    for service in ("issues", "visits", "notify", "reports"):
        district.wait(service, {"issues": position})


@contextmanager
def _listening(district: District) -> Iterator[Drain]:
    """Every fact of issues that the broker is given meanwhile; nothing in one process."""
    url = district.system.environment.get("MINQING_AMQP_URL")
    if url is None:
        yield list
        return
    parameters = pika.URLParameters(url)
    parameters.heartbeat = 0  # nobody reads from the connection for a while
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        channel.exchange_declare(**exchange("issues"))
        queue = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(queue, exchange_name("issues"), "#")

        def drain() -> list[dict[str, Any]]:
            got = iter(lambda: channel.basic_get(queue, auto_ack=True), (None, None, None))
            return [json.loads(body) for _, _, body in got]

        yield drain
