"""Sets a template of ui/report with plain data; the data is placed, never evaluated."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import typst

from tfcollab.report.fonts import INSTEAD, Choice, named_letters
from tfcollab.resources import ui_dir

Standard = Literal["ua-1", "a-2a", "a-3a"]


def set_pdf(
    template: str, data: Mapping[str, Any], fonts: Choice, created: datetime, standards: Sequence[Standard]
) -> bytes:
    """The template (a file name in ui/report) filled with the data, as PDF; the same input gives the same bytes.

    created: to the second, with its zone. standards: as typst calls them. Letters that no font has become □.
    """
    folder = ui_dir() / "report"
    text = json.dumps({**data, "fonts": fonts.families}, ensure_ascii=False, allow_nan=False)
    while True:
        try:
            return typst.compile(
                folder / template,
                root=folder,
                format="pdf",
                sys_inputs={"data": text},
                pdf_standards=[*standards],
                font_paths=fonts.fonts,
                timestamp=created,
            )
        except typst.TypstError as error:
            # an error need not name all of them at once
            missing = named_letters(error) - {INSTEAD}
            if not missing:
                raise
            text = text.translate(dict.fromkeys(map(ord, missing), INSTEAD))
