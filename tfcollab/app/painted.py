"""What the items that paint themselves have in common: their end, and properties that ask for a new painting."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Property, Signal
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem


class PaintedItem(QQuickPaintedItem):
    """An item that QML makes and deletes, and that paints itself in Python; what it holds ends with it."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        # PySide never lets go of the Python half of what QML made: with it every picture would stay that it showed
        self.destroyed.connect(partial(dict.clear, self.__dict__))


def kept(kind: Any, attribute: str, changed: Signal, read: Callable[[Any], Any] | None = None) -> Property:
    """A property that is held in `attribute`. changed: the class's own signal of that name, which asks for a painting.

    read: makes what is kept of what is set.
    """

    def get(item: Any) -> Any:
        return getattr(item, attribute)

    def put(item: Any, value: Any) -> None:
        setattr(item, attribute, value if read is None else read(value))
        item.changed.emit()

    return Property(kind, get, put, notify=changed)


def colours(given: dict[str, Any]) -> dict[str, QColor]:
    """Colours of the theme by name, as QML gives them."""
    return {name: QColor(colour) for name, colour in given.items()}
