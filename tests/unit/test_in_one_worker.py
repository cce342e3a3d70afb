"""Tests that share a costly system are not spread over workers."""

from tests.in_one_worker import scope_of


def test_a_folder_with_a_system_is_one_scope_and_elsewhere_a_file_is():
    assert scope_of("tests/e2e/test_up.py::test_a[x::y]") == "tests/e2e"
    assert scope_of("tests/e2e/test_demo.py::test_b") == "tests/e2e"
    assert scope_of("tests/browser/test_lists.py::test_c[phone]") == "tests/browser"
    assert scope_of("tests/unit/web/test_words.py::test_d") == "tests/unit/web/test_words.py"
