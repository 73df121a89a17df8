"""The settings as the screens see them; writing them at once."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.preferences import Preferences
from tfcollab.app.sentences import sentences
from tfcollab.app.shortcuts import Shortcuts
from tfcollab.app.sounds import can_play
from tfcollab.app.translation import LANGUAGES, chosen_language
from tfcollab.errors import UserError
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.settings import ClinicalSettings


class SettingsModel(QObject):
    """interface, capture, clinical, protocol: each a map of the settings file's section, clinical and protocol whole
    with the usual values, or empty where they cannot be relied on; `fault` says why.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, preferences: Preferences, speak: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self._speak = speak
        self._shortcuts = Shortcuts(preferences.shortcuts, self._keep_shortcuts, self)

    @Property("QVariantMap", notify=changed)
    def interface(self) -> dict[str, Any]:
        return self.preferences.interface.model_dump()

    @Property("QVariantMap", notify=changed)
    def capture(self) -> dict[str, Any]:
        return self.preferences.capture.model_dump()

    @Property("QVariantMap", notify=changed)
    def clinical(self) -> dict[str, Any]:
        try:
            return asdict(self.preferences.clinical())
        except UserError:
            return {}

    @Property("QVariantMap", notify=changed)
    def protocol(self) -> dict[str, Any]:
        try:
            return asdict(self.preferences.protocol())
        except UserError:
            return {}

    @Property("QVariantMap", constant=True)
    def usual(self) -> dict[str, Any]:
        """The usual clinical thresholds and protocol, for comparison."""
        return {**asdict(ClinicalSettings()), **asdict(Protocol())}

    @Property(str, notify=changed)
    def fault(self) -> str:
        """Why no exam can start; empty where one can."""
        try:
            self.preferences.clinical()
            self.preferences.protocol()
        except UserError as error:
            return str(error)
        return ""

    @Property("QStringList", constant=True)
    def notes(self) -> list[str]:
        return self.preferences.notes

    @Property("QVariantMap", constant=True)
    def languages(self) -> dict[str, str]:
        return dict(LANGUAGES)

    @Property(str, notify=changed)
    def language(self) -> str:
        """The language that is shown."""
        return chosen_language(self.preferences.interface.language)

    @Slot(str, result=str)
    def said(self, sentence: str) -> str:
        """A sentence of the program's rules, which are English, in the language that is shown."""
        return sentences(self.language).say(sentence)

    @Property(bool, constant=True)
    def canPlay(self) -> bool:
        """Whether this computer can play sounds."""
        return can_play()

    @Property(QObject, constant=True)
    def shortcuts(self) -> QObject:
        return self._shortcuts

    @Property(str, constant=True)
    def file(self) -> str:
        return str(self.preferences.path)

    @Slot(str, str, "QVariant", result=bool)
    def set(self, section: str, name: str, value: Any) -> bool:
        """Changes and keeps one value; False, and `refused` with a sentence, where it cannot be."""
        before = self.language
        try:
            self.preferences.change(**{section: {name: value}})
        except UserError as error:
            self.refused.emit(str(error))
            self.changed.emit()
            return False
        self.changed.emit()
        if self.language != before:
            self._speak(self.language)
        return True

    @Slot()
    def reset_clinical(self) -> None:
        """The usual thresholds and protocol again."""
        try:
            self.preferences.reset_clinical()
        except UserError as error:
            self.refused.emit(str(error))
        self.changed.emit()

    def _keep_shortcuts(self, keys: dict[str, str]) -> None:
        try:
            self.preferences.change(shortcuts=keys)
        except UserError as error:
            self.refused.emit(str(error))
