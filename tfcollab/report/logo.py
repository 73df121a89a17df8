"""A clinic's logo: checked once when it is set, placed as it is on every report."""

import base64
import re
from xml.etree import ElementTree

import cv2
import numpy as np
import typst

from tfcollab.errors import UserError
from tfcollab.exam.clinic import Logo, LogoKind

_MOST_BYTES = 1_000_000
_SIDES_PX = (16, 4000)
#: parts of SVG that run, that fetch, or that need a font of their own
_REFUSED_PARTS = {"script", "foreignObject", "text", "style", "image", "animate", "set", "iframe"}
_TRIAL = b"""#set document(title: "logo")
#image(bytes(sys.inputs.svg), format: "svg", alt: "logo", width: 20mm)"""


def checked_logo(data: bytes) -> Logo:
    """The logo of a file's bytes.

    Raises:
        UserError: it is no PNG, JPEG or SVG, is damaged, too large, or an SVG that runs, fetches or writes text.
    """
    if len(data) > _MOST_BYTES:
        raise UserError(f"The logo has {len(data) / 1e6:.1f} MB: use a picture of 1 MB at most.")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        logo = Logo(LogoKind.PNG, data)
    elif data.startswith(b"\xff\xd8\xff"):
        logo = Logo(LogoKind.JPEG, data)
    elif b"<svg" in data[:4096]:
        _check_svg(data)
        logo = Logo(LogoKind.SVG, data)
    else:
        raise UserError("The logo is no PNG, JPEG or SVG picture: choose another file.")
    try:
        typst.compile(
            _TRIAL,
            format="pdf",
            sys_inputs={"svg": logo_svg(logo)},
            pdf_standards=["ua-1", "a-3a"],
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        raise UserError("The logo cannot be set in a PDF: save it as a plain RGB PNG, and choose that.") from None
    return logo


def logo_svg(logo: Logo) -> str:
    """The logo as SVG, which is what the template takes.

    Raises:
        UserError: the picture is damaged, or its sides are not between 16 and 4000 pixels.
    """
    if logo.kind is LogoKind.SVG:
        return logo.data.decode("utf-8", errors="strict")
    picture = cv2.imdecode(np.frombuffer(logo.data, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise UserError("The logo's file is damaged: save it again, and choose that.")
    height, width = picture.shape[:2]
    if not all(_SIDES_PX[0] <= side <= _SIDES_PX[1] for side in (width, height)):
        raise UserError(f"The logo has {width} × {height} pixels: its sides must be between 16 and 4000.")
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="data:image/{logo.kind};base64,{base64.b64encode(logo.data).decode()}"/></svg>'
    )


def _check_svg(data: bytes) -> None:
    if re.search(rb"<!(DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise UserError("The logo's SVG declares a document type: save it as plain SVG.")
    try:
        data.decode("utf-8")
        parts = list(ElementTree.fromstring(data).iter())
    except (UnicodeDecodeError, ElementTree.ParseError):
        raise UserError("The logo's SVG is damaged or not UTF-8: save it again as plain SVG.") from None
    for part in parts:
        name = str(part.tag).rpartition("}")[2]
        if name in _REFUSED_PARTS:
            raise UserError(f"The logo's SVG has a part <{name}>: turn text into paths and save it as plain SVG.")
        for attribute, value in part.attrib.items():
            plain = attribute.rpartition("}")[2]
            fetches = (plain == "href" and not value.startswith("#")) or "url(" in value.replace("url(#", "")
            if plain.startswith("on") or fetches:
                raise UserError("The logo's SVG runs or fetches something: save it as plain SVG.")
