"""Options that several commands have, and their values; here, so that `--help` need not load what owns them."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tfcollab.errors import UserError


class EyeChoice(StrEnum):
    """The eye of a recording: OD right, OS left."""

    OD = "OD"
    OS = "OS"
    UNKNOWN = "unknown"


class ProviderChoice(StrEnum):
    """What computes."""

    AUTO = "auto"
    CPU = "cpu"
    OPENVINO = "openvino"
    CUDA = "cuda"
    TENSORRT = "tensorrt"


class PrecisionChoice(StrEnum):
    """The form of the models' graphs: int8 for the CPU and fp16 for CUDA where a model has them (auto), or always
    one of them."""

    AUTO = "auto"
    FP32 = "fp32"
    INT8 = "int8"
    FP16 = "fp16"


class LooksChoice(StrEnum):
    """Which frames of an open eye are looked at: adaptive is after every change, and else at intervals; or every."""

    ADAPTIVE = "adaptive"
    EVERY = "every"


class AgainstChoice(StrEnum):
    """A slower way to analyse, that a faster one is compared with: looking at every frame, or fp32."""

    EVERY = "every"
    FP32 = "fp32"


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


#: the nets and what runs them; asked of every command that measures
ModelOption = Annotated[
    list[str] | None,
    typer.Option(metavar="TASK=MODEL", help="Use another model: classify, detect or segment = name or folder."),
]
ProviderOption = Annotated[ProviderChoice, typer.Option(help="What computes.")]
PrecisionOption = Annotated[
    PrecisionChoice, typer.Option(help="Of the models: int8 is faster on the CPU, fp16 by CUDA.")
]
LooksOption = Annotated[
    LooksChoice,
    typer.Option(
        help="Frames of an open eye that are looked at: after changes, and fewer while nothing happens; or every one."
    ),
]
#: for letters that the fonts of a report lack; asked of every command that sets one
FontsOption = Annotated[
    Path | None,
    typer.Option(
        "--fonts", envvar="TFCOLLAB_FONTS", help="Folder with fonts for names in scripts that no font here draws."
    ),
]


def parse_models(options: Sequence[str]) -> dict[str, str]:
    """`["segment=folder"]` as `{"segment": "folder"}`. Raises UserError for anything else."""
    chosen: dict[str, str] = {}
    for option in options:
        task, _, value = option.partition("=")
        if task not in set(TaskChoice) or not value:
            raise UserError(
                f"--model {option} is not TASK=MODEL: write classify, detect or segment, =, and a name or folder."
            )
        if task in chosen:
            raise UserError(f"--model names two models for {task}: give one.")
        chosen[task] = value
    return chosen
