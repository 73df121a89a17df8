import QtQuick
import TfCollab.Theme

// Drawn around whatever has the keyboard.
Rectangle {
    property Item control: parent
    anchors.fill: parent
    anchors.margins: -3
    radius: Theme.radius + 3
    color: "transparent"
    border.width: 2
    border.color: Theme.focus
    visible: control.visualFocus ?? control.activeFocus
}
