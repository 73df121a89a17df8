"""What a clinic puts on its reports."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


class HanForms(StrEnum):
    """How Chinese letters are drawn where a text does not tell: Japanese, Chinese and Korean forms of one differ."""

    JAPANESE = "ja"
    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    KOREAN = "ko"


class LogoKind(StrEnum):
    PNG = "png"
    JPEG = "jpeg"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file's bytes as they are; made by tfcollab.report.logo.checked_logo alone."""

    kind: LogoKind
    data: bytes


@dataclass(frozen=True, slots=True)
class Clinic:
    """name and address may be empty (then nothing is printed); han_forms: None for whatever font there is."""

    name: str = ""
    address: str = ""
    paper: Paper = Paper.A4
    han_forms: HanForms | None = None
    logo: Logo | None = None
