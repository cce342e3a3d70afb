"""A signed document is the same whenever it is made, and hides what was withdrawn."""

import json

import pytest

from services.reports.editions.canonical import canonical
from services.reports.editions.document import content_digest
from services.reports.editions.signing import is_signed, key_id, load_public_key, public_pem, sign
from services.reports.editions.withdrawal import withdraw
from tests.unit.reports.editions.story import KEY, OTHER_KEY, published, three_months


def test_the_same_log_and_key_give_the_same_bytes() -> None:
    first, again = (published(three_months())[2] for _ in range(2))
    assert first.to_bytes() == again.to_bytes()
    assert canonical(json.loads(first.to_bytes())) == first.to_bytes()


def test_another_key_gives_other_salts_and_the_same_content() -> None:
    content = three_months()[0]
    [mine], [other] = published([content]), published([content], OTHER_KEY)
    assert mine.root != other.root
    assert content_digest(content) == content_digest(three_months()[0])
    salts = [entry["salt"] for entry in mine.document["rows"]]
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {32}


def test_the_header_counts_the_rows_and_links_the_edition_before() -> None:
    june, july, _ = published(three_months())
    header = july.document["header"]
    assert header["previous"] == june.digest
    assert header["counts"] == {"problem": 4, "task": 0, "effect": 0, "erratum": 3}


def test_a_withdrawn_row_leaves_neither_words_nor_salt_and_no_erratum_about_it() -> None:
    _, july, _ = published(three_months())
    gone = withdraw(july, "problem", "WT-202606-0001", "2026-08-03", "personal_data", KEY)
    stubs = [entry for entry in gone.document["rows"] if "withdrawn" in entry]
    assert [(entry["list"], entry["number"]) for entry in stubs] == [("erratum", "WT-202606-0001")]
    assert all(entry.keys() == {"leaf", "list", "hash", "number", "withdrawn"} for entry in stubs)
    assert gone.document["header"] == july.document["header"]
    assert gone.signature == july.signature


def test_withdrawing_again_or_what_is_not_there_changes_nothing() -> None:
    june = published(three_months())[0]
    gone = withdraw(june, "problem", "WT-202606-0002", "2026-08-03", "personal_data", KEY)
    again = withdraw(gone, "problem", "WT-202606-0002", "2026-09-09", "other", KEY)
    nothing = withdraw(gone, "problem", "WT-202606-9999", "2026-09-09", "other", KEY)
    assert gone.to_bytes() == again.to_bytes() == nothing.to_bytes() != june.to_bytes()


def test_a_row_that_was_never_in_it_stays_as_it_is() -> None:
    """It was withdrawn before the edition came out."""
    contents = three_months()[:1]
    contents[0].rows["problem"][1] = {"number": "WT-202606-0002", "withdrawn": True}
    [june] = published(contents)
    again = withdraw(june, "problem", "WT-202606-0002", "2026-08-03", "personal_data", KEY)
    assert again.to_bytes() == june.to_bytes()


def test_a_signature_is_of_one_value_and_one_key() -> None:
    signature = sign({"a": 1}, KEY)
    assert is_signed({"a": 1}, signature, KEY.public_key())
    assert not is_signed({"a": 2}, signature, KEY.public_key())
    assert not is_signed({"a": 1}, signature, OTHER_KEY.public_key())
    for broken in (
        None,
        {},
        "x",
        {**signature, "alg": "none"},
        {**signature, "value": 7},
        {**signature, "value": "é"},
    ):
        assert not is_signed({"a": 1}, broken, KEY.public_key())


def test_a_public_key_is_read_from_pem_alone() -> None:
    pem = public_pem(KEY.public_key())
    assert key_id(load_public_key(pem)) == key_id(KEY.public_key())
    for wrong in (b"", b"ssh-ed25519 AAAA", pem[:40]):
        with pytest.raises(ValueError, match="public key"):
            load_public_key(wrong)


@pytest.mark.parametrize("value", [2**60, "\ud800", float("nan")])
def test_what_has_no_canonical_form_is_a_value_error(value: object) -> None:
    with pytest.raises(ValueError, match="canonical"):
        canonical({"a": value})
