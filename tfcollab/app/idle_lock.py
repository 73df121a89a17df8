"""Locks the exam record when nobody has used the window for a while; what is open in it waits behind the lock."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from tfcollab.errors import UserError
from tfcollab.store.store import Store

_LOOK_MS = 2000
#: what is not saved yet needs the record for a moment; longer than the time between two looks
_BEFORE_S = 3.0
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class IdleLock(QObject):
    """Looks every two seconds; keys and pointer in the watched window count as use of the record.

    nearly: it is about to lock, and whatever is not saved can be saved now; `settled` is told when that is done.
    asleep: the record has locked itself; told at each look while it is.
    """

    nearly = Signal()
    asleep = Signal()

    def __init__(self, store: Callable[[], Store | None], parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._used = self._near = False
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

    @Slot()
    def look(self) -> None:
        """Locks the record if it is due."""
        store = self._store()
        if store is None:
            self._near = False
            return
        if self._used:
            self._used = self._near = False
            store.used()
        if store.lock_if_idle():
            self._near = False
            self.asleep.emit()
        elif not self._near and store.idle_left_s <= _BEFORE_S:
            self._near = True
            self.nearly.emit()

    @Slot()
    def settled(self) -> None:
        """Saving counts as use: locks it at once, unless somebody is there again."""
        store = self._store()
        if self._near and not self._used and store is not None:
            # it may be in use by now
            with suppress(UserError):
                store.lock()
            self.look()
