"""Photos at the pages: a plain form sends one, thumbnails stand on the issue, and removing is asked for once more."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from services.issues.photos.reading import MOST_BYTES
from tests.integration.pages_world import SITE, Answer, PagesWorld, Person, pages_world
from tests.photo_samples import MARKER, from_a_phone, picture, written
from web.app import LARGEST_FORM
from web.uploads import LARGEST_PHOTO


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesWorld]:
    with pages_world(tmp_path_factory.mktemp("pages")) as found:
        yield found


def sends(who: Person, issue: str, content: bytes, name: str = "IMG_1.jpg", **more: Any) -> Answer:
    form = who.opens(f"/issues/{issue}/photos")
    page = type(form.page)(form.html, "add-photo")
    sent = {**{k: v[0] for k, v in page.values.items()}, "photo": file(content, name)}
    at = {"base_url": SITE, "follow_redirects": True}
    response = who.client.post(page.action, **body({**sent, **more}), **at)
    html = response.get_data(as_text=True)
    return Answer(response, html, type(form.page)(html))


def file(content: bytes, name: str = "IMG_1.jpg") -> FileStorage:
    return FileStorage(io.BytesIO(content), name)


def body(fields: dict[str, Any]) -> dict[str, Any]:
    """Of a form with a file, as a browser sends it."""
    stream, _, boundary = stream_encode_multipart(fields, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return {"data": stream.read(), "content_type": kind}


def addresses(html: str) -> list[str]:
    """Of the thumbnails on the page."""
    return [
        part.split('"', 1)[0] for part in html.split('src="') if "/thumbnail" in part.split('"')[0]
    ]


def test_a_photo_is_sent_shown_and_removed(pages: PagesWorld):
    visitor, issue = pages.person("visitor"), pages.issue()
    assert "没有照片，不影响办理" in visitor.opens(f"/issues/{issue}").html
    after = sends(visitor, issue, from_a_phone((900, 600)), caption="灯杆在这里")
    assert (after.status, "灯杆在这里" in after.html, "1 张" in after.html) == (200, True, True)
    [small] = addresses(after.html)
    for address, size in ((small, (320, 213)), (small.removesuffix("/thumbnail"), (900, 600))):
        answer = visitor.client.get(address, base_url=SITE)
        assert Image.open(io.BytesIO(answer.data)).size == size
        assert MARKER not in answer.data
        assert answer.mimetype == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    asked = visitor.opens(small.replace("thumbnail", "remove"))
    assert "不能恢复" in asked.html
    form = type(asked.page)(asked.html, "remove-photo")
    values = {name: value[0] for name, value in form.values.items()} | {"reason": "拍错了"}
    gone = visitor.client.post(form.action, data=values, base_url=SITE, follow_redirects=True)
    assert addresses(gone.text) == []
    assert "删了照片" in gone.text
    assert visitor.client.get(small, base_url=SITE).status_code == 404


def test_who_does_not_see_the_issue_sees_no_photo_of_it(pages: PagesWorld):
    issue = pages.issue()
    [small] = addresses(sends(pages.person("visitor"), issue, from_a_phone()).html)
    stranger = pages.person("admin")
    for address in (small, small.replace("thumbnail", "remove"), f"/issues/{issue}/photos"):
        assert stranger.opens(address).status == 404
    assert "/sign-in" in pages.app.test_client().get(small, base_url=SITE).headers["Location"]


def test_only_who_added_it_and_the_office_may_take_it_away(pages: PagesWorld):
    issue = pages.issue()
    [small] = addresses(sends(pages.person("visitor"), issue, from_a_phone()).html)
    remove = small.replace("thumbnail", "remove")
    assert remove not in pages.person("reviewer").opens(f"/issues/{issue}").html
    assert pages.person("reviewer").opens(remove).status == 403
    assert pages.person("office").opens(remove).status == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "选一张照片"),
        (b"%PDF-1.7", "只收 JPEG、PNG、WebP"),
        (written(picture(), "GIF"), "只收 JPEG、PNG、WebP"),
        (from_a_phone() + bytes(MOST_BYTES), "照片最大 5 MB"),
    ],
)
def test_what_is_no_photo_is_refused_at_the_field(pages: PagesWorld, content: bytes, words: str):
    answer = sends(pages.person("visitor"), pages.issue(), content, caption="说明还在")
    assert answer.status == 422
    assert words in answer.html
    assert 'id="photo-error"' in answer.html
    assert 'value="说明还在"' in answer.html


def test_a_file_far_too_large_is_told_in_words(pages: PagesWorld):
    answer = sends(pages.person("visitor"), pages.issue(), bytes(LARGEST_PHOTO + 100_000))
    assert (answer.status, "照片最大 5 MB，" in answer.html) == (413, True)
    assert 'id="photo-error"' in answer.html


def test_other_forms_stay_small(pages: PagesWorld):
    visitor, issue = pages.person("visitor"), pages.issue()
    answer = sends(visitor, issue, from_a_phone(), caption="长" * LARGEST_FORM)
    assert (answer.status, 'id="photo-error"' in answer.html) == (413, True)
    sent = body({"photo": file(bytes(LARGEST_FORM + 1))})
    assert visitor.client.post("/visits/new", **sent, base_url=SITE).status_code == 413


def test_the_page_and_the_service_mean_the_same_size():
    assert LARGEST_PHOTO == MOST_BYTES


def test_a_photo_sent_after_the_session_has_ended_leads_to_the_door(pages: PagesWorld):
    issue = pages.issue()
    photo = file(from_a_phone() + bytes(3_000_000))
    sent = {**body({"photo": photo, "caption": "灯"}), "headers": {"Origin": SITE}}
    answer = pages.app.test_client().post(f"/issues/{issue}/photos", **sent, base_url=SITE)
    assert answer.status_code == 403
    assert "登录" in answer.text
    sent = {**body({"photo": file(bytes(LARGEST_PHOTO + 100_000))}), "headers": {"Origin": SITE}}
    answer = pages.app.test_client().post(f"/issues/{issue}/photos", **sent, base_url=SITE)
    assert (answer.status_code, "一次交得太多" in answer.text) == (413, True)
