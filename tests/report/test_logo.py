"""A logo is a small plain picture, or it is refused in a sentence."""

import cv2
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.exam.clinic import LogoKind
from tfcollab.report.logo import checked_logo, logo_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{}</svg>'


def picture(kind: str, width: int = 60, height: int = 20) -> bytes:
    image = np.full((height, width, 3), 90, np.uint8)
    return cv2.imencode(kind, image)[1].tobytes()


@pytest.mark.parametrize(("kind", "expected"), [(".png", LogoKind.PNG), (".jpg", LogoKind.JPEG)])
def test_png_and_jpeg_are_taken_as_they_are(kind: str, expected: LogoKind) -> None:
    data = picture(kind)
    logo = checked_logo(data)
    assert (logo.kind, logo.data) == (expected, data)
    assert 'viewBox="0 0 60 20"' in logo_svg(logo)


def test_a_plain_svg_is_taken() -> None:
    data = SVG.format('<path fill="url(#g)" d="M0 0h30v10z"/>').encode()
    assert checked_logo(data).kind is LogoKind.SVG


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("<script>alert(1)</script>", "a part <script>"),
        ("<text>Eye</text>", "turn text into paths"),
        ('<image href="file:///etc/passwd"/>', "a part <image>"),
        ('<use href="https://example.org/a.svg#b"/>', "runs or fetches"),
        ('<rect onload="alert(1)"/>', "runs or fetches"),
        ('<rect fill="url(https://example.org/x)"/>', "runs or fetches"),
        ("<rect", "damaged"),
    ],
)
def test_an_svg_that_runs_fetches_or_writes_is_refused(part: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        checked_logo(SVG.format(part).encode())


def test_entities_of_an_svg_are_not_expanded() -> None:
    with pytest.raises(UserError, match="document type"):
        checked_logo(b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a" + bytes(100), "no PNG, JPEG or SVG"),
        (b"", "no PNG, JPEG or SVG"),
        (picture(".png")[:60], "damaged"),
        (b"\xff\xd8\xff" + bytes(100), "damaged"),
        (picture(".png", 5000, 20), "5000 × 20 pixels"),
        (picture(".png", 8, 8), "8 × 8 pixels"),
        (picture(".png") + bytes(1_000_001), "1.0 MB"),
    ],
)
def test_what_is_no_small_whole_picture_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UserError, match=message):
        checked_logo(data)
