"""A person is forgotten though the logs are immutable: no marker string is left anywhere, and every count stays."""

import base64
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pika
import pytest
import sqlalchemy as sa

from minqing.registry import SERVICES
from tests.e2e.district import POWER, District
from tests.e2e.systems import System
from tests.photo_samples import MARKER, base64_of, from_a_phone
from tests.servers.machine import find_program, wait_until

NAME, PHONE, EMAIL = "马克名字", "13977770001", "marker-mail@example.org"
VERBATIM, NOTE = "马克原话：门口的沟堵了", "马克日记：他身体不好"
MEASURE, RESULT, CALLBACK = "马克措施：清沟", "马克结果：沟通了", "马克回访：满意"
CONTACT = "马克联系人"
MARKERS = [NAME, PHONE, EMAIL, "马克"]


@pytest.fixture
def spied(system: System) -> Iterator[list[str]]:
    """Queues of our own that keep a copy of every fact, as a stranger's client would."""
    if system.mode == "embedded":
        yield []
        return
    parameters = pika.URLParameters(system.environment["MINQING_AMQP_URL"])
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        queues = []
        for source in ("visits", "issues"):
            channel.queue_declare(
                f"spy.{source}", durable=True, arguments={"x-queue-type": "quorum"}
            )
            channel.queue_bind(f"spy.{source}", f"{source}.events", "#")
            queues.append(f"spy.{source}")
        yield queues


def test_nothing_of_a_forgotten_person_is_left(district: District, spied: list[str]) -> None:
    system = district.system
    person, issue = live_through_everything(district)
    before = lists(district)
    shown = [district.asks("office", "issues", ask, id=issue) for ask in ("timeline", "get")]
    assert any(marker in str(shown) for marker in MARKERS)
    picture = the_photo(district, issue)

    forgotten = system.command("forget", person, "--yes")
    assert forgotten.returncode == 0, forgotten.stdout + forgotten.stderr

    left = everything(system, spied)
    for marker in [*MARKERS, MARKER.decode(), *picture]:
        assert marker not in left, marker
    assert not district.asks("office", "issues", "get", id=issue)["photos"]
    assert lists(district) == before
    for check in (("rebuild", "--verify"), ("log", "verify")):
        done = system.command(*check)
        assert done.returncode == 0, done.stdout + done.stderr
    assert district.asks("office", "issues", "get", id=issue)["verbatim"] is None
    assert not district.asks("visitor", "visits", "parties", q=NAME)["items"]


def live_through_everything(district: District) -> tuple[str, str]:
    """A visit, an issue and all its words, up to the closing; answers the ids of person and issue."""
    visit = district.does(
        "visitor",
        "visits",
        "record",
        new_party={"kind": "household", "name": NAME, "unit": "99101", "phone": PHONE},
        outcome="met",
        note=NOTE,
        problems=[
            {
                "verbatim": VERBATIM,
                "category": "ditches_and_pumps",
                "contact_name": CONTACT,
                "contact_phone": PHONE,
                "contact_email": EMAIL,
            }
        ],
    )
    at_least = {"visits": visit["position"]}
    issue = district.asks("visitor", "issues", "by_visit", visit_id=visit["id"], at_least=at_least)[
        "items"
    ][0]
    act = {"id": issue["id"]}
    district.does(
        "office",
        "issues",
        "assign",
        **act,
        category="ditches_and_pumps",
        lead_unit=POWER,
        due=district.due(),
    )
    photo = {"photo": base64_of(from_a_phone()), "caption": "马克照片"}
    district.does("visitor", "issues", "attach_photo", **act, **photo)
    district.does("handler", "issues", "sign_for", **act)
    district.does("handler", "issues", "report_progress", **act, note="马克进展")
    district.does("handler", "issues", "report_done", **act, measure=MEASURE, result=RESULT)
    district.does(
        "reviewer",
        "issues",
        "record_callback",
        **act,
        basis="reached",
        solved="solved",
        satisfaction="satisfied",
        note=CALLBACK,
    )
    done = district.does(
        "reviewer", "issues", "close", **act, outcome="solved", explanation="马克说明"
    )
    district.wait("reports", {"issues": done["position"]})
    assert NAME[0] in district.asks("visitor", "visits", "parties", q=NAME)["items"][0]["name"]
    return district.party(NAME), issue["id"]


def the_photo(district: District, issue: str) -> list[str]:
    """A piece of it, as it would stand in a message and in a dump."""
    [photo] = district.asks("office", "issues", "get", id=issue)["photos"]
    answer = district.asks("office", "issues", "photo", id=issue, photo_id=photo["id"])
    piece = base64.b64decode(answer["content"])[300:420]
    return [base64.b64encode(piece).decode(), piece.hex()]


def lists(district: District) -> dict[str, list[str]]:
    return {
        which: [
            item["number"]
            for item in district.asks("office", "reports", f"{which}_list", limit=200)["items"]
        ]
        for which in ("problem", "task", "effect")
    }


def everything(system: System, queues: list[str]) -> str:
    """All that is kept, as text."""
    if system.mode == "embedded":
        text = sqlite_files(Path(system.environment["MINQING_DATA"]))
    else:
        text = dumps(system) + messages(system, queues)
    return text + "".join(path.read_text(errors="replace") for path in system.logs)


def sqlite_files(folder: Path) -> str:
    """The bytes of every file in the folder; the write-ahead logs must be empty."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    assert {f"{name}.sqlite" for name in SERVICES} <= {path.name for path in files}
    with sqlite3.connect(folder / "issues.sqlite") as conn:
        assert conn.execute("SELECT count(*) FROM log").fetchone()[0] > 0
    # by another process: closing a file here would drop the locks that SQLite holds on it in this one
    read = subprocess.run(["cat", *files], check=True, capture_output=True)
    return read.stdout.decode("utf-8", "replace")


def dumps(system: System) -> str:
    pg_dump = find_program("pg_dump", "postgresql", "usr/lib/postgresql/*/bin")
    text = ""
    for name in SERVICES:
        url = sa.make_url(system.environment[f"MINQING_DATABASE_URL_{name.upper()}"])
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        done = subprocess.run([pg_dump, plain], check=True, capture_output=True, text=True)
        assert "CREATE TABLE public.log" in done.stdout
        text += done.stdout
    return text


def messages(system: System, queues: list[str]) -> str:
    """Every message that waits in a queue, dead letters included."""
    wait_until(lambda: len(peek(system, "spy.issues")) > 5, 20, "the copies to arrive")
    dead = [
        f"{name}.{source}.dead" for name in SERVICES for source in ("campaign", "visits", "issues")
    ]
    return "".join("".join(peek(system, queue)) for queue in (*queues, *dead))


def peek(system: System, queue: str) -> list[str]:
    parameters = pika.URLParameters(system.environment["MINQING_AMQP_URL"])
    found: list[str] = []
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        try:
            while (got := channel.basic_get(queue))[0]:
                found.append(got[2].decode())
        except pika.exceptions.ChannelClosedByBroker:
            return []  # this service follows nothing there
        channel.basic_nack(0, multiple=True, requeue=True)
    return found
