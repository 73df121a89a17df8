"""Pictures of every screen, drawn in memory, with the shipped models.

`python -m benchmarks.screenshots FOLDER [NAME…]`: every screen in every look, as SCREEN-THEME-LANGUAGE-SIZE.png; NAME
leaves out all pictures in whose name it is not. `python -m benchmarks.screenshots --guide` makes those of
docs/guide.md and the README anew.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from benchmarks.tour import walk
from tfcollab.app.window import Window, make_application

_GUIDE_FOLDER = Path(__file__).parents[1] / "docs" / "images" / "guide"
_LOOKS = (
    ("dark", "en", 1.0, (1280, 800)),
    ("light", "en", 1.0, (1280, 800)),
    ("light", "zh_CN", 1.0, (1280, 800)),
    ("dark", "en", 2.0, (1280, 800)),
    ("dark", "en", 1.0, (640, 400)),
    ("dark", "en", 1.0, (2560, 1440)),
)
#: screens of the guide; small enough for a page, and compressed, because they lie in the repository
_OF_GUIDE = (
    "start-first",
    "start-patients",
    "patient",
    "visit-form",
    "settings-users",
    "exam-source",
    "exam-ready",
    "exam-broken",
    "exam-judging",
    "exam-finished",
    "report-draft",
    "report-signed",
    "replay",
    "review",
    "review-why",
    "compare-trend",
)
_GUIDE_SIZE, _JPEG_QUALITY = (1200, 750), 82


def _all(folder: Path, wanted: list[str]) -> None:
    def take(window: Window, screen: str) -> None:
        for theme, language, scale, (width, height) in _LOOKS:
            name = f"{screen}-{theme}-{language}-{scale * 100:.0f}pct-{width}x{height}"
            if not wanted or any(part in name for part in wanted):
                _look(window, theme, language, scale, (width, height))
                assert window.quick is not None
                window.quick.grabWindow().save(str(folder / f"{name}.png"))

    _walk(take)


def _guide() -> None:
    def take(window: Window, screen: str) -> None:
        assert window.quick is not None
        if screen in _OF_GUIDE:
            _look(window, "dark", "en", 1.0, _GUIDE_SIZE)
            window.quick.grabWindow().save(str(_GUIDE_FOLDER / f"{screen}.jpg"), "JPG", _JPEG_QUALITY)

    _GUIDE_FOLDER.mkdir(parents=True, exist_ok=True)
    _walk(take)


def _look(window: Window, theme: str, language: str, scale: float, size: tuple[int, int]) -> None:
    settings, quick = window.app.settings, window.quick
    assert quick is not None
    for key, value in (("theme", theme), ("language", language), ("text_scale", scale)):
        settings.set("interface", key, value)
    quick.resize(*size)
    for _ in range(30):
        make_application().processEvents()


def _walk(take: Callable[[Window, str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="clinic-") as home:
        walk(Path(home), take)


def main(
    folder: Annotated[Path | None, typer.Argument(help="Where the pictures go.")] = None,
    names: Annotated[list[str] | None, typer.Argument(help="Parts of names of pictures; all if none.")] = None,
    guide: Annotated[bool, typer.Option("--guide", help="Those of docs/guide.md, into docs/images/guide/.")] = False,
) -> None:
    """Draw every screen of the desktop app."""
    if guide:
        _guide()
    elif folder is None:
        raise typer.BadParameter("Name a folder, or give --guide.")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        _all(folder, names or [])


if __name__ == "__main__":
    typer.run(main)
