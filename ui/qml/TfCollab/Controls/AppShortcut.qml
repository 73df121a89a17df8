import QtQuick
import TfCollab.Theme

// A key of the shortcut registry.
Shortcut {
    required property string action
    sequence: Words.keys[action] ?? ""
    context: Qt.WindowShortcut
}
