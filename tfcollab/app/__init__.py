"""The desktop app: threads, and view-models that the QML screens in `ui/qml/` bind to; no clinical rule, no torch."""
