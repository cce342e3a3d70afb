"""What happened before somebody opens a page: staff of the invented district give commands, without a browser."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from minqing.demo.world import BUILDING, LIUWAN
from tests.browser.site import RunningSite

OFFICE, SECOND, REVIEWER, SUPERVISOR = "wangyan", "pengli", "fangning", "moyan"
VISITOR, HANDLER = "linxiao", "tangwei"


@dataclass
class Staff:
    """`does(login, command, …)` on issues; each signs in once."""

    site: RunningSite
    tokens: dict[str, str] = field(default_factory=dict)

    def does(self, login: str, command: str, **fields: Any) -> dict[str, Any]:
        asked = {"command_id": str(uuid.uuid4()), **fields}
        return self.site.host.call("issues", command, asked, token=self._token(login))

    def get(self, issue: str) -> dict[str, Any]:
        return self.site.host.call("issues", "get", {"id": issue}, token=self._token(OFFICE))

    def reported(self, words: str, **more: Any) -> str:
        """The id of a new issue."""
        told = {"unit": LIUWAN, "verbatim": words, "category": "roads", **more}
        return self.does(VISITOR, "report", **told)["id"]

    def assigned(self, words: str) -> str:
        issue = self.reported(words)
        asked = {"category": "roads", "needs_conditions": False, "lead_unit": BUILDING}
        self.does(OFFICE, "assign", id=issue, **asked, responsible_position="leadership_member")
        return issue

    def in_progress(self, words: str) -> str:
        issue = self.assigned(words)
        self.does(HANDLER, "plan_task", id=issue, measure="先围挡，再修")
        return issue

    def closed(self, words: str) -> str:
        issue = self.in_progress(words)
        task = self.get(issue)["tasks"][0]["id"]
        done = {"task_id": task, "result": "修好了", "report_done": True, "claimed": "solved"}
        self.does(HANDLER, "complete_task", id=issue, **done)
        answers = {"reached": True, "basis": "reached", "solved": "solved"}
        self.does(REVIEWER, "record_callback", id=issue, **answers, satisfaction="satisfied")
        self.does(REVIEWER, "close", id=issue, outcome="solved")
        return issue

    def _token(self, login: str) -> str:
        if login not in self.tokens:
            asked = {"login": login, "password": self.site.passwords[login]}
            self.tokens[login] = self.site.host.call("campaign", "sign_in", asked)["token"]
        return self.tokens[login]
