"""Every text of the screens is there in every language."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6
import pytest

from tfcollab.app.sentences import CONTEXT
from tfcollab.app.translation import LANGUAGES, SOURCE_LANGUAGE, read_catalogue, translations_dir
from tfcollab.resources import ui_dir

OTHERS = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """(context, source) of every text in the screens, as Qt's own lupdate finds them."""
    found = tmp_path_factory.mktemp("texts") / "all.ts"
    ending = ".exe" if sys.platform == "win32" else ""
    lupdate = Path(PySide6.__file__).parent / f"lupdate{ending}"
    subprocess.run([lupdate, "-silent", ui_dir() / "qml", "-ts", found], check=True, capture_output=True)
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(found).getroot().iter("context")
        for message in context.iter("message")
    }


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_nothing_else(language: str, texts: set[tuple[str, str]]) -> None:
    assert len(texts) > 100
    translated = {key for key in read_catalogue(translations_dir(language)) if key[0] != CONTEXT}
    assert texts - translated == set()
    assert translated - texts == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_places_of_the_values(language: str) -> None:
    for (_, source), translation in read_catalogue(translations_dir(language)).items():
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", translation)), source


def test_chinese_is_chinese() -> None:
    words = {
        source: translation
        for (_, source), translation in read_catalogue(translations_dir("zh_CN")).items()
        if re.search("[A-Za-z]{3}", re.sub(r"TF-Collab|SHA-256|%\d", "", source))
    }
    assert [source for source, translation in words.items() if not re.search("[一-鿿]", translation)] == []
