"""docs/rpc.md and docs/asyncapi.yaml say what the code says."""

import ast
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator

from minqing.registry import SERVICES
from tools.reference import pages
from tools.reference.examples import fits, kept
from tools.reference.failures import GENERAL
from tools.reference.methods import Method, all_methods
from tools.reference.tasks import TASKS
from tools.reference.told import all_entries
from tools.reference.told.refusals import REFUSALS
from web.sayings import SAYINGS

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "tests" / "golden" / "asyncapi" / "3.0.0.json"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # of C where there is one: it is large
WRITE = "run `make reference` and commit what it writes"
METHODS, ENTRIES, EXAMPLES = all_methods(), all_entries(), kept()
GENERAL_CODES = {each.code for each in GENERAL}
OF_PROGRAMS = {"log_diverged", "service_unknown", "unit_has_open_units"}  # told to no page
# Raised where no method of the service is under way: by a command of the operator.
BESIDE_RPC = {"campaign": {"row_wrong"}}


def test_every_method_is_described_and_nothing_else() -> None:
    described = "describe it in tools/reference/told/ and call it in tools/reference/story.py"
    assert set(ENTRIES) == set(METHODS), described


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.key)
def test_the_example_has_the_shape_of_today(method: Method) -> None:
    assert fits(method, ENTRIES[method.key], EXAMPLES.get(method.key)), WRITE


def test_the_files_are_what_the_code_would_write() -> None:
    stale = [
        str(path.relative_to(ROOT))
        for path, text in pages.written(EXAMPLES).items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    assert not stale, WRITE


@pytest.fixture(scope="module")
def document() -> Any:
    return yaml.load(pages.ASYNCAPI.read_text("utf-8"), LOADER)


def test_the_document_is_asyncapi_3(document: Any) -> None:
    text = SCHEMA.read_bytes()
    assert hashlib.sha256(text).hexdigest() in (SCHEMA.parent / "SOURCE.md").read_text()
    found = [error.message for error in Draft7Validator(json.loads(text)).iter_errors(document)]
    assert not found


def test_the_payloads_are_json_schemas_that_their_examples_fit(document: Any) -> None:
    for name, message in document["components"]["messages"].items():
        schema = {**message["payload"], "components": document["components"]}
        Draft202012Validator.check_schema(message["payload"])
        for example in message.get("examples", ()):
            found = list(Draft202012Validator(schema).iter_errors(example["payload"]))
            assert not found, name


@pytest.mark.parametrize("service", SERVICES)
def test_every_code_that_a_service_raises_is_in_the_reference(service: str) -> None:
    told = {
        code
        for key, entry in ENTRIES.items()
        if key.startswith(f"{service}.")
        for code in (*entry.refuses, *entry.forbids)
    }
    raised = codes_in(ROOT / "services" / service)
    assert raised - told - GENERAL_CODES - BESIDE_RPC.get(service, set()) == set()
    assert told - raised - codes_in(ROOT / "services" / "kernel") == set()


def test_every_method_is_found_by_what_one_wants_to_do() -> None:
    found = {key for wants in TASKS.values() for key in wants}
    assert found == METHODS.keys(), "say in tools/reference/tasks.py what it is for"


def test_every_refusal_says_what_to_do() -> None:
    given = {code for entry in ENTRIES.values() for code in (*entry.refuses, *entry.forbids)}
    assert given == REFUSALS.keys(), "say it in tools/reference/told/refusals.py"


def test_every_refusal_that_a_page_can_meet_has_chinese_words() -> None:
    assert REFUSALS.keys() - OF_PROGRAMS <= SAYINGS.keys(), "say it in web/sayings.py"


def codes_in(folder: Path) -> set[str]:
    """Codes given to Refused, Forbidden and Unavailable, and to the checks that are told which refusal is theirs."""
    return {
        argument.value
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for argument in _told_a_code(node)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def _told_a_code(call: ast.Call) -> list[ast.expr]:
    """The arguments that are a refusal's code."""
    name = ast.unparse(call.func)
    if name.rpartition(".")[2] in {"Refused", "Forbidden", "Unavailable"}:
        return call.args[:1]
    return call.args if name in {"relation.outside", "_check_review"} else []
