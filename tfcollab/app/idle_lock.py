"""Locks the exam record when nobody has used the window for a while; what is open in it waits behind the lock."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from tfcollab.errors import UserError
from tfcollab.store.store import Store

_LOOK_MS = 2000
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleLock(QObject):
    """Looks every two seconds; keys and pointer in the watched window count as use of the record.

    asleep: the record has locked itself; told at each look while it is.
    """

    asleep = Signal()

    def __init__(self, store: Callable[[], Store | None], parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._used = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self, window: QObject) -> None:
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self._used = True
        return False

    def look(self) -> None:
        """Locks the record if it is due."""
        store = self._store()
        if store is None:
            return
        if self._used:
            self._used = False
            # it may be due, or locked, all the same
            with suppress(UserError), store.kept_open():
                return
        if store.lock_if_idle():
            self.asleep.emit()
