"""Visits of the demonstration: who goes to whom, and how it went."""

from datetime import date
from random import Random
from typing import Any

from minqing.demo.case import Case
from minqing.demo.parties import Party
from minqing.demo.player import Player
from minqing.demo.problem import CODES

OFTEN, SELDOM = 0.6, 0.25
PURPOSES = ("policy_briefing", "governance", "development")
INQUIRIES = ("needs", "ideas", "results")


class Doorstep:
    """`rng` decides what a visitor fills in beside the two answers that a visit needs."""

    def __init__(self, player: Player, rng: Random):
        self.player = player
        self.rng = rng
        self._ids: dict[str, str] = {}

    def met(
        self,
        login: str,
        party: Party,
        *cases: Case,
        note: str | None = None,
        again: date | None = None,
    ) -> None:
        """A talk, and the cases that come of it."""
        answer = self._record(
            login,
            party,
            outcome="met",
            note=note,
            next_contact=again and again.isoformat(),
            problems=[case.raised() for case in cases],
            **self._more(login, party),
        )
        if cases:
            self.player.react()  # each problem becomes an issue at once
            made = self.player.asks(login, "issues", "by_visit", visit_id=answer["id"])
            for case, item in zip(cases, made["items"], strict=True):
                case.becomes(item["id"])

    def missed(self, login: str, party: Party, outcome: str, again: date | None) -> None:
        """Nobody was at home, or nobody wanted to talk."""
        self._record(
            login, party, outcome=outcome, next_contact=again and again.isoformat(), problems=[]
        )

    def _record(self, login: str, party: Party, **fields: Any) -> dict[str, Any]:
        party_id = self._party_id(login, party)
        return self.player.does(login, "visits", "record", party_id=party_id, **fields)

    def _more(self, login: str, party: Party) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if self.rng.random() < OFTEN:
            usual = PURPOSES if party.kind == "household" else ("relief", "development")
            told["purpose"] = self.rng.choice(usual)
        if self.rng.random() < OFTEN:
            told["inquiry"] = sorted(self.rng.sample(INQUIRIES, self.rng.randint(1, 2)))
        if self.rng.random() < SELDOM:
            companion = self.rng.choice([who for who in self.player.people if who != login])
            told["visitors"] = [self.player.people[companion]]
        return told

    def _party_id(self, login: str, party: Party) -> str:
        """The visitor looks the party up by its name, the first time."""
        if party.name not in self._ids:
            asked = {"q": party.name, "unit": CODES[party.where]}
            found = self.player.asks(login, "visits", "parties", **asked)["items"]
            if len(found) != 1:
                raise ValueError(f"{len(found)} parties are called {party.name}")
            self._ids[party.name] = found[0]["id"]
        return self._ids[party.name]
