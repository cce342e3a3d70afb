"""A photo as large as is taken, through both ways to run: over the broker it is one message there and one back."""

import base64
import io

import pytest
from PIL import Image

from eventlog.errors import Invalid
from services.issues.photos.reading import LONGEST_SIDE, MOST_BYTES
from tests.e2e.district import District
from tests.photo_samples import base64_of, written


def as_large_as_may_be() -> bytes:
    noise = Image.effect_noise((2500, 2500), 60).convert("RGB")
    content = next(c for q in (90, 80, 70, 60) if len(c := written(noise, quality=q)) < MOST_BYTES)
    return content + bytes(MOST_BYTES - len(content))


def test_the_largest_photo_comes_and_goes(district: District) -> None:
    told = {"verbatim": "路灯坏了", "category": "power_and_lighting"}
    issue = district.visit("标记姓名甲", told)[0]["id"]
    sent = as_large_as_may_be()
    assert len(sent) == MOST_BYTES
    district.does("visitor", "issues", "attach_photo", id=issue, photo=base64_of(sent))
    [photo] = district.asks("office", "issues", "get", id=issue)["photos"]
    asked = {"id": issue, "photo_id": photo["id"]}
    answer = district.asks("office", "issues", "photo", **asked)
    picture = Image.open(io.BytesIO(base64.b64decode(answer["content"])))
    assert picture.size == (LONGEST_SIDE, LONGEST_SIDE)
    too_large = base64_of(sent + b"x")
    with pytest.raises(Invalid) as invalid:
        district.does("visitor", "issues", "attach_photo", id=issue, photo=too_large)
    assert invalid.value.params == {"photo": ["file_size"]}
    district.does("visitor", "issues", "remove_photo", **asked)
    assert district.asks("office", "issues", "get", id=issue)["photos"] == []
