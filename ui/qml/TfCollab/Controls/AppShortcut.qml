import QtQuick

// A key of the shortcut registry.
Shortcut {
    required property string action
    sequence: app.settings.shortcuts.keys[action] ?? ""
    context: Qt.WindowShortcut
}
