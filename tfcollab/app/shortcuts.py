"""What can be done by the keyboard: every action with its usual key, and the user's own keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QKeySequence

#: action -> usual key; the part before the dot is the screen on which it works (`app` everywhere). Words for the
#: actions are in ui/qml/TfCollab/Theme/Words.qml
USUAL: Mapping[str, str] = {
    "app.start": "Ctrl+1",
    "app.exam": "Ctrl+2",
    "app.review": "Ctrl+3",
    "app.settings": "Ctrl+,",
    "app.back": "Alt+Left",
    "app.keys": "F1",
    "app.theme": "Ctrl+T",
    "app.full_screen": "F11",
    "app.open": "Ctrl+O",
    "exam.measure": "F5",
    "exam.stop": "F6",
    "exam.accept": "Ctrl+Return",
    "exam.repeat": "Ctrl+R",
    "exam.reject": "Ctrl+Delete",
    "exam.eye": "Ctrl+E",
    "exam.overlay": "Ctrl+B",
    "exam.aids": "Ctrl+G",
    "patient.visits": "F2",
    "patient.compare": "F3",
    "patient.report": "F4",
    "patient.exam": "Ctrl+N",
    "patient.draft": "Ctrl+D",
    "patient.sign": "Ctrl+Return",
    "patient.amend": "Ctrl+M",
    "patient.export": "Ctrl+S",
    "patient.print": "Ctrl+P",
    "patient.play": "K",
    "patient.back": ",",
    "patient.on": ".",
    "review.play": "K",
    "review.back": ",",
    "review.on": ".",
    "review.slower": "-",
    "review.faster": "+",
    "review.loop": "L",
    "review.next": "N",
    "review.previous": "P",
    "review.breakup": "B",
    "review.zoom": "Z",
    "review.span_first": "I",
    "review.span_last": "O",
    "review.span_none": "U",
    "review.network": "1",
    "review.witness": "2",
    "review.move": "M",
    "review.accept": "A",
    "review.reject": "R",
    "review.exclude": "X",
    "review.undo": "Ctrl+Z",
    "review.redo": "Ctrl+Shift+Z",
    "review.save": "Ctrl+S",
}


class Shortcuts(QObject):
    """keys: action -> key sequence as text, e.g. {"exam.measure": "F5"}."""

    changed = Signal()

    def __init__(self, own: Mapping[str, str], keep: Callable[[dict[str, str]], None], parent: QObject) -> None:
        """own: the user's keys; what is unknown or unreadable is left out. keep: called with them when they change."""
        super().__init__(parent)
        self._own = {action: key for action, key in own.items() if action in USUAL and _readable(key)}
        self._keep = keep

    @Property("QVariantMap", notify=changed)
    def keys(self) -> dict[str, str]:
        return {**USUAL, **self._own}

    @Property("QStringList", constant=True)
    def actions(self) -> list[str]:
        return list(USUAL)

    @Slot(str, str, result=str)
    def change(self, action: str, key: str) -> str:
        """Gives the action another key; the action that has it already where it would be used twice, else empty."""
        key = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        if not key:
            return ""
        for other, used in self.keys.items():
            if other != action and used == key and _meet(action, other):
                return other
        self._own[action] = key
        if key == USUAL[action]:
            del self._own[action]
        self._keep(dict(self._own))
        self.changed.emit()
        return ""

    @Slot()
    def reset(self) -> None:
        """Back to the usual keys."""
        self._own.clear()
        self._keep({})
        self.changed.emit()

    @Slot(int, int, result=str)
    def key_text(self, key: int, modifiers: int) -> str:
        """A pressed key with its modifiers (Qt's numbers) as text; empty for a modifier alone."""
        if key in _MODIFIER_KEYS:
            return ""
        return QKeySequence(key | modifiers).toString(QKeySequence.SequenceFormat.PortableText)


#: Shift, Control, Meta, Alt, AltGr
_MODIFIER_KEYS = (0x01000020, 0x01000021, 0x01000022, 0x01000023, 0x01001103)


def _readable(key: str) -> bool:
    return bool(QKeySequence(key).toString())


def _meet(one: str, other: str) -> bool:
    """Whether two actions can be wanted on the same screen."""
    screens = {one.partition(".")[0], other.partition(".")[0]}
    return len(screens) == 1 or "app" in screens
