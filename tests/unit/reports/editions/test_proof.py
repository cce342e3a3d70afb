"""One row of an edition can be proved by itself."""

import copy
import json
from typing import Any

import pytest

from services.reports.editions.proof import check_proof, proof, proof_of_leaf
from services.reports.editions.withdrawal import withdraw
from tests.unit.reports.editions.story import KEY, OTHER_KEY, published, three_months

PUBLIC = KEY.public_key()


def june() -> dict[str, Any]:
    return published(three_months())[0].document


def code_of(changed: dict[str, Any]) -> str:
    [found] = check_proof(changed, PUBLIC)
    return found.code


def test_every_row_has_a_proof_that_is_a_small_json_file() -> None:
    document = june()
    for entry in document["rows"]:
        made = json.loads(json.dumps(proof_of_leaf(document, entry["leaf"])))
        assert check_proof(made, PUBLIC) == []
    assert len(made["path"]) <= 4


def test_a_row_is_found_by_list_and_number() -> None:
    found = proof(june(), "task", "RW-202606-0005-1")
    assert found["row"]["problem_number"] == "WT-202606-0005"
    with pytest.raises(KeyError):
        proof(june(), "task", "RW-202606-9999-1")


def test_what_was_changed_in_a_proof_is_named() -> None:
    good = proof(june(), "problem", "WT-202606-0002")
    changes = {
        "row_changed": {"row": {**good["row"], "state": "closed"}},
        "row_not_in_edition": {"leaf": good["leaf"] + 1},
        "header_changed": {"header": {**good["header"], "number": 9}},
        "wrong_key": {"signature": {**good["signature"], "key_id": "x"}},
        "unreadable": {"path": None},
    }
    for code, change in changes.items():
        assert code_of({**good, **change}) == code
    assert code_of({**good, "size": 999}) == "row_not_in_edition"
    assert check_proof(good, OTHER_KEY.public_key())[0].code == "wrong_key"
    assert check_proof([], PUBLIC)[0].code == "unreadable"


def test_a_withdrawn_row_is_proved_to_be_withdrawn() -> None:
    edition = published(three_months())[0]
    gone = withdraw(edition, "problem", "WT-202606-0002", "2026-08-03", "personal_data", KEY)
    good = proof(gone.document, "problem", "WT-202606-0002")
    assert "row" not in good
    assert check_proof(good, PUBLIC) == []
    forged = copy.deepcopy(good)
    forged["withdrawn"]["on"] = "2026-01-01"
    assert code_of(forged) == "forged_withdrawal"
