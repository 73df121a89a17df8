"""Which screen is shown."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot


class Navigation(QObject):
    """page: name of a file in ui/qml/pages without its ending. arguments: what the screen was opened with."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page = "Start"
        self._arguments: dict[str, Any] = {}
        self._before: list[tuple[str, dict[str, Any]]] = []

    @Property(str, notify=changed)
    def page(self) -> str:
        return self._page

    @Property("QVariantMap", notify=changed)
    def arguments(self) -> dict[str, Any]:
        return self._arguments

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return bool(self._before)

    @Slot(str)
    @Slot(str, "QVariantMap")
    def show(self, page: str, arguments: dict[str, Any] | None = None) -> None:
        """Opens a screen; the one before can be come back to."""
        if page != self._page or (arguments or {}) != self._arguments:
            self._before.append((self._page, self._arguments))
            self._page, self._arguments = page, dict(arguments or {})
            self.changed.emit()

    @Slot()
    def back(self) -> None:
        if self._before:
            self._page, self._arguments = self._before.pop()
            self.changed.emit()

    @Slot(str)
    def home(self, page: str) -> None:
        """Opens a screen as the first one: there is no way back."""
        self._before, self._page, self._arguments = [], page, {}
        self.changed.emit()
