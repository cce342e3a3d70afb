"""After sign-in people return to the page they asked for, and never to another site."""

import pytest

from web.sign_in_pages import local_path


@pytest.mark.parametrize("path", ["/", "/issues?state=reported&late=1", "/visits/new"])
def test_a_page_of_ours_is_returned_to(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "https://example.com/",
        "//example.com/",
        "/\\example.com/",
        "\\\\example.com",
        "javascript:alert(1)",
        "issues",
        "/\nLocation: x",
        "/sign-in?back=/",
        "//[",
        "http://[",
    ],
)
def test_anything_else_leads_to_today(path):
    assert local_path(path) == "/"
