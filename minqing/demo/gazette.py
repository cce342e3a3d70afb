"""The editions of the two months: drafted when a month is over, studied, approved by another, published a day
later."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from minqing.demo.player import Player
from minqing.demo.working_time import LAST, ONE_DAY, Moment, WorkingTime
from minqing.demo.world import DISTRICT, OFFICE, POWER, PUBLICITY, WATER

DRAFTS, STUDIES, APPROVES, PUBLISHES = "yangfan", "wangyan", "fangning", "yangfan"
PRESENT = (DISTRICT, OFFICE, PUBLICITY, POWER, WATER)
STUDIED = 12  # items
DECISIONS = ("carry_on", "speed_up", "coordinate", "take_on")
DAYS = 2  # working days from the draft to the print, both included


@dataclass(frozen=True)
class Gazette:
    """`scenes()` gives what is done when; the press works in between, as it does by itself elsewhere."""

    player: Player
    time: WorkingTime
    press: Callable[[], None]

    def scenes(self) -> Iterator[tuple[Moment, Callable[[], None]]]:
        for month, day in _months(self.time)[-2:]:
            yield Moment(day, 30), partial(self._draft, month)
            yield Moment(day, 90), partial(self._study, self.time.days[day])
            yield Moment(day + 1, 60), self._proof
            yield Moment(day + 1, 120), self._approve
            yield Moment(day + 1, 180), self._publish

    def _draft(self, month: str) -> None:
        self.player.host.settle()
        self.player.does(DRAFTS, "reports", "draft_edition", month=month)
        self.press()

    def _study(self, day: date) -> None:
        edition = self._under_way()
        query = {"id": edition, "list": "problem", "limit": STUDIED}
        rows = self.player.asks(STUDIES, "reports", "edition_rows", **query)["items"]
        items = [
            {"number": row["number"], "decision": DECISIONS[n % len(DECISIONS)]}
            for n, row in enumerate(rows)
        ]
        told = {"held_on": day.isoformat(), "unit_ids": list(PRESENT), "items": items}
        self.player.does(STUDIES, "reports", "record_study", edition_id=edition, **told)

    def _proof(self) -> None:
        """Public texts were approved since: what is approved is what stands now."""
        self.player.does(APPROVES, "reports", "request_proof", edition_id=self._under_way())
        self.press()

    def _approve(self) -> None:
        edition = self._under_way()
        proof = self.player.asks(APPROVES, "reports", "edition", id=edition)["proof"]
        digest = proof["content_digest"]
        command = {"edition_id": edition, "content_digest": digest}
        self.player.does(APPROVES, "reports", "approve_edition", **command)

    def _publish(self) -> None:
        self.player.does(PUBLISHES, "reports", "publish_edition", edition_id=self._under_way())
        self.press()

    def _under_way(self) -> str:
        return self.player.asks(STUDIES, "reports", "editions")["items"][0]["id"]


def _months(time: WorkingTime) -> list[tuple[str, int]]:
    """(month, the day of the history on which its edition is drafted): the months that end early enough. Where that
    is one only, the month before the history comes first: nothing happened in it."""
    found = [
        (_month(day), n + 1)
        for n, day in enumerate(time.days)
        if n + DAYS <= LAST and _month(time.days[n + 1]) != _month(day)
    ]
    first = _month(time.days[0].replace(day=1) - ONE_DAY)
    return found if len(found) > 1 else [(first, 0), *found]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
