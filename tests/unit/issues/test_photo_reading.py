"""What becomes of a photo that somebody sends: its pixels, upright and not too large, and nothing else."""

import io

import pytest
from PIL import Image

from eventlog.errors import Invalid
from services.issues.photos.reading import LONGEST_SIDE, LONGEST_SIDE_SMALL, MOST_BYTES, read_photo
from tests.photo_samples import MARKER, claiming, from_a_phone, picture, written

RED, BLUE, WHITE = (254, 0, 0), (0, 0, 254), (255, 255, 255)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def code_of(sent: bytes) -> str:
    with pytest.raises(Invalid) as invalid:
        read_photo(sent)
    [code] = invalid.value.params["photo"]
    return code


def corner(image: Image.Image, x: int, y: int) -> str:
    """The colour in the middle of a quarter: `x` and `y` are 0 or 1."""
    red, _, blue = image.getpixel(((1 + 2 * x) * image.width // 4, (1 + 2 * y) * image.height // 4))
    return "red" if red > blue else "blue"


def test_nothing_but_the_picture_is_left():
    sent = from_a_phone()
    assert sent.count(MARKER) >= 5
    found = read_photo(sent)
    for content in (found.content, found.thumbnail):
        assert MARKER not in content
        image = opened(content)
        assert image.format == "JPEG"
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_as_its_camera_meant_it(orientation):
    red = ((0, 0), (1, 0), (1, 1), (0, 1))[(orientation - 1) % 4]
    found = read_photo(from_a_phone((60, 40), orientation))
    assert (found.width, found.height) == ((60, 40) if orientation < 5 else (40, 60))
    image = opened(found.content)
    assert image.size == (found.width, found.height)
    corners = {(x, y): corner(image, x, y) for x in (0, 1) for y in (0, 1)}
    assert [place for place, colour in corners.items() if colour == "red"] == [red]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_are_taken_by_their_content(kind):
    found = read_photo(written(picture(), kind))
    assert opened(found.content).format == "JPEG"
    assert (found.width, found.height) == (60, 40)


def test_of_a_phone_s_double_picture_the_first_is_taken():
    both = written(picture(), "MPO", save_all=True, append_images=[picture((30, 20))])
    found = read_photo(both)
    assert (found.width, opened(found.content).format) == (60, "JPEG")


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PDF", "ICO"])
def test_other_kinds_are_refused(kind):
    assert code_of(written(picture((32, 32)), kind)) == "file_type"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_colours_is_read(mode):
    image = Image.new("I;16", (60, 40)) if mode == "I;16" else picture(mode=mode)
    assert opened(read_photo(written(image, "PNG")).content).mode == "RGB"


def test_what_is_seen_through_becomes_white():
    found = read_photo(written(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert opened(found.content).getpixel((4, 4)) == WHITE


def test_a_large_one_is_made_smaller_and_a_small_one_stays():
    found = read_photo(written(picture((3000, 1500)), quality=60))
    assert (found.width, found.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert opened(found.thumbnail).size == (LONGEST_SIDE_SMALL, LONGEST_SIDE_SMALL // 2)
    assert opened(read_photo(written(picture((9, 7)))).thumbnail).size == (9, 7)


@pytest.mark.parametrize("size", [(2916, 2916), (1, 8_500_001), (20_000, 20_000)])
def test_a_few_bytes_that_unpack_to_a_mountain_are_not_unpacked(size):
    sent = claiming(*size)
    assert len(sent) < 10_000
    assert code_of(sent) == "too_many_pixels"


def test_a_jpeg_may_be_larger_because_it_is_unpacked_smaller():
    assert read_photo(written(Image.new("L", (3000, 3000)))).width == LONGEST_SIDE
    assert code_of(written(Image.new("L", (5000, 5001)))) == "too_many_pixels"


def test_too_many_bytes_are_not_looked_at():
    assert code_of(from_a_phone() + bytes(MOST_BYTES)) == "file_size"


@pytest.mark.parametrize(
    "sent",
    [b"", b"\xff", b"GIF89a", b"<svg/>", b"%PDF-1.7", b"MZ" + bytes(64), b"\xff\xd8\xff" * 9],
)
def test_what_is_no_picture_is_refused(sent):
    assert code_of(sent) == "file_type"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_one_is_read_or_refused_and_breaks_nothing(kind):
    whole = written(picture((90, 60)), kind)
    for cut in range(0, len(whole), 7):
        spoiled = whole[:cut] + b"\xa5" + whole[cut + 1 :]
        for sent in (whole[:cut], spoiled):
            try:
                found = read_photo(sent)
            except Invalid:
                continue
            assert opened(found.content).mode == "RGB"
