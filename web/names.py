"""Names behind ids: units and categories are remembered for a minute, people are asked for by page.

A person's name is personal, so it is never kept longer than the request that shows it.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import current_app, g, request

from eventlog.errors import Failure
from web import session
from web.settings import site

A_MINUTE = 60.0


class Remembered:
    """Answers of slow-moving questions, each for a minute."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[float, Any]] = {}
        self._lock = threading.Lock()

    def get(self, name: str, ask: Callable[[], Any]) -> Any:
        with self._lock:
            known = self._answers.get(name)
        if known and time.monotonic() - known[0] < A_MINUTE:
            return known[1]
        answer = ask()
        with self._lock:
            self._answers[name] = (time.monotonic(), answer)
        return answer


def _remembered(name: str, ask: Callable[[], Any]) -> Any:
    return current_app.extensions["minqing.names"].get(name, ask)


def about() -> dict[str, Any]:
    """`{district, origin, timezone, today}` without what is not known yet; empty while campaign does not answer:
    error pages need it too."""
    try:
        answer = _remembered("about", lambda: site().peer.call("campaign", "about", {}))
    except Failure:
        return {}
    return {name: value for name, value in answer.items() if value is not None}


def units() -> dict[str, dict[str, Any]]:
    """Every unit by id, in area-code order as campaign answers them."""
    return _remembered("units", lambda: _by_id(_ask("campaign", "units")))


def unit_name(unit_id: str | None) -> str:
    if not unit_id:
        return "未填"
    return units().get(unit_id, {}).get("name", unit_id)


def categories() -> dict[str, dict[str, Any]]:
    return _remembered("categories", lambda: _by_id(_ask("issues", "categories")))


def category_name(category_id: str | None) -> str:
    if not category_id:
        return "未填"
    return categories().get(category_id, {}).get("name", category_id)


def category_path(category_id: str) -> str:
    """`基础设施 / 道路`; a category of the first level stands alone."""
    known = categories().get(category_id, {})
    parent = known.get("parent")
    own = known.get("name", category_id)
    return f"{category_name(parent)} / {own}" if parent else own


def grouped_categories() -> list[tuple[str, list[dict[str, Any]]]]:
    """First level by name, each with what can be chosen: its children, or itself when it has none."""
    every = list(categories().values())
    groups = []
    for top in (item for item in every if not item.get("parent")):
        below = [item for item in every if item.get("parent") == top["id"]]
        groups.append((top["name"], below or [top]))
    return groups


def people(ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """`{id: {id, name, position, unit}}` for this page; ids nobody answers for are left out."""
    known: dict[str, dict[str, Any]] = g.setdefault("people", {})
    wanted = sorted({person for person in ids if person and person not in known})
    if wanted:
        known.update(_by_id(session.call("campaign", "people", {"ids": wanted})))
    return known


def person_name(person_id: str | None) -> str:
    """Of somebody of the staff; what no person did, the system did."""
    if not person_id:
        return "未填"
    if person_id.startswith("service:"):
        return "系统"
    return people([person_id]).get(person_id, {}).get("name") or "（姓名已删除）"


def _ask(service: str, method: str) -> dict[str, Any]:
    on_public_page = request.blueprint == "public"
    ask = session.call_as_web if on_public_page or not session.signed_in() else session.call
    return ask(service, method, {})


def _by_id(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in answer["items"]}
