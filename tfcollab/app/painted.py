"""Properties of the items that paint themselves: QML sets them, and each asks for a new painting."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, Signal
from PySide6.QtGui import QColor


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
