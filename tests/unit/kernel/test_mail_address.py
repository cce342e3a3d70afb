"""Which texts are an e-mail address: one, plain, and harmless in a header."""

import pytest

from services.kernel.mail_address import mask_address, tidy_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("li@example.org", "li@example.org"),
        (" Li.Ming+news@Mail.Example.ORG ", "Li.Ming+news@mail.example.org"),
        ("12345@qq.com", "12345@qq.com"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_an_address_is_taken_with_its_domain_in_small_letters(typed: str, address: str) -> None:
    assert tidy_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "li",
        "li@",
        "@example.org",
        "li@example",
        "li@localhost",
        "li@127.0.0.1.",
        "li@[127.0.0.1]",
        "li ming@example.org",
        "li@example.org, wang@example.org",
        "li@example.org;wang@example.org",
        "李 <li@example.org>",
        "李@example.org",
        "li@例子.org",
        '"li"@example.org',
        "li..ming@example.org",
        ".li@example.org",
        "li@-example.org",
        "li@example.org\r\nBcc: wang@example.org",
        "li@example.org\n",
        "\nli@example.org",
        "li\0@example.org",
        "a" * 65 + "@example.org",
        "a@" + ".".join(["b" * 60] * 5),
    ],
)
def test_what_is_no_single_plain_address_is_refused(typed: str) -> None:
    assert tidy_address(typed) is None


def test_staff_see_the_first_letter_and_the_domain() -> None:
    assert mask_address("li.ming@example.org") == "l***@example.org"
    assert mask_address(None) is None
