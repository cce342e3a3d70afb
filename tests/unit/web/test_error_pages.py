"""What a page says when it cannot be shown or a form cannot be taken: what happened, then what to do."""

from eventlog.errors import Forbidden
from web.error_pages import for_failure

HERE = "https://localhost"


def test_who_sends_a_form_without_a_session_reads_that_the_words_are_kept(alone):
    answer = alone.post(
        "/visits/new", data={"note": "路灯"}, base_url=HERE, headers={"Origin": HERE}
    )
    assert "登录后回到这一页，你写的还在" in answer.text


def test_a_page_that_a_role_cannot_see_is_told_apart_from_a_step_it_cannot_take(alone):
    for method, words in (("GET", "不能看这一页。"), ("POST", "不能做这一步。")):
        with alone.application.test_request_context("/visits", method=method):
            page, status = for_failure(Forbidden())
        assert status == 403
        assert words in page
