"""What the reference says of answers and of callers, held to real calls."""

import uuid
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from eventlog.errors import Failure, Forbidden, NotFound
from services.campaign.vocabulary import ROLES
from services.kernel.caller import Caller, Role, service_caller
from services.kernel.token import issue
from tools.reference import asyncapi
from tools.reference.entry import SCOPES, Entry
from tools.reference.examples import kept
from tools.reference.fact_schema import OWNERS
from tools.reference.methods import Method, all_methods
from tools.reference.request_schema import json_schema
from tools.reference.story import DISTRICT, UNITS, play
from tools.reference.told import all_entries
from tools.reference.walk import MORNING, Json, Walk, fresh_host

METHODS, ENTRIES = all_methods(), all_entries()
SIGNED = [method for method in METHODS.values() if method.needs_token]
EVERYWHERE = [unit for unit, *_ in UNITS]
MOST_REQUESTS = 3  # of a method: by staff and by code, of confidential issues and of others
BESIDE = "issues.add_note"  # leaves an issue as it is


@pytest.fixture(scope="module")
def walk() -> Iterator[Walk]:
    with fresh_host() as host:
        walked = Walk(host)
        play(walked)
        yield walked


def test_every_method_is_called_on_the_walk(walk: Walk) -> None:
    assert set(walk.first()) == set(METHODS), "call it in tools/reference/story.py"


def test_every_answer_has_the_shape_that_the_reference_gives(walk: Walk) -> None:
    form = Draft202012Validator.FORMAT_CHECKER
    validators = {
        key: Draft202012Validator(entry.answer, format_checker=form)
        for key, entry in ENTRIES.items()
    }
    for call in walk.calls:
        found = [(e.json_path, e.message) for e in validators[call.key].iter_errors(call.answer)]
        assert not found, call.key


def test_every_request_has_the_shape_that_the_reference_gives(walk: Walk) -> None:
    for call in walk.calls:
        assert Draft202012Validator(json_schema(METHODS[call.key].schema())).is_valid(call.request)


def test_a_command_sent_again_has_the_same_answer(walk: Walk) -> None:
    for call in walk.calls:
        if METHODS[call.key].is_command and not ENTRIES[call.key].counts_anew:
            service, method = call.key.split(".")
            token = walk.tokens[call.who or ""]
            assert walk.host.call(service, method, call.request, token) == call.answer, call.key


def test_every_fact_has_the_shape_that_the_reference_gives(walk: Walk) -> None:
    components = asyncapi.document(kept())["components"]
    facts = [f for c in walk.calls if c.key.endswith("facts_after") for f in c.answer["items"]]
    assert {fact["source"] for fact in facts} == set(OWNERS)
    for fact in facts:
        payload = components["messages"][f"{fact['source']}.{fact['type']}"]["payload"]
        validator = Draft202012Validator({**payload, "components": components})
        assert not [error.message for error in validator.iter_errors(fact)], fact["type"]


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.key)
def test_a_token_is_wanted_where_the_reference_says_so(walk: Walk, method: Method) -> None:
    assert (ENTRIES[method.key].who is not None) == method.needs_token
    request = requests_of(walk, method)[0]
    assert (answered(walk, method, None, request) == "token_missing") == method.needs_token


@pytest.mark.parametrize("method", SIGNED, ids=lambda method: method.key)
def test_those_may_call_whom_the_reference_names_and_no_others(walk: Walk, method: Method) -> None:
    """A role that is named may do one of the things that were done; who is not named may do none of them."""
    entry, refusals = ENTRIES[method.key], {"forbidden", "not_found"}
    requests = requests_of(walk, method)
    for caller in callers_named(entry):
        assert any(answered(walk, method, caller, r) not in refusals for r in requests), caller
    for caller in callers_not_named(entry):
        assert all(answered(walk, method, caller, r) in refusals for r in requests), caller


def callers_named(entry: Entry) -> list[Caller]:
    """Each role and each scope alone."""
    assert entry.who is not None
    scopes = [service_caller("stranger", scope) for scope in entry.who.scopes]
    return [person(role) for role in entry.who.roles] + scopes


def callers_not_named(entry: Entry) -> list[Caller]:
    """Somebody with all the other roles, an account with all the other scopes: together they may no more."""
    assert entry.who is not None
    roles = [role for role in ROLES if role not in entry.who.roles]
    scopes = [scope for scope in SCOPES if scope not in entry.who.scopes]
    return ([person(*roles)] if roles else []) + (
        [service_caller("stranger", *scopes)] if scopes else []
    )


def person(*roles: str) -> Caller:
    """With these roles in every unit of the district."""
    held = tuple(Role(role, unit) for role in roles for unit in EVERYWHERE)
    return Caller("stranger", DISTRICT, held)


def requests_of(walk: Walk, method: Method) -> list[Json]:
    """The last ones of the walk, the last first; then the same about issues that are still with their unit: most
    commands leave their own in another state, one even out of sight."""
    found = [call.request for call in reversed(walk.calls) if call.key == method.key][
        :MOST_REQUESTS
    ]
    if not method.is_command or "id" not in found[0]:
        return found
    others = [call.request["id"] for call in walk.calls if call.key == BESIDE]
    return [*found, *({**found[0], "id": other} for other in others)]


def answered(walk: Walk, method: Method, caller: Caller | None, request: Json) -> str:
    """The code of the failure, or nothing. The request goes as a new command."""
    if method.is_command:
        request = {**request, "command_id": str(uuid.uuid4())}
    token = caller and issue(caller, walk.host.folder.token_key, MORNING)
    try:
        walk.host.call(method.service, method.name, request, token)
    except (Forbidden, NotFound) as failure:
        return failure.code
    except Failure:
        return "something that is asked later"
    return ""
