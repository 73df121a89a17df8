"""Values that an option can take; here, so that `--help` need not load the modules that own them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class EyeChoice(StrEnum):
    """The eye of a recording: OD right, OS left."""

    OD = "OD"
    OS = "OS"
    UNKNOWN = "unknown"


class ProviderChoice(StrEnum):
    """What computes."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    TENSORRT = "tensorrt"


class PrecisionChoice(StrEnum):
    """The form of the models' graphs: int8 for the CPU where a model has it (auto), or always one of them."""

    AUTO = "auto"
    FP32 = "fp32"
    INT8 = "int8"


class TaskChoice(StrEnum):
    """The three nets."""

    CLASSIFY = "classify"
    DETECT = "detect"
    SEGMENT = "segment"


class ClassChoice(StrEnum):
    """The four frame classes."""

    CLEAR = "clear"
    CLOSED = "closed"
    BROKEN = "broken"
    BLUR = "blur"


class PaperChoice(StrEnum):
    """Of a clinic's reports."""

    A4 = "a4"
    LETTER = "us-letter"


class LettersChoice(StrEnum):
    """Forms of Chinese letters where a name does not tell."""

    JAPANESE = "ja"
    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    KOREAN = "ko"


#: for letters that the fonts of a report lack; asked of every command that sets one
FontsOption = Annotated[
    Path | None,
    typer.Option(
        "--fonts", envvar="TFCOLLAB_FONTS", help="Folder with fonts for names in scripts that no font here draws."
    ),
]
