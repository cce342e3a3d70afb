"""What was typed on the form 登记问题: read from the browser, kept when it comes back, made into a request.

Names of fields are those of `issues.report`, so that its errors find their field.
"""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from web.errors import say

PLAIN = (
    "verbatim",
    "category",
    "kind",
    "unit",
    "source",
    "external_id",
    "contact_name",
    "contact_phone",
    "contact_email",
)
PICKED = ("accused_units", "accused_people")
HOTLINE = "hotline"  # the source, and the system whose numbers are unique
TIP_OFF = "tipoff"
SOURCES = ("staff", "delegate", HOTLINE)


@dataclass(frozen=True)
class Report:
    """`look_in` is the unit whose people are listed, to be ticked as accused."""

    command_id: str
    typed: dict[str, str] = field(default_factory=dict)
    picked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    danger: bool = False
    look_in: str = ""

    @property
    def is_confidential(self) -> bool:
        return self.typed.get("kind") == TIP_OFF or any(self.picked.values())

    def request(self) -> dict[str, Any]:
        """The request of `issues.report`: what was left empty is left out."""
        request: dict[str, Any] = {"command_id": self.command_id}
        request |= {name: text for name, text in self.typed.items() if text}
        request |= {name: list(values) for name, values in self.picked.items() if values}
        if request.get("external_id"):
            request["external_system"] = HOTLINE
        if self.danger:
            request["danger"] = True
        return request

    def missing(self) -> dict[str, str]:
        """What this form always asks for, said in one go with its field."""
        needed = {
            "verbatim": "verbatim_missing",
            "category": "category_missing",
            "unit": "place_missing",
        }
        return {name: say(code) for name, code in needed.items() if not self.typed.get(name)}

    def original_field(self, path: str) -> str:
        """The field on the form that the service means: a list is answered by one group of ticks."""
        name = path.split(".", 1)[0]
        return "external_id" if name == "external_system" else name


def read(posted: MultiDict[str, str], command_id: str) -> Report:
    """The form as it was sent."""
    return Report(
        command_id=posted.get("command_id") or command_id,
        typed={name: posted.get(name, "").strip() for name in PLAIN},
        picked={
            name: tuple(dict.fromkeys(v for v in posted.getlist(name) if v)) for name in PICKED
        },
        danger=bool(posted.get("danger")),
        look_in=posted.get("look_in", ""),
    )
