"""Watches whether anybody uses the window, and has the exam record locked where nobody does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from tfcollab.store.store import Store

_LOOK_EVERY_MS = 1000
#: what is not saved yet needs the record for a moment
_BEFORE_S = 3.0
_OF_A_PERSON = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
}


class IdleWatch(QObject):
    """store: gives the open record, or None. due: it is to be locked now; seconds that nobody was there."""

    due = Signal(float)

    def __init__(self, store: Callable[[], Store | None], parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._is_told = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def watch(self, window: QObject) -> None:
        """The window whose keys and pointers count as use."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        store = self._store()
        if store is not None and event.type() in _OF_A_PERSON:
            store.used()
        return False

    def _look(self) -> None:
        store = self._store()
        is_due = store is not None and (store.is_locked or store.idle_left_s <= _BEFORE_S)
        if store is not None and is_due and not self._is_told:
            self.due.emit(store.lock_after_s)
        self._is_told = is_due
