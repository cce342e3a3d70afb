"""The form of a study: one line an item, and where on it a refusal belongs."""

from dataclasses import dataclass, field
from typing import Any

from eventlog.errors import Failure, Invalid
from web.errors import field_words
from web.refusals import words_of

NAMES = {
    "held_on": "开会的日子",
    "unit_ids": "参加的单位",
    "number": "编号",
    "decision": "决定",
    "note": "说明",
}
MENDED = {"held_on": "开会的日子从这个月 1 日起，到今天", "unit_ids": "选参加的单位"}


@dataclass
class Item:
    """One line of the form. `text`: what a listed one is about; a blank line has none and asks for a number."""

    number: str = ""
    decision: str = ""
    note: str = ""
    text: str = ""
    is_listed: bool = False

    @property
    def is_answered(self) -> bool:
        return bool(self.decision or self.note or (self.number and not self.is_listed))

    @property
    def request(self) -> dict[str, str]:
        told = {"number": self.number, "decision": self.decision, "note": self.note}
        return {name: value for name, value in told.items() if value}


@dataclass
class Typed:
    held_on: str
    unit_ids: list[str]
    items: list[Item]
    errors: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def answered(self) -> list[int]:
        """The places of the lines that go along."""
        return [place for place, item in enumerate(self.items) if item.is_answered]

    @property
    def request(self) -> dict[str, Any]:
        told = {"held_on": self.held_on, "unit_ids": self.unit_ids}
        items = [self.items[place].request for place in self.answered]
        return {name: value for name, value in told.items() if value} | {"items": items}

    def refuse(self, failure: Failure) -> None:
        """Put it at its field, else above the form."""
        if isinstance(failure, Invalid):
            said = field_words(failure, NAMES)
            self.errors = {self._place(path): self._words(path, said[path]) for path in said}
        if not self.errors:
            self.note = words_of(failure)

    def _place(self, path: str) -> str:
        """The service counts the lines that were sent."""
        head, _, rest = path.partition(".")
        if head != "items":
            return head
        n, _, name = rest.partition(".")
        sent = self.answered
        place = sent[int(n)] if n.isdecimal() and int(n) < len(sent) else 0
        return f"items.{place}.{name or 'number'}"

    def _words(self, path: str, said: str) -> str:
        head, name = path.split(".")[0], path.rsplit(".", 1)[-1]
        if head == "items":
            number = self.items[int(self._place(path).split(".")[1])].number
            return f"{number}：{said}" if number.isascii() and len(number) < 30 and number else said
        return MENDED.get(head, said) if name == head or name.isdecimal() else said
