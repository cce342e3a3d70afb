"""What is refused after the shape, in the order that the domain gives: known answer; existence and visibility; role;
version; state. Each step is asked with the next one wrong as well, so that the order shows."""

import json
from typing import Any

import pytest

from eventlog.errors import Failure
from tests.bad_input.answers import ANSWERED, FORBIDDEN, NOT_FOUND, told
from tests.bad_input.district import Districts, answer_of
from tests.bad_input.faults import Path, identifiers, put
from tests.bad_input.methods import is_command, rpc_methods, schema_of
from tests.bad_input.prepared import ready, taken
from tests.bad_input.valid_requests import NOBODY, VALID
from tests.e2e.district import PARTIES

METHODS = sorted(rpc_methods())
COMMANDS = [method for method in METHODS if is_command(method)]
BESIDE_THE_WORK = {"issues.add_note", "issues.attach_photo", "issues.remove_photo"}  # in any state
VERSIONED = [method for method in COMMANDS if method in VALID and VALID[method].version]
ON_ISSUES = [m for m in VERSIONED if m.startswith("issues.") and "id" in schema_of(m)().fields]
ON_ISSUES = [m for m in ON_ISSUES if m not in BESIDE_THE_WORK]
PAGES = [method for method in METHODS if "after" in schema_of(method)().fields]
FROM_ANYWHERE = {
    "issues.report",
    "issues.report_solved_on_spot",
}  # a problem may be told of any place
STALE = 999
CURSORS = [":", "::", "a:b", "1:2:3:4", "x", "-1", "1_0", "9" * 400, "9" * 30, "a:9", "0:x:y"]
CURSORS += [f"a:{'9' * 30}:b", f"x:-{'9' * 25}:y", f"2026-11-24:{'9' * 19}", "a:\u0661:b", "1:a"]


def ask(districts: Districts, method: str, who: str | None, request: Any) -> str:
    return told(answer_of(districts, method, request, districts.token(who)))


@pytest.mark.parametrize("method", METHODS)
def test_an_id_that_nobody_has_is_told_as_such(districts: Districts, method: str) -> None:
    paths = {".".join(map(str, path)): path for path in identifiers(schema_of(method)())}
    valid, request = ready(districts, method)
    missing = paths.keys() - valid.unknown.keys() - {"new_party.unit"}
    assert not missing, f"say in valid_requests.py what {method} answers to an unknown {missing}"
    before = districts.positions()
    for at, path in paths.items():
        asked, expected = with_id(method, request, path, NOBODY)
        found = ask(districts, method, valid.who, asked)
        assert found == (expected or valid.unknown[at]), f"{method}, unknown {at}: {found}"
    assert districts.positions() == before


def with_id(method: str, request: dict[str, Any], path: Path, value: str) -> tuple[Any, str | None]:
    """The request that names this id; where another field excludes it, without that one."""
    if (method, path) == ("visits.record", ("new_party", "unit")):
        party = {"kind": "household", "name": "新户", "unit": value}
        without = {k: v for k, v in request.items() if k != "party_id"}
        return {**without, "new_party": party}, "Invalid new_party.unit: unknown_unit"
    if (method, path) == ("issues.get", ("number",)):
        return {"number": value}, NOT_FOUND
    if (method, path) == ("reports.object_to_edition", ("address",)):  # any will do
        return put({**request, "row_number": NOBODY}, path, value), None
    if (method, path) == ("issues.report", ("address",)):  # the same
        return put({**request, "unit": NOBODY}, path, value), None
    if path == ("address",):  # where a code came from: any will do, so the code is wrong
        without = {k: v for k, v in request.items() if k != "id"}
        return {**without, "number": NOBODY, "code": "00000000", "address": value}, None
    return put(request, path, value), None


@pytest.mark.parametrize("method", METHODS)
def test_who_may_not_is_told_so_and_nothing_more(districts: Districts, method: str) -> None:
    """Another role; and every role, but in another district: what one may not see does not exist."""
    valid, request = ready(districts, method)
    if valid.who is None or method in FROM_ANYWHERE:
        return
    before = districts.positions()
    stale = request | ({"expected_version": STALE} if valid.version else {})
    for who, expected in ((valid.outsider, valid.barred), ("stranger", valid.stranger)):
        for asked in (request, stale):  # the version is judged after the right
            answer = answer_of(districts, method, asked, districts.token(who))
            assert told(answer) == expected, f"{method} by {who}: {answer!r}"
            assert not isinstance(answer, dict) or not reveals(districts, answer), answer
    assert districts.positions() == before


def reveals(districts: Districts, answer: dict[str, Any]) -> bool:
    """Whether an answer holds something of the first district's cases."""
    text = json.dumps(answer, ensure_ascii=False)
    secret = [districts.closed, districts.visited["id"], *(phone for *_, phone, _ in PARTIES)]
    return any(word in text for word in secret)


@pytest.mark.parametrize("method", VERSIONED)
def test_a_stale_version_is_a_conflict_and_comes_before_the_state(
    districts: Districts, method: str
) -> None:
    valid, request = taken(districts, method)
    before = districts.positions()
    stale = {**request, "expected_version": STALE}
    assert ask(districts, method, valid.who, stale) == "Conflict conflict"
    if method in ON_ISSUES:
        over = put(put(request, ("id",), districts.over), ("task_id",), request.get("task_id"))
        over = {name: value for name, value in over.items() if value is not None}
        assert ask(districts, method, valid.who, over) == "Refused not_in_state"
        assert ask(districts, method, valid.who, {**over, "expected_version": 1}) == (
            "Conflict conflict"
        )
    assert districts.positions() == before
    assert ask(districts, method, valid.who, request) == ANSWERED


@pytest.mark.parametrize("method", COMMANDS)
def test_a_command_id_stands_for_one_request(districts: Districts, method: str) -> None:
    valid, request = taken(districts, method)
    token = districts.token(valid.who)
    first = districts.call(method, request, token)
    districts.settle()
    before = districts.positions()
    again = answer_of(districts, method, request, token)
    assert not isinstance(again, Failure), again
    assert again.get("position") == first["position"] or "rows" in request
    if valid.changed:
        other = {name: v for name, v in {**request, **valid.changed}.items() if v is not None}
        if other == request:
            other["expected_version"] = STALE
        assert ask(districts, method, valid.who, other) == "Refused command_id_reused"
        unknown = {**other, "id": NOBODY} if "id" in request else other
        assert ask(districts, method, valid.who, unknown) == "Refused command_id_reused"
    assert districts.positions() == before


@pytest.mark.parametrize("method", METHODS)
def test_the_shape_is_judged_before_anything_that_would_have_to_be_looked_up(
    districts: Districts, method: str
) -> None:
    valid, request = ready(districts, method)
    for who in {valid.who, valid.outsider, "stranger"}:
        asked = {**request, "no_such_field": 1, "expected_version": STALE, "id": NOBODY}
        found = ask(districts, method, who, asked)
        assert "no_such_field: unknown" in found, (who, found)


@pytest.mark.parametrize("method", PAGES)
def test_a_place_that_no_page_has_given_is_refused_or_empty(
    districts: Districts, method: str
) -> None:
    valid, request = ready(districts, method)
    if method.endswith(".facts_after"):
        assert ask(districts, method, valid.who, {"after": 2**40}) == "Refused log_diverged"
        return
    for cursor in CURSORS:
        found = ask(districts, method, valid.who, {**request, "after": cursor})
        assert found in (ANSWERED, "Invalid after: pattern"), f"{method}, {cursor!r}: {found}"


@pytest.mark.parametrize("method", METHODS)
def test_a_position_beyond_the_log_is_not_waited_for(districts: Districts, method: str) -> None:
    """No answer ever told it: the log has not come that far."""
    if "at_least" not in schema_of(method)().fields:
        return
    valid, request = ready(districts, method)
    service = method.split(".")[0]
    if service not in districts.system.host.applications[service].sources:
        return
    beyond = {**request, "at_least": {service: 2**50}}
    assert ask(districts, method, valid.who, beyond) == "Invalid at_least: range"


@pytest.mark.parametrize("method", ON_ISSUES)
def test_a_role_is_asked_for_before_the_state(districts: Districts, method: str) -> None:
    valid, request = ready(districts, method)
    over = {**request, "id": districts.over}
    assert ask(districts, method, valid.outsider, over) == FORBIDDEN
