"""What the clients do: the ordinary ways of an issue, some of them to the end, and what a rule refuses."""

import random
import uuid
from typing import Any

from tests.e2e.district import POWER, STONE, WILLOW
from tests.faults.browser import Browser
from tests.faults.client import RpcUser

OPERATOR = "operator"
PACE, UNIT_PACE = 0.1, 1.0  # seconds between two commands of a client
WORDS = ["村口的路灯坏了一个月", "电压低，饭煮不熟", "想问补贴怎么申请", "变压器夜里响得厉害"]
CATEGORY = {"category": "power_and_lighting"}
ON_SPOT = {"solved_on_spot": {"result": "当面办好了"}}
QUANTITY = {"quantity": 8, "quantity_unit": "盏"}
SATISFIED = {"basis": "reached", "solved": "solved", "satisfaction": "satisfied"}
DISSATISFIED = {"basis": "reached", "solved": "unsolved", "satisfaction": "dissatisfied"}


class RpcStories:
    """One client's stories, one after the other; every draw is of its own generator."""

    def __init__(self, user: RpcUser, rng: random.Random, party: str, due: str):
        self.user = user
        self.rng = rng
        self.party = party
        self.due = due

    def tell(self) -> None:
        """One story. Raises GivenUp."""
        self.rng.choices([self.visit, self.hotline, self.on_foot], [2, 1, 1])[0]()

    def visit(self) -> None:
        """A visit with up to three problems, of which some are solved at once; each becomes an issue."""
        problems = [
            {"verbatim": self.rng.choice(WORDS), **CATEGORY, **self.rng.choice([{}, {}, ON_SPOT])}
            for _ in range(self.rng.randint(0, 3))
        ]
        told = {"party_id": self.party, "outcome": "met", "problems": problems}
        answer = self.user.does("visitor", "visits", "record", **told)
        if not problems:
            return
        seen = {"visit_id": answer["id"], "at_least": {"visits": answer["position"]}}
        items = self.user.asks("visitor", "issues", "by_visit", **seen)["items"]
        for issue, problem in zip(items, problems, strict=True):
            if "solved_on_spot" in problem:
                self.close_on_spot(issue["id"])
            else:
                self.handle(issue["id"])

    def close_on_spot(self, issue: str) -> None:
        """Of what was solved at once, a sample is called back first."""
        turn = self.user.asks("reviewer", "issues", "get", id=issue)["whose_turn"]
        if turn["verb"] == "record_callback":
            self._does("reviewer", "record_callback", id=issue, **SATISFIED)
        self._does("reviewer", "close", id=issue, outcome="solved")

    def hotline(self) -> None:
        """Reported with the number it has elsewhere, which makes no second issue."""
        reference = {"external_system": "12345", "external_id": str(uuid.uuid4())}
        told = {"unit": WILLOW, "source": "hotline", **CATEGORY, **reference}
        answer = self._does("office", "report", verbatim=self.rng.choice(WORDS), **told)
        again = {"verbatim": "又打来一次", **told}
        self.user.is_refused("office", "issues", "report", "external_ref_used", **again)
        self.handle(answer["id"], answer["version"])

    def on_foot(self) -> None:
        told = {"unit": STONE, "verbatim": self.rng.choice(WORDS), **CATEGORY}
        answer = self.user.does_twice("other", "issues", "report", **told)
        self.handle(answer["id"], answer["version"])

    def handle(self, issue: str, version: int | None = None) -> None:
        """From the office to the end, or to where it stays for now."""
        lead = {**CATEGORY, "lead_unit": POWER, "due": self.due}
        if self.rng.random() < 0.5:
            lead["support_units"] = [WILLOW]
        answer = self._does("office", "assign", id=issue, expected_version=version, **lead)
        if self.rng.random() < 0.1:
            return
        if self.rng.random() < 0.3:
            self.report_done(issue)
        else:
            self.work(issue, answer["version"])
        if self.rng.random() < 0.2:
            self.rework(issue)
        if self.rng.random() < 0.8:
            self.answer(issue)

    def work(self, issue: str, version: int) -> None:
        self._does(
            "handler", "plan_task", id=issue, expected_version=version, measure="换灯", **QUANTITY
        )
        (task,) = self.user.asks("handler", "issues", "get", id=issue)["tasks"]
        if self.rng.random() < 0.4:
            about = {"task_id": task["id"], "quantity": 3, "note": "换了三盏"}
            self._does("handler", "report_progress", id=issue, **about)
        done = {"task_id": task["id"], "result": "换好了", **QUANTITY}
        self._does("handler", "complete_task", id=issue, report_done=True, **done)

    def report_done(self, issue: str) -> None:
        """With no task before: it plans and completes one."""
        self._does("head", "sign_for", id=issue)
        self._does("head", "report_done", id=issue, measure="上门修", result="修好了")

    def rework(self, issue: str) -> None:
        self._does("reviewer", "record_callback", id=issue, **DISSATISFIED)
        self._does("reviewer", "order_rework", id=issue, reason="还是不亮")
        self._does("handler", "report_done", id=issue, measure="再换一次", result="这回亮了")

    def answer(self, issue: str) -> None:
        """Called back and closed, by somebody who had no part in it."""
        refused = {"id": issue, "outcome": "solved"}
        self.user.is_refused("own_reviewer", "issues", "close", "closer_handled_it", **refused)
        self._does("reviewer", "record_callback", id=issue, **SATISFIED)
        self._does("reviewer", "close", id=issue, outcome="solved")
        if self.rng.random() < 0.3:
            self.publish(issue)

    def publish(self, issue: str) -> None:
        text = {"id": issue, "part": "public_text"}
        self._does("office", "propose_public_text", text="路灯损坏。", **text)
        self._does("reviewer", "approve_public_text", **text)

    def _does(self, login: str, method: str, **fields: Any) -> Any:
        self.user.patience.pause(PACE)
        return self.user.does(login, "issues", method, **fields)


class UnitStories:
    """Once a second a new place, which every other service must learn of."""

    def __init__(self, user: RpcUser, rng: random.Random):
        self.user = user
        self.rng = rng

    def tell(self) -> None:
        """Raises GivenUp."""
        self.user.patience.pause(UNIT_PACE)
        code = f"99101{self.rng.randrange(10**7):07d}"
        row = {"row": 2, "code": code, "name": f"小区{code}", "kind": "residential_area"}
        rows = [{**row, "parent_code": WILLOW}]
        self.user.does(OPERATOR, "campaign", "import_units", rows=rows, dry_run=False)


class WebStories:
    """The same job at the pages: a visit, the office, the unit, the reviewer, each in a browser of their own."""

    def __init__(
        self, people: dict[str, Browser], user: RpcUser, rng: random.Random, party: str, due: str
    ):
        self.people = people
        self.user = user  # looks up what a person would click on
        self.rng = rng
        self.party = party
        self.due = due

    def tell(self) -> None:
        """Raises GivenUp."""
        problem = {
            "problems.0.verbatim": self.rng.choice(WORDS),
            "problems.0.category": "power_and_lighting",
        }
        visit = self._visitor.records_visit(1, party_id=self.party, outcome="met", **problem)
        while not (
            items := self.user.asks("visitor", "issues", "by_visit", visit_id=visit)["items"]
        ):
            self.user.patience.pause(PACE)
        issue = items[0]["id"]
        lead = {"category": "power_and_lighting", "lead_unit": POWER, "needs_conditions": "no"}
        responsible = {"responsible_position": "leadership_member", "due": self.due}
        self._does("office", issue, "assign", **lead, **responsible)
        self._does("handler", issue, "plan_task", measure="换掉坏灯", due=self.due)
        self._does(
            "handler", issue, "complete_task", claimed="solved", result="灯亮了", report_done="1"
        )
        answers = {"contact": "reached", "solved": "solved", "satisfaction": "satisfied"}
        self._does("reviewer", issue, "record_callback", **answers)
        self._does("reviewer", issue, "close", outcome="solved", confirmed="1")

    @property
    def _visitor(self) -> Browser:
        self.user.patience.pause(PACE)
        return self.people["visitor"]

    def _does(self, login: str, issue: str, command: str, **typed: str) -> None:
        self.user.patience.pause(PACE)
        self.people[login].does(issue, command, **typed)
