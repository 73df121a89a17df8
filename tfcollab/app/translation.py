"""Languages of the window: Qt Linguist's own `.ts` files, read at start, so that there is nothing to compile."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from tfcollab.resources import ui_dir

#: the language of the texts in the source
SOURCE_LANGUAGE = "en"
#: languages that can be chosen, each by its own name
LANGUAGES: Mapping[str, str] = {"en": "English", "zh_CN": "简体中文"}


def translations_dir(language: str) -> Path:
    """Folder of a language's `.ts` files; every file in it counts, so that screens can be translated apart."""
    return ui_dir() / "translations" / language


def read_catalogue(folder: Path) -> dict[tuple[str, str], str]:
    """(context, source) -> finished translation, of all `.ts` files in a folder; context is the QML file's name."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.ts")):
        for context in ElementTree.parse(path).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is not None and translation.text and translation.get("type") is None:
                    found[name, message.findtext("source", "")] = translation.text
    return found


def chosen_language(wanted: str) -> str:
    """The language to show: the one that is wanted, or for `system` the computer's own where it is there."""
    if wanted in LANGUAGES:
        return wanted
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


class Catalogue(QTranslator):
    """Gives Qt the words of one language."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = read_catalogue(translations_dir(language))

    def isEmpty(self) -> bool:
        return not self._words

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        # an empty answer from Python is not "null" to Qt: it would show nothing, Qt's own messages included
        return self._words.get((context, source), source)


class Speaker:
    """Installs a language in the running application, in place of the one before."""

    def __init__(self) -> None:
        self._catalogue: Catalogue | None = None

    def speak(self, language: str) -> None:
        """language: a key of LANGUAGES. Screens that are open want QQmlEngine.retranslate() after it."""
        self.fall_silent()
        QLocale.setDefault(QLocale(language))
        if language == SOURCE_LANGUAGE:
            return
        self._catalogue = Catalogue(language)
        QCoreApplication.installTranslator(self._catalogue)

    def fall_silent(self) -> None:
        if self._catalogue is not None:
            QCoreApplication.removeTranslator(self._catalogue)
            self._catalogue = None
